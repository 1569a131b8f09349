//! Syllables and punctuation marks of a document.

use crate::text::Span;

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// `nhân`
    Lower,
    /// `Nhân`
    Title,
    /// `UBND`, `Y`
    Upper,
    /// `VietNamNet`, `T1`
    Mixed,
    /// `2021`, `5.970`
    Digit,
    /// `,`
    Punct,
}

/// A syllable, a number or a punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its interned folded form; 0 where no phrase of the lexicon uses it.
    pub sym: u32,
    /// Its interned form as a word of a place's name; 0 where no name uses it.
    pub place: u32,
    /// True for hyphens and dashes.
    pub dash: bool,
    /// How it is written.
    pub shape: Shape,
    /// True where white space (or the start of the document) stands before it.
    pub spaced: bool,
    /// True where a line break stands before it.
    pub newline: bool,
}

impl Token {
    /// True for a syllable that begins with a capital.
    #[must_use]
    pub const fn capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper)
    }
}
