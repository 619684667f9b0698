//! What the layout starts from: glyphs and drawn list marks at their places on a page.
//!
//! Coordinates are points from the page's top left, y downwards, as in [`Page`](crate::Page).

use std::rc::Rc;

use crate::Rect;

/// Share of the size that letters rise above their baseline, for boxes around words.
const ASCENT: f32 = 0.78;
/// Share of the size that letters hang below their baseline.
pub(super) const DESCENT: f32 = 0.22;

/// One drawn glyph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    /// What it stands for: a letter mostly, several for a ligature, a space. A page repeats few of them thousands of times.
    pub text: Rc<str>,
    /// Where its baseline starts.
    pub x: f32,
    /// The height of its baseline.
    pub y: f32,
    /// How far the pen moves right after it.
    pub dx: f32,
    /// How far the pen moves down after it: not zero in rotated text only.
    pub dy: f32,
    /// Size of its font in points.
    pub size: f32,
    /// Whether its font is a bold one.
    pub bold: bool,
}

impl Glyph {
    /// Whether it draws nothing.
    pub(crate) fn is_space(&self) -> bool {
        match self.text.as_bytes() {
            [one] => char::from(*one).is_whitespace(),
            _ => self.text.chars().all(char::is_whitespace),
        }
    }

    /// Which way its text runs.
    pub(crate) fn heading(&self) -> Heading {
        if self.dx.abs() >= self.dy.abs() {
            if self.dx >= 0.0 { Heading::Right } else { Heading::Left }
        } else if self.dy > 0.0 {
            Heading::Down
        } else {
            Heading::Up
        }
    }

    /// The box around it.
    pub(crate) fn area(&self) -> Rect {
        let (rise, fall) = (self.size * ASCENT, self.size * DESCENT);
        let (end_x, end_y) = (self.x + self.dx, self.y + self.dy);
        let (along_x, along_y) = (self.x.min(end_x)..self.x.max(end_x), self.y.min(end_y)..self.y.max(end_y));
        let (left, right, top, bottom) = match self.heading() {
            Heading::Right => (0.0, 0.0, rise, fall),
            Heading::Left => (0.0, 0.0, fall, rise),
            Heading::Down => (fall, rise, 0.0, 0.0),
            Heading::Up => (rise, fall, 0.0, 0.0),
        };
        Rect {
            left: along_x.start - left,
            top: along_y.start - top,
            right: along_x.end + right,
            bottom: along_y.end + bottom,
        }
    }
}

/// The four ways text runs on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// As usual.
    Right,
    /// Turned a quarter clockwise.
    Down,
    /// Upside down.
    Left,
    /// Turned a quarter counterclockwise.
    Up,
}

impl Heading {
    /// Every heading, the usual one first.
    pub(crate) const ALL: [Self; 4] = [Self::Right, Self::Down, Self::Left, Self::Up];

    /// A place on the page as seen by a reader who turned the page so that this text is upright:
    /// along the line, and down the page.
    pub(crate) fn turn(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Self::Right => (x, y),
            Self::Down => (y, -x),
            Self::Left => (-x, -y),
            Self::Up => (-y, x),
        }
    }
}

/// A small drawn shape that may be the mark of a list item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mark {
    /// Where it stands.
    pub area: Rect,
    /// Where it starts along the line.
    pub left: f32,
    /// Where it ends along the line.
    pub right: f32,
}

impl Mark {
    /// The mark that fills `area`.
    pub(crate) fn new(area: Rect) -> Self {
        Self { area, left: area.left, right: area.right }
    }

    /// The mark as seen from behind a page of `width` points; its box stays where it is.
    pub(crate) fn mirrored(self, width: f32) -> Self {
        Self { left: width - self.right, right: width - self.left, ..self }
    }
}

/// What a reader sees of one page, before any order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The glyphs in the order they were drawn.
    pub glyphs: Vec<Glyph>,
    /// Drawn shapes of the size of a bullet.
    pub marks: Vec<Mark>,
}
