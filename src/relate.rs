//! Who holds what, who met whom, who decided what: facts between entities.
//!
//! Works on chunks and what they refer to; the words themselves are known by their classes only.

use std::cell::OnceCell;

use crate::lexicon::Lexicon;
use crate::lexicon::classes::WordSet;
use crate::lexicon::tables::{Acts, DocType, Frame, Usage, WordClass};
use crate::model::mention::{Chunk, Kind, PostRef};
use crate::model::{
    Abstention, Article, Attested, BodyId, Day, DecisionId, DocumentId, EventId, Holding, Knowledge,
    PersonId, PlaceId, Ref, Role, Section, Sentence,
};
use crate::text::Span;

mod act;
mod agenda;
mod change;
mod clause;
mod date;
mod document;
mod event;
mod group;
mod holding;
mod instruct;
mod paper;
mod personnel;
mod project;
mod reprint;
mod sanction;
mod seat;
mod thing;

use group::Group;

/// Adds the facts to `knowledge`, whose entities are complete.
#[must_use]
pub fn facts(
    article: &Article,
    sentences: &[Sentence],
    chunks: &[Chunk],
    refs: &[Ref],
    knowledge: Knowledge,
    lexicon: &Lexicon,
) -> Knowledge {
    let mut r = Relate::new(article, sentences, chunks, refs, knowledge, lexicon);
    r.groups();
    r.holdings();
    r.events();
    r.delegates();
    r.acts();
    r.projects();
    r.reprint();
    r.finish();
    r.knowledge
}

/// The state while facts are collected.
struct Relate<'a> {
    lexicon: &'a Lexicon,
    article: &'a Article,
    sentences: &'a [Sentence],
    chunks: &'a [Chunk],
    refs: &'a [Ref],
    knowledge: Knowledge,
    /// First chunk of each sentence, and one past the last.
    bounds: Vec<(usize, usize)>,
    /// People with the posts that stand beside their names.
    groups: Vec<Group>,
    /// Chunks of posts that some group or act has taken.
    taken: Vec<bool>,
    /// The event that a sentence belongs to.
    event_of: Vec<Option<EventId>>,
    /// The agent named last, for sentences without one.
    last_agent: Option<Decider>,
    /// The person spoken of last.
    topic: Option<PersonId>,
    /// Who was appointed, elected or dismissed last, and in which sentence.
    acted: Option<(usize, PersonId)>,
    /// Who concludes, and the paragraph in which the conclusions stand.
    concluding: Option<(Decider, usize)>,
    /// The paper issued last, by which body, in which sentence: instructions that follow stand in it.
    paper: Option<(DocumentId, BodyId, usize)>,
    /// Who told somebody to do something last, and in which paragraph.
    ordering: Option<(Decider, usize)>,
    /// Who punished last.
    punishing: Option<Decider>,
    /// Who prosecuted last.
    prosecuting: Option<Decider>,
    /// Verbs that some rule has read.
    used: Vec<bool>,
    /// Posts given by acts that are told as the past ("Trước đó, …").
    background: Vec<(PersonId, Role, BodyId)>,
    /// Posts given by acts that are the news.
    news: Vec<(PersonId, Role, BodyId)>,
    /// Posts with which somebody comes to another one, and the sentence that says so.
    priors: Vec<(PersonId, Role, BodyId, usize)>,
    /// What every rule asks of every chunk.
    signs: Vec<Sign>,
    /// What every rule asks of every sentence.
    gists: Vec<Gist>,
    /// The year that dates without one belong to, once one of them has asked.
    year: OnceCell<Option<i16>>,
    /// The latest day that the text names with its year, and whether something begins on it.
    latest: OnceCell<Option<(Day, bool)>>,
}

/// A chunk in short: chunks are large, and the rules ask each of them for dozens of classes.
#[derive(Debug, Clone, Copy)]
struct Sign {
    /// All classes of its word.
    words: WordSet,
    frame: Option<Frame>,
    mark: Option<char>,
}

impl Sign {
    fn of(chunk: &Chunk, lexicon: &Lexicon) -> Self {
        let frame = match &chunk.kind {
            Kind::Verb(row) => lexicon.verbs.get(*row).map(|v| v.frame),
            _ => None,
        };
        let mark = if let Kind::Punct(c) = &chunk.kind { Some(*c) } else { None };
        Self { words: chunk.word.map_or_else(WordSet::default, |w| lexicon.word_classes(w)), frame, mark }
    }
}

/// A sentence in short: nearly every rule is about words or verbs that nearly every sentence lacks.
#[derive(Debug, Clone, Copy, Default)]
struct Gist {
    /// All classes of its words.
    words: WordSet,
    /// The frames of its verbs, as bits.
    frames: u16,
    /// True where a noun of an event stands in it.
    event: bool,
    /// True where a document with a number stands in it.
    document: bool,
}

impl Gist {
    fn add(&mut self, chunk: &Chunk, sign: &Sign) {
        self.words |= sign.words;
        self.frames |= sign.frame.map_or(0, frame_bit);
        self.event |= matches!(chunk.kind, Kind::Event(_));
        self.document |= matches!(chunk.kind, Kind::Document(_));
    }
}

const fn frame_bit(frame: Frame) -> u16 {
    1 << frame as u16
}

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Decider {
    /// A body.
    body: Option<BodyId>,
    /// A named person.
    person: Option<PersonId>,
}

impl Decider {
    const fn known(&self) -> bool {
        self.body.is_some() || self.person.is_some()
    }
}

impl<'a> Relate<'a> {
    fn new(
        article: &'a Article,
        sentences: &'a [Sentence],
        chunks: &'a [Chunk],
        refs: &'a [Ref],
        knowledge: Knowledge,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut signs: Vec<Sign> = Vec::with_capacity(chunks.len());
        let mut bounds = vec![(0, 0); sentences.len()];
        let mut gists = vec![Gist::default(); sentences.len()];
        for (n, c) in chunks.iter().enumerate() {
            let sign = Sign::of(c, lexicon);
            signs.push(sign);
            if let (Some(b), Some(gist)) = (bounds.get_mut(c.sentence), gists.get_mut(c.sentence)) {
                if b.1 == 0 {
                    b.0 = n;
                }
                b.1 = n + 1;
                gist.add(c, &sign);
            }
        }
        Self {
            lexicon,
            article,
            sentences,
            chunks,
            refs,
            knowledge,
            bounds,
            groups: Vec::new(),
            taken: vec![false; chunks.len()],
            event_of: vec![None; sentences.len()],
            last_agent: None,
            topic: None,
            acted: None,
            concluding: None,
            paper: None,
            ordering: None,
            punishing: None,
            prosecuting: None,
            used: vec![false; chunks.len()],
            background: Vec::new(),
            news: Vec::new(),
            priors: Vec::new(),
            signs,
            gists,
            year: OnceCell::new(),
            latest: OnceCell::new(),
        }
    }

    // ----- looking at chunks -----

    fn kind(&self, n: usize) -> Option<&'a Kind> {
        self.chunks.get(n).map(|c| &c.kind)
    }

    fn reference(&self, n: usize) -> &'a Ref {
        self.refs.get(n).unwrap_or(&Ref::None)
    }

    fn is_word(&self, n: usize, class: WordClass) -> bool {
        self.signs.get(n).is_some_and(|s| s.words.has(class))
    }

    /// True where the word has one of the `classes`.
    fn is_word_of(&self, n: usize, classes: &WordSet) -> bool {
        self.signs.get(n).is_some_and(|s| s.words.meets(classes))
    }

    /// The sentence of chunk `n` in short.
    fn gist(&self, n: usize) -> Gist {
        self.gists.get(self.sentence_of(n)).copied().unwrap_or_default()
    }

    /// True where a word of `class` stands in the sentence of chunk `n`.
    fn somewhere(&self, n: usize, class: WordClass) -> bool {
        self.gist(n).words.has(class)
    }

    /// True where a word in the sentence of chunk `n` has one of the `classes`.
    fn somewhere_of(&self, n: usize, classes: &WordSet) -> bool {
        self.gist(n).words.meets(classes)
    }

    /// True where a verb in the sentence of chunk `n` has one of the frames.
    fn some_verb(&self, n: usize, frames: &[Frame]) -> bool {
        let all = self.gist(n).frames;
        frames.iter().any(|f| all & frame_bit(*f) != 0)
    }

    fn mark(&self, n: usize) -> Option<char> {
        self.signs.get(n).and_then(|s| s.mark)
    }

    /// The row of the verb at `n`.
    fn verb_row(&self, n: usize) -> Option<&'a Acts> {
        match self.kind(n) {
            Some(Kind::Verb(row)) => self.lexicon.verbs.get(*row),
            _ => None,
        }
    }

    /// The type of paper that chunk `n` names.
    fn doc_type(&self, n: usize) -> Option<&'a DocType> {
        match self.kind(n) {
            Some(Kind::DocType(row)) => self.lexicon.doc_types.get(*row),
            _ => None,
        }
    }

    fn is_usage(&self, n: usize, usage: Usage) -> bool {
        self.verb_row(n).is_some_and(|v| v.usage == usage)
    }

    fn frame(&self, n: usize) -> Option<Frame> {
        self.signs.get(n).and_then(|s| s.frame)
    }

    fn person_at(&self, n: usize) -> Option<PersonId> {
        match self.reference(n) {
            Ref::Person(p) => Some(*p),
            _ => None,
        }
    }

    fn body_at(&self, n: usize) -> Option<BodyId> {
        match self.reference(n) {
            Ref::Body(b) => Some(*b),
            _ => None,
        }
    }

    fn place_at(&self, n: usize) -> Option<PlaceId> {
        match self.reference(n) {
            Ref::Place(p) => Some(*p),
            _ => None,
        }
    }

    fn post_at(&self, n: usize) -> Option<(&'a PostRef, &'a Role, Option<BodyId>)> {
        match (self.kind(n), self.reference(n)) {
            (Some(Kind::Post(p)), Ref::Post(role, body)) => Some((p, role, *body)),
            _ => None,
        }
    }

    /// The sentence in which chunk `n` stands.
    fn sentence_of(&self, n: usize) -> usize {
        self.chunks.get(n).map_or(0, |c| c.sentence)
    }

    fn paragraph_of(&self, sentence: usize) -> usize {
        self.sentences.get(sentence).map_or(0, |s| s.paragraph)
    }

    /// First chunk of the sentence that has this span, and the one after its last.
    fn bounds_of(&self, sentence: Span) -> Option<(usize, usize)> {
        let n = self.sentences.iter().position(|s| s.span == sentence)?;
        self.bounds.get(n).copied()
    }

    fn sentence_span(&self, n: usize) -> Span {
        self.chunks.get(n).and_then(|c| self.sentences.get(c.sentence)).map_or_else(Span::default, |s| s.span)
    }

    fn section(&self, sentence: usize) -> Section {
        self.sentences.get(sentence).map_or(Section::Body, |s| s.section)
    }

    fn words(&self, from: usize, to: usize) -> String {
        crate::text::squeeze(self.stretch(from, to).of(&self.article.doc))
    }

    /// The words from chunk `from` up to chunk `to`, the latter not included.
    fn stretch(&self, from: usize, to: usize) -> Span {
        let start = self.chunks.get(from).map_or(0, |c| c.span.start);
        let end = to.checked_sub(1).and_then(|n| self.chunks.get(n)).map_or(start, |c| c.span.end);
        Span::new(start, end.max(start))
    }

    fn abstain(&mut self, span: Span, rule: &'static str, reason: &'static str) {
        self.knowledge.abstentions.push(Abstention { span, rule, reason });
    }

    /// The person who holds the post in this article, if exactly one does.
    fn holder(&self, role: &Role, body: BodyId) -> Option<PersonId> {
        let mut found: Vec<PersonId> = self
            .knowledge
            .holdings
            .iter()
            .filter(|h| h.body == body && h.role.title == role.title && h.attested.status() == "current")
            .map(|h| h.person)
            .collect();
        found.sort_unstable();
        found.dedup();
        if let [one] = found.as_slice() { Some(*one) } else { None }
    }

    /// One status for each post of a person: of two that exclude each other the better founded one.
    fn settle(&mut self) {
        let told = |list: &[(PersonId, Role, BodyId)], h: &Holding| {
            list.iter().any(|(p, r, b)| *p == h.person && *b == h.body && r.title == h.role.title)
        };
        let key = |h: &Holding| (h.person, h.role.clone(), h.body);
        let holdings = &self.knowledge.holdings;
        let held: Vec<_> = holdings.iter().filter(|h| h.attested == Attested::Held).map(key).collect();
        let former: Vec<_> = holdings.iter().filter(|h| h.attested == Attested::Former).map(key).collect();
        let left: Vec<_> = holdings.iter().filter(|h| h.attested == Attested::Left).map(key).collect();
        let sentence = |span: Span| self.sentences.iter().position(|s| s.span == span);
        let settled = |h: &Holding| {
            told(&self.background, h) && !told(&self.news, h)
                || self.priors.iter().any(|(p, r, b, s)| {
                    *p == h.person
                        && *b == h.body
                        && r.title == h.role.title
                        && sentence(h.evidence) != Some(*s)
                })
        };
        // An appointment of earlier days to a post that the person is said to hold now is history; and who was
        // said to have left a post ("nguyên") is only called by it.
        let drop: Vec<bool> = holdings
            .iter()
            .map(|h| match h.attested {
                Attested::Held => told(&former, h),
                Attested::Appointed | Attested::Elected | Attested::Approved => {
                    told(&held, h) && settled(h) || told(&left, h)
                }
                _ => false,
            })
            .collect();
        let mut drop = drop.into_iter();
        self.knowledge.holdings.retain(|_| !drop.next().unwrap_or(false));
    }

    /// Gives people a jurisdiction by their posts and orders everything.
    fn finish(&mut self) {
        self.settle();
        self.contested_seats();
        // Who is given a post by the act reported does not hold it already.
        let incoming: Vec<(PersonId, Role, BodyId)> = self
            .knowledge
            .holdings
            .iter()
            .filter(|h| h.attested.status() == "incoming")
            .map(|h| (h.person, h.role.clone(), h.body))
            .collect();
        self.knowledge.holdings.retain(|h| {
            h.attested != Attested::Held
                || !incoming.iter().any(|(p, r, b)| *p == h.person && *b == h.body && r.title == h.role.title)
        });
        for h in &self.knowledge.holdings {
            let place = self.knowledge.bodies.get(h.body.0).and_then(|b| b.jurisdiction);
            let top = place.map(|p| province(&self.knowledge, p));
            if let Some(person) = self.knowledge.people.get_mut(h.person.0) {
                match top {
                    Some(p) if person.jurisdiction.is_none() && !person.central => {
                        person.jurisdiction = Some(p)
                    }
                    None if person.jurisdiction.is_none() => person.central = true,
                    _ => {}
                }
            }
        }
        self.knowledge.abstentions.sort();
        self.knowledge.abstentions.dedup();
    }

    fn decision_id(&self) -> DecisionId {
        DecisionId(self.knowledge.decisions.len())
    }

    /// The year that dates without one belong to.
    fn default_year(&self) -> Option<i16> {
        *self.year.get_or_init(|| self.article.published.map(|d: Day| d.year).or_else(|| self.year_in_text()))
    }
}

/// Notes that a rule has read chunk `n`.
fn mark(flags: &mut [bool], n: usize) {
    if let Some(flag) = flags.get_mut(n) {
        *flag = true;
    }
}

/// The province that holds a place, or the place itself.
fn province(k: &Knowledge, place: PlaceId) -> PlaceId {
    let mut at = place;
    while let Some(p) = k.places.get(at.0) {
        if p.level <= crate::model::Level::Province {
            return at;
        }
        match p.within {
            Some(w) => at = w,
            None => return at,
        }
    }
    at
}
