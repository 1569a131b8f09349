//! What does a line look like: menu, picture, credit, author, source, headline, caption?
//!
//! Looks at one line only; its neighbours are for [`super`].

use crate::lexicon::page::{PageWord, PageWords};
use crate::model::Section;
use crate::text::{fold, is_letter, is_word_char, squeeze};

/// Endings of picture files.
const PICTURES: [&str; 11] =
    [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".svg", ".tif", ".tiff", ".jfif", ".heic"];

/// Words in lower case that may stand by an author's name.
const AROUND_NAMES: [&str; 8] = ["online", "thực", "hiện", "ghi", "lược", "tổng", "hợp", "tấn"];

/// Longest line, in bytes, that can be anything but running text.
const SHORT_BYTES: usize = 1200;

/// The shapes, with the words that make them.
pub(super) struct Shapes<'w> {
    words: &'w PageWords,
}

impl<'w> Shapes<'w> {
    pub(super) fn new(words: &'w PageWords) -> Self {
        Self { words }
    }

    /// Menu words, picture files, addresses, links to other articles, rules of dashes.
    pub(super) fn furniture(&self, line: &str) -> bool {
        if line.len() > SHORT_BYTES {
            return false;
        }
        image_file(line)
            || address(line)
            || line.starts_with(">>")
            || line.starts_with('»')
            || !line.chars().any(char::is_alphanumeric)
            || self.words.is_menu(line)
            || self.menu_line(line)
            || self.menu_row(line)
    }

    /// `Trang chủ | Chính trị | Báo in`: a row of links that begins with a word of menus.
    fn menu_row(&self, line: &str) -> bool {
        let mut parts = line.split(['|', '›', '»', '·']).map(str::trim);
        parts.clone().count() >= 3
            && parts.next().is_some_and(|first| self.words.is_menu(first) || self.menu_line(first))
    }

    fn menu_line(&self, line: &str) -> bool {
        line.chars().nth(80).is_none()
            && !line.ends_with('.')
            && self.words.start(PageWord::MenuStart, &fold(&squeeze(line))).is_some()
    }

    /// A headline, where none was given apart: no full stop, neither too short nor too long.
    pub(super) fn headline(&self, line: &str) -> bool {
        let length = line.chars().take(251).count();
        (15..=250).contains(&length)
            && !line.ends_with(['.', ':', ';', ',', '…', '-', '–'])
            && !line.contains(". ")
            && !is_list(line)
            && !self.byline(line)
            && !self.credited(line)
    }

    /// Words under a picture that say who took it: `…. Ảnh: A`, `… (Ảnh: A)`, `… - Ảnh 1.`, `Ảnh minh họa`.
    pub(super) fn credited(&self, line: &str) -> bool {
        if line.len() > SHORT_BYTES {
            return false;
        }
        let bare = line.trim_end_matches(['.', ')', ' ', '*']);
        let Some(at) = bare.rfind("Ảnh").filter(|at| *at > 0) else {
            return bare.chars().nth(12).is_none() && fold(bare) == "ảnh minh họa"
                || self.words.is_unfolded(PageWord::CaptionStart, bare);
        };
        let before = bare.get(..at).unwrap_or("").trim_end().chars().next_back();
        let behind = fold(bare.get(at..).unwrap_or("").trim_start_matches("Ảnh").trim());
        let parted = before.is_some_and(|c| !c.is_alphanumeric());
        let number = !behind.is_empty() && behind.chars().all(|c| c.is_ascii_digit());
        let known = behind.starts_with(':')
            || number
            || behind.starts_with("minh họa")
            || behind.starts_with("cắt từ");
        parted && known && behind.chars().nth(60).is_none()
    }

    /// Words under a picture by what they say; only without a full stop.
    pub(super) fn caption(&self, line: &str) -> bool {
        if line.len() > SHORT_BYTES
            || line.chars().nth(220).is_some()
            || ends(line)
            || is_list(line)
            || line.contains(": ")
        {
            return false;
        }
        let folded = fold(&squeeze(line));
        self.words.start(PageWord::CaptionStart, &folded).is_some()
            || self.words.holds(PageWord::CaptionWord, &folded)
    }

    /// The line that says where the article was taken from; at the end of the article (`last`) any few
    /// words behind "Theo" do.
    pub(super) fn source(&self, line: &str, last: bool) -> bool {
        if line.chars().nth(100).is_some() {
            return false;
        }
        let bare = line.trim_matches(['(', ')', '*', ' ', '\u{a0}', '[', ']', '-', '.']);
        let folded = fold(&squeeze(bare));
        if self.all_outlets(&folded) {
            return true;
        }
        let Some(start) = self.words.start(PageWord::SourceStart, &folded) else { return false };
        let skip = start.chars().count();
        let squeezed = squeeze(bare);
        let rest: String = squeezed.chars().skip(skip).collect();
        let mut names =
            rest.split([' ', ',', ':', '/', '(', ')', '-', '–', '|']).filter(|w| !w.is_empty()).peekable();
        let is_name = |word: &str| is_outer_name(word) || self.words.is(PageWord::SourceWord, &fold(word));
        let named = names.peek().is_some() && names.clone().count() <= 12;
        // "Nguồn" alone is also capital: what follows must be set off, or begin like a name.
        let begins = rest.starts_with(':') || names.peek().is_some_and(|w| is_outer_name(w));
        named && begins && (last && !line.ends_with('.') && names.clone().count() <= 7 || names.all(is_name))
    }

    /// `ttxvn`, `ttxvn/vietnam+`.
    fn all_outlets(&self, folded: &str) -> bool {
        let mut parts =
            folded.split(['/', ',', '-', '–']).map(str::trim).filter(|p| !p.is_empty()).peekable();
        parts.peek().is_some() && parts.all(|p| self.words.is(PageWord::Outlet, p))
    }

    /// The author's line: `Tin, ảnh: A – B`, `A B`, `T.Nam - Ảnh: C`, `A (tổng hợp)`.
    pub(super) fn byline(&self, line: &str) -> bool {
        let bare = line.trim_matches(['(', '[', ']', '*', ' ', '\u{a0}', '.', '-', '–', '/']);
        if bare.chars().nth(90).is_some() || bare.is_empty() {
            return false;
        }
        let mut names = 0;
        let mut signs = 0;
        for part in byline_parts(bare) {
            let folded = fold(part);
            let start = self.words.start(PageWord::BylineStart, &folded);
            let skip = start.map_or(0, |s| s.chars().count());
            signs += usize::from(start.is_some());
            let rest: String = part.chars().skip(skip).collect();
            let rest = rest.trim_start_matches([':', '.', ' ']);
            // "Ảnh: Cổng thông tin …" may name an office in lower case.
            let loose = start.is_some() && part.contains(':');
            for word in rest.split([' ', ':']).filter(|w| !w.is_empty()) {
                let fits = is_person_word(word) || loose || self.words.is(PageWord::Outlet, &fold(word));
                // "VOV online", "A thực hiện": words in lower case behind a name.
                let aside = names > 0 && (AROUND_NAMES.contains(&fold(word).as_str()));
                if !fits && !aside {
                    return false;
                }
                names += 1;
            }
        }
        // "Chưa." is an answer, "Tin: A." a credit.
        names <= 10 && names + signs > 0 && (signs > 0 || !line.ends_with('.') || line.ends_with(" ."))
    }

    /// What a piece of running text is, if it is none: a menu word, a credit; at the end of a line also
    /// an author or source without a full stop.
    pub(super) fn part(&self, piece: &str, last: bool) -> Option<Section> {
        if piece.len() > SHORT_BYTES {
            return None;
        }
        if self.words.is_menu(piece) || address(piece) {
            return Some(Section::Furniture);
        }
        if last && !ends(piece) || piece.starts_with('(') && piece.ends_with([')', '.']) {
            if self.source(piece, true) {
                return Some(Section::Source);
            }
            if self.byline(piece) {
                return Some(Section::Byline);
            }
        }
        let bare = piece.trim_start_matches(['(', '[']);
        if ["Ảnh:", "ảnh:", "Video:", "Clip:"].iter().any(|c| bare.starts_with(c))
            && piece.chars().nth(60).is_none()
        {
            return Some(Section::Byline);
        }
        (piece.ends_with(')') && self.credited(piece)).then_some(Section::Caption)
    }
}

/// The parts between dashes, commas, slashes and brackets.
fn byline_parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(['–', '—', ',', '/', ';', '&', '|', '+', '(', ')', '-', '\n'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
}

/// A capitalised word of letters, or initials: `Nam`, `T.Nam`, `PV`.
fn is_person_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’'))
}

/// A word with which a paper's name begins.
fn is_outer_name(word: &str) -> bool {
    const FIRST: [&str; 8] = ["báo", "đài", "cổng", "tạp", "trang", "website", "thông", "tin"];
    // No Vietnamese syllable without marks is as long as "daknong online".
    let site = word.contains('.') || word.is_ascii() && word.len() > 6;
    word.starts_with(char::is_uppercase) || site || FIRST.contains(&fold(word).as_str())
}

/// A picture's file name.
pub(super) fn image_file(line: &str) -> bool {
    let lower = if line.len() > 300 { String::new() } else { line.to_ascii_lowercase() };
    PICTURES.iter().any(|ending| lower.ends_with(ending)) && !line.contains(". ")
}

/// `Thứ sáu, 14/8/2020 | 17:42`: a day and little else.
pub(super) fn time_stamp(line: &str) -> bool {
    let (mut digits, mut letters) = (0, 0);
    for c in line.chars() {
        digits += usize::from(c.is_ascii_digit());
        letters += usize::from(is_letter(c));
        // Most lines are paragraphs: their first words tell.
        if digits + letters >= 60 {
            return false;
        }
    }
    if letters > digits {
        return false;
    }
    let number =
        |part: &&str| part.len() <= 4 && part.chars().all(|c| c.is_ascii_digit()) && !part.is_empty();
    line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')'))
        .any(|word| [3, 2].iter().zip(['/', ':']).any(|(n, by)| word.split(by).filter(number).count() == *n))
}

/// A line that is only a web address.
fn address(line: &str) -> bool {
    let web = ["http://", "https://", "www."].iter().any(|p| line.starts_with(p));
    web && !line.contains(char::is_whitespace)
}

/// True where the line ends as sentences and headings of lists do.
pub(super) fn ends(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', '»', ' ', '\u{a0}']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// True for an item of a list: `- …`, `1. …`, `a) …`, `* …`.
pub(super) fn is_list(line: &str) -> bool {
    line.starts_with(['-', '–', '+', '*', '•', '>'])
        || line.starts_with(|c: char| c.is_ascii_digit())
        || is_enumerated(line)
}

/// True for `a) …`, `b. …`.
pub(super) fn is_enumerated(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(char::is_alphabetic) && matches!(chars.next(), Some(')' | '.' | '/'))
}

/// Letters and digits only, folded: the same for two settings of one headline.
pub(super) fn comparable(line: &str) -> String {
    fold(line).chars().filter(|c| is_word_char(*c)).collect()
}

/// True where `line` has the letters and digits of `key`, which is [`comparable`].
pub(super) fn same_words(key: &str, line: &str) -> bool {
    let count = line.chars().filter(|c| is_word_char(*c)).count();
    key.chars().count() == count && key == comparable(line)
}
