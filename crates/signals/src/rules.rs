//! The rules of one run: the product's own, and what a recruiter has added to them.

use std::sync::LazyLock;

use crate::catalogue::catalogue;
use crate::own::OwnSignal;
use crate::packs::{Fault, Packs};
use crate::{Rule, own};

/// The version of the product's rules: it changes with every change of a rule, its words or its packs, and with nothing
/// else. Results that carry another version are stale.
pub const RULES_VERSION: &str = include_str!(concat!(env!("OUT_DIR"), "/rules_version.txt"));

/// A file that adds to the rules: its name, for messages, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesFile {
    /// As messages call it.
    pub name: String,
    /// TOML.
    pub text: String,
}

/// The catalogue, the packs and a recruiter's own signals.
#[derive(Debug)]
pub struct Rules {
    pub(crate) packs: Packs,
    pub(crate) own: Vec<OwnSignal>,
    version: String,
}

impl Rules {
    /// The product's rules, with nothing added.
    pub fn bundled() -> &'static Self {
        static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::with(&[], None).0);
        &RULES
    }

    /// The product's rules with packs and own signals. What is faulty is left out and told, the rest works.
    pub fn with(packs: &[RulesFile], own: Option<&RulesFile>) -> (Self, Vec<Fault>) {
        let mut version = RULES_VERSION.to_owned();
        for file in packs.iter().chain(own) {
            version.push('+');
            version.push_str(&hash(&file.text));
        }
        let pairs: Vec<_> = packs.iter().map(|file| (file.name.clone(), file.text.clone())).collect();
        let (packs, mut faults) = Packs::with(&pairs);
        let (own, own_faults) = own.map(|file| own::read(&file.name, &file.text)).unwrap_or_default();
        faults.extend(own_faults);
        (Self { packs, own, version }, faults)
    }

    /// The version of these rules, everything added included.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A recruiter's own signals, in the order of their file.
    pub fn own(&self) -> &[OwnSignal] {
        &self.own
    }

    /// What is said of a signal, the recruiter's own included; `None` when there is no such signal.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        catalogue().rule(id).or_else(|| self.own.iter().map(OwnSignal::rule).find(|rule| rule.id == id))
    }
}

/// The 64-bit FNV-1a hash of a text, as the build has it for the product's own rules.
fn hash(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_addition_changes_the_version() {
        let file = |text: &str| RulesFile { name: "nim.toml".to_owned(), text: text.to_owned() };
        let version = |packs: &[RulesFile]| Rules::with(packs, None).0.version().to_owned();
        assert_eq!(version(&[]), RULES_VERSION);
        assert_eq!(RULES_VERSION.len(), 16);
        let one = version(&[file("name = \"Nim\"")]);
        assert_ne!(one, RULES_VERSION);
        assert_ne!(one, version(&[file("name = \"Nim 2\"")]));
        assert_eq!(one, version(&[file("name = \"Nim\"")]));
    }
}
