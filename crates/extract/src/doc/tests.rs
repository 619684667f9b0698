use std::io::{Cursor, Write};

use super::read;
use crate::{DocumentText, HiddenReason, ReadStatus};

/// Offset of the text in the main stream.
const TEXT_AT: usize = 0x600;
/// Number of the disk page with character properties.
const PAGE: usize = 8;

/// A document with the given stories of the body and the headers, and the letters of the body in the range
/// formatted by the list of properties.
fn file(body: &[u8], formatted: std::ops::Range<usize>, properties: &[u8], flags: u16) -> Vec<u8> {
    let mut main = vec![0; (PAGE + 1) * 512];
    let mut put = |at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &0xA5EC_u16.to_le_bytes());
    put(2, &0xC1_u16.to_le_bytes());
    put(0x0A, &(0x0200 | flags).to_le_bytes());
    put(32, &14_u16.to_le_bytes());
    put(62, &22_u16.to_le_bytes());
    let length = u32::try_from(body.len()).unwrap();
    put(64 + 4 * 3, &length.to_le_bytes());
    put(152, &93_u16.to_le_bytes());
    put(TEXT_AT, body);

    // The piece table, then the table of pages with character properties.
    let mut table = vec![2];
    table.extend(16_u32.to_le_bytes());
    table.extend([0, length].iter().flat_map(|position| position.to_le_bytes()));
    table.extend([0, 0]);
    table.extend((0x4000_0000 | u32::try_from(TEXT_AT * 2).unwrap()).to_le_bytes());
    table.extend([0, 0]);
    put(154 + 8 * 33, &0_u32.to_le_bytes());
    put(154 + 8 * 33 + 4, &u32::try_from(table.len()).unwrap().to_le_bytes());
    put(154 + 8 * 12, &u32::try_from(table.len()).unwrap().to_le_bytes());
    put(154 + 8 * 12 + 4, &12_u32.to_le_bytes());
    table.extend([0_u32, u32::MAX, 8].iter().flat_map(|number| number.to_le_bytes()));

    let range = [formatted.start, formatted.end].map(|at| u32::try_from(TEXT_AT + at).unwrap());
    put(PAGE * 512, &range[0].to_le_bytes());
    put(PAGE * 512 + 4, &range[1].to_le_bytes());
    put(PAGE * 512 + 8, &[100]);
    put(PAGE * 512 + 200, &[u8::try_from(properties.len()).unwrap()]);
    put(PAGE * 512 + 201, properties);
    put(PAGE * 512 + 511, &[1]);

    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/WordDocument").unwrap().write_all(&main).unwrap();
    compound.create_stream("/1Table").unwrap().write_all(&table).unwrap();
    compound.into_inner().into_inner()
}

fn read_plain(body: &[u8]) -> DocumentText {
    read(&file(body, 0..0, &[], 0), &[]).unwrap()
}

#[test]
fn signs_part_the_text() {
    let check = |body: &[u8], expected: &str| assert_eq!(read_plain(body).body, expected);
    check(b"Jane Doe\rEngineer\x092019\r\rone\x0Btwo\r", "Jane Doe\nEngineer\t2019\n\none\ntwo\n");
    check(b"Jos\xE9 \x96 caf\x1Fe\x1Eshop\r", "José – cafe-shop\n");
}

#[test]
fn fields_show_their_result_and_links_carry_their_words() {
    let document =
        read_plain(b"see \x13 HYPERLINK \"https://example.com\" \x14my page\x15 or \x13 PAGE \x143\x15\r");
    assert_eq!(document.body, "see my page or 3\n");
    assert_eq!(document.links[0].target, "https://example.com");
    assert_eq!(document.links[0].span.unwrap().of(&document.body), "my page");
}

#[test]
fn what_nobody_sees_is_kept_apart() {
    let check = |properties: &[u8], expected: Option<HiddenReason>| {
        let document = read(&file(b"seen planted\r", 5..12, properties, 0), &[]).unwrap();
        assert_eq!(document.hidden.first().map(|hidden| hidden.reason), expected, "{properties:x?}");
        assert_eq!(document.body.contains("planted"), expected.is_none(), "{properties:x?}");
    };
    check(&[0x3C, 0x08, 1], Some(HiddenReason::Marked));
    check(&[0x3C, 0x08, 0], None);
    check(&[0x70, 0x68, 255, 255, 255, 0], Some(HiddenReason::Colour));
    check(&[0x70, 0x68, 255, 255, 255, 0xFF], None);
    check(&[0x70, 0x68, 255, 255, 255, 0, 0x0C, 0x2A, 1], None);
    check(&[0x42, 0x2A, 8], Some(HiddenReason::Colour));
    check(&[0x43, 0x4A, 2, 0], Some(HiddenReason::Size));
    check(&[0x43, 0x4A, 20, 0], None);
}

#[test]
fn encryption_and_other_kinds_are_told() {
    assert_eq!(read(&file(b"x\r", 0..0, &[], 0x0100), &[]).unwrap().status, ReadStatus::Encrypted);
    let with_stream = |name: &str| {
        let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        compound.create_stream(name).unwrap().write_all(b"x").unwrap();
        read(&compound.into_inner().into_inner(), &[])
    };
    assert_eq!(with_stream("/Workbook").unwrap_err(), "a spreadsheet");
    assert_eq!(with_stream("/Else").unwrap().status, ReadStatus::Unreadable);
}

proptest::proptest! {
    #[test]
    fn damage_never_panics(at in 0_usize..6000, byte in 0_u8..) {
        let mut bytes = file(b"seen \x13 X \x14planted\x15\x07\x07\r", 5..12, &[0x3C, 0x08, 1, 0x70, 0x68, 255, 255, 255, 0], 0);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes, &[]);
    }
}
