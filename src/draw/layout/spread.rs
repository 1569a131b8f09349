//! How do labels stay readable? Boxes that overlap are moved apart; parts are packed side by side.

use crate::draw::layout::{Box2, Point};

/// Room kept between two boxes, in pixels.
const GAP: f64 = 12.0;
/// Above so many nodes labels are shown on zooming in only, so only the marks are kept apart.
const LABELLED: usize = 400;
/// Area of a sheet for one of its boxes.
const LOOSENESS: f64 = 1.7;
/// Width and height of the room that a node of a large part has on the mean, in pixels.
const SPACING: f64 = 110.0;
/// Width of a screen for one of its height.
const ASPECT: f64 = 1.6;
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

/// Brings a large part to the density at which marks and some labels have room, whatever its springs gave.
pub fn to_density(points: &mut [Point]) {
    let factor = SPACING * (points.len() as f64 / area(points)).sqrt();
    scale(points, factor);
}

/// The area of the rectangle around all points, at least one square pixel.
fn area(points: &[Point]) -> f64 {
    let mut corners = points.iter();
    let Some(first) = corners.next() else { return 1.0 };
    let (low, high) = corners.fold((*first, *first), |(low, high), p| {
        (Point { x: low.x.min(p.x), y: low.y.min(p.y) }, Point { x: high.x.max(p.x), y: high.y.max(p.y) })
    });
    ((high.x - low.x) * (high.y - low.y)).max(1.0)
}

fn scale(points: &mut [Point], factor: f64) {
    for point in points {
        point.x *= factor;
        point.y *= factor;
    }
}

/// Moves boxes that overlap apart, each by half, along the axis that needs the smaller share of its box.
pub fn part_overlaps(points: &mut [Point], room: &[&Box2]) {
    let labelled = points.len() <= LABELLED;
    for point in points.iter_mut() {
        // Labels are wider than high.
        point.x *= 1.25;
    }
    if labelled && points.len() > 8 {
        // What hangs on one hub lies too close for its labels: all of it moves out before single boxes do.
        let boxes: f64 = room.iter().map(|room| (room.width + GAP) * (room.height + GAP)).sum();
        scale(points, (LOOSENESS * boxes / area(points)).sqrt().clamp(1.0, 4.0));
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
            // By shares, because labels are wide and low: by pixels everything would be piled up.
            let sideways = across / (ra.width + rb.width) < down / (ra.height + rb.height);
            let (dx, dy) = if sideways { (across, 0.0) } else { (0.0, down) };
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
///
/// Of several widths of a row the one is taken whose sheet fills a screen best.
#[must_use]
pub fn pack(sheets: &[Bounds]) -> Vec<Point> {
    let room = 3.0 * GAP;
    let area: f64 = sheets.iter().map(|s| (s.right - s.left + room) * (s.bottom - s.top + room)).sum();
    let widest = sheets.iter().map(|s| s.right - s.left + room).fold(0.0, f64::max);
    let mut best: Option<(f64, Vec<Point>)> = None;
    for tenths in 8..32_u8 {
        let limit = (area * f64::from(tenths) / 10.0).sqrt().max(widest);
        let (offsets, width, height) = rows(sheets, limit, room);
        let size = (width / ASPECT).max(height);
        if best.as_ref().is_none_or(|(least, _)| size < *least) {
            best = Some((size, offsets));
        }
    }
    best.map(|(_, offsets)| offsets).unwrap_or_default()
}

/// The sheets in rows no wider than `limit`, each row around its middle; with width and height of the whole.
fn rows(sheets: &[Bounds], limit: f64, room: f64) -> (Vec<Point>, f64, f64) {
    let mut rows: Vec<(Vec<&Bounds>, f64, f64)> = Vec::new();
    for sheet in sheets {
        let (width, height) = (sheet.right - sheet.left + room, sheet.bottom - sheet.top + room);
        match rows.last_mut() {
            Some((row, used, high)) if *used + width <= limit => {
                row.push(sheet);
                *used += width;
                *high = high.max(height);
            }
            _ => rows.push((vec![sheet], width, height)),
        }
    }
    let wide = rows.iter().map(|(_, used, _)| *used).fold(0.0, f64::max);
    let high: f64 = rows.iter().map(|(_, _, high)| high).sum();
    let mut offsets = Vec::with_capacity(sheets.len());
    let mut y = -high / 2.0;
    for (row, used, high) in rows {
        // What is left of a row's width goes between its sheets.
        let share = (wide - used) / (row.len() as f64 + 1.0);
        let mut x = -wide / 2.0 + share;
        for sheet in row {
            let above = (high - (sheet.bottom - sheet.top)) / 2.0;
            offsets.push(Point { x: x + room / 2.0 - sheet.left, y: y + above - sheet.top });
            x += sheet.right - sheet.left + room + share;
        }
        y += high;
    }
    (offsets, wide, high)
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
    fn a_large_part_gets_its_room_for_each_node() {
        let mut points: Vec<Point> = (0..900_u32)
            .map(|i| Point { x: f64::from(i % 30) * 7.0, y: f64::from(i / 30) * 900.0 })
            .collect();
        to_density(&mut points);
        let (first, last) = (points[0], points[899]);
        let room = (last.x - first.x) * (last.y - first.y) / 900.0;
        assert!((room - SPACING * SPACING).abs() < 1.0, "{room}");
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
