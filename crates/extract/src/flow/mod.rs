//! The way from a format without pages to a document text: its reader says text, line ends and links in
//! reading order, and out come the cleaned body and laid-out pages.
//!
//! Terms: a *flow* is the text as it is being said; a *piece* is a stretch of one line with one look; a *row*
//! is a table row whose cells are held back until it is clear how they stand side by side; an *aside* is a
//! box of its own, such as a text box, that reads after the line it is tied to; a *float* is a piece of a line
//! that is pushed to its end, as dates are to the right of a title.

mod clean;
mod paragraph_row;
mod row;
mod typeset;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::limits::{MAX_BODY_BYTES, MAX_HIDDEN, MAX_HIDDEN_BYTES, MAX_LINKS};
use crate::{DocumentText, Format, HiddenReason, Link, ReadStatus, Span};

pub(crate) use paragraph_row::ParagraphRow;

/// Size of letters where the file does not say, in points.
pub(crate) const NORMAL_SIZE: f32 = 10.0;

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// Size of the letters in points.
    pub(crate) size: f32,
    pub(crate) bold: bool,
    /// Why nobody can see it; `None` when they can.
    pub(crate) hidden: Option<HiddenReason>,
}

impl Default for Look {
    fn default() -> Self {
        Self { size: NORMAL_SIZE, bold: false, hidden: None }
    }
}

/// A link of a flow, to be closed by [`Flow::end_link`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LinkId(usize);

/// Text as it is being said by a reader.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    body: String,
    /// Looks of the body: each holds from the end of the one before to its `end`.
    runs: Vec<Run>,
    line: OpenLine,
    /// Rows and asides that are open, outermost first.
    frames: Vec<Frame>,
    /// Bytes that were said and are not in the body yet.
    waiting_bytes: usize,
    hidden: Vec<Hidden>,
    links: Vec<Link>,
    open_links: Vec<LinkId>,
    is_full: bool,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    end: usize,
    size: f32,
    bold: bool,
}

#[derive(Debug)]
struct Piece {
    text: String,
    look: Look,
    link: Option<LinkId>,
}

/// The line that is being said.
#[derive(Debug, Default)]
struct OpenLine {
    pieces: Vec<Piece>,
    /// What its floats said.
    at_end: Vec<Piece>,
    /// What its asides said.
    after: Vec<Line>,
}

/// What a row, an aside or the body is made of.
#[derive(Debug)]
enum Line {
    /// Never without a letter.
    Text(Vec<Piece>),
    BlockEnd,
}

#[derive(Debug)]
enum Frame {
    /// The cells so far.
    Row(Vec<Vec<Line>>),
    /// The line in which the box stands, and the lines of the box.
    Aside { host: OpenLine, lines: Vec<Line> },
    /// The line to whose end the piece is pushed, and the lines before the piece's last.
    Float { host: OpenLine, lines: Vec<Line> },
}

#[derive(Debug)]
struct Hidden {
    /// Offset into the body of the line in which the text stands.
    anchor: usize,
    text: String,
    reason: HiddenReason,
}

impl Flow {
    /// Says text. Line ends in it count as spaces, tabs and cell borders as gaps of a line.
    pub(crate) fn text(&mut self, text: &str, look: Look) {
        if self.is_full || text.is_empty() {
            return;
        }
        if let Some(reason) = look.hidden {
            self.hide(text, reason);
            return;
        }
        let link = self.open_links.last().copied();
        let text = clean::clean(&text[..text.floor_char_boundary(MAX_BODY_BYTES)]);
        self.waiting_bytes += text.len();
        match self.line.pieces.last_mut() {
            Some(last) if (last.look == look && last.link == link) || text.starts_with(is_combining_mark) => {
                last.text.push_str(&text);
            }
            _ => self.line.pieces.push(Piece { text, look, link }),
        }
        if self.body.len() + self.waiting_bytes > MAX_BODY_BYTES {
            self.is_full = true;
        }
    }

    /// Ends the line, if anything stands in it.
    pub(crate) fn end_line(&mut self) {
        let OpenLine { mut pieces, at_end, after } = std::mem::take(&mut self.line);
        pieces.extend(at_end);
        let pieces = unspaced(normalized(pieces));
        if pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            self.emit(Line::Text(pieces));
        }
        if !after.is_empty() {
            self.emit(Line::BlockEnd);
            after.into_iter().for_each(|line| self.emit(line));
            self.emit(Line::BlockEnd);
        }
    }

    /// Ends the line and the block: an empty line follows before the next text.
    pub(crate) fn end_block(&mut self) {
        self.end_line();
        self.emit(Line::BlockEnd);
    }

    /// Begins a table row. Its cells are to be begun one after another.
    pub(crate) fn begin_row(&mut self) {
        self.end_line();
        self.frames.push(Frame::Row(Vec::new()));
    }

    /// Begins the next cell of the row. Nothing happens outside a row.
    pub(crate) fn begin_cell(&mut self) {
        self.end_line();
        if let Some(Frame::Row(cells)) = self.frames.last_mut() {
            cells.push(Vec::new());
        }
    }

    /// Ends the row and says its cells in reading order. Nothing happens outside a row.
    pub(crate) fn end_row(&mut self) {
        self.end_line();
        match self.frames.pop() {
            Some(Frame::Row(cells)) => row::in_order(cells).into_iter().for_each(|line| self.emit(line)),
            Some(other) => self.frames.push(other),
            None => {}
        }
    }

    /// Begins a box of its own in the middle of a line.
    pub(crate) fn begin_aside(&mut self) {
        let host = std::mem::take(&mut self.line);
        self.frames.push(Frame::Aside { host, lines: Vec::new() });
    }

    /// Ends the box: its lines follow the line in which it stands. Nothing happens outside a box.
    pub(crate) fn end_aside(&mut self) {
        self.end_line();
        match self.frames.pop() {
            Some(Frame::Aside { host, lines }) => {
                self.line = host;
                self.line.after.extend(lines);
            }
            Some(other) => self.frames.push(other),
            None => {}
        }
    }

    /// Begins a piece that is pushed to the end of the line.
    pub(crate) fn begin_float(&mut self) {
        let host = std::mem::take(&mut self.line);
        self.frames.push(Frame::Float { host, lines: Vec::new() });
    }

    /// Ends the piece. Lines that it had before its last follow the line. Nothing happens outside a float.
    pub(crate) fn end_float(&mut self) {
        match self.frames.pop() {
            Some(Frame::Float { host, lines }) => {
                let OpenLine { pieces, at_end, after } = std::mem::replace(&mut self.line, host);
                let look = pieces.first().map(|piece| piece.look).unwrap_or_default();
                self.line.at_end.push(Piece { text: "\t".to_owned(), look, link: None });
                self.line.at_end.extend(pieces.into_iter().chain(at_end));
                self.line.after.extend(lines.into_iter().chain(after));
            }
            Some(other) => self.frames.push(other),
            None => {}
        }
    }

    /// What is said from here to [`Self::end_link`] carries a link.
    pub(crate) fn begin_link(&mut self, target: &str) -> LinkId {
        let id = LinkId(self.links.len().min(MAX_LINKS - 1));
        if self.links.len() < MAX_LINKS {
            let target: String = clean::clean(target).trim().to_owned();
            self.links.push(Link { target, span: None });
        }
        self.open_links.push(id);
        id
    }

    /// Closes the link, and whichever was left open within it.
    pub(crate) fn end_link(&mut self, id: LinkId) {
        if let Some(at) = self.open_links.iter().rposition(|&open| open == id) {
            self.open_links.truncate(at);
        }
    }

    /// Whether the body has reached its limit: what is said now is dropped, so a reader can stop.
    pub(crate) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Lays everything out on pages.
    pub(crate) fn finish(mut self, format: Format) -> DocumentText {
        self.end_line();
        while let Some(frame) = self.frames.last() {
            match frame {
                Frame::Row(_) => self.end_row(),
                Frame::Aside { .. } => self.end_aside(),
                Frame::Float { .. } => self.end_float(),
            }
        }
        self.end_line();
        self.body.truncate(self.body.trim_end().len());
        if !self.body.is_empty() {
            self.body.push('\n');
        }
        let mut document = typeset::typeset(self.body, &self.runs, &self.hidden);
        self.links.retain(|link| !link.target.is_empty());
        document.links = self.links;
        document.format = format;
        (document.status, document.reason) = if document.body.is_empty() {
            (ReadStatus::NoText, Some("the file opens and holds no text".to_owned()))
        } else if self.is_full {
            (ReadStatus::OkPartial, Some("only the beginning was read: the text is very long".to_owned()))
        } else {
            (ReadStatus::Ok, None)
        };
        document
    }

    /// Hands a line to whatever is open, and to the body when nothing is.
    fn emit(&mut self, line: Line) {
        match self.frames.last_mut() {
            Some(Frame::Row(cells)) => {
                if cells.is_empty() {
                    cells.push(Vec::new());
                }
                if let Some(cell) = cells.last_mut() {
                    cell.push(line);
                }
            }
            Some(Frame::Aside { lines, .. } | Frame::Float { lines, .. }) => lines.push(line),
            None => self.set_line(&line),
        }
    }

    fn set_line(&mut self, line: &Line) {
        match line {
            Line::Text(pieces) => {
                let start = self.body.len();
                let mut gap = Gap::None;
                for piece in pieces {
                    self.set(piece, start, &mut gap);
                    self.waiting_bytes = self.waiting_bytes.saturating_sub(piece.text.len());
                }
                self.body.push('\n');
            }
            Line::BlockEnd => {
                if !self.body.is_empty() && !self.body.ends_with("\n\n") {
                    self.body.push('\n');
                }
            }
        }
    }

    fn hide(&mut self, text: &str, reason: HiddenReason) {
        let anchor = self.body.len();
        let goes_on = |last: &Hidden| last.anchor == anchor && last.reason == reason;
        if !self.hidden.last().is_some_and(goes_on) && self.hidden.len() < MAX_HIDDEN {
            self.hidden.push(Hidden { anchor, text: String::new(), reason });
        }
        if let Some(last) = self.hidden.last_mut()
            && goes_on(last)
            && last.text.len() < MAX_HIDDEN_BYTES
        {
            last.text.push_str(text);
        }
    }

    /// Sets one piece of the line that starts at `line_start` into the body.
    fn set(&mut self, piece: &Piece, line_start: usize, gap: &mut Gap) {
        let mut first = None;
        for letter in piece.text.chars() {
            if letter == '\t' {
                *gap = Gap::Wide;
            } else if letter.is_whitespace() {
                *gap = gap.and_space();
            } else {
                if *gap == Gap::Wide && is_list_mark(&self.body[line_start..]) {
                    self.body.push(' ');
                } else if self.body.len() > line_start {
                    self.body.push_str(gap.as_str());
                }
                *gap = Gap::None;
                first.get_or_insert(self.body.len());
                self.body.push(letter);
            }
        }
        let Some(first) = first else { return };
        self.runs.push(Run { end: self.body.len(), size: piece.look.size, bold: piece.look.bold });
        if let Some(LinkId(idx)) = piece.link {
            let start = self.links[idx].span.map_or(first, |span| span.range().start);
            self.links[idx].span = Some(Span::new(start..self.body.len()));
        }
    }
}

/// White space that has been met and not yet been set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space(u8),
    /// A tab, a cell border, or spaces that align something.
    Wide,
}

impl Gap {
    /// As many spaces align something.
    const WIDE_SPACES: u8 = 4;

    fn and_space(self) -> Self {
        match self {
            Self::None => Self::Space(1),
            Self::Space(n) if n + 1 < Self::WIDE_SPACES => Self::Space(n + 1),
            Self::Space(_) | Self::Wide => Self::Wide,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Space(_) => " ",
            Self::Wide => "\t",
        }
    }
}

/// Whether a line begins with nothing but a bullet or a number, whose gap to the text is none of its columns.
fn is_list_mark(start: &str) -> bool {
    let number = start.trim_end_matches(['.', ')']);
    let is_number =
        number.len() < start.len() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let mut letters = start.chars();
    let is_sign = letters.next().is_some_and(|sign| !sign.is_alphanumeric()) && letters.next().is_none();
    is_number || is_sign
}

/// The pieces with a letterspaced line, as headings are written at times, put together.
fn unspaced(pieces: Vec<Piece>) -> Vec<Piece> {
    let line: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let Some(text) = clean::unspaced(&line) else { return pieces };
    pieces.into_iter().take(1).map(|first| Piece { text: text.clone(), ..first }).collect()
}

/// The pieces in NFC, so that their concatenation is, too.
fn normalized(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for piece in &mut pieces {
        if !piece.text.is_ascii() {
            piece.text = piece.text.nfc().collect();
        }
    }
    let line: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    if line.is_ascii() || unicode_normalization::is_nfc(&line) {
        return pieces;
    }
    // Letters compose across pieces (Hangul does): rare enough to give the line one look.
    let Some(first) = pieces.into_iter().next() else { return Vec::new() };
    vec![Piece { text: line.nfc().collect(), ..first }]
}

#[cfg(test)]
mod tests;
