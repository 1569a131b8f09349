//! The numbers are those of the whole graph, the same on every run, and pictures show them.
//!
//! That they are right is checked against networkx: tests/oracle/networks.py.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

#[cfg(feature = "disk")]
#[path = "fixtures/built.rs"]
mod built;

use std::collections::BTreeSet;

use vnkg::draw::facts::Facts;
use vnkg::draw::measure::{self, Network, Row, between, by_size, louvain, rank};
use vnkg::draw::scope::{Scope, project};
use vnkg::draw::{Colour, Size, Wish};
use vnkg::store::Graph;

fn rows(graph: &Graph) -> Vec<Row> {
    measure::rows(&project(&Facts::new(graph), &Scope::default()).unwrap())
}

/// A graph of `nodes` nodes with some thousand edges that follow no pattern.
fn tangle(nodes: usize) -> Vec<Vec<(usize, f64)>> {
    let mut pairs = BTreeSet::new();
    for i in 0..3 * nodes {
        let (a, b) = (i * i % nodes, (i * 31 + i * i / 7) % nodes);
        if a != b {
            pairs.extend([(a, b), (b, a)]);
        }
    }
    let mut near = vec![Vec::new(); nodes];
    for (a, b) in pairs {
        near[a].push((b, 1.0));
    }
    near
}

#[test]
fn every_node_with_an_edge_is_measured_and_no_other() {
    let graph = Graph::from(views::store());
    let skeleton = project(&Facts::new(&graph), &Scope::default()).unwrap();
    let rows = rows(&graph);
    assert_eq!(rows.len(), skeleton.connected());
    assert!((rows.iter().map(|row| row.pagerank).sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(rows.windows(2).all(|pair| pair[0].pagerank >= pair[1].pagerank));
    assert!(rows.iter().all(|row| row.degree > 0 && (0.0..=1.0).contains(&row.betweenness)));
    let network = Network::of(&skeleton);
    let ends: usize = network.degrees().iter().sum();
    assert_eq!(ends, rows.iter().map(|row| row.degree).sum::<usize>());
}

#[test]
fn the_same_graph_gives_the_same_numbers_to_the_bit() {
    let near = tangle(4_000);
    assert!(near.len() > between::EXACT, "the sampled way too");
    let bits = |numbers: Vec<f64>| numbers.into_iter().map(f64::to_bits).collect::<Vec<_>>();
    assert_eq!(bits(between::betweenness(&near)), bits(between::betweenness(&near)));
    assert_eq!(bits(rank::pagerank(&near)), bits(rank::pagerank(&near)));
    assert_eq!(louvain::communities(&near), louvain::communities(&near));
}

#[test]
fn a_sample_finds_those_who_lie_between_most() {
    let near = tangle(4_000);
    let top = |numbers: &[f64]| {
        let mut places: Vec<usize> = (0..numbers.len()).collect();
        places.sort_by(|a, b| numbers[*b].total_cmp(&numbers[*a]));
        places.into_iter().take(40).collect::<BTreeSet<_>>()
    };
    let all = between::from(&near, &(0..near.len()).collect::<Vec<_>>());
    let common = top(&all).intersection(&top(&between::betweenness(&near))).count();
    assert!(common >= 32, "{common} of the first 40");
}

#[test]
fn groups_are_numbered_by_size() {
    assert_eq!(by_size(&[7, 3, 3, 9, 3, 9]), [2, 0, 0, 1, 0, 1]);
}

#[test]
fn a_picture_shows_the_measure_and_the_community() {
    let graph = Graph::from(views::store());
    let wish = Wish { size: Size::PageRank, colour: Colour::Community, ..Wish::default() };
    let picture = vnkg::draw::picture(&graph, &wish).unwrap();
    let first = &rows(&graph)[0];
    let skeleton = project(&Facts::new(&graph), &Scope::default()).unwrap();
    let largest = picture.graph.node_weights().max_by_key(|node| node.share).unwrap();
    assert_eq!((largest.iri.as_str(), largest.share), (skeleton.iri(first.node), Some(1000)));
    let colours: BTreeSet<&str> = picture.graph.node_weights().map(vnkg::draw::Node::colour).collect();
    assert!(colours.len() > 1 && picture.graph.node_weights().all(|node| node.group.is_some()));
    let plain = vnkg::draw::picture(&graph, &Wish::default()).unwrap();
    assert!(plain.graph.node_weights().all(|node| node.share.is_none() && node.group.is_none()));
}

#[cfg(feature = "disk")]
#[test]
fn the_command_writes_a_table_of_what_takes_part() {
    let file = built::beside("measures.csv");
    let said = built::told(&["measure", "--store", built::store(), "-o", &file, "--kind", "person,body"]);
    assert!(said.contains("measures.csv: "), "{said}");
    let mut table = csv::Reader::from_path(&file).unwrap();
    let columns = ["iri", "label", "kind", "degree", "pagerank", "betweenness", "component", "community"];
    assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), columns);
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    assert!(rows.len() > 50 && rows.iter().all(|row| ["person", "body"].contains(&&row[2])));
    let top = built::told(&["measure", "--store", built::store(), "--top", "3", "--kind", "person,body"]);
    assert_eq!(top.lines().count(), 4);
    assert_eq!(top.lines().nth(1).unwrap().split(',').next(), Some(&rows[0][0]));
}

#[cfg(feature = "disk")]
#[test]
fn wrong_use_of_the_options_is_told() {
    let refused = |arguments: &[&str], words: &str| {
        let output = built::vnkg(&[&["draw", "--store", built::store()], arguments].concat());
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(error.contains(words), "{arguments:?}: {error}");
    };
    refused(&["-o", "x.svg", "--kind", "people"], "no such kind; use person, post, body");
    refused(&["-o", "x.svg", "--from", "3/2022"], "write a year, a month or a day");
    refused(&["-o", "x.svg", "--tree", "a", "--about", "b"], "cannot be used with");
    refused(&["-o", "x.svg", "--paths", "3"], "--path");
    refused(&["-o", "x.bmp"], ".png, .mmd, .graphml");
}
