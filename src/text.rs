//! Text as Vietnamese people write it: NFC, folded forms, byte spans and code points.
//!
//! Knows nothing of people, posts or bodies; see [`crate::lexicon`] for words.

use std::str::Chars;

use unicode_normalization::{UnicodeNormalization, is_nfc};

mod letters;

pub use letters::{Letter, is_letter, is_word_char, letter, lower_char};

/// A half-open range of bytes, `start..end`, in one article's [document](crate::model::Article::doc).
///
/// Always on character boundaries. Code points appear only where quotes are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span of the bytes `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text that the span covers, or the empty string where it does not fit `text`.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// True where `other` lies within this span.
    #[must_use]
    pub const fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two spans share a byte.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// The NFC form of `text`; borrowed text that is NFC already is only copied.
#[must_use]
pub fn nfc(text: &str) -> String {
    if letters::surely_nfc(text) || is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Moves the tone mark of open syllables to the place that the new spelling gives it:
/// `hoà` → `hòa`, `Uỷ` → `Ủy`, `khoẻ` → `khỏe`. Syllables with `qu` keep theirs (`quý`).
///
/// ```
/// assert_eq!(vnkg::text::tone_canonical("Uỷ viên Hoà"), "Ủy viên Hòa");
/// assert_eq!(vnkg::text::tone_canonical("quý loài Thuỷ"), "quý loài Thủy");
/// ```
#[must_use]
pub fn tone_canonical(text: &str) -> String {
    if has_rime(text) { mapped::<false>(text) } else { text.to_owned() }
}

/// True where a tone may have to be moved: at `o` or `u` with a letter behind it that begins like `à` or `ỷ`.
fn has_rime(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = bytes.iter().skip(1);
    let rime = |(b, n): (&u8, &u8)| matches!(b, b'o' | b'O' | b'u' | b'U') & matches!(n, 0xc3 | 0xe1);
    bytes.iter().zip(behind).fold(false, |any, pair| any | rime(pair))
}

/// `text` with the tones in their canonical place, and in lower case where that is asked for.
fn mapped<const LOWER: bool>(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    map_into::<LOWER>(text, &mut out);
    out
}

fn map_into<const LOWER: bool>(text: &str, out: &mut String) {
    let mut chars = text.chars();
    let mut before = ' ';
    // Most characters stay what they are: they are copied together, from here on.
    let mut kept = 0;
    loop {
        let at = text.len() - chars.as_str().len();
        let Some(old) = chars.next() else { break };
        let c = cased::<LOWER>(old);
        let moved = if matches!(c, 'o' | 'O' | 'u' | 'U') {
            moved_tone::<LOWER>(before, c, chars.clone())
        } else {
            None
        };
        before = c;
        if c == old && moved.is_none() {
            continue;
        }
        out.push_str(text.get(kept..at).unwrap_or(""));
        if let Some((first, second)) = moved {
            out.push(first);
            out.push(second);
            chars.next();
            before = second;
        } else {
            out.push(c);
        }
        kept = text.len() - chars.as_str().len();
    }
    out.push_str(text.get(kept..).unwrap_or(""));
}

#[inline(always)]
fn cased<const LOWER: bool>(c: char) -> char {
    if LOWER { lower_char(c) } else { c }
}

/// The pair (`o`/`u` with tone, bare vowel) for an old-style pair such as (`o`, `à`), if `c` begins one.
///
/// Apart from the loop that asks, so that the compiler keeps that one short.
#[inline(never)]
fn moved_tone<const LOWER: bool>(before: char, c: char, mut ahead: Chars<'_>) -> Option<(char, char)> {
    if before == 'q' || before == 'Q' {
        return None;
    }
    let toned = letters::first_vowel(c)?;
    let (tone, base) = letters::last_vowel(cased::<LOWER>(ahead.next()?))?;
    if ahead.next().is_some_and(|x| is_letter(cased::<LOWER>(x))) {
        return None;
    }
    let pair_ok = match c {
        'o' | 'O' => matches!(base, 'a' | 'e' | 'A' | 'E'),
        _ => matches!(base, 'y' | 'Y'),
    };
    toned.get(tone).filter(|_| pair_ok).map(|first| (*first, base))
}

/// A vowel with one of the five tone marks as (vowel, combining mark).
fn split_tone(c: char) -> Option<(char, char)> {
    if c.is_ascii() {
        return None;
    }
    let mut buffer = [0_u8; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    let parts: Vec<char> = text.nfd().collect();
    let tone = *parts.iter().find(|p| TONES.contains(p))?;
    let base: String = parts.iter().filter(|p| !TONES.contains(p)).collect::<String>().nfc().collect();
    Some((base.chars().next()?, tone))
}

/// Grave, acute, hook, tilde, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// Lower case with canonical tone placement: the key under which words are compared.
///
/// ```
/// assert_eq!(vnkg::text::fold("UỶ BAN"), "ủy ban");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { mapped::<true>(text) }
}

/// [`fold`] into a string that is used again for the next word.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    map_into::<true>(text, out);
}

/// Letters without tones or marks, lower case, for searching and IRIs: `Đắk R'Lấp` → `dak r'lap`.
///
/// ```
/// assert_eq!(vnkg::text::ascii("Mẫn Thị Thủy"), "man thi thuy");
/// ```
#[must_use]
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match letters::bare(c) {
            Some(bare) => out.push(bare),
            None => return decomposed(text),
        }
    }
    out
}

/// [`ascii`] of a text with characters of other languages.
fn decomposed(text: &str) -> String {
    text.nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| match c {
            'đ' | 'Đ' => 'd',
            other => lower_char(other),
        })
        .collect()
}

/// [`ascii`] with every run of other characters as one hyphen: `Sở Nội vụ` → `so-noi-vu`.
///
/// ```
/// assert_eq!(vnkg::text::slug("Sở Lao động - TB&XH"), "so-lao-dong-tb-xh");
/// ```
#[must_use]
pub fn slug(text: &str) -> String {
    if is_slug(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in ascii(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// True for codes and keys of tables, which have no other characters than a slug to begin with.
fn is_slug(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && !text.contains("--") && !text.starts_with('-') && !text.ends_with('-')
}

/// The first letter without its mark, in lower case: alike where the [folded](fold) words are.
#[must_use]
pub fn initial(word: &str) -> Option<char> {
    word.chars().next().map(|c| letters::bare(c).unwrap_or_else(|| lower_char(c)))
}

/// One space for every run of white space (hard spaces included), none at the ends.
///
/// ```
/// assert_eq!(vnkg::text::squeeze(" nhất trí\u{a0}\u{a0}đổi tên\n"), "nhất trí đổi tên");
/// ```
#[must_use]
pub fn squeeze(text: &str) -> String {
    if is_squeezed(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// True where single spaces are surely the only white space of `text`, and stand between its words.
fn is_squeezed(text: &str) -> bool {
    let bytes = text.as_bytes();
    // White space beyond ASCII begins with C2, E2, E3 or E1 9A; letters of Vietnamese begin with others.
    // Without a way out the compiler looks at sixteen bytes at a time.
    let odd = bytes.iter().fold(false, |odd, b| odd | (*b < b' ') | matches!(b, 0xc2 | 0xe2 | 0xe3));
    let behind = bytes.iter().skip(1);
    let pairs = bytes.iter().zip(behind);
    let odd_pair = pairs.fold(false, |odd, pair| odd | matches!(pair, (b' ', b' ') | (0xe1, 0x9a)));
    !odd && !odd_pair && bytes.first().is_some_and(|b| *b != b' ') && bytes.last() != Some(&b' ')
}

/// NFC, single spaces, tones in canonical place: the spelling in which names are compared and shown.
///
/// ```
/// assert_eq!(vnkg::text::canonical(" Trần\u{a0}Hoà"), "Trần Hòa");
/// ```
#[must_use]
pub fn canonical(text: &str) -> String {
    if letters::surely_nfc(text) && is_squeezed(text) {
        return tone_canonical(text);
    }
    tone_canonical(&nfc(&squeeze(text)))
}

/// A cell of a table for spreadsheets: what one would run as a formula gets an apostrophe before it.
#[must_use]
pub fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// The number of code points in `text`.
#[must_use]
pub fn code_points(text: &str) -> usize {
    text.chars().count()
}

/// The old place of the tone mark, the inverse of [`tone_canonical`]: `thủy` → `thuỷ`.
///
/// ```
/// assert_eq!(vnkg::text::tone_old("hòa thủy quý"), "hoà thuỷ quý");
/// ```
#[must_use]
pub fn tone_old(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let before = at.checked_sub(1).and_then(|b| chars.get(b)).copied().unwrap_or(' ');
        let last = !chars.get(at + 2).is_some_and(|x| x.is_alphabetic());
        if let (Some((base, tone)), Some(&n), true) = (split_tone(c), chars.get(at + 1), last)
            && !matches!(before, 'q' | 'Q')
            && matches!((lower_char(base), lower_char(n)), ('o', 'a' | 'e') | ('u', 'y'))
        {
            out.push(base);
            out.extend([n, tone].iter().collect::<String>().nfc());
            at += 2;
        } else {
            out.push(c);
            at += 1;
        }
    }
    out
}
