//! A PDF of one page, as small as one can be, from the lines of a text: thousands of different ones cost next to nothing.

use std::io::Write as _;

/// The page in Helvetica. Letters that the encoding of Windows lacks become question marks; lines beyond the foot of the page are cut.
pub fn page(text: &str) -> Vec<u8> {
    let mut content = b"BT /F1 10 Tf 14 TL 50 800 Td\n".to_vec();
    for line in text.lines().take(54) {
        content.push(b'(');
        line.chars().flat_map(escaped).for_each(|byte| content.push(byte));
        content.extend_from_slice(b") Tj T*\n");
    }
    content.extend_from_slice(b"ET\n");
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_vec(),
        [format!("<< /Length {} >>\nstream\n", content.len()).as_bytes(), &content, b"endstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    with_table(&objects)
}

/// The objects by number, from 1, with the table that says where they stand.
fn with_table(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        line(&mut file, format_args!("{number} 0 obj"));
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let (table, size) = (file.len(), objects.len() + 1);
    line(&mut file, format_args!("xref\n0 {size}\n0000000000 65535 f "));
    places.iter().for_each(|place| line(&mut file, format_args!("{place:010} 00000 n ")));
    line(&mut file, format_args!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF"));
    file
}

fn line(file: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    writeln!(file, "{text}").expect("memory takes every byte");
}

/// A letter within a string of a page, in the encoding of Windows.
fn escaped(letter: char) -> impl Iterator<Item = u8> {
    let byte = match letter {
        '–' => 0x96,
        '—' => 0x97,
        '•' => 0x95,
        '\u{a0}'..='\u{ff}' | ' '..='~' => letter as u8,
        _ => b'?',
    };
    let escape = matches!(byte, b'(' | b')' | b'\\').then_some(b'\\');
    escape.into_iter().chain([byte])
}

#[cfg(test)]
mod tests {
    use candela_extract::{ReadStatus, read};

    use super::*;

    #[test]
    fn a_page_reads_as_the_lines_it_was_made_of() {
        let text = "Noor Brandwijk\nSão Paulo (BR)\nC:\\work – 2019";
        let document = read(&page(text), "cv.pdf");
        assert_eq!(document.status, ReadStatus::Ok);
        assert_eq!(document.body.trim(), text);
    }
}
