//! The marks of a Rich Text Format file, one by one.

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word without its backslash, and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol: a backslash and a sign.
    Symbol(u8),
    /// A byte of text, in the encoding of its font.
    Byte(u8),
}

/// A file as its marks. Binary data (`\bin`) is passed over, for as much of it as there is.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, n: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(n.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, limit: usize, is_in: impl Fn(&u8) -> bool) -> &'a str {
        let n = self.rest.iter().take(limit).take_while(|&byte| is_in(byte)).count();
        std::str::from_utf8(self.take(n)).expect("only ASCII is asked for")
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let &first = self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.take(1);
            return Some(match first {
                b'\'' => Token::Byte(self.hexadecimal()),
                b'\n' | b'\r' => Token::Word("par", None),
                symbol => Token::Symbol(symbol),
            });
        }
        let word = self.take_while(32, u8::is_ascii_alphabetic);
        let number = self.number();
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if word == "bin" {
            self.take(number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0));
        }
        Some(Token::Word(word, number))
    }

    fn number(&mut self) -> Option<i32> {
        let is_negative =
            self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if is_negative {
            self.take(1);
        }
        let digits = self.take_while(usize::MAX, u8::is_ascii_digit);
        if digits.is_empty() {
            return None;
        }
        let number = digits.parse().unwrap_or(i32::MAX);
        Some(if is_negative { -number } else { number })
    }

    /// The two digits of `\'hh`; damaged ones count as nothing.
    fn hexadecimal(&mut self) -> u8 {
        let digits = self.take_while(2, u8::is_ascii_hexdigit);
        u8::from_str_radix(digits, 16).unwrap_or(b' ')
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match self.take(1).first()? {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line ends only make the file readable.
                b'\r' | b'\n' | 0 => {}
                &byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart() {
        let check = |rtf: &[u8], expected: &[Token<'_>]| {
            assert_eq!(Tokens::new(rtf).collect::<Vec<_>>(), expected);
        };
        check(b"{\\b0 a}", &[Token::Open, Token::Word("b", Some(0)), Token::Byte(b'a'), Token::Close]);
        check(b"\\u-10179?", &[Token::Word("u", Some(-10179)), Token::Byte(b'?')]);
        check(b"\\'e9\\'zz", &[Token::Byte(0xE9), Token::Byte(b' '), Token::Byte(b'z'), Token::Byte(b'z')]);
        check(b"\\~\\\n", &[Token::Symbol(b'~'), Token::Word("par", None)]);
        check(b"\\bin3 }}}x", &[Token::Word("bin", Some(3)), Token::Byte(b'x')]);
        check(b"\\bin99999999999 xyz", &[Token::Word("bin", Some(i32::MAX))]);
        check(b"\\", &[]);
    }
}
