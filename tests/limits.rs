//! Limits of time and memory, what is refused, and the plan of a query: by the real tool on a real store.
//!
//! The queries here would run for years, so that no test depends on how fast the machine is.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::process::{Command, Output};

use common::Case;
use vnkg::query::limit::{Brake, Limit};
use vnkg::query::{Answer, Query, QueryError};
use vnkg::store::Graph;

/// Reads from the store between the rows that it counts, so the token stops it.
const GROUPED: &str = "SELECT ?a (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w } GROUP BY ?a";
/// Gives rows at once and never ends.
const STREAMED: &str = "SELECT ?a ?b ?c ?d ?e { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w . ?e ?t ?v }";
/// Counts a product of tables that it holds already.
const DEAF: &str = "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?p ?x } } { SELECT * { ?b ?q ?y } } \
                    { SELECT * { ?c ?r ?z } } { SELECT * { ?d ?s ?w } } { SELECT * { ?e ?t ?v } } }";
/// Sorts such a product.
const HUNGRY: &str = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w } ORDER BY ?x ?y ?z ?w";

fn query(arguments: &[&str]) -> Output {
    let case = Case::new();
    let store = case.path("store");
    common::fixture_store(store.as_ref());
    Command::new(env!("CARGO_BIN_EXE_vnkg"))
        .args(["query", "--store", &store])
        .args(arguments)
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn time_ends_every_kind_of_query_with_124() {
    for text in [GROUPED, STREAMED, DEAF] {
        let output = query(&["-e", text, "--timeout", "0.2", "--format", "csv"]);
        assert_eq!(output.status.code(), Some(124), "{text}: {}", told(&output));
        assert!(told(&output).contains("longer than --timeout"), "{}", told(&output));
        assert_eq!(output.stdout.len() > 1_000, text == STREAMED, "rows that came before stay");
    }
}

#[test]
fn memory_ends_a_query_with_125() {
    let output = query(&["-e", HUNGRY, "--memory", "300"]);
    if !cfg!(target_os = "linux") {
        assert_eq!(output.status.code(), Some(2));
        return;
    }
    assert_eq!(output.status.code(), Some(125), "{}", told(&output));
    assert!(told(&output).contains("more than --memory"), "{}", told(&output));
}

#[test]
fn a_query_within_its_limits_answers_as_without() {
    let free = query(&["people"]);
    assert!(free.status.success() && !free.stdout.is_empty());
    let limited = query(&["people", "--timeout", "600"]);
    assert_eq!((free.status, free.stdout), (limited.status, limited.stdout));
    for wrong in ["0", "-1", "soon", "NaN"] {
        assert_eq!(query(&["people", "--timeout", wrong]).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn a_store_is_not_changed_by_a_query() {
    let updates = [
        "INSERT DATA { <p:a> <p:b> <p:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "PREFIX x: <p:> INSERT { ?s x:b ?o } WHERE { ?s ?p ?o }",
    ];
    for text in updates {
        let output = query(&["-e", text]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        let told = told(&output);
        assert!(told.contains("SPARQL UPDATE") && told.contains("vnkg add"), "{told}");
    }
    assert!(told(&query(&["-e", "SELEKT"])).contains("is not a SPARQL query"));
    assert!(told(&query(&["-e", ""])).contains("is not a SPARQL query"));
}

#[test]
fn the_plan_tells_time_and_rows_of_each_step_however_deep_it_is() {
    let output = query(&["decisions-about", "--set", "about=tỉnh Mẫu Sơn", "--explain"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.starts_with("planned in ") && text.contains(" ms; 1 rows\n"), "{text}");
    let last =
        text.lines().find(|line| line.contains("QuadPattern(?decision") && line.contains("aboutPerson"));
    let cells: Vec<&str> = last.unwrap().split_whitespace().collect();
    assert!(cells[0].parse::<f64>().is_ok() && cells[1].parse::<u64>().is_ok(), "{cells:?}");
}

#[test]
fn a_pulled_brake_stops_the_next_row() {
    let graph = Graph::from_files(&[common::fixture()]).unwrap();
    let brake = Brake::default();
    let all = Query::new("all", "SELECT ?s ?p ?o { ?s ?p ?o }").unwrap();
    let Answer::Rows(mut rows) = all.ask_within(&graph, &[], &brake).unwrap() else { panic!() };
    assert!(rows.rows.next().unwrap().is_ok());
    brake.pull(Limit::Memory);
    brake.pull(Limit::Time);
    let stopped = rows.rows.next().unwrap();
    assert!(matches!(stopped, Err(QueryError::Stopped { limit: Limit::Memory })), "{:?}", stopped.err());
}
