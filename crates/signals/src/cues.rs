//! Words that tell, and words that rule them out: the commonest shape of a rule.

use crate::engine::Finding;
use crate::reading::Sentence;
use crate::sieve::Pattern;

/// What a rule looks for in one sentence, and what shows that it means something else.
pub(crate) struct Cues {
    what: &'static str,
    tells: Pattern,
    but: Option<Pattern>,
}

impl Cues {
    /// Cues that say `what` when the pattern fits a folded sentence.
    pub(crate) fn new(what: &'static str, tells: &str) -> Self {
        Self { what, tells: Pattern::new(tells), but: None }
    }

    /// The same, unless another pattern fits the sentence as well.
    pub(crate) fn but(self, other: &str) -> Self {
        Self { but: Some(Pattern::new(other)), ..self }
    }

    /// What it searches for.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        std::iter::once(&self.tells).chain(&self.but)
    }

    /// The words of a folded text that fit, whatever rules them out.
    pub(crate) fn told<'a>(&self, plain: &'a str) -> Option<&'a str> {
        self.tells.find(plain).map(str::trim)
    }

    /// The words of a sentence that show that another thing is meant.
    pub(crate) fn ruled_out<'a>(&self, sentence: &'a Sentence) -> Option<&'a str> {
        self.but.as_ref()?.find_sieved(&sentence.plain, sentence.may_fit).map(str::trim)
    }

    /// Whether a sentence fits and nothing rules it out.
    pub(crate) fn fit(&self, sentence: &Sentence) -> bool {
        self.told_in(sentence).is_some()
    }

    /// The sentence as evidence, when it fits and nothing rules it out.
    pub(crate) fn finding(&self, sentence: &Sentence, strength: u8) -> Option<Finding> {
        let told = self.told_in(sentence)?;
        Some(Finding::at(sentence.span, strength, format!("{}: \"{told}\"", self.what)))
    }

    fn told_in<'a>(&self, sentence: &'a Sentence) -> Option<&'a str> {
        let told = self.tells.find_sieved(&sentence.plain, sentence.may_fit)?;
        self.ruled_out(sentence).is_none().then(|| told.trim())
    }
}
