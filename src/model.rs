//! What one article says, as plain data: the language in which the steps of the pipeline meet.
//!
//! No step needs another; they all need this module. No RDF here: see [`crate::map`].

pub mod mention;
pub mod token;

use crate::text::Span;

/// A calendar date of which the day, or the month too, may be unknown. No time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year, Gregorian.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl Day {
    /// ISO 8601: `2021-05-28`, `2021-05` or `2021`.
    #[must_use]
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => format!("{:04}-{m:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }

    /// The date if the calendar has it (`2021-02-30` is none).
    #[must_use]
    pub fn checked(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let m = i8::try_from(month.unwrap_or(1)).ok()?;
        let d = i8::try_from(day.unwrap_or(1)).ok()?;
        jiff::civil::Date::new(year, m, d).ok()?;
        Some(Self { year, month, day: month.and(day) })
    }
}

/// One news article, as read. [`Article::doc`] is what every [`Span`] counts in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// The identifier that the input gave, or the file's stem.
    pub id: String,
    /// Address of the page.
    pub url: Option<String>,
    /// Name or host of the publisher, as the input gave it.
    pub publisher: Option<String>,
    /// Day of publication, if the input gave one.
    pub published: Option<Day>,
    /// Title (if the input gave one apart from the text), a line break, then the text; NFC.
    pub doc: String,
    /// Byte of [`Article::doc`] at which the text begins; what stands before is the title.
    pub text_start: usize,
}

impl Article {
    /// The title, if it was given apart from the text.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let title = self.doc.get(..self.text_start)?.trim();
        (!title.is_empty()).then_some(title)
    }

    /// The text without the title.
    #[must_use]
    pub fn text(&self) -> &str {
        self.doc.get(self.text_start..).unwrap_or("")
    }
}

/// What a stretch of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The headline.
    Title,
    /// A headline that stands in the text: its offsets count there.
    Headline,
    /// Running text.
    Body,
    /// Words under a picture.
    Caption,
    /// Author's name, photo credit, dateline of the agency.
    Byline,
    /// Menu words, image file names, addresses: nothing is read from these.
    Furniture,
    /// "Theo Báo …", the address of the original: kept as the article's source.
    Source,
}

impl Section {
    /// The word for it in the graph.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Furniture => "furniture",
            Self::Source => "source",
        }
    }
}

/// A sentence, caption or heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sentence {
    /// Where it stands, trimmed of white space.
    pub span: Span,
    /// What it is.
    pub section: Section,
    /// Number of its paragraph (line) in the article, from 0.
    pub paragraph: usize,
}

macro_rules! index {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    )+};
}
index!(
    /// Place in [`Knowledge::people`].
    PersonId,
    /// Place in [`Knowledge::bodies`].
    BodyId,
    /// Place in [`Knowledge::places`].
    PlaceId,
    /// Place in [`Knowledge::events`].
    EventId,
    /// Place in [`Knowledge::documents`].
    DocumentId,
    /// Place in [`Knowledge::decisions`].
    DecisionId,
);

/// How sure a rule is, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(pub u16);

/// A named human being.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest name that the article gives, without honorific, tones in canonical place.
    pub name: String,
    /// Where the person acts; none for central level or unknown.
    pub jurisdiction: Option<PlaceId>,
    /// True where the person's bodies are central ones.
    pub central: bool,
    /// Sentences that name the person.
    pub mentions: Vec<Span>,
}

/// The level of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A state.
    Country,
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh.
    District,
    /// Xã, phường, thị trấn.
    Commune,
    /// Thôn, bản, ấp, tổ dân phố.
    Village,
    /// River, road, park, building: not an administrative unit.
    Site,
}

/// An administrative unit or a named site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// With its classifier, as the gazetteer spells it: `huyện Thanh Liêm`.
    pub name: String,
    /// As this article spells it, where that differs.
    pub written: Option<String>,
    /// Its level.
    pub level: Level,
    /// Edition and code of the General Statistics Office's list: (`v1`, `351`).
    pub code: Option<(&'static str, String)>,
    /// The next larger place.
    pub within: Option<PlaceId>,
    /// Sentences that name the place.
    pub mentions: Vec<Span>,
}

/// The part of public life that a body belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// Organ of the Communist Party.
    Party,
    /// Organ of the State.
    State,
    /// Joint organ of both.
    PartyAndState,
    /// Mặt trận, union, women, youth, veterans, farmers, associations.
    Mass,
    /// Army and police.
    Armed,
    /// Courts and procuracies.
    Judicial,
    /// Company.
    Enterprise,
    /// Newspaper, broadcaster.
    Media,
    /// Organ of another state.
    Foreign,
    /// International organisation.
    International,
    /// Religious organisation.
    Religious,
    /// School, hospital and everything else.
    Other,
}

/// Why a body without a named jurisdiction got one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cue {
    /// The words themselves name it.
    Named,
    /// The publisher's name or host.
    Publisher,
    /// The title, the dateline or the heading of the paragraph.
    Heading,
    /// The nearest unit of that level named before.
    Nearest,
    /// The only unit of that level in the article.
    Only,
    /// A superior unit of a named one.
    Parent,
}

impl Cue {
    /// The word for it in the graph.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Publisher => "publisher",
            Self::Heading => "heading",
            Self::Nearest => "nearest",
            Self::Only => "only",
            Self::Parent => "parent",
        }
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Canonical name: abbreviations expanded, jurisdiction added.
    pub name: String,
    /// The same with the spelling of this article, where that differs.
    pub written: Option<String>,
    /// Key of its kind in `data/lexicon/bodies.csv`, such as `ubnd`.
    pub kind: String,
    /// The part of public life that it belongs to.
    pub sector: Sector,
    /// The unit that it serves.
    pub jurisdiction: Option<PlaceId>,
    /// How the jurisdiction was found.
    pub cue: Cue,
    /// The body that it is part of.
    pub parent: Option<BodyId>,
    /// Sentences that name the body.
    pub mentions: Vec<Span>,
}

/// A title without its body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Role {
    /// `Phó Bí thư Thường trực`.
    pub title: String,
    /// 1 where at most one person holds it at a time.
    pub seats: Option<u8>,
}

/// How an article speaks of somebody's holding a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attested {
    /// Holds it at the time of the article.
    Held,
    /// Held it once ("nguyên", a past step).
    Former,
    /// Leaves it by the act reported.
    Left,
    /// Is appointed to it by the act reported.
    Appointed,
    /// Is elected to it by the act reported.
    Elected,
    /// Is approved for it by the act reported.
    Approved,
}

impl Attested {
    /// `current`, `former` or `incoming`.
    #[must_use]
    pub const fn status(self) -> &'static str {
        match self {
            Self::Held => "current",
            Self::Former | Self::Left => "former",
            Self::Appointed | Self::Elected | Self::Approved => "incoming",
        }
    }
}

/// One person, one post, as one sentence attests it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Who.
    pub person: PersonId,
    /// The title.
    pub role: Role,
    /// The body that the post is in.
    pub body: BodyId,
    /// In what way.
    pub attested: Attested,
    /// The day for which it is attested: of the event or of the article; absent if unknown.
    pub observed: Option<Day>,
    /// Term of office as printed: `nhiệm kỳ 2015-2020`, `khóa XIX`.
    pub term: Option<String>,
    /// The sentence.
    pub evidence: Span,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the rule is.
    pub confidence: Confidence,
}

/// What somebody does at an event. A chair and a speaker are attendees too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Presides.
    Chair,
    /// Takes part.
    Attendee,
    /// Speaks, or is reported to have spoken.
    Speaker,
}

/// A person's part in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub part: Part,
    /// The sentence.
    pub evidence: Span,
}

/// A person, a body, or words that name neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agent {
    /// A person.
    Person(PersonId),
    /// A body.
    Body(BodyId),
}

/// A point of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Who presents it.
    pub presenter: Option<Agent>,
    /// What it is about, words of the text.
    pub about: String,
    /// The sentence.
    pub evidence: Span,
}

/// A meeting, session, congress, ceremony, visit, inspection or conference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// `meeting`, `session`, `congress`, `ceremony`, `visit`, `inspection`, `conference`, `other`.
    pub kind: &'static str,
    /// Words of the text.
    pub name: String,
    /// When.
    pub date: Option<Day>,
    /// `sáng`, `chiều`, `tối`.
    pub part_of_day: Option<String>,
    /// `lần thứ 20`, `kỳ họp thứ 8`.
    pub ordinal: Option<u32>,
    /// Who holds it.
    pub host: Option<BodyId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Named people.
    pub people: Vec<Participation>,
    /// Unnamed groups, words of the text, each with its sentence.
    pub groups: Vec<(String, Span)>,
    /// Points of the agenda.
    pub agenda: Vec<AgendaItem>,
    /// Sentences that tell of it.
    pub evidence: Vec<Span>,
}

/// With what force something is said to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// A document or formal act exists.
    Issued,
    /// Agreed, concluded, passed.
    Agreed,
    /// Assigned to somebody, demanded of somebody.
    Assigned,
    /// Asked of a superior, planned.
    Proposed,
    /// Told in a report.
    Reported,
}

impl Modality {
    /// Lower-case word, as the tables show it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Agreed => "agreed",
            Self::Assigned => "assigned",
            Self::Proposed => "proposed",
            Self::Reported => "reported",
        }
    }
}

/// A number with its unit, exact, with the words it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The value in the unit, as a plain decimal: `5970000000000`, `0.3`.
    pub value: String,
    /// ISO 4217 (`VND`, `USD`), or `%`.
    pub unit: &'static str,
    /// As printed: `khoảng 5.970 tỷ đồng`.
    pub text: String,
    /// True after "khoảng", "hơn", "gần", "trên", "ước".
    pub approximate: bool,
}

/// An act of a body or an office-holder, or a statement that is none yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// One of the seventeen actions: `appoint`, `elect`, …, `instruct`, `other`.
    pub action: &'static str,
    /// With what force.
    pub modality: Modality,
    /// The body that decides.
    pub body_deciding: Option<BodyId>,
    /// The named person who decides or announces.
    pub person_deciding: Option<PersonId>,
    /// What is decided, words of the text.
    pub object: String,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// Which post it is about; with [`Decision::body`].
    pub role: Option<Role>,
    /// Which body it is about, or to which it is addressed.
    pub body: Option<BodyId>,
    /// Which place it is about.
    pub place: Option<PlaceId>,
    /// The document that carries it.
    pub document: Option<DocumentId>,
    /// Day of the act.
    pub date: Option<Day>,
    /// Day by which an instruction is to be carried out.
    pub deadline: Option<Day>,
    /// Money or share.
    pub amount: Option<Amount>,
    /// Form of discipline or prosecution, as printed: `khiển trách`, `khởi tố`.
    pub form: Option<String>,
    /// Term of office as printed.
    pub term: Option<String>,
    /// The event at which it is taken.
    pub event: Option<EventId>,
    /// The words that say it, within one sentence or a few.
    pub evidence: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A document with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// `288/QĐ-TTg`, `36-HD/VPTW`, as printed without spaces.
    pub local: String,
    /// `quyết định`, `nghị quyết`, … lower case, if the text says it.
    pub kind: Option<String>,
    /// Day of the document.
    pub date: Option<Day>,
    /// Who issued it.
    pub issuer: Option<BodyId>,
    /// What it is about, words of the text.
    pub about: Option<String>,
    /// Sentences that name it.
    pub mentions: Vec<Span>,
}

/// What happened to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Several become one.
    Merger,
    /// One becomes several.
    Split,
    /// One gets another name.
    Renaming,
    /// One gets another parent.
    Resubordination,
    /// One ends.
    Dissolution,
    /// One begins.
    Establishment,
}

/// A change of a body, with lineage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// Bodies before.
    pub from: Vec<BodyId>,
    /// Bodies after.
    pub to: Vec<BodyId>,
    /// The new parent of a resubordination.
    pub parent: Option<BodyId>,
    /// The decision that makes it.
    pub decision: Option<DecisionId>,
    /// When it was decided.
    pub decided: Option<Day>,
    /// True for "thí điểm".
    pub pilot: bool,
    /// The sentence.
    pub evidence: Span,
}

/// Years from and to, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years {
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
}

/// Something to be built or carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Words of the text.
    pub name: String,
    /// Where it stands.
    pub site: Option<PlaceId>,
    /// The unit that it serves.
    pub jurisdiction: Option<PlaceId>,
    /// Costs, each with its force and sentence.
    pub costs: Vec<(Amount, Modality, Span)>,
    /// Period, with its force and sentence.
    pub period: Option<(Years, Modality, Span)>,
    /// Sentences that tell of it.
    pub evidence: Vec<Span>,
}

/// What a chunk refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ref {
    /// Nothing known.
    None,
    /// A person.
    Person(PersonId),
    /// A body.
    Body(BodyId),
    /// A place.
    Place(PlaceId),
    /// A post: title and body, if the body is known.
    Post(Role, Option<BodyId>),
}

/// Something the rules saw and did not decide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Abstention {
    /// Which words.
    pub span: Span,
    /// Which rule.
    pub rule: &'static str,
    /// Why not: one of a small set of fixed phrases, so that they can be counted.
    pub reason: &'static str,
}

/// All that one article says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Knowledge {
    /// People, in order of first mention.
    pub people: Vec<Person>,
    /// Bodies, in order of first mention.
    pub bodies: Vec<Body>,
    /// Places, in order of first mention; a larger place may come after a smaller one.
    pub places: Vec<Place>,
    /// Who holds what.
    pub holdings: Vec<Holding>,
    /// Events.
    pub events: Vec<Event>,
    /// Decisions and statements.
    pub decisions: Vec<Decision>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Changes of bodies.
    pub changes: Vec<Change>,
    /// Projects.
    pub projects: Vec<Project>,
    /// The line that says where the article was taken from ("Báo Hà Nam điện tử"), with its span.
    pub reprinted: Option<(String, Span)>,
    /// The unit that the whole article is about, and why.
    pub jurisdiction: Option<(PlaceId, Cue)>,
    /// What was not decided.
    pub abstentions: Vec<Abstention>,
}
