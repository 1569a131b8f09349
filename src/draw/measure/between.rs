//! On how many shortest ways between two others does a node lie? Betweenness after Brandes (2001).
//!
//! Counted from every node up to `EXACT` of them; above that from `SAMPLE` nodes, drawn with a fixed seed,
//! and scaled up (Brandes and Pich 2007). Own lines: the crates at hand count from every node or not at all.

use std::collections::VecDeque;

use rayon::prelude::*;

/// Up to so many nodes the ways are counted from each.
pub const EXACT: usize = 3_000;
/// Above, from so many.
pub const SAMPLE: usize = 1_024;
/// Sums are made in so many parts, however many threads there are, so that they come out to the bit.
const PARTS: usize = 16;

/// The share of the shortest ways that lead over each place, as networkx normalises it.
#[must_use]
pub fn betweenness(near: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let nodes = near.len();
    let sources = if nodes <= EXACT { (0..nodes).collect() } else { sample(nodes, SAMPLE) };
    from(near, &sources)
}

/// The same, counted from these places.
#[must_use]
pub fn from(near: &[Vec<(usize, f64)>], sources: &[usize]) -> Vec<f64> {
    let (nodes, counted) = (near.len() as f64, sources.len() as f64);
    if near.len() < 3 || sources.is_empty() {
        return vec![0.0; near.len()];
    }
    let parts: Vec<Vec<f64>> = sources
        .par_chunks(sources.len().div_ceil(PARTS))
        .map(|some| {
            let mut sums = vec![0.0; near.len()];
            for source in some {
                add_ways_from(*source, near, &mut sums);
            }
            sums
        })
        .collect();
    let scale = nodes / counted / ((nodes - 1.0) * (nodes - 2.0));
    (0..near.len())
        .map(|place| parts.iter().filter_map(|sums| sums.get(place)).sum::<f64>() * scale)
        .collect()
}

/// Different places, drawn with a fixed seed (`SplitMix64`), in order.
fn sample(nodes: usize, wanted: usize) -> Vec<usize> {
    let mut state: u64 = 0x766e_6b67;
    let mut all: Vec<usize> = (0..nodes).collect();
    for place in 0..wanted.min(nodes) {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let left = (nodes - place) as u64;
        let drawn = usize::try_from((z ^ (z >> 31)) % left).unwrap_or(0);
        all.swap(place, place + drawn);
    }
    all.truncate(wanted);
    all.sort_unstable();
    all
}

/// Breadth first from the source, then back: each place gets its share of the ways that end beyond it.
fn add_ways_from(source: usize, near: &[Vec<(usize, f64)>], sums: &mut [f64]) {
    let mut steps: Vec<Option<u32>> = vec![None; near.len()];
    let mut ways = vec![0.0; near.len()];
    let mut order = Vec::new();
    set(&mut steps, source, Some(0));
    set(&mut ways, source, 1.0);
    let mut queue = VecDeque::from([source]);
    while let Some(place) = queue.pop_front() {
        order.push(place);
        let (step, here) = (at(&steps, place), at(&ways, place));
        for (next, _) in near.get(place).into_iter().flatten() {
            if at(&steps, *next).is_none() {
                set(&mut steps, *next, step.map(|step| step + 1));
                queue.push_back(*next);
            }
            if at(&steps, *next) == step.map(|step| step + 1) {
                let there = at(&ways, *next);
                set(&mut ways, *next, there + here);
            }
        }
    }
    let mut beyond = vec![0.0; near.len()];
    for place in order.into_iter().rev() {
        let share = (1.0 + at(&beyond, place)) / at(&ways, place);
        let step = at(&steps, place);
        for (before, _) in near.get(place).into_iter().flatten() {
            if at(&steps, *before).map(|step| step + 1) == step {
                let sum = at(&beyond, *before) + at(&ways, *before) * share;
                set(&mut beyond, *before, sum);
            }
        }
        if place != source {
            let sum = at(sums, place) + at(&beyond, place);
            set(sums, place, sum);
        }
    }
}

fn at<T: Copy + Default>(list: &[T], place: usize) -> T {
    list.get(place).copied().unwrap_or_default()
}

fn set<T>(list: &mut [T], place: usize, value: T) {
    if let Some(there) = list.get_mut(place) {
        *there = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(nodes: usize) -> Vec<Vec<(usize, f64)>> {
        (0..nodes).map(|i| vec![((i + nodes - 1) % nodes, 1.0), ((i + 1) % nodes, 1.0)]).collect()
    }

    #[test]
    fn all_ways_between_the_leaves_of_a_star_lead_over_its_middle() {
        let mut star = vec![(1..6).map(|leaf| (leaf, 1.0)).collect::<Vec<_>>()];
        star.extend((1..6).map(|_| vec![(0, 1.0)]));
        assert_eq!(betweenness(&star), [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_sample_is_of_different_places_and_comes_near_the_count() {
        let places = sample(5_000, SAMPLE);
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]) && places.len() == SAMPLE);
        let near = ring(401);
        let (all, some) = (from(&near, &(0..401).collect::<Vec<_>>()), from(&near, &sample(401, 100)));
        let off = all.iter().zip(&some).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(off < 0.1 * all[0], "{off} of {}", all[0]);
    }
}
