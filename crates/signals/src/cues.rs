//! Words that tell, and words that rule them out: the commonest shape of a rule.

use regex::Regex;

use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::Sentence;

/// What a rule looks for in one sentence, and what shows that it means something else.
pub(crate) struct Cues {
    what: &'static str,
    tells: Regex,
    but: Option<Regex>,
}

impl Cues {
    /// Cues that say `what` when the pattern fits a folded sentence.
    pub(crate) fn new(what: &'static str, tells: &str) -> Self {
        Self { what, tells: pattern(tells), but: None }
    }

    /// The same, unless another pattern fits the sentence as well.
    pub(crate) fn but(self, other: &str) -> Self {
        Self { but: Some(pattern(other)), ..self }
    }

    /// The words of a folded sentence that fit, whatever rules them out.
    pub(crate) fn told<'a>(&self, plain: &'a str) -> Option<&'a str> {
        Some(self.tells.find(plain)?.as_str().trim())
    }

    /// The words of a folded sentence that show that another thing is meant.
    pub(crate) fn ruled_out<'a>(&self, plain: &'a str) -> Option<&'a str> {
        Some(self.but.as_ref()?.find(plain)?.as_str().trim())
    }

    /// Whether a folded sentence fits and nothing rules it out.
    pub(crate) fn fit(&self, plain: &str) -> bool {
        self.tells.is_match(plain) && self.ruled_out(plain).is_none()
    }

    /// The sentence as evidence, when it fits and nothing rules it out.
    pub(crate) fn finding(&self, sentence: &Sentence, strength: u8) -> Option<Finding> {
        let told = self.told(&sentence.plain)?;
        let is_ruled_out = self.ruled_out(&sentence.plain).is_some();
        (!is_ruled_out).then(|| Finding::at(sentence.span, strength, format!("{}: \"{told}\"", self.what)))
    }
}
