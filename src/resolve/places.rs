//! Places: which unit of which edition of the gazetteer a name means.

use super::Resolver;
use crate::lexicon::gazetteer::{Edition, Unit};
use crate::lexicon::tables::Rank;
use crate::model::mention::{BodyRef, Kind, PlaceRef, PostBody, UnitRef};
use crate::model::{Level, Place, PlaceId};
use crate::text::{self, Span};

impl Resolver<'_> {
    /// Reads the publisher and every named unit before anything else, so that a bare "tỉnh" near the
    /// top can be understood from what follows.
    pub(super) fn places_first(&mut self) {
        self.context.publisher = self.publisher_unit();
        let mut named: Vec<(usize, bool)> = Vec::new();
        let mut districts = false;
        for (n, chunk) in self.chunks.iter().enumerate() {
            let heading = self.heads_sentence(n);
            let mut found = Vec::new();
            match &chunk.kind {
                Kind::Place(p) => found.push((&**p, heading)),
                Kind::Body(b) => collect(b, &mut found),
                Kind::Post(p) => match &p.body {
                    PostBody::Body(b) => collect(b, &mut found),
                    PostBody::Unit(_, UnitRef::Named(p)) => found.push((p, true)),
                    _ => {}
                },
                _ => {}
            }
            for (place, strong) in found {
                districts |= self.rank(place) == Some(Rank::District);
                for unit in &place.units {
                    named.push((*unit, strong));
                }
            }
        }
        self.context.edition = self.edition(districts);
        self.context.named = named;
    }

    /// The unit named by the publisher's name or host.
    fn publisher_unit(&self) -> Option<usize> {
        let gazetteer = &self.lexicon.gazetteer;
        let host = self.article.url.as_deref().and_then(host_of);
        let by_name = self
            .article
            .publisher
            .as_deref()
            .and_then(|p| gazetteer.publisher(p).or_else(|| gazetteer.host(p)));
        let by_host = host.and_then(|h| gazetteer.host(h));
        by_name.or(by_host)
    }

    /// By the article's date; by what it names; else the list of 2024.
    fn edition(&self, districts: bool) -> Edition {
        let after = self.article.published.map(|d| (d.year, d.month.unwrap_or(1)) >= (2025, 7));
        let text_says = self.latest_year();
        match after {
            Some(true) => Edition::V2,
            None if !districts && text_says.is_some_and(|y| y > 2025) => Edition::V2,
            None if !districts && text_says == Some(2025) && self.context.publisher.is_none() => Edition::V1,
            _ => Edition::V1,
        }
    }

    fn latest_year(&self) -> Option<i16> {
        self.chunks.iter().filter_map(|c| if let Kind::Date(d) = &c.kind { d.year } else { None }).max()
    }

    /// True where the chunk stands first in its sentence.
    pub(super) fn heads_sentence(&self, n: usize) -> bool {
        let Some(chunk) = self.chunks.get(n) else { return false };
        let own =
            self.chunks.get(..n).unwrap_or(&[]).iter().rev().take_while(|c| c.sentence == chunk.sentence);
        own.into_iter().all(|c| matches!(c.kind, Kind::Punct(_)))
    }

    pub(super) fn rank(&self, p: &PlaceRef) -> Option<Rank> {
        let rank = p.classifier.and_then(|c| self.lexicon.classifiers.get(c)).map(|c| c.rank)?;
        Some(match rank {
            Rank::Huyen | Rank::Quan | Rank::ThiXa => Rank::District,
            other => other,
        })
    }

    fn unit(&self, n: usize) -> Option<&Unit> {
        self.lexicon.gazetteer.units().get(n)
    }

    /// The place that `p` means; none for a small unit named without classifier and unknown here.
    pub(super) fn place(&mut self, p: &PlaceRef, sentence: Span) -> Option<PlaceId> {
        let within = p.within.as_ref().and_then(|w| self.place(w, sentence));
        if p.site.is_some() {
            return Some(self.site(p, sentence));
        }
        let unit = self.choose(p, within);
        if p.classifier.is_none() {
            // A bare name of a district or commune counts only where the article names it in full too.
            let small = unit
                .and_then(|u| self.unit(u))
                .is_none_or(|u| matches!(u.level, Level::District | Level::Commune));
            if small {
                return self.established(p, sentence);
            }
        }
        match unit {
            Some(u) => Some(self.known_place(u, Some(p), Some(sentence))),
            None => Some(self.unknown_place(p, within, sentence)),
        }
    }

    /// Chooses among the units that bear the name.
    pub(super) fn choose(&self, p: &PlaceRef, within: Option<PlaceId>) -> Option<usize> {
        let parent = within.and_then(|w| self.context.unit_of(w));
        let mut units: Vec<usize> = p.units.clone();
        if let Some(parent) = parent {
            let inside: Vec<usize> = units.iter().copied().filter(|u| self.inside(*u, parent)).collect();
            if !inside.is_empty() {
                units = inside;
            }
        }
        for edition in self.editions() {
            let here: Vec<usize> = units
                .iter()
                .copied()
                .filter(|u| self.unit(*u).is_some_and(|u| u.edition == edition))
                .collect();
            if here.is_empty() {
                continue;
            }
            return self.one_of(&here);
        }
        None
    }

    fn editions(&self) -> [Edition; 4] {
        match self.context.edition {
            Edition::V2 => [Edition::Country, Edition::V2, Edition::V1, Edition::Older],
            _ => [Edition::Country, Edition::V1, Edition::Older, Edition::V2],
        }
    }

    /// One of several homonyms: the only one, the largest, or the one inside a unit that the article names.
    fn one_of(&self, units: &[usize]) -> Option<usize> {
        if let [one] = units {
            return Some(*one);
        }
        let level = units.iter().filter_map(|u| self.unit(*u)).map(|u| u.level).min()?;
        let largest: Vec<usize> =
            units.iter().copied().filter(|u| self.unit(*u).is_some_and(|x| x.level == level)).collect();
        if let [one] = largest.as_slice() {
            return Some(*one);
        }
        let scopes = self.context.scopes(&self.lexicon.gazetteer);
        for scope in scopes {
            let inside: Vec<usize> = largest.iter().copied().filter(|u| self.inside(*u, scope)).collect();
            match inside.as_slice() {
                [] => {}
                [one] => return Some(*one),
                _ => return None,
            }
        }
        None
    }

    /// True where `unit` lies in `scope`, by parent or by the parent's name in another edition.
    pub(super) fn inside(&self, unit: usize, scope: usize) -> bool {
        if self.lexicon.gazetteer.within(unit, scope) {
            return true;
        }
        let Some(scope) = self.unit(scope) else { return false };
        let mut at = Some(unit);
        while let Some(u) = at.and_then(|a| self.unit(a)) {
            if u.level == scope.level && u.name == scope.name {
                return true;
            }
            at = u.parent;
        }
        false
    }

    /// Every place of the gazetteer, once, with the larger ones that hold it.
    pub(super) fn known_place(
        &mut self,
        unit: usize,
        p: Option<&PlaceRef>,
        mention: Option<Span>,
    ) -> PlaceId {
        if let Some(id) = self.context.place_of(unit) {
            self.mention_place(id, mention);
            self.note_spelling(id, unit, p);
            return id;
        }
        let lexicon = self.lexicon;
        let Some(u) = lexicon.gazetteer.units().get(unit) else { return PlaceId(0) };
        let within = u.parent.map(|parent| self.known_place(parent, None, None));
        let code = u.code.clone().map(|c| (if u.edition == Edition::V2 { "v2" } else { "v1" }, c));
        let code = if matches!(u.edition, Edition::V1 | Edition::V2) { code } else { None };
        let id = self.push_place(Place {
            name: u.full_name(),
            written: None,
            level: u.level,
            code,
            within,
            mentions: mention.into_iter().collect(),
        });
        self.context.remember(unit, id);
        self.note_spelling(id, unit, p);
        id
    }

    fn mention_place(&mut self, id: PlaceId, mention: Option<Span>) {
        if let (Some(p), Some(sentence)) = (self.knowledge.places.get_mut(id.0), mention)
            && p.mentions.last() != Some(&sentence)
        {
            p.mentions.push(sentence);
        }
    }

    /// The first spelling that differs from the gazetteer's only in letters is kept.
    fn note_spelling(&mut self, id: PlaceId, unit: usize, p: Option<&PlaceRef>) {
        let (Some(p), Some(u)) = (p, self.unit(unit)) else { return };
        let key = crate::lexicon::gazetteer::Gazetteer::key;
        let noted = self.knowledge.places.get(id.0).is_none_or(|place| place.written.is_some());
        if noted || (p.name != u.name && key(&p.name) != key(&u.name)) {
            return;
        }
        let classifier = p.classifier.and_then(|c| self.lexicon.classifiers.get(c)).map(|c| c.name.as_str());
        let same_kind = classifier.is_none_or(|c| u.is_a(c));
        let classifier =
            if same_kind { u.classifier.as_str() } else { classifier.unwrap_or(u.classifier.as_str()) };
        let written = format!("{} {}", classifier, p.name).trim().to_owned();
        if let Some(place) = self.knowledge.places.get_mut(id.0)
            && place.written.is_none()
            && written != place.name
        {
            place.written = Some(written);
        }
    }

    /// A place that no list has: a village, a new commune, a misspelt name.
    fn unknown_place(&mut self, p: &PlaceRef, within: Option<PlaceId>, sentence: Span) -> PlaceId {
        let classifier = p.classifier.and_then(|c| self.lexicon.classifiers.get(c));
        let name = classifier.map_or_else(|| p.name.clone(), |c| format!("{} {}", c.name, p.name));
        let level = match classifier.map(|c| c.rank) {
            Some(Rank::Province) => Level::Province,
            Some(Rank::City | Rank::District | Rank::Huyen | Rank::Quan | Rank::ThiXa) => Level::District,
            Some(Rank::Commune) => Level::Commune,
            _ => Level::Village,
        };
        if !p.units.is_empty() {
            self.abstain(
                p.span,
                "homonym",
                "several units bear this name and nothing named here holds one of them",
            );
        }
        let within = within.or_else(|| self.context.holder(level, &self.knowledge.places));
        self.add_named(name, level, within, sentence)
    }

    fn site(&mut self, p: &PlaceRef, sentence: Span) -> PlaceId {
        let within = self.context.holder(Level::Site, &self.knowledge.places);
        self.add_named(p.name.clone(), Level::Site, within, sentence)
    }

    fn add_named(&mut self, name: String, level: Level, within: Option<PlaceId>, sentence: Span) -> PlaceId {
        let key = text::fold(&name);
        let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
        // "tuyến đường X" and "đường X" are one.
        let same =
            |other: &str| other == key || (level == Level::Site && (ends(other, &key) || ends(&key, other)));
        let mut known = self.knowledge.places.iter().zip(&self.place_keys);
        if let Some(n) = known.position(|(x, other)| x.level == level && same(other)) {
            self.mention_place(PlaceId(n), Some(sentence));
            if let Some(p) = self.knowledge.places.get_mut(n)
                && name.len() < p.name.len()
            {
                p.name = name;
                if let Some(own) = self.place_keys.get_mut(n) {
                    *own = key;
                }
            }
            return PlaceId(n);
        }
        self.push_place(Place { name, written: None, level, code: None, within, mentions: vec![sentence] })
    }

    fn push_place(&mut self, place: Place) -> PlaceId {
        self.place_keys.push(text::fold(&place.name));
        self.knowledge.places.push(place);
        PlaceId(self.knowledge.places.len() - 1)
    }

    /// A unit of this bare name that the article has named in full.
    fn established(&mut self, p: &PlaceRef, sentence: Span) -> Option<PlaceId> {
        let id = p.units.iter().find_map(|u| self.context.place_of(*u))?;
        self.mention_place(id, Some(sentence));
        Some(id)
    }
}

/// Named units inside a body's name.
fn collect<'p>(b: &'p BodyRef, out: &mut Vec<(&'p PlaceRef, bool)>) {
    if let UnitRef::Named(p) = &b.unit {
        out.push((p, true));
    }
    b.parents.iter().for_each(|p| collect(p, out));
}

/// The host of an address.
fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (!host.is_empty()).then_some(host)
}
