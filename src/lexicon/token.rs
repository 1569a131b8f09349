//! Cuts a document into tokens and interns them.

use std::iter::Peekable;
use std::str::CharIndices;

use crate::lexicon::Lexicon;
use crate::model::token::{Shape, Token};
use crate::text::{self, Span};

/// Apostrophes inside names of the peoples of the highlands: `R'Lấp`, `K’Thanh`.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// The raw pieces of `doc`: spans with shape and spacing, symbols not yet known.
#[must_use]
pub fn pieces(doc: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(doc.len() / 4);
    let mut chars = doc.char_indices().peekable();
    let (mut spaced, mut newline) = (true, true);
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            newline |= c == '\n';
            continue;
        }
        let mut end = start + c.len_utf8();
        let shape = if c.is_alphanumeric() { word(&mut chars, c, &mut end) } else { Shape::Punct };
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

/// Reads the rest of a word or number that begins with `first`; its shape, and its end in `end`.
fn word(chars: &mut Peekable<CharIndices<'_>>, first: char, end: &mut usize) -> Shape {
    let mut seen = Seen::default();
    seen.add(first);
    while let Some(&(at, n)) = chars.peek() {
        let joins = if is_apostrophe(n) || ((n == '.' || n == ',') && seen.only_digits()) {
            let mut ahead = chars.clone();
            ahead.next();
            ahead.peek().is_some_and(|&(_, x)| {
                if is_apostrophe(n) { x.is_alphabetic() && !seen.digits } else { x.is_ascii_digit() }
            })
        } else {
            false
        };
        if !n.is_alphanumeric() && !joins {
            break;
        }
        seen.add(n);
        *end = at + n.len_utf8();
        chars.next();
    }
    seen.shape()
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
    fn add(&mut self, c: char) {
        if is_apostrophe(c) {
            self.after_mark = true;
            return;
        }
        if c.is_numeric() {
            self.digits = true;
        } else if c.is_uppercase() {
            self.upper_first |= self.count == 0;
            // `R'Lấp`: a capital after an apostrophe begins a part of the name.
            if !self.after_mark {
                self.upper += 1;
            }
        } else if c.is_alphabetic() {
            self.lower += 1;
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
    for token in &mut out {
        let raw = token.span.of(doc);
        token.sym = lexicon.symbol(raw, token.shape);
        if !matches!(token.shape, Shape::Lower | Shape::Punct) {
            token.place = lexicon.place_symbol(raw);
        }
    }
    out
}

/// The folded form under which a token is interned.
#[must_use]
pub fn key(raw: &str) -> String {
    text::fold(raw)
        .chars()
        .map(|c| {
            if is_apostrophe(c) {
                '\''
            } else if is_dash(c) {
                '-'
            } else {
                c
            }
        })
        .collect()
}

/// Hyphen, en dash, em dash, minus.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑')
}
