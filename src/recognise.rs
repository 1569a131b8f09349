//! Which words stand for a person, a post, a body, a place, a date, a document, an act?
//!
//! One pass over each sentence, left to right, longest reading first. What the words refer to is
//! not decided here: see [`crate::resolve`].

use std::sync::Arc;

use crate::lexicon::tables::{RoleBody, WordClass};
use crate::lexicon::trie::Match;
use crate::lexicon::{Class, Lexicon, Matches, token};
use crate::model::mention::{BodyRef, Chunk, Kind, PlaceRef};
use crate::model::token::{Shape, Token};
use crate::model::{Article, Section, Sentence};
use crate::text::Span;

mod body;
mod number;
mod person;
mod place;
mod post;
mod sibling;
mod site;

/// The recogniser: the lexicon and what is derived from it once.
#[derive(Debug)]
pub struct Recogniser {
    lexicon: Arc<Lexicon>,
    /// Bodies that titles imply, by row of the role.
    implied: Vec<Option<BodyRef>>,
}

/// A document in tokens and chunks.
#[derive(Debug, Default)]
pub struct Scanned {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All chunks, in order.
    pub chunks: Vec<Chunk>,
}

impl Recogniser {
    /// A recogniser that knows `lexicon`.
    #[must_use]
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        let mut new = Self { lexicon, implied: Vec::new() };
        let implied = new
            .lexicon
            .roles
            .iter()
            .map(|role| match &role.body {
                RoleBody::Fixed(name) => new.parse_body(name),
                _ => None,
            })
            .collect();
        new.implied = implied;
        new
    }

    /// The body that a name stands for, if the grammar knows it; used for names in tables.
    #[must_use]
    pub fn parse_body(&self, name: &str) -> Option<BodyRef> {
        let tokens = token::tokens(name, &self.lexicon);
        let matches = self.lexicon.matches(&tokens);
        let scan = Scan {
            r: self,
            doc: name,
            tokens: &tokens,
            matches: &matches,
            start: 0,
            end: tokens.len(),
            declared: &[],
        };
        scan.body(0).map(|(b, _)| b)
    }

    /// The chunks of all sentences that can carry facts.
    #[must_use]
    pub fn scan(&self, article: &Article, sentences: &[Sentence]) -> Scanned {
        let tokens = token::tokens(&article.doc, &self.lexicon);
        let matches = self.lexicon.matches(&tokens);
        let mut chunks = Vec::with_capacity(tokens.len());
        let mut declared: Vec<(String, BodyRef)> = Vec::new();
        let mut at = 0;
        for (n, sentence) in sentences.iter().enumerate() {
            while tokens.get(at).is_some_and(|t| t.span.start < sentence.span.start) {
                at += 1;
            }
            let start = at;
            while tokens.get(at).is_some_and(|t| t.span.end <= sentence.span.end) {
                at += 1;
            }
            if matches!(sentence.section, Section::Furniture | Section::Byline | Section::Source) {
                continue;
            }
            let mut scan = Scan {
                r: self,
                doc: &article.doc,
                tokens: &tokens,
                matches: &matches,
                start,
                end: at,
                declared: &[],
            };
            declared.extend((start..at).filter(|n| scan.is_mark(*n, '(')).filter_map(|n| scan.declares(n)));
            scan.declared = &declared;
            scan.sentence(n, &mut chunks);
        }
        Scanned { tokens, chunks }
    }
}

/// One sentence under way.
#[derive(Clone, Copy)]
struct Scan<'a> {
    r: &'a Recogniser,
    doc: &'a str,
    tokens: &'a [Token],
    matches: &'a Matches,
    start: usize,
    end: usize,
    /// Abbreviations that the article declares for bodies.
    declared: &'a [(String, BodyRef)],
}

impl Scan<'_> {
    fn sentence(&self, sentence: usize, out: &mut Vec<Chunk>) {
        let mut at = self.start;
        while at < self.end {
            let before = out.len();
            let next = self.chunk(at, sentence, out).max(at + 1);
            debug_assert!(out.len() > before, "every token lies in a chunk");
            at = next;
        }
    }

    /// Pushes the chunk or chunks that begin at `at`; returns the first token after them.
    fn chunk(&self, at: usize, sentence: usize, out: &mut Vec<Chunk>) -> usize {
        if self.nothing_known(at) {
            out.push(self.chunk_of(Kind::Other, at, at + 1, sentence));
            return at + 1;
        }
        let after_post =
            out.last().is_some_and(|c| c.sentence == sentence && matches!(c.kind, Kind::Post(_)));
        let mut found: Vec<(Kind, usize, usize)> = Vec::new();
        let counted = if self.shape(at) == Some(Shape::Digit) { self.unit_list(at) } else { None };
        let counted = counted.or_else(|| self.address(at));
        if let Some(list) = counted {
            found.extend(as_chunks(list));
        } else if let Some((kind, to)) = self.earlier(at) {
            out.push(self.chunk_of(kind, at, to, sentence));
            return to;
        } else {
            self.listed(at, &mut found);
        }
        if found.is_empty() {
            let (kind, to) = self.last_of_all(at, after_post);
            out.push(self.chunk_of(kind, at, to, sentence));
            return to;
        }
        let last = found.last().map_or(at + 1, |f| f.2);
        out.extend(found.into_iter().map(|(kind, from, to)| self.chunk_of(kind, from, to, sentence)));
        last
    }

    /// True for half of all words: in small letters, and no phrase of any table begins there.
    fn nothing_known(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Lower) && self.matches.at(at).is_empty()
    }

    fn chunk_of(&self, kind: Kind, from: usize, to: usize, sentence: usize) -> Chunk {
        let (span, word) = (self.span(from, to), self.word_row(from, to));
        Chunk { kind, span, sentence, token: from, tokens: to - from, word }
    }

    /// Bodies and places, of which several may be said in one breath.
    fn listed(&self, at: usize, out: &mut Vec<(Kind, usize, usize)>) {
        if let Some((place, to)) = self.whole_site(at) {
            out.extend(as_chunks(vec![(place, at, to)]));
            return;
        }
        if let Some((body, to)) = self.quoted_body(at).or_else(|| self.body(at)) {
            let mut more = self.more_fields(&body, to);
            more.extend(self.spread(&body, to));
            out.push((Kind::Body(Box::new(body)), at, to));
            for (other, from, end) in more {
                let last = out.last().map_or(to, |o| o.2);
                out.push((Kind::Punct(','), last, from));
                out.push((Kind::Body(Box::new(other)), from, end));
            }
            return;
        }
        out.extend(as_chunks(self.places(at)));
    }

    /// What is tried before bodies and places.
    fn earlier(&self, at: usize) -> Option<(Kind, usize)> {
        if let Some(found) = self.numeric(at) {
            return Some(found);
        }
        if self.shape(at) == Some(Shape::Punct) {
            let mark = self.raw(at).chars().next().unwrap_or(' ');
            return Some((Kind::Punct(if token::is_dash(mark) { '-' } else { mark }), at + 1));
        }
        if let Some((post, to)) = self.post(at) {
            return Some((Kind::Post(Box::new(post)), to));
        }
        if let Some((place, to)) = self.short_country(at) {
            return Some((Kind::Place(Box::new(place)), to));
        }
        self.honorific(at)
    }

    /// One chunk; people without honorific, bare names of places and plain words come last.
    fn last_of_all(&self, at: usize, after_post: bool) -> (Kind, usize) {
        if let Some((place, to)) = self.sibling(at) {
            return (Kind::Place(Box::new(place)), to);
        }
        if let Some((person, to)) = self.bare_person(at, after_post) {
            return (Kind::Person(person), to);
        }
        if let Some((place, to)) = self.bare_place(at) {
            return (Kind::Place(Box::new(place)), to);
        }
        self.plain(at)
    }

    /// Event nouns, verbs, types of documents, function words, and everything else.
    fn plain(&self, at: usize) -> (Kind, usize) {
        let best = self
            .matches
            .at(at)
            .iter()
            .filter(|m| matches!(m.class, Class::Event | Class::Verb | Class::DocType | Class::Word))
            .filter(|m| at + m.len <= self.end && !self.runs_into_body(at, m))
            .filter(|m| m.class != Class::DocType || self.doc_type_here(at, m))
            .max_by_key(|m| (m.len, priority(m.class)));
        match best {
            Some(m) => {
                let kind = match m.class {
                    Class::Event => Kind::Event(m.row),
                    Class::Verb => Kind::Verb(m.row),
                    Class::DocType => Kind::DocType(m.row),
                    Class::Word => Kind::Word(m.row),
                    _ => Kind::Other,
                };
                (kind, at + m.len)
            }
            None => (Kind::Other, at + 1),
        }
    }

    /// "giao Ban Tổ chức": the capital begins a body, so this is no "giao ban".
    fn runs_into_body(&self, at: usize, m: &Match<Class>) -> bool {
        (at + 1..at + m.len)
            .any(|n| self.shape(n) == Some(Shape::Title) && self.phrase(n, Class::Head).is_some())
    }

    /// "Kế hoạch" in capitals is a document; abbreviations must be in capitals. "quyết định khởi tố bị can"
    /// without a number is a decision and a verb.
    fn doc_type_here(&self, at: usize, m: &Match<Class>) -> bool {
        let canonical = self.r.lexicon.doc_types.get(m.row).map(|d| d.name.as_str()).unwrap_or("");
        let words = canonical.split(' ').count();
        if words != m.len { self.shape(at) == Some(Shape::Upper) } else { true }
    }

    /// A word row that covers exactly the tokens `from..to`.
    fn word_row(&self, from: usize, to: usize) -> Option<usize> {
        if !self.matches.has(from, Class::Word) {
            return None;
        }
        self.matches.at(from).iter().find(|m| m.class == Class::Word && from + m.len == to).map(|m| m.row)
    }

    // ----- small things that all parts use -----

    fn token(&self, at: usize) -> Option<&Token> {
        if at < self.end { self.tokens.get(at) } else { None }
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.token(at).map(|t| t.shape)
    }

    fn raw(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| t.span.of(self.doc))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.tokens.get(from).map_or(0, |t| t.span.start);
        let end = to.checked_sub(1).and_then(|t| self.tokens.get(t)).map_or(start, |t| t.span.end);
        Span::new(start, end.max(start))
    }

    /// The words of the tokens `from..to`, with single spaces.
    fn words(&self, from: usize, to: usize) -> String {
        crate::text::squeeze(self.span(from, to).of(self.doc))
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.shape(at) == Some(Shape::Punct) && self.raw(at).starts_with(mark)
    }

    fn is_dash(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Punct) && self.raw(at).chars().next().is_some_and(token::is_dash)
    }

    fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::capital)
    }

    /// The longest phrase of `class` at `at` that ends within the sentence.
    fn phrase(&self, at: usize, class: Class) -> Option<Match<Class>> {
        if !self.matches.has(at, class) {
            return None;
        }
        self.matches.at(at).iter().find(|m| m.class == class && at + m.len <= self.end).copied()
    }

    /// Length of a word of `class` at `at`, 0 where there is none.
    fn word(&self, at: usize, class: WordClass) -> usize {
        if !self.matches.has_word(at, class) {
            return 0;
        }
        self.matches
            .at(at)
            .iter()
            .find(|m| {
                m.class == Class::Word
                    && at + m.len <= self.end
                    && self.r.lexicon.words.get(m.row).is_some_and(|w| w.class == class)
            })
            .map_or(0, |m| m.len)
    }

    /// First token after the row of capitalised syllables that begins at `at`.
    fn capitals(&self, at: usize) -> usize {
        let mut to = at;
        while self.capital(to) && (to == at || self.token(to).is_some_and(|t| t.spaced && !t.newline)) {
            to += 1;
        }
        to
    }
}

fn as_chunks(places: Vec<(PlaceRef, usize, usize)>) -> impl Iterator<Item = (Kind, usize, usize)> {
    places.into_iter().map(|(p, from, to)| (Kind::Place(Box::new(p)), from, to))
}

/// Which class wins where phrases are equally long.
const fn priority(class: Class) -> u8 {
    match class {
        Class::Event => 3,
        Class::Verb => 2,
        Class::DocType => 1,
        _ => 0,
    }
}
