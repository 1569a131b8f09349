//! HTML: one file that opens from disk, without a network, and can be searched and moved about.
//!
//! The page is `html/view.{html,css}` with the scripts beside it; this file puts the data in. What comes from articles is data
//! throughout: JSON with every `<`, `>` and `&` escaped, read with `JSON.parse`, shown as text. A
//! Content-Security-Policy allows the page's own script and style, by their hashes, and nothing else.

use std::io::Write;

use petgraph::visit::EdgeRef;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::draw::facts::Quoted;
use crate::draw::words::{self, FIELDS, Kind, Language, Relation, STATUSES, VALUES};
use crate::draw::{DrawError, Drawing, Picture, layout, xml};
use crate::text;

/// The format HTML.
pub struct Html;

const PAGE: &str = include_str!("html/view.html");
const STYLE: &str = include_str!("html/view.css");
/// The parts of the script, in one function of their own: nothing of them is seen from outside.
const SCRIPT: &str = concat!(
    "(function () {\n\"use strict\";\n",
    include_str!("html/words.js"),
    include_str!("html/graph.js"),
    include_str!("html/paint.js"),
    include_str!("html/panel.js"),
    include_str!("html/controls.js"),
    "})();\n"
);

impl Drawing for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extension(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "one file to open in a browser: search, filter, click for the quoted sentences"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        let json = for_script(&serde_json::to_string(&data(picture))?);
        let title = xml::escaped(&picture.title());
        let policy = format!(
            "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
            source_hash(SCRIPT),
            source_hash(STYLE)
        );
        // One pass over the page, so that nothing within the data is taken for a placeholder.
        for piece in PAGE.split("%%") {
            let filled = match piece {
                "LANGUAGE" => picture.language.code(),
                "POLICY" => &policy,
                "TITLE" => &title,
                "STYLE" => STYLE,
                "SCRIPT" => SCRIPT,
                "DATA" => &json,
                markup => markup,
            };
            out.write_all(filled.as_bytes())?;
        }
        Ok(())
    }
}

/// What the script reads. Short keys: they stand thousands of times in the file.
#[derive(Serialize)]
struct Data<'p> {
    language: &'static str,
    about: Option<usize>,
    /// The ways asked for, as places of nodes.
    paths: Vec<Vec<usize>>,
    /// Nodes stand in columns.
    columns: bool,
    /// The columns are a body's tree.
    tree: bool,
    total: [usize; 2],
    nodes: Vec<NodeData<'p>>,
    edges: Vec<EdgeData<'p>>,
    quotes: &'p [Quoted],
    words: Words,
}

#[derive(Serialize)]
struct NodeData<'p> {
    /// IRI.
    i: &'p str,
    /// Kind.
    k: &'static str,
    /// Label.
    l: &'p str,
    /// Lines of the label.
    w: Vec<String>,
    /// Label without tones, for searching.
    s: String,
    /// Fields.
    f: &'p [(&'static str, String)],
    /// Quote.
    q: Option<usize>,
    /// Edges in the whole graph.
    d: usize,
    /// Colour, where it says the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    c: Option<&'static str>,
    /// Group, where its colour is its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    g: Option<usize>,
    /// Radius.
    r: f64,
    x: f64,
    y: f64,
}

#[derive(Serialize)]
struct EdgeData<'p> {
    a: usize,
    b: usize,
    /// Relation.
    k: &'static str,
    /// Label.
    l: Option<&'p str>,
    /// Status.
    s: Option<&'p str>,
    /// First day, where it is not the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    u: Option<&'p str>,
    /// Last day.
    t: Option<&'p str>,
    /// Events shared, where more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<usize>,
    /// Articles.
    n: usize,
    /// Quote.
    q: Option<usize>,
}

type Row = (&'static str, &'static str, &'static str);

/// Tables of words: key, Vietnamese, English; kinds with their colour.
#[derive(Serialize)]
struct Words {
    kinds: Vec<(Row, &'static str)>,
    relations: Vec<Row>,
    /// Keys of the relations that no period parts.
    timeless: Vec<&'static str>,
    statuses: &'static [Row],
    fields: &'static [Row],
    values: &'static [Row],
}

fn data(picture: &Picture) -> Data<'_> {
    Data {
        language: picture.language.code(),
        about: picture.about.map(petgraph::graph::NodeIndex::index),
        paths: picture.paths.iter().map(|way| way.iter().map(|node| node.index()).collect()).collect(),
        columns: picture.in_columns,
        tree: picture.is_tree(),
        total: [picture.total_nodes, picture.total_edges],
        nodes: nodes(picture),
        edges: edges(picture),
        quotes: &picture.quotes,
        words: all_words(),
    }
}

fn nodes(picture: &Picture) -> Vec<NodeData<'_>> {
    picture
        .graph
        .node_weights()
        .zip(&picture.positions)
        .map(|(node, at)| {
            let room = layout::box_of(node);
            NodeData {
                i: &node.iri,
                k: node.kind.key(),
                l: &node.label,
                s: text::squeeze(&text::ascii(&node.label)),
                f: &node.fields,
                q: node.quote,
                d: node.degree,
                c: node.group.map(words::group_colour),
                g: node.group.filter(|group| words::has_colour(*group)),
                r: rounded(room.radius),
                w: room.lines,
                x: rounded(at.x),
                y: rounded(at.y),
            }
        })
        .collect()
}

fn edges(picture: &Picture) -> Vec<EdgeData<'_>> {
    picture
        .graph
        .edge_references()
        .map(|edge| EdgeData {
            a: edge.source().index(),
            b: edge.target().index(),
            k: edge.weight().relation.key(),
            l: edge.weight().label.as_deref(),
            s: edge.weight().status.as_deref(),
            u: edge.weight().since.as_deref().filter(|day| Some(*day) != edge.weight().date.as_deref()),
            t: edge.weight().date.as_deref(),
            m: Some(edge.weight().weight).filter(|weight| *weight > 1),
            n: edge.weight().articles,
            q: edge.weight().quote,
        })
        .collect()
}

fn all_words() -> Words {
    let both = |f: &dyn Fn(Language) -> &'static str| (f(Language::Vi), f(Language::En));
    let row = |key, (vi, en)| (key, vi, en);
    Words {
        kinds: Kind::ALL.iter().map(|k| (row(k.key(), both(&|l| k.word(l))), k.colour())).collect(),
        relations: Relation::ALL.iter().map(|r| row(r.key(), both(&|l| r.word(l)))).collect(),
        timeless: Relation::ALL.iter().filter(|r| r.is_timeless()).map(|r| r.key()).collect(),
        statuses: STATUSES,
        fields: FIELDS,
        values: VALUES,
    }
}

fn rounded(value: f64) -> f64 {
    // Adding zero turns -0.0, whose sign could differ, into 0.0.
    (value * 10.0).round() / 10.0 + 0.0
}

/// JSON that stays inside its `<script>` element whatever the texts hold.
fn for_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// `sha256-…`, as a Content-Security-Policy names an inline script or style.
pub fn source_hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_usize, |bits, byte| (bits << 8) | usize::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place)) & 63).copied().unwrap_or(b'=');
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_the_examples_of_rfc_4648() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_page_has_each_placeholder_and_its_parts_have_no_end_tags() {
        for name in ["LANGUAGE", "POLICY", "TITLE", "STYLE", "SCRIPT", "DATA"] {
            assert!(PAGE.split("%%").any(|piece| piece == name), "{name}");
        }
        assert!(!SCRIPT.contains("</") && !STYLE.contains("</"));
    }
}
