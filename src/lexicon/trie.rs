//! Finds phrases in a row of syllables: a trie over interned syllables.

/// An interned syllable or punctuation mark; 0 is every one that no phrase uses.
pub type Sym = u32;

/// One phrase found: how many tokens it covers and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match<C> {
    /// Number of tokens.
    pub len: usize,
    /// The class of the entry.
    pub class: C,
    /// Row of the entry in its table.
    pub row: usize,
}

/// A phrase so far while phrases are being added.
#[derive(Debug, Clone)]
struct Node<C> {
    children: Vec<(Sym, usize)>,
    entries: Vec<(C, usize)>,
}

/// The same when all have been added: where in the lists of all nodes its own stand.
#[derive(Debug, Clone, Copy)]
struct Place {
    children: (u32, u32),
    entries: (u32, u32),
}

/// Small numbers, so that more of a trie is near at hand: no table has as many rows as they can count.
const fn small(number: usize) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "the larger ones are taken care of before")]
    if number > u32::MAX as usize { u32::MAX } else { number as u32 }
}

/// The part of a list that a node has.
fn part<T>(list: &[T], (from, to): (u32, u32)) -> &[T] {
    list.get(from as usize..to as usize).unwrap_or(&[])
}

/// Phrases, each a row of syllables, with a class and a row number.
#[derive(Debug, Clone)]
pub struct Trie<C> {
    nodes: Vec<Node<C>>,
    places: Vec<Place>,
    children: Vec<(Sym, u32)>,
    entries: Vec<(C, u32)>,
    roots: Vec<u32>,
}

impl<C: Copy + Ord> Default for Trie<C> {
    fn default() -> Self {
        Self {
            nodes: vec![Node { children: Vec::new(), entries: Vec::new() }],
            places: Vec::new(),
            children: Vec::new(),
            entries: Vec::new(),
            roots: Vec::new(),
        }
    }
}

impl<C: Copy + Ord> Trie<C> {
    /// Adds a phrase. The same phrase may be added for several classes.
    pub fn add(&mut self, phrase: &[Sym], class: C, row: usize) {
        let mut node = 0;
        for &sym in phrase {
            node = self.child_or_new(node, sym);
        }
        if let Some(n) = self.nodes.get_mut(node)
            && node != 0
            && !n.entries.contains(&(class, row))
        {
            n.entries.push((class, row));
        }
    }

    fn child_or_new(&mut self, node: usize, sym: Sym) -> usize {
        let fresh = self.nodes.len();
        let Some(n) = self.nodes.get_mut(node) else { return 0 };
        match n.children.binary_search_by_key(&sym, |c| c.0) {
            Ok(at) => n.children.get(at).map_or(0, |c| c.1),
            Err(at) => {
                n.children.insert(at, (sym, fresh));
                self.nodes.push(Node { children: Vec::new(), entries: Vec::new() });
                fresh
            }
        }
    }

    /// To be called once after the last [`Trie::add`]: makes the first step a table look-up, and puts what the
    /// nodes have into lists without gaps.
    pub fn freeze(&mut self, symbols: usize) {
        self.roots = vec![0; symbols];
        for node in std::mem::take(&mut self.nodes) {
            let (children, entries) = (small(self.children.len()), small(self.entries.len()));
            self.children.extend(node.children.into_iter().map(|(sym, child)| (sym, small(child))));
            self.entries.extend(node.entries.into_iter().map(|(class, row)| (class, small(row))));
            self.places.push(Place {
                children: (children, small(self.children.len())),
                entries: (entries, small(self.entries.len())),
            });
        }
        let first = self.places.first().map_or((0, 0), |root| root.children);
        for &(sym, child) in part(&self.children, first) {
            if let Some(slot) = usize::try_from(sym).ok().and_then(|s| self.roots.get_mut(s)) {
                *slot = child;
            }
        }
    }

    /// Pushes every phrase that begins with the first of `syms`, shortest first.
    pub fn find(&self, syms: impl Iterator<Item = Sym>, out: &mut Vec<Match<C>>) {
        let mut before: Option<&Place> = None;
        for (at, sym) in syms.enumerate() {
            let next = match before {
                None => usize::try_from(sym).ok().and_then(|s| self.roots.get(s)).copied(),
                Some(_) if sym == 0 => None,
                Some(place) => {
                    let children = part(&self.children, place.children);
                    let found = children.binary_search_by_key(&sym, |c| c.0);
                    found.ok().and_then(|c| children.get(c)).map(|c| c.1)
                }
            };
            let Some(place) = next.filter(|n| *n != 0).and_then(|n| self.places.get(n as usize)) else {
                return;
            };
            let entries = part(&self.entries, place.entries);
            out.extend(entries.iter().map(|&(class, row)| Match { len: at + 1, class, row: row as usize }));
            before = Some(place);
        }
    }
}
