//! From the lists in `data/gazetteer/` to units and keys.
//!
//! The lists hold no quotes, so a row is its words between commas; a test holds them to that.

use std::collections::BTreeMap;

use super::{Edition, Unit, key};
use crate::lexicon::{BadRow, LexiconError, all_good};
use crate::model::{Day, Level};

/// A list that is compiled in.
struct File {
    name: &'static str,
    text: &'static str,
}

const V1: File = File {
    name: "data/gazetteer/places-2024.csv",
    text: include_str!("../../../data/gazetteer/places-2024.csv"),
};
const V2: File = File {
    name: "data/gazetteer/places-2025.csv",
    text: include_str!("../../../data/gazetteer/places-2025.csv"),
};
const OLDER: File =
    File { name: "data/gazetteer/older.csv", text: include_str!("../../../data/gazetteer/older.csv") };
const MERGED: File = File {
    name: "data/gazetteer/merged-provinces.csv",
    text: include_str!("../../../data/gazetteer/merged-provinces.csv"),
};
const COUNTRIES: File = File {
    name: "data/gazetteer/countries.csv",
    text: include_str!("../../../data/gazetteer/countries.csv"),
};
const FOREIGN: File =
    File { name: "data/gazetteer/foreign.csv", text: include_str!("../../../data/gazetteer/foreign.csv") };
const ALIASES: File =
    File { name: "data/gazetteer/aliases.csv", text: include_str!("../../../data/gazetteer/aliases.csv") };

/// The last day of the first list.
const V1_UNTIL: Day = Day { year: 2025, month: Some(6), day: Some(30) };
/// The first day of the second list.
const V2_FROM: Day = Day { year: 2025, month: Some(7), day: Some(1) };

type Keys = BTreeMap<String, Vec<usize>>;

/// What the lists hold.
pub(super) struct All {
    /// All units.
    pub(super) units: Vec<Unit>,
    /// The units of each key.
    pub(super) keys: BTreeMap<String, Vec<usize>>,
    /// Units of the first list with the older units that each came from, oldest first.
    pub(super) before: BTreeMap<usize, Vec<usize>>,
    /// Provinces of the first list that went into one of another name.
    pub(super) merged: BTreeMap<usize, usize>,
}

/// All units, and the units of each key.
pub(super) fn all() -> Result<All, LexiconError> {
    let mut loader = Loader::default();
    loader.places(&V1, Edition::V1);
    loader.places(&V2, Edition::V2);
    loader.older();
    loader.merged();
    loader.countries();
    loader.foreign();
    loader.aliases();
    all_good(loader.bad)?;
    Ok(All { units: loader.units, keys: loader.keys, before: loader.before, merged: loader.merged })
}

#[derive(Default)]
struct Loader {
    units: Vec<Unit>,
    keys: Keys,
    /// The keys of words seen so far: names share most of their words.
    words: BTreeMap<&'static str, String>,
    codes: BTreeMap<(Edition, &'static str), usize>,
    before: BTreeMap<usize, Vec<usize>>,
    merged: BTreeMap<usize, usize>,
    bad: Vec<BadRow>,
}

impl Loader {
    /// The rows of a list that have `N` columns; others are noted as bad.
    fn rows<const N: usize>(&mut self, file: &File) -> Vec<(usize, [&'static str; N])> {
        let mut rows = Vec::new();
        for (at, line) in file.text.lines().enumerate().skip(1) {
            let cells: Vec<&'static str> = line.split(',').collect();
            match <[&'static str; N]>::try_from(cells) {
                Ok(cells) => rows.push((at + 1, cells)),
                Err(cells) => self.complain(file, at + 1, format!("{} columns, expected {N}", cells.len())),
            }
        }
        rows
    }

    fn complain(&mut self, file: &File, line: usize, what: String) {
        self.bad.push(BadRow { file: file.name, line, what });
    }

    fn add(&mut self, unit: Unit, name: &'static str) {
        let at = self.units.len();
        self.units.push(unit);
        self.name(name, at);
    }

    /// Adds a unit that is found under `variants` too, which are parted by `|`.
    fn add_with_variants(&mut self, unit: Unit, name: &'static str, variants: &'static str) {
        let at = self.units.len();
        self.add(unit, name);
        for variant in variants.split('|').filter(|v| !v.is_empty()) {
            self.name(variant, at);
        }
    }

    /// Makes `unit` findable under `name`.
    fn name(&mut self, name: &'static str, unit: usize) {
        let mut whole = String::with_capacity(name.len());
        for word in key::words(name) {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(self.words.entry(word).or_insert_with(|| key::word(word)));
        }
        let units = self.keys.entry(whole).or_default();
        if !units.contains(&unit) {
            units.push(unit);
        }
    }

    fn named(&self, name: &str) -> &[usize] {
        let words: Vec<String> = key::words(name).map(key::word).collect();
        self.keys.get(&words.join(" ")).map_or(&[], Vec::as_slice)
    }

    /// `code,level,type,name,parent`.
    fn places(&mut self, file: &File, edition: Edition) {
        let (valid_from, valid_until) =
            if edition == Edition::V1 { (None, Some(V1_UNTIL)) } else { (Some(V2_FROM), None) };
        for (line, [code, level, classifier, name, parent]) in self.rows(file) {
            let Some(level) = level_of(level) else {
                self.complain(file, line, format!("level {level:?}, expected province, district or commune"));
                continue;
            };
            let above = self.codes.get(&(edition, parent)).copied();
            if above.is_none() && !parent.is_empty() {
                self.complain(file, line, format!("parent {parent:?}, expected a code of a row above"));
            }
            if level != Level::Commune || edition == Edition::V1 {
                self.codes.insert((edition, code), self.units.len());
            }
            let unit = Unit {
                edition,
                code: Some(code.to_owned()),
                level,
                classifier: classifier.to_owned(),
                name: name.to_owned(),
                parent: above,
                valid_from,
                valid_until,
            };
            self.add(unit, name);
        }
    }

    /// `name,type,level,parent_code,became,valid_until,source`. A parent is a code of the first list, or the
    /// province's code and an older district (`79/quận 9`); `became` are the units of the first list, parted by
    /// `|`, that lie in what it was.
    fn older(&mut self) {
        for (line, [name, classifier, level, parent, became, until, _source]) in self.rows(&OLDER) {
            let above = self.older_parent(parent);
            let (Some(level), Some(until)) = (level_of(level), day(until)) else {
                self.complain(
                    &OLDER,
                    line,
                    "expected a level and a date such as 2020-12-31 or 2012".to_owned(),
                );
                continue;
            };
            if above.is_none() && level != Level::Province {
                self.complain(&OLDER, line, format!("parent {parent:?}, expected a code of the 2024 list"));
            }
            for code in became.split('|').filter(|code| !code.is_empty()) {
                match self.codes.get(&(Edition::V1, code)).copied() {
                    Some(now) => self.before.entry(now).or_default().push(self.units.len()),
                    None => self.complain(&OLDER, line, format!("became {code:?}, expected a code of 2024")),
                }
            }
            let unit = Unit {
                edition: Edition::Older,
                code: None,
                level,
                classifier: classifier.to_owned(),
                name: name.to_owned(),
                parent: above,
                valid_from: None,
                valid_until: Some(until),
            };
            self.add(unit, name);
        }
        let units = &self.units;
        let end = |unit: &usize| units.get(*unit).and_then(|u| u.valid_until);
        self.before.values_mut().for_each(|olders| olders.sort_by_key(end));
    }

    fn older_parent(&self, parent: &str) -> Option<usize> {
        let Some((code, name)) = parent.split_once('/') else {
            return self.codes.get(&(Edition::V1, parent)).copied();
        };
        let province = self.codes.get(&(Edition::V1, code)).copied()?;
        let fits =
            |u: &Unit| u.edition == Edition::Older && u.parent == Some(province) && u.full_name() == name;
        self.units.iter().position(fits)
    }

    /// `from,from_name,to,to_name,source`: codes of the first and the second list; the names are for readers.
    fn merged(&mut self) {
        for (line, [from, _, to, _, _source]) in self.rows(&MERGED) {
            let found =
                (self.codes.get(&(Edition::V1, from)).copied(), self.codes.get(&(Edition::V2, to)).copied());
            let (Some(from), Some(to)) = found else {
                self.complain(&MERGED, line, "expected codes of the 2024 and of the 2025 list".to_owned());
                continue;
            };
            self.merged.insert(from, to);
        }
    }

    /// `code,name,variants`; variants are parted by `|`.
    fn countries(&mut self) {
        for (_, [code, name, variants]) in self.rows(&COUNTRIES) {
            let unit = Unit {
                edition: Edition::Country,
                code: Some(code.to_owned()),
                level: Level::Country,
                classifier: String::new(),
                name: name.to_owned(),
                parent: None,
                valid_from: None,
                valid_until: None,
            };
            self.add_with_variants(unit, name, variants);
        }
    }

    /// `name,country,variants`: cities and states abroad; the country is its code.
    fn foreign(&mut self) {
        for (line, [name, country, variants]) in self.rows(&FOREIGN) {
            let above = self
                .units
                .iter()
                .position(|u| u.edition == Edition::Country && u.code.as_deref() == Some(country));
            if above.is_none() {
                self.complain(&FOREIGN, line, format!("country {country:?}, expected a code of a state"));
            }
            let unit = Unit {
                edition: Edition::Foreign,
                code: None,
                level: Level::District,
                classifier: String::new(),
                name: name.to_owned(),
                parent: above,
                valid_from: None,
                valid_until: None,
            };
            self.add_with_variants(unit, name, variants);
        }
    }

    /// `alias,level,name,parent_code`: another name of all units of that level, name and province.
    fn aliases(&mut self) {
        for (line, [alias, level, name, parent]) in self.rows(&ALIASES) {
            let level = level_of(level);
            let meant: Vec<usize> = self
                .named(name)
                .iter()
                .copied()
                .filter(|at| {
                    self.units.get(*at).is_some_and(|unit| {
                        let above =
                            unit.parent.and_then(|p| self.units.get(p)).and_then(|p| p.code.as_deref());
                        Some(unit.level) == level
                            && unit.name == name
                            && (parent.is_empty() || above == Some(parent))
                    })
                })
                .collect();
            if meant.is_empty() {
                self.complain(&ALIASES, line, format!("{name:?}, expected the name of a unit of that level"));
            }
            for unit in meant {
                self.name(alias, unit);
            }
        }
    }
}

fn level_of(word: &str) -> Option<Level> {
    match word {
        "province" => Some(Level::Province),
        "district" => Some(Level::District),
        "commune" => Some(Level::Commune),
        _ => None,
    }
}

/// `2020-12-31` or `2012`.
fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let day = parts.next().map(str::parse).transpose().ok()?;
    Day::checked(year, month, day)
}
