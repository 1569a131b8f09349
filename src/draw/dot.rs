//! DOT, the language of Graphviz: the picture as text, for other programs to lay out.

use std::io::Write;

use petgraph::visit::EdgeRef;

use crate::draw::words::{Kind, Relation};
use crate::draw::{DrawError, Drawing, Edge, Node, Picture, table};

/// The format DOT.
pub struct Dot;

impl Drawing for Dot {
    fn name(&self) -> &'static str {
        "DOT"
    }

    fn extension(&self) -> &'static str {
        "dot"
    }

    fn about(&self) -> &'static str {
        "text for Graphviz and other programs that lay graphs out"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        writeln!(out, "digraph vnkg {{")?;
        writeln!(
            out,
            "  graph [label={}, overlap=false, splines=true, fontname=\"Noto Sans\"];",
            quoted(&picture.title())
        )?;
        writeln!(out, "  node [style=filled, fontcolor=white, fontname=\"Noto Sans\", fontsize=11];")?;
        writeln!(out, "  edge [color=\"#8a8f98\", fontname=\"Noto Sans\", fontsize=9];")?;
        for node in picture.graph.node_weights() {
            writeln!(out, "  {} [{}];", id(node), node_attributes(node))?;
        }
        for edge in picture.graph.edge_references() {
            let ends = (picture.graph.node_weight(edge.source()), picture.graph.node_weight(edge.target()));
            if let (Some(from), Some(to)) = ends {
                writeln!(out, "  {} -> {} [{}];", id(from), id(to), edge_attributes(edge.weight(), picture))?;
            }
        }
        writeln!(out, "}}")?;
        Ok(())
    }
}

fn id(node: &Node) -> String {
    quoted(table::id(node))
}

fn node_attributes(node: &Node) -> String {
    let shape = match node.kind {
        Kind::Person => "ellipse",
        Kind::Post => "tab",
        Kind::Body => "box",
        Kind::Place => "house",
        Kind::Event => "diamond",
        Kind::Decision => "note",
    };
    format!(
        "label={}, shape={shape}, fillcolor=\"{}\", class=\"{}\"",
        quoted(&node.label),
        node.colour(),
        node.kind.key()
    )
}

fn edge_attributes(edge: &Edge, picture: &Picture) -> String {
    let mut attributes =
        format!("label={}, class=\"{}\"", quoted(&table::words_of(picture, edge)), edge.relation.key());
    if let Some(date) = &edge.date {
        attributes.push_str(&format!(", date={}", quoted(date)));
    }
    attributes.push_str(&format!(", articles={}", edge.articles));
    if let Some(quote) = edge.quote.and_then(|place| picture.quotes.get(place)) {
        attributes.push_str(&format!(", tooltip={}", quoted(&quote.text)));
    }
    if edge.status.as_deref() == Some("former") {
        attributes.push_str(", style=dashed");
    }
    if edge.relation == Relation::Within || edge.relation == Relation::Serves {
        attributes.push_str(", color=\"#c9ced6\"");
    }
    attributes
}

/// A quoted string. Graphviz reads `\` as an escape and `&…;` as an entity within one.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
