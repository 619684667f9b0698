//! As much of CSS as it takes to know what a reader of the page sees: which boxes there are, how large and
//! in what colour letters are, what is switched off.

mod syntax;
mod values;

use scraper::{ElementRef, Selector};

use crate::HiddenReason;
use crate::flow::{Look, NORMAL_SIZE};
use syntax::{Declaration, declarations, is_for_screen, next_block, specificity, without_comments};
use values::{Colour, colour, is_bold, length};

/// Rules of all style sheets together that are heeded.
const MAX_RULES: usize = 4_000;
/// Letters below this size in points are not read by people.
const MIN_SIZE: f32 = 2.0;
/// Whatever is pushed this far to the left or up, in points, is off the page.
const OFF_PAGE: f32 = -400.0;
/// Above any specificity of a selector: the `style` attribute, and `!important`.
const INLINE: u32 = 1 << 20;
const IMPORTANT: u32 = 1 << 24;

/// What a box does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    Inline,
    /// In the line, with some room around it.
    InlineBlock,
    Block,
    /// A box whose children stand side by side.
    Row,
    Cell,
    None,
}

/// What a box is painted with, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ground {
    Paint([u8; 3]),
    Unknown,
}

/// How an element looks after all rules that apply to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Computed {
    pub(super) display: Display,
    pub(super) keeps_lines: bool,
    pub(super) has_list_marks: bool,
    /// Whether the element is pushed to the right end of its line.
    pub(super) is_at_line_end: bool,
    size: f32,
    bold: bool,
    colour: Option<[u8; 3]>,
    ground: Ground,
    is_switched_off: bool,
    /// Why nothing in the box can be seen.
    hidden: Option<HiddenReason>,
    is_positioned: bool,
}

impl Computed {
    /// The page before any element.
    pub(super) fn page() -> Self {
        Self {
            display: Display::Block,
            keeps_lines: false,
            has_list_marks: true,
            is_at_line_end: false,
            size: NORMAL_SIZE,
            bold: false,
            colour: None,
            ground: Ground::Paint([255; 3]),
            is_switched_off: false,
            hidden: None,
            is_positioned: false,
        }
    }

    /// The look of letters in the element.
    pub(super) fn look(&self) -> Look {
        let melts = || match (self.colour, self.ground) {
            (Some(colour), Ground::Paint(paint)) => {
                colour.iter().zip(paint).all(|(&a, b)| a.abs_diff(b) < 16)
            }
            _ => false,
        };
        let hidden = if let Some(reason) = self.hidden {
            Some(reason)
        } else if self.is_switched_off {
            Some(HiddenReason::Marked)
        } else if self.size < MIN_SIZE {
            Some(HiddenReason::Size)
        } else if melts() {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        Look { size: self.size, bold: self.bold, hidden }
    }

    fn hide(&mut self, reason: HiddenReason) {
        self.hidden.get_or_insert(reason);
    }

    fn apply(&mut self, property: &str, value: &str, parent_size: f32) {
        match property {
            "display" => self.display = display(value, self.display),
            "visibility" => self.is_switched_off = matches!(value, "hidden" | "collapse"),
            "opacity" if value.parse::<f32>().is_ok_and(|opacity| opacity < 0.05) => {
                self.hide(HiddenReason::Invisible);
            }
            "font-size" => self.size = length(value, parent_size).unwrap_or(self.size),
            "font" => {
                let size = value.split([' ', '/']).find_map(|part| length(part, parent_size));
                self.size = size.unwrap_or(self.size);
                self.bold |= value.split(' ').any(is_bold);
            }
            "font-weight" => self.bold = is_bold(value),
            "color" => match colour(value) {
                Colour::Paint(paint) => self.colour = Some(paint),
                Colour::Transparent => self.hide(HiddenReason::Invisible),
                Colour::Unknown => self.colour = None,
            },
            "background" | "background-color" | "background-image" => self.paint(property, value),
            "white-space" => self.keeps_lines = value.starts_with("pre") || value == "break-spaces",
            "list-style" | "list-style-type" => self.has_list_marks = !value.contains("none"),
            "position" => self.is_positioned = matches!(value, "absolute" | "fixed" | "relative"),
            "left" | "top" | "margin-left" | "text-indent" | "right" => {
                let is_far = length(value, parent_size).is_some_and(|length| length < OFF_PAGE);
                if is_far && (self.is_positioned || matches!(property, "margin-left" | "text-indent")) {
                    self.hide(HiddenReason::OffPage);
                }
            }
            "clip" if value.replace([' ', ','], "").contains("rect(0000)") => {
                self.hide(HiddenReason::Invisible);
            }
            "clip-path" if value.contains("inset(50%") || value.contains("inset(100%") => {
                self.hide(HiddenReason::Invisible);
            }
            "float" => self.is_at_line_end = value == "right" || value == "inline-end",
            "flex-direction" if value.starts_with("column") && self.display == Display::Row => {
                self.display = Display::Block;
            }
            _ => {}
        }
    }

    fn paint(&mut self, property: &str, value: &str) {
        if value.contains("url(") || value.contains("gradient(") || value.contains("var(") {
            self.ground = Ground::Unknown;
            return;
        }
        if property == "background-image" || matches!(value, "none" | "inherit" | "initial" | "unset") {
            return;
        }
        let parts = || value.split(' ').filter(|_| property == "background");
        let colours = std::iter::once(value).chain(parts()).map(colour);
        match colours.into_iter().find(|colour| *colour != Colour::Unknown) {
            Some(Colour::Paint(paint)) => self.ground = Ground::Paint(paint),
            Some(Colour::Transparent) => {}
            Some(Colour::Unknown) | None => self.ground = Ground::Unknown,
        }
    }
}

/// The style sheets of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    selector: Selector,
    specificity: u32,
    declarations: Vec<Declaration>,
}

impl Sheet {
    /// Adds the rules of a style sheet that are for a screen.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((prelude, block, after)) = next_block(rest) {
            rest = after;
            let prelude = prelude.rsplit(';').next().unwrap_or_default().trim();
            if self.rules.len() >= MAX_RULES {
                return;
            }
            match prelude.strip_prefix('@') {
                Some(at_rule) if is_for_screen(at_rule) => self.add_flat(block),
                Some(_) => {}
                None => self.add_rule(prelude, block),
            }
        }
    }

    /// The rules within an at-rule; at-rules within it are left out.
    fn add_flat(&mut self, css: &str) {
        let mut rest = css;
        while let Some((prelude, block, after)) = next_block(rest) {
            rest = after;
            if !prelude.trim_start().starts_with('@') {
                self.add_rule(prelude.trim(), block);
            }
        }
    }

    fn add_rule(&mut self, selectors: &str, block: &str) {
        let declarations: Vec<Declaration> =
            declarations(block).into_iter().filter(|declaration| is_heeded(&declaration.property)).collect();
        if declarations.is_empty() {
            return;
        }
        for selector in selectors.split(',') {
            if let Ok(parsed) = Selector::parse(selector.trim()) {
                let specificity = specificity(selector);
                let declarations = declarations.clone();
                self.rules.push(Rule { selector: parsed, specificity, declarations });
            }
        }
    }

    /// How an element looks in a parent that looks so.
    pub(super) fn compute(&self, element: ElementRef<'_>, parent: &Computed) -> Computed {
        let mut computed = by_name(element.value().name(), parent);
        for (property, value) in colour_attributes(element) {
            computed.apply(property, value, parent.size);
        }
        let inline = element.value().attr("style").map(declarations).unwrap_or_default();
        let matched = self.rules.iter().filter(|rule| rule.selector.matches(&element));
        let of_rules =
            matched.flat_map(|rule| rule.declarations.iter().map(|found| (rule.specificity, found)));
        let mut found: Vec<(u32, &Declaration)> =
            of_rules.chain(inline.iter().map(|found| (INLINE, found))).collect();
        // Stable: of two that are equally specific the later one wins.
        found
            .sort_by_key(|(specificity, found)| specificity + if found.is_important { IMPORTANT } else { 0 });
        for (_, Declaration { property, value, .. }) in found {
            computed.apply(property, value, parent.size);
        }
        if element.value().attr("hidden").is_some() {
            computed.display = Display::None;
        }
        if computed.display == Display::None {
            computed.hide(HiddenReason::Marked);
        }
        computed
    }
}

/// What attributes say of colours, as word processors still write them; any rule is stronger.
fn colour_attributes(element: ElementRef<'_>) -> impl Iterator<Item = (&'static str, &str)> {
    let attributes: &[(&str, &str)] = match element.value().name() {
        "font" => &[("color", "color")],
        "body" => &[("text", "color"), ("bgcolor", "background-color")],
        "table" | "tr" | "td" | "th" => &[("bgcolor", "background-color")],
        _ => &[],
    };
    attributes.iter().filter_map(move |(name, property)| Some((*property, element.value().attr(name)?)))
}

/// How an element looks that no rule speaks of.
fn by_name(name: &str, parent: &Computed) -> Computed {
    let display = match name {
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "dd" | "details" | "div"
        | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html" | "legend" | "li" | "main" | "menu"
        | "nav" | "ol" | "p" | "pre" | "search" | "section" | "summary" | "ul" | "table" | "thead"
        | "tbody" | "tfoot" | "caption" => Display::Block,
        "tr" => Display::Row,
        "td" | "th" => Display::Cell,
        "button" | "select" | "img" => Display::InlineBlock,
        _ => Display::Inline,
    };
    let scale = match name {
        "h1" => 2.0,
        "h2" => 1.5,
        "h3" => 1.17,
        "small" | "sub" | "sup" => 0.83,
        _ => 1.0,
    };
    let is_bold = matches!(name, "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    Computed {
        display,
        size: parent.size * scale,
        bold: parent.bold || is_bold,
        keeps_lines: parent.keeps_lines || matches!(name, "pre" | "textarea"),
        is_positioned: false,
        is_at_line_end: false,
        ..*parent
    }
}

fn display(value: &str, default: Display) -> Display {
    match value.split(' ').next().unwrap_or_default() {
        "none" => Display::None,
        "inline" | "contents" => Display::Inline,
        "inline-block" | "inline-flex" | "inline-grid" => Display::InlineBlock,
        "flex" | "table-row" => Display::Row,
        "table-cell" => Display::Cell,
        "block" | "grid" | "flow-root" | "list-item" | "table" | "table-row-group" => Display::Block,
        _ => default,
    }
}

fn is_heeded(property: &str) -> bool {
    matches!(
        property,
        "display"
            | "visibility"
            | "opacity"
            | "font-size"
            | "font"
            | "font-weight"
            | "color"
            | "background"
            | "background-color"
            | "background-image"
            | "white-space"
            | "list-style"
            | "list-style-type"
            | "position"
            | "left"
            | "right"
            | "top"
            | "margin-left"
            | "text-indent"
            | "clip"
            | "clip-path"
            | "flex-direction"
            | "float"
    )
}
