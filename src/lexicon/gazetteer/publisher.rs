//! Whose paper or site is this? Provinces and districts by host names and publishers' names.
//!
//! Knows no single newspaper: a host that names no unit gives none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, Gazetteer, Unit, key};
use crate::model::Level;
use crate::text::ascii;

/// Words around a unit's name in a host: paper, committee, police, inspectorate, broadcaster, ….
const AROUND: [&str; 44] = [
    "bao",
    "dientu",
    "online",
    "moi",
    "tintuc",
    "news",
    "cong",
    "congtt",
    "ttdt",
    "portal",
    "trang",
    "ubnd",
    "hdnd",
    "dbnd",
    "mttq",
    "thanhtra",
    "congan",
    "cand",
    "bocongan",
    "toaan",
    "tand",
    "vks",
    "vksnd",
    "tinhuy",
    "thanhuy",
    "huyenuy",
    "quanuy",
    "thiuy",
    "tinh",
    "tp",
    "thanhpho",
    "huyen",
    "quan",
    "thixa",
    "tinhdoan",
    "doan",
    "dang",
    "dangbo",
    "dai",
    "ptth",
    "truyenhinh",
    "tv",
    "city",
    "so",
];

/// Labels that are no names.
const SUFFIXES: [&str; 9] = ["vn", "com", "net", "org", "gov", "edu", "info", "www", "asia"];

/// Names of units in host names that their letters do not give.
const SHORT: [(&str, &str); 8] = [
    ("hcm", "hochiminh"),
    ("hcmc", "hochiminh"),
    ("hcmcity", "hochiminh"),
    ("hcmcpv", "hochiminh"),
    ("sggp", "hochiminh"),
    ("brvt", "bariavungtau"),
    ("tthue", "thuathienhue"),
    ("daclac", "daklak"),
];

/// Units by the letters of their names.
#[derive(Debug)]
pub(super) struct Hosts {
    provinces: BTreeMap<String, usize>,
    districts: BTreeMap<String, Vec<usize>>,
}

impl Hosts {
    pub(super) fn new(units: &[Unit]) -> Self {
        let mut hosts = Self { provinces: BTreeMap::new(), districts: BTreeMap::new() };
        // The first list stands before older units, so it wins.
        for (at, unit) in units.iter().enumerate() {
            match (unit.edition, unit.level) {
                (Edition::V1 | Edition::Older, Level::Province) => {
                    hosts.provinces.entry(letters(&unit.name)).or_insert(at);
                }
                (Edition::V1 | Edition::Older, Level::District) => {
                    hosts.districts.entry(letters(&unit.name)).or_default().push(at);
                }
                _ => {}
            }
        }
        for (short, long) in SHORT {
            if let Some(unit) = hosts.provinces.get(long).copied() {
                hosts.provinces.insert(short.to_owned(), unit);
            }
        }
        hosts
    }

    /// See [`Gazetteer::host`].
    pub(super) fn find(&self, units: &[Unit], host: &str) -> Option<usize> {
        let host = ascii(host.trim());
        let labels: Vec<String> = host
            .split('.')
            .filter(|l| !SUFFIXES.contains(l))
            .map(letters)
            .filter(|l| (1..=63).contains(&l.len()))
            .collect();
        let known = |name: &str| self.provinces.get(name).copied();
        let (place, province) =
            labels.iter().enumerate().rev().find_map(|(at, label)| Some((at, stripped(label, &known)?)))?;
        let inside = |name: &str| {
            let all = self.districts.get(name)?;
            all.iter().copied().find(|at| units.get(*at).is_some_and(|u| u.parent == Some(province)))
        };
        let others = labels.iter().enumerate().filter(|(at, _)| *at != place);
        others.rev().find_map(|(_, label)| stripped(label, &inside)).or(Some(province))
    }
}

/// What `known` says of the label, or of the label without the words [`AROUND`] its ends.
fn stripped(label: &str, known: &impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let mut tried = BTreeSet::new();
    let mut open = vec![label];
    while let Some(rest) = open.pop() {
        if !tried.insert(rest) {
            continue;
        }
        if let Some(unit) = known(rest) {
            return Some(unit);
        }
        for word in AROUND {
            open.extend(rest.strip_prefix(word));
            open.extend(rest.strip_suffix(word));
        }
    }
    None
}

/// Letters and digits only, without marks, lower case.
fn letters(name: &str) -> String {
    ascii(name).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Words before the name of a district.
const DISTRICTS: [&[&str]; 5] = [&["huyện"], &["quận"], &["thị", "xã"], &["thành", "phố"], &["tp"]];

/// See [`Gazetteer::publisher`].
pub(super) fn by_name(gazetteer: &Gazetteer, text: &str) -> Option<usize> {
    let text = text.trim();
    if text.contains('.') && !text.contains(char::is_whitespace) {
        return gazetteer.host(text);
    }
    let words: Vec<String> = key::words(text).map(key::word).collect();
    let province = longest(&words, 0, |key| pick(gazetteer, key, |u| u.level == Level::Province));
    let district = (0..words.len()).find_map(|at| {
        let behind = words.get(at..)?;
        let classifier = DISTRICTS.iter().find(|c| {
            behind.len() > c.len() && c.iter().zip(behind).all(|(c, word)| key::word(c) == *word)
        })?;
        let own = classifier.join(" ");
        let name = behind.get(classifier.len()..)?;
        (1..=name.len().min(4)).rev().find_map(|n| {
            let key = name.get(..n)?.join(" ");
            pick(gazetteer, &key, |u| {
                u.level == Level::District
                    && (own == "tp" || u.classifier == own)
                    && (province.is_none() || u.parent == province)
            })
        })
    });
    district.or(province)
}

/// The first stretch of words, longest first, that names something.
fn longest(words: &[String], from: usize, known: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    (from..words.len()).find_map(|at| {
        let rest = words.get(at..)?;
        (1..=rest.len().min(6)).rev().find_map(|n| known(&rest.get(..n)?.join(" ")))
    })
}

/// The unit of that key that fits: of the first list if there is one; none where two of it fit.
fn pick(gazetteer: &Gazetteer, key: &str, fits: impl Fn(&Unit) -> bool) -> Option<usize> {
    let of = |edition: Edition| {
        let mut all = gazetteer
            .named(key)
            .iter()
            .copied()
            .filter(|at| gazetteer.units().get(*at).is_some_and(|u| u.edition == edition && fits(u)));
        let first = all.next()?;
        all.next().is_none().then_some(first)
    };
    of(Edition::V1).or_else(|| of(Edition::Older))
}
