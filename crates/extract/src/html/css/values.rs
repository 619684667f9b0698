//! What values come to: lengths in points, colours, weights.

use crate::flow::NORMAL_SIZE;

/// Whether a weight is that of bold letters.
pub(super) fn is_bold(weight: &str) -> bool {
    matches!(weight, "bold" | "bolder")
        || weight.parse::<u16>().is_ok_and(|weight| (600..=1000).contains(&weight))
}

/// A length in points; `base` is what a hundred per cent are.
pub(super) fn length(value: &str, base: f32) -> Option<f32> {
    let value = value.trim();
    let unit_at =
        value.find(|letter: char| letter.is_ascii_alphabetic() || letter == '%').unwrap_or(value.len());
    let number: f32 = value[..unit_at].parse().ok()?;
    let points = match &value[unit_at..] {
        "px" => 0.75,
        "pt" => 1.0,
        "em" => base,
        "rem" => NORMAL_SIZE,
        "%" => base / 100.0,
        "in" => 72.0,
        "cm" => 28.35,
        "mm" => 2.835,
        "vw" | "vh" => 6.0,
        "" if number == 0.0 => 0.0,
        _ => return None,
    };
    Some(number * points)
}

/// What a colour comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Colour {
    Paint([u8; 3]),
    Transparent,
    Unknown,
}

/// The colour that a value names.
pub(super) fn colour(value: &str) -> Colour {
    let value = value.trim();
    if let Some(hex) = value.strip_prefix('#') {
        return of_hexadecimal(hex).unwrap_or(Colour::Unknown);
    }
    if let Some(arguments) = value.strip_prefix("rgb(").or_else(|| value.strip_prefix("rgba(")) {
        return of_channels(arguments).unwrap_or(Colour::Unknown);
    }
    match value {
        "transparent" => Colour::Transparent,
        "white" => Colour::Paint([255; 3]),
        "snow" | "ghostwhite" | "whitesmoke" | "floralwhite" | "ivory" | "azure" => Colour::Paint([248; 3]),
        "black" => Colour::Paint([0; 3]),
        "red" => Colour::Paint([255, 0, 0]),
        "blue" => Colour::Paint([0, 0, 255]),
        "navy" => Colour::Paint([0, 0, 128]),
        "green" => Colour::Paint([0, 128, 0]),
        "gray" | "grey" => Colour::Paint([128; 3]),
        "silver" => Colour::Paint([192; 3]),
        "yellow" => Colour::Paint([255, 255, 0]),
        _ => Colour::Unknown,
    }
}

/// `fff`, `fff8`, `ffffff` or `ffffff80`.
fn of_hexadecimal(hex: &str) -> Option<Colour> {
    let digits: Vec<u8> = hex
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let channels: Vec<u8> = match digits.len() {
        3 | 4 => digits.iter().map(|digit| digit * 17).collect(),
        6 | 8 => digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
        _ => return None,
    };
    match channels.as_slice() {
        [_, _, _, 0] => Some(Colour::Transparent),
        &[red, green, blue, ..] => Some(Colour::Paint([red, green, blue])),
        _ => None,
    }
}

/// `255, 255, 255)`, `255 255 255 / 50%)`.
fn of_channels(arguments: &str) -> Option<Colour> {
    let (arguments, _) = arguments.split_once(')')?;
    let mut numbers = arguments.split([',', ' ', '/']).filter(|part| !part.is_empty());
    let mut channel = || {
        let channel: f32 = numbers.next()?.parse().ok()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
        let channel = channel.clamp(0.0, 255.0) as u8;
        Some(channel)
    };
    let paint = [channel()?, channel()?, channel()?];
    match numbers.next() {
        Some("0" | "0.0" | "0%") => Some(Colour::Transparent),
        _ => Some(Colour::Paint(paint)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_known_or_said_to_be_unknown() {
        let check = |value: &str, expected: Colour| assert_eq!(colour(value), expected, "{value}");
        check("#fff", Colour::Paint([255; 3]));
        check("#1F497D".to_ascii_lowercase().as_str(), Colour::Paint([31, 73, 125]));
        check("#ffffff00", Colour::Transparent);
        check("rgb(255, 255, 255)", Colour::Paint([255; 3]));
        check("rgba(0,0,0,0)", Colour::Transparent);
        check("rgb(10 20 30 / 50%)", Colour::Paint([10, 20, 30]));
        check("var(--ink)", Colour::Unknown);
        check("#12", Colour::Unknown);
        check("#é€", Colour::Unknown);
    }

    #[test]
    fn lengths_are_points() {
        let check = |value: &str, expected: Option<f32>| assert_eq!(length(value, 10.0), expected, "{value}");
        check("12px", Some(9.0));
        check("1.5em", Some(15.0));
        check("50%", Some(5.0));
        check("0", Some(0.0));
        check("-9999px", Some(-7499.25));
        check("auto", None);
        check("12", None);
    }
}
