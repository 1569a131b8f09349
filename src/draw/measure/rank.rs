//! How often does a walk along the edges come by? `PageRank` after Brin and Page (1998).
//!
//! Own lines, for petgraph's version takes the square of the number of nodes in each round.

/// The share of steps that follow an edge; the others start anew anywhere.
const DAMPING: f64 = 0.85;
/// Rounds at most.
const ROUNDS: usize = 500;
/// The walk is told when all shares together move by less than this.
const STILL: f64 = 1e-12;

/// The share of each place; all sum up to 1. Each place has a neighbour.
#[must_use]
pub fn pagerank(near: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let nodes = near.len() as f64;
    let strength: Vec<f64> = near.iter().map(|list| list.iter().map(|(_, weight)| weight).sum()).collect();
    let mut ranks = vec![1.0 / nodes; near.len()];
    for _ in 0..ROUNDS {
        let flow: Vec<f64> = ranks.iter().zip(&strength).map(|(rank, strength)| rank / strength).collect();
        let next: Vec<f64> = near
            .iter()
            .map(|list| {
                let come: f64 =
                    list.iter().map(|(from, weight)| weight * flow.get(*from).copied().unwrap_or(0.0)).sum();
                (1.0 - DAMPING) / nodes + DAMPING * come
            })
            .collect();
        let moved: f64 = ranks.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if moved < STILL {
            break;
        }
    }
    ranks
}
