//! Messages over a pipe: four bytes of length, little endian, then as many bytes.

use std::io::{self, Read, Write};

/// What a pipe takes at once, on the systems that tell.
const PIPE_BYTES: usize = 64 * 1024;

/// Writes one frame and flushes.
///
/// # Errors
/// Those of the pipe; `InvalidInput` when the payload does not fit a length of four bytes.
pub(super) fn write_frame(pipe: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(|_| io::ErrorKind::InvalidInput)?.to_le_bytes();
    // The length goes with the first bytes: alone it would wake the reader for nothing.
    let (first, rest) = payload.split_at(payload.len().min(PIPE_BYTES - length.len()));
    pipe.write_all(&[&length, first].concat())?;
    pipe.write_all(rest)?;
    pipe.flush()
}

/// Reads one frame; `None` when the other end has closed the pipe between frames.
///
/// # Errors
/// Those of the pipe; `InvalidData` when the frame is longer than `max_bytes`; `UnexpectedEof` within a frame.
pub(super) fn read_frame(pipe: &mut impl Read, max_bytes: usize) -> io::Result<Option<Vec<u8>>> {
    let Some(length) = read_length(pipe)? else { return Ok(None) };
    if length > max_bytes {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut payload = Vec::new();
    pipe.take(length as u64).read_to_end(&mut payload)?;
    if payload.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(payload))
}

fn read_length(pipe: &mut impl Read) -> io::Result<Option<usize>> {
    let mut bytes = Vec::with_capacity(4);
    pipe.take(4).read_to_end(&mut bytes)?;
    match <[u8; 4]>::try_from(bytes) {
        Ok(bytes) => Ok(Some(u32::from_le_bytes(bytes) as usize)),
        Err(bytes) if bytes.is_empty() => Ok(None),
        Err(_) => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_in_order_and_the_end_is_seen() {
        let mut pipe = Vec::new();
        for payload in [&b"one"[..], b"", b"three"] {
            write_frame(&mut pipe, payload).unwrap();
        }
        let mut pipe = pipe.as_slice();
        for payload in [&b"one"[..], b"", b"three"] {
            assert_eq!(read_frame(&mut pipe, 16).unwrap().unwrap(), payload);
        }
        assert_eq!(read_frame(&mut pipe, 16).unwrap(), None);
    }

    #[test]
    fn a_frame_over_the_limit_or_cut_short_is_an_error() {
        let check = |bytes: &[u8], expected: io::ErrorKind| {
            assert_eq!(read_frame(&mut &*bytes, 4).unwrap_err().kind(), expected, "{bytes:?}");
        };
        check(&[5, 0, 0, 0, 1, 2, 3, 4, 5], io::ErrorKind::InvalidData);
        check(&[255, 255, 255, 255], io::ErrorKind::InvalidData);
        check(&[4, 0, 0, 0, 1], io::ErrorKind::UnexpectedEof);
        check(&[4, 0], io::ErrorKind::UnexpectedEof);
    }
}
