//! The pages of a TIFF file (TIFF 6.0).
//!
//! Its header points to the directory of the first page, each directory to that of the next. The decoder only looks at
//! the first, so that a further page is the same file with another header.

use std::collections::BTreeSet;

/// Says what else a page is to another; its lowest bit, that it is a smaller copy.
const NEW_SUBFILE_TYPE: u16 = 254;
/// Bytes of a directory's entry.
const ENTRY: usize = 12;

/// Reads numbers in the file's own order of bytes.
#[derive(Clone, Copy)]
struct Numbers<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

impl Numbers<'_> {
    fn u16_at(self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn u32_at(self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// Where the directory after the one at `directory` is.
    fn after(self, directory: u32) -> Option<u32> {
        let at = usize::try_from(directory).ok()?;
        let n_entries = usize::from(self.u16_at(at)?);
        self.u32_at(at.checked_add(2 + n_entries * ENTRY)?).filter(|next| *next != 0)
    }

    fn is_smaller_copy(self, directory: u32) -> Option<bool> {
        let at = usize::try_from(directory).ok()?;
        let mut entries = (0..usize::from(self.u16_at(at)?)).map(|idx| at + 2 + idx * ENTRY);
        let kind = entries.find(|entry| self.u16_at(*entry) == Some(NEW_SUBFILE_TYPE));
        Some(kind.and_then(|entry| self.u32_at(entry + 8)).is_some_and(|kind| kind & 1 == 1))
    }
}

/// The pages of a TIFF behind the first, each as a file; none for other files.
pub(super) fn further_pages(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    directories(bytes).into_iter().skip(1).map(|directory| {
        let is_little = bytes.starts_with(b"II");
        let pointer = if is_little { directory.to_le_bytes() } else { directory.to_be_bytes() };
        let mut page = bytes.to_vec();
        page[4..8].copy_from_slice(&pointer);
        page
    })
}

/// Where the directories of pages are, the first one whatever it is.
fn directories(bytes: &[u8]) -> Vec<u32> {
    let is_little = bytes.starts_with(b"II*\0");
    if !is_little && !bytes.starts_with(b"MM\0*") {
        return Vec::new();
    }
    let numbers = Numbers { bytes, is_little };
    let first = numbers.u32_at(4);
    let mut seen = BTreeSet::new();
    let chain = std::iter::successors(first, |directory| numbers.after(*directory));
    let chain = chain.take_while(|directory| seen.insert(*directory));
    let is_page = |directory: &u32| {
        Some(*directory) == first || numbers.is_smaller_copy(*directory).is_some_and(|is_copy| !is_copy)
    };
    chain.filter(is_page).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A TIFF with a page of one row for every width, and what its directory says of its kind.
    pub(in super::super) fn pages(pages: &[(u16, u32)]) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        for (idx, (width, kind)) in pages.iter().enumerate() {
            let entry = |tag: u16, value: u32| {
                [&tag.to_le_bytes()[..], &4_u16.to_le_bytes(), &1_u32.to_le_bytes(), &value.to_le_bytes()]
                    .concat()
            };
            let start = u32::try_from(bytes.len()).unwrap();
            let dots = start + 2 + 9 * 12 + 4;
            let next = if idx + 1 < pages.len() { dots + u32::from(*width) } else { 0 };
            let entries = [
                (254, *kind),
                (256, u32::from(*width)),
                (257, 1),
                (258, 8),
                (259, 1),
                (262, 1),
                (273, dots),
                (278, 1),
                (279, u32::from(*width)),
            ];
            bytes.extend(9_u16.to_le_bytes());
            bytes.extend(entries.into_iter().flat_map(|(tag, value)| entry(tag, value)));
            bytes.extend(next.to_le_bytes());
            bytes.extend(vec![200; usize::from(*width)]);
        }
        bytes
    }

    #[test]
    fn pages_that_lead_back_to_one_another_end() {
        let mut bytes = pages(&[(40, 0), (30, 0)]);
        let (first, second) = (8, 8 + 2 + 9 * 12 + 4 + 40);
        let next_at = second + 2 + 9 * 12;
        bytes[next_at..next_at + 4].copy_from_slice(&u32::try_from(first).unwrap().to_le_bytes());
        assert_eq!(directories(&bytes), [first, second].map(|at: usize| u32::try_from(at).unwrap()));
    }
}
