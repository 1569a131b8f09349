//! What the recogniser sees in a sentence, before anybody knows what it refers to.

use super::{Amount, Role};
use crate::text::Span;

/// Words for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRef {
    /// Row of the classifier of the unit, if one is written.
    pub classifier: Option<usize>,
    /// Row of the classifier of the site, if it is a site.
    pub site: Option<usize>,
    /// Whose site it is, where that is its name: "Nghĩa trang Liệt sĩ tỉnh".
    pub owner: SiteOwner,
    /// The name without classifier, as written, in title case.
    pub name: String,
    /// Units of the gazetteer that bear the name at that level.
    pub units: Vec<usize>,
    /// The larger place named right after it.
    pub within: Option<Box<Self>>,
    /// The words.
    pub span: Span,
}

impl PlaceRef {
    /// Only a name: no classifier, no unit that bears it, no site.
    #[must_use]
    pub const fn new(name: String, span: Span) -> Self {
        Self {
            classifier: None,
            site: None,
            owner: SiteOwner::None,
            name,
            units: Vec::new(),
            within: None,
            span,
        }
    }
}

/// Whose a site is that has no name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteOwner {
    /// It has a name, or is no site.
    None,
    /// The unit or body that the next chunk names: "Nghĩa trang Liệt sĩ huyện A".
    Next,
    /// The unit of a level (row of the classifier): "Nghĩa trang Liệt sĩ tỉnh".
    Level(usize),
}

/// The unit in a name of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitRef {
    /// A named unit.
    Named(Box<PlaceRef>),
    /// Only a level: "tỉnh", "huyện" (row of the classifier).
    Level(usize),
    /// No word for one.
    None,
}

/// Words for a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRef {
    /// Row of the head.
    pub head: usize,
    /// Words of the head where they are spelt out and are not the canonical ones.
    pub head_words: Option<String>,
    /// Field of work or proper name: canonical words and words as written.
    pub field: Option<(String, String)>,
    /// Bodies that it is part of; several are joined by "và" ("Văn phòng HĐND và UBND").
    pub parents: Vec<Self>,
    /// The unit.
    pub unit: UnitRef,
    /// The whole name, where it stands in quotation marks.
    pub quoted: Option<String>,
    /// The words.
    pub span: Span,
}

impl BodyRef {
    /// Only the head, row `head` of the table: no field, no parents, no unit.
    #[must_use]
    pub const fn new(head: usize, span: Span) -> Self {
        Self {
            head,
            head_words: None,
            field: None,
            parents: Vec::new(),
            unit: UnitRef::None,
            quoted: None,
            span,
        }
    }
}

/// The body of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostBody {
    /// Named, or implied by the title.
    Body(Box<BodyRef>),
    /// Only a unit: "Chủ tịch tỉnh"; the key of the kind of body that is meant.
    Unit(String, UnitRef),
    /// A foreign state.
    Country(Box<PlaceRef>),
    /// Not said.
    Missing,
}

/// Words for a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRef {
    /// Title.
    pub role: Role,
    /// True for one of many members.
    pub member: bool,
    /// True for a deputy.
    pub deputy: bool,
    /// The body.
    pub body: PostBody,
    /// "nguyên", "cựu".
    pub former: bool,
    /// "tân".
    pub new: bool,
    /// Term of office, as printed.
    pub term: Option<Span>,
    /// The words.
    pub span: Span,
}

/// Words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRef {
    /// The name, in title case, tones in canonical place.
    pub name: String,
    /// True after an honorific.
    pub honorific: bool,
    /// True after an honorific for several ("các ông"): what is said of the last is said of all.
    pub plural: bool,
    /// True where only the given name stands ("ông Nam").
    pub given: bool,
    /// The name's words, honorific left out.
    pub span: Span,
}

/// Words for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRef {
    /// Day of the month.
    pub day: Option<u8>,
    /// Month.
    pub month: Option<u8>,
    /// Year, if printed.
    pub year: Option<i16>,
    /// `sáng`, `chiều` …
    pub part: Option<Span>,
}

/// A document with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocRef {
    /// Row of the type, if named.
    pub kind: Option<usize>,
    /// Number as printed, without spaces; empty where the type stands without a number.
    pub local: String,
}

/// What a chunk is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person(PersonRef),
    /// A post.
    Post(Box<PostRef>),
    /// A body.
    Body(Box<BodyRef>),
    /// A place.
    Place(Box<PlaceRef>),
    /// An honorific without a name: ông, đồng chí.
    Honorific(usize),
    /// A date.
    Date(DateRef),
    /// A term of office.
    Term,
    /// A document.
    Document(DocRef),
    /// Money or a share.
    Amount(Box<Amount>),
    /// A noun for an event (row).
    Event(usize),
    /// A verb of an act (row); words of other classes that are written alike follow in `words`.
    Verb(usize),
    /// A function word (row).
    Word(usize),
    /// A type of document without a number.
    DocType(usize),
    /// A number.
    Number,
    /// A punctuation mark.
    Punct(char),
    /// Anything else.
    Other,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// What it is.
    pub kind: Kind,
    /// The words.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// First token.
    pub token: usize,
    /// Number of tokens.
    pub tokens: usize,
    /// Row of a function word that is written alike.
    pub word: Option<usize>,
}
