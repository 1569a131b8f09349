//! SVG: a still picture with all labels and a legend, for pages and print.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::draw::layout::spread::{self, Bounds};
use crate::draw::layout::{self, Box2, LINE_HEIGHT, Point};
use crate::draw::words::{self, Kind, Relation};
use crate::draw::xml::escaped;
use crate::draw::{DrawError, Drawing, Edge, Node, Picture, table};

/// The format SVG.
pub struct Svg;

/// Room around the picture, in pixels.
const MARGIN: f64 = 28.0;
/// Height of the title's line and of the legend, in pixels.
const HEAD: f64 = 40.0;
/// From one row of the legend to the next, and the least width of a row, in pixels.
const ROW: f64 = 24.0;
const ENTRIES: f64 = 360.0;
/// Above so many edges the words on edges are left out: nobody could read them.
const WORDED_EDGES: usize = 80;

/// The style that every SVG of ours has in it.
pub const STYLE: &str = "text{font-family:'Noto Sans','DejaVu Sans','Segoe UI',Roboto,Arial,sans-serif}\
.l{font-size:12px;fill:#1d2530;text-anchor:middle}.h{fill:#fff;stroke:#fff;stroke-width:4px;stroke-linejoin:round}\
.m{font-weight:700}\
.w{font-size:10px;fill:#5b6472;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\
.e{fill:none;stroke:#9aa3b0;stroke-width:1.4}.e.holds{stroke:#d98a6e;stroke-width:1.8}\
.e.serves,.e.within,.e.takes-place-in{stroke:#a9cfbf}.e.part-of,.e.becomes{stroke:#8fb4d6}\
.e.decides,.e.announces,.e.concerns,.e.taken-at{stroke:#c3a4cf}\
.e.chairs,.e.speaks,.e.attends,.e.organises,.e.presents{stroke:#d9bf7a}\
.former{stroke-dasharray:5 4}.n{stroke:#fff;stroke-width:2}.t{font-size:18px;font-weight:700;fill:#1d2530}\
.g{font-size:12px;fill:#3c4553}\
.e.together{stroke:#d98a6e}.w2{stroke-width:2.4}.w3{stroke-width:3.6}.w5{stroke-width:5}";

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
        out.write_all(text(picture).as_bytes())?;
        Ok(())
    }
}

/// The whole picture as SVG.
#[must_use]
pub fn text(picture: &Picture) -> String {
    let boxes: Vec<Box2> = picture.graph.node_weights().map(layout::box_of).collect();
    let sheet = spread::bounds(&picture.positions, &boxes.iter().collect::<Vec<_>>());
    let legend = legend(picture, sheet.right - sheet.left);
    let mut text = head(picture, sheet, &legend);
    for edge in picture.graph.edge_references() {
        push_line(&mut text, picture, edge);
    }
    for node in picture.graph.node_indices() {
        push_mark(&mut text, picture, node, &boxes);
    }
    if picture.graph.edge_count() <= WORDED_EDGES || picture.in_columns {
        push_all_words(&mut text, picture, &boxes, sheet);
    }
    for node in picture.graph.node_indices() {
        push_label(&mut text, picture, node, &boxes);
    }
    push_legend(&mut text, &legend, sheet);
    text.push_str("</svg>\n");
    text
}

fn head(picture: &Picture, sheet: Bounds, legend: &[Entry]) -> String {
    let (left, top) = (sheet.left - MARGIN, sheet.top - MARGIN - HEAD);
    let widest = legend.iter().map(|entry| entry.x + entry.width).fold(0.0, f64::max);
    let width = (sheet.right - sheet.left).max(widest).max(title_width(picture)) + 2.0 * MARGIN;
    let rows = legend.iter().map(|entry| entry.y).fold(0.0, f64::max);
    let height = sheet.bottom - sheet.top + 2.0 * MARGIN + 2.0 * HEAD + rows;
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
    let weight = match drawn.weight {
        0..2 => "",
        2 => " w2",
        3..=4 => " w3",
        _ => " w5",
    };
    let course = if picture.is_tree() {
        let (left, right) = if from.x < to.x { (from, to) } else { (to, from) };
        format!("M{} {}H{}V{}H{}", n(right.x), n(right.y), n(turn(left, right)), n(left.y), n(left.x))
    } else {
        format!("M{} {}Q{} {} {} {}", n(from.x), n(from.y), n(middle.x), n(middle.y), n(to.x), n(to.y))
    };
    let (relation, tip) = (drawn.relation.key(), escaped(&tip(picture, drawn)));
    let _ = writeln!(
        text,
        "<path class=\"e {relation}{former}{weight}\" d=\"{course}\"><title>{tip}</title></path>"
    );
}

/// Where a tree's edge turns: it leaves what stands to the right on that one's own line, where its words
/// have room.
fn turn(left: Point, right: Point) -> f64 {
    left.x + 0.3 * (right.x - left.x)
}

/// What a browser shows on pointing at an edge: the sentence behind it.
fn tip(picture: &Picture, edge: &Edge) -> String {
    edge.quote.and_then(|place| picture.quotes.get(place)).map_or_else(
        || edge.relation.word(picture.language).to_owned(),
        |quote| format!("{} — {}", quote.text, quote.title.as_deref().unwrap_or(&quote.article)),
    )
}

/// Words on edges, each where it lies on the sheet and covers neither a node with its label nor other words; words that
/// find no such place are left out, as pointing at the edge shows the sentence anyway.
fn push_all_words(text: &mut String, picture: &Picture, boxes: &[Box2], sheet: Bounds) {
    let mut taken: Vec<Bounds> =
        picture.positions.iter().zip(boxes).map(|(at, room)| spread::bounds(&[*at], &[room])).collect();
    for edge in picture.graph.edge_references() {
        let drawn = edge.weight();
        let told = match drawn.relation {
            Relation::Within | Relation::Serves | Relation::PostIn => false,
            Relation::PartOf => !picture.is_tree(),
            // Everybody in the picture took part with somebody: only how often is news.
            Relation::Together => drawn.weight > 1,
            _ => true,
        };
        if !told {
            continue;
        }
        let words = table::words_between(picture, edge);
        let half = words.chars().count() as f64 * 5.6 / 2.0;
        let Some(ends) = bend(picture, edge) else { continue };
        let places =
            if picture.is_tree() { level(ends) } else { SHARES.map(|share| along(ends, share)).to_vec() };
        let free = places.into_iter().find_map(|at| {
            let own = Bounds { left: at.x - half, right: at.x + half, top: at.y - 7.0, bottom: at.y + 5.0 };
            let inside = own.left > sheet.left - MARGIN && own.right < sheet.right + MARGIN;
            let clear = inside && taken.iter().all(|other| !overlap(own, *other));
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

/// Where on an edge its words may stand, the best place first.
const SHARES: [f64; 7] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];

/// Where the words on a tree's edge may stand: above its level part.
fn level((from, _, to): (Point, Point, Point)) -> Vec<Point> {
    let (left, right) = if from.x < to.x { (from, to) } else { (to, from) };
    let turn = turn(left, right);
    [0.5, 0.42, 0.58, 0.35]
        .map(|share| Point { x: turn + share * (right.x - turn), y: right.y - 7.0 })
        .to_vec()
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

fn push_mark(text: &mut String, picture: &Picture, node: NodeIndex, boxes: &[Box2]) {
    let (Some(drawn), Some(at), Some(room)) =
        (picture.graph.node_weight(node), picture.positions.get(node.index()), boxes.get(node.index()))
    else {
        return;
    };
    push_shape(text, drawn.kind, drawn.colour(), *at, room.radius);
}

fn push_shape(text: &mut String, kind: Kind, fill: &str, at: Point, r: f64) {
    let (x, y) = (at.x, at.y);
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
        Kind::Post => polygon(&[(-1.1, -0.6), (1.1, -0.6), (1.1, 0.6), (-1.1, 0.6)]),
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

fn title_width(picture: &Picture) -> f64 {
    picture.title().chars().count() as f64 * 10.5
}

/// What an entry of the legend shows.
#[derive(Clone, Copy)]
enum Sign {
    /// The mark of a kind in a colour.
    Mark(Kind, &'static str),
    /// A line of these classes.
    Line(&'static str),
}

/// A sign with its words in the legend, by its place from the legend's corner, in pixels.
struct Entry {
    sign: Sign,
    words: String,
    x: f64,
    y: f64,
    width: f64,
}

/// The kinds and, where colours say it, the largest groups, in rows of at most `width` pixels.
fn legend(picture: &Picture, width: f64) -> Vec<Entry> {
    let grouped = picture.graph.node_weights().any(|node| node.group.is_some());
    let fill = |kind: Kind| if grouped { words::group_colour(usize::MAX) } else { kind.colour() };
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| picture.graph.node_weights().any(|node| node.kind == *kind))
        .map(|kind| (Sign::Mark(kind, fill(kind)), kind.word(picture.language).to_owned()));
    let mut entries: Vec<Entry> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for (sign, words) in kinds.chain(lines(picture)).chain(groups(picture)) {
        let room = 40.0 + words.chars().count() as f64 * 7.2;
        if x > 0.0 && x + room > width.max(ENTRIES) {
            (x, y) = (0.0, y + ROW);
        }
        entries.push(Entry { sign, words, x, y, width: room });
        x += room;
    }
    entries
}

/// The lines that differ from others.
fn lines(picture: &Picture) -> Vec<(Sign, String)> {
    let any = |is: fn(&Edge) -> bool| picture.graph.edge_weights().any(is);
    let mut lines = Vec::new();
    if any(|edge| edge.status.as_deref() == Some("former")) {
        lines.push((Sign::Line("holds former"), picture.language.pick("Đã thôi giữ chức", "Former post")));
    }
    if any(|edge| edge.weight > 1) {
        lines.push((
            Sign::Line("together w5"),
            picture.language.pick("Nhiều lần cùng dự", "Together more than once"),
        ));
    }
    lines.into_iter().map(|(sign, words)| (sign, words.to_owned())).collect()
}

/// The groups that have colours of their own, each called after its member with most relations.
fn groups(picture: &Picture) -> Vec<(Sign, String)> {
    let mut found: BTreeMap<usize, (usize, &Node)> = BTreeMap::new();
    for node in picture.graph.node_weights() {
        let Some(group) = node.group.filter(|group| words::has_colour(*group)) else { continue };
        let (count, first) = found.entry(group).or_insert((0, node));
        *count += 1;
        if node.degree > first.degree {
            *first = node;
        }
    }
    let named = found.into_values().filter(|(count, _)| *count > 1);
    named
        .map(|(count, node)| (Sign::Mark(Kind::Person, node.colour()), format!("{} ({count})", node.label)))
        .collect()
}

fn push_legend(text: &mut String, legend: &[Entry], sheet: Bounds) {
    for entry in legend {
        let (x, y) = (sheet.left + 8.0 + entry.x, sheet.bottom + MARGIN + HEAD / 2.0 + entry.y);
        match entry.sign {
            Sign::Mark(kind, fill) => push_shape(text, kind, fill, Point { x, y }, 8.0),
            Sign::Line(class) => {
                let _ = writeln!(text, "<path class=\"e {class}\" d=\"M{} {}h18\"/>", n(x - 9.0), n(y));
            }
        }
        let (x, y) = (n(x + 14.0), n(y + 4.0));
        let _ = writeln!(text, "<text class=\"g\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(&entry.words));
    }
}

/// A number with one decimal; never `-0.0`, whose sign could differ.
fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".to_owned() } else { text }
}
