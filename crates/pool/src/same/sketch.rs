//! A small sketch of a text by which texts that are nearly the same are found.
//!
//! Runs of four words are hashed; of 64 ways to order the hashes the first one of each is kept (minhash). The share of
//! places in which two sketches agree is about the share of runs that two texts have in common. Sixteen pieces of four
//! places each are what the database looks texts up by: two texts with nine tenths in common share a piece for certain,
//! two with a half hardly ever.

/// Words of a run.
const RUN: usize = 4;
/// Places of a sketch.
const PLACES: usize = 64;
/// Places of a piece.
const PLACES_OF_PIECE: usize = 4;

/// The pieces of a text's sketch, in order; empty for a text of a few words, which is like too many others.
pub(crate) fn pieces(body: &str) -> Vec<i64> {
    let words: Vec<String> = words(body);
    if words.len() < 40 {
        return Vec::new();
    }
    let mut least = [u64::MAX; PLACES];
    for run in words.windows(RUN) {
        let hash = hash_of_run(run);
        for (place, least) in least.iter_mut().enumerate() {
            *least = (*least).min(reordered(hash, place as u64));
        }
    }
    let piece = |places: &[u64]| {
        let bytes: Vec<u8> = places.iter().flat_map(|place| place.to_le_bytes()).collect();
        i64::from_le_bytes(first_bytes(&bytes))
    };
    least.chunks(PLACES_OF_PIECE).map(piece).collect()
}

/// The share of runs of words that two texts have in common, from 0 to 1.
pub(crate) fn likeness(one: &str, other: &str) -> f32 {
    let runs = |body: &str| {
        let words = words(body);
        let mut hashes: Vec<u64> = words.windows(RUN).map(hash_of_run).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    };
    let (one, other) = (runs(one), runs(other));
    let common = one.iter().filter(|hash| other.binary_search(hash).is_ok()).count();
    let all = one.len() + other.len() - common;
    if all == 0 { 0.0 } else { common as f32 / all as f32 }
}

fn words(body: &str) -> Vec<String> {
    body.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn hash_of_run(run: &[String]) -> u64 {
    u64::from_le_bytes(first_bytes(run.join(" ").as_bytes()))
}

/// The first bytes of a hash that is the same on every machine and in every version.
fn first_bytes(bytes: &[u8]) -> [u8; 8] {
    *blake3::hash(bytes).as_bytes().first_chunk().expect("a hash has 32 bytes")
}

/// One of the ways to order hashes: a mixing of bits that loses nothing (splitmix64).
fn reordered(hash: u64, way: u64) -> u64 {
    let mut mixed = hash ^ (way + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: std::ops::Range<u32>) -> String {
        words.map(|n| format!("word{n} ")).collect()
    }

    fn shared(one: &str, other: &str) -> usize {
        pieces(one).iter().zip(pieces(other)).filter(|(a, b)| **a == *b).count()
    }

    #[test]
    fn nearly_the_same_text_shares_pieces_and_another_does_not() {
        let whole = text(0..400);
        assert_eq!(
            shared(&whole, &whole.to_uppercase().replace(' ', ",\n")),
            16,
            "case and marks do not count"
        );
        let edited = format!("{} one line was added at the end", text(0..390));
        assert!(likeness(&whole, &edited) > 0.9);
        assert!(shared(&whole, &edited) > 0);
        assert_eq!((shared(&whole, &text(500..900)), likeness(&whole, &text(500..900))), (0, 0.0));
    }

    #[test]
    fn a_text_of_a_few_words_is_like_nothing() {
        assert!(pieces("Robin\nBuilt a ledger").is_empty());
        assert_eq!(likeness("", ""), 0.0);
    }
}
