//! Compressed streams that would blow up.
//!
//! The PDF library inflates a stream whole, whatever comes out. So before it sees the file, every stream is
//! inflated here into nothing, counting what comes out, and one that exceeds its limit is spoilt in a copy of the file:
//! its first bytes become an invalid code, and the library takes it for damaged.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::limits;

/// Deflate makes at most this many bytes of one.
const MAX_DEFLATE_RATIO: u64 = 1_032;
/// LZW makes at most this many bytes of one: the longest table entry for a code of nine to twelve bits.
const MAX_LZW_RATIO: u64 = 3_000;
/// Bytes before the stream in which its dictionary is looked for.
const DICTIONARY_REACH: usize = 1_024;
/// Bytes that are overwritten.
const SPOILT_BYTES: usize = 32;
/// No honest stream is compressed more often than this.
const MAX_STAGES: usize = 4;

/// A file without streams that blow up.
pub(crate) struct Defused<'b> {
    /// The file's bytes; the file itself where nothing had to be spoilt.
    pub bytes: Cow<'b, [u8]>,
    /// Streams that were spoilt and are no pictures.
    pub spoilt: usize,
}

/// Spoils the streams of a file that inflate to more than a résumé needs.
pub(crate) fn defuse(bytes: &[u8]) -> Defused<'_> {
    let mut out = Cow::Borrowed(bytes);
    let mut spoilt = 0;
    let mut left = limits::FILE_BYTES;
    for (start, end) in streams(bytes) {
        let dictionary = dictionary_before(bytes, start);
        let data = &bytes[start..end];
        match inflated_size(data, dictionary, left.min(limits::STREAM_BYTES)) {
            Some(size) => left -= size,
            None => {
                let end = end.min(start + SPOILT_BYTES);
                out.to_mut()[start..end].fill(0xFF);
                spoilt += usize::from(memmem::find(dictionary, b"/Image").is_none());
            }
        }
    }
    Defused { bytes: out, spoilt }
}

/// The byte ranges that stand between `stream` and `endstream`.
fn streams(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + memmem::find(&bytes[from..], b"stream")?;
            let mut start = at + b"stream".len();
            from = start;
            if bytes[..at].ends_with(b"end") {
                continue;
            }
            if bytes[start..].starts_with(b"\r") {
                start += 1;
            }
            if bytes[start..].starts_with(b"\n") {
                start += 1;
            }
            let end = memmem::find(&bytes[start..], b"endstream").map_or(bytes.len(), |at| start + at);
            from = end;
            return Some((start, end));
        }
    })
}

fn dictionary_before(bytes: &[u8], start: usize) -> &[u8] {
    let window = &bytes[start.saturating_sub(DICTIONARY_REACH)..start];
    let from = memmem::rfind(window, b" obj").unwrap_or(0);
    &window[from..]
}

/// How many bytes a stream inflates to; `None` for more than `limit`. Streams that cannot grow count nothing.
fn inflated_size(data: &[u8], dictionary: &[u8], limit: u64) -> Option<u64> {
    let says = |name: &[u8]| memmem::find(dictionary, name).is_some();
    let length = data.len() as u64;
    if says(b"LZWDecode") || says(b"/LZW") {
        return (length * MAX_LZW_RATIO <= limit || lzw_size(data) <= limit).then_some(0);
    }
    if !is_zlib(data) {
        return Some(0);
    }
    let stages = memmem::find_iter(dictionary, b"FlateDecode").count().clamp(1, MAX_STAGES);
    if stages == 1 && length * MAX_DEFLATE_RATIO <= limit.min(limits::STREAM_BYTES) {
        // It cannot grow beyond the limit; what it takes of the file's total is estimated.
        return Some((length * 8).min(limit));
    }
    let mut reader: Box<dyn Read + '_> = Box::new(data);
    for _ in 0..stages {
        // A stage that feeds another is held to the same limit.
        reader = Box::new(ZlibDecoder::new(reader).take(limit + 1));
    }
    let mut sink = [0; 16_384];
    let mut total = 0;
    loop {
        match reader.read(&mut sink) {
            Ok(0) | Err(_) => return Some(total),
            Ok(count) => total += count as u64,
        }
        if total > limit {
            return None;
        }
    }
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..] if method & 0x0F == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

/// How many bytes LZW data expands to, without expanding it: the lengths of the table's entries are enough.
fn lzw_size(data: &[u8]) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths: Vec<u64> = vec![1; 258];
    let (mut width, mut bits, mut held) = (9, 0_u32, 0_u32);
    let (mut total, mut last) = (0_u64, None::<u64>);
    for byte in data {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = ((bits >> held) & ((1 << width) - 1)) as usize;
        match code {
            CLEAR => {
                lengths.truncate(258);
                (width, last) = (9, None);
                continue;
            }
            END => break,
            _ => {}
        }
        let length = lengths.get(code).copied().unwrap_or_else(|| last.unwrap_or(0) + 1);
        total += length;
        if let Some(last) = last
            && lengths.len() < 4_096
        {
            lengths.push(last + 1);
        }
        last = Some(length);
        width = match lengths.len() {
            0..=510 => 9,
            511..=1_022 => 10,
            1_023..=2_046 => 11,
            _ => 12,
        };
    }
    total
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn compressed(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let mut file = format!("1 0 obj\n<<{dictionary}>>\nstream\n").into_bytes();
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn streams_that_blow_up_are_spoilt() {
        let zeros = vec![0; 40 << 20];
        let once = compressed(&zeros);
        let twice = compressed(&once);
        let check = |dictionary: &str, data: &[u8], spoilt: usize, changed: bool| {
            let file = stream(dictionary, data);
            let defused = defuse(&file);
            assert_eq!((defused.spoilt, defused.bytes != file), (spoilt, changed), "{dictionary}");
        };
        check("/Filter/FlateDecode", &compressed(b"q Q"), 0, false);
        check("/Filter/FlateDecode", &once, 1, true);
        check("/Filter[/FlateDecode/FlateDecode]", &twice, 1, true);
        check("/Subtype/Image/Filter/FlateDecode", &once, 0, true);
        check("", b"x is not compressed", 0, false);
    }

    #[test]
    fn lzw_is_measured_without_expanding_it() {
        // Clear, A, B, end, in codes of nine bits.
        assert_eq!(lzw_size(&[0x80, 0x10, 0x48, 0x50, 0x10]), 2);
    }
}
