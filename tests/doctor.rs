//! What `vnkg doctor` finds in stores that somebody damaged, and what it can repair.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Case, fixture_store, neighbours};
use oxigraph::store::Store;
use oxrdf::{GraphName, Literal, NamedNode, Quad};
use vnkg::store::{Editing, Graph};
use vnkg::vocab;

fn vnkg(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vnkg")).args(arguments).output().unwrap();
    let words = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), words)
}

/// A store of the fixture, damaged by somebody who opened it with the database.
fn damaged(damage: impl FnOnce(&Store)) -> (Case, String) {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    fixture_store(&dir);
    let store = Store::open(&dir).unwrap();
    damage(&store);
    store.flush().unwrap();
    (case, dir.to_str().unwrap().to_owned())
}

fn content(dir: &str) -> Vec<String> {
    let mut quads: Vec<String> =
        Graph::open_read_only(Path::new(dir)).unwrap().quads().map(|q| q.unwrap().to_string()).collect();
    quads.sort();
    quads
}

fn stray(graph: GraphName) -> Quad {
    let node = |n: &str| NamedNode::new(format!("http://example.org/{n}")).unwrap();
    Quad::new(node("s"), node("p"), Literal::from("lạc"), graph)
}

/// The triples of the default graph, some of them.
fn defaults(store: &Store) -> Vec<Quad> {
    let default = Some(oxrdf::GraphNameRef::DefaultGraph);
    store.quads_for_pattern(None, None, None, default).map(Result::unwrap).collect()
}

#[test]
fn a_whole_store_is_called_whole() {
    let (_case, dir) = damaged(|_| ());
    let (code, words) = vnkg(&["doctor", "--store", &dir, "--deep"]);
    assert_eq!((code, words.lines().last()), (0, Some("the store is whole")), "{words}");
    assert!(!words.contains("fault"), "{words}");
}

#[test]
fn a_default_graph_that_differs_is_told_and_repaired() {
    let (case, dir) = damaged(|store| {
        let all = defaults(store);
        // One triple, and all that is said of one subject.
        let subject = all.last().unwrap().subject.clone();
        let gone = all.iter().filter(|q| q.subject == subject).chain([&all[0]]);
        gone.for_each(|q| store.remove(q).unwrap());
        store.insert(&stray(GraphName::DefaultGraph)).unwrap();
        store.insert_named_graph(NamedNode::new("http://example.org/empty").unwrap().as_ref()).unwrap();
    });
    let whole = case.dir.path().join("whole");
    fixture_store(&whole);
    let (code, words) = vnkg(&["doctor", "--store", &dir]);
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("triples of articles are not in the default graph (<"), "{words}");
    assert!(
        words.contains("1 triples of the default graph are in no article (<http://example.org/s>"),
        "{words}"
    );
    assert!(words.contains("vnkg.json says 2 articles") && words.contains("1 graphs are empty"), "{words}");
    assert!(words.ends_with("the store is not whole\n"), "{words}");
    assert_ne!(content(&dir), content(whole.to_str().unwrap()), "to look changes nothing");

    let (code, words) = vnkg(&["doctor", "--store", &dir, "--repair"]);
    assert_eq!(code, 0, "{words}");
    assert!(words.contains("repaired: ") && words.ends_with("the store is whole\n"), "{words}");
    assert_eq!(content(&dir), content(whole.to_str().unwrap()));
    assert_eq!(Graph::open_read_only(Path::new(&dir)).unwrap().named_graphs().count(), 2);
    let (code, words) = vnkg(&["doctor", "--store", &dir]);
    assert_eq!((code, words.contains("fault")), (0, false), "{words}");
    assert_eq!(neighbours(case.dir.path()), ["graph", "whole"]);
}

#[test]
fn counts_that_are_wrong_are_told_and_repaired() {
    let (_case, dir) = damaged(|_| ());
    let manifest = Path::new(&dir).join("vnkg.json");
    let right = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, right.replace("\"articles\": 2", "\"articles\": 3")).unwrap();
    let (code, words) = vnkg(&["doctor", "--store", &dir]);
    assert!(code == 1 && words.contains("vnkg.json says 3 articles"), "{words}");
    assert_eq!(vnkg(&["doctor", "--store", &dir, "--repair"]).0, 0);
    assert_eq!(fs::read_to_string(&manifest).unwrap(), right);
}

#[test]
fn a_fact_without_a_quote_and_a_graph_of_no_article_are_told_and_stay() {
    let (_case, dir) = damaged(|_| ());
    let mut editing = Editing::begin(Path::new(&dir)).unwrap();
    let name = vocab::graph("nobody");
    editing.put(name.as_ref(), &[stray(GraphName::NamedNode(name.clone()))]).unwrap();
    editing.finish().unwrap();
    let (code, words) = vnkg(&["doctor", "--store", &dir, "--repair"]);
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("1 facts rest on no quoted sentence (<http://example.org/s>"), "{words}");
    assert!(words.contains("1 graphs are not the graph of one article"), "{words}");
    assert_eq!(vnkg(&["remove", name.as_str(), "--store", &dir, "--quiet"]), (0, String::new()));
    assert_eq!(vnkg(&["doctor", "--store", &dir]).0, 0);
}

#[test]
fn what_a_dead_command_left_is_removed_and_told() {
    let (case, dir) = damaged(|_| ());
    fs::create_dir(case.dir.path().join(".graph.vnkg-new")).unwrap();
    let (code, words) = vnkg(&["doctor", "--store", &dir]);
    assert!(code == 0 && words.contains(".graph.vnkg-new was left by a command that died"), "{words}");
    assert_eq!(neighbours(case.dir.path()), ["graph"]);
    fs::remove_dir_all(&dir).unwrap();
    let (code, words) = vnkg(&["doctor", "--store", &dir]);
    assert!(code == 2 && words.contains("there is no store at"), "{words}");
}
