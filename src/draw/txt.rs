//! Text: the ways or relations told one after another, each with its sentence, for the terminal.

use std::cmp::Reverse;
use std::io::Write;

use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::draw::facts::Quoted;
use crate::draw::words::Relation;
use crate::draw::{DrawError, Drawing, Edge, Picture, table};
use crate::text;

/// The format of plain text.
pub struct Text;

/// Of more relations between two steps of a way only so many are told.
const TOLD: usize = 3;

impl Drawing for Text {
    fn name(&self) -> &'static str {
        "TXT"
    }

    fn extension(&self) -> &'static str {
        "txt"
    }

    fn about(&self) -> &'static str {
        "no picture: every relation with its sentence and source, as text"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        writeln!(out, "{}", clean(&picture.title()))?;
        for section in sections(picture) {
            writeln!(out, "\n{}", clean(&section.heading))?;
            for told in section.relations {
                let (left, right) = if told.backwards { ("←", "—") } else { ("—", "→") };
                let (from, words, to) = (clean(told.from), clean(&told.words), clean(told.to));
                writeln!(out, "  {from} {left} {words} {right} {to}")?;
                if let Some(quote) = told.quote {
                    sentence(quote, out)?;
                }
            }
        }
        Ok(())
    }
}

fn sentence(quote: &Quoted, out: &mut dyn Write) -> Result<(), DrawError> {
    writeln!(out, "      “{}”", clean(&quote.text))?;
    write!(out, "      [{}]", clean(&quote.article))?;
    for part in [&quote.title, &quote.issued, &quote.url].into_iter().flatten() {
        write!(out, " {}", clean(part))?;
    }
    writeln!(out)?;
    Ok(())
}

/// One line, without control characters, which could move a terminal's cursor or change its colours.
fn clean(words: &str) -> String {
    let spaced: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text::squeeze(&spaced)
}

/// Relations under a heading.
pub struct Section<'p> {
    /// What they have in common: a way, or the kind of relation.
    pub heading: String,
    /// The relations, in order.
    pub relations: Vec<Told<'p>>,
}

/// A relation in words.
pub struct Told<'p> {
    /// The thing named first.
    pub from: &'p str,
    /// What relates the two, with the days.
    pub words: String,
    /// The thing named last.
    pub to: &'p str,
    /// True where the relation is one of the last to the first.
    pub backwards: bool,
    /// The sentence that says it best.
    pub quote: Option<&'p Quoted>,
}

/// The ways step by step; where none was asked for, all relations by their kinds.
#[must_use]
pub fn sections(picture: &Picture) -> Vec<Section<'_>> {
    if picture.paths.is_empty() { by_relation(picture) } else { by_way(picture) }
}

fn by_way(picture: &Picture) -> Vec<Section<'_>> {
    let way = |(number, nodes): (usize, &Vec<NodeIndex>)| {
        let (word, count) = (picture.language.pick("bước", "steps"), nodes.len().saturating_sub(1));
        let names: Vec<&str> = nodes.iter().map(|node| label(picture, *node)).collect();
        let relations =
            nodes.iter().zip(nodes.iter().skip(1)).flat_map(|(a, b)| step(picture, *a, *b)).collect();
        let heading = format!("{}. {} ({count} {word})", number + 1, names.join(" · "));
        Section { heading, relations }
    };
    picture.paths.iter().enumerate().map(way).collect()
}

/// What relates two things, what most articles say first.
fn step(picture: &Picture, from: NodeIndex, to: NodeIndex) -> Vec<Told<'_>> {
    let graph = &picture.graph;
    let mut edges: Vec<_> =
        graph.edges_connecting(from, to).chain(graph.edges_connecting(to, from)).collect();
    edges.sort_by_key(|edge| (Reverse(edge.weight().articles), edge.id()));
    edges.truncate(TOLD);
    edges.into_iter().map(|edge| told(picture, edge, edge.source() != from)).collect()
}

fn by_relation(picture: &Picture) -> Vec<Section<'_>> {
    let section = |relation: Relation| {
        let edges = picture.graph.edge_references().filter(|edge| edge.weight().relation == relation);
        let mut relations: Vec<Told<'_>> = edges.map(|edge| told(picture, edge, false)).collect();
        relations.sort_by(|a, b| (a.from, a.to, &a.words).cmp(&(b.from, b.to, &b.words)));
        let heading = format!("{} ({})", relation.word(picture.language), relations.len());
        Section { heading, relations }
    };
    Relation::ALL.into_iter().map(section).filter(|section| !section.relations.is_empty()).collect()
}

fn told<'p>(picture: &'p Picture, edge: EdgeReference<'_, Edge>, backwards: bool) -> Told<'p> {
    let drawn = edge.weight();
    let days = match (&drawn.since, &drawn.date) {
        (Some(since), Some(date)) if since != date => format!(", {since} – {date}"),
        (_, Some(date)) => format!(", {date}"),
        _ => String::new(),
    };
    let (from, to) = if backwards { (edge.target(), edge.source()) } else { (edge.source(), edge.target()) };
    Told {
        from: label(picture, from),
        words: format!("{}{days}", table::words_between(picture, edge)),
        to: label(picture, to),
        backwards,
        quote: drawn.quote.and_then(|place| picture.quotes.get(place)),
    }
}

fn label(picture: &Picture, node: NodeIndex) -> &str {
    picture.graph.node_weight(node).map_or("", |node| node.label.as_str())
}
