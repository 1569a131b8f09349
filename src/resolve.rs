//! Which people, bodies and places do the words refer to?
//!
//! Fills the entities of [`Knowledge`] and says for each chunk what it refers to. Facts between
//! entities are for [`crate::relate`].

use crate::lexicon::Lexicon;
use crate::model::mention::{Chunk, Kind};
use crate::model::{Abstention, Article, Knowledge, Ref, Sentence};
use crate::text::Span;

mod bodies;
mod context;
mod people;
mod places;
mod spoken;

use context::Context;

/// What the steps after this one need to know of the entities.
#[derive(Debug)]
pub struct Resolved {
    /// Entities; facts are still empty.
    pub knowledge: Knowledge,
    /// For each chunk, what it refers to.
    pub refs: Vec<Ref>,
}

/// Entities of `article` and what each chunk refers to.
#[must_use]
pub fn entities(article: &Article, sentences: &[Sentence], chunks: &[Chunk], lexicon: &Lexicon) -> Resolved {
    let mut r = Resolver::new(article, sentences, chunks, lexicon);
    r.places_first();
    let mut refs: Vec<Ref> = (0..chunks.len()).map(|n| r.reference(n)).collect();
    r.knowledge.jurisdiction = r.jurisdiction();
    let mut knowledge = r.knowledge;
    spoken::keep_spoken_of(&mut knowledge, &mut refs);
    Resolved { knowledge, refs }
}

/// The state while entities are collected.
struct Resolver<'a> {
    lexicon: &'a Lexicon,
    article: &'a Article,
    sentences: &'a [Sentence],
    chunks: &'a [Chunk],
    knowledge: Knowledge,
    context: Context,
    /// Canonical forms of bodies already seen, with the words used.
    seen_bodies: Vec<String>,
    /// The folded name of each of the people.
    people_keys: Vec<String>,
    /// The folded name of each of the places.
    place_keys: Vec<String>,
    names: people::Names,
}

impl<'a> Resolver<'a> {
    fn new(
        article: &'a Article,
        sentences: &'a [Sentence],
        chunks: &'a [Chunk],
        lexicon: &'a Lexicon,
    ) -> Self {
        Self {
            lexicon,
            article,
            sentences,
            chunks,
            knowledge: Knowledge::default(),
            context: Context::default(),
            seen_bodies: Vec::new(),
            people_keys: Vec::new(),
            place_keys: Vec::new(),
            names: people::Names::new(chunks),
        }
    }

    fn sentence_span(&self, chunk: &Chunk) -> Span {
        self.sentences.get(chunk.sentence).map_or(chunk.span, |s| s.span)
    }

    /// What chunk `n` refers to.
    fn reference(&mut self, n: usize) -> Ref {
        let Some(chunk) = self.chunks.get(n) else { return Ref::None };
        let sentence = self.sentence_span(chunk);
        match &chunk.kind {
            Kind::Person(_) if self.other_name(n) => Ref::None,
            Kind::Person(p) => self.person(p, sentence).map_or(Ref::None, Ref::Person),
            Kind::Place(p) => {
                let place = self.owned_site(n, p, sentence).or_else(|| self.near_place(n, p, sentence));
                if let Some(id) = place {
                    if p.classifier.is_none() && p.site.is_none() {
                        self.holds_site_before(n, id);
                    }
                    self.note_place(n, id);
                }
                place.map_or(Ref::None, Ref::Place)
            }
            Kind::Body(b) => {
                if self.generic(n, b) || self.schooling(n) {
                    return Ref::None;
                }
                let lent = self.lent_unit(n);
                let completed = self.with_committee(n, b);
                self.spoken_of(completed.as_ref().unwrap_or(b), lent, sentence).map_or(Ref::None, Ref::Body)
            }
            Kind::Post(p) => {
                let lent = self.lent_unit(n);
                let completed = match &p.body {
                    crate::model::mention::PostBody::Body(b) => self.with_committee(n, b),
                    _ => None,
                };
                let body = match completed {
                    Some(b) => self.body(&b, lent, sentence),
                    None => self.post_body(p, lent, sentence),
                };
                Ref::Post(p.role.clone(), body)
            }
            _ => Ref::None,
        }
    }

    /// "trình độ chuyên môn Đại học Luật": what somebody has studied is no body.
    fn schooling(&self, n: usize) -> bool {
        let Some(own) = self.chunks.get(n) else { return false };
        let near = self.chunks.get(n.saturating_sub(5)..n).unwrap_or(&[]);
        near.iter()
            .rev()
            .take_while(|c| c.sentence == own.sentence && !matches!(c.kind, Kind::Punct(';' | '.')))
            .any(|c| {
                c.word.is_some_and(|w| self.lexicon.word_is(w, crate::lexicon::tables::WordClass::Schooling))
            })
    }

    /// "(tên khai sinh A, bí danh B)": another name of the person before, nobody else.
    fn other_name(&self, n: usize) -> bool {
        let Some(own) = self.chunks.get(n) else { return false };
        let near = self.chunks.get(n.saturating_sub(2)..n).unwrap_or(&[]);
        near.iter().filter(|c| c.sentence == own.sentence).any(|c| {
            c.word.is_some_and(|w| self.lexicon.word_is(w, crate::lexicon::tables::WordClass::Alias))
        })
    }

    fn abstain(&mut self, span: Span, rule: &'static str, reason: &'static str) {
        self.knowledge.abstentions.push(Abstention { span, rule, reason });
    }
}
