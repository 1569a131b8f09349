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
        if depth == 0 {
            return None;
        }
        if let Some(found) = self.declared_body(at) {
            return Some(found);
        }
        if !self.matches.has(at, Class::Head) {
            return None;
        }
        for m in self.matches.at(at).iter().filter(|m| m.class == Class::Head && at + m.len <= self.end) {
            let Some(head) = self.r.lexicon.heads.get(m.row) else { continue };
            if !self.head_written(at, m, head)
                || self.field_runs_on(at, m, head)
                || self.of_association(at, m)
                || self.is_to_be_built(at, head)
            {
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

    /// "HFIC" after "Công ty X (HFIC)": an abbreviation that the article has declared.
    fn declared_body(&self, at: usize) -> Option<(BodyRef, usize)> {
        if self.declared.is_empty() || !matches!(self.shape(at), Some(Shape::Upper | Shape::Mixed)) {
            return None;
        }
        let raw = self.raw(at);
        let (_, body) = self.declared.iter().find(|(short, _)| short == raw)?;
        Some((BodyRef { span: self.span(at, at + 1), ..body.clone() }, at + 1))
    }

    /// The abbreviation in brackets right after a body's name, with the body: "Công ty X (HFIC)".
    pub(super) fn declares(&self, open: usize) -> Option<(String, BodyRef)> {
        let short = open + 1;
        let fits = matches!(self.shape(short), Some(Shape::Upper | Shape::Mixed))
            && self.raw(short).chars().count() >= 3
            && self.is_mark(open + 2, ')')
            && self.phrase(short, Class::Head).is_none();
        if !fits {
            return None;
        }
        let from = open.saturating_sub(18).max(self.start);
        let (body, _) =
            (from..open).rev().filter(|n| self.phrase(*n, Class::Head).is_some()).find_map(|n| {
                self.body(n).filter(|(b, to)| *to == open + 3 && (b.field.is_some() || !b.parents.is_empty()))
            })?;
        Some((self.raw(short).to_owned(), body))
    }

    /// "Trung tâm Y tế dự phòng": the field of work is longer than what the head has of it.
    fn field_runs_on(&self, at: usize, m: &Match<Class>, head: &Head) -> bool {
        !matches!(head.tail, Tail::Field | Tail::Name | Tail::Ministry)
            && (at + 1..at + m.len).any(|n| self.longest_field(n).is_some_and(|f| n + f.len > at + m.len))
    }

    /// "dự án Trung tâm hội chợ", "xây dựng Trung tâm văn hóa": a building, and nobody works there yet.
    fn is_to_be_built(&self, at: usize, head: &Head) -> bool {
        let building = head.is(Trait::Chain) && head.is(Trait::Section);
        building
            && (self.start..at)
                .rev()
                .take(2)
                .any(|n| self.word(n, WordClass::Project) > 0 && n + self.word(n, WordClass::Project) == at)
    }

    /// "Ban Kinh tế Trung ương Hội X": the last word of the head begins the name of the association's centre.
    fn of_association(&self, at: usize, m: &Match<Class>) -> bool {
        (at + 1..at + m.len).any(|n| {
            self.word(n, WordClass::Central) > 0
                && n + self.word(n, WordClass::Central) == at + m.len
                && self.matches.at(n).iter().any(|h| h.class == Class::Head && n + h.len > at + m.len)
        })
    }

    /// Abbreviations must stand in capitals; "ban", "sở", "phòng" … must not be plain words.
    fn head_written(&self, at: usize, m: &Match<Class>, head: &Head) -> bool {
        let canonical = head.name.split(' ').count() == m.len;
        if m.len == 1 && !canonical {
            return self.shape(at) != Some(Shape::Lower);
        }
        // "trường", "báo", "viện" in small letters are words, unless a title leads to them: "Tổng Biên tập báo X".
        let word = m.len == 1 && head.tail == Tail::Name && self.shape(at) == Some(Shape::Lower);
        !word || (self.after_title(at) && self.capital(at + m.len))
    }

    /// "Hội Phụ nữ" for "Hội Liên hiệp Phụ nữ": names are shown as the article spells them out.
    fn head_words(&self, at: usize, m: &Match<Class>, head: &Head) -> Option<String> {
        let short = (at..at + m.len).any(|n| matches!(self.shape(n), Some(Shape::Upper | Shape::Mixed)))
            || (m.len == 1 && head.name.contains(' '));
        if short || matches!(head.tail, Tail::None | Tail::Country) {
            return None;
        }
        let words = crate::text::tone_canonical(&self.words(at, at + m.len));
        if words == head.name {
            return None;
        }
        // "Thường vụ Tỉnh ủy" for "Ban Thường vụ Tỉnh ủy" is the short form of the same name.
        let (own, name) = (crate::text::fold(&words), crate::text::fold(&head.name));
        let clipped = head.tail == Tail::Parent && name.ends_with(&format!(" {own}"));
        (own != name && !clipped).then_some(words)
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
        // "Văn phòng Bộ", "Thanh tra Sở": the ministry or department named before.
        let referred = depth < DEPTH
            && matches!(head.tail, Tail::Ministry | Tail::Field)
            && head.is(Trait::Shared)
            && self.shape(at) == Some(Shape::Title)
            && self.field_phrase(to).is_none()
            && !self.capital(to);
        if referred {
            return done(base, to);
        }
        match head.tail {
            Tail::Ignore => None,
            Tail::None => match self.branch_of_national(at, m, head) {
                Some((row, unit, end)) => {
                    let head_words = Some(head.name.clone());
                    done(BodyRef { unit, head_words, ..BodyRef::new(row, base.span) }, end)
                }
                None => done(base, to),
            },
            Tail::Country => {
                match self.bare_unit(to + self.word(to, WordClass::CountryWord), &[Level::Country]) {
                    // "Quốc hội nước CHXHCN Việt Nam" is the Quốc hội.
                    Some((p, end)) if self.at_home(&p) => done(base, end),
                    Some((p, end)) if self.is_country(&p) => {
                        done(BodyRef { unit: UnitRef::Named(Box::new(p)), ..base }, end)
                    }
                    _ if lower => None,
                    _ => done(base, to),
                }
            }
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
        // "Phó trưởng Ban Tuyên giáo - Ủy ban Trung ương MTTQ Việt Nam"
        let dash = head.tail == Tail::Parent && self.is_dash(to) && self.after_title(at);
        if dash && self.body_head(to + 1) && self.body_at(to + 1, depth - 1).is_some() {
            from += 1;
        }
        let central = self.word(from, WordClass::Central);
        if central > 0 && head.tail == Tail::Parent && !self.body_head(from) {
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

    /// ", HĐND, UBND tỉnh": two short names of councils, the last with its unit.
    fn two_more_parents(&self, at: usize, depth: usize) -> bool {
        let short =
            |from: usize| self.body_at(from, depth - 1).filter(|_| self.shape(from) == Some(Shape::Upper));
        let Some((first, next)) = short(at + 1) else { return false };
        let joined = self.is_mark(next, ',') || self.word(next, WordClass::And) > 0 || self.is_dash(next);
        first.unit == UnitRef::None && joined && short(next + 1).is_some_and(|(b, _)| b.unit != UnitRef::None)
    }

    /// "… và UBND tỉnh" after "Văn phòng HĐND": a second parent of the same office.
    fn joined_parent(&self, b: &BodyRef, head: &Head, at: usize, depth: usize) -> Option<(BodyRef, usize)> {
        let office = head.is(Trait::Office);
        let open = b.parents.last().is_some_and(|p| p.unit == UnitRef::None && p.parents.is_empty());
        if !office || !open {
            return None;
        }
        let link = self.word(at, WordClass::And).max(usize::from(self.is_mark(at, '&') || self.is_dash(at)));
        // "Văn phòng Đoàn ĐBQH, HĐND, UBND tỉnh": with commas only three in a row are one office's.
        let comma = self.is_mark(at, ',') && (b.parents.len() > 1 || self.two_more_parents(at, depth));
        let link = link.max(usize::from(comma));
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
        // "Phó Trưởng ban Ban Quản lý …": the head of another name, not a field.
        let again = || crate::text::fold(self.raw(at)) == crate::text::fold(self.raw(to));
        if self.phrase(to, Class::Head).is_some() && again() {
            return None;
        }
        let chain = head.is(Trait::Chain);
        // "Trưởng phòng Tổ chức …": small letters are right inside a title.
        let in_title =
            at > self.start && self.matches.at(at - 1).iter().any(|m| m.class == Class::Role && m.len >= 2);
        let closed = head.is(Trait::Closed) || (lower && !in_title);
        let small = self.shape(to) == Some(Shape::Lower)
            || self.word(to, WordClass::Central) > 0
            || self.word(to, WordClass::National) > 0;
        let task = if head.is(Trait::Task) && small { self.task(to) } else { None };
        let (canonical, written, end) = match task {
            Some(end) => (self.words(to, end), self.words(to, end), end),
            None => self.whole_field(to, chain, closed)?,
        };
        let number = self.trailing_number(end);
        let (canonical, written, end) = if number > 0 {
            let digits = self.words(end, end + number);
            (format!("{canonical} {digits}"), format!("{written} {digits}"), end + number)
        } else {
            (canonical, written, end)
        };
        let loose = head.is(Trait::Loose);
        let listed =
            self.field_phrase(to).is_some_and(|m| to + m.len == end) || self.shape(to) == Some(Shape::Mixed);
        if lower && self.shape(to) == Some(Shape::Lower) {
            // "phòng chống …", "ban hành …": both in lower case only with a body or unit after them.
            self.unit_after(end, head.rank)
                .map(|_| ())
                .or_else(|| self.body_at(end, depth - 1).map(|_| ()))?;
        }
        let (canonical, written, end) = match self.long_field(at, end, head) {
            Some(far) => (self.words(to, far), self.words(to, far), far),
            None => (canonical, written, end),
        };
        let (canonical, written, end) = match self.field_list(end, head) {
            Some(last) => {
                let rest = self.words(end, last);
                (format!("{canonical}{rest}"), format!("{written}{rest}"), last)
            }
            None => (canonical, written, end),
        };
        b.field = Some((canonical, written));
        let found = self.with_owner(b, at, end, head, depth);
        let owned = found.0.unit != UnitRef::None || !found.0.parents.is_empty();
        (listed || owned || !loose).then_some(found)
    }

    /// "Ban Chỉ đạo phòng, chống dịch Covid-19", "Hội đồng tư vấn đặt tên đường": what the body is to do, in small
    /// words up to its unit, its owner or a mark. None where it is not certain where that ends.
    fn task(&self, at: usize) -> Option<usize> {
        // "Ban Chỉ đạo Trung ương về phòng, chống thiên tai"
        let central = self.word(at, WordClass::Central);
        let about = if central > 0 { self.word(at + central, WordClass::About) } else { 0 };
        if self.word(at, WordClass::And) > 0 {
            return None;
        }
        let mut to = if about > 0 { at + central + about } else { at };
        let mut small = 0;
        while let Some(t) = self.token(to) {
            if to > at + 20 || (t.newline && to > at) {
                return None;
            }
            let comma =
                self.is_mark(to, ',') && self.shape(to + 1) == Some(Shape::Lower) && self.more_task(to + 1);
            let stop = t.shape == Shape::Punct && !comma && !self.is_dash(to);
            if stop
                || self.classifier_here(to)
                || self.body_head(to)
                || self.word(to, WordClass::Of) > 0
                || self.bare_unit(to, &[Level::Province]).is_some()
            {
                break;
            }
            let word = self.matches.at(to).iter().find(|m| m.class == Class::Word);
            let function =
                word.is_some_and(|m| self.r.lexicon.ends_name(m.row)) && self.word(to, WordClass::And) == 0;
            let ends = function
                || self.phrase(to, Class::Honorific).is_some_and(|m| m.len > 1)
                || [
                    WordClass::Speak,
                    WordClass::Hold,
                    WordClass::Past,
                    WordClass::Future,
                    WordClass::HoldEvent,
                    WordClass::Be,
                ]
                .into_iter()
                .any(|c| self.word(to, c) > 0)
                || self.phrase(to, Class::Surname).is_some() && self.name(to, false).is_some();
            if ends {
                break;
            }
            small += usize::from(t.shape == Shape::Lower);
            to += 1;
        }
        (to >= at + 2 && small > 0).then_some(to)
    }

    /// After a comma the task goes on where "và" comes before the next mark: "tìm kiếm, quy tập và xác định".
    fn more_task(&self, at: usize) -> bool {
        let verb = |n: usize| self.word(n, WordClass::TaskVerb) > 0;
        // ", hài cốt liệt sĩ huyện X": the unit closes what began before the comma.
        let unit = (at + 1..at + 7)
            .take_while(|n| self.shape(*n) == Some(Shape::Lower) && !self.ends_here(*n - 1))
            .any(|n| self.classifier_here(n));
        verb(at)
            || unit
            || (at..at + 6)
                .take_while(|n| self.shape(*n) == Some(Shape::Lower))
                .any(|n| self.word(n, WordClass::And) > 0)
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
        } else if let Some((unit, next)) = self.unit_after(end + of, head.rank).filter(|_| of > 0) {
            (b.unit, to) = (unit, next);
        } else if let Some((parent, next)) = self.owner(end + of, depth) {
            b.parents.push(parent);
            to = next;
        } else if head.is(Trait::Section)
            && (self.is_mark(end, ',') || self.is_mark(end, '(') || self.is_dash(end))
        {
            match self.owner(end + 1, depth).filter(|(p, _)| p.head != b.head) {
                // "Trưởng phòng A, Văn phòng UBND tỉnh": a section of the office.
                Some((office, next))
                    if head.is(Trait::Chain) && self.after_title(at) && self.is_office(&office) =>
                {
                    b.parents.push(office);
                    to = self.past_close(end, next);
                }
                // "Cục A, Văn phòng Bộ B": two parts of one ministry.
                Some((mut sibling, _)) if self.is_mark(end, ',') && self.is_part(&sibling) => {
                    b.parents.extend(sibling.parents.pop());
                }
                Some((parent, next))
                    if self.holds_sections(&parent) && (!head.is(Trait::Owner) || self.after_title(at)) =>
                {
                    b.parents.push(parent);
                    to = self.past_close(end, next);
                }
                _ => {}
            }
        } else if head.is(Trait::Central) && self.word(end, WordClass::Central) > 0 && !self.body_head(end) {
            to = end + self.word(end, WordClass::Central);
            b.field = b.field.map(|(c, w)| (format!("{c} {CENTRAL}"), format!("{w} {CENTRAL}")));
        }
        b.span = self.span(at, to);
        (b, to)
    }

    /// "Hội đồng Nông nghiệp Đan Mạch": a body of another country.
    fn country_owner(&self, at: usize, head: &Head) -> Option<(crate::model::mention::PlaceRef, usize)> {
        let party = head.sector == crate::model::Sector::Party;
        // "Hội Luật gia Việt Nam": the association of the whole country.
        let national = head.tail == Tail::Field && head.sector == crate::model::Sector::Mass;
        self.bare_unit(at, &[Level::Country]).filter(|(p, end)| {
            let branch = self.is_dash(*end) || self.unit_after(*end, head.rank).is_some();
            !party && self.is_country(p) && (national && !branch || !self.at_home(p))
        })
    }

    /// True for Việt Nam.
    pub(super) fn at_home(&self, p: &crate::model::mention::PlaceRef) -> bool {
        let home = |name: &str| self.r.lexicon.is_home(name);
        let units = self.r.lexicon.gazetteer.units();
        home(&p.name)
            || p.units
                .iter()
                .any(|u| units.get(*u).is_some_and(|u| u.level == Level::Country && home(&u.name)))
    }

    fn owner(&self, at: usize, depth: usize) -> Option<(BodyRef, usize)> {
        let written = matches!(self.shape(at), Some(Shape::Title | Shape::Upper | Shape::Mixed))
            || self.word(at - 1, WordClass::Of) > 0;
        if written { self.body_at(at, depth - 1) } else { None }
    }

    /// True right after the words of a title: "Giám đốc Trung tâm X, Sở Y".
    fn after_title(&self, at: usize) -> bool {
        (1..=4).any(|n| {
            at.checked_sub(n).filter(|b| *b >= self.start).is_some_and(|b| {
                self.matches.at(b).iter().any(|m| m.class == Class::Role && (m.len == n || m.len == n + 1))
            })
        })
    }

    /// True for an office or section of a body that is named with it.
    fn is_part(&self, b: &BodyRef) -> bool {
        let part =
            self.r.lexicon.heads.get(b.head).is_some_and(|h| h.is(Trait::Section) || h.is(Trait::Office));
        part && b.parents.last().is_some_and(|p| self.holds_sections(p))
    }

    fn is_office(&self, b: &BodyRef) -> bool {
        self.r.lexicon.heads.get(b.head).is_some_and(|h| h.is(Trait::Office)) && !b.parents.is_empty()
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
                // "Phó ban Trần Văn Thử": the name of a person is no field of work.
                let person = self.phrase(at, Class::Surname).is_some()
                    && self.capitals(at) <= at + 4
                    && self.name(at, false).is_some();
                let named = !closed && !person && matches!(self.shape(at), Some(Shape::Title | Shape::Mixed));
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
                // "Tập đoàn T&T"
                let close = self.token(to + link).is_some_and(|n| !n.spaced && n.shape == Shape::Upper);
                let next = close || self.token(to + link).is_some_and(|n| n.shape == Shape::Title);
                let solid = self.solid(to + link).is_some();
                // "Công ty Bình Minh và gia đình": small words go on a field of work, not a proper name.
                let field = going_on || self.field_phrase(at).is_some();
                if (!solid || !field && self.shape(to + link) == Some(Shape::Lower))
                    && (!next || self.ends_here(to + link) || self.body_head_word(to + link))
                {
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
                let pair =
                    to >= at + 2 && [to - 1, to - 2].iter().all(|n| self.shape(*n) == Some(Shape::Title));
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
        let closed = self.closes(to) && !self.body_head(to);
        if going_on && last_capital == at && small > 0 && !closed {
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

    /// "Phó trưởng phòng Quản lý xử lý vi phạm và theo dõi thi hành pháp luật Sở X": in a title the small words after
    /// a listed field lead to the owner.
    fn long_field(&self, at: usize, end: usize, head: &Head) -> Option<usize> {
        if !head.is(Trait::Section) || self.shape(end) != Some(Shape::Lower) || !self.after_title(at) {
            return None;
        }
        let stops = [
            WordClass::Hold,
            WordClass::Speak,
            WordClass::Passive,
            WordClass::Past,
            WordClass::Future,
            WordClass::Of,
        ];
        let far = (end..end + 12).find(|n| {
            self.shape(*n) != Some(Shape::Lower)
                || self.classifier_here(*n)
                || stops.into_iter().any(|c| self.word(*n, c) > 0)
        })?;
        let next = far + usize::from(self.is_dash(far) || self.is_mark(far, ',') || self.is_mark(far, '('));
        let head = self.phrase(next, Class::Head).is_some() && self.shape(next) != Some(Shape::Lower);
        let owner = head && self.body_at(next, 2).is_some_and(|(b, _)| self.holds_sections(&b));
        (owner && far > end).then_some(far)
    }

    /// "Phòng Xây dựng, Giao thông và Công Thương, Văn phòng X": fields in capitals of one section, the last after
    /// "và", up to its owner.
    fn field_list(&self, end: usize, head: &Head) -> Option<usize> {
        if !head.is(Trait::Section) || head.is(Trait::Shared) || !self.is_mark(end, ',') {
            return None;
        }
        let mut at = end;
        loop {
            let and = self.word(at, WordClass::And);
            let link = and.max(usize::from(self.is_mark(at, ',')));
            let m = self.field_phrase(at + link).filter(|_| link > 0)?;
            if self.phrase(at + link, Class::Head).is_some_and(|h| h.len >= m.len) {
                return None;
            }
            at += link + m.len;
            if and > 0 {
                break;
            }
        }
        let owner = at + usize::from(self.is_mark(at, ','));
        let owned = self.body_head(owner)
            && self.body_at(owner, 2).is_some_and(|(b, _)| self.holds_sections(&b) || self.is_office(&b));
        (owned || self.classifier_here(at)).then_some(at)
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
        let and = self.word(at, WordClass::And);
        let joined = and > 0
            && (self.phrase(at + and, Class::Honorific).is_some()
                || self.phrase(at + and, Class::Role).is_some());
        mark || unit
            || joined
            || self.classifier_here(at)
            || self.word(at, WordClass::Of) > 0
            || self.body_head(at)
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
            let joined = self.field_phrase(to + dash).is_some_and(|f| {
                // A small word that is a verb too ("thẩm định Trung tâm X") goes on only where the name ends.
                let end = to + dash + f.len;
                let ends = dash == 1 || !self.body_head(end) || self.body_at(end, 1).is_none();
                (self.shape(to + dash) == Some(Shape::Lower) || dash == 1) && ends
            }) && self.word(to, WordClass::Stop) == 0;
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
        if takes && b.parents.is_empty() && b.field.is_none() {
            let more = self.same_level(b, at);
            if !more.is_empty() {
                return more;
            }
        }
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

    /// "Quận ủy quận 1 và quận 5", "UBND huyện A, huyện B": units of one level after one head.
    fn same_level(&self, b: &BodyRef, at: usize) -> Vec<(BodyRef, usize, usize)> {
        let UnitRef::Named(first) = &b.unit else { return Vec::new() };
        let mut out = Vec::new();
        let mut next = at;
        loop {
            let link = self.word(next, WordClass::And).max(usize::from(self.is_mark(next, ',')));
            let unit =
                self.classified(next + link).filter(|(p, _)| link > 0 && p.classifier == first.classifier);
            // ", huyện B, tỉnh C" goes on the place, not the list.
            let Some((place, end)) = unit.filter(|_| first.classifier.is_some()) else { return out };
            let span = self.span(next + link, end);
            out.push((
                BodyRef { unit: UnitRef::Named(Box::new(place)), ..BodyRef::new(b.head, span) },
                next + link,
                end,
            ));
            next = end;
        }
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
        if let Some(proper) = self.trade_words(at, to) {
            end = proper;
            last = end;
        }
        while self.shape(end) == Some(Shape::Lower) {
            let and = self.word(end, WordClass::And);
            let trade = self
                .word(end + and, WordClass::Business)
                .max(self.longest_field(end + and).map_or(0, |m| m.len));
            if trade == 0 || self.shape(end + and) != Some(Shape::Lower) {
                break;
            }
            end += and + trade;
            last = end;
        }
        // "Hiệp hội doanh nghiệp châu Âu"
        let region =
            if self.shape(end) == Some(Shape::Lower) { self.word(end, WordClass::Region) } else { 0 };
        end += region;
        last += region;
        let other = self.another_begins(end, b.head);
        if matches!(self.shape(end), Some(Shape::Title | Shape::Upper | Shape::Mixed))
            && !self.classifier_here(end)
            && !other
        {
            end = self.open_company(end);
            named = end > to;
            last = end;
        } else if end > to {
            named =
                region > 0 || self.classifier_here(end) || self.bare_unit(end, &[Level::Province]).is_some();
        }
        if !named {
            return None;
        }
        let firm =
            self.r.lexicon.heads.get(b.head).is_some_and(|h| h.sector == crate::model::Sector::Enterprise);
        let last = if firm { self.cut_small(to, last) } else { last };
        let last = self.cut_and(to, last);
        let last = self.branch(last);
        let last = if self.after_title(at) { self.cut_person(to, last) } else { last };
        let last = last + self.trailing_number(last);
        b.field = Some((self.words(to, last), self.words(to, last)));
        let mut end = last;
        if let Some((unit, next)) = self.classified(end).map(|(p, n)| (UnitRef::Named(Box::new(p)), n)) {
            (b.unit, end) = (unit, next);
        } else if let Some((row, len)) = self.classifier(end)
            && self.word(end + len, WordClass::NoUnit) == 0
            && (matches!(self.shape(end), Some(Shape::Upper)) || self.own_unit(b.head, end, len))
        {
            (b.unit, end) = (UnitRef::Level(row), end + len);
        }
        b.span = self.span(at, end);
        Some((b, end))
    }

    /// "… ngân hàng Chiều nay, …", "Công ty Công ty X": another sentence, another name.
    fn another_begins(&self, at: usize, head: usize) -> bool {
        let times = [WordClass::Morning, WordClass::Noon, WordClass::Afternoon, WordClass::Evening];
        let key = |row: usize| self.r.lexicon.heads.get(row).map(|h| &h.key);
        times.into_iter().any(|c| self.word(at, c) > 0)
            || self.sentence_begins(at)
                && self.longest_field(at).is_none()
                && self.word(at, WordClass::Business) == 0
            || self.phrase(at, Class::Head).is_some_and(|h| key(h.row) == key(head))
    }

    /// "Bệnh viện Đa khoa tỉnh": the unit, named before, that a public institution is of.
    fn own_unit(&self, head: usize, at: usize, len: usize) -> bool {
        let public =
            self.r.lexicon.heads.get(head).is_some_and(|h| h.sector != crate::model::Sector::Enterprise);
        let next = at + len;
        let said = [WordClass::Speak, WordClass::Hold, WordClass::Tense, WordClass::Passive];
        let ends = self.shape(next) != Some(Shape::Lower) || said.iter().any(|c| self.word(next, *c) > 0);
        public && ends && self.word(next, WordClass::And) == 0
    }

    /// "Công ty TNHH thương mại và sản xuất gỗ Bình Minh": after the words of a registered form whatever small
    /// words there are lead to the proper name.
    fn trade_words(&self, at: usize, to: usize) -> Option<usize> {
        let registered = (at..to).any(|n| self.word(n, WordClass::FirmForm) > 0);
        if !registered || self.shape(to) != Some(Shape::Lower) {
            return None;
        }
        let end = (to..to + 9).find(|n| self.shape(*n) != Some(Shape::Lower))?;
        let proper = matches!(self.shape(end), Some(Shape::Title | Shape::Upper | Shape::Mixed));
        let free = (to..end).all(|n| {
            !self.ends_here(n) || self.word(n, WordClass::Business) > 0 || self.word(n, WordClass::And) > 0
        });
        (proper && free && !self.classifier_here(end)).then_some(end)
    }

    /// "Ngân hàng X chi nhánh Tây Hồ": the branch is part of the name.
    fn branch(&self, at: usize) -> usize {
        let mark = usize::from(self.is_mark(at, ',') || self.is_dash(at));
        let word = self.word(at + mark, WordClass::BranchWord);
        let name = at + mark + word;
        let level = self.classifier(name).filter(|(_, len)| self.capital(name + len)).map_or(0, |c| c.1);
        let end = self.capitals(name + level);
        if word > 0 && end > name + level { end } else { at }
    }

    /// A number that ends a proper name: "Công ty Bình Minh 79", "Ban Quản lý dự án 6".
    fn trailing_number(&self, at: usize) -> usize {
        let number = self.shape(at) == Some(Shape::Digit) && self.raw(at).chars().count() <= 3;
        let closed = self.token(at + 1).is_none_or(|t| {
            t.newline || t.shape == Shape::Punct && !self.is_mark(at + 1, '/') && !self.is_mark(at + 1, '%')
        }) || self.word(at + 1, WordClass::And) > 0
            || self.word(at + 1, WordClass::Past) > 0
            || self.word(at + 1, WordClass::Speak) > 0;
        usize::from(number && closed)
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

    /// "Tập đoàn Bình Minh tài trợ": small words at the end that are no field of work are no part of the name.
    fn cut_small(&self, from: usize, to: usize) -> usize {
        let mut last = to;
        // "Dịch vụ Công ích": one small syllable completes a word.
        let small = (from..to).rev().take_while(|n| self.shape(*n) == Some(Shape::Lower)).count();
        if small < 2 {
            return to;
        }
        while last > from + 1 && self.shape(last - 1) == Some(Shape::Lower) {
            let listed = (from..last).any(|n| {
                self.longest_field(n).is_some_and(|f| n + f.len >= last)
                    || self.word(n, WordClass::Business) > 0 && n + self.word(n, WordClass::Business) >= last
            });
            if listed || !(from..last).any(|n| self.capital(n)) {
                break;
            }
            last -= 1;
        }
        last
    }

    /// "Công ty Bình Minh và Nhà máy …": "và" goes on a proper name only over fields of work and trade.
    fn cut_and(&self, from: usize, to: usize) -> usize {
        let ends = |n: usize| {
            let next = n + self.word(n, WordClass::And);
            let field = self.field_phrase(next).is_some() && self.shape(next) != Some(Shape::Lower);
            let inside = (from..n).any(|k| self.longest_field(k).is_some_and(|f| k + f.len > n));
            !field && !inside && self.word(next, WordClass::Business) == 0
        };
        (from + 1..to).find(|n| self.word(*n, WordClass::And) > 0 && ends(*n)).unwrap_or(to)
    }

    /// In "Giám đốc Công ty X Nguyễn Văn A" the person's name is no part of the company's.
    fn cut_person(&self, from: usize, to: usize) -> usize {
        // "Trường Tiểu học Nguyễn Thái Học": the whole is one person's name, the school's.
        if self.phrase(from, Class::Surname).is_some() && to - from <= 4 {
            return to;
        }
        // "ông A, Chủ tịch Công ty Địa ốc Bình Minh": after a name comes no second one.
        if self.title_after_name(from) {
            return to;
        }
        for cut in from + 1..to {
            let rest = to - cut;
            let surname = self.phrase(cut, Class::Surname).is_some();
            // "Trường Đại học Nông Lâm Bắc Giang": a province at the end is no given name.
            let place = self.phrase(cut, Class::PlaceName).is_some_and(|m| cut + m.len >= to)
                || self.bare_unit(cut + 1, &[Level::Province]).is_some_and(|(_, end)| end == to);
            // "Công ty May Lê Thêu": a single word before it is no name of its own.
            if surname
                && !place
                && cut >= from + 2
                && (2..=4).contains(&rest)
                && self.capitals(cut) == to
                && self.capital(cut - 1)
            {
                return cut;
            }
        }
        to
    }

    /// True where the title before a body's name stands in apposition to a name: "Trần Văn A, Giám đốc Công ty".
    fn title_after_name(&self, at: usize) -> bool {
        let low = at.saturating_sub(14).max(self.start + 2);
        (low..at).rev().any(|s| {
            let title = self.matches.at(s).iter().any(|m| m.class == Class::Role);
            let mark = self.is_mark(s - 1, ',') || self.is_dash(s - 1);
            title
                && mark
                && self.shape(s - 2) == Some(Shape::Title)
                && self.shape(s - 3) == Some(Shape::Title)
        })
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
