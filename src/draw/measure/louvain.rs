//! Which nodes belong together? Communities after Blondel and others (2008), the Louvain method.
//!
//! Each node in turn goes to the neighbouring community with the highest gain of modularity, until none
//! gains; then communities become nodes. The nodes come in their order: nothing is drawn by lot.

use std::collections::BTreeMap;

/// A gain below this is none: rounding could send a node to and fro.
const GAIN: f64 = 1e-9;
/// Turns over all nodes at one level, at most.
const TURNS: usize = 100;

type Near = Vec<Vec<(usize, f64)>>;

/// The community of each place, by numbers without meaning.
#[must_use]
pub fn communities(near: &[Vec<(usize, f64)>]) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..near.len()).collect();
    let mut level: Near = near.to_vec();
    while let Some(found) = settle(&level) {
        for group in &mut groups {
            *group = found.get(*group).copied().unwrap_or_default();
        }
        level = merged(&level, &found);
    }
    groups
}

/// How much more weight lies within the groups than chance would put there.
#[must_use]
pub fn modularity(near: &[Vec<(usize, f64)>], groups: &[usize]) -> f64 {
    let all: f64 = near.iter().flatten().map(|(_, weight)| weight).sum();
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (list, group) in near.iter().zip(groups) {
        let (inside, total) = sums.entry(*group).or_default();
        for (other, weight) in list {
            *total += weight;
            *inside += if groups.get(*other) == Some(group) { *weight } else { 0.0 };
        }
    }
    sums.values().map(|(inside, total)| inside / all - (total / all) * (total / all)).sum()
}

/// Groups numbered from 0; none where nobody moved.
fn settle(near: &Near) -> Option<Vec<usize>> {
    let strength: Vec<f64> = near.iter().map(|list| list.iter().map(|(_, weight)| weight).sum()).collect();
    let all: f64 = strength.iter().sum();
    let mut groups: Vec<usize> = (0..near.len()).collect();
    let mut totals = strength.clone();
    let mut moved = false;
    for _ in 0..TURNS {
        let mut turn = false;
        for (place, list) in near.iter().enumerate() {
            let (Some(own), Some(strength)) = (groups.get(place).copied(), strength.get(place)) else {
                continue;
            };
            if let Some(total) = totals.get_mut(own) {
                *total -= strength;
            }
            let best = best_group(place, list, own, *strength / all, &groups, &totals);
            if let Some(total) = totals.get_mut(best) {
                *total += strength;
            }
            if let Some(group) = groups.get_mut(place).filter(|group| **group != best) {
                *group = best;
                turn = true;
            }
        }
        moved |= turn;
        if !turn {
            break;
        }
    }
    moved.then(|| numbered(&groups))
}

/// The group where a place, taken out of its own, gains most; its own unless another gains more.
fn best_group(
    place: usize,
    list: &[(usize, f64)],
    own: usize,
    share: f64,
    groups: &[usize],
    totals: &[f64],
) -> usize {
    let mut ties: BTreeMap<usize, f64> = BTreeMap::from([(own, 0.0)]);
    for (other, weight) in list.iter().filter(|(other, _)| *other != place) {
        if let Some(group) = groups.get(*other) {
            *ties.entry(*group).or_default() += weight;
        }
    }
    let gain = |group: usize, ties: f64| ties - share * totals.get(group).copied().unwrap_or(0.0);
    let stay = gain(own, ties.get(&own).copied().unwrap_or(0.0));
    let mut best = (own, stay + GAIN);
    for (group, ties) in ties {
        let gained = gain(group, ties);
        if gained > best.1 {
            best = (group, gained);
        }
    }
    best.0
}

fn numbered(groups: &[usize]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    groups
        .iter()
        .map(|group| {
            let next = numbers.len();
            *numbers.entry(*group).or_insert(next)
        })
        .collect()
}

/// The graph of the groups; what lies within a group is an edge to itself.
fn merged(near: &Near, groups: &[usize]) -> Near {
    let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (list, group) in near.iter().zip(groups) {
        for (other, weight) in list {
            if let Some(other) = groups.get(*other) {
                *sums.entry((*group, *other)).or_default() += weight;
            }
        }
    }
    let mut level: Near = vec![Vec::new(); groups.iter().max().map_or(0, |most| most + 1)];
    for ((from, to), weight) in sums {
        if let Some(list) = level.get_mut(from) {
            list.push((to, weight));
        }
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rings of five, each joined to the next by one edge.
    fn rings(count: usize) -> Near {
        let mut near: Near = vec![Vec::new(); 5 * count];
        let mut join = |a: usize, b: usize| {
            near[a].push((b, 1.0));
            near[b].push((a, 1.0));
        };
        for ring in 0..count {
            (0..5).for_each(|i| join(5 * ring + i, 5 * ring + (i + 1) % 5));
            if ring + 1 < count {
                join(5 * ring, 5 * ring + 5);
            }
        }
        near
    }

    #[test]
    fn rings_joined_by_single_edges_are_communities() {
        let near = rings(6);
        let groups = communities(&near);
        for ring in groups.chunks(5) {
            assert!(ring.iter().all(|group| *group == ring[0]), "{groups:?}");
        }
        assert!(groups.iter().max() >= Some(&2));
        assert!(modularity(&near, &groups) > 0.6);
    }
}
