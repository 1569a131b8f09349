//! Words of the page rather than of the story: menus, captions, credits, abbreviations.
//!
//! Where on the page they stand is for [`crate::segment`] to judge.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::lexicon::{BadRow, LexiconError, all_good};
use crate::text::{fold, squeeze};

/// Menu lines are shorter than this, in bytes.
const LONGEST_MENU: usize = 100;

const FURNITURE: (&str, &str) =
    ("data/lexicon/furniture.csv", include_str!("../../data/lexicon/furniture.csv"));
const ABBREVIATIONS: (&str, &str) =
    ("data/lexicon/abbreviations.csv", include_str!("../../data/lexicon/abbreviations.csv"));

/// What a phrase of `data/lexicon/furniture.csv` tells of the line it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageWord {
    /// A line that is only this is a menu word.
    Menu,
    /// A short line that begins so is a menu line.
    MenuStart,
    /// A line without a full stop that begins so stands under a picture.
    CaptionStart,
    /// A line without a full stop that holds this stands under a picture.
    CaptionWord,
    /// The author's line may begin so.
    BylineStart,
    /// The line that names the source begins so.
    SourceStart,
    /// A word in lower case that a source's name may hold.
    SourceWord,
    /// An agency or paper that stands alone as a credit.
    Outlet,
}

/// Why a full stop behind a word does not end a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Abbreviation {
    /// Before a name: never the end.
    Title,
    /// Before the name of a unit with this classifier; the end where none follows.
    #[serde(skip)]
    Place(String),
    /// `v.v.`: the end if a capital follows.
    Final,
    /// `Điều 1.`: not the end where the sentence begins with it.
    Heading,
}

/// A row of `data/lexicon/furniture.csv`.
#[derive(Debug, Deserialize)]
struct PhraseRow {
    phrase: String,
    kind: PageWord,
}

/// A row of `data/lexicon/abbreviations.csv`.
#[derive(Debug, Deserialize)]
struct AbbreviationRow {
    phrase: String,
    kind: String,
    follows: String,
}

/// The words of the page, ready for look-ups.
#[derive(Debug)]
pub struct PageWords {
    phrases: BTreeMap<PageWord, BTreeSet<String>>,
    /// Characters of the longest phrase of each kind.
    longest: BTreeMap<PageWord, usize>,
    abbreviations: BTreeMap<String, Abbreviation>,
}

impl PageWords {
    /// Reads the tables that are compiled in.
    ///
    /// # Errors
    /// If a row cannot be used; all such rows are named.
    pub fn load() -> Result<Self, LexiconError> {
        let mut bad = Vec::new();
        let mut phrases: BTreeMap<PageWord, BTreeSet<String>> = BTreeMap::new();
        for row in rows::<PhraseRow>(FURNITURE, &mut bad) {
            phrases.entry(row.kind).or_default().insert(fold(&row.phrase));
        }
        let mut abbreviations = BTreeMap::new();
        for row in rows::<AbbreviationRow>(ABBREVIATIONS, &mut bad) {
            match abbreviation(&row) {
                Some(meaning) => {
                    abbreviations.insert(row.phrase, meaning);
                }
                None => bad.push(BadRow {
                    file: ABBREVIATIONS.0,
                    line: 0,
                    what: format!(
                        "kind {:?} of {:?}, expected title, place, final or heading",
                        row.kind, row.phrase
                    ),
                }),
            }
        }
        all_good(bad)?;
        let most = |all: &BTreeSet<String>| all.iter().map(|p| p.chars().count()).max().unwrap_or(0);
        let longest = phrases.iter().map(|(kind, all)| (*kind, most(all))).collect();
        Ok(Self { phrases, longest, abbreviations })
    }

    /// What the word before a full stop abbreviates; upper and lower case matter.
    #[must_use]
    pub fn abbreviation(&self, word: &str) -> Option<&Abbreviation> {
        self.abbreviations.get(word)
    }

    /// True where the text, folded, is a phrase of that kind. Asked of whole paragraphs: those that are longer
    /// than any phrase are not folded for it.
    #[must_use]
    pub fn is_unfolded(&self, kind: PageWord, text: &str) -> bool {
        let longest = self.longest.get(&kind).copied().unwrap_or(0);
        text.chars().nth(longest).is_none() && self.is(kind, &fold(text))
    }

    /// True where the folded text is a phrase of that kind.
    #[must_use]
    pub fn is(&self, kind: PageWord, folded: &str) -> bool {
        self.phrases.get(&kind).is_some_and(|all| all.contains(folded))
    }

    /// The longest phrase of that kind with which the folded text begins.
    #[must_use]
    pub fn start(&self, kind: PageWord, folded: &str) -> Option<&str> {
        let all = self.phrases.get(&kind)?.iter();
        all.filter(|p| begins(folded, p)).max_by_key(|p| p.len()).map(String::as_str)
    }

    /// True where the folded text holds a phrase of that kind, as whole words.
    #[must_use]
    pub fn holds(&self, kind: PageWord, folded: &str) -> bool {
        let Some(all) = self.phrases.get(&kind) else { return false };
        all.iter().any(|p| {
            folded.match_indices(p.as_str()).any(|(at, _)| {
                let before = folded.get(..at).and_then(|t| t.chars().next_back());
                !before.is_some_and(char::is_alphanumeric) && begins(folded.get(at..).unwrap_or(""), p)
            })
        })
    }

    /// True where the text is a menu word and nothing else.
    #[must_use]
    pub fn is_menu(&self, text: &str) -> bool {
        if text.len() > LONGEST_MENU {
            return false;
        }
        let folded = fold(&squeeze(text));
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        self.is(PageWord::Menu, bare)
    }
}

/// True where `text` begins with `phrase` and a word ends there.
fn begins(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| {
        !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    })
}

fn abbreviation(row: &AbbreviationRow) -> Option<Abbreviation> {
    match row.kind.as_str() {
        "title" => Some(Abbreviation::Title),
        "place" if !row.follows.is_empty() => Some(Abbreviation::Place(row.follows.clone())),
        "final" => Some(Abbreviation::Final),
        "heading" => Some(Abbreviation::Heading),
        _ => None,
    }
}

/// The rows of a table; those that do not parse are noted as bad.
fn rows<T: for<'de> Deserialize<'de>>(file: (&'static str, &'static str), bad: &mut Vec<BadRow>) -> Vec<T> {
    let mut good = Vec::new();
    for row in csv::Reader::from_reader(file.1.as_bytes()).deserialize() {
        match row {
            Ok(row) => good.push(row),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let line = usize::try_from(line).unwrap_or(usize::MAX);
                bad.push(BadRow { file: file.0, line, what: error.to_string() });
            }
        }
    }
    good
}
