//! Places: which unit of which edition of the gazetteer a name means.

use super::Resolver;
use crate::lexicon::gazetteer::{Edition, Unit};
use crate::lexicon::tables::{Rank, SiteTakes, WordClass};
use crate::model::mention::{BodyRef, Kind, PlaceRef, PostBody, SiteOwner, UnitRef};
use crate::model::{Level, Place, PlaceId, Ref};
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
        self.context.edition = self.edition(&found);
        self.context.older = self.older_units(&found);
        self.context.before_2025 = self.context.edition == Edition::V1
            && (self.context.older
                || self.article.published.is_some()
                || found.iter().any(|(p, _)| self.rank(p) == Some(Rank::District)));
        self.context.exact = self.exact_units(&found);
        self.context.publisher = self.publisher_unit();
        self.name_units(&found);
    }

    /// Units of which the article writes the classifier.
    fn exact_units(&self, found: &[(&PlaceRef, bool)]) -> Vec<usize> {
        let classified = found.iter().filter_map(|(p, _)| {
            let classifier = self.lexicon.classifiers.get(p.classifier?)?;
            Some((p, classifier.name.as_str()))
        });
        let exact = |(p, word): (&&PlaceRef, &str)| -> Vec<usize> {
            p.units.iter().copied().filter(|u| self.unit(*u).is_some_and(|u| u.is_a(word))).collect()
        };
        classified.flat_map(|(p, word)| exact((p, word))).collect()
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
        self.count_spellings(named.iter().filter_map(|(n, unit, _)| Some((*unit, found.get(*n)?.0))));
        self.context.named = named.into_iter().map(|(_, unit, strong)| (unit, strong)).collect();
    }

    /// Notes how each unit is spelt most often, the first of equals.
    fn count_spellings<'p>(&mut self, named: impl Iterator<Item = (usize, &'p PlaceRef)>) {
        let mut counts: Vec<(usize, String, usize)> = Vec::new();
        for (unit, p) in named {
            let Some(spelling) = self.spelling(unit, p) else { continue };
            match counts.iter_mut().find(|(u, s, _)| *u == unit && *s == spelling) {
                Some((_, _, n)) => *n += 1,
                None => counts.push((unit, spelling, 1)),
            }
        }
        counts.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
        self.context.spelled = counts.into_iter().map(|(unit, spelling, _)| (unit, spelling)).collect();
    }

    /// The unit's name as the words spell it, if only letters differ from the list.
    fn spelling(&self, unit: usize, p: &PlaceRef) -> Option<String> {
        let u = self.unit(unit)?;
        let letters = |name: &str| crate::lexicon::gazetteer::Gazetteer::key(name).replace(' ', "");
        if p.name != u.name && letters(&p.name) != letters(&u.name) {
            return None;
        }
        let classifier = p.classifier.and_then(|c| self.lexicon.classifiers.get(c)).map(|c| c.name.as_str());
        let other = classifier.filter(|c| !u.is_a(c));
        Some(format!("{} {}", other.unwrap_or(&u.classifier), p.name).trim().to_owned())
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
        // After the mergers the paper speaks for the new unit of its name, or for the one that took its own in.
        let province = self.unit(unit).filter(|u| u.level != Level::Province).and_then(|u| u.parent);
        let province = province.unwrap_or(unit);
        let old = self.unit(province)?;
        let same = |u: &Unit| u.edition == Edition::V2 && u.level == Level::Province && u.name == old.name;
        let named = gazetteer.named(&crate::lexicon::gazetteer::Gazetteer::key(&old.name));
        let heir = named.iter().copied().find(|u| self.unit(*u).is_some_and(same));
        heir.or_else(|| gazetteer.merged(province))
    }

    /// By the article's date; by what it names; else the list of 2024.
    fn edition(&self, found: &[(&PlaceRef, bool)]) -> Edition {
        if let Some(day) = self.article.published {
            let after = (day.year, day.month.unwrap_or(1)) >= (2025, 7);
            return if after { Edition::V2 } else { Edition::V1 };
        }
        let districts = found.iter().any(|(p, _)| self.rank(p) == Some(Rank::District));
        let year = self.latest_year();
        let new = year.is_some_and(|y| y > 2025)
            || year.is_none_or(|y| y == 2025) && found.iter().any(|(p, _)| self.only_since_2025(p));
        if !districts && new { Edition::V2 } else { Edition::V1 }
    }

    /// "xã A, tỉnh B": a commune that only the second list has in that province.
    fn only_since_2025(&self, p: &PlaceRef) -> bool {
        let Some(within) = p.within.as_ref() else { return false };
        let lies = |edition: Edition| {
            p.units.iter().any(|u| {
                self.unit(*u).is_some_and(|x| x.edition == edition && x.level == Level::Commune)
                    && within.units.iter().any(|w| self.lexicon.gazetteer.within(*u, *w))
            })
        };
        self.rank(within) != Some(Rank::District)
            && lies(Edition::V2)
            && !lies(Edition::V1)
            && !lies(Edition::Older)
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
            return Some(self.site(p.name.clone(), within, sentence));
        }
        let unit = self.choose(p, within);
        if p.classifier.is_none() {
            // A bare name of a district or commune counts only where the article names it in full too.
            let small = unit
                .and_then(|u| self.unit(u))
                .is_none_or(|u| matches!(u.level, Level::District | Level::Commune));
            let abroad = unit.and_then(|u| self.unit(u)).is_some_and(|u| u.edition == Edition::Foreign);
            let settled = abroad || within.is_some() && unit.is_some();
            if small && !settled {
                return self.established(p, sentence);
            }
        }
        match unit {
            Some(u) => {
                let id = self.known_place(u, Some(p), Some(sentence));
                self.lie_in(id, u, within);
                Some(id)
            }
            None => Some(self.unknown_place(p, within, sentence)),
        }
    }

    /// A commune lies in the district that the article names with it, where borders have changed since.
    fn lie_in(&mut self, id: PlaceId, unit: usize, within: Option<PlaceId>) {
        let Some(outer) = within.and_then(|w| self.context.unit_of(w)) else { return };
        let district = self.unit(outer).is_some_and(|u| u.level == Level::District);
        let commune = self.unit(unit).is_some_and(|u| u.level == Level::Commune);
        if district
            && commune
            && !self.inside(unit, outer)
            && let Some(place) = self.knowledge.places.get_mut(id.0)
        {
            place.within = within;
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
        let units = self.of_the_time(units);
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

    /// Of a unit and what it was before, the one of the article's time: thị xã Gia Nghĩa in 2019.
    fn of_the_time(&self, units: &[usize]) -> Vec<usize> {
        let mut out = units.to_vec();
        if units.len() < 2 {
            return out;
        }
        for unit in units {
            let olders = self.lexicon.gazetteer.before(*unit);
            match olders.iter().find(|o| self.held_then(*unit, **o)) {
                Some(then) if units.contains(then) => {
                    out.retain(|u| u == then || u != unit && !olders.contains(u));
                }
                Some(_) => {}
                None => out.retain(|u| !olders.contains(u)),
            }
        }
        out
    }

    /// True where the article's time is that of the older unit: by its date, else by which of the two it
    /// names with its classifier, else by the years in it.
    fn held_then(&self, unit: usize, older: usize) -> bool {
        let Some(until) = self.unit(older).and_then(|u| u.valid_until) else { return false };
        if let Some(day) = self.article.published {
            return if until.month.is_none() { day.year < until.year } else { day <= until };
        }
        match (self.context.exact.contains(&unit), self.context.exact.contains(&older)) {
            (true, false) => return false,
            (false, true) => return true,
            _ => {}
        }
        let whole_year = until.month == Some(12);
        self.context.older
            && self.latest_year().is_none_or(|y| y < until.year || y == until.year && whole_year)
    }

    fn editions(&self) -> &'static [&'static [Edition]] {
        use Edition::{Country, Foreign, Older, V1, V2};
        match (self.context.edition, self.context.older, self.context.before_2025) {
            (V2, ..) => &[&[Country], &[V2], &[V1], &[Older], &[Foreign]],
            // What began in 2025 is not meant by a text that is older.
            (_, true, _) => &[&[Country], &[V1, Older], &[Foreign]],
            (_, _, true) => &[&[Country], &[V1], &[Older], &[Foreign]],
            _ => &[&[Country], &[V1], &[Older], &[V2], &[Foreign]],
        }
    }

    /// One of several homonyms: the only one, the largest, or the one inside a unit that the article names.
    fn one_of(&self, units: &[usize]) -> Option<usize> {
        if let [one] = units {
            let small = self.unit(*one).is_some_and(|u| u.level == Level::Commune);
            if !small {
                return Some(*one);
            }
            let itself = Some(*one).filter(|one| self.borne_elsewhere(*one));
            let scopes = self.context.scopes(&self.lexicon.gazetteer, itself);
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
        let scopes = self.context.scopes(&self.lexicon.gazetteer, None);
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

    /// True where a commune of another province has the same name, whenever it was.
    fn borne_elsewhere(&self, unit: usize) -> bool {
        let gazetteer = &self.lexicon.gazetteer;
        let Some(own) = self.unit(unit) else { return false };
        let home = gazetteer.outermost(unit);
        gazetteer.named(&crate::lexicon::gazetteer::Gazetteer::key(&own.name)).iter().any(|other| {
            let province = gazetteer.outermost(*other);
            self.unit(*other).is_some_and(|o| o.level == Level::Commune)
                && province != home
                && !self.inside(*other, home)
                && !self.inside(unit, province)
        })
    }

    /// The next larger unit; of an older text the one that held it then ("tỉnh Thừa Thiên Huế").
    pub(super) fn above(&self, unit: usize) -> Option<usize> {
        let parent = self.unit(unit)?.parent?;
        let before = self.lexicon.gazetteer.before(parent).iter().copied();
        Some(before.into_iter().find(|o| self.held_then(parent, *o)).unwrap_or(parent))
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

    /// The spelling that the article uses most, where it is not the list's.
    fn note_spelling(&mut self, id: PlaceId, unit: usize, p: Option<&PlaceRef>) {
        let usual = self.context.spelled.iter().find(|(u, _)| *u == unit).map(|(_, s)| s.clone());
        let Some(written) = usual.or_else(|| self.spelling(unit, p?)) else { return };
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
        let abroad = matches!(classifier.map(|c| c.rank), Some(Rank::Province | Rank::City));
        let within = within.or_else(|| {
            if abroad {
                self.country_near(p.span)
            } else {
                self.context.holder(level, &self.knowledge.places, &self.lexicon.gazetteer)
            }
        });
        self.add_named(name, level, within, sentence)
    }

    /// The only foreign country that is named in the sentence, or in those beside it: no Vietnamese list has
    /// the city or province at `span`.
    fn country_near(&mut self, span: Span) -> Option<PlaceId> {
        let own = self.chunks.iter().find(|c| c.span.start <= span.start && span.end <= c.span.end)?.sentence;
        for reach in [0, 1] {
            let mut found: Vec<usize> = Vec::new();
            for chunk in self.chunks.iter().filter(|c| c.sentence.abs_diff(own) <= reach) {
                let Kind::Place(p) = &chunk.kind else { continue };
                let foreign = |u: &Unit| u.edition == Edition::Country && u.code.as_deref() != Some("VN");
                let country = p.units.iter().copied().find(|u| self.unit(*u).is_some_and(foreign));
                found.extend(country.filter(|u| !found.contains(u)));
            }
            match found.as_slice() {
                [] => {}
                [one] => return Some(self.known_place(*one, None, None)),
                _ => return None,
            }
        }
        None
    }

    /// "chợ A, Gia Nghĩa", "cầu 14 (Cư Jút)", "tại Gia Nghĩa": a district without classifier, of the publisher's
    /// or the paragraph's own province.
    pub(super) fn near_place(&mut self, n: usize, p: &PlaceRef, sentence: Span) -> Option<PlaceId> {
        if p.classifier.is_some() || p.site.is_some() || !self.place_expected(n) {
            return None;
        }
        let home = self.context.province_here(&self.lexicon.gazetteer)?;
        let district =
            |u: &usize| self.unit(*u).is_some_and(|x| x.level == Level::District) && self.inside(*u, home);
        let units: Vec<usize> = self.pool(&p.units).into_iter().filter(district).collect();
        let [one] = units.as_slice() else { return None };
        Some(self.known_place(*one, Some(p), Some(sentence)))
    }

    /// "chợ A, Gia Nghĩa", "cầu 14 (Cư Jút)": the site lies there.
    pub(super) fn holds_site_before(&mut self, n: usize, id: PlaceId) {
        let small = self.knowledge.places.get(id.0).is_some_and(|p| p.level >= Level::Province);
        let mark = n.checked_sub(1).and_then(|b| self.chunks.get(b));
        if !small || !mark.is_some_and(|c| matches!(c.kind, Kind::Punct('(' | ','))) {
            return;
        }
        let site = n.checked_sub(2).and_then(|b| self.chunks.get(b)).and_then(|c| match &c.kind {
            Kind::Place(site) if site.site.is_some() && site.within.is_none() => Some(text::fold(&site.name)),
            _ => None,
        });
        if let Some(at) = site.and_then(|name| self.place_keys.iter().position(|key| *key == name))
            && let Some(place) = self.knowledge.places.get_mut(at)
        {
            place.within = Some(id);
        }
    }

    /// True after "tại", or in brackets or after a comma behind a place.
    fn place_expected(&self, n: usize) -> bool {
        let before = |back: usize| {
            let own = self.chunks.get(n)?.sentence;
            n.checked_sub(back).and_then(|b| self.chunks.get(b)).filter(|c| c.sentence == own)
        };
        let placed = || before(2).is_some_and(|c| matches!(c.kind, Kind::Place(_)));
        let closed = || self.chunks.get(n + 1).is_some_and(|c| c.kind == Kind::Punct(')'));
        before(1).is_some_and(|c| match c.kind {
            Kind::Punct('(') => placed() || closed(),
            Kind::Punct(',') => placed(),
            _ => c.word.is_some_and(|w| self.lexicon.word_is(w, WordClass::At)),
        })
    }

    fn site(&mut self, name: String, within: Option<PlaceId>, sentence: Span) -> PlaceId {
        let within = within
            .or_else(|| self.context.holder(Level::Site, &self.knowledge.places, &self.lexicon.gazetteer));
        self.add_named(name, Level::Site, within, sentence)
    }

    /// A site that is called by whose it is: "Nghĩa trang Liệt sĩ tỉnh", "Hội trường Tỉnh ủy".
    pub(super) fn owned_site(&mut self, n: usize, p: &PlaceRef, sentence: Span) -> Option<PlaceId> {
        let (name, unit) = match p.owner {
            SiteOwner::None => return self.place(p, sentence),
            SiteOwner::Level(row) => {
                let classifier = self.lexicon.classifiers.get(row)?;
                let (id, _) = self.meant(classifier.rank, Some(&classifier.name), sentence)?;
                (self.shown_place(id)?, Some(id))
            }
            SiteOwner::Next => match self.reference(n + 1) {
                Ref::Place(id) => (self.shown_place(id)?, Some(id)),
                Ref::Body(id) => {
                    let body = self.knowledge.bodies.get(id.0)?;
                    (body.written.clone().unwrap_or_else(|| body.name.clone()), body.jurisdiction)
                }
                _ => return None,
            },
        };
        Some(self.site(format!("{} {name}", p.name), unit, sentence))
    }

    fn shown_place(&self, id: PlaceId) -> Option<String> {
        let place = self.knowledge.places.get(id.0)?;
        Some(place.written.clone().unwrap_or_else(|| place.name.clone()))
    }

    fn add_named(&mut self, name: String, level: Level, within: Option<PlaceId>, sentence: Span) -> PlaceId {
        let key = text::fold(&name);
        let same = |other: &str| {
            other == key
                || level == Level::Site
                    && (self.same_site(other, &key)
                        || self.same_site(&key, other)
                        || self.same_house(other, &key))
        };
        let mut known = self.knowledge.places.iter().zip(&self.place_keys);
        if let Some(n) = known.position(|(x, other)| x.level == level && same(other)) {
            let better = level == Level::Site && self.better_name(&key, PlaceId(n));
            self.mention_place(PlaceId(n), Some(sentence));
            if let (true, Some(p), Some(own)) =
                (better, self.knowledge.places.get_mut(n), self.place_keys.get_mut(n))
            {
                p.name = name;
                *own = key;
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

    /// The classifier with which the folded name of a site begins.
    fn site_of(&self, name: &str) -> Option<&crate::lexicon::tables::Site> {
        let begins = |s: &&crate::lexicon::tables::Site| {
            name.strip_prefix(s.key.as_str()).is_some_and(|rest| rest.starts_with(' '))
        };
        self.lexicon.sites.iter().filter(|s| !s.name.is_empty()).filter(begins).max_by_key(|s| s.name.len())
    }

    /// The number and the street of a lot or building that is known by them, folded: "8b trần phú".
    fn house(&self, name: &str) -> Option<String> {
        let site = self.site_of(name)?;
        let rest = name.strip_prefix(site.key.as_str())?.trim_start();
        let marker = |word: &str| {
            let street = self.lexicon.sites.iter().any(|s| s.takes == SiteTakes::Street && s.phrase == word);
            street || self.lexicon.words.iter().any(|w| w.class == WordClass::Number && w.phrase == word)
        };
        let first = rest.split(' ').find(|w| !marker(w))?;
        if !first.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let words: Vec<&str> = rest.split(' ').filter(|w| !marker(w)).collect();
        (words.len() > 1).then(|| words.join(" "))
    }

    /// True where the folded name says more of a site than the one it has, or, of a road, the same in less;
    /// a building keeps the first word for it.
    fn better_name(&self, key: &str, site: PlaceId) -> bool {
        let Some(own) = self.place_keys.get(site.0) else { return false };
        let kind = |name: &str| self.site_of(name).map(|s| (s.name.as_str(), s.takes));
        let road = kind(key).is_some_and(|(_, takes)| matches!(takes, SiteTakes::Street | SiteTakes::Line));
        let house = self.house(key).is_some();
        let alike = kind(key).map(|k| k.0) == kind(own).map(|k| k.0);
        if road { key.len() < own.len() } else { key.len() > own.len() && (!house || alike) }
    }

    /// "khu đất số 8 đường X", "tòa nhà 8 X": one house number in one street.
    fn same_house(&self, one: &str, other: &str) -> bool {
        self.house(other).is_some_and(|house| self.house(one) == Some(house))
    }

    /// "tuyến đường X" and "đường X" are one; "nghĩa trang quốc gia đường 9" and "đường 9" are two.
    fn same_site(&self, longer: &str, shorter: &str) -> bool {
        let Some(extra) = longer.strip_suffix(shorter).filter(|e| e.ends_with(' ')) else { return false };
        let site = |s: &crate::lexicon::tables::Site| {
            let end = s.key.strip_prefix(extra);
            end.is_some_and(|end| shorter.strip_prefix(end).is_some_and(|rest| rest.starts_with(' ')))
        };
        self.lexicon.sites.iter().any(site)
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
