//! Words that stand where a title stands, and are none that the lexicon knows.

use std::collections::{BTreeMap, BTreeSet};

use super::unknown::{Missing, Part, Unknown};
use crate::lexicon::Lexicon;
use crate::lexicon::tables::{Frame, RoleClass, WordClass};
use crate::model::mention::{Chunk, Kind};
use crate::model::token::Shape;
use crate::text;

/// Words of a title at most.
const TITLE: usize = 5;

/// Words of rank, taken from the titles of the lexicon.
#[derive(Debug)]
pub(super) struct Ranks {
    /// Begin titles: "phó", "chủ", "tổng".
    first: BTreeSet<String>,
    /// End titles of two syllables: "trưởng".
    last: BTreeSet<String>,
}

/// Rows of titles, by a word.
type Rows = BTreeMap<String, BTreeSet<usize>>;

impl Ranks {
    /// Words that several titles of heads and deputies begin or end with.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let led = |class| matches!(class, RoleClass::Head | RoleClass::Deputy);
        let mut forms: Vec<(usize, Vec<String>)> = Vec::new();
        for (row, role) in lexicon.roles.iter().enumerate().filter(|(_, r)| led(r.class)) {
            let spelt = role.forms.iter().filter(|f| f.contains(' '));
            forms.extend(spelt.map(|f| (row, text::fold(f).split(' ').map(str::to_owned).collect())));
        }
        let mut last = Rows::new();
        for (row, words) in forms.iter().filter(|(_, words)| words.len() == 2) {
            last.entry(words.last().cloned().unwrap_or_default()).or_default().insert(*row);
        }
        let last: BTreeSet<String> =
            last.into_iter().filter(|(_, rows)| rows.len() > 2).map(|l| l.0).collect();
        let mut first = Rows::new();
        for (row, words) in &forms {
            // "Cục trưởng": the rank is in the second word, "Cục" is a kind of body.
            if words.iter().skip(1).all(|w| !last.contains(w)) {
                first.entry(words.first().cloned().unwrap_or_default()).or_default().insert(*row);
            }
        }
        let vice = lexicon.words.iter().filter(|w| w.class == WordClass::Vice).map(|w| text::fold(&w.phrase));
        let first = first.into_iter().filter(|(_, rows)| rows.len() > 1).map(|f| f.0).chain(vice).collect();
        Self { first, last }
    }
}

/// A row of chunks that may be a title.
#[derive(Clone, Copy)]
struct Run {
    /// Its first chunk.
    from: usize,
    /// The chunk after it.
    to: usize,
    /// Its first token.
    token: usize,
    /// The token after it.
    end: usize,
}

impl Part<'_> {
    /// Adds the words that stand where a title stands.
    pub(super) fn titles(&self, out: &mut Vec<Unknown>) {
        let mut at = 0;
        while at < self.chunks.len() {
            let mut to = at;
            while self.chunks.get(to).is_some_and(|c| self.may_be_title(c, to > at)) {
                to += 1;
            }
            if let (Some(first), Some(last)) =
                (self.chunks.get(at), to.checked_sub(1).and_then(|n| self.chunks.get(n)))
                && to > at
            {
                let run = Run { from: at, to, token: first.token, end: last.token + last.tokens };
                if let Some((from, end)) = self.title(run) {
                    self.push(Missing::Title, from, end, out);
                    self.name_head(run, (from, end), out);
                }
            }
            at = to.max(at + 1);
        }
    }

    /// "Trưởng" + "Trạm Y tế": a word of rank alone says little without the kind of body that follows.
    fn name_head(&self, run: Run, (from, end): (usize, usize), out: &mut [Unknown]) {
        if let (Some(Kind::Body(body)), Some(last)) = (self.kind_after(run), out.last_mut())
            && end == from + 1
            && end == run.end
            && let Some(head) = self.lexicon.heads.get(body.head)
        {
            last.words = format!("{} + {}", last.words, head.name);
        }
    }

    /// Words without a meaning, and function words that can stand inside a name or a title.
    fn may_be_title(&self, chunk: &Chunk, inside: bool) -> bool {
        let words = !matches!(self.shape(chunk.token), Some(Shape::Digit | Shape::Punct) | None);
        let is = |row: usize, class: WordClass| self.lexicon.word_is(row, class);
        words
            && match chunk.kind {
                Kind::Other => true,
                Kind::Word(row) if is(row, WordClass::Vice) || is(row, WordClass::Acting) => true,
                // "Sư đoàn trưởng": whatever "đoàn" is elsewhere, here a rank follows it.
                Kind::Word(row) => {
                    !self.lexicon.ends_name(row) || inside && self.ends_title(chunk.token + chunk.tokens)
                }
                _ => false,
            }
    }

    /// True for a word that ends titles: "trưởng".
    fn ends_title(&self, at: usize) -> bool {
        self.ranks.last.contains(&text::fold(self.raw(at)))
    }

    /// The tokens of the title in `run`, if it has one.
    fn title(&self, run: Run) -> Option<(usize, usize)> {
        let from = match self.ranked(run) {
            Some(from) => from,
            // The first word of a sentence alone: its capital says nothing.
            None if self.placed(run) && !(run.end == run.token + 1 && self.opens(run.token)) => run.token,
            None => return None,
        };
        Some((from, run.end.min(from + TITLE)))
    }

    /// First token of the part of `run` that begins with a word of rank.
    fn ranked(&self, run: Run) -> Option<usize> {
        let expected = self.before_post_words(run) || self.may_begin(run) && self.before_holder(run);
        (run.token..run.end).find(|&at| {
            let ends = |n: usize| n < run.end && self.ends_title(n);
            let rank = self.ranks.first.contains(&text::fold(self.raw(at))) || ends(at + 1) || ends(at + 2);
            let capital = self.capital(at) && !self.opens(at);
            rank && (capital || at == run.token && expected)
        })
    }

    /// True for words without rank where only a title is to be expected.
    fn placed(&self, run: Run) -> bool {
        let few = run.end - run.token < TITLE;
        let capital = self.capital(run.token);
        match self.kind_after(run) {
            Some(Kind::Person(p)) if few && (!p.honorific || self.may_begin(run)) => true,
            Some(Kind::Body(_)) => self.after_person(run),
            _ if few && capital && self.announced(run) => true,
            Some(Kind::Place(_) | Kind::Punct(_)) | None => few && capital && self.after_person(run),
            _ => false,
        }
    }

    fn kind_after(&self, run: Run) -> Option<&Kind> {
        self.chunks.get(run.to).map(|c| &c.kind)
    }

    fn kind_before(&self, run: Run, back: usize) -> Option<&Kind> {
        run.from.checked_sub(back).and_then(|n| self.chunks.get(n)).map(|c| &c.kind)
    }

    /// True where the holder of a post or its body follows.
    fn before_holder(&self, run: Run) -> bool {
        matches!(self.kind_after(run), Some(Kind::Person(_) | Kind::Honorific(_) | Kind::Body(_)))
    }

    /// True after words that announce a post, or after a person and a mark.
    fn before_post_words(&self, run: Run) -> bool {
        match self.kind_before(run, 1) {
            Some(Kind::Honorific(_)) => true,
            Some(Kind::Verb(row)) => {
                self.lexicon.verbs.get(*row).is_some_and(|v| v.frame == Frame::Personnel)
            }
            Some(Kind::Word(row)) if self.lexicon.word_is(*row, WordClass::Be) => true,
            _ => self.announced(run) || self.after_person(run),
        }
    }

    /// True after "giữ chức vụ", "nguyên", "tân", "quyền".
    fn announced(&self, run: Run) -> bool {
        const POST: [WordClass; 5] =
            [WordClass::Hold, WordClass::Office, WordClass::Former, WordClass::New, WordClass::Acting];
        match self.kind_before(run, 1) {
            Some(Kind::Word(row)) => POST.iter().any(|c| self.lexicon.word_is(*row, *c)),
            _ => false,
        }
    }

    /// True where a phrase may begin: first in the sentence, after a mark, after "and".
    fn may_begin(&self, run: Run) -> bool {
        match self.kind_before(run, 1) {
            None | Some(Kind::Punct(_) | Kind::Post(_)) => true,
            Some(Kind::Word(row)) => [WordClass::And, WordClass::List, WordClass::Attend, WordClass::By]
                .iter()
                .any(|c| self.lexicon.word_is(*row, *c)),
            _ => false,
        }
    }

    /// True where a person and a mark stand before the run.
    fn after_person(&self, run: Run) -> bool {
        matches!(self.kind_before(run, 1), Some(Kind::Punct(',' | '-' | '(' | ':')))
            && matches!(self.kind_before(run, 2), Some(Kind::Person(_)))
    }
}
