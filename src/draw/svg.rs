//! SVG: a still picture with all labels and a legend, for pages and print.

use std::fmt::Write as _;
use std::io::Write;

use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::draw::layout::spread::{self, Bounds};
use crate::draw::layout::{self, Box2, LINE_HEIGHT, Point};
use crate::draw::words::{Kind, Relation, STATUSES, word};
use crate::draw::{DrawError, Drawing, Edge, Picture};

/// The format SVG.
pub struct Svg;

/// Room around the picture, in pixels.
const MARGIN: f64 = 28.0;
/// Height of the title's line and of the legend, in pixels.
const HEAD: f64 = 40.0;
/// Above so many edges the words on edges are left out: nobody could read them.
const WORDED_EDGES: usize = 80;

const STYLE: &str = "text{font-family:'Noto Sans','DejaVu Sans','Segoe UI',Roboto,Arial,sans-serif}\
.l{font-size:12px;fill:#1d2530;text-anchor:middle}.h{fill:#fff;stroke:#fff;stroke-width:4px;stroke-linejoin:round}\
.m{font-weight:700}\
.w{font-size:10px;fill:#5b6472;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\
.e{fill:none;stroke:#9aa3b0;stroke-width:1.4}.e.holds{stroke:#d98a6e;stroke-width:1.8}\
.e.serves,.e.within,.e.takes-place-in{stroke:#a9cfbf}.e.part-of,.e.becomes{stroke:#8fb4d6}\
.e.decides,.e.announces,.e.concerns,.e.taken-at{stroke:#c3a4cf}\
.e.chairs,.e.speaks,.e.attends,.e.organises,.e.presents{stroke:#d9bf7a}\
.former{stroke-dasharray:5 4}.n{stroke:#fff;stroke-width:2}.t{font-size:18px;font-weight:700;fill:#1d2530}\
.g{font-size:12px;fill:#3c4553}";

impl Drawing for Svg {
    fn name(&self) -> &'static str {
        "SVG"
    }

    fn extension(&self) -> &'static str {
        "svg"
    }

    fn about(&self) -> &'static str {
        "a still picture with labels and a legend, for pages and print"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        let boxes: Vec<Box2> = picture.graph.node_weights().map(layout::box_of).collect();
        let sheet = spread::bounds(&picture.positions, &boxes.iter().collect::<Vec<_>>());
        let mut text = head(picture, sheet);
        for edge in picture.graph.edge_references() {
            push_line(&mut text, picture, edge);
        }
        for node in picture.graph.node_indices() {
            push_mark(&mut text, picture, node, &boxes);
        }
        if picture.graph.edge_count() <= WORDED_EDGES {
            push_all_words(&mut text, picture, &boxes);
        }
        for node in picture.graph.node_indices() {
            push_label(&mut text, picture, node, &boxes);
        }
        push_legend(&mut text, picture, sheet);
        text.push_str("</svg>\n");
        out.write_all(text.as_bytes())?;
        Ok(())
    }
}

fn head(picture: &Picture, sheet: Bounds) -> String {
    let (left, top) = (sheet.left - MARGIN, sheet.top - MARGIN - HEAD);
    let width = (sheet.right - sheet.left + 2.0 * MARGIN).max(legend_width(picture) + 2.0 * MARGIN);
    let height = sheet.bottom - sheet.top + 2.0 * MARGIN + 2.0 * HEAD;
    let title = escaped(&picture.title());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {} {}\" width=\"{}\" height=\"{}\" role=\"img\" lang=\"{}\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n\
         <rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\"/>\n\
         <text class=\"t\" x=\"{}\" y=\"{}\">{title}</text>\n",
        n(left),
        n(top),
        n(width),
        n(height),
        n(width),
        n(height),
        picture.language.code(),
        n(left),
        n(top),
        n(width),
        n(height),
        n(left + MARGIN),
        n(top + MARGIN + 6.0),
    )
}

/// The ends of an edge and the point that bends it; parallel edges bend more and more.
fn bend(picture: &Picture, edge: EdgeReference<'_, Edge>) -> Option<(Point, Point, Point)> {
    let from = *picture.positions.get(edge.source().index())?;
    let to = *picture.positions.get(edge.target().index())?;
    let twins: Vec<_> = picture
        .graph
        .edges_connecting(edge.source(), edge.target())
        .chain(picture.graph.edges_connecting(edge.target(), edge.source()))
        .map(|twin| twin.id())
        .collect();
    let place = twins.iter().filter(|twin| **twin < edge.id()).count();
    let others = twins.len() as f64 - 1.0;
    // Twins lie in a fan; however many there are, the fan gets no wider.
    let shift = (place as f64 - others / 2.0) * (0.9 / others.max(1.0)).min(0.36);
    // Twins that run the other way bend to their own other side.
    let side = if edge.source() < edge.target() { shift } else { -shift };
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let middle = Point { x: (from.x + to.x) / 2.0 - dy * side, y: (from.y + to.y) / 2.0 + dx * side };
    Some((from, middle, to))
}

fn push_line(text: &mut String, picture: &Picture, edge: EdgeReference<'_, Edge>) {
    let Some((from, middle, to)) = bend(picture, edge) else { return };
    let drawn = edge.weight();
    let former = if drawn.status.as_deref() == Some("former") { " former" } else { "" };
    let _ = writeln!(
        text,
        "<path class=\"e {}{former}\" d=\"M{} {}Q{} {} {} {}\"><title>{}</title></path>",
        drawn.relation.key(),
        n(from.x),
        n(from.y),
        n(middle.x),
        n(middle.y),
        n(to.x),
        n(to.y),
        escaped(&tip(picture, drawn)),
    );
}

/// What a browser shows on pointing at an edge: the sentence behind it.
fn tip(picture: &Picture, edge: &Edge) -> String {
    edge.quote.and_then(|place| picture.quotes.get(place)).map_or_else(
        || edge.relation.word(picture.language).to_owned(),
        |quote| format!("{} — {}", quote.text, quote.title.as_deref().unwrap_or(&quote.article)),
    )
}

/// Words on edges, each where it covers neither a node with its label nor other words; words that
/// find no such place are left out, as pointing at the edge shows the sentence anyway.
fn push_all_words(text: &mut String, picture: &Picture, boxes: &[Box2]) {
    let mut taken: Vec<Bounds> =
        picture.positions.iter().zip(boxes).map(|(at, room)| spread::bounds(&[*at], &[room])).collect();
    for edge in picture.graph.edge_references() {
        let drawn = edge.weight();
        if matches!(drawn.relation, Relation::Within | Relation::Serves) {
            continue;
        }
        let words = words_of(picture, edge);
        let half = words.chars().count() as f64 * 5.6 / 2.0;
        let Some(ends) = bend(picture, edge) else { continue };
        let free = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73].into_iter().find_map(|share| {
            let at = along(ends, share);
            let own = Bounds { left: at.x - half, right: at.x + half, top: at.y - 7.0, bottom: at.y + 5.0 };
            let clear = taken.iter().all(|other| !overlap(own, *other));
            clear.then_some((at, own))
        });
        if let Some((at, own)) = free {
            taken.push(own);
            let _ = writeln!(
                text,
                "<text class=\"w\" x=\"{}\" y=\"{}\">{}</text>",
                n(at.x),
                n(at.y + 3.0),
                escaped(&words)
            );
        }
    }
}

/// The point of a bent edge at a share of its way.
fn along((from, middle, to): (Point, Point, Point), share: f64) -> Point {
    let rest = 1.0 - share;
    let mix = |a: f64, b: f64, c: f64| rest * rest * a + 2.0 * rest * share * b + share * share * c;
    Point { x: mix(from.x, middle.x, to.x), y: mix(from.y, middle.y, to.y) }
}

fn overlap(a: Bounds, b: Bounds) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

fn words_of(picture: &Picture, edge: EdgeReference<'_, Edge>) -> String {
    let drawn = edge.weight();
    let words = drawn.label.clone().unwrap_or_else(|| drawn.relation.word(picture.language).to_owned());
    let body = picture.graph.node_weight(edge.target()).map_or("", |node| node.label.as_str());
    let words = without_body(&words, body);
    match drawn.status.as_deref().filter(|status| *status != "current") {
        Some(status) => format!("{words} ({})", word(STATUSES, status, picture.language)),
        None => words,
    }
}

/// "Bí thư Tỉnh ủy Vân Hà" on an edge to "Tỉnh ủy Vân Hà" says "Bí thư".
fn without_body(post: &str, body: &str) -> String {
    match post.strip_suffix(body) {
        Some(title) if !title.trim().is_empty() && !body.is_empty() => title.trim().to_owned(),
        _ => post.to_owned(),
    }
}

fn push_mark(text: &mut String, picture: &Picture, node: NodeIndex, boxes: &[Box2]) {
    let (Some(drawn), Some(at), Some(room)) =
        (picture.graph.node_weight(node), picture.positions.get(node.index()), boxes.get(node.index()))
    else {
        return;
    };
    push_shape(text, drawn.kind, *at, room.radius);
}

fn push_shape(text: &mut String, kind: Kind, at: Point, r: f64) {
    let (x, y, fill) = (at.x, at.y, kind.colour());
    let polygon = |corners: &[(f64, f64)]| {
        let points: Vec<String> =
            corners.iter().map(|(dx, dy)| format!("{},{}", n(x + dx * r), n(y + dy * r))).collect();
        format!("<polygon class=\"n\" points=\"{}\" fill=\"{fill}\"/>", points.join(" "))
    };
    let shape = match kind {
        Kind::Person => {
            format!("<circle class=\"n\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\"/>", n(x), n(y), n(r))
        }
        Kind::Body => format!(
            "<rect class=\"n\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" fill=\"{fill}\"/>",
            n(x - r * 0.9),
            n(y - r * 0.9),
            n(r * 1.8),
            n(r * 1.8)
        ),
        Kind::Place => polygon(&[(0.0, -1.1), (1.05, 0.8), (-1.05, 0.8)]),
        Kind::Event => polygon(&[(0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)]),
        Kind::Decision => {
            polygon(&[(-0.55, -0.95), (0.55, -0.95), (1.1, 0.0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0.0)])
        }
    };
    text.push_str(&shape);
    text.push('\n');
}

/// The label twice: all lines as a halo first, so that no line's halo cuts the marks below another.
fn push_label(text: &mut String, picture: &Picture, node: NodeIndex, boxes: &[Box2]) {
    let (Some(at), Some(room)) = (picture.positions.get(node.index()), boxes.get(node.index())) else {
        return;
    };
    let middle = if picture.about == Some(node) { " m" } else { "" };
    for class in ["l h", "l"] {
        let _ = write!(text, "<text class=\"{class}{middle}\" y=\"{}\">", n(at.y + room.radius + 2.0));
        for line in &room.lines {
            let (x, dy) = (n(at.x), n(LINE_HEIGHT - 1.0));
            let _ = write!(text, "<tspan x=\"{x}\" dy=\"{dy}\">{}</tspan>", escaped(line));
        }
        text.push_str("</text>\n");
    }
}

fn legend_width(picture: &Picture) -> f64 {
    kinds(picture).iter().map(|kind| 40.0 + kind.word(picture.language).chars().count() as f64 * 7.2).sum()
}

fn kinds(picture: &Picture) -> Vec<Kind> {
    Kind::ALL.into_iter().filter(|kind| picture.graph.node_weights().any(|node| node.kind == *kind)).collect()
}

fn push_legend(text: &mut String, picture: &Picture, sheet: Bounds) {
    let y = sheet.bottom + MARGIN + HEAD / 2.0;
    let mut x = sheet.left + 8.0;
    for kind in kinds(picture) {
        push_shape(text, kind, Point { x, y }, 8.0);
        let words = kind.word(picture.language);
        let _ = writeln!(
            text,
            "<text class=\"g\" x=\"{}\" y=\"{}\">{}</text>",
            n(x + 14.0),
            n(y + 4.0),
            escaped(words)
        );
        x += 40.0 + words.chars().count() as f64 * 7.2;
    }
}

/// A number with one decimal; never `-0.0`, whose sign could differ.
fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".to_owned() } else { text }
}

/// Text for XML: characters that XML cannot hold are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
