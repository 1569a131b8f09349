//! What the folder of a store guarantees: whole or absent, one writer, every triple once.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{articles, fixture_store, neighbours};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use tempfile::tempdir;
use vnkg::query::{Answer, Query, rows};
use vnkg::store::{Building, Graph, Manifest, StoreError};

fn shared_fact() -> Vec<Quad> {
    let node = |n: &str| NamedNode::new(format!("http://example.org/{n}")).unwrap();
    let quad = |g: &str| Quad::new(node("s"), node("p"), Literal::from(1), GraphName::NamedNode(node(g)));
    vec![quad("g1"), quad("g2")]
}

fn count(graph: &Graph, union: bool) -> String {
    let query = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o }";
    let mut query = SparqlEvaluator::new().parse_query(query).unwrap();
    if union {
        query.dataset_mut().set_default_graph_as_union();
    }
    let QueryResults::Solutions(mut rows) = graph.run(query).unwrap() else { panic!() };
    let row = rows.next().unwrap().unwrap();
    rows::plain(row.get("n").unwrap()).to_owned()
}

#[test]
fn the_union_of_named_graphs_counts_a_shared_fact_twice_and_our_default_graph_once() {
    let plain = Store::new().unwrap();
    plain.extend(shared_fact()).unwrap();
    // If this says 1 one day, Oxigraph mended its union graph and our second copy may go.
    assert_eq!(count(&Graph::from(plain), true), "2", "the union graph of oxigraph");
    let ours = Graph::from_quads(shared_fact()).unwrap();
    assert_eq!(count(&ours, false), "1", "our default graph");
}

#[test]
fn a_store_on_disk_holds_a_shared_fact_once_in_the_default_graph() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    let mut building = Building::begin(&target, false).unwrap();
    building.fill(shared_fact().into_iter().map(|quad| vec![quad.clone(), quad])).unwrap();
    let manifest = building.finish().unwrap();
    assert_eq!((manifest.articles, manifest.quads, manifest.triples), (2, 2, 1));
    let graph = Graph::open_read_only(&target).unwrap();
    assert_eq!(graph.triples().count(), 1);
    assert_eq!(graph.quads().count(), 3);
    assert_eq!(graph.named_graphs().count(), 2);
    assert_eq!(graph.manifest(), Some(&manifest));
}

#[test]
fn a_finished_store_has_no_neighbours() {
    let dir = tempdir().unwrap();
    fixture_store(&dir.path().join("graph"));
    assert_eq!(neighbours(dir.path()), ["graph"]);
}

#[test]
fn a_store_in_the_making_shows_nothing_and_leaves_nothing_when_dropped() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    let mut building = Building::begin(&target, false).unwrap();
    building.fill(articles()).unwrap();
    assert!(!target.exists());
    drop(building);
    assert_eq!(neighbours(dir.path()), [""; 0]);
}

#[test]
fn an_existing_store_stays_unless_forced() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    let before = fixture_store(&target);
    let Err(error) = Building::begin(&target, false) else { panic!("built over a store") };
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!(Manifest::read(&target).unwrap(), before);

    let mut building = Building::begin(&target, true).unwrap();
    building.fill(shared_fact().into_iter().map(|quad| vec![quad])).unwrap();
    assert_eq!(Manifest::read(&target).unwrap(), before, "the old one stays until the swap");
    building.finish().unwrap();
    assert_eq!(Manifest::read(&target).unwrap().articles, 2);
    assert_eq!(neighbours(dir.path()), ["graph"]);
}

#[test]
fn a_folder_that_is_no_store_is_never_touched() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("mine");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("letter.txt"), "dear").unwrap();
    for force in [false, true] {
        let Err(error) = Building::begin(&target, force) else { panic!("took a foreign folder") };
        assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
    }
    assert_eq!(neighbours(&target), ["letter.txt"]);
    assert_eq!(neighbours(dir.path()), ["mine"]);
    assert!(matches!(Graph::open_read_only(&target), Err(StoreError::Foreign { .. })));
}

#[test]
fn an_empty_folder_may_become_a_store() {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("empty")).unwrap();
    fixture_store(&dir.path().join("empty"));
    assert_eq!(neighbours(dir.path()), ["empty"]);
}

#[test]
fn a_store_of_another_format_is_refused_and_may_be_replaced() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    fixture_store(&target);
    let path = target.join("vnkg.json");
    let text = fs::read_to_string(&path).unwrap().replace("\"format\": 1", "\"format\": 99");
    fs::write(&path, text).unwrap();
    let Err(error) = Graph::open_read_only(&target) else { panic!("read a foreign format") };
    assert!(error.to_string().contains("has format 99, this vnkg reads format 1"), "{error}");
    Building::begin(&target, true).unwrap();
}

#[test]
fn a_second_writer_is_told_so() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    let first = Building::begin(&target, false).unwrap();
    let Err(error) = Building::begin(&target, false) else { panic!("two writers") };
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    assert_eq!(error.to_string().lines().count(), 1);
    drop(first);
    Building::begin(&target, false).unwrap();
}

#[test]
fn leftovers_of_a_killed_build_are_removed() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    fixture_store(&target);
    fs::create_dir(dir.path().join(".graph.vnkg-new")).unwrap();
    fs::write(dir.path().join(".graph.vnkg-new/bulk-1.sst"), "half").unwrap();
    fs::write(dir.path().join(".graph.vnkg-lock"), "").unwrap();
    Graph::open_read_only(&target).unwrap();
    assert_eq!(neighbours(dir.path()), ["graph"]);
}

#[test]
fn a_build_killed_amid_the_swap_gives_the_old_store_back() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    let before = fixture_store(&target);
    fs::rename(&target, dir.path().join(".graph.vnkg-old")).unwrap();
    fs::create_dir(dir.path().join(".graph.vnkg-new")).unwrap();
    let graph = Graph::open_read_only(&target).unwrap();
    assert_eq!(graph.manifest(), Some(&before));
    assert_eq!(neighbours(dir.path()), ["graph"]);
}

#[test]
fn a_missing_store_and_a_missing_parent_are_named() {
    let dir = tempdir().unwrap();
    let missing = dir.path().join("nowhere/graph");
    assert!(matches!(Graph::open_read_only(&missing), Err(StoreError::Missing { .. })));
    assert!(matches!(Building::begin(&missing, false), Err(StoreError::NoParent { .. })));
    assert!(matches!(Building::begin(Path::new("/"), true), Err(StoreError::NoName { .. })));
}

#[test]
fn reading_writes_nothing_into_the_store() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    fixture_store(&target);
    let before = neighbours(&target);
    for _ in 0..3 {
        let graph = Graph::open_read_only(&target).unwrap();
        let Answer::Rows(rows) = Query::canned("people").unwrap().ask(&graph, &[]).unwrap() else { panic!() };
        assert_eq!(rows.rows.count(), 4);
    }
    assert_eq!(neighbours(&target), before);
}

#[test]
fn pyoxigraph_counts_and_answers_as_we_do() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var("VNKG_PYTHON").unwrap_or_else(|_| "python3".into());
    let there = Command::new(&python).args(["-c", "import pyoxigraph"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {python} has no pyoxigraph (pip install 'pyoxigraph==0.5.13')");
        return;
    }
    let dir = tempdir().unwrap();
    let target = dir.path().join("graph");
    fixture_store(&target);
    let mut command = Command::new(&python);
    command.arg(root.join("tests/oracle/pyoxigraph_check.py"));
    let output =
        command.args(["--bin", env!("CARGO_BIN_EXE_vnkg"), "--store"]).arg(&target).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(told.matches("same").count(), 11, "{told}");
}
