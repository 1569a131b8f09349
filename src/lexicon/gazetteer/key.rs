//! How is a place's name spelt when only spellings differ? One form for all of them.
//!
//! Aliases that are other names (`TP HCM`) are data: see `data/gazetteer/aliases.csv`.

use crate::text::{ascii, fold};

/// Apostrophes that people type in highland names.
const APOSTROPHES: [char; 6] = ['\'', '’', '‘', 'ʼ', '`', '´'];

/// First consonants of Vietnamese syllables, longest first, without marks.
const INITIALS: [&str; 26] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l",
    "m", "n", "p", "r", "s", "t", "v", "x",
];

/// Last consonants of Vietnamese syllables.
const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Vietnamese spellings of syllables that are highland words elsewhere.
const BORROWED: [(&str, &str); 6] =
    [("đắc", "dak"), ("đăc", "dak"), ("lắc", "lak"), ("lăc", "lak"), ("pắc", "pak"), ("păc", "pak")];

/// The words of a name.
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '—' | '.' | '_');
    name.split(parts).filter(|w| !w.is_empty())
}

/// See [`super::Gazetteer::word_key`].
pub(super) fn word(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let bare = word.trim_start_matches('0');
        return if bare.is_empty() { "0".to_owned() } else { bare.to_owned() };
    }
    let folded = fold(word);
    if let Some((_, to)) = BORROWED.iter().find(|(from, _)| *from == folded) {
        return (*to).to_owned();
    }
    let bare = ascii(&folded);
    if is_vietnamese(&bare) { with_i(&folded) } else { bare.replace(APOSTROPHES, "") }
}

/// See [`super::Gazetteer::is_highland_word`].
pub(super) fn is_highland(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !is_vietnamese(&ascii(&fold(word)))
}

/// True for the letters of one Vietnamese syllable, marks left out.
fn is_vietnamese(bare: &str) -> bool {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let rime_fits = |rime: &str| {
        let last = rime.trim_start_matches(is_vowel);
        last.len() < rime.len() && FINALS.contains(&last)
    };
    rime_fits(bare) || INITIALS.iter().any(|i| bare.strip_prefix(i).is_some_and(rime_fits))
}

/// `y` at the end as `i` where it is the only vowel: `lý` → `lí`, `quý` → `quí`; `thủy` stays.
fn with_i(folded: &str) -> String {
    let mut letters: Vec<char> = folded.chars().collect();
    let end = letters.len();
    let before = |n: usize| end.checked_sub(n).and_then(|at| letters.get(at)).copied().unwrap_or('a');
    let alone = match (before(3), before(2)) {
        ('q', 'u') => true,
        (_, c) => matches!(c, 'b'..='d' | 'đ' | 'g' | 'h' | 'k'..='n' | 'p'..='t' | 'v' | 'x'),
    };
    let forms = [('y', 'i'), ('ý', 'í'), ('ỳ', 'ì'), ('ỷ', 'ỉ'), ('ỹ', 'ĩ'), ('ỵ', 'ị')];
    if alone
        && let Some(last) = letters.last_mut()
        && let Some((_, i)) = forms.iter().find(|(y, _)| *y == *last)
    {
        *last = *i;
    }
    letters.into_iter().collect()
}
