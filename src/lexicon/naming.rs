//! How names are put together: what both the resolver and the relater must do alike.

use std::collections::{BTreeMap, BTreeSet};

use super::Lexicon;
use super::tables::{Classifier, Head, Rank, Tail, Word, WordClass};
use crate::model::Sector;
use crate::text;

/// What the tables are asked for again and again by something other than the row.
#[derive(Debug)]
pub(super) struct Index {
    full_names: BTreeSet<String>,
    heads_by_key: BTreeMap<String, Vec<usize>>,
    head_by_name: BTreeMap<String, usize>,
    party_committees: BTreeSet<String>,
    classifier_by_form: BTreeMap<String, usize>,
}

impl Index {
    pub(super) fn new(heads: &[Head], words: &[Word], classifiers: &[Classifier]) -> Self {
        let full_names = words.iter().filter(|w| w.class == WordClass::FullName);
        let committees = heads.iter().filter(|h| h.tail == Tail::Bare && h.sector == Sector::Party);
        let mut heads_by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, head) in heads.iter().enumerate() {
            heads_by_key.entry(head.key.clone()).or_default().push(n);
        }
        // The first of several comes last, and stays.
        let rows = heads.iter().enumerate().rev();
        let forms =
            classifiers.iter().enumerate().rev().flat_map(|(n, c)| c.forms.iter().map(move |f| (f, n)));
        Self {
            full_names: full_names.map(|w| w.phrase.clone()).collect(),
            heads_by_key,
            head_by_name: rows.map(|(n, h)| (text::fold(&h.name), n)).collect(),
            party_committees: committees.map(|h| h.key.clone()).collect(),
            classifier_by_form: forms.map(|(form, n)| (text::fold(form), n)).collect(),
        }
    }
}

impl Lexicon {
    /// The classifier that a place's full name begins with.
    #[must_use]
    pub fn classifier_of(&self, place: &str) -> Option<&Classifier> {
        self.classifiers
            .iter()
            .find(|c| place.strip_prefix(c.name.as_str()).is_some_and(|r| r.starts_with(' ')))
    }

    /// A place's name without its classifier; numbers and names of people keep it ("quận 1").
    #[must_use]
    pub fn short_place<'p>(&self, place: &'p str) -> &'p str {
        let rest =
            self.classifier_of(place).and_then(|c| place.strip_prefix(c.name.as_str())).map(str::trim_start);
        match rest {
            Some(r) if !r.starts_with(|c: char| c.is_ascii_digit()) && !self.is_full_name(r) => r,
            _ => place,
        }
    }

    /// True for the name of a place that is also a person's.
    #[must_use]
    pub fn is_full_name(&self, name: &str) -> bool {
        self.index.full_names.contains(name)
    }

    /// True for a name of Việt Nam.
    #[must_use]
    pub fn is_home(&self, country: &str) -> bool {
        self.words.iter().any(|w| w.class == WordClass::Vietnam && w.phrase == country)
    }

    /// The first head with this key.
    #[must_use]
    pub fn head_row(&self, key: &str) -> Option<usize> {
        self.index.heads_by_key.get(key).and_then(|rows| rows.first()).copied()
    }

    /// All heads with this key, in the order of the table.
    pub fn heads_of(&self, key: &str) -> impl Iterator<Item = &Head> {
        let rows = self.index.heads_by_key.get(key).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.heads.get(*row))
    }

    /// The first classifier that may be written so, folded: `tp`, `huyện`.
    #[must_use]
    pub fn classifier_called(&self, folded: &str) -> Option<&Classifier> {
        self.index.classifier_by_form.get(folded).and_then(|row| self.classifiers.get(*row))
    }

    /// The first head with this name, folded.
    #[must_use]
    pub fn head_named(&self, folded: &str) -> Option<usize> {
        self.index.head_by_name.get(folded).copied()
    }

    /// True for the kinds of the Party committees of units.
    #[must_use]
    pub fn is_party_committee(&self, kind: &str) -> bool {
        self.index.party_committees.contains(kind)
    }

    /// The word for units of a rank, where the rank has one.
    #[must_use]
    pub fn rank_word(&self, rank: Rank) -> Option<&str> {
        let narrow = matches!(rank, Rank::Huyen | Rank::Quan | Rank::ThiXa | Rank::City);
        if !narrow {
            return None;
        }
        self.classifiers.iter().find(|c| c.rank == rank).map(|c| c.name.as_str())
    }

    /// The head of the name of the Party committee of a place.
    #[must_use]
    pub fn party_committee(&self, place: &str) -> Option<(usize, &Head)> {
        let rank = self.classifier_of(place)?.rank;
        self.heads.iter().enumerate().find(|(_, h)| {
            let bare = h.tail == Tail::Bare || (h.tail == Tail::Any && rank == Rank::Commune);
            bare && h.sector == Sector::Party && h.rank == Some(rank)
        })
    }
}
