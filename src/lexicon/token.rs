//! Cuts a document into tokens and interns them.

use std::str::Chars;

use crate::lexicon::Lexicon;
use crate::model::token::{Shape, Token};
use crate::text::{self, Letter, Span, letter};

/// Apostrophes inside names of the peoples of the highlands: `R'Lấp`, `K’Thanh`.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// The raw pieces of `doc`: spans with shape and spacing, symbols not yet known.
#[must_use]
pub fn pieces(doc: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(doc.len() / 4);
    let mut chars = doc.chars();
    let (mut spaced, mut newline) = (true, true);
    loop {
        let start = doc.len() - chars.as_str().len();
        let Some(c) = chars.next() else { break };
        let kind = letter(c);
        if kind == Letter::None && c.is_whitespace() {
            spaced = true;
            newline |= c == '\n';
            continue;
        }
        let shape = if kind == Letter::None { Shape::Punct } else { word(&mut chars, c, kind) };
        let end = doc.len() - chars.as_str().len();
        if shape == Shape::Mixed
            && let Some(cut) = glued(doc.get(start..end).unwrap_or(""))
        {
            let middle = start + cut;
            let part = |span, shape| Token { span, sym: 0, place: 0, dash: false, shape, spaced, newline };
            out.push(part(Span::new(start, middle), Shape::Lower));
            let second = part(Span::new(middle, end), Shape::Title);
            out.push(Token { spaced: true, newline: false, ..second });
            (spaced, newline) = (false, false);
            continue;
        }
        let dash = shape == Shape::Punct && is_dash(c);
        out.push(Token { span: Span::new(start, end), sym: 0, place: 0, dash, shape, spaced, newline });
        (spaced, newline) = (false, false);
    }
    out
}

/// Reads the rest of a word or number that begins with `first`; its shape.
fn word(chars: &mut Chars<'_>, first: char, kind: Letter) -> Shape {
    let mut seen = Seen::default();
    seen.add(first, kind);
    loop {
        let mut ahead = chars.clone();
        let Some(n) = ahead.next() else { break };
        let kind = letter(n);
        if kind == Letter::None && !joins(ahead.clone().next(), n, &seen) {
            break;
        }
        seen.add(n, kind);
        *chars = ahead;
    }
    seen.shape()
}

/// True where the mark `n`, with `next` behind it, stands inside a word (`R'Lấp`) or a number (`5.970`).
fn joins(next: Option<char>, n: char, seen: &Seen) -> bool {
    match n {
        ' ' => false,
        '.' | ',' => seen.only_digits() && next.is_some_and(|x| x.is_ascii_digit()),
        _ => is_apostrophe(n) && next.is_some_and(text::is_letter) && !seen.digits,
    }
}

/// "ôngTrần": two words that lost the space between them; the byte at which the second begins.
fn glued(raw: &str) -> Option<usize> {
    let cut = raw.char_indices().find(|(_, c)| c.is_uppercase())?.0;
    let (first, second) = raw.split_at_checked(cut)?;
    let small = |s: &str| s.chars().all(char::is_lowercase);
    let mut rest = second.chars();
    rest.next()?;
    let rest = rest.as_str();
    (first.chars().count() >= 2 && small(first) && rest.chars().count() >= 1 && small(rest)).then_some(cut)
}

/// What a run of letters and digits is made of.
#[derive(Default)]
struct Seen {
    count: usize,
    digits: bool,
    upper_first: bool,
    upper: usize,
    lower: usize,
    after_mark: bool,
}

impl Seen {
    fn add(&mut self, c: char, kind: Letter) {
        // One of the apostrophes is a letter to Unicode.
        if matches!(kind, Letter::None | Letter::Other) && is_apostrophe(c) {
            self.after_mark = true;
            return;
        }
        match kind {
            Letter::Number => self.digits = true,
            Letter::Upper => {
                self.upper_first |= self.count == 0;
                // `R'Lấp`: a capital after an apostrophe begins a part of the name.
                if !self.after_mark {
                    self.upper += 1;
                }
            }
            Letter::Lower | Letter::Other => self.lower += 1,
            Letter::None => {}
        }
        self.after_mark = false;
        self.count += 1;
    }

    const fn only_digits(&self) -> bool {
        self.digits && self.upper == 0 && self.lower == 0
    }

    const fn shape(&self) -> Shape {
        match (self.digits, self.upper, self.lower) {
            (true, 0, 0) => Shape::Digit,
            (false, _, 0) => Shape::Upper,
            (false, 0, _) => Shape::Lower,
            (false, 1, _) if self.upper_first => Shape::Title,
            _ => Shape::Mixed,
        }
    }
}

/// The tokens of `doc`, interned.
#[must_use]
pub fn tokens(doc: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = pieces(doc);
    let mut folded = String::new();
    for token in &mut out {
        let word = lexicon.word(token.span.of(doc), token.shape, &mut folded);
        token.sym = word.sym;
        if !matches!(token.shape, Shape::Lower | Shape::Punct) {
            token.place = word.place;
        }
    }
    out
}

/// The folded form under which a token is interned.
#[must_use]
pub fn key(raw: &str) -> String {
    let folded = text::fold(raw);
    if folded.is_ascii() && !folded.contains('`') { folded } else { plain_marks(&folded) }
}

/// The folded word with one apostrophe and one dash for all of their kinds.
pub(super) fn plain_marks(folded: &str) -> String {
    let plain = |c: char| match c {
        _ if is_apostrophe(c) => '\'',
        _ if is_dash(c) => '-',
        _ => c,
    };
    folded.chars().map(plain).collect()
}

/// Hyphen, en dash, em dash, minus.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑')
}
