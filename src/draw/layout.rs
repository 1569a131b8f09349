//! Where does each node stand? Force-directed, the same on every run and every machine.
//!
//! Pure arithmetic with `+ - * / sqrt` only, which IEEE 754 fixes to the bit, and a counted number of
//! rounds: no clock, no randomness, no library functions that differ between systems. Each connected
//! part is laid out alone, freed of overlaps, and the parts are packed side by side.

pub mod forces;
pub mod grid;
pub mod spread;
pub mod stress;

use std::collections::BTreeMap;

use crate::draw::Node;

/// A place on the sheet, in pixels at full size; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// The room that a node takes with its label, in pixels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Box2 {
    /// Radius of the node's mark.
    pub radius: f64,
    /// Lines of the label, below the mark.
    pub lines: Vec<String>,
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole, mark and label.
    pub height: f64,
}

/// Height of a line of a label, in pixels.
pub const LINE_HEIGHT: f64 = 14.0;
/// Mean width of a letter of a label, in pixels.
const LETTER: f64 = 6.7;
/// A label's line breaks before so many letters.
const LINE_LETTERS: usize = 24;
/// Parts of up to so many nodes are evened out by [`stress`], which costs their square.
const EVENED: usize = 400;
/// A label has at most so many lines.
const LINES: usize = 3;

/// The room that a node takes.
#[must_use]
pub fn box_of(node: &Node) -> Box2 {
    let radius = match node.share {
        Some(share) => 6.0 + 18.0 * (f64::from(share) / 1000.0).sqrt(),
        None => (7.0 + 2.2 * (node.degree as f64).sqrt()).min(22.0),
    };
    let lines = wrap(&node.label);
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    Box2 {
        radius,
        width: (longest as f64 * LETTER).max(2.0 * radius),
        height: 2.0 * radius + 3.0 + lines.len() as f64 * LINE_HEIGHT,
        lines,
    }
}

/// Breaks a label between words into lines of about one length; what does not fit ends in an ellipsis.
fn wrap(label: &str) -> Vec<String> {
    let mut best = wrap_at(label, LINE_LETTERS);
    for letters in (LINE_LETTERS / 2..LINE_LETTERS).rev() {
        let narrower = wrap_at(label, letters);
        let same_words = narrower.concat().len() >= best.concat().len();
        if narrower.len() > best.len() || !same_words {
            break;
        }
        best = narrower;
    }
    best
}

fn wrap_at(label: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        let full = lines.len() == LINES;
        let letters = word.chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + letters <= most => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push('…');
                break;
            }
            _ => lines.push(word.chars().take(2 * LINE_LETTERS).collect()),
        }
    }
    lines
}

/// A place for each box; edges are pairs of places in `boxes`.
#[must_use]
pub fn layout(boxes: &[Box2], edges: &[(usize, usize)]) -> Vec<Point> {
    let mut places = vec![Point::default(); boxes.len()];
    let mut sheets = Vec::new();
    for part in parts(boxes.len(), edges) {
        let at: BTreeMap<usize, usize> = part.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let inner: Vec<(usize, usize)> = edges
            .iter()
            .filter_map(|(a, b)| Some((*at.get(a)?, *at.get(b)?)))
            .filter(|(a, b)| a != b)
            .collect();
        let room: Vec<&Box2> = part.iter().filter_map(|node| boxes.get(*node)).collect();
        let mut points = forces::settle(part.len(), &inner);
        if part.len() <= EVENED {
            stress::relax(&mut points, &inner);
        } else {
            spread::to_density(&mut points);
        }
        spread::part_overlaps(&mut points, &room);
        sheets.push((part, points));
    }
    let offsets = spread::pack(
        &sheets
            .iter()
            .map(|(part, points)| {
                let room: Vec<&Box2> = part.iter().filter_map(|node| boxes.get(*node)).collect();
                spread::bounds(points, &room)
            })
            .collect::<Vec<_>>(),
    );
    for ((part, points), offset) in sheets.iter().zip(offsets) {
        for (node, point) in part.iter().zip(points) {
            if let Some(place) = places.get_mut(*node) {
                *place = Point { x: point.x + offset.x, y: point.y + offset.y };
            }
        }
    }
    places
}

/// The connected parts, the largest first, equal ones in order of their first node.
fn parts(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut sets = petgraph::unionfind::UnionFind::<usize>::new(nodes);
    for (a, b) in edges {
        sets.union(*a, *b);
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..nodes {
        parts.entry(sets.find(node)).or_default().push(node);
    }
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.first().copied()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_breaks_into_lines_of_about_one_length() {
        assert_eq!(wrap("Hội đồng nhân dân tỉnh Vân Hà"), ["Hội đồng nhân", "dân tỉnh Vân Hà"]);
        assert_eq!(wrap("Sở Nội vụ"), ["Sở Nội vụ"]);
        let long = wrap(&"một hai ba bốn năm ".repeat(9));
        assert!(long.len() == LINES && long[2].ends_with('…'), "{long:?}");
    }

    #[test]
    fn parts_that_are_not_connected_lie_side_by_side() {
        let room = Box2 { radius: 10.0, lines: Vec::new(), width: 60.0, height: 40.0 };
        let edges = [(0, 1), (1, 2), (3, 4)];
        let places = layout(&vec![room; 6], &edges);
        for (i, a) in places.iter().enumerate() {
            for b in places.iter().skip(i + 1) {
                assert!((a.x - b.x).abs() >= 60.0 || (a.y - b.y).abs() >= 40.0, "{a:?} {b:?}");
            }
        }
    }
}
