//! Names of bodies, by a grammar over the heads of `data/lexicon/bodies.csv`.

use super::Scan;
use crate::lexicon::Class;
use crate::lexicon::tables::{Head, Rank, Tail, Trait, WordClass};
use crate::lexicon::trie::Match;
use crate::model::Level;
use crate::model::mention::{BodyRef, UnitRef};
use crate::model::token::Shape;

/// How deep bodies may nest: "Đội X Phòng Y Công an tỉnh Z" has three.
const DEPTH: usize = 5;

/// The canonical word for the central level; the ways to write it are in the table of words.
const CENTRAL: &str = "Trung ương";

impl Scan<'_> {
    /// The body whose name begins at `at`.
    pub(super) fn body(&self, at: usize) -> Option<(BodyRef, usize)> {
        self.body_at(at, DEPTH)
    }

    pub(super) fn body_at(&self, at: usize, depth: usize) -> Option<(BodyRef, usize)> {
        if depth == 0 || !self.matches.has(at, Class::Head) {
            return None;
        }
        for m in self.matches.at(at).iter().filter(|m| m.class == Class::Head && at + m.len <= self.end) {
            let Some(head) = self.r.lexicon.heads.get(m.row) else { continue };
            if !self.head_written(at, m, head) || self.field_runs_on(at, m, head) {
                continue;
            }
            if head.tail == Tail::Ignore {
                return None;
            }
            if head.is(Trait::BlocOf)
                && let Some(found) = self.bloc(at, m)
            {
                return Some(found);
            }
            if let Some(found) = self.tail(at, m, head, depth) {
                if head.is(Trait::Bloc) && found.0.unit == UnitRef::None && self.bloc_part(found.1).is_some()
                {
                    continue;
                }
                return Some(self.with_declared(found, at, head));
            }
        }
        None
    }

    /// "Trung tâm Y tế dự phòng": the field of work is longer than what the head has of it.
    fn field_runs_on(&self, at: usize, m: &Match<Class>, head: &Head) -> bool {
        !matches!(head.tail, Tail::Field | Tail::Name | Tail::Ministry)
            && (at + 1..at + m.len).any(|n| self.longest_field(n).is_some_and(|f| n + f.len > at + m.len))
    }

    /// Abbreviations must stand in capitals; "ban", "sở", "phòng" … must not be plain words.
    fn head_written(&self, at: usize, m: &Match<Class>, head: &Head) -> bool {
        let canonical = head.name.split(' ').count() == m.len;
        if m.len == 1 && !canonical {
            return self.shape(at) != Some(Shape::Lower);
        }
        // "trường", "báo", "viện" in small letters are words.
        !(m.len == 1 && head.tail == Tail::Name && self.shape(at) == Some(Shape::Lower))
    }

    /// "Hội Phụ nữ" for "Hội Liên hiệp Phụ nữ": names are shown as the article spells them out.
    fn head_words(&self, at: usize, m: &Match<Class>, head: &Head) -> Option<String> {
        let short = (at..at + m.len).any(|n| matches!(self.shape(n), Some(Shape::Upper | Shape::Mixed)))
            || (m.len == 1 && head.name.contains(' '));
        if short || matches!(head.tail, Tail::None | Tail::Country) {
            return None;
        }
        let words = crate::text::tone_canonical(&self.words(at, at + m.len));
        let differs = words != head.name && crate::text::fold(&words) != crate::text::fold(&head.name);
        differs.then_some(words)
    }

    /// "Ban Thường vụ (BTV)", "… nông thôn (NN&PTNT)": the declared abbreviation is part of the words.
    fn after_declared(&self, to: usize) -> usize {
        if !self.is_mark(to, '(') {
            return to;
        }
        let close = (to + 2..to + 9).find(|n| self.is_mark(*n, ')'));
        let short = |n: usize| {
            matches!(self.shape(n), Some(Shape::Upper | Shape::Mixed))
                || self.is_dash(n)
                || self.is_mark(n, '&')
                || self.is_mark(n, ',')
        };
        match close {
            Some(c) if (to + 1..c).all(short) => c + 1,
            _ => to,
        }
    }

    /// After a declared abbreviation the unit may still follow: "Sở … (LĐ-TB&XH) tỉnh X".
    fn with_declared(&self, found: (BodyRef, usize), at: usize, head: &Head) -> (BodyRef, usize) {
        let (mut b, end) = found;
        let mut to = self.after_declared(end);
        if to == end {
            return (b, end);
        }
        let open = b.unit == UnitRef::None
            && b.parents.is_empty()
            && !matches!(head.tail, Tail::None | Tail::Ministry | Tail::Country);
        if open && let Some((unit, next)) = self.unit_after(to, head.rank) {
            (b.unit, to) = (unit, next);
        }
        b.span = self.span(at, to);
        (b, to)
    }

    fn tail(&self, at: usize, m: &Match<Class>, head: &Head, depth: usize) -> Option<(BodyRef, usize)> {
        let to = self.after_declared(at + m.len);
        let lower = self.shape(at) == Some(Shape::Lower);
        let base =
            BodyRef { head_words: self.head_words(at, m, head), ..BodyRef::new(m.row, self.span(at, to)) };
        let done = |mut b: BodyRef, to: usize| {
            b.span = self.span(at, to);
            Some((b, to))
        };
        match head.tail {
            Tail::Ignore => None,
            Tail::None => match self.branch_of_national(at, m, head) {
                Some((row, unit, end)) => {
                    let head_words = Some(head.name.clone());
                    done(BodyRef { unit, head_words, ..BodyRef::new(row, base.span) }, end)
                }
                None => done(base, to),
            },
            Tail::Country => match self.bare_unit(to, &[Level::Country]) {
                Some((p, end)) if self.is_country(&p) => {
                    done(BodyRef { unit: UnitRef::Named(Box::new(p)), ..base }, end)
                }
                _ if lower => None,
                _ => done(base, to),
            },
            Tail::Unit | Tail::Bare | Tail::UnitOptional => match self.unit_after(to, head.rank) {
                Some((unit, end)) => done(BodyRef { unit, ..base }, end),
                None => done(base, to),
            },
            Tail::NamedUnit | Tail::UnitOnly => match self.unit_after(to, head.rank) {
                Some((unit, end)) => done(BodyRef { unit, ..base }, end),
                None if head.tail == Tail::NamedUnit && m.len > 1 && !lower => done(base, to),
                None => None,
            },
            Tail::UnitOrParent | Tail::Any | Tail::Parent | Tail::NamedParent | Tail::ParentOf => {
                self.with_parent(base, at, to, head, depth)
            }
            Tail::UnitOrName => match self.unit_after(to, head.rank) {
                Some((unit, end)) => done(BodyRef { unit, ..base }, end),
                None => self.with_name(base, at, to),
            },
            Tail::Field => self.with_field(base, at, to, head, depth),
            Tail::Ministry => self.ministry(base, at, to),
            Tail::Name => self.with_name(base, at, to),
            Tail::Number => self.with_number(base, at, to),
            Tail::Embassy => self.embassy(base, at, to),
        }
    }

    /// "Hội Nông dân Việt Nam tỉnh X": the branch of a national organisation that a named unit follows.
    fn branch_of_national(
        &self,
        at: usize,
        m: &Match<Class>,
        head: &Head,
    ) -> Option<(usize, UnitRef, usize)> {
        let branch = head.branch.as_deref()?;
        let row = self.head_row(branch)?;
        let (unit, end) = self.unit_after(at + m.len, None)?;
        Some((row, unit, end))
    }

    /// "Ban Thường vụ" + "Tỉnh ủy", "Ban Tổ chức" + "Trung ương", "Văn phòng" + "HĐND và UBND" + "tỉnh".
    fn with_parent(
        &self,
        mut b: BodyRef,
        at: usize,
        to: usize,
        head: &Head,
        depth: usize,
    ) -> Option<(BodyRef, usize)> {
        let lower = self.shape(at) == Some(Shape::Lower);
        let mut from = to;
        if head.tail == Tail::ParentOf {
            from += self.word(to, WordClass::Of);
        }
        let central = self.word(from, WordClass::Central);
        if central > 0 && head.tail == Tail::Parent {
            b.field = Some((CENTRAL.to_owned(), CENTRAL.to_owned()));
            b.span = self.span(at, from + central);
            return Some((b, from + central));
        }
        let of = if head.tail == Tail::Parent { self.word(from, WordClass::Of) } else { 0 };
        let nested = self.body_at(from + of, depth - 1).filter(|(p, _)| p.head != b.head);
        if let Some((parent, mut end)) = nested {
            b.parents.push(parent);
            while let Some((more, next)) = self.joined_parent(&b, head, end, depth) {
                b.parents.push(more);
                end = next;
            }
            b.span = self.span(at, end);
            return Some((b, end));
        }
        if !matches!(head.tail, Tail::NamedParent | Tail::ParentOf)
            && let Some((unit, end)) = self.unit_after(from, head.rank)
        {
            b.unit = unit;
            b.span = self.span(at, end);
            return Some((b, end));
        }
        if head.tail == Tail::NamedParent {
            let (unit, end) = self.unit_after(from, head.rank)?;
            b.unit = unit;
            b.span = self.span(at, end);
            return Some((b, end));
        }
        let stands_alone = matches!(head.tail, Tail::Parent | Tail::Any)
            && !lower
            && to - at >= head.name.split(' ').count().min(2);
        let abbreviation = self.shape(at) == Some(Shape::Upper) && head.tail == Tail::Parent;
        ((stands_alone || abbreviation) && head.name.split(' ').count() > 1).then_some((b, to))
    }

    /// "… và UBND tỉnh" after "Văn phòng HĐND": a second parent of the same office.
    fn joined_parent(&self, b: &BodyRef, head: &Head, at: usize, depth: usize) -> Option<(BodyRef, usize)> {
        let office = head.is(Trait::Office);
        let open = b.parents.last().is_some_and(|p| p.unit == UnitRef::None && p.parents.is_empty());
        if !office || !open {
            return None;
        }
        let link = self.word(at, WordClass::And).max(usize::from(self.is_mark(at, '&') || self.is_dash(at)));
        if link == 0 {
            return None;
        }
        self.body_at(at + link, depth - 1).filter(|(p, _)| p.head != b.head)
    }

    /// "Sở" + "Nội vụ" + "tỉnh Hà Nam"; "Phòng" + "Cảnh sát hình sự" + "Công an tỉnh".
    fn with_field(
        &self,
        mut b: BodyRef,
        at: usize,
        to: usize,
        head: &Head,
        depth: usize,
    ) -> Option<(BodyRef, usize)> {
        let lower = self.shape(at) == Some(Shape::Lower);
        let chain = head.is(Trait::Chain);
        // "Trưởng phòng Tổ chức …": small letters are right inside a title.
        let in_title =
            at > self.start && self.matches.at(at - 1).iter().any(|m| m.class == Class::Role && m.len >= 2);
        let closed = head.is(Trait::Closed) || (lower && !in_title);
        let (canonical, written, end) = self.whole_field(to, chain, closed)?;
        let loose = head.is(Trait::Loose);
        let listed =
            self.field_phrase(to).is_some_and(|m| to + m.len == end) || self.shape(to) == Some(Shape::Mixed);
        if lower && self.shape(to) == Some(Shape::Lower) {
            // "phòng chống …", "ban hành …": both in lower case only with a body or unit after them.
            self.unit_after(end, head.rank)
                .map(|_| ())
                .or_else(|| self.body_at(end, depth - 1).map(|_| ()))?;
        }
        b.field = Some((canonical, written));
        let found = self.with_owner(b, at, end, head, depth);
        let owned = found.0.unit != UnitRef::None || !found.0.parents.is_empty();
        (listed || owned || !loose).then_some(found)
    }

    /// "Đảng ủy Khối cơ sở Bộ Công Thương tại thành phố X": the committee of a bloc.
    fn bloc(&self, at: usize, m: &Match<Class>) -> Option<(BodyRef, usize)> {
        let from = at + m.len;
        let mut end = from + Some(self.word(from, WordClass::Bloc)).filter(|len| *len > 0)?;
        let mut words = vec![self.words(from, end)];
        while let Some((part, next)) = self.bloc_part(end) {
            words.push(part);
            end = next;
        }
        if words.len() < 2 {
            return None;
        }
        let there = self.word(end, WordClass::At);
        let mut b = BodyRef::new(m.row, self.span(at, end));
        if let Some((UnitRef::Named(place), next)) = self.unit_after(end + there, Some(Rank::Province)) {
            if there > 0 {
                words.push(self.words(end, end + there));
            }
            (b.unit, end) = (UnitRef::Named(place), next);
        } else if let Some((unit, next)) = self.unit_after(end, Some(Rank::Province)) {
            (b.unit, end) = (unit, next);
        }
        let name = words.join(" ");
        b.field = Some((name.clone(), name));
        b.span = self.span(at, end);
        Some((b, end))
    }

    /// A word or two in the name of a bloc, abbreviations spelt out; the token after them.
    fn bloc_part(&self, at: usize) -> Option<(String, usize)> {
        let central = self.word(at, WordClass::Central);
        if central > 0 {
            return Some((CENTRAL.to_owned(), at + central));
        }
        let joint = self.word(at, WordClass::And);
        let from = at + joint;
        let (words, end) = if let Some(m) = self.longest_field(from).or_else(|| self.short_field(from)) {
            let short = (from..from + m.len).any(|n| self.shape(n) == Some(Shape::Upper));
            let name = self.r.lexicon.fields.get(m.row).filter(|_| short).map(|f| f.name.clone());
            (name.unwrap_or_else(|| self.words(from, from + m.len)), from + m.len)
        } else if self.word(from, WordClass::BlocPart) > 0 {
            let end = from + self.word(from, WordClass::BlocPart);
            (self.words(from, end), end)
        } else {
            let head = self.phrase(from, Class::Head).and_then(|m| self.r.lexicon.heads.get(m.row))?;
            let (ministry, end) = self.body_at(from, 1).filter(|_| head.tail == Tail::Ministry)?;
            let (_, field) = ministry.field?;
            (format!("{} {field}", head.name), end)
        };
        let and = if joint > 0 { format!("{} ", self.words(at, from)) } else { String::new() };
        Some((format!("{and}{words}"), end))
    }

    /// A field that is written as an abbreviation: DN, CN.
    fn short_field(&self, at: usize) -> Option<Match<Class>> {
        self.phrase(at, Class::Field).filter(|_| self.shape(at) == Some(Shape::Upper))
    }

    /// The unit or the parent after a name that is complete without it.
    fn with_owner(
        &self,
        mut b: BodyRef,
        at: usize,
        end: usize,
        head: &Head,
        depth: usize,
    ) -> (BodyRef, usize) {
        let mut to = end;
        let of = self.word(end, WordClass::Of);
        if let Some((unit, next)) = self.unit_after(end, head.rank) {
            (b.unit, to) = (unit, next);
        } else if let Some((place, next)) = self.country_owner(end + of, head) {
            (b.unit, to) = (UnitRef::Named(Box::new(place)), next);
        } else if let Some((parent, next)) = self.owner(end + of, depth) {
            b.parents.push(parent);
            to = next;
        } else if head.is(Trait::Section)
            && (self.is_mark(end, ',') || self.is_mark(end, '(') || self.is_dash(end))
        {
            if let Some((parent, next)) = self.owner(end + 1, depth).filter(|(p, _)| self.holds_sections(p)) {
                b.parents.push(parent);
                to = next + usize::from(self.is_mark(end, '(') && self.is_mark(next, ')'));
            }
        } else if head.is(Trait::Central) && self.word(end, WordClass::Central) > 0 {
            to = end + self.word(end, WordClass::Central);
            b.field = b.field.map(|(c, w)| (format!("{c} {CENTRAL}"), format!("{w} {CENTRAL}")));
        }
        b.span = self.span(at, to);
        (b, to)
    }

    /// "Hội đồng Nông nghiệp Đan Mạch": a body of another country.
    fn country_owner(&self, at: usize, head: &Head) -> Option<(crate::model::mention::PlaceRef, usize)> {
        let party = head.sector == crate::model::Sector::Party;
        self.bare_unit(at, &[Level::Country])
            .filter(|(p, _)| !party && self.is_country(p) && !self.at_home(p))
    }

    /// True for Việt Nam.
    fn at_home(&self, p: &crate::model::mention::PlaceRef) -> bool {
        self.r.lexicon.words.iter().any(|w| w.class == WordClass::Vietnam && w.phrase == p.name)
    }

    fn owner(&self, at: usize, depth: usize) -> Option<(BodyRef, usize)> {
        let written = matches!(self.shape(at), Some(Shape::Title | Shape::Upper | Shape::Mixed))
            || self.word(at - 1, WordClass::Of) > 0;
        if written { self.body_at(at, depth - 1) } else { None }
    }

    fn holds_sections(&self, b: &BodyRef) -> bool {
        self.r.lexicon.heads.get(b.head).is_some_and(|h| h.is(Trait::Owner))
    }

    /// A listed field, with what may follow it in an open name, or an unlisted one.
    fn whole_field(&self, at: usize, chain: bool, closed: bool) -> Option<(String, String, usize)> {
        match self.field(at, chain) {
            Some((canonical, written, end)) => {
                let far = if closed { end } else { self.open_name(end, true) };
                if far == end {
                    return Some((canonical, written, end));
                }
                let rest = self.words(end, far);
                let glue = if self.is_mark(end, ',') { "" } else { " " };
                Some((format!("{canonical}{glue}{rest}"), format!("{written}{glue}{rest}"), far))
            }
            None => {
                let named = !closed && matches!(self.shape(at), Some(Shape::Title | Shape::Mixed));
                let end = if named { self.open_name(at, false) } else { at };
                let words = self.words(at, end);
                (end > at + 1).then(|| (words.clone(), words, end))
            }
        }
    }

    /// The token after a name of unlisted words: capitals and the small syllables that complete them.
    /// `going_on` when the name has begun before `at`.
    fn open_name(&self, at: usize, going_on: bool) -> usize {
        let mut to = at;
        let mut small = 0;
        let mut last_capital = if going_on { at } else { at + 1 };
        while let Some(t) = self.token(to) {
            if (t.newline && to > at) || to > at + 12 {
                break;
            }
            if let Some(end) = self.solid(to).filter(|_| to > at || going_on) {
                small = 0;
                to = end;
                last_capital = to;
                continue;
            }
            let link =
                usize::from(self.is_dash(to) || self.is_mark(to, '&')).max(self.word(to, WordClass::And));
            if link > 0 {
                let next = self.token(to + link).is_some_and(|n| n.shape == Shape::Title);
                let solid = self.solid(to + link).is_some();
                if !solid && (!next || self.ends_here(to + link) || self.body_head_word(to + link)) {
                    break;
                }
                to += link;
                continue;
            }
            if let Some(end) = self.listed_after_comma(to) {
                return end;
            }
            let capital = matches!(t.shape, Shape::Title | Shape::Upper | Shape::Mixed);
            if t.shape == Shape::Punct
                || t.shape == Shape::Digit
                || (to > at || going_on) && self.ends_here(to)
            {
                break;
            }
            if capital {
                small = 0;
                to += 1;
                last_capital = to;
            } else {
                // After two capitals the name is whole: "Hùng Vương sắp …".
                let pair = to >= at + 2 && self.shape(to - 2) == Some(Shape::Title);
                let whole = small == 0 && to == last_capital && pair && !going_on;
                small += 1;
                if small > 3 || (whole && !self.leads_on(to)) {
                    let back = whole || (going_on && last_capital == at);
                    return if back { last_capital } else { (last_capital + 1).min(to) };
                }
                to += 1;
            }
        }
        // Small words after a listed field count only where a unit, a capital or a mark closes them.
        if going_on && last_capital == at && small > 0 && !self.closes(to) {
            return at;
        }
        let links = self.is_dash(to.saturating_sub(1)) || (to > at && self.word(to - 1, WordClass::And) > 0);
        if links { to - 1 } else { to }
    }

    /// The token after a listed field of work that goes on a name: "… và giáo dục sức khỏe", "… Môi trường".
    /// In small letters many are verbs too ("xây dựng"): they count only where the name ends after them.
    fn solid(&self, at: usize) -> Option<usize> {
        let m = self.longest_field(at)?;
        let end = at + m.len;
        if self.shape(at) != Some(Shape::Lower) {
            return (m.len > 1).then_some(end);
        }
        let link = self.word(end, WordClass::And).max(usize::from(self.is_dash(end)));
        let goes_on = link > 0 && self.longest_field(end + link).is_some() || self.solid(end).is_some();
        (goes_on || self.closes_firmly(end)).then_some(end)
    }

    /// The longest listed field of work of two syllables or more, in capitals or not.
    fn longest_field(&self, at: usize) -> Option<Match<Class>> {
        self.phrase(at, Class::Field).filter(|m| m.len > 1)
    }

    /// Where a name of small words surely ends: a mark, a unit, a body, a person, or what is said of the body.
    fn closes_firmly(&self, at: usize) -> bool {
        let said =
            [WordClass::Speak, WordClass::Hold, WordClass::Passive, WordClass::Future, WordClass::PastHold];
        self.closes(at)
            || said.iter().any(|c| self.word(at, *c) > 0)
            || self.phrase(at, Class::Honorific).is_some()
            || self.phrase(at, Class::Surname).is_some() && self.name(at, false).is_some()
    }

    /// ", quản trị Văn phòng …", ", thương mại và du lịch thành phố …": a list of fields that ends at the body's
    /// owner or unit.
    fn listed_after_comma(&self, comma: usize) -> Option<usize> {
        let mut at = comma;
        loop {
            let link = usize::from(self.is_mark(at, ',')).max(self.word(at, WordClass::And));
            let lower = self.shape(at + link) == Some(Shape::Lower);
            match self.longest_field(at + link).filter(|_| link > 0 && lower) {
                Some(m) => at += link + m.len,
                None => break,
            }
        }
        let bracket = self.is_mark(at, '(') && self.body_head(at + 1);
        let owned =
            self.classifier_here(at) || self.word(at, WordClass::Of) > 0 || self.body_head(at) || bracket;
        let unit = self.bare_unit(at, &[Level::Province, Level::District]).is_some();
        (at > comma && (owned || unit)).then_some(at)
    }

    /// True where small words lead to another capital: "Giống cây trồng", not "sắp được".
    fn leads_on(&self, at: usize) -> bool {
        let capital = (at..at + 3).find(|n| self.shape(*n) != Some(Shape::Lower));
        capital.is_some_and(|n| self.capital(n) && (at..n).all(|k| !self.ends_here(k)))
    }

    fn closes(&self, at: usize) -> bool {
        let mark =
            self.token(at).is_none_or(|t| t.newline || (t.shape == Shape::Punct && !self.is_mark(at, '-')));
        let unit = self.bare_unit(at, &[Level::Province, Level::District]).is_some();
        mark || unit || self.classifier_here(at) || self.word(at, WordClass::Of) > 0 || self.body_head(at)
    }

    fn body_head_word(&self, at: usize) -> bool {
        self.phrase(at, Class::Head).is_some_and(|m| m.len > 1 || self.body(at).is_some())
    }

    /// True where a name cannot go on: a function word, a verb, a person, a unit, another body.
    fn ends_here(&self, at: usize) -> bool {
        let lower = self.shape(at) == Some(Shape::Lower);
        let longest = self
            .matches
            .at(at)
            .iter()
            .find(|m| matches!(m.class, Class::Word | Class::Verb | Class::Event | Class::DocType));
        let word = longest.is_some_and(|m| match m.class {
            Class::Word => self.r.lexicon.ends_name(m.row),
            _ => true,
        });
        let capital_word = !lower
            && longest
                .is_some_and(|m| m.len > 1 && m.class == Class::Word && self.r.lexicon.ends_name(m.row));
        if (lower && word) || capital_word || self.phrase(at, Class::Role).is_some_and(|m| m.len > 1 || lower)
        {
            return true;
        }
        if lower {
            return self.phrase(at, Class::Honorific).is_some_and(|m| m.len > 1) || self.classifier_here(at);
        }
        let person = self.phrase(at, Class::Surname).is_some()
            && (2..=4).contains(&(self.capitals(at) - at))
            && self.name(at, false).is_some_and(|(_, to)| to >= at + 2);
        let province = self.bare_unit(at, &[Level::Province, Level::Country]).is_some();
        person || province || self.classifier_here(at) || self.body_head(at)
    }

    /// A classifier with a name, or a level word that ends the name: "… tỉnh", "… huyện Đức Phổ".
    fn classifier_here(&self, at: usize) -> bool {
        self.classified(at).is_some()
            || self.classifier(at).is_some_and(|(_, len)| {
                let next = self.shape(at + len);
                next.is_none_or(|s| s == Shape::Punct || s == Shape::Digit)
                    || self.matches.at(at + len).iter().any(|m| matches!(m.class, Class::Word | Class::Verb))
                    || self.phrase(at + len, Class::Surname).is_some()
            })
    }

    /// A field of work: canonical words, words as written, token after it.
    pub(super) fn field(&self, at: usize, chain: bool) -> Option<(String, String, usize)> {
        let mut to = at;
        let mut canonical: Vec<String> = Vec::new();
        let mut written: Vec<String> = Vec::new();
        while let Some(m) = self.field_phrase(to) {
            let row = self.r.lexicon.fields.get(m.row)?;
            let end = to + m.len;
            let short =
                (to..end).any(|n| self.shape(n) == Some(Shape::Upper) && self.raw(n).chars().count() > 1);
            let words =
                if short { row.name.clone() } else { crate::text::tone_canonical(&self.words(to, end)) };
            canonical.push(row.name.clone());
            written.push(words);
            to = end;
            // "… đầu tư xây dựng công trình giao thông": phrases may follow one another.
            let dash = usize::from(self.is_dash(to));
            let joined = self
                .field_phrase(to + dash)
                .is_some_and(|_| self.shape(to + dash) == Some(Shape::Lower) || dash == 1);
            if !joined || !chain {
                break;
            }
            if dash == 1 {
                canonical.push("-".to_owned());
                written.push("-".to_owned());
                to += 1;
            }
        }
        if canonical.is_empty() {
            let (words, end) = self.capital_field(at)?;
            return Some((words.clone(), words, end));
        }
        Some((canonical.join(" "), written.join(" "), to))
    }

    /// "Sở Xây dựng, Tài nguyên và Môi trường": further bodies with the same head.
    pub(super) fn more_fields(&self, b: &BodyRef, at: usize) -> Vec<(BodyRef, usize, usize)> {
        let head = self.r.lexicon.heads.get(b.head);
        let simple = b.parents.is_empty() && b.unit == UnitRef::None && b.field.is_some();
        let mut out = Vec::new();
        if !simple || !head.is_some_and(|h| h.is(Trait::Shared)) {
            return out;
        }
        let mut next = at;
        loop {
            let comma = usize::from(self.is_mark(next, ','));
            let from = next + comma + self.word(next + comma, WordClass::And);
            if from == next
                || !self.capital(from)
                || self.phrase(from, Class::Head).is_some()
                || self.phrase(from, Class::Surname).is_some_and(|_| self.name(from, false).is_some())
            {
                return out;
            }
            let Some((canonical, written, end)) = self.field(from, false) else { return out };
            if end < from + 2 && self.raw(from).chars().count() < 4 {
                return out;
            }
            let span = self.span(from, end);
            out.push((
                BodyRef { field: Some((canonical, written)), ..BodyRef::new(b.head, span) },
                from,
                end,
            ));
            next = end;
        }
    }

    /// "UBND các tỉnh A, B": one body for each unit of the list.
    pub(super) fn spread(&self, b: &BodyRef, at: usize) -> Vec<(BodyRef, usize, usize)> {
        let takes = self
            .r
            .lexicon
            .heads
            .get(b.head)
            .is_some_and(|h| matches!(h.tail, Tail::Unit | Tail::NamedUnit | Tail::Any));
        let plain = b.parents.is_empty() && b.unit == UnitRef::None && b.field.is_none();
        if !takes || !plain || self.word(at, WordClass::Plural) == 0 {
            return Vec::new();
        }
        let list = self.unit_list(at).unwrap_or_default();
        list.into_iter()
            .map(|(place, from, to)| {
                let span = self.span(from, to);
                (BodyRef { unit: UnitRef::Named(Box::new(place)), ..BodyRef::new(b.head, span) }, from, to)
            })
            .collect()
    }

    fn field_phrase(&self, at: usize) -> Option<Match<Class>> {
        self.matches
            .at(at)
            .iter()
            .filter(|m| m.class == Class::Field && at + m.len <= self.end)
            .find(|m| {
                let one = m.len == 1;
                let raw = self.raw(at);
                let name = self.r.lexicon.fields.get(m.row).map_or("", |f| f.name.as_str());
                // Abbreviations need capitals; so do single words.
                !one || (self.shape(at) != Some(Shape::Lower)
                    && (name.split(' ').count() == 1 || raw.chars().count() > 1))
            })
            .copied()
    }

    /// An unlisted field in capitals throughout: "Ban Trọng Tài", "Phòng PC45".
    fn capital_field(&self, at: usize) -> Option<(String, usize)> {
        let code = self
            .token(at)
            .is_some_and(|t| t.shape == Shape::Mixed && self.raw(at).chars().any(|c| c.is_ascii_digit()));
        if code {
            return Some((self.raw(at).to_owned(), at + 1));
        }
        None
    }

    /// "Bộ" + a listed field; "Bộ Ngoại giao Philippines".
    fn ministry(&self, mut b: BodyRef, at: usize, to: usize) -> Option<(BodyRef, usize)> {
        let m = self.field_phrase(to)?;
        let row = self.r.lexicon.fields.get(m.row)?;
        let mut end = to + m.len;
        if self.shape(to) == Some(Shape::Lower) && !self.ministry_words(&row.name) {
            return None;
        }
        let far = self.open_name(end, true);
        let abroad = self.bare_unit(far, &[Level::Country]).is_some_and(|(p, _)| self.is_country(&p));
        let extra = if far > end && abroad { far } else { end };
        if self.shape(at) == Some(Shape::Lower)
            && self.shape(to) == Some(Shape::Lower)
            && !self.ministry_words(&row.name)
        {
            return None;
        }
        let short = (to..end).any(|n| self.shape(n) == Some(Shape::Upper) && self.raw(n).chars().count() > 1);
        let words = if short { row.name.clone() } else { crate::text::tone_canonical(&self.words(to, end)) };
        let rest = if extra > end { format!(" {}", self.words(end, extra)) } else { String::new() };
        b.field = Some((format!("{}{rest}", row.name), format!("{words}{rest}")));
        end = extra;
        let of = self.word(end, WordClass::Of);
        if let Some((place, next)) =
            self.bare_unit(end + of, &[Level::Country]).filter(|(p, _)| self.is_country(p))
        {
            b.unit = UnitRef::Named(Box::new(place));
            end = next;
        }
        b.span = self.span(at, end);
        Some((b, end))
    }

    /// "bộ công an" in lower case is still the ministry; "bộ kỹ thuật" is not.
    fn ministry_words(&self, name: &str) -> bool {
        matches!(
            crate::text::ascii(name).as_str(),
            "cong an" | "quoc phong" | "noi vu" | "tai chinh" | "ngoai giao" | "tu phap" | "y te"
        )
    }

    /// "Công ty cổ phần đầu tư X", "Trường THPT X", "Báo X".
    fn with_name(&self, mut b: BodyRef, at: usize, to: usize) -> Option<(BodyRef, usize)> {
        let mut end = to;
        let mut named = false;
        let mut last = to;
        // "Công ty TNHH MTV quản lý kinh doanh nhà …": words of trade before the proper name.
        while self.word(end, WordClass::Business) > 0 && self.shape(end) == Some(Shape::Lower) {
            end += self.word(end, WordClass::Business);
            last = end;
        }
        if matches!(self.shape(end), Some(Shape::Title | Shape::Upper | Shape::Mixed))
            && !self.classifier_here(end)
        {
            end = self.open_company(end);
            named = end > to;
            last = end;
        } else if end > to {
            named = self.classifier_here(end) || self.bare_unit(end, &[Level::Province]).is_some();
        }
        if !named {
            return None;
        }
        let last = self.cut_person(to, last);
        b.field = Some((self.words(to, last), self.words(to, last)));
        let mut end = last;
        if let Some((unit, next)) = self.classified(end).map(|(p, n)| (UnitRef::Named(Box::new(p)), n)) {
            (b.unit, end) = (unit, next);
        } else if let Some((row, len)) = self.classifier(end)
            && self.word(end + len, WordClass::NoUnit) == 0
            && matches!(self.shape(end), Some(Shape::Upper))
        {
            (b.unit, end) = (UnitRef::Level(row), end + len);
        }
        b.span = self.span(at, end);
        Some((b, end))
    }

    /// The proper name of a company, school or paper: places are part of it, people are not.
    fn open_company(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let far = self.open_name(end, end > at);
            if far > end {
                end = far;
                continue;
            }
            // A province in the middle or at the end belongs to the name: "Công ty Thủy lợi Nam Khánh Hòa".
            let place = self.bare_unit(end, &[Level::Province, Level::Country]);
            match place {
                Some((_, to)) if !self.classifier_here(end) => end = to,
                _ => return end.max(at),
            }
        }
    }

    /// In "Giám đốc Công ty X Nguyễn Văn A" the person's name is no part of the company's.
    fn cut_person(&self, from: usize, to: usize) -> usize {
        // "Trường Tiểu học Nguyễn Thái Học": the whole is one person's name, the school's.
        if self.phrase(from, Class::Surname).is_some() && to - from <= 4 {
            return to;
        }
        for cut in from + 1..to {
            let rest = to - cut;
            let surname = self.phrase(cut, Class::Surname).is_some();
            let place = self.phrase(cut, Class::PlaceName).is_some_and(|m| cut + m.len >= to);
            if surname
                && !place
                && (2..=4).contains(&rest)
                && self.capitals(cut) == to
                && self.capital(cut - 1)
            {
                return cut;
            }
        }
        to
    }

    /// "Quân khu 5", "Kiểm toán Nhà nước khu vực XII".
    fn with_number(&self, mut b: BodyRef, at: usize, to: usize) -> Option<(BodyRef, usize)> {
        let roman = self.raw(to).chars().all(|c| "IVX".contains(c));
        if !(self.shape(to) == Some(Shape::Digit) || (self.shape(to) == Some(Shape::Upper) && roman)) {
            return None;
        }
        b.field = Some((self.raw(to).to_owned(), self.raw(to).to_owned()));
        b.span = self.span(at, to + 1);
        Some((b, to + 1))
    }

    /// "Đại sứ quán Việt Nam tại Hàn Quốc".
    pub(super) fn embassy(&self, mut b: BodyRef, at: usize, to: usize) -> Option<(BodyRef, usize)> {
        let (_, mut end) = self.bare_unit(to, &[Level::Country])?;
        let there = self.word(end, WordClass::At);
        if there > 0
            && let Some((_, next)) = self
                .bare_unit(end + there, &[Level::Country, Level::Province])
                .or_else(|| self.classified(end + there))
        {
            end = next;
        }
        b.field = Some((self.words(to, end), self.words(to, end)));
        b.span = self.span(at, end);
        Some((b, end))
    }

    /// A name in quotation marks that begins like a body's: the marks show where it ends.
    pub(super) fn quoted_body(&self, at: usize) -> Option<(BodyRef, usize)> {
        let before = at.checked_sub(1).filter(|b| *b >= self.start)?;
        if !self.capital(at) || !["“", "\"", "«", "‘‘"].iter().any(|q| self.raw(before).starts_with(q))
        {
            return None;
        }
        let (mut b, inner) = self.body(at)?;
        let end =
            (inner..(inner + 16).min(self.end)).find(|n| self.raw(*n).starts_with(['”', '"', '»', '“']))?;
        if b.unit == UnitRef::None
            && let Some((place, _)) =
                (inner..end).find_map(|n| self.classified(n).filter(|(_, to)| *to == end))
        {
            b.unit = UnitRef::Named(Box::new(place));
        }
        if end > inner || !b.parents.is_empty() {
            b.quoted = Some(self.words(at, end));
        }
        b.span = self.span(at, end);
        Some((b, end))
    }

    /// A head looked up by its key.
    pub(super) fn head_row(&self, key: &str) -> Option<usize> {
        self.r.lexicon.head_row(key)
    }

    /// The rank of a head.
    pub(super) fn head_rank(&self, row: usize) -> Option<Rank> {
        self.r.lexicon.heads.get(row).and_then(|h| h.rank)
    }
}
