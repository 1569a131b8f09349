//! Posts: rank, role, suffix and body, by a grammar over `data/lexicon/roles.csv`.

use super::Scan;
use crate::lexicon::Class;
use crate::lexicon::classes::WordSet;
use crate::lexicon::tables::{Rank, Role as RoleRow, RoleBody, RoleClass, Tail, WordClass};
use crate::model::Role;
use crate::model::mention::{BodyRef, PostBody, PostRef, UnitRef};
use crate::model::token::Shape;

/// The words that may stand before a role in [`Scan::post`].
const BEFORE_ROLES: WordSet =
    WordSet::of(&[WordClass::Former, WordClass::New, WordClass::Acting, WordClass::Vice]);

/// The title's words, before the body is looked for.
struct Title<'a> {
    row: usize,
    role: &'a RoleRow,
    words: String,
    vice: bool,
    suffixed: bool,
    /// First token of the role phrase.
    from: usize,
    /// Token after the role phrase.
    phrase_end: usize,
    /// Token after the suffixes.
    to: usize,
}

impl Scan<'_> {
    /// The post whose words begin at `at`, with its body.
    pub(super) fn post(&self, at: usize) -> Option<(PostRef, usize)> {
        if !self.matches.has(at, Class::Role) && !self.matches.has_word_of(at, &BEFORE_ROLES) {
            return None;
        }
        let former = self.word(at, WordClass::Former);
        let new = if former == 0 { self.word(at, WordClass::New) } else { 0 };
        let title = self.title(at + former + new)?;
        let (body, to) = self.post_body(&title)?;
        let comma = usize::from(self.is_mark(to, ','));
        let term = self
            .term(to + comma)
            .filter(|_| self.word(to + comma, WordClass::Term) > 0 || self.is_mark(to, '('));
        let end = term.unwrap_or(to);
        Some((
            PostRef {
                role: Role { title: title.words, seats: if title.vice { None } else { title.role.seats } },
                member: title.role.class == RoleClass::Member,
                deputy: title.vice || title.role.class == RoleClass::Deputy,
                body,
                former: former > 0,
                new: new > 0,
                term: term.map(|e| self.span(to + comma, e)),
                span: self.span(at, to),
            },
            end,
        ))
    }

    /// "Quyền", "Phó", the role, "Thường trực".
    fn title(&self, at: usize) -> Option<Title<'_>> {
        let acting = self.word(at, WordClass::Acting);
        let mut from = at + acting;
        // "Đại sứ quán" is a body, not an ambassador.
        let head = self.phrase(from, Class::Head).map_or(0, |m| m.len);
        let whole = self.role_at(from).filter(|(_, len)| *len >= head);
        let vice_len = self.word(from, WordClass::Vice);
        let vice = if vice_len > 0 { self.role_at(from + vice_len) } else { None };
        let (m_row, m_len, vice) = match (whole, vice) {
            (Some((row, len)), _) => (row, len, false),
            (None, Some((row, len))) => {
                from += vice_len;
                (row, len, true)
            }
            (None, None) => return None,
        };
        let role = self.r.lexicon.roles.get(m_row)?;
        if role.body == RoleBody::Ignore || (acting > 0 && self.word(at, WordClass::Acting) == 0) {
            return None;
        }
        let mut words = String::new();
        if acting > 0 {
            words.push_str("Quyền ");
        }
        if vice {
            words.push_str("Phó ");
        }
        words.push_str(&role.title);
        let phrase_end = from + m_len;
        let mut to = phrase_end;
        let mut suffixed = false;
        while let Some((suffix, len)) = self.suffix(to) {
            words.push(' ');
            words.push_str(&suffix);
            to += len;
            suffixed = true;
        }
        Some(Title { row: m_row, role, words, vice, suffixed, from, phrase_end, to })
    }

    /// Row and length of the role phrase at `at`; abbreviations only in capitals.
    fn role_at(&self, at: usize) -> Option<(usize, usize)> {
        self.matches
            .at(at)
            .iter()
            .filter(|m| m.class == Class::Role && at + m.len <= self.end)
            .find(|m| {
                let title = self.r.lexicon.roles.get(m.row).map_or("", |r| r.title.as_str());
                let abbreviated = m.len == 1 && title.split(' ').count() > 1;
                !abbreviated || matches!(self.shape(at), Some(Shape::Upper | Shape::Mixed))
            })
            .map(|m| (m.row, m.len))
    }

    /// "Thường trực", "TT", "chuyên trách", "thứ nhất".
    fn suffix(&self, at: usize) -> Option<(String, usize)> {
        let len = self.word(at, WordClass::Suffix);
        if len == 0 {
            return None;
        }
        let raw = self.words(at, at + len);
        let abbreviation = len == 1;
        // "Bộ trưởng TT&TT" is of information, not standing.
        if abbreviation && (self.shape(at) != Some(Shape::Upper) || self.is_mark(at + 1, '&')) {
            return None;
        }
        let folded = crate::text::fold(&raw);
        let standing = abbreviation || crate::text::ascii(&raw) == "thuong truc";
        Some((if standing { self.standing() } else { folded }, len))
    }

    /// The suffix of a standing deputy, as the table writes it.
    fn standing(&self) -> String {
        self.r
            .lexicon
            .words
            .iter()
            .find(|w| w.class == WordClass::Suffix)
            .map_or_else(String::new, |w| capitalised(&w.phrase))
    }

    /// The body of a post, as its title wants it; the token after it.
    fn post_body(&self, t: &Title<'_>) -> Option<(PostBody, usize)> {
        let skipped = self.skip_charge(t.to);
        match &t.role.body {
            RoleBody::Ignore => None,
            RoleBody::Fixed(_) => Some(self.fixed(t)),
            RoleBody::Country => Some({
                let of = self.word(t.to, WordClass::Of);
                let of = of + self.word(t.to + of, WordClass::CountryWord);
                match self.bare_unit(t.to + of, &[crate::model::Level::Country]) {
                    Some((place, to)) => (PostBody::Country(Box::new(place)), to),
                    None => (PostBody::Missing, t.to),
                }
            }),
            RoleBody::Ministry => Some(self.of_ministry(t)),
            RoleBody::Embassy => Some(self.of_embassy(t)),
            RoleBody::Share(word) => Some(self.shared(t, word, skipped)),
            RoleBody::Noun(word) => Some(self.of_noun(t, word, skipped)),
            RoleBody::Follows => Some(self.follows(t, skipped)),
        }
    }

    /// ", phụ trách" and the like before the body's name.
    fn skip_charge(&self, at: usize) -> usize {
        let comma = usize::from(self.is_mark(at, ','));
        let charge = self.word(at + comma, WordClass::InCharge);
        let from = at + comma + charge;
        if charge == 0 {
            return at;
        }
        if self.body(from).is_some() {
            return from;
        }
        // "cán bộ địa chính phụ trách xây dựng UBND phường X": the task stands before the body.
        let far = (from..from + 9).find(|n| self.shape(*n) != Some(Shape::Lower));
        match far {
            Some(n)
                if comma == 0
                    && n > from
                    && self.phrase(n, Class::Head).is_some()
                    && self.body(n).is_some() =>
            {
                n
            }
            _ => at,
        }
    }

    fn follows(&self, t: &Title<'_>, at: usize) -> (PostBody, usize) {
        let of = self
            .word(at, WordClass::Of)
            .max(if self.word(at, WordClass::At) > 0 && self.body(at + 1).is_some() { 1 } else { 0 });
        if let Some((body, to)) = self.body(at + of) {
            return (PostBody::Body(Box::new(body)), to);
        }
        if let Some((body, to)) = self.head_alone(at + of) {
            return (PostBody::Body(Box::new(body)), to);
        }
        if !t.role.unit.is_empty()
            && let Some((unit, to)) = self.unit_after(at + of, None)
        {
            return (PostBody::Unit(t.role.unit.clone(), unit), to);
        }
        (PostBody::Missing, t.to)
    }

    /// "Giám đốc Trung tâm", "Chủ tịch Hội đồng": the body named before, by its head alone.
    fn head_alone(&self, at: usize) -> Option<(BodyRef, usize)> {
        use crate::lexicon::tables::Tail;
        let m = self.phrase(at, Class::Head)?;
        let head = self.r.lexicon.heads.get(m.row)?;
        let kind = matches!(head.tail, Tail::Field | Tail::Name)
            && crate::text::fold(&self.words(at, at + m.len)) == crate::text::fold(&head.name);
        let whole = !self.capital(at + m.len) || self.phrase(at + m.len, Class::Surname).is_some();
        (kind && whole).then(|| {
            let span = self.span(at, at + m.len);
            let body = BodyRef::new(m.row, span);
            (body, at + m.len)
        })
    }

    /// The body that the title implies; a unit or country that follows makes it that one's.
    fn fixed(&self, t: &Title<'_>) -> (PostBody, usize) {
        let of = self.word(t.to, WordClass::Of);
        let of = of + self.word(t.to + of, WordClass::CountryWord);
        if let Some((place, to)) = self
            .bare_unit(t.to + of, &[crate::model::Level::Country])
            .filter(|(p, _)| self.is_country(p) && !self.at_home(p))
        {
            return (PostBody::Country(Box::new(place)), to);
        }
        let Some(mut body) = self.r.implied.get(t.row).cloned().flatten() else {
            return (PostBody::Missing, t.to);
        };
        place_at(&mut body, self.span(t.from, t.to));
        // "ĐBQH thành phố X": the National Assembly is no city's.
        let national =
            self.r.lexicon.heads.get(body.head).is_some_and(|h| matches!(h.tail, Tail::Country | Tail::None));
        if national && let Some((_, to)) = self.unit_after(t.to, None) {
            return (PostBody::Body(Box::new(body)), to);
        }
        // "ủy viên Bộ Chính trị Đảng Cộng sản Việt Nam": the Party behind its organ.
        let organ = self
            .r
            .lexicon
            .heads
            .get(body.head)
            .is_some_and(|h| h.sector == crate::model::Sector::Party && h.tail == Tail::None);
        if organ
            && let Some((whole, to)) = self.body(t.to)
            && self.r.lexicon.heads.get(whole.head).is_some_and(|h| h.key == PARTY)
        {
            return (PostBody::Body(Box::new(body)), to);
        }
        if let Some(open) = innermost(&mut body)
            && let Some((unit, to)) = self.unit_after(t.to, self.head_rank(open.head))
            && matches!(unit, UnitRef::Named(_))
        {
            open.unit = unit;
            return (PostBody::Body(Box::new(body)), to);
        }
        // "Ủy viên Thường vụ" + "Huyện ủy X": the committee is named after all.
        if body.parents.is_empty()
            && body.unit == UnitRef::None
            && self.r.lexicon.heads.get(body.head).is_some_and(|h| h.rank.is_none())
            && let Some((parent, to)) = self.body(t.to)
        {
            body.parents.push(parent);
            return (PostBody::Body(Box::new(body)), to);
        }
        (PostBody::Body(Box::new(body)), t.to)
    }

    /// "Bộ trưởng Bộ Y tế", "Thứ trưởng GTVT", "Bộ trưởng Ngoại giao Philippines".
    fn of_ministry(&self, t: &Title<'_>) -> (PostBody, usize) {
        let starts = [t.phrase_end.saturating_sub(1), t.to, t.to + self.word(t.to, WordClass::Of)];
        let found = starts.into_iter().filter(|s| *s > t.from).find_map(|s| self.body(s));
        // "Bộ trưởng Công an": the ministry, not the police of some unit.
        let central = |b: &BodyRef| {
            let head = self.r.lexicon.heads.get(b.head);
            head.is_some_and(|h| h.tail == Tail::Ministry || h.rank == Some(Rank::Central))
        };
        if let Some((body, to)) = found
            .clone()
            .filter(|(b, _)| central(b) || b.unit != UnitRef::None || self.field(t.to, true).is_none())
        {
            return (PostBody::Body(Box::new(body)), to);
        }
        let row = self.head_row("bo");
        if let (Some(row), Some((canonical, written, mut to))) = (row, self.field(t.to, true)) {
            let mut unit = UnitRef::None;
            let of = self.word(to, WordClass::Of);
            let of = of + self.word(to + of, WordClass::CountryWord);
            if let Some((place, end)) =
                self.bare_unit(to + of, &[crate::model::Level::Country]).filter(|(p, _)| self.is_country(p))
            {
                unit = UnitRef::Named(Box::new(place));
                to = end;
            }
            let span = self.span(t.from, to);
            let body = BodyRef { field: Some((canonical, written)), unit, ..BodyRef::new(row, span) };
            return (PostBody::Body(Box::new(body)), to);
        }
        found.map_or((PostBody::Missing, t.to), |(body, to)| (PostBody::Body(Box::new(body)), to))
    }

    /// "Đại sứ Việt Nam tại Hàn Quốc" heads the embassy.
    fn of_embassy(&self, t: &Title<'_>) -> (PostBody, usize) {
        if let Some((body, to)) = self.body(t.to) {
            return (PostBody::Body(Box::new(body)), to);
        }
        let base = self.head_row("dai-su-quan").map(|row| BodyRef::new(row, self.span(t.from, t.to)));
        match base.and_then(|b| self.embassy(b, t.from, t.to)) {
            Some((body, to)) => (PostBody::Body(Box::new(body)), to),
            None => (PostBody::Missing, t.to),
        }
    }

    /// "Trưởng" + "Ban Tổ chức Tỉnh ủy": the title's last word begins the body's name.
    fn shared(&self, t: &Title<'_>, word: &str, skipped: usize) -> (PostBody, usize) {
        let of = self.word(skipped, WordClass::Of);
        if (t.suffixed || of > 0 || skipped > t.to)
            && let Some((body, to)) = self.body(skipped + of)
        {
            return (PostBody::Body(Box::new(body)), to);
        }
        let start = t.phrase_end.saturating_sub(word.split(' ').count());
        if !t.suffixed {
            if let Some((body, to)) = self.body(start).filter(|(_, to)| *to > t.phrase_end) {
                return (PostBody::Body(Box::new(body)), to);
            }
            if let Some((place, to)) = self.classified(start) {
                return (PostBody::Unit(String::new(), UnitRef::Named(Box::new(place))), to);
            }
            if let Some(found) = self.loose_field(t, word) {
                return found;
            }
        } else if let Some(found) = self.after_suffix(t, word) {
            return found;
        }
        match self.body(t.to) {
            Some((body, to)) => (PostBody::Body(Box::new(body)), to),
            None => (PostBody::Missing, t.to),
        }
    }

    /// "Phó Trưởng ban Thường trực Tuyên giáo Tỉnh ủy"
    fn after_suffix(&self, t: &Title<'_>, word: &str) -> Option<(PostBody, usize)> {
        let row = self.head_named(word)?;
        let (canonical, written, to) = self.field(t.to, true)?;
        let (unit, parents, end) = match (self.body(to), self.unit_after(to, None)) {
            (Some((parent, end)), _) => (UnitRef::None, vec![parent], end),
            (None, Some((unit, end))) => (unit, Vec::new(), end),
            (None, None) => (UnitRef::None, Vec::new(), to),
        };
        let body = BodyRef {
            field: Some((canonical, written)),
            parents,
            unit,
            ..BodyRef::new(row, self.span(t.from, end))
        };
        Some((PostBody::Body(Box::new(body)), end))
    }

    /// "trưởng phòng quy hoạch sử dụng đất Sở …": an unlisted field up to the body that holds it.
    fn loose_field(&self, t: &Title<'_>, word: &str) -> Option<(PostBody, usize)> {
        let row = self.head_named(word)?;
        let limit = (t.phrase_end + 9).min(self.end);
        let mut at = t.phrase_end;
        while at < limit {
            let shape = self.shape(at)?;
            if shape == Shape::Punct || (shape != Shape::Lower && at > t.phrase_end && !self.capital(at)) {
                return None;
            }
            if at > t.phrase_end + 1 {
                let (parents, unit, to) = match (self.owner_here(at), self.classified(at)) {
                    (Some((parent, to)), _) => (vec![parent], UnitRef::None, to),
                    (None, Some((place, to))) => (Vec::new(), UnitRef::Named(Box::new(place)), to),
                    (None, None) => {
                        at += 1;
                        continue;
                    }
                };
                let words = self.words(t.phrase_end, at);
                let body = BodyRef {
                    field: Some((words.clone(), words)),
                    parents,
                    unit,
                    ..BodyRef::new(row, self.span(t.from, to))
                };
                return Some((PostBody::Body(Box::new(body)), to));
            }
            let said = self.phrase(at, Class::Honorific).is_some() || self.word(at, WordClass::Hold) > 0;
            if said || self.word(at, WordClass::Of) > 0 {
                return None;
            }
            at += 1;
        }
        None
    }

    fn owner_here(&self, at: usize) -> Option<(BodyRef, usize)> {
        if self.capital(at) { self.body(at) } else { None }
    }

    /// The head whose canonical name is `word`, without regard to capitals.
    fn head_named(&self, word: &str) -> Option<usize> {
        self.r.lexicon.head_named(&crate::text::fold(word))
    }

    /// "Cục trưởng Cục Thuế tỉnh", "Vụ trưởng Pháp chế".
    fn of_noun(&self, t: &Title<'_>, word: &str, at: usize) -> (PostBody, usize) {
        let of = self.word(at, WordClass::Of);
        if let Some((body, to)) = self.body(at + of) {
            return (PostBody::Body(Box::new(body)), to);
        }
        if let Some(row) = self.head_named(word)
            && let Some((canonical, written, to)) = self.field(at, true)
        {
            let (unit, end) = self.unit_after(to, None).unwrap_or((UnitRef::None, to));
            let body = BodyRef {
                field: Some((canonical, written)),
                unit,
                ..BodyRef::new(row, self.span(t.from, end))
            };
            return (PostBody::Body(Box::new(body)), end);
        }
        (PostBody::Missing, t.to)
    }
}

/// Key of the Communist Party itself.
const PARTY: &str = "dang-cong-san";

/// A body that is only implied stands where the title stands.
fn place_at(body: &mut BodyRef, span: crate::text::Span) {
    body.span = span;
    body.parents.iter_mut().for_each(|p| place_at(p, span));
}

/// The part of a body's name that a unit would complete.
fn innermost(body: &mut BodyRef) -> Option<&mut BodyRef> {
    if body.parents.is_empty() {
        return (!matches!(body.unit, UnitRef::Named(_))).then_some(body);
    }
    body.parents.last_mut().and_then(innermost)
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
