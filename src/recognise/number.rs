//! Dates, terms of office, document numbers, money and shares.

use super::Scan;
use crate::lexicon::Class;
use crate::lexicon::classes::WordSet;
use crate::lexicon::tables::WordClass;
use crate::model::Amount;
use crate::model::mention::{DateRef, DocRef, Kind};
use crate::model::token::Shape;

/// The words with which [`Scan::numeric`] can begin: most words are none of them, and need not be tried as each.
const BEFORE_FIGURES: WordSet = WordSet::of(&[
    WordClass::Number,
    WordClass::Morning,
    WordClass::Afternoon,
    WordClass::Evening,
    WordClass::Noon,
    WordClass::Day,
    WordClass::Now,
    WordClass::Month,
    WordClass::Year,
    WordClass::Term,
    WordClass::About,
]);

impl Scan<'_> {
    /// A chunk made of figures, if one begins at `at`.
    pub(super) fn numeric(&self, at: usize) -> Option<(Kind, usize)> {
        let word = matches!(self.shape(at), Some(Shape::Lower | Shape::Title | Shape::Upper));
        if word && !self.matches.has(at, Class::DocType) && !self.matches.has_word_of(at, &BEFORE_FIGURES) {
            return None;
        }
        self.document(at)
            .or_else(|| self.date(at).map(|(d, to)| (Kind::Date(d), to)))
            .or_else(|| self.term(at).map(|to| (Kind::Term, to)))
            .or_else(|| self.amount(at).map(|(a, to)| (Kind::Amount(Box::new(a)), to)))
            .or_else(|| (self.shape(at) == Some(Shape::Digit)).then_some((Kind::Number, at + 1)))
    }

    /// A whole number of at most four digits.
    fn small(&self, at: usize) -> Option<i16> {
        let raw = self.raw(at);
        (self.shape(at) == Some(Shape::Digit) && raw.len() <= 4).then(|| raw.parse().ok()).flatten()
    }

    fn year(&self, at: usize) -> Option<i16> {
        self.small(at).filter(|y| (1900..2100).contains(y) && self.raw(at).len() == 4)
    }

    fn day(&self, at: usize) -> Option<u8> {
        self.small(at).and_then(|d| u8::try_from(d).ok()).filter(|d| (1..=31).contains(d))
    }

    fn month(&self, at: usize) -> Option<u8> {
        self.day(at).filter(|m| *m <= 12)
    }

    /// "ngày 28/5/2021", "sáng 9/7", "ngày 27 tháng 7 năm 1999", "tháng 3/2017", "năm 2019", "28/5/2021".
    fn date(&self, at: usize) -> Option<(DateRef, usize)> {
        let (part, from) = self.part_of_day(at);
        let day_word = self.word(from, WordClass::Day);
        let from = from + day_word;
        let marked = part.is_some() || day_word > 0;
        let part = part.map(|(a, b)| self.span(a, b));
        if let Some((mut date, to)) = self.figures(from, marked) {
            date.part = part;
            return Some((date, to));
        }
        // "chiều nay", "sáng nay": the article's own day.
        let now = self.word(from, WordClass::Now);
        if now > 0 && part.is_some() {
            return Some((DateRef { day: None, month: None, year: None, part }, from + now));
        }
        self.month_and_year(at)
    }

    /// "sáng", "chiều" with the tokens that it covers, and the token after it.
    fn part_of_day(&self, at: usize) -> (Option<(usize, usize)>, usize) {
        let classes = [WordClass::Morning, WordClass::Afternoon, WordClass::Evening, WordClass::Noon];
        let len = classes.into_iter().map(|c| self.word(at, c)).max().unwrap_or(0);
        if len == 0 { (None, at) } else { (Some((at, at + len)), at + len) }
    }

    /// Day, month and year in figures. Without a word before it only the full form counts.
    fn figures(&self, at: usize, marked: bool) -> Option<(DateRef, usize)> {
        if self.shape(at) != Some(Shape::Digit) {
            return None;
        }
        if let Some(found) = self.dotted(at, marked) {
            return Some(found);
        }
        let mut first = at;
        let day = self.day(first)?;
        // "2-4/7", "11 đến 13/12": the first day counts.
        if marked
            && (self.is_dash(at + 1) || self.word(at + 1, WordClass::To) == 1)
            && self.day(at + 2).is_some()
            && self.is_mark(at + 3, '/')
        {
            first = at + 2;
        }
        let separated = self.is_mark(first + 1, '/') || (self.is_dash(first + 1) && !self.spaced(first + 1));
        if separated && let Some(month) = self.month(first + 2) {
            let mut next = first + 3;
            while self.is_mark(next, '/') && self.is_mark(next + 1, '/') {
                next += 1;
            }
            let again = self.is_mark(next, '/') || (self.is_dash(next) && !self.spaced(next));
            if again && let Some(year) = self.year(next + 1) {
                return Some((
                    DateRef { day: Some(day), month: Some(month), year: Some(year), part: None },
                    next + 2,
                ));
            }
            return marked.then_some((
                DateRef { day: Some(day), month: Some(month), year: None, part: None },
                first + 3,
            ));
        }
        let month_word = self.word(at + 1, WordClass::Month);
        if month_word > 0
            && let Some(month) = self.month(at + 1 + month_word)
        {
            let next = at + 2 + month_word;
            let mark = usize::from(self.is_mark(next, '/'));
            let year_word = self.word(next, WordClass::Year) + mark;
            let year = (year_word > 0).then(|| self.year(next + year_word)).flatten();
            let to = if year.is_some() { next + year_word + 1 } else { next };
            return Some((DateRef { day: Some(day), month: Some(month), year, part: None }, to));
        }
        None
    }

    /// "25.6", "27.7.1999", "8.2019" are one token each.
    fn dotted(&self, at: usize, marked: bool) -> Option<(DateRef, usize)> {
        let parts: Vec<i16> = self.raw(at).split('.').map(|p| p.parse().unwrap_or(-1)).collect();
        let date = |d: i16, m: i16, y: Option<i16>| {
            let day = u8::try_from(d).ok().filter(|d| (1..=31).contains(d))?;
            let month = u8::try_from(m).ok().filter(|m| (1..=12).contains(m))?;
            Some((DateRef { day: Some(day), month: Some(month), year: y, part: None }, at + 1))
        };
        match parts.as_slice() {
            [d, m] if marked => date(*d, *m, None),
            [d, m, y] if (1900..2100).contains(y) => date(*d, *m, Some(*y)),
            _ => None,
        }
    }

    fn spaced(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.spaced)
    }

    /// "tháng 3/2017", "tháng 3.2014", "tháng 3 năm 2017", "năm 2019".
    fn month_and_year(&self, at: usize) -> Option<(DateRef, usize)> {
        let month_word = self.word(at, WordClass::Month);
        if month_word > 0 {
            let n = at + month_word;
            if let Some((m, y)) = self.raw(n).split_once('.')
                && let (Ok(m), Ok(y)) = (m.parse::<u8>(), y.parse::<i16>())
                && (1..=12).contains(&m)
                && (1900..2100).contains(&y)
            {
                return Some((DateRef { day: None, month: Some(m), year: Some(y), part: None }, n + 1));
            }
            let month = self.month(n)?;
            let link = usize::from(self.is_mark(n + 1, '/') || self.is_dash(n + 1))
                + self.word(n + 1, WordClass::Year);
            let year = (link > 0).then(|| self.year(n + 1 + link)).flatten();
            let to = if year.is_some() { n + 2 + link } else { n + 1 };
            return Some((DateRef { day: None, month: Some(month), year, part: None }, to));
        }
        let year_word = self.word(at, WordClass::Year);
        let year = (year_word > 0).then(|| self.year(at + year_word)).flatten()?;
        if self.is_dash(at + year_word + 1) && self.year(at + year_word + 2).is_some() {
            return None;
        }
        Some((DateRef { day: None, month: None, year: Some(year), part: None }, at + year_word + 1))
    }

    /// "nhiệm kỳ 2015 - 2020", "khóa XIX", "(khóa 11)", "khóa 16, nhiệm kỳ 2016-2021".
    pub(super) fn term(&self, at: usize) -> Option<usize> {
        let mut to = None;
        let mut next = at;
        loop {
            let open = usize::from(self.is_mark(next, '('));
            let word = self.word(next + open, WordClass::Term);
            if word == 0 {
                return to;
            }
            let mut n = next + open + word;
            let figure = matches!(self.shape(n), Some(Shape::Digit | Shape::Upper | Shape::Mixed))
                && self.raw(n).chars().all(|c| c.is_ascii_digit() || "IVXLC".contains(c));
            if !figure {
                return to;
            }
            n += 1;
            if (self.is_dash(n) || self.is_mark(n, '/')) && self.shape(n + 1) == Some(Shape::Digit) {
                n += 2;
            }
            n += usize::from(open == 1 && self.is_mark(n, ')'));
            to = Some(n);
            next = n + usize::from(self.is_mark(n, ','));
        }
    }

    /// A number with a factor and a unit of money, or with a percent sign.
    fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let about = self.word(at, WordClass::About);
        let from = at + about;
        let (mut digits, mut scale) = self.decimal(from)?;
        let mut next = from + 1;
        if self.is_mark(next, '%') {
            let value = plain(digits, scale + 2);
            let text = self.words(at, next + 1);
            return Some((Amount { value, unit: "%", text, approximate: about > 0 }, next + 1));
        }
        let (factor, len) = self.factor(next);
        next += len;
        digits = digits.checked_mul(factor)?;
        // "394 tỷ 581 triệu đồng"
        if len > 0
            && let Some((more, 0)) = self.decimal(next)
        {
            let (small, small_len) = self.factor(next + 1);
            if small_len > 0 && small < factor {
                let lifted = more.checked_mul(small)?.checked_mul(10_i128.checked_pow(scale)?)?;
                digits = digits.checked_add(lifted)?;
                next += 1 + small_len;
            }
        }
        // "50 đồng chí" is no money.
        let longer = self.matches.at(next).first().map_or(0, |m| m.len);
        let unit_len = Some(self.word(next, WordClass::Money)).filter(|len| *len >= longer).unwrap_or(0);
        let unit = if unit_len > 0 { currency(&self.words(next, next + unit_len)) } else { "VND" };
        let billions = len > 0 && factor >= 1_000_000_000;
        if unit_len == 0 && !billions {
            return None;
        }
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        let text = self.words(at, next + unit_len);
        Some((Amount { value: plain(digits, scale), unit, text, approximate: about > 0 }, next + unit_len))
    }

    /// Digits and number of decimals of a number as printed: `5.970` → (5970, 0), `1,2` → (12, 1).
    fn decimal(&self, at: usize) -> Option<(i128, u32)> {
        if self.shape(at) != Some(Shape::Digit) {
            return None;
        }
        let raw = self.raw(at);
        let (whole, part) = match raw.rsplit_once(',') {
            Some((w, p)) if p.len() != 3 || w.contains('.') => (w, p),
            _ => (raw, ""),
        };
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        let scale = u32::try_from(part.len()).ok()?;
        format!("{whole}{part}").parse().ok().map(|d| (d, scale))
    }

    fn factor(&self, at: usize) -> (i128, usize) {
        let len = self.word(at, WordClass::Factor);
        if len == 0 {
            return (1, 0);
        }
        let mut value = 1;
        for n in at..at + len {
            value *= match crate::text::ascii(self.raw(n)).as_str() {
                "nghin" | "ngan" => 1_000,
                "trieu" => 1_000_000,
                "ty" | "ti" => 1_000_000_000,
                _ => 1,
            };
        }
        (value, len)
    }

    /// A type of document with its number, or a bare number with letters: "Quyết định số 288/QĐ-TTg".
    fn document(&self, at: usize) -> Option<(Kind, usize)> {
        let kind = self.phrase(at, Class::DocType);
        let after = at + kind.map_or(0, |k| k.len);
        let number_word = self.word(after, WordClass::Number);
        let from = after + number_word;
        let (local, to) = self.doc_number(from)?;
        let lettered = local.contains(char::is_alphabetic);
        if !lettered && (kind.is_none() || number_word == 0) {
            return None;
        }
        Some((Kind::Document(DocRef { kind: kind.map(|k| k.row), local }), to))
    }

    /// `1853/QĐ-KTNN`, `36-HD/VPTW`, `202/2025/QH15`, `18 NQ/ TU`, `33 – NQ/TW`; or plain digits.
    fn doc_number(&self, at: usize) -> Option<(String, usize)> {
        let first = self.token(at)?;
        let numeric = first.shape == Shape::Digit && !self.raw(at).contains(['.', ',']);
        let lettered = first.shape == Shape::Mixed
            && self.raw(at).chars().next().is_some_and(|c| c.is_ascii_digit())
            && self.raw(at).chars().count() <= 5;
        if !numeric && !lettered {
            return None;
        }
        let mut local = self.raw(at).to_owned();
        let mut to = at + 1;
        let mut letters = false;
        while let Some(t) = self.token(to) {
            let loose = t.spaced && !letters;
            if t.shape == Shape::Punct && (self.is_mark(to, '/') || self.is_dash(to) || self.is_mark(to, '&'))
            {
                let next_ok = self.token(to + 1).is_some_and(|n| {
                    matches!(n.shape, Shape::Upper | Shape::Mixed | Shape::Title)
                        || (n.shape == Shape::Digit && self.raw(to + 1).len() == 4 && self.is_mark(to, '/'))
                        || (letters && n.shape == Shape::Digit && !n.spaced)
                });
                let gap = (t.spaced && letters) || (loose && !self.symbol_at(to + 1));
                if !next_ok || gap {
                    break;
                }
                local.push_str(if self.is_dash(to) { "-" } else { self.raw(to) });
                to += 1;
                continue;
            }
            let after_mark = self.shape(to - 1) == Some(Shape::Punct);
            let word = matches!(t.shape, Shape::Upper | Shape::Mixed | Shape::Title | Shape::Digit);
            let bare_symbol = !after_mark && !letters && self.symbol_at(to) && self.is_mark(to + 1, '/');
            if !(word && (after_mark || bare_symbol)) {
                break;
            }
            if bare_symbol {
                local.push('-');
            }
            letters |= self.raw(to).chars().any(char::is_alphabetic);
            local.push_str(self.raw(to));
            to += 1;
        }
        Some((local, to))
    }

    /// True where the token is the letters of a type of document: `NQ`, `QĐ`.
    fn symbol_at(&self, at: usize) -> bool {
        let raw = self.raw(at);
        self.shape(at) == Some(Shape::Upper) && self.r.lexicon.doc_types.iter().any(|d| d.symbol == raw)
    }
}

/// A decimal number without exponent: (12, 1) → `1.2`.
fn plain(digits: i128, scale: u32) -> String {
    let Ok(scale) = usize::try_from(scale) else { return digits.to_string() };
    if scale == 0 {
        return digits.to_string();
    }
    let text = format!("{digits:0>width$}", width = scale + 1);
    let (whole, part) = text.split_at_checked(text.len() - scale).unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}

/// ISO 4217 code of a unit of money as written.
fn currency(words: &str) -> &'static str {
    match crate::text::ascii(words).as_str() {
        "usd" | "do la" | "do la my" => "USD",
        "euro" | "eur" => "EUR",
        "yen" => "JPY",
        "bang anh" => "GBP",
        _ => "VND",
    }
}
