//! Where are we? The units that a bare "tỉnh", "huyện" or "Sở" may mean at a point of the article.

use super::Resolver;
use crate::lexicon::gazetteer::{Edition, Gazetteer};
use crate::lexicon::tables::{Rank, WordClass};
use crate::model::mention::{Kind, PostBody, UnitRef};
use crate::model::{Cue, Level, Place, PlaceId};
use crate::text::Span;

/// Units named so far and what the whole article is about.
#[derive(Debug)]
pub(super) struct Context {
    /// Unit of the publisher.
    pub(super) publisher: Option<usize>,
    /// Edition of the gazetteer.
    pub(super) edition: Edition,
    /// True where units that had ended before the first list was made may be meant.
    pub(super) older: bool,
    /// True where units that began in July 2025 are not meant.
    pub(super) before_2025: bool,
    /// Units that the article names with the classifier that the lists give them.
    pub(super) exact: Vec<usize>,
    /// How the article spells a unit, most often.
    pub(super) spelled: Vec<(usize, String)>,
    /// Every unit that the article names, in order; true where it is part of a body's name or heads a sentence.
    pub(super) named: Vec<(usize, bool)>,
    /// Places by unit.
    places: Vec<(usize, PlaceId)>,
    /// Unit that heads the paragraph ("Gia Lai: …").
    heading: Option<usize>,
    /// Unit in which a sentence says that it plays ("Tại Hà Tĩnh, …"), and the byte at which it begins.
    stage: Option<(usize, usize)>,
    /// Latest strong units, newest last, each with the byte at which its sentence begins.
    recent: Vec<(usize, usize)>,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            publisher: None,
            edition: Edition::V1,
            older: false,
            before_2025: false,
            exact: Vec::new(),
            spelled: Vec::new(),
            named: Vec::new(),
            places: Vec::new(),
            heading: None,
            stage: None,
            recent: Vec::new(),
        }
    }
}

impl Context {
    pub(super) fn place_of(&self, unit: usize) -> Option<PlaceId> {
        self.places.iter().find(|(u, _)| *u == unit).map(|(_, p)| *p)
    }

    pub(super) fn unit_of(&self, place: PlaceId) -> Option<usize> {
        self.places.iter().find(|(_, p)| *p == place).map(|(u, _)| *u)
    }

    pub(super) fn remember(&mut self, unit: usize, place: PlaceId) {
        self.places.push((unit, place));
    }

    /// Units that may hold a homonym, most telling first; a unit is no evidence for itself.
    pub(super) fn scopes(&self, gazetteer: &Gazetteer, itself: Option<usize>) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        out.extend(self.heading);
        out.extend(self.recent.iter().rev().map(|(u, _)| *u));
        out.extend(self.publisher);
        out.extend(self.named.iter().filter(|(_, strong)| *strong).map(|(u, _)| *u));
        out.extend(self.named.iter().map(|(u, _)| *u));
        let mut scopes = Vec::new();
        for unit in out.into_iter().filter(|u| Some(*u) != itself) {
            let mut at = Some(unit);
            while let Some(u) = at {
                let Some(row) = gazetteer.units().get(u) else { break };
                if matches!(row.level, Level::Province | Level::District) && !scopes.contains(&u) {
                    scopes.push(u);
                }
                at = row.parent;
            }
        }
        scopes
    }

    /// The province of the paragraph's heading or of the publisher.
    pub(super) fn province_here(&self, gazetteer: &Gazetteer) -> Option<usize> {
        let top = gazetteer.outermost(self.heading.or(self.publisher)?);
        gazetteer.units().get(top).is_some_and(|u| u.level == Level::Province).then_some(top)
    }

    /// The smallest place in view that is larger than `level`.
    ///
    /// A local paper speaks of its own province unless a heading or the words say another.
    pub(super) fn holder(&self, level: Level, places: &[Place], gazetteer: &Gazetteer) -> Option<PlaceId> {
        let home = self.publisher.map(|unit| gazetteer.outermost(unit));
        let near = |u: &usize| home.is_none_or(|home| gazetteer.within(*u, home));
        let recent = self.recent.iter().rev().map(|(u, _)| *u).filter(near);
        let units = self.heading.into_iter().chain(recent).chain(self.publisher);
        units.filter_map(|u| self.place_of(u)).find(|p| places.get(p.0).is_some_and(|p| p.level < level))
    }
}

impl Resolver<'_> {
    /// A place chunk moves the focus: as a heading, or as the first words of a sentence.
    pub(super) fn note_place(&mut self, n: usize, id: PlaceId) {
        let Some(unit) = self.context.unit_of(id) else { return };
        let colon = self.chunks.get(n + 1).is_some_and(|c| matches!(c.kind, Kind::Punct(':')));
        let full = matches!(self.chunks.get(n).map(|c| &c.kind), Some(Kind::Place(p)) if p.classifier.is_some())
            && self.lexicon.gazetteer.units().get(unit).is_some_and(|u| u.level == Level::Province)
            && !self.tells_origin(n);
        let sentence = self.chunks.get(n).map_or(0, |c| self.sentence_span(c).start);
        if full {
            self.focus(unit, sentence);
        }
        // "… Hậu Giang: Ngày 2/11, …": a heading that lost its line.
        let province = self.lexicon.gazetteer.units().get(unit).is_some_and(|u| u.level == Level::Province);
        let glued = colon
            && province
            && self.chunks.get(n + 2).is_some_and(|c| matches!(c.kind, Kind::Date(_) | Kind::Body(_)));
        if province && self.stages(n) {
            self.context.stage = Some((unit, sentence));
            // Among paragraphs with headings it is one.
            if self.context.heading.is_some() {
                self.context.heading = Some(unit);
                self.context.recent.clear();
            }
        }
        if glued || self.heads_sentence(n) {
            if colon {
                self.context.heading = Some(unit);
                self.context.recent.clear();
            }
            self.focus(unit, sentence);
        }
    }

    /// "Tại Hà Tĩnh, …": the first words of a sentence say where it plays.
    fn stages(&self, n: usize) -> bool {
        let comma = self.chunks.get(n + 1).is_some_and(|c| matches!(c.kind, Kind::Punct(',')));
        let at = n.checked_sub(1).and_then(|b| self.chunks.get(b)).and_then(|c| c.word);
        let at = at.is_some_and(|w| self.lexicon.word_classes(w).has(WordClass::At));
        comma && at && n.checked_sub(1).is_some_and(|b| self.heads_sentence(b))
    }

    /// "quê quán huyện X, tỉnh Y": where somebody was born is not what the text is about.
    fn tells_origin(&self, n: usize) -> bool {
        let Some(sentence) = self.chunks.get(n).map(|c| c.sentence) else { return false };
        self.chunks.iter().take(n).rev().take_while(|c| c.sentence == sentence).any(|c| {
            c.word.and_then(|w| self.lexicon.words.get(w)).is_some_and(|w| w.class == WordClass::Origin)
        })
    }

    /// A unit in a body's name is what the text now speaks of.
    pub(super) fn focus(&mut self, unit: usize, sentence: usize) {
        self.context.recent.retain(|(u, _)| *u != unit);
        self.context.recent.push((unit, sentence));
    }

    /// The unit that a bare level word means here, with the cue.
    pub(super) fn meant(
        &mut self,
        rank: Rank,
        classifier: Option<&str>,
        sentence: Span,
    ) -> Option<(PlaceId, Cue)> {
        let (unit, cue) = self.meant_unit(rank, classifier, Some(sentence.start))?;
        Some((self.known_place(unit, None, Some(sentence)), cue))
    }

    fn meant_unit(
        &self,
        rank: Rank,
        classifier: Option<&str>,
        sentence: Option<usize>,
    ) -> Option<(usize, Cue)> {
        if rank == Rank::Local {
            return self.local_unit();
        }
        let fit = |u: usize| self.ancestor(u, rank, classifier);
        let stage = self.context.stage.filter(|(_, s)| Some(*s) == sentence).map(|(u, _)| u);
        if let Some(u) = stage.and_then(fit) {
            return Some((u, Cue::Nearest));
        }
        if let Some(u) = self.context.heading.and_then(fit) {
            return Some((u, Cue::Heading));
        }
        let scope = self.scope(rank, sentence);
        let fit = |u: usize| fit(u).filter(|u| scope.is_none_or(|p| self.lexicon.gazetteer.within(*u, p)));
        let recent = self.context.recent.iter().rev().find_map(|(u, s)| fit(*u).map(|u| (u, *s)));
        // "Bí thư Tỉnh ủy X trao quyết định cho ông A, Trưởng ban của Tỉnh ủy": the one named in the sentence.
        if let Some((u, _)) = recent.filter(|(_, s)| Some(*s) == sentence) {
            return Some((u, Cue::Nearest));
        }
        let publisher = self.context.publisher.and_then(fit);
        // A local paper's "tỉnh" is its own; elsewhere the unit named last is meant.
        if let Some(u) = publisher {
            return Some((u, Cue::Publisher));
        }
        let own = sentence.and_then(|s| self.only_in_sentence(s, &fit));
        let here = own.map(|u| (u, Cue::Nearest));
        if rank == Rank::Province && here.is_some() {
            return here;
        }
        let before = self.named_before(&fit, recent.map(|(u, _)| u));
        match (before, own) {
            // Named before and named here, and they disagree: that is no cue.
            (Some((b, _)), Some(o)) if b != o => None,
            _ => before.or(here),
        }
    }

    /// The unit that the article has named before: far more often than others, last, or alone.
    fn named_before(
        &self,
        fit: &impl Fn(usize) -> Option<usize>,
        recent: Option<usize>,
    ) -> Option<(usize, Cue)> {
        if let Some(u) = self.dominant(fit) {
            return Some((u, Cue::Only));
        }
        if let Some(u) = recent {
            return Some((u, Cue::Nearest));
        }
        for strong in [true, false] {
            let mut all: Vec<usize> = Vec::new();
            for (u, s) in &self.context.named {
                let same_edition =
                    self.lexicon.gazetteer.units().get(*u).is_some_and(|x| x.edition == self.context.edition);
                if (*s || !strong)
                    && same_edition
                    && let Some(a) = fit(*u)
                    && !all.contains(&a)
                {
                    all.push(a);
                }
            }
            match all.as_slice() {
                [] => {}
                [one] => return Some((*one, Cue::Only)),
                _ => return None,
            }
        }
        None
    }

    /// The province in which a smaller unit must lie: that of the heading, else the one of the bodies that the
    /// sentence names.
    fn scope(&self, rank: Rank, sentence: Option<usize>) -> Option<usize> {
        if rank == Rank::Province {
            return None;
        }
        let province = |u: usize| self.ancestor(u, Rank::Province, None);
        let heading = self.context.heading.and_then(province);
        heading.or_else(|| sentence.and_then(|s| self.only_in_sentence(s, &province)))
    }

    /// "Bí thư Tỉnh ủy A chủ trì Hội nghị Tỉnh ủy Quảng Ngãi": the one unit of the level that the bodies of the
    /// sentence name, further on.
    fn only_in_sentence(&self, sentence: usize, fit: &impl Fn(usize) -> Option<usize>) -> Option<usize> {
        let first = self.chunks.partition_point(|c| self.sentence_span(c).start < sentence);
        let own = self.chunks.iter().skip(first).take_while(|c| self.sentence_span(c).start == sentence);
        let mut found: Option<usize> = None;
        for chunk in own {
            let Some(u) = self.named_unit(&chunk.kind).and_then(fit) else { continue };
            if found.is_some_and(|f| f != u) {
                return None;
            }
            found = Some(u);
        }
        found
    }

    /// The unit that the words for a body or post name, if only one of the article's day bears the name.
    fn named_unit(&self, kind: &Kind) -> Option<usize> {
        let body = match kind {
            Kind::Body(b) => b,
            Kind::Post(p) => match &p.body {
                PostBody::Body(b) => b,
                _ => return None,
            },
            _ => return None,
        };
        let UnitRef::Named(place) = &body.unit else { return None };
        let units = self.lexicon.gazetteer.units();
        let own = |u: &&usize| units.get(**u).is_some_and(|x| x.edition == self.context.edition);
        let mut found = place.units.iter().filter(own);
        let first = found.next()?;
        found.next().is_none().then_some(*first)
    }

    /// The unit that the article names far more often than any other of the level.
    fn dominant(&self, fit: &impl Fn(usize) -> Option<usize>) -> Option<usize> {
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for (u, _) in &self.context.named {
            let same_edition =
                self.lexicon.gazetteer.units().get(*u).is_some_and(|x| x.edition == self.context.edition);
            let Some(a) = fit(*u).filter(|_| same_edition) else { continue };
            match counts.iter_mut().find(|(_, x)| *x == a) {
                Some((n, _)) => *n += 1,
                None => counts.push((1, a)),
            }
        }
        counts.sort_unstable();
        let (most, unit) = counts.pop()?;
        let next = counts.pop().map_or(0, |(n, _)| n);
        (most >= 3 && most >= 3 * next.max(1)).then_some(unit)
    }

    /// The unit of the paragraph or of the publisher, else the only province.
    fn local_unit(&self) -> Option<(usize, Cue)> {
        if let Some(u) = self.context.heading.and_then(|u| self.ancestor(u, Rank::Province, None)) {
            return Some((u, Cue::Heading));
        }
        if let Some(u) = self.context.publisher {
            return self.ancestor(u, Rank::Province, None).map(|u| (u, Cue::Publisher));
        }
        self.meant_unit(Rank::Province, None, None)
    }

    /// `unit` or the unit above it that has the rank and, if given, the classifier.
    fn ancestor(&self, unit: usize, rank: Rank, classifier: Option<&str>) -> Option<usize> {
        let mut at = Some(unit);
        while let Some(u) = at {
            let row = self.lexicon.gazetteer.units().get(u).filter(|x| x.edition != Edition::Foreign)?;
            let level = match rank {
                Rank::Province => row.level == Level::Province,
                Rank::City => {
                    matches!(row.level, Level::Province | Level::District)
                        && self.lexicon.rank_word(rank).is_some_and(|word| row.is_a(word))
                }
                Rank::District | Rank::Huyen | Rank::Quan | Rank::ThiXa => row.level == Level::District,
                Rank::Commune => row.level == Level::Commune,
                Rank::Central | Rank::Village | Rank::Local => false,
            };
            let word = match (rank, classifier) {
                (Rank::City, _) | (_, None) => true,
                (_, Some(c)) => row.is_a(c),
            };
            if level && word {
                return Some(u);
            }
            at = self.above(u);
        }
        None
    }

    /// What the whole article is about: the publisher's unit, else the only one named in bodies' names.
    pub(super) fn jurisdiction(&mut self) -> Option<(PlaceId, Cue)> {
        if let Some(u) = self.context.publisher {
            return Some((self.known_place(u, None, None), Cue::Publisher));
        }
        self.context.heading = None;
        self.context.recent.clear();
        let (unit, cue) = self.meant_unit(Rank::Province, None, None)?;
        Some((self.known_place(unit, None, None), cue))
    }
}
