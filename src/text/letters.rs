//! What is known of the letters of Vietnamese text without a search in the tables of all of Unicode.
//!
//! Every answer here is the one that the standard library gives, which the tests ask for each character: these
//! questions are asked for each letter of each article, several times over.

/// The lower-case form of one character; characters that lower to several keep their first.
#[must_use]
#[inline(always)]
pub fn lower_char(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        // Small letters stand right behind their capitals.
        '\u{1ea0}'..='\u{1eff}' | '\u{100}'..='\u{12f}' | '\u{14a}'..='\u{177}' => odd(c),
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{de}' => moved(c, 32),
        '\u{80}'..='\u{bf}' | '\u{d7}' | '\u{df}'..='\u{ff}' => c,
        'Ơ' | 'ơ' => 'ơ',
        'Ư' | 'ư' => 'ư',
        '\u{300}'..='\u{344}' | '\u{2010}'..='\u{2027}' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

fn odd(c: char) -> char {
    char::from_u32(u32::from(c) | 1).unwrap_or(c)
}

fn moved(c: char, by: u32) -> char {
    char::from_u32(u32::from(c) + by).unwrap_or(c)
}

/// How a character counts in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// A capital.
    Upper,
    /// A small letter.
    Lower,
    /// A letter of a script without cases.
    Other,
    /// A digit or another number.
    Number,
    /// No letter and no number.
    None,
}

/// What `c` is: a number, a capital, a small letter, another letter, or none of these.
#[must_use]
#[inline]
pub fn letter(c: char) -> Letter {
    match NEAR.get(c as usize) {
        Some(Some(known)) => *known,
        _ => far(c),
    }
}

/// The letters of Vietnamese text and what stands between them: one look for each instead of ten comparisons.
static NEAR: [Option<Letter>; 0x1f00] = {
    let mut table = [None; 0x1f00];
    let mut at = 0;
    while at < table.len() {
        table[at] = near(at);
        at += 1;
    }
    table
};

const fn near(code: usize) -> Option<Letter> {
    Some(match code {
        0x61..=0x7a => Letter::Lower,
        0x41..=0x5a => Letter::Upper,
        0x30..=0x39 => Letter::Number,
        0..=0x7f => Letter::None,
        0x1ea0..=0x1eff | 0x100..=0x12f | 0x14a..=0x177 if code & 1 == 0 => Letter::Upper,
        0x1ea0..=0x1eff | 0x100..=0x12f | 0x14a..=0x177 => Letter::Lower,
        0xc0..=0xd6 | 0xd8..=0xde | 0x1a0 | 0x1af => Letter::Upper,
        0xdf..=0xf6 | 0xf8..=0xff | 0x1a1 | 0x1b0 => Letter::Lower,
        _ => return None,
    })
}

fn far(c: char) -> Letter {
    match c {
        '\u{2010}'..='\u{2027}' => Letter::None,
        _ if c.is_numeric() => Letter::Number,
        _ if c.is_uppercase() => Letter::Upper,
        _ if c.is_lowercase() => Letter::Lower,
        _ if c.is_alphabetic() => Letter::Other,
        _ => Letter::None,
    }
}

/// True for letters and numbers of every script.
#[must_use]
pub fn is_word_char(c: char) -> bool {
    letter(c) != Letter::None
}

/// True for letters of every script, among them the few that are numbers too (`Ⅷ`).
#[must_use]
pub fn is_letter(c: char) -> bool {
    match letter(c) {
        Letter::Upper | Letter::Lower | Letter::Other => true,
        Letter::Number => c.is_alphabetic(),
        Letter::None => false,
    }
}

/// The letter without marks and in lower case, for the characters of which it is known that no other takes
/// part in what they become.
pub(super) fn bare(c: char) -> Option<char> {
    Some(match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{2010}'..='\u{2027}' => c,
        'đ' | 'Đ' => 'd',
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | '\u{1ea0}'..='\u{1eb7}' => 'a',
        'È'..='Ë' | 'è'..='ë' | '\u{1eb8}'..='\u{1ec7}' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | '\u{1ec8}'..='\u{1ecb}' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => 'u',
        'Ý' | 'ý' | 'ÿ' | '\u{1ef2}'..='\u{1ef9}' => 'y',
        _ => return None,
    })
}

/// `à` → (grave, `a`): the vowels over which a tone moves, which are those of `oa`, `oe` and `uy`.
pub(super) const fn last_vowel(c: char) -> Option<(usize, char)> {
    Some(match c {
        'à' => (0, 'a'),
        'á' => (1, 'a'),
        'ả' => (2, 'a'),
        'ã' => (3, 'a'),
        'ạ' => (4, 'a'),
        'À' => (0, 'A'),
        'Á' => (1, 'A'),
        'Ả' => (2, 'A'),
        'Ã' => (3, 'A'),
        'Ạ' => (4, 'A'),
        'è' => (0, 'e'),
        'é' => (1, 'e'),
        'ẻ' => (2, 'e'),
        'ẽ' => (3, 'e'),
        'ẹ' => (4, 'e'),
        'È' => (0, 'E'),
        'É' => (1, 'E'),
        'Ẻ' => (2, 'E'),
        'Ẽ' => (3, 'E'),
        'Ẹ' => (4, 'E'),
        'ỳ' => (0, 'y'),
        'ý' => (1, 'y'),
        'ỷ' => (2, 'y'),
        'ỹ' => (3, 'y'),
        'ỵ' => (4, 'y'),
        'Ỳ' => (0, 'Y'),
        'Ý' => (1, 'Y'),
        'Ỷ' => (2, 'Y'),
        'Ỹ' => (3, 'Y'),
        'Ỵ' => (4, 'Y'),
        _ => return None,
    })
}

/// `o` and `u` with each tone, in the order of [`last_vowel`].
pub(super) const fn first_vowel(c: char) -> Option<[char; 5]> {
    Some(match c {
        'o' => ['ò', 'ó', 'ỏ', 'õ', 'ọ'],
        'O' => ['Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
        'u' => ['ù', 'ú', 'ủ', 'ũ', 'ụ'],
        'U' => ['Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
        _ => return None,
    })
}

/// True where every character is one that NFC leaves alone whatever stands around it; false where that would
/// take a look at the tables.
pub(super) fn surely_nfc(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    // The first bytes up to U+02FF; those of U+1E80 to U+1EFF; those of U+2000 to U+203F, of which the first two
    // are others in NFC. Without a way out the compiler looks at sixteen bytes at a time.
    !pairs.fold(false, |odd, (first, second)| {
        let plain = (*first < 0xcc)
            | (*first == 0xe1) & matches!(second, 0xba | 0xbb)
            | (*first == 0xe2) & (*second == 0x80);
        odd | !plain | (*first == 0x80) & matches!(second, 0x80 | 0x81)
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization, is_nfc};

    use super::*;

    fn all() -> impl Iterator<Item = char> {
        ('\0'..=char::MAX).filter(|c| !('\u{3400}'..='\u{d7ff}').contains(c))
    }

    #[test]
    fn letters_are_what_the_standard_library_says() {
        for c in all() {
            assert_eq!(lower_char(c), c.to_lowercase().next().unwrap(), "{c:?}");
            assert_eq!(is_word_char(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            let expected = match c {
                _ if c.is_numeric() => Letter::Number,
                _ if c.is_uppercase() => Letter::Upper,
                _ if c.is_lowercase() => Letter::Lower,
                _ if c.is_alphabetic() => Letter::Other,
                _ => Letter::None,
            };
            assert_eq!(letter(c), expected, "{c:?}");
        }
    }

    #[test]
    fn bare_letters_are_what_decomposition_leaves() {
        for c in all() {
            let Some(found) = bare(c) else { continue };
            let mut rest = c.nfd().filter(|m| !('\u{300}'..='\u{36f}').contains(m));
            let first = rest.next().map(|f| if matches!(f, 'đ' | 'Đ') { 'd' } else { lower_char(f) });
            assert_eq!((Some(found), rest.next()), (first, None), "{c:?}");
        }
    }

    #[test]
    fn tones_move_as_the_tables_of_unicode_have_it() {
        for (n, tone) in super::super::TONES.into_iter().enumerate() {
            let with = |base: char| [base, tone].iter().collect::<String>().nfc().next().unwrap();
            for base in "aAeEyY".chars() {
                assert_eq!(last_vowel(with(base)), Some((n, base)));
            }
            for base in "oOuU".chars() {
                assert_eq!(first_vowel(base).and_then(|all| all.get(n).copied()), Some(with(base)));
            }
        }
        assert_eq!(all().filter(|c| last_vowel(*c).is_some()).count(), 30);
    }

    #[test]
    fn what_is_surely_normal_is_normal() {
        for c in all().filter(|c| surely_nfc(c.encode_utf8(&mut [0; 4]))) {
            let among = format!("a{c}e{c}");
            assert!(is_nfc(&among), "{c:?}");
        }
    }
}
