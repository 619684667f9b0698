//! Encodings of bytes in a file, by Windows code page or by a font's character set.

use encoding_rs::Encoding;

/// What the bytes of a font stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// As the whole file (`\ansicpg`).
    Default,
    Encoded(&'static Encoding),
    /// A font of signs: the bytes stand in the private area from U+F000 on.
    Symbol,
}

impl Charset {
    /// By the number of a font's character set (`\fcharset`).
    pub(super) fn of_font(number: i32) -> Self {
        let code_page = match number {
            2 => return Self::Symbol,
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return Self::Default,
        };
        Self::Encoded(code_page_encoding(code_page))
    }

    /// The characters of bytes in this set.
    pub(super) fn decode(self, bytes: &[u8], default: &'static Encoding) -> String {
        let encoding = match self {
            Self::Symbol => {
                let sign = |&byte: &u8| char::from_u32(0xF000 + u32::from(byte)).unwrap_or(' ');
                return bytes.iter().map(sign).collect();
            }
            Self::Default => default,
            Self::Encoded(encoding) => encoding,
        };
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// The encoding of a Windows code page; Western European where there is none.
pub(super) fn code_page_encoding(code_page: i32) -> &'static Encoding {
    let label = match code_page {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        10000 => "macintosh",
        65001 => "utf-8",
        _ => "windows-1252",
    };
    Encoding::for_label(label.as_bytes()).expect("every label above is one of the Encoding Standard")
}
