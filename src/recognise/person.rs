//! Names of people.

use super::Scan;
use crate::lexicon::Class;
use crate::lexicon::tables::{HonorificKind, WordClass};
use crate::model::Level;
use crate::model::mention::{Kind, PersonRef};
use crate::model::token::Shape;

impl Scan<'_> {
    /// Honorifics, and the name after them if there is one.
    pub(super) fn honorific(&self, at: usize) -> Option<(Kind, usize)> {
        let (row, mut to) = self.one_honorific(at)?;
        // "Bà Rịa – Vũng Tàu: …" is a province, not a lady.
        if self.phrase(at, Class::PlaceName).is_some_and(|m| m.len > 3) && self.capital(at) {
            return None;
        }
        while let Some((_, next)) = self.one_honorific(to) {
            to = next;
        }
        to += usize::from(
            self.is_mark(to, '.') && self.capital(to + 1) && self.shape(to - 1) == Some(Shape::Upper),
        );
        let named = self.name(self.past_country(to), true);
        if let Some((mut person, end)) = named {
            person.plural =
                self.r.lexicon.honorifics.get(row).is_some_and(|h| h.kind == HonorificKind::Plural);
            return Some((Kind::Person(person), end));
        }
        // "Anh" may be a country, "bác sĩ" a profession: alone they are only words.
        Some((Kind::Honorific(row), self.one_honorific(at).map_or(at + 1, |h| h.1)))
    }

    /// "lãnh tụ Cuba A": the country between the word for a person and the name. Countries that are
    /// syllables of names too ("Anh", "Nga") are left to the name.
    fn past_country(&self, at: usize) -> usize {
        let levels = [Level::Country, Level::District];
        let Some((place, to)) = self.bare_unit(at, &levels) else { return at };
        let foreign =
            self.is_abroad(&place) && (to > at + 1 || self.raw(at).is_ascii() && self.raw(at).len() > 3);
        if foreign && self.capital(to) && self.phrase(at, Class::Surname).is_none() { to } else { at }
    }

    fn one_honorific(&self, at: usize) -> Option<(usize, usize)> {
        let m = self.phrase(at, Class::Honorific)?;
        let h = self.r.lexicon.honorifics.get(m.row)?;
        let short = h.phrase.chars().filter(|c| c.is_alphabetic()).count() <= 3;
        let abbreviation = h.kind == HonorificKind::Degree && short;
        (!abbreviation || self.shape(at) != Some(Shape::Lower)).then_some((m.row, at + m.len))
    }

    /// A name that begins at `at`, after an honorific or a post (`announced`) or by its surname.
    pub(super) fn name(&self, at: usize, announced: bool) -> Option<(PersonRef, usize)> {
        let highland = self.highland(at);
        if let Some(to) = self.parted_highland(at) {
            let name = self.title_case(at, to);
            let person = PersonRef {
                name,
                honorific: announced,
                plural: false,
                given: false,
                span: self.span(at, to),
            };
            return Some((person, to));
        }
        let surname = self.phrase(at, Class::Surname).is_some() || highland;
        if !surname && !announced {
            return None;
        }
        let to = self.name_end(at);
        let count = to - at;
        if count == 0
            || (count == 1 && !announced && !highland)
            || !self.plausible(at, to, announced, surname)
        {
            return None;
        }
        let alone = count == 1 && !highland;
        let person = PersonRef {
            name: self.title_case(at, to),
            honorific: announced,
            plural: false,
            given: alone,
            span: self.span(at, to),
        };
        Some((person, to))
    }

    /// "K'Choi", "H’Dơn": a name of one token.
    fn highland(&self, at: usize) -> bool {
        let raw = self.raw(at);
        let mut chars = raw.chars();
        let head = chars.next().is_some_and(|c| matches!(c, 'K' | 'H' | 'Y'));
        head && chars.next().is_some_and(|c| matches!(c, '\'' | '’' | '‘')) && chars.next().is_some()
    }

    /// "K’ Bốt": the same, with a space after the apostrophe.
    fn parted_highland(&self, at: usize) -> Option<usize> {
        let letter = self.shape(at) == Some(Shape::Upper) && matches!(self.raw(at), "K" | "H" | "Y");
        let mark = self.is_mark(at + 1, '’') || self.is_mark(at + 1, '\'');
        let close = self.token(at + 1).is_some_and(|t| !t.spaced);
        (letter && mark && close && self.shape(at + 2) == Some(Shape::Title))
            .then(|| self.capitals(at + 2).min(at + 5))
    }

    /// First token after the name that begins at `at`.
    fn name_end(&self, at: usize) -> usize {
        let mut to = at;
        let mut most = 4;
        while to < at + most {
            let Some(t) = self.token(to) else { break };
            let foreign =
                t.shape == Shape::Mixed && t.span.of(self.doc).chars().next().is_some_and(char::is_uppercase);
            // "Kang Ha-neul"
            if to > at
                && self.is_dash(to)
                && !t.spaced
                && self.token(to + 1).is_some_and(|n| {
                    !n.spaced && matches!(n.shape, Shape::Lower | Shape::Title | Shape::Mixed)
                })
                && self.phrase(to + 1, Class::Role).is_none()
                && self.phrase(to + 1, Class::Head).is_none()
            {
                to += 2;
                most += 2;
                continue;
            }
            // "John Q. Sample"
            let initial = t.shape == Shape::Upper && self.raw(to).chars().count() == 1;
            if to > at && initial && self.is_mark(to + 1, '.') && self.capital(to + 2) {
                to += 2;
                continue;
            }
            if !(t.capital() || foreign) || (to > at && (!t.spaced || t.newline)) {
                break;
            }
            if to > at
                && (self.other_begins(to) || self.abbreviation_after(at, to) || self.sentence_begins(to))
            {
                break;
            }
            let raw = self.raw(to);
            // "Lê Thị Hồng Nhung", "Y Thanh Hà Niê Kđăm", "Công Tằng Tôn Nữ …" may have five.
            if to == at + 1 && matches!(raw, "Thị" | "THỊ") || to == at && raw.chars().count() == 1 {
                most = 5;
            }
            to += 1;
        }
        to
    }

    /// "… Nguyễn Văn A Phát biểu tại kỳ họp": a capital and a small letter that make a word begin a sentence that
    /// lost its full stop.
    pub(super) fn sentence_begins(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Title)
            && self.shape(at + 1) == Some(Shape::Lower)
            && self.matches.at(at).iter().any(|m| {
                m.len >= 2
                    && matches!(
                        m.class,
                        Class::Verb | Class::Word | Class::Event | Class::DocType | Class::Field
                    )
            })
    }

    /// "Nguyễn Văn A SN 1968": capitals throughout end a name that is not written so.
    fn abbreviation_after(&self, first: usize, at: usize) -> bool {
        let shouted = |n: usize| self.shape(n) == Some(Shape::Upper) && self.raw(n).chars().count() > 1;
        shouted(at) && !shouted(first)
    }

    /// True where a post, a body, an honorific or a classifier begins inside a row of capitals.
    fn other_begins(&self, at: usize) -> bool {
        let long = |class: Class| self.phrase(at, class).is_some_and(|m| m.len > 1);
        long(Class::Role)
            || self.word(at, WordClass::Vice) > 0 && self.phrase(at + 1, Class::Role).is_some()
            || long(Class::Honorific)
            || long(Class::Event)
            || self.word(at, WordClass::Hold) > 1
            || (self.body_head(at) && self.body(at).is_some())
            || (self.phrase(at, Class::Role).is_some()
                && self.shape(at) == Some(Shape::Upper)
                && self.raw(at).chars().count() > 1)
            || self.classified(at).is_some_and(|(_, to)| to > at + 1)
            || self.shouted_word(at)
    }

    /// In a headline in capitals a verb or a function word ends the name: "NGUYỄN VĂN A LÀM GIÁM ĐỐC".
    fn shouted_word(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Upper)
            && self.raw(at).chars().count() > 1
            && self.matches.at(at).iter().any(|m| match m.class {
                Class::Word => self.r.lexicon.ends_name(m.row),
                Class::Verb | Class::Role => true,
                _ => false,
            })
    }

    /// Rules out rows of capitals that are no names.
    fn plausible(&self, at: usize, to: usize, announced: bool, surname: bool) -> bool {
        let shouting = (at..to)
            .filter(|n| self.shape(*n) == Some(Shape::Upper) && self.raw(*n).chars().count() > 1)
            .count();
        let mixed_case = shouting > 0 && shouting < to - at;
        if mixed_case || (shouting > 0 && to - at < 2) || self.after_credit(at) {
            return false;
        }
        if self.phrase(at, Class::Role).is_some() && !surname || self.word(at, WordClass::NotPerson) > 0 {
            return false;
        }
        // "Phó Tổng Kiểm toán": the rank of a deputy, unless an honorific says that it is a name.
        if !announced && self.word(at, WordClass::Vice) > 0 {
            return false;
        }
        // "Đoàn Đại biểu": the last syllable belongs to a word that goes on.
        let word_goes_on = to - at == 2
            && self
                .matches
                .at(to - 1)
                .iter()
                .any(|m| m.len >= 2 && matches!(m.class, Class::Word | Class::Field | Class::Event))
            && self.shape(to) == Some(Shape::Lower);
        // "Từ Hải Dương, …": a word at the head of a sentence before a province.
        let place_after = at == self.start
            && !announced
            && self.bare_unit(at + 1, &[Level::Province]).is_some_and(|(_, end)| end == to);
        if word_goes_on || place_after {
            return false;
        }
        // "Bru-nây", "Đoàn Việt Nam": a country, or a delegation.
        let country = |from: usize| self.bare_unit(from, &[Level::Country]).is_some_and(|(_, end)| end == to);
        let delegation = self.word(at, WordClass::Delegation);
        let spelt = to > at + 1 && country(at) && (!announced || (at..to).any(|n| self.is_dash(n)));
        if spelt || !announced && delegation > 0 && country(at + delegation) {
            return false;
        }
        // "Đoàn TNCS HCM": letters that nobody can say.
        let said = |word: &str| word.chars().any(|c| !c.is_ascii() || "aeiouyAEIOUY".contains(c));
        if (at..to).map(|n| self.raw(n)).any(|word| word.chars().count() > 2 && !said(word)) {
            return false;
        }
        // "quan hệ Việt Nam-Lào": a country is no part of a name.
        if self.bare_unit(at, &[Level::Country]).is_some_and(|(_, end)| end < to && self.is_dash(end)) {
            return false;
        }
        // "bà Rịa – Vũng Tàu" is no lady; "ông Anh" is nobody in particular.
        // "Vĩnh Linh và Triệu Phong": two words that name a unit are the unit unless an honorific announces them.
        let unit = self.phrase(at, Class::PlaceName).is_some_and(|m| at + m.len == to);
        let place = unit && !announced && (!surname || to == at + 2);
        let acronym = to == at + 1 && shouting == 1;
        !place && !acronym
    }

    /// "Ảnh: …"
    fn after_credit(&self, at: usize) -> bool {
        at >= self.start + 2
            && self.is_mark(at - 1, ':')
            && (1..=2).any(|n| at > n && self.word(at - 1 - n, WordClass::Credit) == n)
    }

    /// A name without honorific: by its surname, or right after a post.
    pub(super) fn bare_person(&self, at: usize, after_post: bool) -> Option<(PersonRef, usize)> {
        if !self.token(at).is_some_and(|t| t.capital() || t.shape == Shape::Mixed) || self.in_address(at) {
            return None;
        }
        let (mut person, to) = self.name(at, false).or_else(|| {
            let end = self.name_end(at);
            let strange = (at..end)
                .all(|n| self.phrase(n, Class::Head).is_none() && self.phrase(n, Class::Field).is_none());
            (after_post && (end >= at + 2 || self.phrase(at, Class::Surname).is_none()) && strange)
                .then(|| self.name(self.past_country(at), true))
                .flatten()
        })?;
        let levels = [Level::Country, Level::Province];
        // "Từ Hải Dương vào thôn 13": a preposition that is a surname too.
        let origin = self.word(at, WordClass::CountryCue) == 1
            && self.bare_unit(at + 1, &levels).is_some_and(|(_, end)| end == to);
        if origin && at == self.start {
            return None;
        }
        // "Hội đồng nhân dân Nam Kinh", "Bí thư Tỉnh ủy Hà Đông": a city abroad, a district, a former province.
        let city = self.bare_unit(at, &[Level::District]);
        if city.is_some_and(|(place, end)| end == to && (to == at + 2 || self.is_abroad(&place))) {
            return None;
        }
        if let Some((place, unit_to)) = self.bare_unit(at, &levels) {
            // "tại Hàn Quốc Phạm Văn A": the country, then the name.
            let name_follows = unit_to < to
                && self.phrase(unit_to, Class::Surname).is_some()
                && self.capitals(unit_to) >= unit_to + 2;
            if (unit_to >= to && !self.full_name(&place.name)) || name_follows {
                return None;
            }
        }
        person.honorific = false;
        Some((person, to))
    }

    /// A place named after a person counts as the person where no classifier stands before it.
    pub(super) fn full_name(&self, name: &str) -> bool {
        self.r.lexicon.is_full_name(name)
    }

    /// "số 8-12 Lê Duẩn", "tòa nhà 8B Lê Duẩn": a street.
    fn in_address(&self, at: usize) -> bool {
        at.checked_sub(1).filter(|b| *b >= self.start).is_some_and(|b| {
            let house =
                self.shape(b) == Some(Shape::Mixed) && self.raw(b).starts_with(|c: char| c.is_ascii_digit());
            house || self.shape(b) == Some(Shape::Digit)
        })
    }
}
