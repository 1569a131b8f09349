//! A store that is changed article by article is the store that one build makes, in any order and any batches.
//!
//! `PROPTEST_CASES=200 cargo test --release --test edit` tries as many ways to change one.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use common::{Case, neighbours};
use oxrdf::{GraphName, Literal, NamedNode, Quad};
use proptest::prelude::*;
use support::{CONVERTER, SAMPLES};
use vnkg::export::exporter_named;
use vnkg::model::Article;
use vnkg::store::{Building, Change, Editing, Graph, Manifest};
use vnkg::vocab;

/// The quads of some sample articles, by their graph; and of each a second version, which says less.
static VERSIONS: LazyLock<Vec<[Vec<Quad>; 2]>> = LazyLock::new(|| {
    let versions = |article: &Article| {
        let whole = CONVERTER.convert(article).quads.to_vec();
        let half = article.doc.char_indices().nth(article.doc.chars().count() / 2).map_or(0, |(at, _)| at);
        let short = Article {
            doc: article.doc.get(..half.max(article.text_start)).unwrap().to_owned(),
            ..article.clone()
        };
        [whole, CONVERTER.convert(&short).quads.to_vec()]
    };
    SAMPLES.iter().take(8).map(versions).collect()
});

/// What a store is to hold of each article: nothing, the first or the second version.
type State = BTreeMap<usize, usize>;

fn graph_of(article: usize) -> NamedNode {
    vocab::graph(&SAMPLES[article].id)
}

fn quads(article: usize, version: usize) -> &'static [Quad] {
    &VERSIONS[article][version]
}

/// The store of a state, by one build.
fn built(dir: &Path, state: &State) -> Manifest {
    let mut building = Building::begin(dir, false).unwrap();
    building.fill(state.iter().map(|(article, version)| quads(*article, *version).to_vec())).unwrap();
    building.finish().unwrap()
}

/// All that a store holds, sorted: every quad, the names of the graphs, the manifest.
fn content(dir: &Path) -> (Vec<String>, Vec<String>, Manifest) {
    let graph = Graph::open_read_only(dir).unwrap();
    let mut quads: Vec<String> = graph.quads().map(|q| q.unwrap().to_string()).collect();
    let mut names: Vec<String> = graph.named_graphs().map(|n| n.unwrap().to_string()).collect();
    quads.sort();
    names.sort();
    (quads, names, graph.manifest().unwrap().clone())
}

/// The store as an export, to the byte.
fn exported(dir: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    exporter_named("trig").unwrap().write(&Graph::open_read_only(dir).unwrap(), &mut out).unwrap();
    out
}

/// One change: an article, and the version that it gets, or none.
type Step = (usize, Option<usize>);

/// Does some changes in one go.
fn changed(dir: &Path, batch: &[Step], state: &mut State) -> Manifest {
    let mut editing = Editing::begin(dir).unwrap();
    for (article, version) in batch {
        let name = graph_of(*article);
        let before = state.get(article).copied();
        if let Some(version) = version {
            let change = editing.put(name.as_ref(), quads(*article, *version)).unwrap();
            let expected = match before {
                None => Change::Added,
                Some(old) if old == *version => Change::Unchanged,
                Some(_) => Change::Replaced(Vec::new()),
            };
            assert_eq!(std::mem::discriminant(&change), std::mem::discriminant(&expected));
            state.insert(*article, *version);
        } else {
            assert_eq!(editing.take(name.as_ref()).unwrap(), before.is_some());
            state.remove(article);
        }
    }
    editing.finish().unwrap()
}

fn steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let step = (0_usize..8, proptest::option::weighted(0.7, 0_usize..2));
    proptest::collection::vec(proptest::collection::vec(step, 1..6), 1..6)
}

/// A few cases, since each one writes stores to the disk many times; more for who asks for them.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 8 };
    ProptestConfig { cases, failure_persistence: None, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_changes_in_any_batches_give_the_store_of_one_build(
        first in proptest::collection::btree_map(0_usize..8, 0_usize..2, 1..4),
        batches in steps(),
    ) {
        let case = Case::new();
        let (dir, fresh) = (case.dir.path().join("edited"), case.dir.path().join("fresh"));
        let mut state: State = first;
        built(&dir, &state);
        for batch in &batches {
            changed(&dir, batch, &mut state);
        }
        built(&fresh, &state);
        prop_assert!(content(&dir) == content(&fresh));
        prop_assert!(exported(&dir) == exported(&fresh));
        prop_assert_eq!(neighbours(case.dir.path()), ["edited", "fresh"]);
    }

    #[test]
    fn the_order_of_articles_makes_no_difference(order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(), size in 1_usize..8) {
        let case = Case::new();
        let (dir, fresh) = (case.dir.path().join("edited"), case.dir.path().join("fresh"));
        let mut state: State = [(order[0], 0)].into();
        built(&dir, &state);
        for batch in order.chunks(size) {
            let batch: Vec<Step> = batch.iter().map(|article| (*article, Some(0))).collect();
            changed(&dir, &batch, &mut state);
        }
        built(&fresh, &state);
        prop_assert!(content(&dir) == content(&fresh));
    }
}

fn node(n: &str) -> NamedNode {
    NamedNode::new(format!("http://example.org/{n}")).unwrap()
}

fn fact(graph: &str, object: impl Into<oxrdf::Term>) -> Quad {
    Quad::new(node("s"), node("p"), object.into(), GraphName::NamedNode(node(graph)))
}

/// A store of two articles that say the same.
fn shared(dir: &Path) {
    let mut building = Building::begin(dir, false).unwrap();
    building.fill(["g1", "g2"].map(|g| vec![fact(g, Literal::from(1))])).unwrap();
    building.finish().unwrap();
}

#[test]
fn a_shared_triple_stays_until_its_last_article_goes() {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    shared(&dir);
    for (name, triples) in [("g1", 1), ("g2", 0)] {
        let mut editing = Editing::begin(&dir).unwrap();
        assert!(editing.take(node(name).as_ref()).unwrap());
        assert!(!editing.take(node(name).as_ref()).unwrap(), "a second time");
        assert_eq!(editing.finish().unwrap().triples, triples);
        assert_eq!(Graph::open_read_only(&dir).unwrap().triples().count() as u64, triples);
    }
    assert_eq!(content(&dir), (vec![], vec![], Manifest::new(0, 0, 0)));
}

#[test]
fn a_number_in_other_digits_is_the_same_to_the_store_and_no_change() {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    shared(&dir);
    let decimal = |text: &str| Literal::new_typed_literal(text, oxrdf::vocab::xsd::DECIMAL);
    let mut editing = Editing::begin(&dir).unwrap();
    let name = node("g3");
    let put =
        |editing: &mut Editing, text: &str| editing.put(name.as_ref(), &[fact("g3", decimal(text))]).unwrap();
    assert_eq!(put(&mut editing, "1.50"), Change::Added);
    assert_eq!(put(&mut editing, "1.5"), Change::Unchanged);
    assert_eq!(put(&mut editing, "1.500"), Change::Unchanged);
    assert!(matches!(put(&mut editing, "1.6"), Change::Replaced(_)));
    let manifest = editing.finish().unwrap();
    assert_eq!((manifest.articles, manifest.quads, manifest.triples), (3, 3, 2));
}

#[test]
fn a_change_that_is_not_finished_leaves_the_store_as_it_was() {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    shared(&dir);
    let before = content(&dir);
    let mut editing = Editing::begin(&dir).unwrap();
    editing.take(node("g1").as_ref()).unwrap();
    editing.put(node("g9").as_ref(), &[fact("g9", node("new"))]).unwrap();
    assert_eq!(content(&dir), before, "while it is being changed");
    drop(editing);
    assert_eq!(content(&dir), before);
    assert_eq!(neighbours(case.dir.path()), ["graph"]);
}

#[test]
fn who_reads_the_store_goes_on_reading_it_as_it_was() {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    let mut state = State::new();
    built(&dir, &[(0, 0), (1, 0)].into());
    state.extend([(0, 0), (1, 0)]);
    let before = content(&dir).0;
    let reader = Graph::open_read_only(&dir).unwrap();
    for version in [1, 0, 1] {
        changed(&dir, &[(0, Some(version)), (2, Some(version))], &mut state);
    }
    // A former state is kept for its reader, the ones between are gone.
    assert_eq!(neighbours(case.dir.path()), [".graph.vnkg-old.1", "graph"]);
    let mut seen: Vec<String> = reader.quads().map(|q| q.unwrap().to_string()).collect();
    seen.sort();
    assert_eq!(seen, before);
    drop(reader);
    assert_ne!(content(&dir).0, before);
    assert_eq!(neighbours(case.dir.path()), ["graph"], "the next command tidies");
}

fn vnkg(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vnkg")).args(arguments).output().unwrap()
}

/// The exit code and what was told.
fn told(arguments: &[&str]) -> (i32, String) {
    let output = vnkg(arguments);
    assert!(output.stdout.is_empty());
    (output.status.code().unwrap_or_else(|| panic!("{output:?}")), String::from_utf8(output.stderr).unwrap())
}

/// A line of `.jsonl` with an invented article.
fn article(id: &str, n: usize) -> String {
    let text = format!(
        "Ngày {}/5/2019, ông Trần Văn Mẫu, Chủ tịch UBND huyện Mẫu Hạ, chủ trì cuộc họp số {n} của UBND huyện.",
        n % 28 + 1
    );
    format!("{}\n", serde_json::json!({"id": id, "title": format!("Cuộc họp {n}"), "text": text}))
}

#[test]
fn the_commands_tell_what_was_added_replaced_unchanged_and_removed() {
    let case = Case::new();
    let (store, fresh) = (case.path("graph"), case.path("fresh"));
    let first = case.write("first.jsonl", article("bài 1", 1) + &article("b2", 2));
    assert_eq!(told(&["build", &first, "--store", &store, "--quiet"]), (0, String::new()));
    let more = case.write("more.jsonl", article("bài 1", 1) + &article("b2", 7) + &article("b3", 3) + "{}\n");
    let (code, words) = told(&["add", &more, "--store", &store]);
    assert_eq!(code, 0, "{words}");
    assert!(words.contains("added 1, replaced 1, unchanged 1, refused 0\n"), "{words}");
    assert!(words.contains("3 articles") && words.contains("inputs set aside: 1"), "{words}");
    assert!(words.contains("set aside: ") && words.contains("more.jsonl:4"), "{words}");

    let whole = case.write("whole.jsonl", article("bài 1", 1) + &article("b2", 7) + &article("b3", 3));
    told(&["build", &whole, "--store", &fresh, "--quiet"]);
    assert_eq!(content(Path::new(&store)), content(Path::new(&fresh)));

    let list = case.write("ids", format!("\u{feff}b2\r\n\n{}\n", vocab::article("bài 1").as_str()));
    let (code, words) = told(&["remove", "--from", &list, "nobody", "--store", &store]);
    assert_eq!(code, 0, "{words}");
    assert!(words.contains("not in the store: nobody\nremoved 2, not in the store 1\n"), "{words}");
    let info = String::from_utf8(vnkg(&["info", "--store", &store]).stdout).unwrap();
    assert!(info.contains("\n1 articles, "), "{info}");
    let last = case.write("last.jsonl", article("b3", 3));
    told(&["build", &last, "--store", &fresh, "--quiet", "--force"]);
    assert_eq!(content(Path::new(&store)), content(Path::new(&fresh)));
}

#[test]
fn strict_changes_nothing_where_anything_is_wrong() {
    let case = Case::new();
    let store = case.path("graph");
    let input = case.write("in.jsonl", article("b1", 1));
    told(&["build", &input, "--store", &store, "--quiet"]);
    let before = content(Path::new(&store));
    let faulty = case.write("faulty.jsonl", article("b2", 1) + "{}\n");
    let (code, words) = told(&["add", &faulty, "--store", &store, "--strict"]);
    assert!(code == 1 && words.contains("1 inputs were set aside, 0 refused"), "{words}");
    let (code, words) = told(&["remove", "b1", "b2", "--store", &store, "--strict"]);
    assert!(code == 1 && words.contains("1 are not in the store"), "{words}");
    let nothing = case.write("nothing.jsonl", "{}\n");
    let (code, words) = told(&["add", &nothing, "--store", &store]);
    assert!(code == 2 && words.contains("no article could be read"), "{words}");
    assert_eq!(content(Path::new(&store)), before);
    fs::remove_dir_all(&store).unwrap();
    for command in [vec!["add", &input], vec!["remove", "b1"]] {
        let (code, words) = told(&[command.as_slice(), &["--store", &store]].concat());
        assert!(code == 2 && words.contains("there is no store at"), "{words}");
    }
    assert_eq!(case_names(&case), ["faulty.jsonl", "in.jsonl", "nothing.jsonl"]);
}

/// The first pair of bodies of which the samples say that one is part of the other, and the article.
fn part_and_whole() -> (&'static Article, Quad) {
    let found = SAMPLES.iter().find_map(|article| {
        let quads = CONVERTER.convert(article).quads.to_vec();
        let part = quads.into_iter().find(|q| q.predicate.as_ref() == vocab::org::SUB_ORGANIZATION_OF)?;
        Some((article, part))
    });
    found.unwrap()
}

#[test]
fn an_article_that_breaks_a_rule_with_what_others_say_is_refused_and_the_rest_is_added() {
    let case = Case::new();
    let store = case.dir.path().join("graph");
    let (article, part) = part_and_whole();
    let oxrdf::Term::NamedNode(whole) = part.object else { panic!() };
    let planted = node("planted");
    // Somebody else says that the larger body is part of the smaller one.
    let turned = Quad::new(whole, part.predicate, part.subject, GraphName::NamedNode(planted.clone()));
    let mut building = Building::begin(&store, false).unwrap();
    building.fill([vec![turned]]).unwrap();
    building.finish().unwrap();
    let before = content(&store).0;

    let line = serde_json::json!({"id": "breaks", "title": article.title(), "text": article.text()});
    let input =
        case.write("in.jsonl", format!("{}{line}\n{}", self::article("b1", 1), self::article("b2", 2)));
    let to = store.to_str().unwrap();
    let (code, words) = told(&["add", &input, "--store", to, "--strict"]);
    assert!(code == 1 && words.contains("0 inputs were set aside, 1 refused"), "{words}");
    assert_eq!(content(&store).0, before);

    let (code, words) = told(&["add", &input, "--store", to]);
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("refused: the article breaks is not sound"), "{words}");
    assert!(
        words.contains("(body-cycle)") && words.contains("added 2, replaced 0, unchanged 0, refused 1"),
        "{words}"
    );
    let mut names = content(&store).1;
    names.retain(|name| name.contains("vnkg"));
    assert_eq!(names, ["b1", "b2"].map(|id| vocab::graph(id).to_string()));
    assert_eq!(content(&store).2.articles, 3);

    told(&["remove", planted.as_str(), "--store", to]);
    assert_eq!(content(&store).2.articles, 3, "an IRI that is none of ours names no article");
}

fn case_names(case: &Case) -> Vec<String> {
    neighbours(case.dir.path())
}
