//! Bodies: canonical names with jurisdiction and parent.

use super::Resolver;
use crate::lexicon::tables::{Head, Rank, Tail, Trait, WordClass};
use crate::model::mention::{BodyRef, Kind, PlaceRef, PostBody, PostRef, UnitRef};
use crate::model::{Body, BodyId, Cue, Level, PlaceId, Sector};
use crate::text::{self, Span};

/// The unit of a body, and how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    place: PlaceId,
    cue: Cue,
}

/// A body's name in its two spellings.
struct Names {
    canonical: String,
    written: String,
}

impl Resolver<'_> {
    /// In "Đảng ủy, HĐND, UBND xã X" and "Bí thư Đảng ủy, Chủ tịch UBND xã X" the last one's unit is everybody's.
    pub(super) fn lent_unit(&self, n: usize) -> Option<UnitRef> {
        let own = self.chunks.get(n)?;
        let body = named_body(&own.kind)?;
        let level = match (&own.kind, deepest(body)) {
            (Kind::Post(_), UnitRef::Level(row)) => self.lexicon.classifiers.get(*row).map(|c| c.rank),
            _ => None,
        };
        let rank = level.or_else(|| self.open_rank(body));
        let mut at = n + 1;
        for _ in 0..6 {
            let skip = self.joint(at, own.sentence);
            let next = self.chunks.get(at + skip).filter(|c| c.sentence == own.sentence && skip > 0)?;
            let other = named_body(&next.kind)?;
            // "Giám đốc Ban A - nguyên Chủ tịch UBND huyện B": what somebody was says nothing about what he is.
            if former(&next.kind) && !former(&own.kind) {
                return None;
            }
            let unit = deepest(other);
            // "Thành ủy viên, Bí thư Huyện ủy A": A is no city, whatever else bears its name.
            let smaller =
                matches!(self.open_rank(other), Some(Rank::Huyen | Rank::Quan | Rank::ThiXa | Rank::Commune))
                    && matches!(rank, Some(Rank::City | Rank::Province));
            if unit != &UnitRef::None {
                let exact = level.is_none_or(|l| self.is_of_rank(unit, l));
                let fits = (!smaller && exact && self.fits_rank(unit, rank)).then(|| unit.clone());
                return fits.or_else(|| self.province_around(unit, rank));
            }
            at += skip + 1;
        }
        None
    }

    /// "Tỉnh ủy viên, Bí thư Thành ủy A": the province that a smaller unit lies in, where only one can be meant.
    fn province_around(&self, unit: &UnitRef, rank: Option<Rank>) -> Option<UnitRef> {
        let rank = rank.filter(|r| matches!(r, Rank::Province | Rank::City))?;
        let UnitRef::Named(p) = unit else { return None };
        if let Some(w) = &p.within {
            let larger = UnitRef::Named(w.clone());
            return if self.fits_rank(&larger, Some(rank)) {
                Some(larger)
            } else {
                self.province_around(&larger, Some(rank))
            };
        }
        let units = self.lexicon.gazetteer.units();
        let level = p
            .units
            .iter()
            .filter_map(|u| units.get(*u))
            .map(|u| u.level)
            .filter(|l| *l > Level::Province)
            .min()?;
        let mut around: Vec<usize> = Vec::new();
        for u in p.units.iter().copied().filter(|u| units.get(*u).is_some_and(|u| u.level == level)) {
            let mut at = u;
            while let Some(parent) = self.above(at) {
                at = parent;
            }
            around.push(at);
        }
        let name = &units.get(*around.first()?)?.name;
        if !around
            .iter()
            .all(|u| units.get(*u).is_some_and(|u| u.level == Level::Province && u.name == *name))
        {
            return None;
        }
        let classifier = units.get(*around.first()?).map(|u| u.classifier.clone())?;
        let row = self.lexicon.classifiers.iter().position(|c| c.name == classifier);
        around.sort_unstable();
        around.dedup();
        let place = PlaceRef {
            classifier: row,
            name: name.clone(),
            units: around,
            within: None,
            ..p.as_ref().clone()
        };
        let larger = UnitRef::Named(Box::new(place));
        self.is_of_rank(&larger, rank).then_some(larger)
    }

    /// True where a unit is named and of that rank: a centrally run city is no "tỉnh".
    fn is_of_rank(&self, unit: &UnitRef, rank: Rank) -> bool {
        let UnitRef::Named(p) = unit else { return false };
        self.named_rank(p) == Some(rank)
    }

    /// How many chunks (a comma, "và", both) join what stands before `at` to what follows.
    fn joint(&self, at: usize, sentence: usize) -> usize {
        let chunk = |n: usize| self.chunks.get(n).filter(|c| c.sentence == sentence).map(|c| &c.kind);
        let mark = usize::from(matches!(chunk(at), Some(Kind::Punct(',' | '-' | '&' | '/'))));
        let and = matches!(chunk(at + mark), Some(Kind::Word(r)) if self.lexicon.word_is(*r, WordClass::And));
        mark + usize::from(and)
    }

    /// The level that the innermost part of a name wants.
    fn open_rank(&self, b: &BodyRef) -> Option<Rank> {
        match b.parents.last() {
            Some(p) => self.open_rank(p),
            None => self.lexicon.heads.get(b.head).and_then(|h| h.rank),
        }
    }

    /// True where a unit's level is the one that a head wants.
    fn fits_rank(&self, unit: &UnitRef, rank: Option<Rank>) -> bool {
        let Some(rank) = rank.filter(|r| *r != Rank::Local) else { return true };
        let own = match unit {
            UnitRef::Level(row) => self.lexicon.classifiers.get(*row).map(|c| c.rank),
            // A named city is a province's equal or a district's.
            UnitRef::Named(p) => self.named_rank(p).map(|r| self.city_rank(p, r)),
            UnitRef::None => None,
        };
        let Some(own) = own else { return true };
        let district = |r: Rank| matches!(r, Rank::District | Rank::Huyen | Rank::Quan | Rank::ThiXa);
        // "Thành ủy, … UBND quận 7": a quận is no city.
        let city = |r: Rank, other: Rank| r == Rank::City && matches!(other, Rank::Province | Rank::District);
        own == rank || (district(own) && district(rank)) || city(rank, own) || city(own, rank)
    }

    fn city_rank(&self, p: &PlaceRef, rank: Rank) -> Rank {
        let mut levels =
            p.units.iter().filter_map(|u| self.lexicon.gazetteer.units().get(*u)).map(|u| u.level);
        match rank {
            Rank::City if !p.units.is_empty() && levels.all(|l| l == Level::District) => Rank::District,
            other => other,
        }
    }

    fn named_rank(&self, p: &PlaceRef) -> Option<Rank> {
        if let Some(c) = p.classifier.and_then(|c| self.lexicon.classifiers.get(c)) {
            return Some(c.rank);
        }
        let units = p.units.iter().filter_map(|u| self.lexicon.gazetteer.units().get(*u));
        units.map(|u| u.level).min().map(|l| match l {
            Level::Country => Rank::Central,
            Level::Province => Rank::Province,
            Level::District => Rank::District,
            Level::Commune => Rank::Commune,
            Level::Village | Level::Site => Rank::Village,
        })
    }

    /// "UBND các huyện", "các đảng ủy xã, thị trấn": bodies of a kind, no particular one.
    pub(super) fn generic(&self, n: usize, b: &BodyRef) -> bool {
        let Some(own) = self.chunks.get(n) else { return false };
        let plural = |at: Option<usize>| {
            at.and_then(|a| self.chunks.get(a)).filter(|c| c.sentence == own.sentence).is_some_and(|c| {
                c.word.and_then(|w| self.lexicon.words.get(w)).is_some_and(|w| w.class == WordClass::Plural)
            })
        };
        let unit = deepest(b);
        let named = matches!(unit, UnitRef::Named(_)) || b.quoted.is_some();
        let takes = self
            .lexicon
            .heads
            .get(b.head)
            .is_some_and(|h| takes_unit(h.tail) && h.rank != Some(Rank::Central));
        let level_list = matches!(unit, UnitRef::Level(_)) && self.level_follows(n);
        takes
            && !named
            && ((plural(Some(n + 1)) && *unit == UnitRef::None)
                || level_list
                || (plural(n.checked_sub(1)) && b.field.is_none()))
    }

    /// ", thị trấn" after "UBND xã": levels in a list name nobody.
    fn level_follows(&self, n: usize) -> bool {
        let Some(own) = self.chunks.get(n) else { return false };
        let rest = self.article.doc.get(own.span.end..).unwrap_or("");
        let rest = rest.trim_start();
        let Some(next) = rest.strip_prefix(',').map(str::trim_start) else { return false };
        let folded = text::fold(&next.chars().take(12).collect::<String>());
        self.lexicon.classifiers.iter().any(|c| folded.starts_with(c.name.as_str()))
            && next.chars().next().is_some_and(char::is_lowercase)
    }

    /// "tham gia BCH, Ban Thường vụ và giữ chức Bí thư Huyện ủy X": the committee is named after.
    pub(super) fn with_committee(&self, n: usize, b: &BodyRef) -> Option<BodyRef> {
        let head = self.lexicon.heads.get(b.head)?;
        if let Some(parent) = self.lent_parent(n, b, head) {
            let mut out = b.clone();
            out.parents = vec![parent];
            return Some(out);
        }
        let inner = b.parents.first();
        if let Some(unit) = self.joined_unit(n, b) {
            let mut out = b.clone();
            out.parents.last_mut()?.unit = unit;
            return Some(out);
        }
        if let Some(committee) = self.joined_committee(n, b) {
            let mut out = b.clone();
            out.parents = vec![committee];
            return Some(out);
        }
        let alone = head.tail == Tail::Parent
            && head.sector == Sector::Party
            && b.parents.is_empty()
            && b.unit == UnitRef::None
            && b.field.is_none();
        let branch = inner.is_some_and(|p| {
            let open = p.unit == UnitRef::None || self.level_named_ahead(n, p);
            open && p.parents.is_empty() && self.is_branch(p)
        });
        if !(alone || branch) {
            return None;
        }
        let committee = if head.key == GROUP || head.key == FRACTION {
            self.state_body_ahead(n)?
        } else {
            self.committee_ahead(n)?
        };
        let mut out = b.clone();
        if branch || head.key == BOARD {
            out.parents = vec![self.branch_of(&committee)?];
        } else {
            out.parents = vec![committee];
        }
        Some(out)
    }

    /// "Bí thư Đảng ủy, Giám đốc Công an tỉnh": the committee of the organisation that the next post is in.
    fn lent_parent(&self, n: usize, b: &BodyRef, head: &Head) -> Option<BodyRef> {
        let bare = b.parents.is_empty() && b.unit == UnitRef::None;
        if !bare {
            return None;
        }
        if head.is(Trait::Section) && b.field.is_some() {
            return self.sibling_parent(n);
        }
        if b.field.is_some()
            || head.sector != Sector::Party
            || head.tail != Tail::Any
            || self.lent_unit(n).is_some()
        {
            return None;
        }
        let sentence = self.chunks.get(n)?.sentence;
        let joint = self.joint(n + 1, sentence);
        let next = self.chunks.get(n + 1 + joint).filter(|c| c.sentence == sentence && joint > 0)?;
        let body = named_body(&next.kind)?;
        let own = self.lexicon.heads.get(body.head)?;
        let organisation = own.sector != Sector::Party
            && (body.field.is_some()
                || matches!(
                    own.tail,
                    Tail::NamedUnit | Tail::Unit | Tail::Parent | Tail::ParentOf | Tail::Any | Tail::Number
                ));
        let council = own.sector == Sector::State && own.tail == Tail::Unit;
        let part = matches!(own.tail, Tail::Parent | Tail::ParentOf);
        let inner = body.parents.last().filter(|_| part);
        // A board named alone is no organisation with a Party committee: its firm is.
        if part && inner.is_none() {
            return None;
        }
        (organisation && !council).then(|| inner.unwrap_or(body).clone())
    }

    /// "Đội A, Đội B, Đội C Công an quận X": the owner of the last section is everybody's.
    fn sibling_parent(&self, n: usize) -> Option<BodyRef> {
        let sentence = self.chunks.get(n)?.sentence;
        let mut at = n + 1;
        for _ in 0..12 {
            let joint = self.joint(at, sentence);
            let next = self.chunks.get(at + joint).filter(|c| c.sentence == sentence && joint > 0)?;
            let body = named_body(&next.kind)?;
            let section = self.lexicon.heads.get(body.head).is_some_and(|h| h.is(Trait::Section));
            if !section || body.unit != UnitRef::None {
                return None;
            }
            if let Some(parent) = body.parents.last() {
                return Some(parent.clone());
            }
            at += joint + 1;
        }
        None
    }

    /// "tham gia Ban Thường vụ Huyện ủy và giữ chức Bí thư Huyện ủy X": the same committee, named in full next.
    fn joined_unit(&self, n: usize, b: &BodyRef) -> Option<UnitRef> {
        let [parent] = b.parents.as_slice() else { return None };
        let bare = self
            .lexicon
            .heads
            .get(parent.head)
            .is_some_and(|h| h.tail == Tail::Bare && h.sector == Sector::Party);
        if !bare || parent.unit != UnitRef::None || !self.after_join(n) {
            return None;
        }
        let next = self.committee_ahead(n)?;
        (next.head == parent.head && next.unit != UnitRef::None).then_some(next.unit)
    }

    /// "tham gia Ban Thường vụ Đảng ủy, giữ chức Bí thư Đảng ủy Khối X": the committee that is named next.
    fn joined_committee(&self, n: usize, b: &BodyRef) -> Option<BodyRef> {
        let [parent] = b.parents.as_slice() else { return None };
        if !self.bare_committee(parent) || self.is_branch(parent) || !self.after_join(n) {
            return None;
        }
        self.committee_ahead(n).filter(|c| !self.bare_committee(c))
    }

    /// "tham gia BCH Đảng bộ huyện, giữ chức Bí thư Huyện ủy X": the branch of the unit whose committee is next.
    fn level_named_ahead(&self, n: usize, branch: &BodyRef) -> bool {
        let UnitRef::Level(row) = &branch.unit else { return false };
        let rank = self.lexicon.classifiers.get(*row).map(|c| c.rank);
        let own = |c: &BodyRef| self.lexicon.heads.get(c.head).and_then(|h| h.rank);
        self.after_join(n)
            && self.committee_ahead(n).is_some_and(|c| own(&c) == rank && matches!(c.unit, UnitRef::Named(_)))
    }

    /// True in the list of bodies after "tham gia".
    fn after_join(&self, n: usize) -> bool {
        let Some(own) = self.chunks.get(n) else { return false };
        for c in self.chunks.get(..n).unwrap_or(&[]).iter().rev().take(8) {
            let word = c
                .word
                .map(|w| (self.lexicon.word_is(w, WordClass::Join), self.lexicon.word_is(w, WordClass::And)));
            match (&c.kind, word) {
                _ if c.sentence != own.sentence => return false,
                (_, Some((true, _))) => return true,
                (Kind::Body(_) | Kind::Punct(','), _) | (_, Some((_, true))) => {}
                _ => return false,
            }
        }
        false
    }

    /// True for "Đảng bộ".
    fn is_branch(&self, b: &BodyRef) -> bool {
        self.lexicon.heads.get(b.head).is_some_and(|h| h.key == BRANCH)
    }

    /// "Đảng bộ huyện X" for "Huyện ủy X"; "Đảng bộ Khối …" for "Đảng ủy Khối …".
    fn branch_of(&self, committee: &BodyRef) -> Option<BodyRef> {
        let own = self.lexicon.heads.get(committee.head)?;
        if own.sector != Sector::Party {
            return Some(committee.clone());
        }
        // "BCH" beside "Đảng ủy Công ty X" is that of "Đảng bộ Công ty X".
        if own.tail == Tail::Any && !committee.parents.is_empty() {
            let row = self.lexicon.head_row(BRANCH)?;
            return Some(BodyRef { parents: committee.parents.clone(), ..BodyRef::new(row, committee.span) });
        }
        let row = match own.tail {
            _ if own.is(Trait::Bloc) || own.tail == Tail::None => {
                self.lexicon.heads.iter().position(|h| {
                    h.key == BRANCH_OF_BLOC
                        && h.name.ends_with(own.name.split_once("Khối").map_or("-", |x| x.1))
                })?
            }
            _ => self.lexicon.head_row(BRANCH)?,
        };
        let bloc = own.is(Trait::BlocOf) && committee.field.is_some();
        let unit = match &committee.unit {
            UnitRef::None if bloc => UnitRef::None,
            UnitRef::None => own
                .rank
                .and_then(|r| self.lexicon.classifiers.iter().position(|c| c.rank == r))
                .map_or(UnitRef::None, UnitRef::Level),
            UnitRef::Named(p) => {
                UnitRef::Named(Box::new(self.with_classifier(p, own.rank.filter(|_| !bloc))))
            }
            other @ UnitRef::Level(_) => other.clone(),
        };
        let field = committee.field.clone().filter(|_| bloc);
        Some(BodyRef { unit, field, ..BodyRef::new(row, committee.span) })
    }

    /// A bare name after "Huyện ủy" is a huyện's.
    fn with_classifier(&self, p: &PlaceRef, rank: Option<Rank>) -> PlaceRef {
        let mut out = p.clone();
        if out.classifier.is_none() {
            let row = rank.and_then(|r| self.lexicon.classifiers.iter().position(|c| c.rank == r));
            let word = row.and_then(|r| self.lexicon.classifiers.get(r)).map(|c| c.name.as_str());
            let fits: Vec<usize> = out
                .units
                .iter()
                .copied()
                .filter(|u| {
                    self.lexicon.gazetteer.units().get(*u).is_some_and(|u| word.is_some_and(|w| u.is_a(w)))
                })
                .collect();
            if !fits.is_empty() {
                out.units = fits;
            }
        }
        out
    }

    /// "Ủy viên Ban cán sự đảng, Thứ trưởng Bộ X": the group is of the ministry named next.
    fn state_body_ahead(&self, n: usize) -> Option<BodyRef> {
        let next = self.bodies_ahead(n, 5).next()?;
        let state = self.lexicon.heads.get(next.head).is_some_and(|h| h.sector != Sector::Party);
        state.then(|| next.clone())
    }

    /// The next committee named in the clause.
    fn committee_ahead(&self, n: usize) -> Option<BodyRef> {
        let all: Vec<&BodyRef> = self.bodies_ahead(n, 24).filter_map(|b| self.committee_in(b)).collect();
        let first = *all.first()?;
        // "tham gia BCH, Ban Thường vụ Huyện ủy, giữ chức Bí thư Huyện ủy X": the same one, in full.
        let full = all.iter().find(|b| b.head == first.head && b.unit != UnitRef::None);
        // "… Ban Thường vụ Đảng ủy, giữ chức Bí thư Đảng ủy Khối X": the one that has a name.
        let full =
            full.or_else(|| all.iter().find(|b| self.bare_committee(first) && !self.bare_committee(b)));
        Some(full.filter(|_| first.unit == UnitRef::None).copied().unwrap_or(first).clone())
    }

    /// "Đảng ủy", of whichever organisation.
    fn bare_committee(&self, b: &BodyRef) -> bool {
        let any = self.lexicon.heads.get(b.head).is_some_and(|h| h.tail == Tail::Any);
        any && b.unit == UnitRef::None && b.field.is_none() && b.parents.is_empty()
    }

    /// Bodies named after chunk `n` in its clause, not more than `reach` chunks away.
    fn bodies_ahead(&self, n: usize, reach: usize) -> impl Iterator<Item = &BodyRef> {
        let sentence = self.chunks.get(n).map(|c| c.sentence);
        self.chunks
            .iter()
            .skip(n + 1)
            .take(reach)
            .take_while(move |c| Some(c.sentence) == sentence && !matches!(c.kind, Kind::Punct(';')))
            .filter_map(|c| named_body(&c.kind))
    }

    /// The Party committee or association inside a name.
    fn committee_in<'b>(&self, b: &'b BodyRef) -> Option<&'b BodyRef> {
        let h = self.lexicon.heads.get(b.head)?;
        let committee = (h.sector == Sector::Party
            && (h.tail == Tail::Bare || h.key.starts_with(COMMITTEE_KEYS)))
            || (h.sector == Sector::Mass && h.tail == Tail::Unit);
        if committee { Some(b) } else { b.parents.first().and_then(|p| self.committee_in(p)) }
    }

    /// The body that is spoken of; a council or committee of nobody knows which unit is none. (In a post it
    /// stays: "nguyên Bí thư Huyện ủy" says what somebody was.)
    pub(super) fn spoken_of(&mut self, b: &BodyRef, lent: Option<UnitRef>, sentence: Span) -> Option<BodyId> {
        self.body_known(b, lent, sentence, true)
    }

    /// The body that `b` means. `lent` is the unit of a body that it is coordinated with.
    pub(super) fn body(&mut self, b: &BodyRef, lent: Option<UnitRef>, sentence: Span) -> Option<BodyId> {
        self.body_known(b, lent, sentence, false)
    }

    fn body_known(
        &mut self,
        b: &BodyRef,
        lent: Option<UnitRef>,
        sentence: Span,
        whose: bool,
    ) -> Option<BodyId> {
        let lexicon = self.lexicon;
        let head = lexicon.heads.get(b.head)?;
        let unnamed = matches!(head.tail, Tail::Field | Tail::Name | Tail::Ministry)
            && b.field.is_none()
            && b.quoted.is_none();
        // "TƯ Hội": the centre of the association named before.
        if head.key == CENTRE || unnamed {
            let id = if head.key == CENTRE { self.centre(head) } else { self.same_kind(head) };
            match id {
                Some(id) => self.mention_body(id, sentence),
                None => self.abstain(b.span, "body-named-before", "no body of this kind is named before"),
            }
            return id;
        }
        let parents: Vec<BodyId> = self.parents(b, lent.clone(), sentence);
        let mut parents = self.of_the_organisation(head, parents, b.span, sentence);
        if parents.is_empty()
            && b.unit == UnitRef::None
            && lent.is_none()
            && let Some(owner) = self.owner_in_sentence(head, sentence)
        {
            parents.push(owner);
        }
        let mut unit = if parents.is_empty() { self.unit_for(b, head, lent, sentence) } else { None };
        // "Ban Dân vận tỉnh X" is that of "Tỉnh ủy X".
        if let Some(u) = unit
            && head.sector == Sector::Party
            && head.tail == Tail::Parent
            && head.key != BOARD
            && head.key != BRANCH
            && let Some(committee) = self.committee_of(COMMITTEE, u.place, b.span, sentence)
        {
            parents.push(committee);
            unit = None;
        }
        if parents.is_empty() && unit.is_none() && !complete(b, head) {
            if let Some(id) = self.same_head(head) {
                self.mention_body(id, sentence);
                return Some(id);
            }
            if head.tail == Tail::Parent && matches!(head.sector, Sector::Judicial | Sector::Enterprise) {
                return self.part_of_last(b, head, sentence);
            }
            if matches!(head.tail, Tail::Parent | Tail::Any) {
                return self.parentless(b, head, sentence);
            }
            let local = matches!(head.tail, Tail::Unit | Tail::Bare | Tail::NamedUnit);
            if whose && local && head.sector != Sector::Enterprise {
                self.abstain(b.span, "jurisdiction", "no unit of that level is named, or several are");
                return None;
            }
        }
        if let Some(full) = self.fuller_department(b, head, unit) {
            self.mention_body(full, sentence);
            return Some(full);
        }
        let names = self.names(b, head, unit, &parents);
        Some(self.add_body(b, head, names, unit, parents.last().copied(), sentence))
    }

    /// "Sở Lao động" after "Sở Lao động - Thương binh và Xã hội" of the same unit: the first part of a name that the
    /// article has given in full.
    fn fuller_department(&self, b: &BodyRef, head: &Head, unit: Option<Unit>) -> Option<BodyId> {
        let (field, _) = b.field.as_ref()?;
        if !head.is(Trait::Shared) {
            return None;
        }
        let stem = text::fold(&format!("{} {field}", head.name));
        let longer = |name: &str| {
            text::fold(name)
                .strip_prefix(stem.as_str())
                .is_some_and(|r| r.starts_with([',', '-']) || r.starts_with(" -") || r.starts_with(" và "))
        };
        let mut found = self.knowledge.bodies.iter().enumerate().filter(|(_, x)| {
            x.kind == head.key && x.jurisdiction == unit.map(|u| u.place) && longer(&x.name)
        });
        let one = found.next()?.0;
        found.next().is_none().then_some(BodyId(one))
    }

    /// "BCH Tỉnh ủy" is the executive committee of the Party organisation, "Đảng bộ tỉnh".
    fn of_the_organisation(
        &mut self,
        head: &Head,
        mut parents: Vec<BodyId>,
        span: Span,
        sentence: Span,
    ) -> Vec<BodyId> {
        let place = parents
            .last()
            .and_then(|p| self.knowledge.bodies.get(p.0))
            .and_then(|p| self.lexicon.is_party_committee(&p.kind).then_some(p.jurisdiction).flatten());
        if head.key == BRANCH
            && let Some(place) = place
        {
            return self.committee_of(BRANCH, place, span, sentence).into_iter().collect();
        }
        if head.key == BOARD
            && let Some(place) = place
            && let Some(id) = self.committee_of(BRANCH, place, span, sentence)
            && let Some(last) = parents.last_mut()
        {
            *last = id;
        }
        parents
    }

    fn parents(&mut self, b: &BodyRef, lent: Option<UnitRef>, sentence: Span) -> Vec<BodyId> {
        let shared = b.parents.last().map(deepest).filter(|u| **u != UnitRef::None).cloned();
        let count = b.parents.len();
        let mut out = Vec::new();
        for (n, p) in b.parents.iter().enumerate() {
            let lend = if n + 1 < count { shared.clone() } else { lent.clone() };
            out.extend(self.body(p, lend, sentence));
        }
        out
    }

    /// "Ban Thường vụ" alone: of the committee named last, or of the article's own level.
    fn parentless(&mut self, b: &BodyRef, head: &Head, sentence: Span) -> Option<BodyId> {
        // "Ban cán sự đảng", "Đảng đoàn" are groups in organs of the State.
        let group = head.key == GROUP || head.key == FRACTION;
        let fits = |h: &Head| match group {
            true => h.tail == Tail::Ministry,
            false => h.tail == Tail::Bare && h.sector == Sector::Party,
        };
        let committee = self
            .knowledge
            .bodies
            .iter()
            .enumerate()
            .filter(|(_, x)| self.lexicon.heads_of(&x.kind).any(fits))
            .max_by_key(|(_, x)| x.mentions.last().map_or(0, |m| m.start))
            .map(|(n, _)| BodyId(n));
        // A committee of its own ("Đảng ủy" of a firm, an office, a commune) is no part of another one.
        let own = head.tail == Tail::Any && head.rank == Some(Rank::Commune);
        if head.sector != Sector::Party || committee.is_none() || own {
            self.abstain(b.span, "body-of", "the body that it belongs to is not named");
            return None;
        }
        let parents: Vec<BodyId> = committee.into_iter().collect();
        let parents = self.of_the_organisation(head, parents, b.span, sentence);
        if head.key == BRANCH {
            return parents.last().copied();
        }
        let names = self.names(b, head, None, &parents);
        Some(self.add_body(b, head, names, None, parents.last().copied(), sentence))
    }

    /// "Sở X kỷ luật bà B, chuyên viên Phòng Quản lý đất": the one body with sections that the sentence has
    /// named before.
    fn owner_in_sentence(&self, head: &Head, sentence: Span) -> Option<BodyId> {
        let central = head.rank.is_some_and(|r| r != Rank::Central);
        if !head.is(Trait::Section) || central || head.is(Trait::Owner) {
            return None;
        }
        // A "Vụ" is a ministry's, not a "Cục"'s.
        let fits = |h: &Head| head.rank != Some(Rank::Central) || h.tail == Tail::Ministry;
        let owns = |kind: &str| self.lexicon.heads_of(kind).any(|h| h.is(Trait::Owner) && fits(h));
        let mut found = self
            .knowledge
            .bodies
            .iter()
            .enumerate()
            .filter(|(_, b)| b.mentions.last() == Some(&sentence) && owns(&b.kind));
        if let Some(one) = found.next() {
            return found.next().is_none().then_some(BodyId(one.0));
        }
        // "Đội An ninh", "Khoa Luật": of the one police force, school or hospital that the article has named.
        let fits = |b: &Body| match head.key.as_str() {
            SQUAD => b.kind == POLICE,
            FACULTY => b.sector == Sector::Other && owns(&b.kind),
            _ => false,
        };
        let mut whole = self.knowledge.bodies.iter().enumerate().filter(|(_, b)| fits(b));
        let one = whole.next()?;
        whole.next().is_none().then_some(BodyId(one.0))
    }

    /// "Tòa Lao động": a part of the court named last.
    fn part_of_last(&mut self, b: &BodyRef, head: &Head, sentence: Span) -> Option<BodyId> {
        let whole = self
            .knowledge
            .bodies
            .iter()
            .enumerate()
            .filter(|(_, x)| x.sector == head.sector && x.kind != head.key && !self.is_board(&x.kind))
            .max_by_key(|(_, x)| x.mentions.last().map_or(0, |m| m.start))
            .map(|(n, _)| BodyId(n));
        let Some(whole) = whole else {
            self.abstain(b.span, "body-of", "the body that it belongs to is not named");
            return None;
        };
        let names = self.names(b, head, None, &[whole]);
        Some(self.add_body(b, head, names, None, Some(whole), sentence))
    }

    /// True for parts that are always somebody's: boards of firms, divisions of courts.
    fn is_board(&self, kind: &str) -> bool {
        let part =
            |h: &Head| h.tail == Tail::Parent && matches!(h.sector, Sector::Judicial | Sector::Enterprise);
        self.lexicon.heads_of(kind).any(part)
    }

    /// The central organ of an association that was named last.
    fn centre(&self, head: &Head) -> Option<BodyId> {
        let begins = format!("{} ", head.name);
        let whole = self.knowledge.bodies.iter().enumerate().filter(|(_, b)| b.name.starts_with(&begins));
        whole.max_by_key(|(_, b)| b.mentions.last().map_or(0, |m| m.start)).map(|(n, _)| BodyId(n))
    }

    /// "Trung tâm" alone: the one of its kind that was named last.
    fn same_kind(&self, head: &Head) -> Option<BodyId> {
        self.knowledge
            .bodies
            .iter()
            .enumerate()
            .filter(|(_, b)| b.kind == head.key)
            .max_by_key(|(_, b)| b.mentions.last().map_or(0, |m| m.start))
            .map(|(n, _)| BodyId(n))
    }

    /// A body with the same head that was named with its unit before: "UBND" after "UBND tỉnh".
    fn same_head(&self, head: &Head) -> Option<BodyId> {
        let committee =
            matches!(head.tail, Tail::Unit | Tail::Bare | Tail::Parent | Tail::NamedUnit | Tail::Any);
        if !committee {
            return None;
        }
        self.knowledge
            .bodies
            .iter()
            .enumerate()
            .filter(|(_, b)| b.kind == head.key && (b.jurisdiction.is_some() || b.parent.is_some()))
            .max_by_key(|(_, b)| b.mentions.last().map_or(0, |m| m.start))
            .map(|(n, _)| BodyId(n))
    }

    /// The unit that the words name or leave to the context.
    fn unit_for(&mut self, b: &BodyRef, head: &Head, lent: Option<UnitRef>, sentence: Span) -> Option<Unit> {
        let unit = match (&b.unit, lent) {
            (UnitRef::None, lent) if takes_unit(head.tail) => lent.unwrap_or(UnitRef::None),
            // "Tỉnh ủy viên, Bí thư Thành ủy A" says of which province.
            (UnitRef::Level(row), Some(named @ UnitRef::Named(_)))
                if self
                    .lexicon
                    .classifiers
                    .get(*row)
                    .is_some_and(|c| self.fits_rank(&named, Some(c.rank))) =>
            {
                named
            }
            (own, _) => own.clone(),
        };
        match unit {
            UnitRef::Named(p) => {
                let place = self.unit_place(&p, head.rank, sentence)?;
                if let Some(u) = self.context.unit_of(place)
                    && self.lexicon.gazetteer.units().get(u).is_some_and(|u| u.level != Level::Country)
                {
                    self.focus(u, sentence.start);
                }
                Some(Unit { place, cue: Cue::Named })
            }
            UnitRef::Level(row) => {
                let lexicon = self.lexicon;
                let c = lexicon.classifiers.get(row)?;
                let found = self.meant(c.rank, Some(&c.name), sentence);
                if found.is_none() {
                    self.abstain(b.span, "jurisdiction", "no unit of that level is named, or several are");
                }
                found.map(|(place, cue)| Unit { place, cue })
            }
            UnitRef::None => {
                // The committee of a bloc serves the level that its name says, or the whole country.
                let bloc = head.is(Trait::BlocOf) && b.field.is_some();
                if self.district_office(b, head) {
                    return self
                        .meant(Rank::District, None, sentence)
                        .map(|(place, cue)| Unit { place, cue });
                }
                if self.nationwide(b, head) {
                    return None;
                }
                let rank = head.rank.filter(|r| *r != Rank::Central && !bloc)?;
                let lexicon = self.lexicon;
                let found = self.meant(rank, lexicon.rank_word(rank), sentence);
                if found.is_none() && rank != Rank::Local {
                    self.abstain(b.span, "jurisdiction", "no unit of that level is named, or several are");
                }
                found.map(|(place, cue)| Unit { place, cue })
            }
        }
    }

    /// "Phòng Y tế", "Phòng Nội vụ": offices that every district has.
    fn district_office(&self, b: &BodyRef, head: &Head) -> bool {
        let section = head.is(Trait::Section) && !head.is(Trait::Owner) && head.rank.is_none();
        section
            && b.field.as_ref().is_some_and(|(name, _)| {
                let key = text::fold(name);
                self.lexicon
                    .words
                    .iter()
                    .any(|w| w.class == WordClass::DistrictOffice && text::fold(&w.phrase) == key)
            })
    }

    /// "Ban Chỉ đạo quốc gia …": of the whole country.
    fn nationwide(&self, b: &BodyRef, head: &Head) -> bool {
        head.is(Trait::Task)
            && b.field.as_ref().is_some_and(|(name, _)| {
                let key = text::fold(name);
                let national =
                    |class| matches!(class, WordClass::National | WordClass::Central | WordClass::Region);
                self.lexicon
                    .words
                    .iter()
                    .any(|w| national(w.class) && key.contains(text::fold(&w.phrase).as_str()))
            })
    }

    /// The place in a body's name: always accepted, with or without its classifier.
    fn unit_place(&mut self, p: &PlaceRef, rank: Option<Rank>, sentence: Span) -> Option<PlaceId> {
        if let Some(w) = &p.within {
            self.place(w, sentence);
        }
        if p.classifier.is_some() {
            return self.place(p, sentence);
        }
        let within = p.within.as_ref().and_then(|w| self.place(w, sentence));
        let mut narrowed = p.clone();
        if let Some(word) = rank.and_then(|r| self.lexicon.rank_word(r)) {
            let exact: Vec<usize> = p
                .units
                .iter()
                .copied()
                .filter(|u| self.lexicon.gazetteer.units().get(*u).is_some_and(|u| u.is_a(word)))
                .collect();
            if !exact.is_empty() {
                narrowed.units = exact;
            }
        }
        let unit = self.choose(&narrowed, within);
        match unit {
            Some(u) => Some(self.known_place(u, Some(p), Some(sentence))),
            None => {
                self.abstain(
                    p.span,
                    "homonym",
                    "several units bear this name and nothing named here holds one of them",
                );
                None
            }
        }
    }

    fn names(&self, b: &BodyRef, head: &Head, unit: Option<Unit>, parents: &[BodyId]) -> Names {
        if let Some(q) = &b.quoted {
            let full = self.expand(q);
            return Names { canonical: full.clone(), written: full };
        }
        let (mut canonical, mut written) = (String::with_capacity(NAME), String::with_capacity(NAME));
        canonical.push_str(&head.name);
        written.push_str(b.head_words.as_deref().unwrap_or(&head.name));
        if let Some((c, w)) = &b.field {
            // What the article spells as the table does somewhere is shown so everywhere.
            let w = if c != w && self.article.doc.contains(c.as_str()) { c } else { w };
            let (c, w) = (after_head(&canonical, c), after_head(&written, w));
            append(&mut canonical, &[" ", c]);
            append(&mut written, &[" ", w]);
        }
        if !parents.is_empty() {
            let local = parents
                .iter()
                .any(|p| self.knowledge.bodies.get(p.0).is_some_and(|p| p.jurisdiction.is_some()));
            let drop = local && head.tail != Tail::ParentOf;
            let of = if drop { String::new() } else { self.of_before_parent(b) };
            let (c, w) = self.parent_names(b, parents);
            append(&mut canonical, &[&of, " ", &c]);
            append(&mut written, &[&of, " ", &w]);
        } else if let Some(u) = unit
            && let Some(place) = self.knowledge.places.get(u.place.0)
        {
            let own = place.written.as_deref().unwrap_or(&place.name);
            let bare = head.tail == Tail::Bare || place.level == Level::Country;
            let shown = |name| if bare { self.lexicon.short_place(name) } else { name };
            append(&mut canonical, &[" ", shown(&place.name)]);
            append(&mut written, &[" ", shown(own)]);
        }
        Names { canonical, written }
    }

    /// " của" where the words have it between the head and the parent.
    fn of_before_parent(&self, b: &BodyRef) -> String {
        let Some(parent) = b.parents.first() else { return String::new() };
        let between = Span::new(b.span.start, parent.span.start.max(b.span.start));
        let words = text::fold(text::squeeze(between.of(&self.article.doc)).as_str());
        // The first row, "của", is part of names ("Ủy ban Pháp luật của Quốc hội"); "thuộc" only tells the owner.
        let of = self.lexicon.words.iter().find(|w| w.class == WordClass::Of);
        let of = of.filter(|w| words.ends_with(&format!(" {}", w.phrase)));
        of.map_or_else(String::new, |w| format!(" {}", w.phrase))
    }

    /// Names of the parents; all but the last lose the unit that they share.
    fn parent_names(&self, b: &BodyRef, parents: &[BodyId]) -> (String, String) {
        let and =
            self.lexicon.words.iter().find(|w| w.class == WordClass::And && w.phrase.chars().count() == 2);
        let and = format!(" {} ", and.map_or("", |w| w.phrase.as_str()));
        // "Văn phòng Đoàn ĐBQH, HĐND, UBND": as the words have it.
        let links: Vec<&str> = (0..b.parents.len())
            .map(|n| match (n.checked_sub(1).and_then(|p| b.parents.get(p)), b.parents.get(n)) {
                (Some(a), Some(c)) if self.comma_between(a, c) => ", ",
                _ => and.as_str(),
            })
            .collect();
        let mut canonical = Vec::new();
        let mut written = Vec::new();
        for (n, id) in parents.iter().enumerate() {
            let Some(body) = self.knowledge.bodies.get(id.0) else { continue };
            let last = n + 1 == parents.len();
            let head = b.parents.get(n).and_then(|p| self.lexicon.heads.get(p.head));
            match head {
                Some(h) if !last => {
                    canonical.push(h.name.as_str());
                    written.push(h.name.as_str());
                }
                _ => {
                    canonical.push(body.name.as_str());
                    written.push(body.written.as_deref().unwrap_or(&body.name));
                }
            }
        }
        let joined = |names: &[&str]| {
            let mut out = String::with_capacity(NAME);
            for (n, name) in names.iter().enumerate() {
                let link = if n == 0 { "" } else { links.get(n).copied().unwrap_or(" ") };
                out.push_str(link);
                out.push_str(name);
            }
            out
        };
        (joined(&canonical), joined(&written))
    }

    /// True where only a comma stands between two parents.
    fn comma_between(&self, a: &BodyRef, b: &BodyRef) -> bool {
        let between = Span::new(a.span.end, b.span.start.max(a.span.end));
        matches!(between.of(&self.article.doc).trim(), "," | "-" | "–")
    }

    /// A quoted name with its abbreviations expanded.
    fn expand(&self, words: &str) -> String {
        let mut out: Vec<String> = Vec::new();
        for word in words.split(' ') {
            let (bare, rest) = match word.find(|c: char| !c.is_alphanumeric()) {
                Some(at) => word.split_at_checked(at).unwrap_or((word, "")),
                None => (word, ""),
            };
            let abbreviation = bare.chars().count() > 2 && bare.chars().all(char::is_uppercase);
            let head = if abbreviation {
                self.lexicon.heads.iter().find(|h| h.forms.iter().any(|f| f == bare))
            } else {
                None
            };
            out.push(head.map_or_else(|| word.to_owned(), |h| format!("{}{rest}", h.name)));
        }
        out.join(" ")
    }

    fn add_body(
        &mut self,
        b: &BodyRef,
        head: &Head,
        names: Names,
        unit: Option<Unit>,
        parent: Option<BodyId>,
        sentence: Span,
    ) -> BodyId {
        let key = text::fold(&names.canonical);
        if let Some(n) = self.same_firm(head, &key) {
            self.mention_body(BodyId(n), sentence);
            self.note_longer(n, &key, names);
            return BodyId(n);
        }
        if let Some(n) = self.seen_bodies.iter().position(|k| *k == key) {
            self.mention_body(BodyId(n), sentence);
            self.note_words(BodyId(n), b, &names);
            return BodyId(n);
        }
        let foreign = unit
            .and_then(|u| self.knowledge.places.get(u.place.0))
            .is_some_and(|p| p.level == Level::Country && !self.lexicon.is_home(&p.name));
        let jurisdiction = unit
            .map(|u| u.place)
            .or_else(|| parent.and_then(|p| self.knowledge.bodies.get(p.0)).and_then(|p| p.jurisdiction));
        self.knowledge.bodies.push(Body {
            written: (names.written != names.canonical).then_some(names.written),
            name: names.canonical,
            kind: head.key.clone(),
            sector: if foreign { Sector::Foreign } else { head.sector },
            jurisdiction,
            cue: unit.map_or(Cue::Named, |u| u.cue),
            parent,
            mentions: vec![sentence],
        });
        self.seen_bodies.push(key);
        BodyId(self.knowledge.bodies.len() - 1)
    }

    /// "Công ty Bình Minh" and "Công ty TNHH sản xuất gỗ Bình Minh" are one firm, unless two firms fit.
    fn same_firm(&self, head: &Head, key: &str) -> Option<usize> {
        if head.tail != Tail::Name {
            return None;
        }
        // "Trường Đại học Bình Minh" and "Trường Đại học Bình Minh Hà Nội".
        if head.sector != Sector::Enterprise {
            let begins = |short: &str, long: &str| {
                short.split(' ').count() > head.name.split(' ').count() + 1
                    && long.strip_prefix(short).is_some_and(|r| r.starts_with(' '))
            };
            let same = |n: usize| self.knowledge.bodies.get(n).is_some_and(|b| b.kind == head.key);
            let mut fits = self
                .seen_bodies
                .iter()
                .enumerate()
                .filter(|(n, k)| same(*n) && *k != key && (begins(key, k) || begins(k, key)));
            let one = fits.next()?.0;
            return fits.next().is_none().then_some(one);
        }
        let tail_of = |short: &str, long: &str| {
            let rest = short.splitn(3, ' ').nth(2).filter(|rest| rest.contains(' '));
            short.split(' ').take(2).eq(long.split(' ').take(2))
                && rest.and_then(|rest| long.strip_suffix(rest)).is_some_and(|before| before.ends_with(' '))
        };
        let mut fits = self
            .seen_bodies
            .iter()
            .enumerate()
            .filter(|(_, k)| *k != key && (tail_of(key, k) || tail_of(k, key)));
        let one = fits.next()?.0;
        fits.next().is_none().then_some(one)
    }

    /// The longer of two names of a firm is the one that is shown.
    fn note_longer(&mut self, n: usize, key: &str, names: Names) {
        let longer = self.seen_bodies.get(n).is_some_and(|k| k.len() < key.len());
        if let (Some(body), Some(seen), true) =
            (self.knowledge.bodies.get_mut(n), self.seen_bodies.get_mut(n), longer)
        {
            body.written = (names.written != names.canonical).then_some(names.written);
            body.name = names.canonical;
            key.clone_into(seen);
        }
    }

    /// A name spelt out is better than one expanded from an abbreviation.
    fn note_words(&mut self, id: BodyId, b: &BodyRef, names: &Names) {
        let spelt = b.field.as_ref().is_some_and(|(c, w)| c != w);
        if let Some(body) = self.knowledge.bodies.get_mut(id.0)
            && body.written.is_none()
            && spelt
            && names.written != body.name
        {
            body.written = Some(names.written.clone());
        }
    }

    fn mention_body(&mut self, id: BodyId, sentence: Span) {
        if let Some(b) = self.knowledge.bodies.get_mut(id.0)
            && b.mentions.last() != Some(&sentence)
        {
            b.mentions.push(sentence);
        }
    }

    /// The body of a post.
    pub(super) fn post_body(&mut self, p: &PostRef, lent: Option<UnitRef>, sentence: Span) -> Option<BodyId> {
        match &p.body {
            // "ủy viên Thành ủy" sits in the executive committee of the Party organisation.
            PostBody::Body(b) if p.member && p.role.title == self.member_title() && self.is_committee(b) => {
                let board = self.lexicon.head_row(BOARD)?;
                let board = BodyRef { parents: vec![(**b).clone()], ..BodyRef::new(board, b.span) };
                self.body(&board, lent, sentence)
            }
            PostBody::Body(b) => self.body(b, lent, sentence),
            PostBody::Unit(kind, unit) => self.committee(kind, unit, p.span, sentence),
            PostBody::Country(place) => self.foreign(p, place, sentence),
            PostBody::Missing => None,
        }
    }

    /// The plain title of a member, as the table has it.
    fn member_title(&self) -> &str {
        use crate::lexicon::tables::{RoleBody, RoleClass};
        let plain = |r: &&crate::lexicon::tables::Role| {
            r.class == RoleClass::Member && r.body == RoleBody::Follows && r.title.split(' ').count() == 2
        };
        self.lexicon.roles.iter().find(plain).map_or("", |r| r.title.as_str())
    }

    /// True for "Tỉnh ủy", "Thành ủy" …
    fn is_committee(&self, b: &BodyRef) -> bool {
        self.lexicon.heads.get(b.head).is_some_and(|h| h.tail == Tail::Bare && h.sector == Sector::Party)
    }

    /// "Chủ tịch tỉnh", "Bí thư huyện X": the kind of body that goes with the unit.
    fn committee(&mut self, kind: &str, unit: &UnitRef, span: Span, sentence: Span) -> Option<BodyId> {
        let place = match unit {
            UnitRef::Named(p) => self.unit_place(p, None, sentence)?,
            UnitRef::Level(row) => {
                let lexicon = self.lexicon;
                let c = lexicon.classifiers.get(*row)?;
                self.meant(c.rank, Some(&c.name), sentence)?.0
            }
            UnitRef::None => return None,
        };
        self.committee_of(kind, place, span, sentence)
    }

    /// The body of `kind` that serves `place`: its People's Committee, its Party committee, or the unit itself.
    pub(super) fn committee_of(
        &mut self,
        kind: &str,
        place: PlaceId,
        span: Span,
        sentence: Span,
    ) -> Option<BodyId> {
        let p = self.knowledge.places.get(place.0)?;
        let lexicon = self.lexicon;
        let row = match kind {
            COMMITTEE => lexicon.party_committee(&p.name)?.0,
            "" => lexicon.head_row(UNIT)?,
            other => lexicon.head_row(other)?,
        };
        let head = lexicon.heads.get(row)?;
        let b = BodyRef::new(row, span);
        let unit = Unit { place, cue: Cue::Named };
        let mut names = self.names(&b, head, Some(unit), &[]);
        if kind.is_empty() {
            let written = p.written.as_ref().unwrap_or(&p.name).clone();
            names = Names { canonical: p.name.clone(), written };
        }
        Some(self.add_body(&b, head, names, Some(unit), None, sentence))
    }

    /// "Thủ tướng Nhật Bản" → "Chính phủ Nhật Bản"; "Tổng thống Pháp" → the state.
    fn foreign(&mut self, p: &PostRef, place: &PlaceRef, sentence: Span) -> Option<BodyId> {
        let country = self.place(place, sentence)?;
        let role = self.lexicon.roles.iter().find(|r| r.title == p.role.title)?;
        let own = match &role.body {
            crate::lexicon::tables::RoleBody::Fixed(name) => name.clone(),
            _ => self.lexicon.words.iter().find(|w| w.class == WordClass::State)?.phrase.clone(),
        };
        let head = self.lexicon.heads.iter().position(|h| h.name == own || h.forms.contains(&own));
        let row = head.or_else(|| self.lexicon.head_row("nha-nuoc"))?;
        let head = self.lexicon.heads.get(row)?.clone();
        let state = self.lexicon.words.iter().find(|w| w.class == WordClass::State)?.phrase.clone();
        let stem = if head.key == "nha-nuoc" { state } else { head.name.clone() };
        let name = format!("{stem} {}", self.knowledge.places.get(country.0)?.name);
        let b = BodyRef::new(row, place.span);
        let names = Names { canonical: name.clone(), written: name };
        Some(self.add_body(&b, &head, names, Some(Unit { place: country, cue: Cue::Named }), None, sentence))
    }
}

fn append(name: &mut String, parts: &[&str]) {
    name.reserve(parts.iter().map(|p| p.len()).sum());
    name.extend(parts.iter().copied());
}

/// "Ban Quản lý" + "Quản lý dự án" is "Ban Quản lý dự án": the field without the words that end the head.
fn after_head<'f>(head: &str, field: &'f str) -> &'f str {
    // Nearly no field begins like a word of the head.
    let initial = text::initial(field);
    if !head.split(' ').any(|word| text::initial(word) == initial) {
        return field;
    }
    let head = text::fold(head);
    let cuts = field.match_indices(' ').map(|(n, _)| n);
    let said = |cut: &usize| {
        let begin = text::fold(field.get(..*cut).unwrap_or(""));
        head.strip_suffix(begin.as_str()).is_some_and(|rest| rest.ends_with(' '))
    };
    cuts.filter(said).max().and_then(|cut| field.get(cut + 1..)).unwrap_or(field)
}

/// The body that a chunk names, by itself or in a post.
fn named_body(kind: &Kind) -> Option<&BodyRef> {
    match kind {
        Kind::Body(b) => Some(b),
        Kind::Post(p) => match &p.body {
            PostBody::Body(b) => Some(b),
            _ => None,
        },
        _ => None,
    }
}

/// True for a post that somebody held before.
fn former(kind: &Kind) -> bool {
    matches!(kind, Kind::Post(p) if p.former)
}

/// The innermost unit of a name.
fn deepest(b: &BodyRef) -> &UnitRef {
    b.parents.last().map_or(&b.unit, deepest)
}

const fn takes_unit(tail: Tail) -> bool {
    !matches!(tail, Tail::None | Tail::Name | Tail::Number | Tail::Embassy | Tail::Country | Tail::Ministry)
}

/// True where the name needs no unit and no parent.
fn complete(b: &BodyRef, head: &Head) -> bool {
    b.quoted.is_some() || b.field.is_some() || !takes_unit(head.tail) || head.rank == Some(Rank::Central)
}

/// Bytes of a long name of a body.
const NAME: usize = 96;

/// Key in the table of titles for "the Party committee of the unit".
const COMMITTEE: &str = "cap-uy";

/// Key of "Công an".
const POLICE: &str = "cong-an";

/// Key of "Khoa".
const FACULTY: &str = "khoa";

/// Key of the short form for the centre of an association.
const CENTRE: &str = "tw-hoi";

/// Key of "Đội".
const SQUAD: &str = "doi";

/// Key of "Ban cán sự đảng".
const GROUP: &str = "ban-can-su-dang";

/// Key of "Đảng đoàn".
const FRACTION: &str = "dang-doan";

/// Key of "Ban Chấp hành".
const BOARD: &str = "ban-chap-hanh";

/// Key of "Đảng bộ".
const BRANCH: &str = "dang-bo";

/// Key of the branches of blocs of central bodies.
const BRANCH_OF_BLOC: &str = "dang-bo-khoi";

/// Keys of the committees of branches that are no territorial ones.
const COMMITTEE_KEYS: &str = "dang-uy";

/// Key of the head that stands for a unit itself, as the body of "Trưởng thôn".
const UNIT: &str = "don-vi";
