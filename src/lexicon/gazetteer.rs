//! Which administrative units and states bear this name, and when?
//!
//! Does not choose between units of one name or between editions: that needs the article's context.

mod key;
mod load;
mod publisher;

use std::collections::BTreeMap;

use crate::lexicon::LexiconError;
use crate::model::{Day, Level};

/// Which list a unit is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// Province, district, commune; until 2025-06-30.
    V1,
    /// Province, commune; from 2025-07-01.
    V2,
    /// Units that had ended, or had another rank, before the first list was made.
    Older,
    /// States.
    Country,
    /// Cities and states of other countries.
    Foreign,
}

/// An administrative unit or a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The list that it is from.
    pub edition: Edition,
    /// Code of the General Statistics Office (units) or ISO 3166-1 (states); older units have none.
    pub code: Option<String>,
    /// Its level.
    pub level: Level,
    /// `huyện`, `thành phố`, …; empty for states.
    pub classifier: String,
    /// Without its classifier: `Thanh Liêm`, `1`.
    pub name: String,
    /// The next larger unit, as a place in [`Gazetteer::units`].
    pub parent: Option<usize>,
    /// First day, if known.
    pub valid_from: Option<Day>,
    /// Last day, if it has ended; of older units only the year may be known.
    pub valid_until: Option<Day>,
}

impl Unit {
    /// True where the unit's classifier, in lower case, is `word`.
    #[must_use]
    pub fn is_a(&self, word: &str) -> bool {
        self.classifier.chars().map(crate::text::lower_char).eq(word.chars())
    }

    /// With its classifier: `huyện Thanh Liêm`, `quận 1`, `Nhật Bản`.
    #[must_use]
    pub fn full_name(&self) -> String {
        if self.classifier.is_empty() {
            self.name.clone()
        } else {
            format!("{} {}", self.classifier, self.name)
        }
    }
}

/// All units, found by name.
#[derive(Debug)]
pub struct Gazetteer {
    units: Vec<Unit>,
    by_key: BTreeMap<String, Vec<usize>>,
    hosts: publisher::Hosts,
    /// Units of the first list with the older units that each came from, oldest first.
    before: BTreeMap<usize, Vec<usize>>,
    /// Provinces of the first list with the province of the second that they went into under another name.
    merged: BTreeMap<usize, usize>,
}

impl Gazetteer {
    /// Reads the lists that are compiled in.
    ///
    /// ```
    /// use vnkg::lexicon::gazetteer::Gazetteer;
    /// let gazetteer = Gazetteer::load()?;
    /// let found = gazetteer.named(&Gazetteer::key("Đăk R’lấp"));
    /// assert!(found.iter().any(|u| gazetteer.units()[*u].full_name() == "huyện Đắk R'Lấp"));
    /// # Ok::<(), vnkg::lexicon::LexiconError>(())
    /// ```
    ///
    /// # Errors
    /// If a row of a list cannot be used; all such rows are named.
    pub fn load() -> Result<Self, LexiconError> {
        let load::All { units, keys: by_key, before, merged } = load::all()?;
        let hosts = publisher::Hosts::new(&units);
        Ok(Self { units, by_key, hosts, before, merged })
    }

    /// All units; the numbers that other functions return are places in this list.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The units of all editions whose name or alias has this [`Gazetteer::key`].
    #[must_use]
    pub fn named(&self, key: &str) -> &[usize] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// Every key with its units, in the order of keys; words are parted by one space.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.by_key.iter().map(|(key, units)| (key.as_str(), units.as_slice()))
    }

    /// The form under which names are compared: [`Gazetteer::word_key`] of each word.
    ///
    /// Words are parted by white space, hyphens, dashes and full stops.
    ///
    /// ```
    /// use vnkg::lexicon::gazetteer::Gazetteer;
    /// assert_eq!(Gazetteer::key("Thừa Thiên - Huế"), Gazetteer::key("THỪA THIÊN HUẾ"));
    /// assert_eq!(Gazetteer::key("Đắc Lắc"), Gazetteer::key("Đăk Lăk"));
    /// assert_eq!(Gazetteer::key("TP.HCM"), "tp hcm");
    /// ```
    #[must_use]
    pub fn key(name: &str) -> String {
        let words: Vec<String> = key::words(name).map(key::word).collect();
        words.join(" ")
    }

    /// The form under which one word of a name is compared: lower case, tones in their canonical place,
    /// `y` as `i` where both are written (`Lý`, `Lí`), and words of highland languages without tones and
    /// apostrophes (`Đắk`, `Đăk`, `Dak`; `R'Lấp`, `R’lấp`), numbers without leading zeros.
    #[must_use]
    pub fn word_key(word: &str) -> String {
        key::word(word)
    }

    /// What a unit of the first list was before it changed its rank, name or district, the earliest first:
    /// tỉnh Thừa Thiên Huế for thành phố Huế, thị xã Gia Nghĩa for thành phố Gia Nghĩa.
    #[must_use]
    pub fn before(&self, unit: usize) -> &[usize] {
        self.before.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The province of the second list that a province of the first went into on 2025-07-01 under another name.
    #[must_use]
    pub fn merged(&self, unit: usize) -> Option<usize> {
        self.merged.get(&unit).copied()
    }

    /// True for a word that no Vietnamese syllable is spelt like: `Đăk`, `Blao`, `R'lấp`.
    #[must_use]
    pub fn is_highland_word(word: &str) -> bool {
        key::is_highland(word)
    }

    /// True where `unit` is `outer` or lies in it.
    #[must_use]
    pub fn within(&self, unit: usize, outer: usize) -> bool {
        let mut at = Some(unit);
        while let Some(here) = at {
            if here == outer {
                return true;
            }
            at = self.units.get(here).and_then(|u| u.parent);
        }
        false
    }

    /// The largest unit that holds `unit`: its province or country, or itself.
    #[must_use]
    pub fn outermost(&self, unit: usize) -> usize {
        let mut at = unit;
        while let Some(parent) = self.units.get(at).and_then(|u| u.parent) {
            at = parent;
        }
        at
    }

    /// The province or district whose site this host is: `dakrlap.daknong.gov.vn`, `baohanam.com.vn`.
    ///
    /// A district is only found where another part of the host names its province. Units of the first
    /// list come before older ones. National papers give none.
    #[must_use]
    pub fn host(&self, host: &str) -> Option<usize> {
        self.hosts.find(&self.units, host)
    }

    /// The province or district that a publisher's name names: `Báo Hà Nam điện tử`,
    /// `Cổng TTĐT huyện Thanh Liêm`. A host name is looked up as by [`Gazetteer::host`].
    #[must_use]
    pub fn publisher(&self, text: &str) -> Option<usize> {
        publisher::by_name(self, text)
    }
}

#[cfg(test)]
mod tests;
