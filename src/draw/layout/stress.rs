//! Which places show best how many steps two nodes are apart? For small graphs, after the forces.
//!
//! Stress majorisation (Gansner, Koren, North 2004): each node in turn moves to the mean of where the
//! others want it, near ones weighing more. Each round costs the square of the number of nodes.

use std::collections::VecDeque;

use crate::draw::layout::Point;

/// Distance on the sheet for one step, in pixels.
const STEP: f64 = 150.0;
/// Rounds over all nodes.
const ROUNDS: usize = 150;

/// Moves the nodes of one connected part so that distances follow the number of steps.
pub fn relax(points: &mut [Point], edges: &[(usize, usize)]) {
    let steps = all_steps(points.len(), edges);
    for _ in 0..ROUNDS {
        for (node, row) in steps.iter().enumerate() {
            if let Some(better) = wanted(points, node, row)
                && let Some(point) = points.get_mut(node)
            {
                *point = better;
            }
        }
    }
}

/// Where the others want a node: each at its distance, in the direction in which the node stands now.
fn wanted(points: &[Point], node: usize, steps: &[u32]) -> Option<Point> {
    let here = points.get(node)?;
    let (mut x, mut y, mut weights) = (0.0, 0.0, 0.0);
    for (other, (there, steps)) in points.iter().zip(steps).enumerate() {
        if other == node || *steps == 0 {
            continue;
        }
        let ideal = STEP * f64::from(*steps);
        let weight = 1.0 / (ideal * ideal);
        let (dx, dy) = (here.x - there.x, here.y - there.y);
        let far = (dx * dx + dy * dy).sqrt().max(0.1);
        x += weight * (there.x + dx / far * ideal);
        y += weight * (there.y + dy / far * ideal);
        weights += weight;
    }
    (weights > 0.0).then(|| Point { x: x / weights, y: y / weights })
}

/// The number of steps between each two nodes; 0 for a node and itself.
fn all_steps(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<u32>> {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (a, b) in edges {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(list) = near.get_mut(*from) {
                list.push(*to);
            }
        }
    }
    (0..nodes).map(|start| steps_from(start, &near)).collect()
}

fn steps_from(start: usize, near: &[Vec<usize>]) -> Vec<u32> {
    let mut steps: Vec<Option<u32>> = vec![None; near.len()];
    let mut queue = VecDeque::from([(start, 0)]);
    while let Some((node, step)) = queue.pop_front() {
        match steps.get_mut(node) {
            Some(known @ None) => *known = Some(step),
            _ => continue,
        }
        queue.extend(near.get(node).into_iter().flatten().map(|next| (*next, step + 1)));
    }
    steps.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_about_straight() {
        let edges: Vec<(usize, usize)> = (0..5).map(|i| (i, i + 1)).collect();
        let mut points: Vec<Point> = [(0.0, 0.0), (9.0, 4.0), (3.0, 8.0), (1.0, 5.0), (7.0, 7.0), (2.0, 3.0)]
            .map(|(x, y)| Point { x, y })
            .to_vec();
        relax(&mut points, &edges);
        let (first, last) = (points[0], points[5]);
        let length =
            ((first.x - last.x) * (first.x - last.x) + (first.y - last.y) * (first.y - last.y)).sqrt();
        assert!((length - 5.0 * STEP).abs() < STEP, "{length}");
    }
}
