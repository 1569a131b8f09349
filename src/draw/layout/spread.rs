//! How do labels stay readable? Boxes that overlap are moved apart; parts are packed side by side.

use crate::draw::layout::{Box2, Point};

/// Room kept between two boxes, in pixels.
const GAP: f64 = 12.0;
/// Above so many nodes labels are shown on zooming in only, so only the marks are kept apart.
const LABELLED: usize = 400;
/// Rounds of moving apart.
const ROUNDS: usize = 200;

/// A rectangle: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

/// The rectangle that a box takes with its mark centred on `point`.
fn bounds_of(point: Point, room: &Box2, labelled: bool) -> Bounds {
    let (half, below) =
        if labelled { (room.width / 2.0, room.height - room.radius) } else { (room.radius, room.radius) };
    Bounds {
        left: point.x - half,
        right: point.x + half,
        top: point.y - room.radius,
        bottom: point.y + below,
    }
}

/// The rectangle around all boxes.
#[must_use]
pub fn bounds(points: &[Point], room: &[&Box2]) -> Bounds {
    let start = Bounds { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
    let mut all = points.iter().zip(room).map(|(point, room)| bounds_of(*point, room, true));
    let first = all.next().unwrap_or(start);
    all.fold(first, |a, b| Bounds {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    })
}

/// Moves boxes that overlap apart, each by half, along the axis that needs less.
pub fn part_overlaps(points: &mut [Point], room: &[&Box2]) {
    let labelled = points.len() <= LABELLED;
    for point in points.iter_mut() {
        // Labels are wider than high.
        point.x *= 1.25;
    }
    for _ in 0..ROUNDS {
        let order = by_left_edge(points, room, labelled);
        if !round(points, room, &order, labelled) {
            break;
        }
    }
}

fn by_left_edge(points: &[Point], room: &[&Box2], labelled: bool) -> Vec<(f64, usize)> {
    let mut order: Vec<(f64, usize)> = points
        .iter()
        .zip(room)
        .enumerate()
        .map(|(node, (point, room))| (bounds_of(*point, room, labelled).left, node))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order
}

/// One sweep from left to right; true where something moved.
fn round(points: &mut [Point], room: &[&Box2], order: &[(f64, usize)], labelled: bool) -> bool {
    let mut moved = false;
    for (place, (_, a)) in order.iter().enumerate() {
        for (left, b) in order.iter().skip(place + 1) {
            let (Some(pa), Some(pb), Some(ra), Some(rb)) =
                (points.get(*a), points.get(*b), room.get(*a), room.get(*b))
            else {
                continue;
            };
            let (one, two) = (bounds_of(*pa, ra, labelled), bounds_of(*pb, rb, labelled));
            if *left > one.right + GAP + ra.width {
                break;
            }
            let across = one.right.min(two.right) - one.left.max(two.left) + GAP;
            let down = one.bottom.min(two.bottom) - one.top.max(two.top) + GAP;
            if across <= 0.0 || down <= 0.0 {
                continue;
            }
            moved = true;
            let (dx, dy) = if across < down { (across, 0.0) } else { (0.0, down) };
            let sign_x = if pa.x <= pb.x { 0.5 } else { -0.5 };
            let sign_y = if pa.y <= pb.y { 0.5 } else { -0.5 };
            shift(points, *a, -dx * sign_x, -dy * sign_y);
            shift(points, *b, dx * sign_x, dy * sign_y);
        }
    }
    moved
}

fn shift(points: &mut [Point], node: usize, dx: f64, dy: f64) {
    if let Some(point) = points.get_mut(node) {
        point.x += dx;
        point.y += dy;
    }
}

/// How far each sheet is to be moved so that all lie in rows on one sheet around the origin.
#[must_use]
pub fn pack(sheets: &[Bounds]) -> Vec<Point> {
    let room = 3.0 * GAP;
    let area: f64 = sheets.iter().map(|s| (s.right - s.left + room) * (s.bottom - s.top + room)).sum();
    let widest = sheets.iter().map(|s| s.right - s.left + room).fold(0.0, f64::max);
    let limit = (area * 1.6).sqrt().max(widest);
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
    let mut used = 0.0_f64;
    let mut offsets = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let (width, height) = (sheet.right - sheet.left + room, sheet.bottom - sheet.top + room);
        if x > 0.0 && x + width > limit {
            (x, y, row) = (0.0, y + row, 0.0);
        }
        offsets.push(Point { x: x - sheet.left, y: y - sheet.top });
        x += width;
        used = used.max(x);
        row = row.max(height);
    }
    let (dx, dy) = ((used - room) / 2.0, (y + row - room) / 2.0);
    offsets.into_iter().map(|offset| Point { x: offset.x - dx, y: offset.y - dy }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_do_not_overlap_afterwards() {
        let room = Box2 { radius: 10.0, lines: vec!["x".repeat(20)], width: 130.0, height: 40.0 };
        let rooms = vec![&room; 30];
        let mut points: Vec<Point> =
            (0..30_u32).map(|i| Point { x: f64::from(i % 6) * 20.0, y: f64::from(i / 6) * 9.0 }).collect();
        part_overlaps(&mut points, &rooms);
        for (i, a) in points.iter().enumerate() {
            for b in points.iter().skip(i + 1) {
                let (one, two) = (bounds_of(*a, &room, true), bounds_of(*b, &room, true));
                let clear = one.right <= two.left
                    || two.right <= one.left
                    || one.bottom <= two.top
                    || two.bottom <= one.top;
                assert!(clear, "{one:?} {two:?}");
            }
        }
    }

    #[test]
    fn packed_sheets_do_not_overlap() {
        let sheet = |w: f64, h: f64| Bounds { left: -w / 2.0, right: w / 2.0, top: 0.0, bottom: h };
        let sheets = [sheet(500.0, 300.0), sheet(100.0, 80.0), sheet(120.0, 60.0), sheet(300.0, 90.0)];
        let placed: Vec<Bounds> = sheets
            .iter()
            .zip(pack(&sheets))
            .map(|(s, o)| Bounds {
                left: s.left + o.x,
                right: s.right + o.x,
                top: s.top + o.y,
                bottom: s.bottom + o.y,
            })
            .collect();
        for (i, a) in placed.iter().enumerate() {
            for b in placed.iter().skip(i + 1) {
                assert!(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top);
            }
        }
    }
}
