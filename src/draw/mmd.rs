//! Mermaid: a flowchart as text, for wikis, notes and pages that draw it themselves.

use std::io::Write;

use petgraph::visit::EdgeRef;

use crate::draw::words::{Kind, Relation};
use crate::draw::{DrawError, Drawing, Picture, table};

/// The format Mermaid.
pub struct Mermaid;

impl Drawing for Mermaid {
    fn name(&self) -> &'static str {
        "Mermaid"
    }

    fn extension(&self) -> &'static str {
        "mmd"
    }

    fn about(&self) -> &'static str {
        "a flowchart as text, for wikis and notes; Mermaid refuses more than 500 edges"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        writeln!(out, "---\ntitle: {}\n---", serde_json::to_string(&line(&picture.title()))?)?;
        writeln!(out, "flowchart LR")?;
        for (place, node) in picture.graph.node_weights().enumerate() {
            let (open, close) = brackets(node.kind);
            writeln!(out, "  n{place}{open}{}{close}:::{}", quoted(&node.label), node.kind.key())?;
        }
        for edge in picture.graph.edge_references() {
            let arrow = match (edge.weight().relation, edge.weight().status.as_deref()) {
                (Relation::Together, _) => "---",
                (_, Some("former")) => "-.->",
                _ => "-->",
            };
            let words = quoted(&table::words_between(picture, edge));
            writeln!(out, "  n{} {arrow}|{words}| n{}", edge.source().index(), edge.target().index())?;
        }
        for kind in Kind::ALL {
            writeln!(out, "  classDef {} fill:{},stroke:#fff,color:#fff", kind.key(), kind.colour())?;
        }
        for (place, node) in picture.graph.node_weights().enumerate().filter(|(_, node)| node.group.is_some())
        {
            writeln!(out, "  style n{place} fill:{}", node.colour())?;
        }
        Ok(())
    }
}

const fn brackets(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Person => ("([", "])"),
        Kind::Post => ("(", ")"),
        Kind::Body => ("[", "]"),
        Kind::Place => ("[/", "\\]"),
        Kind::Event => ("{{", "}}"),
        Kind::Decision => ("[[", "]]"),
    }
}

/// A label in quotes; what Mermaid, Markdown or HTML would read within it becomes an entity.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in line(text).chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '#' | '`' | '*' | '_' | '\\' | '%' => out.push_str(&format!("#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
