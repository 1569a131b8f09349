//! Which words of an article did no row of the lexicon explain?

use std::sync::Arc;

use super::titles::Ranks;
use crate::lexicon::Lexicon;
use crate::model::mention::{Chunk, Kind};
use crate::model::token::{Shape, Token};
use crate::model::{Article, Sentence};
use crate::text::{self, Span};

/// Code points of a window at most.
const WINDOW: usize = 60;

/// What unexplained words may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A row of capitalised syllables: a name of a body, a place or a person.
    Name,
    /// Words that stand where a title stands.
    Title,
}

impl Missing {
    /// The word for it in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
        }
    }
}

/// Words that no row of the lexicon explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What they may be.
    pub missing: Missing,
    /// The words: single spaces, tones in their canonical place.
    pub words: String,
    /// The words with some of what stands around them, 60 code points at most.
    pub window: String,
}

/// Finds the words that the recogniser left over.
#[derive(Debug)]
pub struct Finder {
    lexicon: Arc<Lexicon>,
    ranks: Ranks,
}

impl Finder {
    /// A finder that knows `lexicon`.
    #[must_use]
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self { ranks: Ranks::new(&lexicon), lexicon }
    }

    /// What no row explains in `article`, which was cut into `sentences`, `tokens` and `chunks`.
    #[must_use]
    pub fn unknowns(
        &self,
        article: &Article,
        sentences: &[Sentence],
        tokens: &[Token],
        chunks: &[Chunk],
    ) -> Vec<Unknown> {
        let mut found = Vec::new();
        for chunks in chunks.chunk_by(|a, b| a.sentence == b.sentence) {
            let Some(sentence) = chunks.first().and_then(|c| sentences.get(c.sentence)) else { continue };
            let part = Part {
                doc: &article.doc,
                sentence: sentence.span,
                tokens,
                chunks,
                lexicon: &self.lexicon,
                ranks: &self.ranks,
            };
            // Where everything is in capitals a capital says nothing.
            if !part.shouted() {
                part.names(&mut found);
                part.titles(&mut found);
            }
        }
        found
    }
}

/// One sentence with its chunks.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) doc: &'a str,
    sentence: Span,
    pub(super) tokens: &'a [Token],
    pub(super) chunks: &'a [Chunk],
    pub(super) lexicon: &'a Lexicon,
    pub(super) ranks: &'a Ranks,
}

impl Part<'_> {
    /// Adds the rows of capitalised syllables that are in no chunk with a meaning.
    fn names(&self, out: &mut Vec<Unknown>) {
        let (from, to) = self.range();
        let free = self.free(from, to);
        let capital = |at: usize| free.get(at - from).copied().unwrap_or(false) && self.capital(at);
        let mut at = from;
        while at < to {
            if !capital(at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            loop {
                if end < to && capital(end) && self.tokens.get(end).is_some_and(|t| t.spaced && !t.newline) {
                    end += 1;
                } else if end + 1 < to && capital(end + 1) && self.joins(end) {
                    end += 2;
                } else {
                    break;
                }
            }
            if let Some(start) = self.telling(at, end) {
                self.push(Missing::Name, start, self.whole(start, end, &free), out);
            }
            at = end;
        }
    }

    /// Where the unexplained part of the row `from..to` begins, if it has one.
    fn telling(&self, from: usize, to: usize) -> Option<usize> {
        let mut start = from;
        // "Theo Vinalines": the first word has its capital from the sentence.
        if self.opens(from) && self.is_word(from) {
            start += 1;
        }
        let unexplained = (start..to).any(|n| !self.is_word(n) && self.shape(n) != Some(Shape::Punct));
        if start >= to || !unexplained {
            return None;
        }
        let lone = to == start + 1;
        let raw = self.raw(start);
        let ordinary = lone && self.shape(start) == Some(Shape::Title) && self.opens(start);
        let sign = lone && (raw.chars().count() == 1 || is_roman(raw));
        (!ordinary && !sign).then_some(start)
    }

    /// "Thủ" + "đô": a lone capital takes the next syllable with it, since compounds are written so.
    fn whole(&self, from: usize, to: usize, free: &[bool]) -> usize {
        let next = self.tokens.get(to).filter(|t| t.spaced && !t.newline && t.shape == Shape::Lower);
        let here = to.checked_sub(self.range().0).and_then(|n| free.get(n)).copied().unwrap_or(false);
        let lone = to == from + 1 && self.shape(from) == Some(Shape::Title);
        to + usize::from(lone && here && next.is_some() && !self.is_word(to))
    }

    /// "TB&XH", "Ha-neul", "T.Ư": a mark between two words without spaces.
    fn joins(&self, at: usize) -> bool {
        let close = |n: usize| self.tokens.get(n).is_some_and(|t| !t.spaced);
        let mark = self.raw(at).chars().next().is_some_and(|c| matches!(c, '-' | '&' | '.' | '/'));
        self.shape(at) == Some(Shape::Punct) && mark && close(at) && close(at + 1)
    }

    /// True where the token has a capital from its place: first in the sentence, on its line, or after a mark.
    pub(super) fn opens(&self, at: usize) -> bool {
        let first = self.chunks.first().is_none_or(|c| c.token >= at);
        let newline = self.tokens.get(at).is_some_and(|t| t.newline);
        let mark = at.checked_sub(1).map_or("", |n| self.raw(n)).chars().next();
        first || newline || mark.is_some_and(|c| ":;.!?…“”\"‘'*+•–-".contains(c))
    }

    /// True for headlines in capitals.
    fn shouted(&self) -> bool {
        let (from, to) = self.range();
        let shape = |s: Shape| (from..to).filter(|n| self.shape(*n) == Some(s)).count();
        shape(Shape::Upper) > 3 && shape(Shape::Upper) > shape(Shape::Lower) + shape(Shape::Title)
    }

    /// First token, and the one after the last.
    fn range(&self) -> (usize, usize) {
        let from = self.chunks.first().map_or(0, |c| c.token);
        (from, self.chunks.last().map_or(from, |c| c.token + c.tokens))
    }

    /// For each token, whether its chunk says nothing of people, posts, bodies, places, events, documents.
    fn free(&self, from: usize, to: usize) -> Vec<bool> {
        let mut free = vec![false; to.saturating_sub(from)];
        for chunk in self.chunks.iter().filter(|c| matches!(c.kind, Kind::Other | Kind::Word(_))) {
            for at in chunk.token..chunk.token + chunk.tokens {
                if let Some(slot) = at.checked_sub(from).and_then(|n| free.get_mut(n)) {
                    *slot = true;
                }
            }
        }
        free
    }

    /// True for a token of a function word.
    fn is_word(&self, at: usize) -> bool {
        let after = self.chunks.partition_point(|c| c.token <= at);
        let chunk = after.checked_sub(1).and_then(|n| self.chunks.get(n));
        chunk.is_some_and(|c| matches!(c.kind, Kind::Word(_)))
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|t| t.shape)
    }

    pub(super) fn raw(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.doc))
    }

    /// True for a word that begins with a capital, whatever follows.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::capital)
            || self.shape(at) == Some(Shape::Mixed)
                && self.raw(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Adds the tokens `from..to`.
    pub(super) fn push(&self, missing: Missing, from: usize, to: usize, out: &mut Vec<Unknown>) {
        let start = self.tokens.get(from).map_or(0, |t| t.span.start);
        let end = to.checked_sub(1).and_then(|n| self.tokens.get(n)).map_or(start, |t| t.span.end);
        let span = Span::new(start, end);
        let words = text::tone_canonical(&text::squeeze(span.of(self.doc)));
        out.push(Unknown { missing, words, window: window(self.doc, self.sentence, span) });
    }
}

/// True for the Roman numerals below 100: "XIII", but not "VCCI".
fn is_roman(raw: &str) -> bool {
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    TENS.iter().any(|tens| raw.strip_prefix(tens).is_some_and(|rest| ONES.contains(&rest)))
}

/// The words of `span` with what stands around them in `sentence`, whole words where there is room.
fn window(doc: &str, sentence: Span, span: Span) -> String {
    let words: String = text::squeeze(span.of(doc)).chars().take(WINDOW).collect();
    let room = WINDOW - text::code_points(&words);
    let before: String = Span::new(sentence.start, span.start).of(doc).chars().rev().collect();
    let after = Span::new(span.end, sentence.end).of(doc);
    let left: String = side(&before, room / 2).chars().rev().collect();
    let right = side(after, room - text::code_points(&left));
    text::squeeze(&format!("{left}{words}{right}"))
}

/// The first `room` code points of `text` at most, without a word that is cut.
fn side(text: &str, room: usize) -> &str {
    let Some((cut, _)) = text.char_indices().nth(room) else { return text };
    let (head, tail) = text.split_at(cut);
    if tail.starts_with(char::is_whitespace) {
        return head;
    }
    head.rfind(char::is_whitespace).and_then(|n| head.get(..n)).unwrap_or("")
}
