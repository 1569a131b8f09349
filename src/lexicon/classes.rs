//! Sets of classes of words: which of them does a word have?
//!
//! What the classes mean is said beside [`WordClass`].

use std::ops::BitOrAssign;

use super::tables::WordClass;

/// A set of classes of words, one bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordSet([u64; WordSet::PARTS]);

impl WordSet {
    const PARTS: usize = 3;
    /// No more classes than these fit; the compiler checks it.
    pub(super) const MOST: usize = Self::PARTS * u64::BITS as usize;

    /// The set of these classes.
    #[must_use]
    pub const fn of(classes: &[WordClass]) -> Self {
        let (mut all, mut rest) = ([0; Self::PARTS], classes);
        while let [first, others @ ..] = rest {
            let (part, bit) = place(*first);
            all[part] |= bit;
            rest = others;
        }
        Self(all)
    }

    /// True where `class` is one of them.
    #[must_use]
    #[inline]
    pub fn has(&self, class: WordClass) -> bool {
        let (part, bit) = place(class);
        self.0.get(part).is_some_and(|all| all & bit != 0)
    }

    /// True where a class is in both sets.
    #[must_use]
    #[inline]
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

impl BitOrAssign for WordSet {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(all, more)| *all |= more);
    }
}

/// Which of the numbers has the bit of a class, and the bit.
const fn place(class: WordClass) -> (usize, u64) {
    let n = class as usize;
    (n / u64::BITS as usize, 1 << (n % u64::BITS as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_classes_and_no_others() {
        let (first, last) = (WordClass::ALL[0], WordClass::ALL[WordClass::ALL.len() - 1]);
        for one in WordClass::ALL {
            let set = WordSet::of(&[*one]);
            assert!(WordClass::ALL.iter().all(|c| set.has(*c) == (c == one)), "{one:?}");
            let mut more = WordSet::of(&[first]);
            assert_eq!(more.meets(&set), *one == first);
            more |= set;
            assert!(more.meets(&set) && more.has(first) && more.has(*one));
            assert_eq!(more.has(last), *one == last);
        }
        assert!(!WordSet::default().meets(&WordSet::of(WordClass::ALL)));
    }
}
