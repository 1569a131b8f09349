//! What the tool knows of Vietnamese public life, read from the tables in `data/`.
//!
//! Words are data: no module of the pipeline spells a Vietnamese word. The tables are part of the
//! program; loading them can fail only if a table is wrong, which a test excludes.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::token::{Shape, Token};
use crate::text;

pub mod classes;
pub mod gazetteer;
mod naming;
pub mod page;
mod symbols;
pub mod tables;
pub mod token;
pub mod trie;

use classes::WordSet;
use gazetteer::Gazetteer;
use symbols::ByWord;
use tables::{Acts, Classifier, DocType, EventNoun, Field, Head, Honorific, Role, Site, Tables, Word};
use trie::{Match, Trie};

/// One row of a data file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The file, from the root of the project.
    pub file: &'static str,
    /// The line in it, from 1.
    pub line: usize,
    /// What is wrong, what was expected.
    pub what: String,
}

/// Every row that cannot be used, not only the first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LexiconError {
    /// The rows, in the order of the files.
    pub rows: Vec<BadRow>,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, row) in self.rows.iter().enumerate() {
            let gap = if n == 0 { "" } else { "\n" };
            write!(f, "{gap}{}:{}: {}; correct the row", row.file, row.line, row.what)?;
        }
        Ok(())
    }
}

/// Nothing, or all the bad rows.
pub(crate) fn all_good(rows: Vec<BadRow>) -> Result<(), LexiconError> {
    if rows.is_empty() { Ok(()) } else { Err(LexiconError { rows }) }
}

/// What kind of entry a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// `data/lexicon/bodies.csv`
    Head,
    /// `data/lexicon/fields.csv`
    Field,
    /// `data/lexicon/roles.csv`
    Role,
    /// `data/lexicon/classifiers.csv`
    Classifier,
    /// `data/lexicon/sites.csv`
    Site,
    /// `data/lexicon/honorifics.csv`
    Honorific,
    /// `data/lexicon/surnames.csv`
    Surname,
    /// `data/lexicon/events.csv`
    Event,
    /// `data/lexicon/doctypes.csv`
    DocType,
    /// `data/lexicon/verbs.csv`
    Verb,
    /// `data/lexicon/words.csv`
    Word,
    /// A name in the gazetteer; the row is for [`Lexicon::units_named`].
    PlaceName,
}

/// The tables, ready to be looked up.
#[derive(Debug)]
pub struct Lexicon {
    /// Heads of names of bodies.
    pub heads: Vec<Head>,
    /// Fields of work in names of bodies.
    pub fields: Vec<Field>,
    /// Titles.
    pub roles: Vec<Role>,
    /// Classifiers of administrative units.
    pub classifiers: Vec<Classifier>,
    /// Classifiers of sites.
    pub sites: Vec<Site>,
    /// Honorifics, ranks, degrees.
    pub honorifics: Vec<Honorific>,
    /// Nouns for events.
    pub events: Vec<EventNoun>,
    /// Types of documents.
    pub doc_types: Vec<DocType>,
    /// Verbs of acts.
    pub verbs: Vec<Acts>,
    /// Function words with a class.
    pub words: Vec<Word>,
    /// Units of each name in the gazetteer, in the order of the keys of names.
    place_units: Vec<Vec<usize>>,
    /// Words of pages around the text, and abbreviations with a full stop.
    pub page: page::PageWords,
    /// Administrative units and countries.
    pub gazetteer: Gazetteer,
    /// For each function word, all classes that its phrase has.
    sets: Vec<WordSet>,
    /// For each function word, whether it ends a name.
    enders: Vec<bool>,
    index: naming::Index,
    spelt: symbols::Words,
    trie: Trie<Class>,
    places: Trie<Class>,
}

/// All phrases found in a document, by the token at which they begin.
#[derive(Debug, Default)]
pub struct Matches {
    starts: Vec<usize>,
    found: Vec<Match<Class>>,
    /// For each token, the classes of the phrases that begin there, as bits.
    classes: Vec<u16>,
    /// For each token, the classes of the function words that begin there.
    words: Vec<WordSet>,
}

impl Matches {
    /// The phrases that begin at token `at`, longest first.
    #[must_use]
    pub fn at(&self, at: usize) -> &[Match<Class>] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => self.found.get(from..to).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// True where a phrase of `class` begins at token `at`. The grammar asks for nearly every class at nearly
    /// every token, and the answer is nearly always no.
    #[must_use]
    pub fn has(&self, at: usize, class: Class) -> bool {
        self.classes.get(at).is_some_and(|all| all & 1 << (class as u8) != 0)
    }

    /// True where a function word of one of the `classes` begins at token `at`.
    #[must_use]
    pub fn has_word_of(&self, at: usize, classes: &WordSet) -> bool {
        self.words.get(at).is_some_and(|all| all.meets(classes))
    }

    /// True where a function word of `class` begins at token `at`.
    #[must_use]
    pub fn has_word(&self, at: usize, class: tables::WordClass) -> bool {
        self.words.get(at).is_some_and(|all| all.has(class))
    }

    /// The longest phrase of `class` that begins at token `at`.
    #[must_use]
    pub fn longest(&self, at: usize, class: Class) -> Option<Match<Class>> {
        self.at(at).iter().find(|m| m.class == class).copied()
    }
}

impl Lexicon {
    /// Reads the tables that are part of the program.
    ///
    /// # Errors
    /// Every faulty row of every table, with file, line and what is wrong.
    pub fn load() -> Result<Self, LexiconError> {
        let tables = Tables::embedded()?;
        let gazetteer = Gazetteer::load()?;
        Ok(Self::build(tables, gazetteer, page::PageWords::load()?))
    }

    fn build(t: Tables, gazetteer: Gazetteer, page: page::PageWords) -> Self {
        let mut phrases: Vec<(String, Class, usize)> = Vec::new();
        let mut forms = |class: Class, row: usize, list: &[String]| {
            phrases.extend(list.iter().map(|f| (f.clone(), class, row)));
        };
        t.heads.iter().enumerate().for_each(|(n, r)| forms(Class::Head, n, &r.forms));
        t.fields.iter().enumerate().for_each(|(n, r)| forms(Class::Field, n, &r.forms));
        joined_otherwise(&t.fields).for_each(|(n, form)| forms(Class::Field, n, &[form]));
        t.roles.iter().enumerate().for_each(|(n, r)| forms(Class::Role, n, &r.forms));
        t.classifiers.iter().enumerate().for_each(|(n, r)| forms(Class::Classifier, n, &r.forms));
        t.sites.iter().enumerate().for_each(|(n, r)| forms(Class::Site, n, std::slice::from_ref(&r.phrase)));
        t.honorifics
            .iter()
            .enumerate()
            .for_each(|(n, r)| forms(Class::Honorific, n, std::slice::from_ref(&r.phrase)));
        t.surnames.iter().enumerate().for_each(|(n, r)| forms(Class::Surname, n, std::slice::from_ref(r)));
        t.events
            .iter()
            .enumerate()
            .for_each(|(n, r)| forms(Class::Event, n, std::slice::from_ref(&r.phrase)));
        t.doc_types.iter().enumerate().for_each(|(n, r)| forms(Class::DocType, n, &r.forms));
        t.verbs.iter().enumerate().for_each(|(n, r)| forms(Class::Verb, n, std::slice::from_ref(&r.phrase)));
        t.words.iter().enumerate().for_each(|(n, r)| forms(Class::Word, n, std::slice::from_ref(&r.phrase)));
        let (place_names, place_units): (Vec<&str>, _) =
            gazetteer.names().map(|(key, units)| (key, units.to_vec())).unzip();
        let (symbols, trie) = compile(&phrases);
        let sets = word_sets(&t.words);
        let enders = name_enders(&t.words);
        let index = naming::Index::new(&t.heads, &t.words, &t.classifiers);
        let (place_symbols, places) = compile_places(&place_names);
        let names = gazetteer.units().iter().flat_map(|u| u.name.split(' '));
        let spelt = symbols::Words::new(symbols, place_symbols, names);
        Self {
            heads: t.heads,
            fields: t.fields,
            roles: t.roles,
            classifiers: t.classifiers,
            sites: t.sites,
            honorifics: t.honorifics,
            events: t.events,
            doc_types: t.doc_types,
            verbs: t.verbs,
            words: t.words,
            place_units,
            page,
            gazetteer,
            sets,
            enders,
            index,
            spelt,
            trie,
            places,
        }
    }

    /// True where the phrase of word `row` has `class`, in its own row or in another.
    #[must_use]
    pub fn word_is(&self, row: usize, class: tables::WordClass) -> bool {
        self.sets.get(row).is_some_and(|all| all.has(class))
    }

    /// The units that bear the name of `row`, of all levels and editions.
    #[must_use]
    pub fn units_named(&self, row: usize) -> &[usize] {
        self.place_units.get(row).map_or(&[], Vec::as_slice)
    }

    /// All classes of the phrase of word `row`.
    #[must_use]
    pub fn word_classes(&self, row: usize) -> WordSet {
        self.sets.get(row).copied().unwrap_or_default()
    }

    /// True where word `row` cannot stand inside the name of a body, whatever other classes it has.
    #[must_use]
    pub fn ends_name(&self, row: usize) -> bool {
        self.enders.get(row).copied().unwrap_or(false)
    }

    /// What is known of a token as it is written; `folded` is a string to be used again for the next one.
    pub(crate) fn word(&self, raw: &str, shape: Shape, folded: &mut String) -> symbols::Known {
        self.spelt.find(raw, shape, folded)
    }

    /// Names of places, in which hyphens between words do not count.
    fn find_places(&self, rest: &[Token], out: &mut Vec<Match<Class>>) {
        if rest.first().is_none_or(|t| t.place == 0) {
            return;
        }
        let words = rest.iter().enumerate().filter(|(_, t)| !t.dash).take(NAME_WORDS);
        let from = out.len();
        self.places.find(words.clone().map(|(_, t)| t.place), out);
        for m in out.iter_mut().skip(from) {
            m.len =
                m.len.checked_sub(1).and_then(|last| words.clone().nth(last)).map_or(m.len, |(n, _)| n + 1);
        }
    }

    /// Every phrase in a row of tokens.
    #[must_use]
    pub fn matches(&self, tokens: &[Token]) -> Matches {
        let mut out = Matches {
            starts: Vec::with_capacity(tokens.len() + 1),
            found: Vec::with_capacity(tokens.len()),
            classes: Vec::with_capacity(tokens.len()),
            words: Vec::with_capacity(tokens.len()),
        };
        for at in 0..tokens.len() {
            let from = out.found.len();
            out.starts.push(from);
            if let Some(rest) = tokens.get(at..) {
                if rest.first().is_some_and(|t| t.sym != 0) {
                    self.trie.find(rest.iter().map(|t| t.sym), &mut out.found);
                }
                self.find_places(rest, &mut out.found);
            }
            let fresh = out.found.get_mut(from..).unwrap_or_default();
            if fresh.is_empty() {
                out.classes.push(0);
                out.words.push(WordSet::default());
                continue;
            }
            fresh.sort_by(|a, b| b.len.cmp(&a.len).then(a.class.cmp(&b.class)).then(a.row.cmp(&b.row)));
            out.classes.push(fresh.iter().fold(0, |all, m| all | 1 << (m.class as u8)));
            let mut classes = WordSet::default();
            let words = fresh.iter().filter(|m| m.class == Class::Word).filter_map(|m| self.words.get(m.row));
            words.for_each(|w| classes |= WordSet::of(&[w.class]));
            out.words.push(classes);
        }
        out.starts.push(out.found.len());
        out
    }
}

/// "Giáo dục - Đào tạo", "Giáo dục & Đào tạo" for a field of work whose form says "và", unless the table has it.
fn joined_otherwise(fields: &[Field]) -> impl Iterator<Item = (usize, String)> {
    let known: std::collections::BTreeSet<String> =
        fields.iter().flat_map(|f| &f.forms).map(|f| text::fold(f)).collect();
    let forms = fields.iter().enumerate().flat_map(|(n, f)| f.forms.iter().map(move |form| (n, form)));
    forms
        .flat_map(|(n, form)| ["-", "&"].map(|mark| (n, form.replace(" và ", &format!(" {mark} ")))))
        .filter(move |(_, form)| !known.contains(&text::fold(form)))
}

/// The classes of each word's phrase.
fn word_sets(words: &[Word]) -> Vec<WordSet> {
    let mut by_phrase: BTreeMap<String, WordSet> = BTreeMap::new();
    for w in words {
        *by_phrase.entry(text::fold(&w.phrase)).or_default() |= WordSet::of(&[w.class]);
    }
    words.iter().map(|w| by_phrase.get(&text::fold(&w.phrase)).copied().unwrap_or_default()).collect()
}

/// Whether each word's phrase has a class that ends names.
fn name_enders(words: &[Word]) -> Vec<bool> {
    let mut ends: BTreeMap<String, bool> = BTreeMap::new();
    for w in words {
        *ends.entry(text::fold(&w.phrase)).or_default() |= !w.class.in_names();
    }
    words.iter().map(|w| ends.get(&text::fold(&w.phrase)).copied().unwrap_or(false)).collect()
}

/// No name of a place has more words.
const NAME_WORDS: usize = 8;

/// Interns the words of the names of places and builds their trie.
fn compile_places(names: &[&str]) -> (ByWord<u32>, Trie<Class>) {
    let mut symbols = ByWord::default();
    let mut trie = Trie::default();
    for (row, name) in names.iter().enumerate() {
        let mut syms = Vec::new();
        for word in name.split(' ') {
            let fresh = u32::try_from(symbols.len() + 1).unwrap_or(u32::MAX);
            syms.push(*symbols.entry(word.to_owned()).or_insert(fresh));
        }
        trie.add(&syms, Class::PlaceName, row);
    }
    trie.freeze(symbols.len() + 1);
    (symbols, trie)
}

/// Interns the syllables of all phrases, in the ways that a page may write them, and builds the trie.
fn compile(phrases: &[(String, Class, usize)]) -> (BTreeMap<String, u32>, Trie<Class>) {
    let mut by_key: BTreeMap<String, u32> = BTreeMap::new();
    let mut rows = Vec::with_capacity(phrases.len());
    for (phrase, class, row) in phrases {
        let keys: Vec<String> = token::pieces(phrase).iter().map(|p| token::key(p.span.of(phrase))).collect();
        let mut syms = Vec::with_capacity(keys.len());
        for key in keys {
            let fresh = u32::try_from(by_key.len() + 1).unwrap_or(u32::MAX);
            syms.push(*by_key.entry(key).or_insert(fresh));
        }
        rows.push((syms, *class, *row));
    }
    let mut trie = Trie::default();
    for (syms, class, row) in rows {
        trie.add(&syms, class, row);
    }
    trie.freeze(by_key.len() + 1);
    (by_key, trie)
}
