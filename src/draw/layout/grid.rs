//! Where do nodes stand that have an order of their own? In columns from left to right, by rows.

use crate::draw::layout::{Box2, Point};

/// From one column to the next, in pixels: room for the words on an edge.
const COLUMN: f64 = 290.0;
/// Room between two rows, in pixels.
const GAP: f64 = 16.0;

/// A place around the origin for each box, by its column and row; both may lie between two whole ones.
#[must_use]
pub fn places(boxes: &[Box2], grid: &[(f64, f64)]) -> Vec<Point> {
    let rows = heights(boxes, grid);
    let mut tops = vec![0.0];
    for height in &rows {
        tops.push(tops.last().copied().unwrap_or(0.0) + height + GAP);
    }
    let top = |row: usize| tops.get(row).or(tops.last()).copied().unwrap_or(0.0);
    let (wide, high) = (grid.iter().map(|(column, _)| *column).fold(0.0, f64::max), top(rows.len()));
    grid.iter()
        .map(|(column, row)| {
            let (above, share) = (whole(*row), row.fract());
            let y = top(above) * (1.0 - share) + top(above + 1) * share;
            Point { x: (column - wide / 2.0) * COLUMN, y: y - high / 2.0 }
        })
        .collect()
}

/// The height of each row: that of the highest box which stands in it or touches it.
fn heights(boxes: &[Box2], grid: &[(f64, f64)]) -> Vec<f64> {
    let mut rows: Vec<f64> = Vec::new();
    for (room, (_, row)) in boxes.iter().zip(grid) {
        let (above, below) = (whole(*row), whole(row.ceil()));
        if rows.len() <= below {
            rows.resize(below + 1, 0.0);
        }
        for touched in [above, below] {
            if let Some(height) = rows.get_mut(touched) {
                *height = height.max(room.height);
            }
        }
    }
    rows
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows count from 0, and are few")]
fn whole(row: f64) -> usize {
    row.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_one_column_do_not_overlap() {
        let room = |height| Box2 { radius: 10.0, lines: Vec::new(), width: 90.0, height };
        let boxes = [room(30.0), room(70.0), room(40.0), room(44.0)];
        let places = places(&boxes, &[(1.0, 0.0), (1.0, 1.0), (1.0, 2.0), (0.0, 1.0)]);
        assert!(places[1].y - places[0].y >= 30.0 && places[2].y - places[1].y >= 70.0, "{places:?}");
        assert!((places[0].x - places[3].x - COLUMN).abs() < 1e-9);
    }
}
