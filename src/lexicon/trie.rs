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

#[derive(Debug, Clone)]
struct Node<C> {
    children: Vec<(Sym, usize)>,
    entries: Vec<(C, usize)>,
}

/// Phrases, each a row of syllables, with a class and a row number.
#[derive(Debug, Clone)]
pub struct Trie<C> {
    nodes: Vec<Node<C>>,
    roots: Vec<usize>,
}

impl<C: Copy + Ord> Default for Trie<C> {
    fn default() -> Self {
        Self { nodes: vec![Node { children: Vec::new(), entries: Vec::new() }], roots: Vec::new() }
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

    /// To be called once after the last [`Trie::add`]: makes the first step a table look-up.
    pub fn freeze(&mut self, symbols: usize) {
        self.roots = vec![0; symbols];
        if let Some(root) = self.nodes.first() {
            for &(sym, child) in &root.children {
                if let Some(slot) = usize::try_from(sym).ok().and_then(|s| self.roots.get_mut(s)) {
                    *slot = child;
                }
            }
        }
    }

    /// Pushes every phrase that begins with the first of `syms`, shortest first.
    pub fn find(&self, syms: impl Iterator<Item = Sym>, out: &mut Vec<Match<C>>) {
        let mut node = 0;
        for (at, sym) in syms.enumerate() {
            let next = if at == 0 {
                usize::try_from(sym).ok().and_then(|s| self.roots.get(s)).copied().unwrap_or(0)
            } else {
                self.nodes.get(node).map_or(0, |n| {
                    n.children
                        .binary_search_by_key(&sym, |c| c.0)
                        .ok()
                        .and_then(|c| n.children.get(c))
                        .map_or(0, |c| c.1)
                })
            };
            if next == 0 {
                return;
            }
            node = next;
            if let Some(n) = self.nodes.get(node) {
                out.extend(n.entries.iter().map(|&(class, row)| Match { len: at + 1, class, row }));
            }
        }
    }
}
