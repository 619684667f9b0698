//! Trying passwords on a locked document, for a bounded time.

/// Passwords are tried until they have been spun so often together, which takes about a second.
const SPINS_IN_ALL: u64 = 2_000_000;
/// A password is spun so often at most: ten times as often as word processors do. It is made to take time.
pub(crate) const MAX_SPINS: u32 = 1_000_000;

/// Why a document stays locked whose lock is of a kind that is not known here.
pub(crate) const UNKNOWN_LOCK: &str = "the file is encrypted in a way that cannot be opened";

/// What the first password gives that opens the document, or in words why it stays locked. Trying one takes so many
/// rounds of hashing.
pub(crate) fn first_that_opens<T>(
    passwords: &[String],
    spins: u32,
    open: impl FnMut(&String) -> Option<T>,
) -> Result<T, &'static str> {
    if passwords.is_empty() {
        return Err("the file needs a password");
    }
    let tries = tries(spins);
    passwords.iter().take(tries).find_map(open).ok_or(if passwords.len() > tries {
        "the first of the passwords do not open it, and trying all of them takes too long"
    } else {
        "no password that was given opens it"
    })
}

/// How many passwords are tried that are spun so often.
fn tries(spins: u32) -> usize {
    usize::try_from(SPINS_IN_ALL / u64::from(spins.max(1))).unwrap_or(usize::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_locked_says_why() {
        let check = |passwords: &[&str], spins: u32, expected: Result<usize, &str>| {
            let passwords: Vec<String> = passwords.iter().map(|&word| word.to_owned()).collect();
            let opened = first_that_opens(&passwords, spins, |word| (word == "right").then_some(word.len()));
            assert_eq!(opened, expected, "{passwords:?}");
        };
        check(&[], 1, Err("the file needs a password"));
        check(&["wrong"], 1, Err("no password that was given opens it"));
        check(&["wrong", "right"], 1, Ok(5));
        let too_long = "the first of the passwords do not open it, and trying all of them takes too long";
        check(&["wrong", "no", "right"], MAX_SPINS, Err(too_long));
        assert_eq!([0, 50_000, 100_000, MAX_SPINS].map(tries), [2_000_000, 40, 20, 2]);
    }
}
