//! What each sample article says, fact by fact: nothing moves without being seen.
//!
//! `UPDATE_GOLDEN=1 cargo golden` writes the expected files anew, never where `CI` is set. `GOLDEN=hoa-binh` looks at
//! the folders whose name holds that word.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use oxrdf::vocab::rdf;
use oxrdf::{Quad, Term};
use support::{CONVERTER, SAMPLES, root, sample};
use vnkg::export::exporter_named;
use vnkg::model::{
    Abstention, Agent, Amount, Article, BodyId, Day, Decision, Event, Knowledge, Part, PersonId, PlaceId,
    Project, Role,
};
use vnkg::store::Graph;
use vnkg::text::{Span, nfc, squeeze};
use vnkg::vocab::{prov, vk};

/// An expected file that is longer hides what moved.
const MOST_BYTES: usize = 40 * 1024;

fn folder() -> PathBuf {
    root().join("tests/golden")
}

/// `key = "value"` lines of an about.toml.
fn about(case: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(case.join("about.toml")).unwrap();
    let pair = |line: &str| {
        let (key, value) = line.split_once('=')?;
        Some((key.trim().to_owned(), value.trim().trim_matches('"').to_owned()))
    };
    text.lines().filter_map(pair).collect()
}

#[test]
fn every_sample_gives_what_its_folder_expects() {
    let update = env::var_os("UPDATE_GOLDEN").is_some();
    assert!(!(update && env::var_os("CI").is_some()), "UPDATE_GOLDEN is refused where CI is set");
    let filter = env::var("GOLDEN").unwrap_or_default();
    let mut moved = Vec::new();
    for article in SAMPLES.iter().filter(|article| article.id.contains(&filter)) {
        let case = folder().join(&article.id);
        for (name, text) in [("expected.facts.txt", facts(article)), ("expected.ttl", turtle(article))] {
            let path = case.join(name);
            assert!(text.len() <= MOST_BYTES, "{} has {} bytes", path.display(), text.len());
            if update {
                fs::write(&path, text).unwrap();
                continue;
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if expected != text {
                eprintln!("\n{}/{name}\n{}", article.id, difference(&expected, &text));
                moved.push(format!("{}/{name}", article.id));
            }
        }
    }
    assert!(moved.is_empty(), "moved: {moved:#?}\nif that is right: UPDATE_GOLDEN=1 cargo golden");
}

#[test]
fn every_sample_has_a_folder_and_every_folder_a_sample() {
    let mut cases = BTreeSet::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let case = entry.unwrap().path();
        let about = about(&case);
        let id = case.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(about.get("id"), Some(&id), "{}", case.display());
        assert!(
            about.get("why").is_some_and(|why| !why.is_empty()),
            "{id}: about.toml says why the case exists"
        );
        let text = fs::read_to_string(root().join(&about["file"])).unwrap();
        // A record writes quotation marks twice or behind a stroke: compare up to the first one.
        let first = squeeze(sample(&id).text().trim_start().lines().next().unwrap());
        let words = first.split('"').next().unwrap();
        assert!(squeeze(&nfc(&text)).contains(words), "{id}: {} does not hold the article", about["file"]);
        cases.insert(id);
    }
    let ids: BTreeSet<String> = SAMPLES.iter().map(|article| article.id.clone()).collect();
    assert_eq!(cases, ids, "left tests/golden, right data/articles");
}

/// Lines that went (-) and came (+), with their number in the file they stand in.
fn difference(expected: &str, found: &str) -> String {
    let count = |text: &str| {
        let mut lines: BTreeMap<String, isize> = BTreeMap::new();
        text.lines().for_each(|line| *lines.entry(line.to_owned()).or_default() += 1);
        lines
    };
    let lines = |text: &str, other: &str, sign: char| -> Vec<String> {
        let mut left = count(other);
        let mut only = Vec::new();
        for (n, line) in text.lines().enumerate() {
            let rest = left.entry(line.to_owned()).or_default();
            *rest -= 1;
            if *rest < 0 {
                only.push(format!("{sign}{:>4} {line}", n + 1));
            }
        }
        only
    };
    let mut all = lines(expected, found, '-');
    all.extend(lines(found, expected, '+'));
    if all.is_empty() { "the same lines in another order".to_owned() } else { all.join("\n") }
}

#[test]
fn a_difference_names_the_lines_that_went_and_came() {
    assert_eq!(difference("a\nb\nb\n", "b\na\nc\n"), "-   3 b\n+   3 c");
    assert_eq!(difference("a\nb\n", "b\na\n"), "the same lines in another order");
}

// --- as triples -------------------------------------------------------------------------------------------------

/// The article's triples as the exporter writes them. Left out: the quotes themselves, which the text repeats (which
/// quote supports what is kept), and the version of the tool.
fn turtle(article: &Article) -> String {
    let quads = CONVERTER.convert(article).quads.to_vec();
    let mut left_out: BTreeSet<String> = BTreeSet::new();
    for quad in &quads {
        let is = |class: &str| quad.predicate == rdf::TYPE && quad.object.to_string() == class;
        if is(&vk::QUOTE.to_string()) || is(&prov::ACTIVITY.to_string()) {
            left_out.insert(quad.subject.to_string());
        }
    }
    let decisions: BTreeSet<String> = quads
        .iter()
        .filter(|q| q.predicate == rdf::TYPE && q.object == Term::from(vk::DECISION))
        .map(|q| q.subject.to_string())
        .collect();
    let stays = |quad: &Quad| {
        let subject = quad.subject.to_string();
        (decisions.contains(&subject) || !left_out.contains(&subject))
            && quad.predicate != prov::WAS_GENERATED_BY
    };
    let graph = Graph::from_quads(quads.into_iter().filter(stays)).unwrap();
    let mut out = Vec::new();
    exporter_named("ttl").unwrap().write(&graph, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

// --- as lines ---------------------------------------------------------------------------------------------------

/// Everything that was understood, one fact a line, sorted.
fn facts(article: &Article) -> String {
    let (_, knowledge) = CONVERTER.understand(article);
    let told = Told { article, k: &knowledge };
    let mut lines: Vec<String> = told.things();
    lines.extend(told.holdings());
    lines.extend(knowledge.events.iter().flat_map(|e| told.event(e)));
    lines.extend(knowledge.decisions.iter().map(|d| told.decision(d)));
    lines.extend(told.changes());
    lines.extend(knowledge.projects.iter().map(|p| told.project(p)));
    lines.extend(knowledge.abstentions.iter().map(|a| told.abstention(a)));
    lines.sort();
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Knowledge with the article that its spans count in.
struct Told<'a> {
    article: &'a Article,
    k: &'a Knowledge,
}

/// Cells of a line; empty ones at the end are left out.
fn line(cells: &[String]) -> String {
    cells.join(" | ").trim_end_matches([' ', '|']).to_owned()
}

fn day(day: Option<Day>) -> String {
    day.map(|d| d.iso()).unwrap_or_default()
}

fn amount(amount: &Amount) -> String {
    let about = if amount.approximate { "≈" } else { "" };
    format!("{about}{} {} ({})", amount.value, amount.unit, squeeze(&amount.text))
}

impl Told<'_> {
    fn person(&self, id: PersonId) -> String {
        self.k.people[id.0].name.clone()
    }

    fn body(&self, id: Option<BodyId>) -> String {
        id.map(|id| self.k.bodies[id.0].name.clone()).unwrap_or_default()
    }

    fn place(&self, id: Option<PlaceId>) -> String {
        id.map(|id| self.k.places[id.0].name.clone()).unwrap_or_default()
    }

    fn agent(&self, agent: Option<&Agent>) -> String {
        match agent {
            Some(Agent::Person(id)) => self.person(*id),
            Some(Agent::Body(id)) => self.body(Some(*id)),
            None => String::new(),
        }
    }

    fn words(&self, span: Span) -> String {
        squeeze(span.of(&self.article.doc))
    }

    /// Marked with `key:`, or nothing.
    fn field(key: &str, value: String) -> Option<String> {
        (!value.is_empty()).then(|| format!("{key}: {}", squeeze(&value)))
    }

    fn things(&self) -> Vec<String> {
        let k = self.k;
        let people = k.people.iter().map(|p| {
            let where_ = if p.central { "central".to_owned() } else { self.place(p.jurisdiction) };
            line(&["person".into(), p.name.clone(), where_])
        });
        let bodies = k.bodies.iter().map(|b| {
            let unit = format!("{} ({})", self.place(b.jurisdiction), b.cue.name());
            let unit = if b.jurisdiction.is_some() { unit } else { String::new() };
            let sector = format!("{:?}", b.sector);
            line(&["body".into(), b.name.clone(), b.kind.clone(), sector, unit, self.body(b.parent)])
        });
        let places = k.places.iter().map(|p| {
            let code = p.code.as_ref().map(|(edition, code)| format!("{edition}/{code}")).unwrap_or_default();
            let level = format!("{:?}", p.level).to_ascii_lowercase();
            line(&["place".into(), p.name.clone(), level, code, self.place(p.within)])
        });
        let documents = k.documents.iter().map(|d| {
            let kind = d.kind.clone().unwrap_or_default();
            let about = d.about.as_deref().map(squeeze).unwrap_or_default();
            line(&["document".into(), d.local.clone(), kind, day(d.date), self.body(d.issuer), about])
        });
        let source = k.reprinted.iter().map(|(from, _)| line(&["reprinted from".into(), from.clone()]));
        let about = k
            .jurisdiction
            .iter()
            .map(|(p, cue)| line(&["about".into(), self.place(Some(*p)), cue.name().into()]));
        people.chain(bodies).chain(places).chain(documents).chain(source).chain(about).collect()
    }

    fn post(&self, role: &Role, body: Option<BodyId>) -> String {
        format!("{} @ {}", role.title, self.body(body))
    }

    fn holdings(&self) -> Vec<String> {
        let holding = |h: &vnkg::model::Holding| {
            let attested = format!("{:?}", h.attested).to_ascii_lowercase();
            line(&[
                "holding".into(),
                self.person(h.person),
                self.post(&h.role, Some(h.body)),
                attested,
                day(h.observed),
                h.term.clone().unwrap_or_default(),
                h.rule.into(),
            ])
        };
        self.k.holdings.iter().map(holding).collect()
    }

    fn event(&self, e: &Event) -> Vec<String> {
        let name = squeeze(&e.name);
        let when = line(&[day(e.date), e.part_of_day.clone().unwrap_or_default()]);
        let mut fields = vec!["event".to_owned(), e.kind.to_owned(), name.clone(), when];
        fields.extend(e.ordinal.map(|n| format!("number: {n}")));
        fields.extend(Self::field("host", self.body(e.host)));
        fields.extend(Self::field("place", self.place(e.place)));
        let mut lines = vec![line(&fields)];
        for p in &e.people {
            let part = match p.part {
                Part::Chair => "chair",
                Part::Attendee => "attendee",
                Part::Speaker => "speaker",
            };
            lines.push(line(&["takes part".into(), name.clone(), self.person(p.person), part.into()]));
        }
        lines.extend(e.groups.iter().map(|(g, _)| line(&["group".into(), name.clone(), squeeze(g)])));
        for item in &e.agenda {
            let presenter = self.agent(item.presenter.as_ref());
            lines.push(line(&["agenda".into(), name.clone(), presenter, squeeze(&item.about)]));
        }
        lines
    }

    fn decision(&self, d: &Decision) -> String {
        let mut fields = vec!["decision".to_owned(), d.action.to_owned(), d.modality.name().to_owned()];
        let person = |id: Option<PersonId>| id.map(|id| self.person(id)).unwrap_or_default();
        let document = d.document.map(|id| self.k.documents[id.0].local.clone()).unwrap_or_default();
        let event = d.event.map(|id| self.k.events[id.0].name.clone()).unwrap_or_default();
        let role = d.role.as_ref().map(|r| r.title.clone()).unwrap_or_default();
        fields.extend(
            [
                ("by", self.body(d.body_deciding)),
                ("announced by", person(d.person_deciding)),
                ("object", d.object.clone()),
                ("person", person(d.person)),
                ("post", role),
                ("body", self.body(d.body)),
                ("place", self.place(d.place)),
                ("document", document),
                ("date", day(d.date)),
                ("deadline", day(d.deadline)),
                ("amount", d.amount.as_ref().map(amount).unwrap_or_default()),
                ("form", d.form.clone().unwrap_or_default()),
                ("term", d.term.clone().unwrap_or_default()),
                ("at", event),
                ("rule", d.rule.to_owned()),
            ]
            .into_iter()
            .filter_map(|(key, value)| Self::field(key, value)),
        );
        line(&fields)
    }

    fn changes(&self) -> Vec<String> {
        let names =
            |ids: &[BodyId]| ids.iter().map(|id| self.body(Some(*id))).collect::<Vec<_>>().join(" + ");
        let change = |c: &vnkg::model::Change| {
            let lineage = format!("{} → {}", names(&c.from), names(&c.to));
            let mut fields = vec![
                "change".to_owned(),
                format!("{:?}", c.kind).to_ascii_lowercase(),
                lineage,
                day(c.decided),
            ];
            fields.extend(Self::field("parent", self.body(c.parent)));
            fields.extend(c.pilot.then(|| "pilot".to_owned()));
            line(&fields)
        };
        self.k.changes.iter().map(change).collect()
    }

    fn project(&self, p: &Project) -> String {
        let mut fields = vec!["project".to_owned(), squeeze(&p.name)];
        fields.extend(Self::field("site", self.place(p.site)));
        fields.extend(Self::field("for", self.place(p.jurisdiction)));
        for (cost, modality, _) in &p.costs {
            fields.push(format!("cost: {} {}", amount(cost), modality.name()));
        }
        if let Some((years, modality, _)) = p.period {
            fields.push(format!("period: {}-{} {}", years.from, years.to, modality.name()));
        }
        line(&fields)
    }

    fn abstention(&self, a: &Abstention) -> String {
        line(&["undecided".into(), a.rule.into(), a.reason.into(), self.words(a.span)])
    }
}
