//! The steps of the pipeline, one after another, and nothing else.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use oxrdf::Quad;

use crate::lexicon::{Lexicon, LexiconError};
use crate::model::{Article, Knowledge, Sentence};
use crate::recognise::{Recogniser, Scanned};
use crate::report::{Finder, Unknown};
use crate::{map, relate, resolve, segment};

/// Turns articles into quads. Made once, used for any number of articles, from any number of threads.
#[derive(Debug)]
pub struct Converter {
    lexicon: Arc<Lexicon>,
    recogniser: Recogniser,
    /// Made for the first article whose unknown words are asked for: no other run needs it.
    finder: OnceLock<Finder>,
}

/// What became of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// All quads, sorted, in the article's named graph.
    pub quads: map::Quads,
    /// How many facts of each kind.
    pub counts: BTreeMap<&'static str, usize>,
    /// Rule and reason of everything that was not decided.
    pub abstentions: Vec<(&'static str, &'static str)>,
}

impl Conversion {
    /// The quads that rest on no quoted sentence. There are none, unless this tool has a fault.
    #[must_use]
    pub fn unquoted(&self) -> Vec<Quad> {
        map::support::orphans(&self.quads.to_vec())
    }
}

impl Converter {
    /// Loads the tables that are part of the program.
    ///
    /// # Errors
    /// If a row of a table cannot be used; all such rows are named.
    pub fn new() -> Result<Self, LexiconError> {
        let lexicon = Arc::new(Lexicon::load()?);
        Ok(Self { recogniser: Recogniser::new(Arc::clone(&lexicon)), finder: OnceLock::new(), lexicon })
    }

    /// What `article` says, as quads.
    #[must_use]
    pub fn convert(&self, article: &Article) -> Conversion {
        let (sentences, knowledge) = self.understand(article);
        Conversion {
            quads: map::quads(article, &sentences, &knowledge),
            counts: counts(&knowledge),
            abstentions: knowledge.abstentions.iter().map(|a| (a.rule, a.reason)).collect(),
        }
    }

    /// What `article` says, before it becomes RDF.
    #[must_use]
    pub fn understand(&self, article: &Article) -> (Vec<Sentence>, Knowledge) {
        let (sentences, scanned) = self.scan(article);
        let resolved = resolve::entities(article, &sentences, &scanned.chunks, &self.lexicon);
        let knowledge = relate::facts(
            article,
            &sentences,
            &scanned.chunks,
            &resolved.refs,
            resolved.knowledge,
            &self.lexicon,
        );
        (sentences, knowledge)
    }

    /// The words of `article` that no row of the lexicon explains.
    #[must_use]
    pub fn unknowns(&self, article: &Article) -> Vec<Unknown> {
        let (sentences, scanned) = self.scan(article);
        let finder = self.finder.get_or_init(|| Finder::new(Arc::clone(&self.lexicon)));
        finder.unknowns(article, &sentences, &scanned.tokens, &scanned.chunks)
    }

    /// The steps that look at words only.
    fn scan(&self, article: &Article) -> (Vec<Sentence>, Scanned) {
        let sentences = segment::sentences(article, &self.lexicon.page, &self.lexicon.gazetteer);
        let scanned = self.recogniser.scan(article, &sentences);
        (sentences, scanned)
    }
}

fn counts(k: &Knowledge) -> BTreeMap<&'static str, usize> {
    BTreeMap::from([
        ("people", k.people.len()),
        ("bodies", k.bodies.len()),
        ("places", k.places.len()),
        ("holdings", k.holdings.len()),
        ("events", k.events.len()),
        ("decisions", k.decisions.len()),
        ("documents", k.documents.len()),
        ("changes", k.changes.len()),
        ("projects", k.projects.len()),
    ])
}
