//! Names without classifier whose neighbours say what they are: "huyện A, B và C", "Ba Vì, Hà Nội".

use super::Scan;
use crate::lexicon::gazetteer::Edition;
use crate::lexicon::tables::{Rank, WordClass};
use crate::model::Level;
use crate::model::mention::PlaceRef;
use crate::model::token::Shape;

/// No list of names is longer.
const LONGEST_LIST: usize = 12;

impl Scan<'_> {
    /// "Phù Cát" in "huyện An Nhơn, Phù Cát": a unit of the level of the first, beside it in the lists.
    pub(super) fn sibling(&self, at: usize) -> Option<(PlaceRef, usize)> {
        if !self.capital(at) && self.shape(at) != Some(Shape::Mixed)
            || self.bare_unit(at, &[Level::Country, Level::Province]).is_some()
        {
            return None;
        }
        let (row, first) = self.list_before(at)?;
        let (_, elders, _, _) = self.named(first, row)?;
        match self.named(at, row) {
            Some((name, units, row, to)) if !units.is_empty() => {
                let beside: Vec<usize> = units.into_iter().filter(|u| self.beside(*u, &elders)).collect();
                (!beside.is_empty()).then(|| (self.unit(row, name, beside, at, to), to))
            }
            // "bản A và B, thuộc xã C": names that no list has.
            Some((name, _, row, to)) if self.last_of_list(at, row, to) => {
                Some((self.unit(row, name, Vec::new(), at, to), to))
            }
            _ => None,
        }
    }

    /// True where "và" stands before the name at `at` and the unit that holds the list after it.
    fn last_of_list(&self, at: usize, row: usize, to: usize) -> bool {
        let rank = self.r.lexicon.classifiers.get(row).map(|c| c.rank);
        let joined = at > self.start && self.word(at - 1, WordClass::And) == 1;
        let mark = usize::from(self.is_mark(to, ',') || self.is_mark(to, '('));
        let of = self.word(to + mark, WordClass::Of);
        let next = to + mark + of;
        joined
            && matches!(rank, Some(Rank::Village | Rank::Commune))
            && next > to
            && self
                .classified(next)
                .is_some_and(|(p, _)| self.rank_of(&p) < if rank == Some(Rank::Village) { 4 } else { 3 })
    }

    /// True where the unit lies beside one of `elders`: the lists have both in one larger unit.
    fn beside(&self, unit: usize, elders: &[usize]) -> bool {
        let units = self.r.lexicon.gazetteer.units();
        let above = |u: usize| {
            let parent = units.get(u)?.parent?;
            units.get(parent).map(|p| (p.level, p.name.as_str()))
        };
        let own = above(unit);
        own.is_some() && elders.iter().any(|e| above(*e) == own)
    }

    /// The classifier that opens the list of names in which the name at `at` stands, and the token after it.
    fn list_before(&self, at: usize) -> Option<(usize, usize)> {
        let mut next = at;
        for _ in 0..LONGEST_LIST {
            let mark = next.checked_sub(1).filter(|m| *m > self.start)?;
            if !self.is_mark(mark, ',') && self.word(mark, WordClass::And) != 1 {
                return None;
            }
            let mut name = mark;
            while name > self.start && mark - name < 6 && self.in_name(name - 1, mark) {
                name -= 1;
                if let Some(found) = self.classifier_ending(name).filter(|_| name < mark) {
                    return Some(found);
                }
            }
            if name == mark {
                return None;
            }
            if let Some(found) = self.classifier_ending(name) {
                return Some(found);
            }
            next = name;
        }
        None
    }

    /// True where the token can be part of a name that ends before `mark`.
    fn in_name(&self, at: usize, mark: usize) -> bool {
        self.capital(at)
            || self.shape(at) == Some(Shape::Mixed)
            || at + 1 == mark && self.shape(at) == Some(Shape::Digit)
    }

    /// The classifier that ends before `at`.
    fn classifier_ending(&self, at: usize) -> Option<(usize, usize)> {
        (1..=3).find_map(|back| {
            let from = at.checked_sub(back).filter(|f| *f >= self.start)?;
            self.classifier(from).filter(|(_, len)| *len == back).map(|(row, _)| (row, at))
        })
    }

    /// A city or state abroad that no Vietnamese unit shares its name with, or before its country.
    pub(super) fn foreign_city(&self, at: usize) -> Option<(PlaceRef, usize)> {
        let (mut place, to) = self.bare_unit(at, &[Level::District, Level::Commune])?;
        let units = self.r.lexicon.gazetteer.units();
        let abroad = |u: &usize| units.get(*u).is_some_and(|u| u.edition == Edition::Foreign);
        let only = place.units.iter().all(abroad);
        place.units.retain(abroad);
        let country = if self.is_mark(to, ',') || self.is_mark(to, '(') {
            self.bare_unit(to + 1, &[Level::Country])
        } else {
            None
        };
        let own = country.is_some_and(|(c, _)| {
            place.units.iter().any(|u| c.units.iter().any(|c| self.r.lexicon.gazetteer.within(*u, *c)))
        });
        (!place.units.is_empty() && (only || own)).then_some((place, to))
    }

    /// "Ba Vì" in "Ba Vì, Hà Nội" or "Ba Vì (Hà Nội)": the only district of its name in the province after it.
    pub(super) fn district_of(&self, at: usize) -> Option<(PlaceRef, usize)> {
        let (mut place, to) = self.bare_unit(at, &[Level::District])?;
        if !(self.is_mark(to, ',') || self.is_mark(to, '(')) {
            return None;
        }
        let larger = self.classified(to + 1).or_else(|| self.bare_unit(to + 1, &[Level::Province]));
        let (province, _) = larger.filter(|(p, _)| self.rank_of(p) == 1)?;
        let gazetteer = &self.r.lexicon.gazetteer;
        place.units.retain(|u| {
            province.units.iter().any(|p| gazetteer.within(*u, *p))
                && gazetteer
                    .units()
                    .get(*u)
                    .is_some_and(|u| matches!(u.edition, Edition::V1 | Edition::Older))
        });
        if place.units.is_empty() {
            return None;
        }
        place.within = Some(Box::new(province));
        Some((place, to))
    }
}
