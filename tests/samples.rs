//! How much of what a careful reader finds in the sample articles is found, and held against tests/score-floor.json.
//!
//! `tests/samples.gold.json` says what is right. Names are compared as the eye does: without capitals, punctuation
//! and the two ways to place a tone. The figures are F1 over facts; a fact counts once an article.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use support::{CONVERTER, SAMPLES, root};
use vnkg::model::Part;
use vnkg::text::{fold, nfc, tone_canonical};

/// What may be lost by rounding.
const TOLERANCE: f64 = 0.005;

/// Facts of a kind, each with its article.
type Facts = BTreeMap<&'static str, BTreeSet<String>>;

fn norm(name: &str) -> String {
    let lower = fold(&tone_canonical(&nfc(name)));
    let words: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add(facts: &mut Facts, kind: &'static str, cells: &[&str]) {
    let key: Vec<String> = cells.iter().map(|cell| norm(cell)).collect();
    facts.entry(kind).or_default().insert(key.join(" | "));
}

fn words<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What the annotations say.
fn expected() -> Facts {
    let text = fs::read_to_string(root().join("tests/samples.gold.json")).unwrap();
    let gold: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut facts = Facts::new();
    for article in &gold {
        let id = words(article, "id");
        for person in list(article, "people") {
            add(&mut facts, "people", &[id, person.as_str().unwrap()]);
        }
        for body in list(article, "bodies") {
            add(&mut facts, "bodies", &[id, body.as_str().unwrap()]);
        }
        for place in list(article, "places") {
            add(&mut facts, "places", &[id, words(place, "name")]);
        }
        for h in list(article, "holdings") {
            let cells = ["person", "post", "body", "status"].map(|key| words(h, key));
            add(&mut facts, "holdings", &[&[id], cells.as_slice()].concat());
        }
        for event in list(article, "events") {
            for (key, part) in [("chairs", "chair"), ("attendees", "attendee"), ("speakers", "speaker")] {
                for person in list(event, key) {
                    add(&mut facts, "attendance", &[id, person.as_str().unwrap(), part]);
                }
            }
        }
    }
    facts
}

/// What the pipeline says.
fn found() -> Facts {
    let mut facts = Facts::new();
    for article in SAMPLES.iter() {
        let (id, (_, k)) = (article.id.as_str(), CONVERTER.understand(article));
        k.people.iter().for_each(|p| add(&mut facts, "people", &[id, &p.name]));
        k.bodies.iter().for_each(|b| add(&mut facts, "bodies", &[id, b.written.as_ref().unwrap_or(&b.name)]));
        k.places.iter().for_each(|p| add(&mut facts, "places", &[id, p.written.as_ref().unwrap_or(&p.name)]));
        for h in &k.holdings {
            let (person, body) = (&k.people[h.person.0].name, &k.bodies[h.body.0].name);
            add(&mut facts, "holdings", &[id, person, &h.role.title, body, h.attested.status()]);
        }
        for p in k.events.iter().flat_map(|event| &event.people) {
            let name = &k.people[p.person.0].name;
            let part = match p.part {
                Part::Chair => "chair",
                Part::Attendee => "attendee",
                Part::Speaker => "speaker",
            };
            add(&mut facts, "attendance", &[id, name, part]);
            // A chair and a speaker are attendees too.
            add(&mut facts, "attendance", &[id, name, "attendee"]);
        }
    }
    facts
}

/// F1 of `found` against `expected`, a share of 1.
fn f1(expected: &BTreeSet<String>, found: &BTreeSet<String>) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    let right = count(expected.intersection(found).count());
    let all = count(expected.len() + found.len());
    if all == 0.0 { 1.0 } else { 2.0 * right / all }
}

#[test]
fn no_figure_of_the_samples_is_below_its_floor() {
    let text = fs::read_to_string(root().join("tests/score-floor.json")).unwrap();
    let floors: BTreeMap<String, BTreeMap<String, f64>> = serde_json::from_str(&text).unwrap();
    let (expected, found) = (expected(), found());
    let mut low = Vec::new();
    let none = BTreeSet::new();
    for (kind, expected) in &expected {
        let found = found.get(kind).unwrap_or(&none);
        let (figure, floor) = (f1(expected, found), floors["samples"][*kind]);
        eprintln!("{kind:12} F1 {figure:.3}, floor {floor:.3}");
        expected.difference(found).for_each(|fact| eprintln!("  - {fact}"));
        found.difference(expected).for_each(|fact| eprintln!("  + {fact}"));
        if figure < floor - TOLERANCE {
            low.push(format!("{kind}: {figure:.3} is below the floor {floor:.3}"));
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}

#[test]
fn f1_counts_what_is_missing_and_what_is_too_much() {
    let set = |words: &str| words.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    assert!((f1(&set("a b c"), &set("a b c")) - 1.0).abs() < 1e-9);
    assert!((f1(&set("a b c"), &set("a b d e f")) - 0.5).abs() < 1e-9);
    assert!(f1(&set("a"), &set("b")).abs() < 1e-9);
    assert_eq!(norm("Uỷ ban  nhân dân, TP.Hoà"), norm("ủy ban nhân dân tp hòa"));
}
