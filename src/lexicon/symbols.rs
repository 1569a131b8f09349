//! Numbers of words: the table that each word of each article is looked up in.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::gazetteer::Gazetteer;
use super::token;
use crate::model::token::Shape;
use crate::text;

/// All words that phrases and names are made of.
#[derive(Debug)]
pub(super) struct Words {
    /// By the word as it is written: in small letters, with a capital, in capitals, with its tone in either place.
    written: ByWord<Known>,
    /// By [`Gazetteer::word_key`].
    places: ByWord<u32>,
}

impl Words {
    /// The words of phrases by their [`token::key`], those of names of places, and words of names as they are
    /// written, whose keys would else have to be made again in each article.
    pub(super) fn new<'n>(
        phrases: BTreeMap<String, u32>,
        places: ByWord<u32>,
        names: impl Iterator<Item = &'n str>,
    ) -> Self {
        let mut written: ByWord<Known> = ByWord::default();
        for (key, sym) in phrases {
            let known = Known { sym, place: 0 };
            for form in written_forms(&key) {
                written.entry(form).or_insert(known);
            }
            written.insert(key, known);
        }
        let mut new = Self { written, places };
        let known: Vec<(String, u32)> = new.capitals().map(|w| (w.clone(), new.place(w))).collect();
        for (word, place) in known {
            new.written.entry(word).and_modify(|k| k.place = place);
        }
        names.collect::<BTreeSet<_>>().into_iter().for_each(|word| new.add_name(word));
        new
    }

    /// Words that can be part of a name: [`token::tokens`] asks of no others.
    fn capitals(&self) -> impl Iterator<Item = &String> {
        self.written.keys().filter(|w| !w.chars().all(char::is_lowercase))
    }

    fn add_name(&mut self, word: &str) {
        let upper: String = word.chars().flat_map(char::to_uppercase).collect();
        let mut folded = String::new();
        for form in [word, &upper] {
            for piece in token::pieces(form) {
                let raw = piece.span.of(form);
                if !self.written.contains_key(raw) {
                    let known = self.find(raw, piece.shape, &mut folded);
                    self.written.insert(raw.to_owned(), known);
                }
            }
        }
    }

    /// What is known of a word; `folded` is a string to be used again for the next one.
    pub(super) fn find(&self, raw: &str, shape: Shape, folded: &mut String) -> Known {
        if let Some(&known) = self.written.get(raw) {
            return known;
        }
        let mut known = Known::default();
        if matches!(shape, Shape::Mixed | Shape::Punct) || !raw.is_ascii() {
            text::fold_into(raw, folded);
            // Only these have several forms of one character.
            if shape == Shape::Punct || folded.contains(token::is_apostrophe) {
                *folded = token::plain_marks(folded);
            }
            if folded != raw {
                known.sym = self.written.get(folded.as_str()).map_or(0, |k| k.sym);
            }
        }
        if !matches!(shape, Shape::Lower | Shape::Punct) {
            known.place = self.place(raw);
        }
        known
    }

    fn place(&self, raw: &str) -> u32 {
        self.places.get(Gazetteer::word_key(raw).as_str()).copied().unwrap_or(0)
    }
}

/// `thủy` → `Thủy`, `THỦY`, `thuỷ`, `Thuỷ`, `THUỶ`.
fn written_forms(key: &str) -> Vec<String> {
    let mut out = Vec::new();
    for base in [key.to_owned(), text::tone_old(key)] {
        let upper: String = base.chars().flat_map(char::to_uppercase).collect();
        let mut chars = base.chars();
        let title: String = chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
        out.extend([base, upper, title]);
    }
    out
}

/// What a word is to the phrases of the lexicon.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its number among the words of phrases; 0 where no phrase has it.
    pub(crate) sym: u32,
    /// Its number among the words of names of places; 0 where no name has it, or where it is in small letters.
    pub(crate) place: u32,
}

/// A table by words.
#[expect(clippy::disallowed_types, reason = "asked for every word of every article, never walked through")]
pub(super) type ByWord<V> = std::collections::HashMap<String, V, BuildHasherDefault<WordHasher>>;

/// A hash for words of a few bytes; they come from the tables, so that nobody can choose them to collide.
#[derive(Debug, Default)]
pub(super) struct WordHasher(u64);

/// Digits of the golden ratio: odd, and without pattern.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl WordHasher {
    const fn mix(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(SPREAD);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.mix(u64::from_le_bytes(*eight));
        }
        self.mix(rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The table takes its place from the low bits, which a product leaves weak.
        self.0 ^ self.0 >> 32
    }
}
