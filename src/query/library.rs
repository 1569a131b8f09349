//! The list of the canned queries. A new query is a file in `queries/` and its name here.

/// A query that comes with the tool.
#[derive(Debug, Clone, Copy)]
pub struct Canned {
    /// What it is called on the command line: the file's name without `.rq`.
    pub name: &'static str,
    /// Text of the file.
    pub text: &'static str,
}

macro_rules! canned {
    ($($name:literal),+ $(,)?) => {
        &[$(Canned { name: $name, text: include_str!(concat!("../../queries/", $name, ".rq")) }),+]
    };
}

/// All canned queries, in the order in which they are listed: first the tables, then the questions.
pub const CANNED: &[Canned] = canned![
    "people",
    "bodies",
    "places",
    "holdings",
    "events",
    "attendance",
    "decisions",
    "statements",
    "meetings",
    "meeting-people",
    "attendee-groups",
    "agenda",
    "projects",
    "changes",
    "lineage",
    "instructions",
    "photos",
    "sources",
    "dossier",
    "attended",
    "met",
    "leaders",
    "leaders-on",
    "holders",
    "history",
    "evidence",
    "evidence-of-triple",
    "decisions-by",
    "decisions-about",
    "decisions-numbered",
    "decisions-between",
    "instructions-to",
    "personnel",
    "money",
    "counts",
];
