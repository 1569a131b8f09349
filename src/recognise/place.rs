//! Administrative units and sites.

use super::Scan;
use crate::lexicon::Class;
use crate::lexicon::gazetteer::Edition;
use crate::lexicon::tables::{Rank, WordClass};
use crate::model::Level;
use crate::model::mention::{PlaceRef, UnitRef};
use crate::model::token::Shape;

impl Scan<'_> {
    /// Units with a classifier, lists of them ("các xã A, B và C"), and sites; each with its tokens.
    pub(super) fn places(&self, at: usize) -> Vec<(PlaceRef, usize, usize)> {
        if let Some(list) = self.unit_list(at) {
            return list;
        }
        match self.classified(at) {
            Some((place, to)) => self.with_chain(place, at, to),
            None => self.sites(at),
        }
    }

    /// Adds the larger places named right after: "huyện Di Linh, tỉnh Lâm Đồng", "xã A (huyện B)".
    pub(super) fn with_chain(
        &self,
        mut place: PlaceRef,
        at: usize,
        to: usize,
    ) -> Vec<(PlaceRef, usize, usize)> {
        let mark = self.is_mark(to, ',') || self.is_dash(to) || self.is_mark(to, '(');
        let next = to + usize::from(mark);
        let next = next + self.word(next, WordClass::Of);
        let larger = self
            .classified(next)
            .or_else(|| if mark { self.bare_holder(next, &place) } else { None })
            .filter(|(p, _)| self.rank_of(p) < self.rank_of(&place));
        if larger.is_none() {
            place.within = self.holder_of_list(to, &place).map(Box::new);
        }
        let mut out = Vec::new();
        match larger {
            // "huyện A, tỉnh B cũ": where it lay then.
            Some((p, end)) if self.word(end, WordClass::Gone) > 0 => {
                out.push((place, at, to));
                out.push((p, next, end));
            }
            Some((p, end)) => {
                let rest = self.with_chain(p, next, end);
                if let Some((first, _, _)) = rest.first() {
                    place.within = Some(Box::new(first.clone()));
                }
                out.push((place, at, to));
                out.extend(rest);
            }
            None => out.push((place, at, to)),
        }
        out
    }

    /// "bản A và B, thuộc xã C": the unit of the whole list, for its first name.
    fn holder_of_list(&self, at: usize, first: &PlaceRef) -> Option<PlaceRef> {
        let mut to = at;
        let mut names = 0;
        loop {
            let skip = usize::from(self.is_mark(to, ',')).max(self.word(to, WordClass::And));
            let end = self.capitals(to + skip);
            if skip == 0 || end == to + skip || names > 6 {
                break;
            }
            to = end + usize::from(self.small_number(end).is_some());
            names += 1;
        }
        self.holder_after(to, first).filter(|_| names > 0)
    }

    /// "thuộc xã C", after a comma or not.
    fn holder_after(&self, at: usize, first: &PlaceRef) -> Option<PlaceRef> {
        let mark = usize::from(self.is_mark(at, ','));
        let of = self.word(at + mark, WordClass::Of);
        let (mut holder, to) = self.classified(at + mark + of).filter(|_| of > 0)?;
        if let Some((p, _, _)) = self.with_chain(holder.clone(), at, to).into_iter().next() {
            holder = p;
        }
        (self.rank_of(&holder) < self.rank_of(first)).then_some(holder)
    }

    /// The larger place without classifier after `place`: a province, a district that holds it, a foreign
    /// country after a city that no list has.
    fn bare_holder(&self, at: usize, place: &PlaceRef) -> Option<(PlaceRef, usize)> {
        if let Some(found) = self.bare_unit(at, &[Level::Province]) {
            return Some(found);
        }
        if place.units.is_empty() && place.site.is_none() {
            let country = self.bare_unit(at, &[Level::Country]);
            if country.is_some() {
                return country;
            }
        }
        let within = &self.r.lexicon.gazetteer;
        self.district_of(at).filter(|(district, _)| {
            place.units.is_empty()
                || place.units.iter().any(|u| district.units.iter().any(|d| within.within(*u, *d)))
        })
    }

    /// Order of size: 0 for a country, 9 for a site.
    pub(super) fn rank_of(&self, place: &PlaceRef) -> u8 {
        if place.site.is_some() {
            return 9;
        }
        let by_unit = place
            .units
            .iter()
            .filter_map(|u| self.r.lexicon.gazetteer.units().get(*u))
            .map(|u| u.level)
            .min();
        let level = match place.classifier.and_then(|c| self.r.lexicon.classifiers.get(c)).map(|c| c.rank) {
            Some(Rank::Province) => Some(Level::Province),
            Some(Rank::District | Rank::Huyen | Rank::Quan | Rank::ThiXa) => Some(Level::District),
            Some(Rank::Commune) => Some(Level::Commune),
            Some(Rank::Village) => Some(Level::Village),
            _ => by_unit,
        };
        match level {
            Some(Level::Country) => 0,
            Some(Level::Province) => 1,
            Some(Level::District) => 2,
            Some(Level::Commune) => 3,
            Some(Level::Village) => 4,
            Some(Level::Site) | None => 9,
        }
    }

    /// "các xã A, B và C", "02 xã A, B", "5 huyện, thị xã (A, B và C)", "quận 1 và 5".
    pub(super) fn unit_list(&self, at: usize) -> Option<Vec<(PlaceRef, usize, usize)>> {
        let plural = self.word(at, WordClass::Plural);
        let number = usize::from(self.shape(at) == Some(Shape::Digit) && self.raw(at).len() <= 2);
        let lead = plural.max(number);
        let mut next = at + lead;
        let first_classifier = self.classifier(next)?;
        let mut classifiers = vec![first_classifier.0];
        next += first_classifier.1;
        while self.is_mark(next, ',') || self.word(next, WordClass::And) > 0 {
            let skip = 1;
            let Some((row, len)) = self.classifier(next + skip) else { break };
            if self.named(next + skip + len, row).is_some() && lead == 0 {
                break;
            }
            classifiers.push(row);
            next += skip + len;
            if classifiers.len() > 4 {
                return None;
            }
        }
        if lead == 0 && classifiers.len() == 1 {
            return self.numbers_list(at, next, first_classifier.0);
        }
        next += self.word(next, WordClass::List);
        next += usize::from(self.is_mark(next, '(') || self.is_mark(next, ':'));
        let mut out: Vec<(PlaceRef, usize, usize)> = Vec::new();
        let mut row = *classifiers.first()?;
        loop {
            let (from, found) = match self.classifier(next) {
                Some((own, len)) => {
                    row = own;
                    (next, self.named(next + len, own))
                }
                None => (next, self.named_as_any(next, &classifiers, row)),
            };
            let Some((name, units, used, end)) = found else { break };
            let from = if out.is_empty() { at } else { from };
            out.push((self.unit(used, name, units, from, end), from, end));
            next = end;
            let comma = usize::from(self.is_mark(next, ',') || self.is_mark(next, ';'));
            let skip = comma + self.word(next + comma, WordClass::And);
            if skip == 0 || !(self.capital(next + skip) || self.classifier(next + skip).is_some()) {
                break;
            }
            next += skip;
        }
        // "các xã A, B, huyện C": the last one is larger and holds the others.
        if let Some((last, _, _)) = out.last().cloned() {
            for (place, _, _) in out.iter_mut().rev().skip(1) {
                if self.rank_of(place) > self.rank_of(&last) {
                    place.within = Some(Box::new(last.clone()));
                }
            }
            // "2 thôn A và B, thuộc xã C"
            if let Some(holder) = self.holder_after(next, &last) {
                for (place, _, _) in out.iter_mut().filter(|(p, _, _)| p.within.is_none()) {
                    place.within = Some(Box::new(holder.clone()));
                }
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// "quận 1 và 5", "phường 3, 4".
    fn numbers_list(&self, at: usize, next: usize, row: usize) -> Option<Vec<(PlaceRef, usize, usize)>> {
        let (name, units, used, end) = self.named(next, row)?;
        self.small_number(next)?;
        let mut out = vec![(self.unit(used, name, units, at, end), at, end)];
        let mut next = end;
        loop {
            let skip = usize::from(self.is_mark(next, ',')) + self.word(next, WordClass::And);
            if skip == 0 || self.small_number(next + skip).is_none() {
                break;
            }
            let (name, units, used, end) = self.named(next + skip, row)?;
            out.push((self.unit(used, name, units, next + skip, end), next + skip, end));
            next = end;
        }
        (out.len() > 1).then_some(out)
    }

    pub(super) fn small_number(&self, at: usize) -> Option<u8> {
        (self.shape(at) == Some(Shape::Digit))
            .then(|| self.raw(at).parse().ok())
            .flatten()
            .filter(|n| *n <= 50)
    }

    /// A name at `at` that fits one of several classifiers.
    fn named_as_any(&self, at: usize, rows: &[usize], last: usize) -> Option<Named> {
        let units = self.r.lexicon.gazetteer.units();
        let exact = |n: &Named| {
            let word = self.r.lexicon.classifiers.get(n.2).map_or("", |c| c.name.as_str());
            n.1.iter().any(|u| units.get(*u).is_some_and(|u| u.is_a(word)))
        };
        rows.iter()
            .filter_map(|row| self.known(at, *row))
            .max_by_key(|n| (exact(n), n.3))
            .or_else(|| self.named(at, last))
    }

    /// A unit with its own classifier of `row`, or in a list that the classifier opens.
    pub(super) fn unit(
        &self,
        row: usize,
        name: String,
        units: Vec<usize>,
        from: usize,
        to: usize,
    ) -> PlaceRef {
        PlaceRef { classifier: Some(row), units, ..PlaceRef::new(name, self.span(from, to)) }
    }

    /// The classifier at `at`: row and length.
    pub(super) fn classifier(&self, at: usize) -> Option<(usize, usize)> {
        let m = self.phrase(at, Class::Classifier)?;
        let row = self.r.lexicon.classifiers.get(m.row)?;
        // One-letter abbreviations ("P.", "Q.") need their capital, "TP" its capitals.
        let spelt_out = self.span(at, at + m.len).of(self.doc) == row.name;
        let abbreviated = !spelt_out && crate::text::fold(&self.words(at, at + m.len)) != row.name;
        let first = self.shape(at);
        let capital = matches!(first, Some(Shape::Upper | Shape::Title | Shape::Mixed));
        (!abbreviated || capital || m.len > 1).then_some((m.row, m.len))
    }

    /// A unit with its classifier: "tỉnh Hà Nam", "quận 1", "TP.HCM".
    pub(super) fn classified(&self, at: usize) -> Option<(PlaceRef, usize)> {
        let (row, len) = self.classifier(at)?;
        let (name, units, row, to) = self.named(at + len, row)?;
        Some((self.unit(row, name, units, at, to), to))
    }

    /// A name after the classifier of `row`.
    pub(super) fn named(&self, at: usize, row: usize) -> Option<Named> {
        self.known(at, row).or_else(|| self.numbered(at, row)).or_else(|| self.unknown(at, row))
    }

    /// A name that the gazetteer has at the classifier's level.
    fn known(&self, at: usize, row: usize) -> Option<Named> {
        let lexicon = &self.r.lexicon;
        let classifier = lexicon.classifiers.get(row)?;
        if !matches!(self.shape(at), Some(Shape::Title | Shape::Upper | Shape::Mixed)) {
            return None;
        }
        let mut loose = None;
        for m in self.matches.at(at).iter().filter(|m| m.class == Class::PlaceName && at + m.len <= self.end)
        {
            if !self.whole_name(at, at + m.len) {
                continue;
            }
            let all = lexicon.units_named(m.row);
            let fits = |exact: bool| -> Vec<usize> {
                all.iter()
                    .copied()
                    .filter(|u| {
                        lexicon.gazetteer.units().get(*u).is_some_and(|u| {
                            if exact {
                                u.is_a(&classifier.name)
                            } else {
                                same_level(classifier.rank, u.level)
                            }
                        })
                    })
                    .collect()
            };
            let name = self.title_case(at, at + m.len);
            let exact = fits(true);
            if !exact.is_empty() {
                return Some((name, exact, row, at + m.len));
            }
            let near = fits(false);
            if !near.is_empty() && loose.is_none() {
                loose = Some((name, near, row, at + m.len));
            }
        }
        loose
    }

    /// True where the capitals after `to` do not go on the name that ends there.
    fn whole_name(&self, at: usize, to: usize) -> bool {
        let run = self.capitals(at);
        let rest = run.saturating_sub(to);
        // "Chủ tịch Hồ Chí Minh": one word is no whole name where three more make another one.
        let surname = to == at + 1 && self.phrase(at, Class::Surname).is_some();
        rest == 0
            || rest >= 2 && !surname
            || self.phrase(to, Class::Role).is_some()
            || self.body_head(to)
            || self.apart(to)
    }

    /// True where something other than a name begins at `at`.
    fn apart(&self, at: usize) -> bool {
        self.raw(at).chars().count() == 1
            || self.shape(at) == Some(Shape::Upper)
            || self.phrase(at, Class::Honorific).is_some()
            || self.sentence_begins(at)
            // "… Công an Hà Nam Tại buổi họp": the next sentence, where a full stop was lost.
            || self.shape(at + 1) == Some(Shape::Lower) && self.word(at, WordClass::At) > 0
            || self.phrase(at, Class::Word).is_some_and(|m| m.len > 1 && self.r.lexicon.ends_name(m.row))
    }

    pub(super) fn body_head(&self, at: usize) -> bool {
        self.phrase(at, Class::Head).is_some_and(|m| m.len > 1 || self.shape(at) == Some(Shape::Upper))
    }

    /// "quận 1", "phường 12", "thôn 5".
    fn numbered(&self, at: usize, row: usize) -> Option<Named> {
        let classifier = self.r.lexicon.classifiers.get(row)?;
        let ranks = [Rank::District, Rank::Quan, Rank::Commune, Rank::Village];
        if !ranks.contains(&classifier.rank) {
            return None;
        }
        let number = self.small_number(at)?;
        let name = number.to_string();
        let lexicon = &self.r.lexicon;
        let units: Vec<usize> = lexicon
            .gazetteer
            .named(&crate::lexicon::gazetteer::Gazetteer::key(&name))
            .iter()
            .copied()
            .filter(|u| lexicon.gazetteer.units().get(*u).is_some_and(|u| u.is_a(&classifier.name)))
            .collect();
        // "xã 3": the lists have all the communes that are numbers.
        if units.is_empty() && classifier.rank != Rank::Village {
            return None;
        }
        Some((name, units, row, at + 1))
    }

    /// A name that the gazetteer lacks; of the levels for which lists are known to be incomplete.
    fn unknown(&self, at: usize, row: usize) -> Option<Named> {
        let rank = self.r.lexicon.classifiers.get(row)?.rank;
        // Provinces and cities that no list has are foreign ones: only after the word in full.
        let spelt = at > 0 && self.shape(at - 1) == Some(Shape::Lower);
        let foreign =
            matches!(rank, Rank::Province | Rank::City) && spelt && self.word(at, WordClass::Region) == 0;
        if !foreign
            && !matches!(rank, Rank::Commune | Rank::Village | Rank::District | Rank::Huyen | Rank::ThiXa)
            || self.phrase(at, Class::Role).is_some()
        {
            return None;
        }
        let mut to = self.capitals(at).min(at + 3);
        if let Some(cut) = (at + 1..to).find(|n| {
            self.phrase(*n, Class::Role).is_some()
                || self.body_head(*n)
                || (self.phrase(*n, Class::Surname).is_some() && self.capitals(*n) - n >= 2)
        }) {
            to = cut;
        }
        let long = self.capitals(at) - at;
        // A surname with more after it is a person: "xã Nguyễn Văn A".
        // "phường Nguyễn Trung Trực, quận Ba Đình" is a ward named after a person.
        let mark = at + long;
        let larger = (self.is_mark(mark, ',') && self.larger_follows(mark + 1, rank))
            || (self.is_mark(mark, '(') && (mark + 1..mark + 4).any(|n| self.larger_or_equal(n)));
        let numbered = rank == Rank::Village && self.small_number(mark).is_some();
        let person = self.phrase(at, Class::Surname).is_some() && long >= 2 && !larger && !numbered;
        let upper = self.shape(at) == Some(Shape::Upper);
        let to = if larger && long <= 4 { mark } else { to };
        // "huyện Hòa⏎Vang": a line that was broken inside the name.
        let broken = to == at + 1
            && to == mark
            && self.tokens.get(to).is_some_and(|t| t.newline && t.shape == Shape::Title);
        if to == at || person || upper || broken || self.body_head(at) || long > 4 {
            return None;
        }
        // "khu phố Chánh Nghĩa 3"
        let numbered = rank == Rank::Village && self.small_number(to).is_some();
        let to = to + usize::from(numbered);
        Some((self.title_case(at, to), Vec::new(), row, to))
    }

    /// "(nay là thị trấn Lộc Hà)"
    fn larger_or_equal(&self, at: usize) -> bool {
        self.classifier(at).is_some_and(|(_, len)| self.capital(at + len))
    }

    /// True where a larger unit with its classifier stands at `at`.
    fn larger_follows(&self, at: usize, rank: Rank) -> bool {
        let wider = |other: Rank| match rank {
            Rank::Commune => !matches!(other, Rank::Commune | Rank::Village),
            Rank::Village => other != Rank::Village,
            _ => matches!(other, Rank::Province | Rank::City),
        };
        self.classifier(at)
            .and_then(|(row, len)| Some((self.r.lexicon.classifiers.get(row)?.rank, at + len)))
            .is_some_and(|(other, next)| wider(other) && self.capital(next))
    }

    /// The words in title case where they stand in capitals.
    pub(super) fn title_case(&self, from: usize, to: usize) -> String {
        let span = self.span(from, to);
        let mut out = String::with_capacity(span.end - span.start);
        for at in from..to {
            if self.token(at).is_some_and(|t| t.spaced) && at > from {
                out.push(' ');
            }
            let raw = self.raw(at);
            let shout = self.shape(at) == Some(Shape::Upper) && raw.chars().count() > 1 && !is_initials(raw);
            if shout {
                let mut first = true;
                for c in raw.chars() {
                    out.push(if first { c } else { crate::text::lower_char(c) });
                    first = !c.is_alphanumeric();
                }
            } else {
                out.push_str(raw);
            }
        }
        crate::text::tone_canonical(&out)
    }

    /// A name of one of `levels` without classifier.
    pub(super) fn bare_unit(&self, at: usize, levels: &[Level]) -> Option<(PlaceRef, usize)> {
        if !self.matches.has(at, Class::PlaceName)
            || !matches!(self.shape(at), Some(Shape::Title | Shape::Upper | Shape::Mixed))
        {
            return None;
        }
        // "Ban Kinh tế TƯ": the centre is no commune of that name; "Huyện ủy Tư Nghĩa" is a district's.
        let central = self.word(at, WordClass::Central);
        let longest = self.phrase(at, Class::PlaceName).map_or(0, |m| m.len);
        if central > 0 && longest <= central {
            return None;
        }
        let lexicon = &self.r.lexicon;
        for m in self.matches.at(at).iter().filter(|m| m.class == Class::PlaceName && at + m.len <= self.end)
        {
            if !self.whole_name(at, at + m.len) || !self.all_capital(at, at + m.len) {
                continue;
            }
            let units: Vec<usize> = lexicon
                .units_named(m.row)
                .iter()
                .copied()
                .filter(|u| lexicon.gazetteer.units().get(*u).is_some_and(|u| levels.contains(&u.level)))
                .collect();
            let name = self.title_case(at, at + m.len);
            // "Chủ tịch Hồ Chí Minh" is the man: the city has its classifier, or a body's head before it.
            if self.full_name(&name) && !self.city_before(at) {
                return None;
            }
            if units.is_empty() {
                continue;
            }
            let to = at + m.len;
            return Some((PlaceRef { units, ..PlaceRef::new(name, self.span(at, to)) }, to));
        }
        None
    }

    /// True where the words before `at` can only be followed by a unit: a body's head, "tại".
    fn city_before(&self, at: usize) -> bool {
        // "Đoàn Thanh niên Cộng sản Hồ Chí Minh": the name is part of a longer head.
        let heads = |n: usize, fits: &dyn Fn(usize) -> bool| {
            at.checked_sub(n)
                .filter(|b| *b >= self.start)
                .is_some_and(|b| self.matches.at(b).iter().any(|m| m.class == Class::Head && fits(m.len)))
        };
        let head = (1..=4).any(|n| heads(n, &|len| len == n)) && !(1..=4).any(|n| heads(n, &|len| len > n));
        head || at > self.start && self.word(at - 1, WordClass::At) == 1
    }

    fn all_capital(&self, from: usize, to: usize) -> bool {
        // "Bru-nây"
        let joined = |n: usize| n > from && self.is_dash(n - 1) && self.token(n).is_some_and(|t| !t.spaced);
        (from..to).all(|n| self.shape(n) != Some(Shape::Lower) || joined(n))
    }

    /// A province or country anywhere; smaller units are for [`crate::resolve`] to accept.
    pub(super) fn bare_place(&self, at: usize) -> Option<(PlaceRef, usize)> {
        // "Ảnh: Phạm Huế": a surname stands before it, and before that no other name.
        let named = at > self.start
            && self.capital(at - 1)
            && self.token(at).is_some_and(|t| t.spaced)
            && self.phrase(at - 1, Class::Surname).is_some_and(|m| m.len == 1)
            && self.word(at - 1, WordClass::CountryCue) == 0
            && (at - 1 == self.start || self.shape(at - 2) == Some(Shape::Punct));
        if named {
            return None;
        }
        if let Some((place, to)) = self.bare_unit(at, &[Level::Country, Level::Province]) {
            let short = to == at + 1 && self.raw(at).chars().count() <= 4;
            let country = self.rank_of(&place) == 0;
            if !(short && country) || self.country_cue(at) {
                return Some((place, to));
            }
            return None;
        }
        if let Some(found) = self.district_of(at).or_else(|| self.foreign_city(at)) {
            return Some(found);
        }
        let (place, to) = self.bare_unit(at, &[Level::District, Level::Commune])?;
        (to > at + 1).then_some((place, to))
    }

    /// "Anh" after a word that announces a country is no gentleman.
    pub(super) fn short_country(&self, at: usize) -> Option<(PlaceRef, usize)> {
        if at == self.start
            || self.shape(at) != Some(Shape::Title)
            || self.phrase(at, Class::Honorific).is_none()
        {
            return None;
        }
        let (place, to) = self.bare_unit(at, &[Level::Country])?;
        (self.country_cue(at) && !self.capital(to)).then_some((place, to))
    }

    /// Countries of one syllable ("Anh", "Đức") need a word before them that announces a place.
    fn country_cue(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|b| *b >= self.start) else { return false };
        let classes = [WordClass::At, WordClass::Of, WordClass::To, WordClass::With, WordClass::CountryCue];
        (1..=2).any(|back| {
            at.checked_sub(back)
                .filter(|b| *b >= self.start)
                .is_some_and(|b| classes.into_iter().any(|c| self.word(b, c) == back))
        }) || self.is_mark(before, '-') && self.capital(before.saturating_sub(1))
    }

    /// The unit after the head of a body: named, or only its level.
    pub(super) fn unit_after(&self, at: usize, rank: Option<Rank>) -> Option<(UnitRef, usize)> {
        if let Some((mut place, mut to)) = self.classified(at) {
            if let Some((_, _, _)) = self.with_chain(place.clone(), at, to).get(1) {
                // The larger unit is named too; it stays outside the body's words unless in one breath.
                let chain = self.with_chain(place.clone(), at, to);
                if let (Some((first, _, _)), Some((_, _, end))) = (chain.first(), chain.last()) {
                    place = first.clone();
                    to = self.past_close(to, *end);
                }
            }
            return Some((UnitRef::Named(Box::new(place)), to));
        }
        // "Quận đoàn 1": the number of a district.
        if rank == Some(Rank::Quan)
            && self.small_number(at).is_some()
            && let Some(row) = self.r.lexicon.classifiers.iter().position(|c| c.rank == Rank::Quan)
            && let Some((name, units, used, to)) = self.numbered(at, row)
        {
            return Some((UnitRef::Named(Box::new(self.unit(used, name, units, at, to))), to));
        }
        if let Some((row, len)) = self.classifier(at)
            && self.word(at + len, WordClass::NoUnit) == 0
            && self.level_fits(row, rank)
        {
            return Some((UnitRef::Level(row), at + len));
        }
        let levels: &[Level] = match rank {
            Some(Rank::Province) => &[Level::Province],
            Some(Rank::City) => &[Level::Province, Level::District],
            Some(Rank::Huyen | Rank::Quan | Rank::ThiXa | Rank::District) => &[Level::District],
            Some(Rank::Commune) => &[Level::Commune],
            Some(Rank::Central) => return None,
            _ => &[Level::Province, Level::District, Level::Commune],
        };
        self.bare_unit(at, levels).map(|(p, to)| {
            let to2 = self.with_chain(p.clone(), at, to);
            let (place, end) = match (to2.first(), to2.last()) {
                (Some((f, _, _)), Some((_, _, e))) => (f.clone(), self.past_close(to, *e)),
                _ => (p, to),
            };
            (UnitRef::Named(Box::new(place)), end)
        })
    }

    /// "phường A (quận B)": one past the bracket that closes the larger unit's name.
    pub(super) fn past_close(&self, open: usize, end: usize) -> usize {
        end + usize::from(self.is_mark(open, '(') && self.is_mark(end, ')'))
    }

    /// A bare level word after a body; villages are never meant by a bare word.
    fn level_fits(&self, row: usize, rank: Option<Rank>) -> bool {
        let Some(own) = self.r.lexicon.classifiers.get(row).map(|c| c.rank) else { return false };
        own != Rank::Village && rank != Some(Rank::Central)
    }

    /// True where the place is a state, or a city or state in another one.
    pub(super) fn is_abroad(&self, place: &PlaceRef) -> bool {
        let unit = |u: &usize| self.r.lexicon.gazetteer.units().get(*u).map(|u| u.edition);
        place.units.first().and_then(unit).is_some_and(|e| matches!(e, Edition::Country | Edition::Foreign))
            && !self.at_home(place)
    }

    /// True where the unit stands for a foreign country.
    pub(super) fn is_country(&self, place: &PlaceRef) -> bool {
        place
            .units
            .first()
            .and_then(|u| self.r.lexicon.gazetteer.units().get(*u))
            .is_some_and(|u| u.edition == Edition::Country)
    }
}

/// Name, units, row of the classifier, token after the name.
pub(super) type Named = (String, Vec<usize>, usize, usize);

/// "HCM", "TT": short rows of capitals are kept.
fn is_initials(raw: &str) -> bool {
    raw.chars().count() <= 3
        && !raw
            .chars()
            .any(|c| "AĂÂEÊIOÔƠUƯYÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ".contains(c))
}

const fn same_level(rank: Rank, level: Level) -> bool {
    matches!(
        (rank, level),
        (Rank::Province, Level::Province)
            | (Rank::City, Level::Province | Level::District)
            | (Rank::District | Rank::Huyen | Rank::Quan | Rank::ThiXa, Level::District)
            | (Rank::Commune, Level::Commune)
            | (Rank::Village, Level::Village)
    )
}
