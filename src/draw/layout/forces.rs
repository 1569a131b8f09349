//! Springs and charges: edges pull, nodes push, until a counted number of rounds is over.
//!
//! After Fruchterman and Reingold (1991). Above `EXACT` nodes the push is summed over cells of a
//! quadtree after Barnes and Hut (1986).

use crate::draw::layout::Point;

/// Length that an edge tends to, in pixels.
const LENGTH: f64 = 120.0;
/// Up to so many nodes each pair is counted; above, far nodes are taken together.
const EXACT: usize = 300;
/// A cell is taken as one body if its side is below this share of its distance.
const OPENNESS: f64 = 0.9;
/// A tree is no deeper than this; nodes closer together share a leaf.
const DEPTH: usize = 24;

/// Places for `nodes` nodes of one connected part, around the origin.
#[must_use]
pub fn settle(nodes: usize, edges: &[(usize, usize)]) -> Vec<Point> {
    let mut points = scatter(nodes);
    let rounds = match nodes {
        0..2 => 0,
        2..=300 => 600,
        301..=2_000 => 300,
        _ => 120,
    };
    let start = LENGTH * (nodes as f64).sqrt() / 4.0;
    for round in 0..rounds {
        let left = 1.0 - f64::from(round) / f64::from(rounds);
        step(&mut points, edges, (start * left * left).max(0.5));
    }
    points
}

/// One round: no node moves further than `reach`.
fn step(points: &mut [Point], edges: &[(usize, usize)], reach: f64) {
    let mut push = if points.len() > EXACT { pushes_by_cells(points) } else { pushes_by_pairs(points) };
    for (a, b) in edges {
        let (Some(from), Some(to)) = (points.get(*a).copied(), points.get(*b).copied()) else { continue };
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let pull = (dx * dx + dy * dy).sqrt() / LENGTH;
        add(&mut push, *a, dx * pull, dy * pull);
        add(&mut push, *b, -dx * pull, -dy * pull);
    }
    for (point, force) in points.iter_mut().zip(push) {
        // A weak pull to the middle, stronger down than across: sheets are wider than high.
        let (fx, fy) = (force.x - 0.03 * point.x, force.y - 0.05 * point.y);
        let size = (fx * fx + fy * fy).sqrt().max(1e-9);
        let scale = size.min(reach) / size;
        point.x += fx * scale;
        point.y += fy * scale;
    }
}

fn add(forces: &mut [Point], at: usize, dx: f64, dy: f64) {
    if let Some(force) = forces.get_mut(at) {
        force.x += dx;
        force.y += dy;
    }
}

/// First places: a fixed sequence of scattered points (`SplitMix64` with a fixed seed).
fn scatter(nodes: usize) -> Vec<Point> {
    let side = LENGTH * (nodes as f64).sqrt();
    let mut state: u64 = 0x766e_6b67;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        ((z >> 11) as f64 / (1_u64 << 53) as f64 - 0.5) * side
    };
    if nodes < 2 {
        return vec![Point::default(); nodes];
    }
    (0..nodes).map(|_| Point { x: next(), y: next() }).collect()
}

/// The push of a body of `mass` at distance (`dx`, `dy`) on a node.
fn push(dx: f64, dy: f64, mass: f64) -> (f64, f64) {
    let square = (dx * dx + dy * dy).max(0.01);
    let strength = mass * LENGTH * LENGTH / square;
    (dx * strength, dy * strength)
}

fn pushes_by_pairs(points: &[Point]) -> Vec<Point> {
    points
        .iter()
        .enumerate()
        .map(|(i, here)| {
            let mut sum = Point::default();
            for (j, there) in points.iter().enumerate() {
                if i != j {
                    let (dx, dy) = push(here.x - there.x, here.y - there.y, 1.0);
                    sum.x += dx;
                    sum.y += dy;
                }
            }
            sum
        })
        .collect()
}

fn pushes_by_cells(points: &[Point]) -> Vec<Point> {
    let tree = Cell::build(points);
    points
        .iter()
        .map(|here| {
            let mut sum = Point::default();
            tree.push_on(*here, &mut sum);
            sum
        })
        .collect()
}

/// A square of the plane with what lies in it.
struct Cell {
    side: f64,
    mass: f64,
    centre: Point,
    quarters: Vec<Cell>,
}

impl Cell {
    fn build(points: &[Point]) -> Self {
        let low = points.iter().fold(f64::MAX, |low, p| low.min(p.x).min(p.y));
        let high = points.iter().fold(f64::MIN, |high, p| high.max(p.x).max(p.y));
        Self::around(points.to_vec(), Point { x: low, y: low }, (high - low).max(1.0), DEPTH)
    }

    fn around(points: Vec<Point>, corner: Point, side: f64, depth: usize) -> Self {
        let mass = points.len() as f64;
        let centre =
            points.iter().fold(Point::default(), |c, p| Point { x: c.x + p.x / mass, y: c.y + p.y / mass });
        if points.len() < 2 || depth == 0 {
            return Self { side, mass, centre, quarters: Vec::new() };
        }
        let half = side / 2.0;
        let middle = Point { x: corner.x + half, y: corner.y + half };
        let mut split: [Vec<Point>; 4] = Default::default();
        for point in points {
            let quarter = usize::from(point.x >= middle.x) + 2 * usize::from(point.y >= middle.y);
            if let Some(list) = split.get_mut(quarter) {
                list.push(point);
            }
        }
        let corners =
            [corner, Point { x: middle.x, y: corner.y }, Point { x: corner.x, y: middle.y }, middle];
        let quarters = split
            .into_iter()
            .zip(corners)
            .filter(|(list, _)| !list.is_empty())
            .map(|(list, corner)| Self::around(list, corner, half, depth - 1))
            .collect();
        Self { side, mass, centre, quarters }
    }

    fn push_on(&self, here: Point, sum: &mut Point) {
        let (dx, dy) = (here.x - self.centre.x, here.y - self.centre.y);
        let far = self.side * self.side < OPENNESS * OPENNESS * (dx * dx + dy * dy);
        if self.quarters.is_empty() || far {
            // The node itself lies at distance zero of its own leaf and so pushes with nothing.
            let (px, py) = push(dx, dy, self.mass);
            sum.x += px;
            sum.y += py;
        } else {
            for quarter in &self.quarters {
                quarter.push_on(here, sum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(nodes: usize) -> Vec<(usize, usize)> {
        (0..nodes).map(|i| (i, (i + 1) % nodes)).collect()
    }

    #[test]
    fn cells_push_about_as_pairs_do() {
        let points = scatter(500);
        let (exact, near) = (pushes_by_pairs(&points), pushes_by_cells(&points));
        let size = |p: &Point| (p.x * p.x + p.y * p.y).sqrt();
        let all: f64 = exact.iter().map(size).sum();
        let off: f64 =
            exact.iter().zip(&near).map(|(a, b)| size(&Point { x: a.x - b.x, y: a.y - b.y })).sum();
        assert!(off / all < 0.1, "off by {}", off / all);
    }

    #[test]
    fn the_same_graph_settles_in_the_same_places() {
        assert_eq!(settle(350, &ring(350)), settle(350, &ring(350)));
    }

    #[test]
    fn neighbours_end_nearer_than_strangers() {
        let points = settle(20, &ring(20));
        let distance = |a: usize, b: usize| {
            let (p, q) = (points[a], points[b]);
            ((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)).sqrt()
        };
        let near: f64 = (0..20).map(|i| distance(i, (i + 1) % 20)).sum();
        let far: f64 = (0..20).map(|i| distance(i, (i + 10) % 20)).sum();
        assert!(near * 2.0 < far, "{near} {far}");
    }
}
