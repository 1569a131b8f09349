//! How names are put together: what both the resolver and the relater must do alike.

use super::Lexicon;
use super::tables::{Classifier, Head, Rank, Tail, WordClass};
use crate::model::Sector;

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
    pub fn short_place(&self, place: &str) -> String {
        let rest =
            self.classifier_of(place).and_then(|c| place.strip_prefix(c.name.as_str())).map(str::trim_start);
        match rest {
            Some(r) if !r.starts_with(|c: char| c.is_ascii_digit()) && !self.keeps_classifier(r) => {
                r.to_owned()
            }
            _ => place.to_owned(),
        }
    }

    fn keeps_classifier(&self, name: &str) -> bool {
        self.words.iter().any(|w| w.class == WordClass::FullName && w.phrase == name)
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
