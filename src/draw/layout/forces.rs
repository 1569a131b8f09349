//! Springs and charges: edges pull, nodes push, until a counted number of rounds is over.
//!
//! After `ForceAtlas2` (Jacomy, Venturini, Heymann, Bastian 2014): a node pushes the more the more edges
//! it has, so that hubs part and what hangs on them stays near. Above `EXACT` nodes the push is summed
//! over cells of a quadtree after Barnes and Hut (1986).

use crate::draw::layout::Point;

/// Length that an edge between two nodes without other edges tends to, in pixels.
const LENGTH: f64 = 90.0;
/// Up to so many nodes each pair is counted; above, far nodes are taken together.
const EXACT: usize = 300;
/// A cell is taken as one body if its side is below this share of its distance.
const OPENNESS: f64 = 0.9;
/// A tree is no deeper than this; nodes closer together share a leaf.
const DEPTH: usize = 24;
/// Pull to the middle, across and down: sheets are wider than high.
const GRAVITY: (f64, f64) = (0.05, 0.08);

/// A node on the sheet: its place, and its weight, which is one more than its edges.
#[derive(Debug, Clone, Copy)]
struct Body {
    at: Point,
    mass: f64,
}

/// Places for `nodes` nodes of one connected part, around the origin.
#[must_use]
pub fn settle(nodes: usize, edges: &[(usize, usize)]) -> Vec<Point> {
    let mut bodies: Vec<Body> = scatter(nodes).into_iter().map(|at| Body { at, mass: 1.0 }).collect();
    for (a, b) in edges {
        for end in [a, b] {
            if let Some(body) = bodies.get_mut(*end) {
                body.mass += 1.0;
            }
        }
    }
    let rounds = match nodes {
        0..2 => 0,
        2..=300 => 600,
        301..=2_000 => 400,
        _ => 160,
    };
    let start = LENGTH * (nodes as f64).sqrt() / 4.0;
    for round in 0..rounds {
        let left = 1.0 - f64::from(round) / f64::from(rounds);
        step(&mut bodies, edges, (start * left * left).max(0.5));
    }
    bodies.into_iter().map(|body| body.at).collect()
}

/// One round: no node moves further than `reach`.
fn step(bodies: &mut [Body], edges: &[(usize, usize)], reach: f64) {
    let mut push = if bodies.len() > EXACT { pushes_by_cells(bodies) } else { pushes_by_pairs(bodies) };
    for (a, b) in edges {
        let (Some(from), Some(to)) = (bodies.get(*a), bodies.get(*b)) else { continue };
        let (dx, dy) = (to.at.x - from.at.x, to.at.y - from.at.y);
        add(&mut push, *a, dx, dy);
        add(&mut push, *b, -dx, -dy);
    }
    for (body, force) in bodies.iter_mut().zip(push) {
        // Half of what the forces ask for: two nodes that pull each other would change places for ever.
        let fx = 0.5 * (force.x / body.mass - GRAVITY.0 * body.at.x);
        let fy = 0.5 * (force.y / body.mass - GRAVITY.1 * body.at.y);
        let size = (fx * fx + fy * fy).sqrt().max(1e-9);
        let scale = size.min(reach) / size;
        body.at.x += fx * scale;
        body.at.y += fy * scale;
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

/// The push of `mass` at distance (`dx`, `dy`) on a body.
fn push(on: Body, dx: f64, dy: f64, mass: f64) -> (f64, f64) {
    let square = (dx * dx + dy * dy).max(0.01);
    let strength = on.mass * mass * LENGTH * LENGTH / 4.0 / square;
    (dx * strength, dy * strength)
}

fn pushes_by_pairs(bodies: &[Body]) -> Vec<Point> {
    bodies
        .iter()
        .enumerate()
        .map(|(i, here)| {
            let mut sum = Point::default();
            for (j, there) in bodies.iter().enumerate() {
                if i != j {
                    let (dx, dy) = push(*here, here.at.x - there.at.x, here.at.y - there.at.y, there.mass);
                    sum.x += dx;
                    sum.y += dy;
                }
            }
            sum
        })
        .collect()
}

fn pushes_by_cells(bodies: &[Body]) -> Vec<Point> {
    let tree = Cell::build(bodies);
    bodies
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
    fn build(bodies: &[Body]) -> Self {
        let low = bodies.iter().fold(f64::MAX, |low, b| low.min(b.at.x).min(b.at.y));
        let high = bodies.iter().fold(f64::MIN, |high, b| high.max(b.at.x).max(b.at.y));
        Self::around(bodies.to_vec(), Point { x: low, y: low }, (high - low).max(1.0), DEPTH)
    }

    fn around(bodies: Vec<Body>, corner: Point, side: f64, depth: usize) -> Self {
        let mass: f64 = bodies.iter().map(|body| body.mass).sum();
        let centre = bodies.iter().fold(Point::default(), |c, b| Point {
            x: c.x + b.at.x * b.mass / mass,
            y: c.y + b.at.y * b.mass / mass,
        });
        if bodies.len() < 2 || depth == 0 {
            return Self { side, mass, centre, quarters: Vec::new() };
        }
        let half = side / 2.0;
        let middle = Point { x: corner.x + half, y: corner.y + half };
        let mut split: [Vec<Body>; 4] = Default::default();
        for body in bodies {
            let quarter = usize::from(body.at.x >= middle.x) + 2 * usize::from(body.at.y >= middle.y);
            if let Some(list) = split.get_mut(quarter) {
                list.push(body);
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

    fn push_on(&self, here: Body, sum: &mut Point) {
        let (dx, dy) = (here.at.x - self.centre.x, here.at.y - self.centre.y);
        let far = self.side * self.side < OPENNESS * OPENNESS * (dx * dx + dy * dy);
        if self.quarters.is_empty() || far {
            // The node itself lies at distance zero of its own leaf and so pushes with nothing.
            let (px, py) = push(here, dx, dy, self.mass);
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
        let bodies: Vec<Body> = scatter(500)
            .into_iter()
            .zip(0..)
            .map(|(at, i)| Body { at, mass: f64::from(i % 5 + 1) })
            .collect();
        let (exact, near) = (pushes_by_pairs(&bodies), pushes_by_cells(&bodies));
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
