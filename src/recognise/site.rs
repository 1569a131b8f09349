//! Roads, rivers, cemeteries, plants, buildings, addresses: named places that are no administrative units.

use super::Scan;
use crate::lexicon::Class;
use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::tables::{SiteTakes, WordClass};
use crate::model::Level;
use crate::model::mention::{Kind, PlaceRef, SiteOwner};
use crate::model::token::Shape;

/// A place with its first token and the token after it.
type Found = (PlaceRef, usize, usize);

impl Scan<'_> {
    /// A road, river, industrial park … with its name; two where the second is only counted ("cầu A 1 và 2").
    pub(super) fn sites(&self, at: usize) -> Vec<Found> {
        if let Some(found) = self.house(at) {
            return found;
        }
        if let Some(list) = self.site_list(at) {
            return list;
        }
        let Some((place, to)) = self.site(at) else { return Vec::new() };
        let mut out = self.with_chain(place, at, to);
        if let [(first, from, end)] = out.as_slice()
            && let Some(second) = self.counted_too(first, *from, *end)
        {
            out.push(second);
        }
        out
    }

    /// "2 nhà máy A và B", "các sông A, B": names of one kind after its plural; "cầu A 1 và A 2".
    fn site_list(&self, at: usize) -> Option<Vec<Found>> {
        let (first, mut to) = self.site(at).filter(|(p, _)| p.owner == SiteOwner::None)?;
        let (row, before) = (first.site?, at.checked_sub(1).filter(|b| *b >= self.start));
        let plural = before.is_some_and(|b| {
            self.small_number(b).is_some_and(|n| n > 1) || self.word(b, WordClass::Plural) == 1
        });
        let numbered = self.small_number(to - 1).is_some();
        let site = self.r.lexicon.sites.get(row)?;
        let mut out = vec![(first, at, to)];
        loop {
            let joined = to + self.word(to, WordClass::And);
            let next = if joined == to && plural && self.is_mark(to, ',') { to + 1 } else { joined };
            if next == to
                || self.classifier(next).is_some()
                || !self.capital(next) && self.shape(next) != Some(Shape::Mixed)
            {
                break;
            }
            let Some((words, end)) = self.site_name(next, site.takes) else { break };
            let alike = plural || numbered && self.small_number(end - 1).is_some();
            if !alike || self.phrase(next, Class::Surname).is_some() && self.name_run(next) >= next + 3 {
                break;
            }
            let name = format!("{} {words}", site.name);
            out.push((self.site_ref(row, name, SiteOwner::None, next, end), next, end));
            to = end;
        }
        (out.len() > 1).then_some(out)
    }

    /// "và 2" after "cầu Tân Hòa 1".
    fn counted_too(&self, first: &PlaceRef, from: usize, end: usize) -> Option<Found> {
        let number = end.checked_sub(1).filter(|n| *n > from)?;
        self.small_number(number)?;
        let next = end + self.word(end, WordClass::And);
        self.small_number(next).filter(|_| next > end && self.number_ends(next + 1))?;
        let base = first.name.strip_suffix(self.raw(number))?;
        let name = format!("{base}{}", self.raw(next));
        Some((PlaceRef { name, span: self.span(next, next + 1), ..first.clone() }, end, next + 1))
    }

    /// A site, without the places named after it.
    fn site(&self, at: usize) -> Option<(PlaceRef, usize)> {
        let m = self.phrase(at, Class::Site)?;
        let row = self.r.lexicon.sites.get(m.row)?;
        let from = at + m.len;
        let unfit = matches!(row.takes, SiteTakes::None | SiteTakes::NumberOnly | SiteTakes::Address);
        if unfit || self.in_longer_site(at, m.len) || !self.site_word(at, m.len) {
            return None;
        }
        if row.takes == SiteTakes::Whole {
            return Some((self.site_ref(m.row, row.name.clone(), SiteOwner::None, at, from), from));
        }
        if row.takes == SiteTakes::Owner {
            let capital = self.shape(at) != Some(Shape::Lower);
            if let Some((owner, to)) = self.site_owner(from).filter(|(o, _)| capital || *o == SiteOwner::Next)
            {
                return Some((self.site_ref(m.row, row.name.clone(), owner, at, to), to));
            }
            // "nghĩa trang liệt sĩ quốc gia đường 9"
            if let Some((road, to)) = self.street(from).filter(|_| self.shape(from) == Some(Shape::Lower)) {
                let name = format!("{} {}", row.name, road.name);
                return Some((self.site_ref(m.row, name, SiteOwner::None, at, to), to));
            }
        }
        let (words, to) = self.site_name(from, row.takes)?;
        let name = format!("{} {words}", row.name);
        Some((self.site_ref(m.row, name, SiteOwner::None, at, to), to))
    }

    fn site_ref(&self, site: usize, name: String, owner: SiteOwner, from: usize, to: usize) -> PlaceRef {
        PlaceRef { site: Some(site), owner, ..PlaceRef::new(name, self.span(from, to)) }
    }

    /// A site whose classifier is its name: "Trung tâm Hội nghị Quốc gia" is a place before it is a body.
    pub(super) fn whole_site(&self, at: usize) -> Option<(PlaceRef, usize)> {
        let m = self.phrase(at, Class::Site)?;
        let whole = self.r.lexicon.sites.get(m.row)?.takes == SiteTakes::Whole;
        if whole { self.site(at) } else { None }
    }

    /// True where the words are the end of longer ones: "điểm cầu", "chặng đường".
    fn in_longer_site(&self, at: usize, len: usize) -> bool {
        (1..=6)
            .filter_map(|back| Some((back, at.checked_sub(back).filter(|b| *b >= self.start)?)))
            .any(|(back, b)| self.matches.at(b).iter().any(|m| m.class == Class::Site && m.len >= back + len))
    }

    /// True where a single capitalised word is a classifier and no part of a name: "bên Hồ Đăk Tân" is a lake,
    /// "ông Hồ Tân" a man, "Công ty Sông Tân" a firm.
    fn site_word(&self, at: usize, len: usize) -> bool {
        if len > 1 || matches!(self.shape(at), Some(Shape::Lower | Shape::Upper)) {
            return true;
        }
        if self.phrase(at, Class::Surname).is_some() {
            return Gazetteer::is_highland_word(self.raw(at + 1));
        }
        let before = at.checked_sub(1).filter(|b| *b >= self.start);
        before.is_none_or(|b| {
            let joins = self.is_dash(b)
                || matches!(self.shape(b), Some(Shape::Title | Shape::Upper | Shape::Mixed | Shape::Digit));
            !joins
        })
    }

    /// The owner that stands where a name could: "huyện A", "tỉnh", "Tỉnh ủy".
    fn site_owner(&self, at: usize) -> Option<(SiteOwner, usize)> {
        if self.classified(at).is_some() || (self.body_head(at) && self.body(at).is_some()) {
            return Some((SiteOwner::Next, at));
        }
        if let Some((row, len)) = self.classifier(at)
            && self.word(at + len, WordClass::NoUnit) == 0
            && !self.capital(at + len)
        {
            return Some((SiteOwner::Level(row), at + len));
        }
        None
    }

    /// The words of a site's name, and the token after them.
    fn site_name(&self, from: usize, takes: SiteTakes) -> Option<(String, usize)> {
        let mut to = self.name_run(from);
        // "biển đảo Tổ quốc": one capital and a small letter is a word, not a name.
        let word = to == from + 1
            && self.shape(from) == Some(Shape::Title)
            && self.token(to).is_some_and(|t| t.shape == Shape::Lower)
            && self.plain(to).0 == Kind::Other;
        let country = self.bare_unit(from, &[Level::Country]).is_some_and(|(_, end)| end == to);
        let years = self.shape(from) == Some(Shape::Digit)
            && [WordClass::Year, WordClass::Month, WordClass::Day].into_iter().any(|c| self.word(to, c) > 0);
        if word
            || country
            || years
            || to == from
            || self.phrase(from, Class::Role).is_some()
            || self.phrase(from, Class::Honorific).is_some()
            || self.body_head(from) && self.body(from).is_some()
        {
            return None;
        }
        let mut words = self.title_case(from, to);
        // "cầu Tân Hòa 1"
        if self.shape(from) != Some(Shape::Digit)
            && self.small_number(to).is_some()
            && self.number_ends(to + 1)
        {
            words = format!("{words} {}", self.raw(to));
            to += 1;
        }
        // "cao tốc Hà Nội - Hải Phòng"
        if takes == SiteTakes::Line && self.is_dash(to) && self.capital(to + 1) {
            let end = self.name_run(to + 1);
            words = format!("{words} - {}", self.title_case(to + 1, end));
            to = end;
        }
        let suffix = self.word(to, WordClass::RoadSuffix);
        if suffix > 0 {
            words = format!("{words} {}", self.words(to, to + suffix));
            to += suffix;
        }
        Some((words, to))
    }

    /// First token after a row of capitals, or a number first, that can be the name of a site.
    fn name_run(&self, from: usize) -> usize {
        let mut to = from;
        while let Some(t) = self.token(to) {
            let name =
                t.capital() || matches!(t.shape, Shape::Mixed) || (t.shape == Shape::Digit && to == from);
            let joined = to == from || (t.spaced && !t.newline) || t.shape == Shape::Mixed;
            let other = to > from && (self.phrase(to, Class::Role).is_some() || self.body_head(to));
            if !name || !joined || to > from + 4 || other {
                break;
            }
            // "Nam Đại lộ Tân Hòa": a name that holds another site's.
            let inner = self
                .phrase(to, Class::Site)
                .filter(|m| to > from && m.len > 1 && t.shape == Shape::Title && self.capital(to + m.len));
            to += inner.map_or(1, |m| m.len);
        }
        to
    }

    /// True where a number before `at` is the last word of a name: a mark, "và" or the end follows.
    fn number_ends(&self, at: usize) -> bool {
        let spaced_dash = self.is_dash(at) && self.token(at).is_some_and(|t| t.spaced);
        let mark =
            self.shape(at).is_none_or(|s| s == Shape::Punct) && !self.is_mark(at, '/') && !self.is_dash(at);
        mark || spaced_dash || self.word(at, WordClass::And) > 0
    }

    /// "khu đất số 8-12 đường A", "tòa nhà 8B A": a lot or a building known by its number, and its street
    /// where it is called one.
    fn house(&self, at: usize) -> Option<Vec<Found>> {
        let m = self.phrase(at, Class::Site)?;
        let row = self.r.lexicon.sites.get(m.row)?;
        if !matches!(row.takes, SiteTakes::Number | SiteTakes::NumberOnly | SiteTakes::Address) {
            return None;
        }
        let mut from = at + m.len;
        if row.takes != SiteTakes::Number {
            from += self.word(from, WordClass::At);
        }
        let number = from + self.word(from, WordClass::Number);
        let after = self.house_number(number)?;
        let street = self.street(after);
        if let Some((place, to)) = street {
            if row.takes == SiteTakes::Address {
                return Some(self.with_chain(PlaceRef { span: self.span(at, to), ..place }, at, to));
            }
            let name = format!("{} {}", row.name, self.words(from, to));
            let chain = self.with_chain(place, after, to);
            let within = chain.first().and_then(|(street, _, _)| street.within.clone());
            let lot = PlaceRef { within, ..self.site_ref(m.row, name, SiteOwner::None, at, to) };
            let mut out = vec![(lot, at, after)];
            out.extend(chain);
            return Some(out);
        }
        let to = self.street_name(after)?;
        let name = format!("{} {}", row.name, self.words(from, to));
        Some(self.with_chain(self.site_ref(m.row, name, SiteOwner::None, at, to), at, to))
    }

    /// "đường A" with the classifier of a street.
    fn street(&self, at: usize) -> Option<(PlaceRef, usize)> {
        let m = self.phrase(at, Class::Site)?;
        let street = self.r.lexicon.sites.get(m.row)?.takes == SiteTakes::Street;
        if street { self.site(at) } else { None }
    }

    /// "8", "8B", "2-4-6", "41/7": token after it.
    fn house_number(&self, at: usize) -> Option<usize> {
        let number = |n: usize| {
            matches!(self.shape(n), Some(Shape::Digit | Shape::Mixed))
                && self.raw(n).starts_with(|c: char| c.is_ascii_digit())
        };
        let mut to = number(at).then_some(at + 1)?;
        while (self.is_dash(to) || self.is_mark(to, '/')) && number(to + 1) {
            to += 2;
        }
        Some(to)
    }

    /// The name of a street without classifier.
    fn street_name(&self, at: usize) -> Option<usize> {
        let to = self.name_run(at);
        let fits = to >= at + 2
            && to <= at + 4
            && self.phrase(at, Class::Role).is_none()
            && (self.phrase(at, Class::Honorific).is_none() || to > at + 2)
            && !self.body_head(at);
        fits.then_some(to)
    }

    /// "số 5 Trần Phú, quận Ba Đình", "tại 36 Trần Phú, phường A": the street, with the words before it.
    pub(super) fn address(&self, at: usize) -> Option<Vec<Found>> {
        let marker = self.word(at, WordClass::Number);
        let told = at > self.start && self.word(at - 1, WordClass::At) == 1;
        let after = self.house_number(at + marker)?;
        let to = self.street_name(after)?;
        let part = (self.is_mark(to, ',') || self.is_mark(to, '('))
            && (self.classified(to + 1).is_some() || self.bare_unit(to + 1, &[Level::Province]).is_some());
        let small = part && self.classified(to + 1).is_some_and(|(p, _)| self.rank_of(&p) > 1);
        if !(marker > 0 && (part || told) || told && small) {
            return None;
        }
        let row = self.r.lexicon.sites.iter().position(|s| s.takes == SiteTakes::Street)?;
        let name = format!("{} {}", self.r.lexicon.sites.get(row)?.name, self.title_case(after, to));
        Some(self.with_chain(self.site_ref(row, name, SiteOwner::None, at, to), at, to))
    }
}
