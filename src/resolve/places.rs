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
        let mut found: Vec<(&PlaceRef, bool)> = Vec::new();
        for (n, chunk) in self.chunks.iter().enumerate() {
            match &chunk.kind {
                Kind::Place(p) => found.push((&**p, self.heads_sentence(n))),
                Kind::Body(b) => collect(b, &mut found),
                Kind::Post(p) => match &p.body {
                    PostBody::Body(b) => collect(b, &mut found),
                    PostBody::Unit(_, UnitRef::Named(p)) => found.push((p, true)),
                    _ => {}
                },
                _ => {}
            }
        }
        let districts = found.iter().any(|(p, _)| self.rank(p) == Some(Rank::District));
        self.context.edition = self.edition(districts);
        self.context.older = self.older_units(&found);
        self.context.publisher = self.publisher_unit();
        self.name_units(&found);
    }

    /// Notes the units that the names mean: those of one meaning first, which then settle the homonyms.
    fn name_units(&mut self, found: &[(&PlaceRef, bool)]) {
        let plain = |p: &PlaceRef| p.classifier.is_some() || self.rank_of_units(p) <= Some(Level::Province);
        let found: Vec<&(&PlaceRef, bool)> = found.iter().filter(|(p, strong)| *strong || plain(p)).collect();
        let mut named: Vec<(usize, usize, bool)> = Vec::new();
        let mut open = Vec::new();
        for (n, (place, strong)) in found.iter().enumerate() {
            match self.pool(&place.units).as_slice() {
                [] => {}
                [one] => named.push((n, *one, *strong)),
                _ => open.push((n, *place, *strong)),
            }
        }
        self.context.named = named.iter().map(|(_, unit, strong)| (*unit, *strong)).collect();
        named.extend(open.into_iter().filter_map(|(n, p, strong)| Some((n, self.meant_by(p)?, strong))));
        named.sort_unstable();
        self.context.named = named.into_iter().map(|(_, unit, strong)| (unit, strong)).collect();
    }

    /// The unit that words mean, by the larger unit named with them and by what else the article names.
    fn meant_by(&self, p: &PlaceRef) -> Option<usize> {
        let within = p.within.as_ref().and_then(|w| self.meant_by(w));
        self.choose_in(p, within)
    }

    /// The largest level at which a name is borne.
    fn rank_of_units(&self, p: &PlaceRef) -> Option<Level> {
        p.units.iter().filter_map(|u| self.unit(*u)).map(|u| u.level).min()
    }

    /// True where units that had ended by 2024 are meant: by the year of the text, or because it names a
    /// province that is gone.
    fn older_units(&self, found: &[(&PlaceRef, bool)]) -> bool {
        if self.context.edition == Edition::V2 {
            return false;
        }
        let year = self.article.published.map(|d| d.year).or_else(|| self.latest_year());
        let gone = |p: &PlaceRef| {
            let mut units = p.units.iter().filter_map(|u| self.unit(*u)).peekable();
            units.peek().is_some() && units.all(|u| u.edition == Edition::Older && u.level == Level::Province)
        };
        match year {
            Some(year) => year < 2025,
            None => found.iter().any(|(p, _)| gone(p)),
        }
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
        let unit = by_name.or(by_host)?;
        if self.context.edition != Edition::V2 {
            return Some(unit);
        }
        // After the mergers the paper speaks for the new unit of its name, if there is one.
        let old = self.unit(unit)?;
        gazetteer.named(&crate::lexicon::gazetteer::Gazetteer::key(&old.name)).iter().copied().find(|u| {
            self.unit(*u)
                .is_some_and(|u| u.edition == Edition::V2 && u.level == old.level && u.name == old.name)
        })
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
        self.choose_in(p, within.and_then(|w| self.context.unit_of(w)))
    }

    fn choose_in(&self, p: &PlaceRef, parent: Option<usize>) -> Option<usize> {
        // The larger unit named with it holds it, or the province around that one after a change of borders.
        let mut holder = parent;
        while let Some(h) = holder {
            let inside: Vec<usize> = p.units.iter().copied().filter(|u| self.inside(*u, h)).collect();
            if !inside.is_empty() {
                return self.one_of(&self.pool(&inside));
            }
            holder = self.above(h);
        }
        if parent.is_some() { None } else { self.one_of(&self.pool(&p.units)) }
    }

    /// The units of the edition that the article speaks of, or of the next best one.
    fn pool(&self, units: &[usize]) -> Vec<usize> {
        for editions in self.editions() {
            let mut here: Vec<usize> = units
                .iter()
                .copied()
                .filter(|u| self.unit(*u).is_some_and(|u| editions.contains(&u.edition)))
                .collect();
            if here.is_empty() {
                continue;
            }
            // "TP Huế" was a city of the province before it became one itself.
            let raised: Vec<usize> = here
                .iter()
                .filter_map(|u| self.unit(*u))
                .filter(|u| u.edition == Edition::Older)
                .filter_map(|u| u.parent)
                .collect();
            here.retain(|u| !raised.contains(u));
            return here;
        }
        Vec::new()
    }

    fn editions(&self) -> &'static [&'static [Edition]] {
        match (self.context.edition, self.context.older) {
            (Edition::V2, _) => &[&[Edition::Country], &[Edition::V2], &[Edition::V1], &[Edition::Older]],
            (_, true) => &[&[Edition::Country], &[Edition::V1, Edition::Older], &[Edition::V2]],
            _ => &[&[Edition::Country], &[Edition::V1], &[Edition::Older], &[Edition::V2]],
        }
    }

    /// One of several homonyms: the only one, the largest, or the one inside a unit that the article names.
    fn one_of(&self, units: &[usize]) -> Option<usize> {
        if let [one] = units {
            let small = self.unit(*one).is_some_and(|u| u.level == Level::Commune);
            let scopes = if small { self.context.scopes(&self.lexicon.gazetteer) } else { Vec::new() };
            // The lists lack many communes of older years: one of the name in another province is not meant.
            let near = scopes.is_empty() || scopes.iter().any(|s| self.inside(*one, *s));
            return near.then_some(*one);
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

    /// The next larger unit; of an older text the one that held it then ("tỉnh Thừa Thiên Huế").
    pub(super) fn above(&self, unit: usize) -> Option<usize> {
        let parent = self.unit(unit)?.parent?;
        let before = self.lexicon.gazetteer.before(parent).filter(|_| self.context.older);
        Some(before.unwrap_or(parent))
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
            at = at.and_then(|a| self.above(a));
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
        let within = self.above(unit).map(|parent| self.known_place(parent, None, None));
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
            self.abstain(p.span, "homonym", "no unit of this name lies in what is named here, or several do");
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
