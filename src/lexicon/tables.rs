//! Typed rows of the tables in `data/lexicon/`.

use std::str::FromStr;

use super::classes::WordSet;
use super::{BadRow, LexiconError, all_good};
use crate::model::Sector;
use crate::text;

/// What may follow the head of a body's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tail {
    /// Nothing: the name is complete.
    None,
    /// A unit: `UBND` + `tỉnh Hà Nam`.
    Unit,
    /// A unit, shown without its classifier: `Tỉnh ủy` + `Hà Nam`.
    Bare,
    /// A unit, which must be there: `Công an` + `huyện`.
    NamedUnit,
    /// A unit named with its classifier: `cảnh sát` + `tỉnh Leyte`.
    UnitOnly,
    /// A unit, or nothing for the national body.
    UnitOptional,
    /// A body or a unit: `Thanh tra` + `Sở Y tế`.
    UnitOrParent,
    /// A unit or a proper name.
    UnitOrName,
    /// The body that it is part of: `Ban Thường vụ` + `Tỉnh ủy`.
    Parent,
    /// The body that it is part of, which must be there.
    NamedParent,
    /// The body that sends it, after an optional preposition; must be there.
    ParentOf,
    /// A body, a unit, or nothing: `Đảng ủy`.
    Any,
    /// A field of work, then a body or a unit: `Sở` + `Nội vụ`.
    Field,
    /// A field of work of a ministry.
    Ministry,
    /// A proper name: `Công ty` + `…`.
    Name,
    /// A number: `Quân khu` + `5`.
    Number,
    /// Nothing or a country: `Chính phủ` + `Nhật Bản`.
    Country,
    /// `Đại sứ quán` + country + `tại` + country.
    Embassy,
    /// Not a body at all.
    Ignore,
}

impl FromStr for Tail {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Ok(match s {
            "none" => Self::None,
            "unit" => Self::Unit,
            "bare" => Self::Bare,
            "named-unit" => Self::NamedUnit,
            "unit-only" => Self::UnitOnly,
            "unit-optional" => Self::UnitOptional,
            "unit-or-parent" => Self::UnitOrParent,
            "unit-or-name" => Self::UnitOrName,
            "parent" => Self::Parent,
            "named-parent" => Self::NamedParent,
            "parent-of" => Self::ParentOf,
            "any" => Self::Any,
            "field" => Self::Field,
            "ministry" => Self::Ministry,
            "name" => Self::Name,
            "number" => Self::Number,
            "country" => Self::Country,
            "embassy" => Self::Embassy,
            "ignore" => Self::Ignore,
            _ => return Err(()),
        })
    }
}

/// The level of unit that a body or a classifier belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The whole country.
    Central,
    /// Province or city under central authority.
    Province,
    /// A city of either level.
    City,
    /// Any unit of the second level.
    District,
    /// A rural district.
    Huyen,
    /// An urban district.
    Quan,
    /// A town of the second level.
    ThiXa,
    /// Any unit of the third level.
    Commune,
    /// Below the commune.
    Village,
    /// The unit that the article is about, if it is about one.
    Local,
}

impl FromStr for Rank {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Ok(match s {
            "central" => Self::Central,
            "province" => Self::Province,
            "city" => Self::City,
            "district" => Self::District,
            "huyen" => Self::Huyen,
            "quan" => Self::Quan,
            "thi-xa" => Self::ThiXa,
            "commune" => Self::Commune,
            "village" => Self::Village,
            "local" => Self::Local,
            _ => return Err(()),
        })
    }
}

/// What is special about a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// A section of a larger body, which may follow a comma: `Phòng Tổng hợp, Văn phòng UBND`.
    Section,
    /// Has sections.
    Owner,
    /// With a field that is in no table it needs an owner or a unit to be a body.
    Loose,
    /// Fields may follow one another: `Ban Quản lý` + `dự án` + `công trình giao thông`.
    Chain,
    /// Only fields of the table.
    Closed,
    /// Said once for several: `Sở Xây dựng, Tài chính`.
    Shared,
    /// One office of several bodies: `Văn phòng HĐND và UBND`.
    Office,
    /// `Trung ương` after the field: `Ban Kinh tế Trung ương`.
    Central,
    /// The Party committee of a bloc, in its shortest form; longer names go on.
    Bloc,
    /// `Khối …` may follow.
    BlocOf,
    /// What it is to do may follow in small words: `Ban Chỉ đạo phòng, chống dịch`.
    Task,
    /// Above all ministries and provinces: what they ask of it is a petition.
    Supreme,
}

impl FromStr for Trait {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Ok(match s {
            "section" => Self::Section,
            "owner" => Self::Owner,
            "loose" => Self::Loose,
            "chain" => Self::Chain,
            "closed" => Self::Closed,
            "shared" => Self::Shared,
            "office" => Self::Office,
            "central" => Self::Central,
            "bloc" => Self::Bloc,
            "bloc-of" => Self::BlocOf,
            "task" => Self::Task,
            "supreme" => Self::Supreme,
            _ => return Err(()),
        })
    }
}

/// Head of a name of a body.
#[derive(Debug, Clone)]
pub struct Head {
    /// Key of the kind.
    pub key: String,
    /// Ways to write it.
    pub forms: Vec<String>,
    /// Canonical words.
    pub name: String,
    /// Part of public life.
    pub sector: Sector,
    /// What follows.
    pub tail: Tail,
    /// Level of the unit where none is named.
    pub rank: Option<Rank>,
    /// What is special about it.
    pub traits: Vec<Trait>,
    /// Key of the head of its branches in the units, for a national organisation.
    pub branch: Option<String>,
}

impl Head {
    /// True where the head has the trait.
    #[must_use]
    pub fn is(&self, wanted: Trait) -> bool {
        self.traits.contains(&wanted)
    }
}

/// A field of work in a name of a body.
#[derive(Debug, Clone)]
pub struct Field {
    /// Canonical words.
    pub name: String,
    /// Ways to write it.
    pub forms: Vec<String>,
}

/// What a title implies about the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleBody {
    /// The body's name follows.
    Follows,
    /// The body's name is this expression.
    Fixed(String),
    /// The title's last word is the first word of the body's name: `Trưởng phòng`.
    Share(String),
    /// The body's name follows, or only its field: `Vụ trưởng Pháp chế`.
    Noun(String),
    /// A ministry, named or given by its field: `Bộ trưởng Y tế`.
    Ministry,
    /// An embassy, given by the countries.
    Embassy,
    /// A foreign state.
    Country,
    /// The title is not recorded.
    Ignore,
}

/// What kind of post a title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleClass {
    /// Leads.
    Head,
    /// Deputy.
    Deputy,
    /// One of many members: keeps the post when given another.
    Member,
    /// Works there.
    Staff,
}

/// A title.
#[derive(Debug, Clone)]
pub struct Role {
    /// Ways to write it.
    pub forms: Vec<String>,
    /// Canonical words.
    pub title: String,
    /// Kind of post.
    pub class: RoleClass,
    /// What it implies about the body.
    pub body: RoleBody,
    /// Kind of body meant where only a unit follows: `Chủ tịch tỉnh`.
    pub unit: String,
    /// 1 where one person holds it at a time.
    pub seats: Option<u8>,
}

/// Classifier of an administrative unit.
#[derive(Debug, Clone)]
pub struct Classifier {
    /// Ways to write it.
    pub forms: Vec<String>,
    /// Canonical word, lower case.
    pub name: String,
    /// Level.
    pub rank: Rank,
}

/// Classifier of a site.
#[derive(Debug, Clone)]
pub struct Site {
    /// As written.
    pub phrase: String,
    /// As shown.
    pub name: String,
    /// The name, folded: with it begins the folded name of such a site.
    pub key: String,
    /// What makes it a name.
    pub takes: SiteTakes,
}

/// What follows the classifier of a site in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteTakes {
    /// A proper name or a number: sông Hồng, quốc lộ 14.
    Name,
    /// The same, of streets: "số 5 Trần Phú" names one.
    Street,
    /// A proper name, or the two ends of a line: cao tốc Hà Nội - Hải Phòng.
    Line,
    /// A proper name, or the unit or body that it belongs to: nghĩa trang liệt sĩ huyện A.
    Owner,
    /// A proper name, or a house number and a street: tòa nhà 8B Trần Phú.
    Number,
    /// Only a house number with a street: khu đất số 8 Trần Phú.
    NumberOnly,
    /// A house number with a street, of which the street is the name where its classifier is written.
    Address,
    /// Nothing: the words are a name by themselves.
    Whole,
    /// The words are no site though they end like one: điểm cầu.
    None,
}

impl FromStr for SiteTakes {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Ok(match s {
            "" => Self::Name,
            "street" => Self::Street,
            "line" => Self::Line,
            "owner" => Self::Owner,
            "number" => Self::Number,
            "number-only" => Self::NumberOnly,
            "address" => Self::Address,
            "whole" => Self::Whole,
            "none" => Self::None,
            _ => return Err(()),
        })
    }
}

/// Kinds of honorific.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HonorificKind {
    /// ông, bà, đồng chí
    Title,
    /// các ông
    Plural,
    /// Đại tá
    Rank,
    /// TS, bác sĩ
    Degree,
    /// linh mục
    Religious,
    /// bị can
    Accused,
}

/// An honorific.
#[derive(Debug, Clone)]
pub struct Honorific {
    /// As written.
    pub phrase: String,
    /// Kind.
    pub kind: HonorificKind,
}

/// A noun for an event.
#[derive(Debug, Clone)]
pub struct EventNoun {
    /// As written.
    pub phrase: String,
    /// Kind of event.
    pub kind: &'static str,
}

/// A type of document.
#[derive(Debug, Clone)]
pub struct DocType {
    /// Ways to write it.
    pub forms: Vec<String>,
    /// Canonical words, lower case.
    pub name: String,
    /// Its letters in a number.
    pub symbol: String,
    /// What a paper of the type does.
    pub force: Force,
}

/// What a type of document does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Decides a single thing.
    Decree,
    /// Acts rest on it.
    Law,
    /// Written by one office to another, or to all.
    Letter,
    /// Says what is to be done in a period.
    Plan,
    /// Asks those above for something.
    Proposal,
    /// None of these.
    Other,
}

fn force(r: &Row) -> Result<Force, BadRow> {
    match r.get("force") {
        "decree" => Ok(Force::Decree),
        "law" => Ok(Force::Law),
        "letter" => Ok(Force::Letter),
        "plan" => Ok(Force::Plan),
        "proposal" => Ok(Force::Proposal),
        "" => Ok(Force::Other),
        _ => Err(r.bad("force", "decree, law, letter, plan, proposal or nothing")),
    }
}

/// Sentence shapes of verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frame {
    /// Gives or takes a post.
    Personnel,
    /// Retirement.
    Retire,
    /// Discipline or prosecution of a person.
    Sanction,
    /// Prosecution of a case.
    Case,
    /// Changes a body.
    Body,
    /// Issues a document.
    Document,
    /// Approves a thing.
    Thing,
    /// Gives money.
    Money,
    /// Gives an honour.
    Award,
    /// Tells somebody to do something.
    Instruct,
    /// Asks a superior.
    Propose,
    /// Does something to a thing that has no shape of its own: revokes, seals off, searches.
    Deed,
    /// No act.
    Nothing,
}

/// What tells a verb from others of its action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Usage {
    /// Nothing.
    Plain,
    /// Its subject is the person: "trúng cử", "nghỉ hưu".
    Person,
    /// A post that the person has is given once more: "bổ nhiệm lại".
    Again,
    /// It is an act only if it says to whom: "chỉ đạo" alone is leadership.
    Addressed,
    /// It is a petition if the one who is asked stands higher: "đề nghị".
    Polite,
    /// Another verb says in what form: "kỷ luật".
    General,
    /// It must name a paper: "thông qua" alone means "by".
    Paper,
    /// The procuracy brings somebody to court.
    Charge,
    /// A court decides.
    Sentence,
    /// Every post is taken, so that none need be named.
    AllPosts,
}

impl FromStr for Usage {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Ok(match s {
            "" => Self::Plain,
            "person" => Self::Person,
            "again" => Self::Again,
            "addressed" => Self::Addressed,
            "polite" => Self::Polite,
            "general" => Self::General,
            "paper" => Self::Paper,
            "charge" => Self::Charge,
            "sentence" => Self::Sentence,
            "all-posts" => Self::AllPosts,
            _ => return Err(()),
        })
    }
}

/// A verb of an act.
#[derive(Debug, Clone)]
pub struct Acts {
    /// As written.
    pub phrase: String,
    /// Action.
    pub action: &'static str,
    /// `issued`, `agreed`, `assigned`, `proposed`.
    pub modality: crate::model::Modality,
    /// Sentence shape.
    pub frame: Frame,
    /// What tells it from others of its action.
    pub usage: Usage,
}

macro_rules! word_classes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// Classes of function words in `data/lexicon/words.csv`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordClass { $($(#[$doc])* $name),+ }
        impl WordClass {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }
        impl FromStr for WordClass {
            type Err = ();
            fn from_str(s: &str) -> Result<Self, ()> {
                match s { $($text => Ok(Self::$name),)+ _ => Err(()) }
            }
        }
    };
}
const _: () = assert!(WordClass::ALL.len() <= WordSet::MOST, "the classes need another part of `WordSet`");

word_classes! {
    /// Holds a post.
    Hold = "hold",
    /// Noun for a post.
    Office = "office",
    /// Joins a committee.
    Join = "join",
    /// Into a committee.
    Into = "into",
    /// And.
    And = "and",
    /// Is.
    Be = "be",
    /// Against, concerning a person.
    Against = "against",
    /// With.
    With = "with",
    /// For, to a person.
    For = "for",
    /// By.
    By = "by",
    /// Passive of something good.
    Passive = "passive",
    /// Passive of something bad.
    PassiveBad = "passive-bad",
    /// Of.
    Of = "of",
    /// At.
    At = "at",
    /// To a place.
    To = "to",
    /// Comes to work at.
    WorkAt = "workat",
    /// Former.
    Former = "former",
    /// Newly.
    New = "new",
    /// In the past.
    Past = "past",
    /// Held in the past.
    PastHold = "past-hold",
    /// Replaces somebody.
    Replace = "replace",
    /// Goes on.
    Continue = "continue",
    /// Acting.
    Acting = "acting",
    /// In charge.
    InCharge = "incharge",
    /// Presides.
    Chair = "chair",
    /// Under the presidency of.
    ChairOf = "chair-of",
    /// Attends.
    Attend = "attend",
    /// Receives.
    Receive = "receive",
    /// Works with.
    WorkWith = "workwith",
    /// Speaks.
    Speak = "speak",
    /// Signs.
    Sign = "sign",
    /// Group of unnamed people.
    Group = "group",
    /// Holds an event.
    HoldEvent = "hold-event",
    /// Not yet.
    Future = "future",
    /// Not.
    Negation = "negation",
    /// According to.
    According = "according",
    /// Morning.
    Morning = "morning",
    /// Afternoon.
    Afternoon = "afternoon",
    /// Evening.
    Evening = "evening",
    /// Noon.
    Noon = "noon",
    /// Term of office.
    Term = "term",
    /// Việt Nam.
    Vietnam = "vietnam",
    /// Central level.
    Central = "central",
    /// Day.
    Day = "day",
    /// Month.
    Month = "month",
    /// Year.
    Year = "year",
    /// Opens a list.
    List = "list",
    /// Makes the next classifier a plural.
    Plural = "plural",
    /// Common word in a company's name.
    Business = "business",
    /// Rank prefix "Phó".
    Vice = "vice",
    /// Suffix of a title.
    Suffix = "suffix",
    /// Roman or other word that makes no unit of the classifier before it.
    NoUnit = "nounit",
    /// Unit of money.
    Money = "money",
    /// Factor of a number: triệu, tỷ.
    Factor = "factor",
    /// About, more than.
    About = "about",
    /// Number marker "số".
    Number = "number",
    /// This, the said.
    This = "this",
    /// Picture credit.
    Credit = "credit",
    /// Delegation.
    Delegation = "delegation",
    /// At the same time.
    Likewise = "likewise",
    /// Never part of a name.
    Stop = "stop",
    /// After "thông qua": by means of.
    Means = "means",
    /// Decides, as a verb.
    Decides = "decides",
    /// People at a meeting in general.
    Audience = "audience",
    /// The people, who hold no office: voters, inhabitants.
    Populace = "populace",
    /// Meets in session.
    Sits = "sits",
    /// Hands over a decision.
    HandOver = "hand-over",
    /// Personnel matters.
    Cadres = "cadres",
    /// On trial.
    Pilot = "pilot",
    /// Presents a report.
    Present = "present",
    /// Announces a project.
    Project = "project",
    /// Something that is built.
    Building = "building",
    /// Announces a cost.
    Cost = "cost",
    /// Announces years from and to.
    Period = "period",
    /// Announces a schedule.
    Schedule = "schedule",
    /// Says where something stands.
    Sited = "sited",
    /// Head of a paragraph that reports.
    Report = "report",
    /// Manages.
    Manage = "manage",
    /// Where somebody was born.
    Origin = "origin",
    /// Now, today.
    Now = "now",
    /// Noun before a verb that makes it a noun too.
    Noun = "noun",
    /// Before a date.
    Before = "before",
    /// Before an act that is reported.
    BeforeThat = "before-that",
    /// Honour that can be given.
    Prize = "prize",
    /// Marks an ordinal.
    Ordinal = "ordinal",
    /// Name of a place that is also a person's: its classifier is always shown.
    FullName = "full-name",
    /// Parts of the country that are no units: Tây Nguyên, Bắc Trung Bộ.
    Region = "region",
    /// After the name of a unit that is no more: cũ.
    Gone = "gone",
    /// After the name of a road, and part of it: kéo dài.
    RoadSuffix = "road-suffix",
    /// Tells of an earlier time at the head of a sentence: trước đó.
    Earlier = "earlier",
    /// Member of a council, before the name: đại biểu.
    Delegate = "delegate",
    /// Branch of a bank or firm in its name: chi nhánh.
    BranchWord = "branch-word",
    /// Field of an office that every district has, after "Phòng".
    DistrictOffice = "district-office",
    /// Tells that a body serves the whole country: quốc gia.
    National = "national",
    /// Announces what somebody has studied: trình độ chuyên môn.
    Schooling = "schooling",
    /// Tells what a step is for: để.
    Purpose = "purpose",
    /// Parts two posts that somebody held one after the other: rồi.
    Then = "then",
    /// Registered form of a firm: TNHH, cổ phần.
    FirmForm = "firm-form",
    /// What steering committees are for: chống, quy tập.
    TaskVerb = "task-verb",
    /// "nước" before the name of a state.
    CountryWord = "country-word",
    /// Words of an age or a birth: tuổi, SN.
    Age = "age",
    /// Words that tell another name of the person before: bí danh.
    Alias = "alias",
    /// The State, before the name of a country.
    State = "state",
    /// Capitalised words that are no person.
    NotPerson = "not-person",
    /// A country of one syllable may follow.
    CountryCue = "country-cue",
    /// Word of time or manner between subject and verb: đã, cũng.
    Tense = "tense",
    /// In the course of, beside: before the noun of an event.
    Amid = "amid",
    /// Goes to see.
    Visit = "visit",
    /// Looks into, on the spot or in the books.
    Inspect = "inspect",
    /// Looks into, told as done by a body.
    Inspects = "inspects",
    /// After having looked into something.
    Inspected = "inspected",
    /// Part of a year, before the year that is on.
    WithinYear = "within-year",
    /// Before the first day, month or year of a time.
    Starting = "starting",
    /// So long before now.
    Ago = "ago",
    /// Came into the Party, before the day or year of that.
    Joining = "joining",
    /// Result of an inspection.
    Finding = "finding",
    /// In order to.
    Aim = "aim",
    /// Is at the head of a delegation.
    Lead = "lead",
    /// On the same day.
    SameDay = "same-day",
    /// On the way to an event that is not yet.
    Towards = "towards",
    /// From a day on.
    Since = "since",
    /// Honours the dead.
    Homage = "homage",
    /// Wishes well.
    Congratulate = "congratulate",
    /// Bloc of Party organisations.
    Bloc = "bloc",
    /// Kind of Party organisations in a bloc.
    BlocPart = "bloc-part",
    /// Before a verb: somebody wants it, or it is to be done.
    Wish = "wish",
    /// Before a paper: writes, signs, sends it.
    Writes = "writes",
    /// Something that is passed without being called a document: phương hướng, danh sách.
    Paper = "paper",
    /// Comes into force.
    InForce = "in-force",
    /// Has to do something.
    Must = "must",
    /// Before a post: what somebody did while holding it.
    Capacity = "capacity",
    /// Says that somebody did wrong, or what is to be made good.
    Fault = "fault",
}

impl WordClass {
    /// True for classes of words that may stand inside the name of a body.
    #[must_use]
    pub const fn in_names(self) -> bool {
        matches!(
            self,
            Self::Business
                | Self::Project
                | Self::Building
                | Self::Noun
                | Self::Report
                | Self::Manage
                | Self::Means
                | Self::Number
                | Self::Prize
                | Self::Cadres
                | Self::Cost
                | Self::CountryCue
                | Self::Bloc
                | Self::BlocPart
                | Self::Inspect
                | Self::Inspects
                | Self::Finding
                | Self::Money
                | Self::Factor
                | Self::About
                | Self::NotPerson
                | Self::Sited
                | Self::Schedule
                | Self::Central
                | Self::NoUnit
                | Self::Suffix
                | Self::Vietnam
                | Self::FullName
                | Self::FirmForm
                | Self::DistrictOffice
                | Self::National
                | Self::BranchWord
                | Self::TaskVerb
                | Self::CountryWord
                | Self::Region
                | Self::State
                | Self::Sits
                | Self::Paper
                | Self::Writes
        )
    }
}

/// A function word.
#[derive(Debug, Clone)]
pub struct Word {
    /// As written.
    pub phrase: String,
    /// Class.
    pub class: WordClass,
}

/// All tables.
#[derive(Debug, Default)]
pub struct Tables {
    /// Heads of bodies' names.
    pub heads: Vec<Head>,
    /// Fields of work.
    pub fields: Vec<Field>,
    /// Titles.
    pub roles: Vec<Role>,
    /// Classifiers of units.
    pub classifiers: Vec<Classifier>,
    /// Classifiers of sites.
    pub sites: Vec<Site>,
    /// Honorifics.
    pub honorifics: Vec<Honorific>,
    /// Surnames.
    pub surnames: Vec<String>,
    /// Nouns for events.
    pub events: Vec<EventNoun>,
    /// Types of documents.
    pub doc_types: Vec<DocType>,
    /// Verbs of acts.
    pub verbs: Vec<Acts>,
    /// Function words.
    pub words: Vec<Word>,
}

/// A row with its place, to say where an error is.
struct Row {
    file: &'static str,
    line: usize,
    header: csv::StringRecord,
    record: csv::StringRecord,
}

impl Row {
    fn get(&self, column: &str) -> &str {
        self.header.iter().position(|h| h == column).and_then(|n| self.record.get(n)).unwrap_or("")
    }

    fn text(&self, column: &str) -> String {
        text::nfc(self.get(column).trim())
    }

    fn forms(&self, column: &str) -> Vec<String> {
        self.get(column).split('|').map(|f| text::nfc(f.trim())).filter(|f| !f.is_empty()).collect()
    }

    fn bad(&self, column: &str, expected: &str) -> BadRow {
        let what = format!("column {column}: {:?} is not {expected}", self.get(column));
        BadRow { file: self.file, line: self.line, what }
    }

    fn parse<T: FromStr>(&self, column: &str, expected: &str) -> Result<T, BadRow> {
        self.get(column).parse().map_err(|_| self.bad(column, expected))
    }

    fn optional<T: FromStr>(&self, column: &str, expected: &str) -> Result<Option<T>, BadRow> {
        if self.get(column).is_empty() { Ok(None) } else { self.parse(column, expected).map(Some) }
    }

    fn several<T: FromStr>(&self, column: &str, expected: &str) -> Result<Vec<T>, BadRow> {
        let words = self.get(column).split('|').filter(|w| !w.is_empty());
        words.map(|w| w.parse().map_err(|_| self.bad(column, expected))).collect()
    }
}

/// Reads one table, row by row; faulty rows go to `errors`.
fn read<T>(
    file: &'static str,
    data: &'static str,
    errors: &mut Vec<BadRow>,
    make: impl Fn(&Row) -> Result<T, BadRow>,
) -> Vec<T> {
    let mut reader = csv::ReaderBuilder::new().from_reader(data.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let mut out = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
                match make(&Row { file, line, header: header.clone(), record }) {
                    Ok(row) => out.push(row),
                    Err(e) => errors.push(e),
                }
            }
            Err(e) => errors.push(BadRow { file, line: 0, what: e.to_string() }),
        }
    }
    out
}

macro_rules! table {
    ($name:literal) => {
        (concat!("data/lexicon/", $name), include_str!(concat!("../../data/lexicon/", $name)))
    };
}

impl Tables {
    /// The tables that are part of the program.
    ///
    /// # Errors
    /// All faulty rows at once.
    pub fn embedded() -> Result<Self, LexiconError> {
        let mut bad = Vec::new();
        let e = &mut bad;
        let (f, d) = table!("bodies.csv");
        let heads = read(f, d, e, head);
        let (f, d) = table!("fields.csv");
        let fields = read(f, d, e, |r| Ok(Field { name: r.text("name"), forms: r.forms("forms") }));
        let (f, d) = table!("roles.csv");
        let roles = read(f, d, e, role);
        let (f, d) = table!("classifiers.csv");
        let classifiers = read(f, d, e, |r| {
            Ok(Classifier {
                forms: r.forms("forms"),
                name: r.text("name"),
                rank: r.parse("level", "a level such as province")?,
            })
        });
        let (f, d) = table!("sites.csv");
        let sites = read(f, d, e, site);
        let (f, d) = table!("honorifics.csv");
        let honorifics = read(f, d, e, honorific);
        let (f, d) = table!("surnames.csv");
        let surnames = read(f, d, e, |r| Ok(r.text("name")));
        let (f, d) = table!("events.csv");
        let events = read(f, d, e, event);
        let (f, d) = table!("doctypes.csv");
        let doc_types = read(f, d, e, |r| {
            Ok(DocType {
                forms: r.forms("forms"),
                name: r.text("name"),
                symbol: r.text("symbol"),
                force: force(r)?,
            })
        });
        let (f, d) = table!("verbs.csv");
        let verbs = read(f, d, e, verb);
        let (f, d) = table!("words.csv");
        let words = read(f, d, e, |r| {
            Ok(Word { phrase: r.text("phrase"), class: r.parse("class", "a class of words")? })
        });
        all_good(bad)?;
        Ok(Self {
            heads,
            fields,
            roles,
            classifiers,
            sites,
            honorifics,
            surnames,
            events,
            doc_types,
            verbs,
            words,
        })
    }
}

fn head(r: &Row) -> Result<Head, BadRow> {
    let sector = match r.get("sector") {
        "Party" => Sector::Party,
        "State" => Sector::State,
        "PartyAndState" => Sector::PartyAndState,
        "Mass" => Sector::Mass,
        "Armed" => Sector::Armed,
        "Judicial" => Sector::Judicial,
        "Enterprise" => Sector::Enterprise,
        "Media" => Sector::Media,
        "Foreign" => Sector::Foreign,
        "International" => Sector::International,
        "Religious" => Sector::Religious,
        "Other" => Sector::Other,
        _ => return Err(r.bad("sector", "a sector such as Party or State")),
    };
    Ok(Head {
        key: r.text("key"),
        forms: r.forms("forms"),
        name: r.text("name"),
        sector,
        tail: r.parse("tail", "a kind of tail such as unit")?,
        rank: r.optional("level", "a level such as province")?,
        traits: r.several("traits", "traits of a head such as section")?,
        branch: Some(r.text("branch")).filter(|key| !key.is_empty()),
    })
}

fn role(r: &Row) -> Result<Role, BadRow> {
    let class = match r.get("class") {
        "head" => RoleClass::Head,
        "deputy" => RoleClass::Deputy,
        "member" => RoleClass::Member,
        "staff" => RoleClass::Staff,
        _ => return Err(r.bad("class", "head, deputy, member or staff")),
    };
    let body = match r.text("body").as_str() {
        "follows" => RoleBody::Follows,
        "ministry" => RoleBody::Ministry,
        "country" => RoleBody::Country,
        "embassy" => RoleBody::Embassy,
        "ignore" => RoleBody::Ignore,
        other => match (other.strip_prefix('='), other.strip_prefix("share:"), other.strip_prefix("noun:")) {
            (Some(name), _, _) => RoleBody::Fixed(name.to_owned()),
            (_, Some(word), _) => RoleBody::Share(word.to_owned()),
            (_, _, Some(word)) => RoleBody::Noun(word.to_owned()),
            _ => {
                return Err(
                    r.bad("body", "follows, =NAME, share:WORD, noun:WORD, ministry, country or ignore")
                );
            }
        },
    };
    Ok(Role {
        forms: r.forms("forms"),
        title: r.text("title"),
        class,
        body,
        unit: r.text("unit"),
        seats: r.optional("seats", "a number")?,
    })
}

fn site(r: &Row) -> Result<Site, BadRow> {
    let takes =
        r.parse("takes", "empty, street, line, owner, number, number-only, address, whole or none")?;
    let name = r.text("name");
    Ok(Site { phrase: r.text("phrase"), key: text::fold(&name), name, takes })
}

fn honorific(r: &Row) -> Result<Honorific, BadRow> {
    let kind = match r.get("kind") {
        "title" => HonorificKind::Title,
        "plural" => HonorificKind::Plural,
        "rank" => HonorificKind::Rank,
        "degree" => HonorificKind::Degree,
        "religious" => HonorificKind::Religious,
        "accused" => HonorificKind::Accused,
        _ => return Err(r.bad("kind", "title, plural, rank, degree, religious or accused")),
    };
    Ok(Honorific { phrase: r.text("phrase"), kind })
}

/// The kinds of events, as the tables show them.
pub const EVENT_KINDS: [&str; 8] =
    ["meeting", "session", "congress", "ceremony", "visit", "inspection", "conference", "other"];

fn event(r: &Row) -> Result<EventNoun, BadRow> {
    let kind = EVENT_KINDS.into_iter().find(|k| *k == r.get("kind"));
    Ok(EventNoun { phrase: r.text("phrase"), kind: kind.ok_or_else(|| r.bad("kind", "a kind of event"))? })
}

/// The actions, as the tables show them.
pub const ACTIONS: [&str; 17] = [
    "appoint",
    "elect",
    "approve",
    "dismiss",
    "discipline",
    "prosecute",
    "establish",
    "merge",
    "dissolve",
    "rename",
    "transfer",
    "issue",
    "maintain",
    "fund",
    "award",
    "instruct",
    "other",
];

fn verb(r: &Row) -> Result<Acts, BadRow> {
    use crate::model::Modality;
    let action = ACTIONS.into_iter().find(|a| *a == r.get("action"));
    let modality = match r.get("modality") {
        "issued" => Modality::Issued,
        "agreed" => Modality::Agreed,
        "assigned" => Modality::Assigned,
        "proposed" => Modality::Proposed,
        "reported" => Modality::Reported,
        _ => return Err(r.bad("modality", "issued, agreed, assigned, proposed or reported")),
    };
    let frame = match r.get("frame") {
        "personnel" => Frame::Personnel,
        "retire" => Frame::Retire,
        "sanction" => Frame::Sanction,
        "case" => Frame::Case,
        "body" => Frame::Body,
        "document" => Frame::Document,
        "thing" => Frame::Thing,
        "money" => Frame::Money,
        "award" => Frame::Award,
        "instruct" => Frame::Instruct,
        "propose" => Frame::Propose,
        "deed" => Frame::Deed,
        "" => Frame::Nothing,
        _ => return Err(r.bad("frame", "a sentence shape such as personnel")),
    };
    Ok(Acts {
        phrase: r.text("phrase"),
        action: action.ok_or_else(|| r.bad("action", "one of the seventeen actions"))?,
        modality,
        frame,
        usage: r
            .parse("usage", "empty, person, again, addressed, polite, general, paper, charge or sentence")?,
    })
}
