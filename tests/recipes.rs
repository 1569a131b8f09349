//! Every row of `data/lexicon/` is recognised in its example, and not in its counterexample.
#![expect(clippy::unwrap_used, reason = "a test stops where a table cannot be read")]

use std::collections::BTreeMap;
use std::path::Path;

use unicode_normalization::is_nfc;
use vnkg::lexicon::tables::{RoleBody, SiteTakes, Tail, WordClass};
use vnkg::lexicon::{Class, Lexicon, Matches, token};
use vnkg::model::mention::{BodyRef, Chunk, Kind, PlaceRef, PostBody, UnitRef};
use vnkg::model::{Article, Section, Sentence};
use vnkg::recognise::{Recogniser, Scanned};
use vnkg::text::{self, Span};

/// The tables, with the class under which their rows are looked up.
const TABLES: [(&str, Class); 11] = [
    ("bodies", Class::Head),
    ("fields", Class::Field),
    ("roles", Class::Role),
    ("honorifics", Class::Honorific),
    ("surnames", Class::Surname),
    ("classifiers", Class::Classifier),
    ("sites", Class::Site),
    ("events", Class::Event),
    ("doctypes", Class::DocType),
    ("verbs", Class::Verb),
    ("words", Class::Word),
];

/// One row of a table, by the names of its columns.
struct Row {
    place: String,
    cells: BTreeMap<String, String>,
}

impl Row {
    fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// All ways to write it.
    fn forms(&self) -> Vec<&str> {
        match (self.get("forms"), self.get("phrase")) {
            ("", "") => vec![self.get("name")],
            ("", phrase) => vec![phrase],
            (forms, _) => forms.split('|').collect(),
        }
    }
}

fn rows(table: &str) -> Vec<Row> {
    let file = format!("data/lexicon/{table}.csv");
    let mut reader = csv::Reader::from_path(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let row = |r: csv::StringRecord| Row {
        place: format!("{file}:{}", r.position().unwrap().line()),
        cells: header.iter().map(str::to_owned).zip(r.iter().map(str::to_owned)).collect(),
    };
    reader.records().map(|r| row(r.unwrap())).collect()
}

/// What the recogniser made of some words.
struct Scene<'a> {
    lexicon: &'a Lexicon,
    doc: &'a str,
    matches: Matches,
    scanned: Scanned,
}

impl<'a> Scene<'a> {
    fn new(recogniser: &Recogniser, lexicon: &'a Lexicon, doc: &'a str) -> Self {
        let article = Article { doc: doc.to_owned(), ..Article::default() };
        let whole = Sentence { span: Span::new(0, doc.len()), section: Section::Body, paragraph: 0 };
        let scanned = recogniser.scan(&article, &[whole]);
        Self { lexicon, doc, matches: lexicon.matches(&scanned.tokens), scanned }
    }

    /// Where the phrases of a row stand: first token, number of tokens.
    fn places_of(&self, class: Class, row: usize) -> Vec<(usize, usize)> {
        let at = |t: usize| self.matches.at(t).iter().filter(move |m| m.class == class && m.row == row);
        (0..self.scanned.tokens.len()).flat_map(|t| at(t).map(move |m| (t, m.len))).collect()
    }

    /// The same, where they are no part of a longer phrase of the class.
    fn longest_of(&self, class: Class, row: usize) -> Vec<(usize, usize)> {
        let longer = |(t, len): (usize, usize)| {
            (0..=t).any(|from| {
                self.matches.longest(from, class).is_some_and(|m| m.len > len && from + m.len >= t + len)
            })
        };
        self.places_of(class, row).into_iter().filter(|found| !longer(*found)).collect()
    }

    fn chunk_at(&self, token: usize) -> Option<&Chunk> {
        self.scanned.chunks.iter().find(|c| (c.token..c.token + c.tokens).contains(&token))
    }

    fn bodies(&self) -> Vec<&BodyRef> {
        let mut out = Vec::new();
        for chunk in &self.scanned.chunks {
            match &chunk.kind {
                Kind::Body(body) => with_parents(body, &mut out),
                Kind::Post(post) => {
                    if let PostBody::Body(body) = &post.body {
                        with_parents(body, &mut out);
                    }
                }
                _ => {}
            }
        }
        out
    }

    fn units(&self) -> Vec<&UnitRef> {
        let posts = self.scanned.chunks.iter().filter_map(|c| match &c.kind {
            Kind::Post(post) => match &post.body {
                PostBody::Unit(_, unit) => Some(unit),
                _ => None,
            },
            _ => None,
        });
        self.bodies().into_iter().map(|b| &b.unit).chain(posts).collect()
    }

    fn places(&self) -> Vec<&PlaceRef> {
        let mut out = Vec::new();
        let named = self.units().into_iter().filter_map(|u| match u {
            UnitRef::Named(place) => Some(place.as_ref()),
            _ => None,
        });
        let own = self.scanned.chunks.iter().filter_map(|c| match &c.kind {
            Kind::Place(place) => Some(place.as_ref()),
            _ => None,
        });
        for place in named.chain(own) {
            let mut next = Some(place);
            while let Some(place) = next {
                out.push(place);
                next = place.within.as_deref();
            }
        }
        out
    }

    fn kind(&self, wanted: impl Fn(&Kind) -> bool) -> bool {
        self.scanned.chunks.iter().any(|c| wanted(&c.kind))
    }

    /// Every chunk, for the report of a failure.
    fn seen(&self) -> String {
        let name = |kind: &Kind| match kind {
            Kind::Person(_) => "Person",
            Kind::Post(_) => "Post",
            Kind::Body(_) => "Body",
            Kind::Place(_) => "Place",
            Kind::Honorific(_) => "Honorific",
            Kind::Date(_) => "Date",
            Kind::Term => "Term",
            Kind::Document(_) => "Document",
            Kind::Amount(_) => "Amount",
            Kind::Event(_) => "Event",
            Kind::Verb(_) => "Verb",
            Kind::Word(_) => "Word",
            Kind::DocType(_) => "DocType",
            Kind::Number => "Number",
            Kind::Punct(_) => "Punct",
            Kind::Other => "Other",
        };
        let shown = self.scanned.chunks.iter().filter(|c| !matches!(c.kind, Kind::Punct(_) | Kind::Other));
        shown.map(|c| format!("{} {:?}", name(&c.kind), c.span.of(self.doc))).collect::<Vec<_>>().join(", ")
    }

    /// True where the row is recognised somewhere in the words.
    fn recognised(&self, class: Class, row: usize) -> bool {
        match class {
            Class::Head => self.head(row),
            Class::Field => self.field(row),
            Class::Role => self.role(row),
            Class::Honorific => self.honorific(row),
            Class::Surname => self.surname(row),
            Class::Classifier => {
                self.places().iter().any(|p| p.classifier == Some(row))
                    || self.units().contains(&&UnitRef::Level(row))
            }
            Class::Site => self.site(row),
            Class::Event => self.kind(|k| *k == Kind::Event(row)),
            Class::DocType => self.kind(|k| match k {
                Kind::DocType(own) => *own == row,
                Kind::Document(d) => d.kind == Some(row),
                _ => false,
            }),
            Class::Verb => self.kind(|k| *k == Kind::Verb(row)),
            Class::Word => self.word(row),
            Class::PlaceName => false,
        }
    }

    fn head(&self, row: usize) -> bool {
        if self.lexicon.heads.get(row).is_some_and(|h| h.tail == Tail::Ignore) {
            return self.ignored(Class::Head, row, |k| matches!(k, Kind::Body(_)));
        }
        self.bodies().iter().any(|b| b.head == row)
    }

    /// The phrase is there, and nothing was made of it.
    fn ignored(&self, class: Class, row: usize, kind: impl Fn(&Kind) -> bool) -> bool {
        let found = self.longest_of(class, row);
        !found.is_empty() && found.iter().all(|(t, _)| !self.chunk_at(*t).is_some_and(|c| kind(&c.kind)))
    }

    /// A site of that kind; words that are none keep the row of which they are the end from being one.
    fn site(&self, row: usize) -> bool {
        let sited = |k: &Kind| matches!(k, Kind::Place(p) if p.site.is_some());
        if self.lexicon.sites.get(row).is_some_and(|s| s.takes == SiteTakes::None) {
            return self.ignored(Class::Site, row, sited);
        }
        self.places().iter().any(|p| p.site == Some(row))
    }

    fn field(&self, row: usize) -> bool {
        let Some(field) = self.lexicon.fields.get(row) else { return false };
        // Several fields may follow one another in a name: "dự án đầu tư xây dựng" + "công trình …".
        let has = |whole: &str| format!(" {whole} ").contains(&format!(" {} ", field.name));
        !self.places_of(Class::Field, row).is_empty()
            && self.bodies().iter().any(|b| b.field.as_ref().is_some_and(|(canonical, _)| has(canonical)))
    }

    fn role(&self, row: usize) -> bool {
        let Some(role) = self.lexicon.roles.get(row) else { return false };
        if role.body == RoleBody::Ignore {
            return self.ignored(Class::Role, row, |k| matches!(k, Kind::Post(_)));
        }
        let title = |kind: &Kind| match kind {
            Kind::Post(post) => text::fold(&post.role.title).contains(&text::fold(&role.title)),
            _ => false,
        };
        self.longest_of(Class::Role, row).iter().any(|(t, len)| {
            self.chunk_at(*t).is_some_and(|c| title(&c.kind) && t + len <= c.token + c.tokens)
        })
    }

    fn honorific(&self, row: usize) -> bool {
        self.longest_of(Class::Honorific, row).iter().any(|(t, _)| {
            let Some(chunk) = self.chunk_at(*t) else { return false };
            match &chunk.kind {
                Kind::Honorific(own) => *own == row,
                Kind::Person(person) => {
                    person.honorific && self.scanned.tokens[*t].span.start < person.span.start
                }
                _ => false,
            }
        })
    }

    /// The government or the ambassador of a country.
    fn is_of_country(&self, kind: &Kind) -> bool {
        let embassy = |b: &BodyRef| self.lexicon.heads.get(b.head).is_some_and(|h| h.tail == Tail::Embassy);
        match kind {
            Kind::Post(post) => match &post.body {
                PostBody::Country(_) => true,
                PostBody::Body(body) => embassy(body),
                _ => false,
            },
            Kind::Body(body) => matches!(body.unit, UnitRef::Named(_)),
            _ => false,
        }
    }

    /// A name of several words without honorific that begins with the surname.
    fn surname(&self, row: usize) -> bool {
        self.places_of(Class::Surname, row).iter().any(|(t, _)| {
            self.chunk_at(*t).is_some_and(|c| match &c.kind {
                Kind::Person(person) => c.token == *t && !person.honorific && !person.given,
                _ => false,
            })
        })
    }

    fn word(&self, row: usize) -> bool {
        let Some(class) = self.lexicon.words.get(row).map(|w| w.class) else { return false };
        let same_class = |t: usize| {
            let own = |m: &&vnkg::lexicon::trie::Match<Class>| {
                m.class == Class::Word && self.lexicon.words.get(m.row).is_some_and(|w| w.class == class)
            };
            self.matches.at(t).iter().find(own).map_or(0, |m| m.len)
        };
        self.places_of(Class::Word, row)
            .into_iter()
            .filter(|(t, len)| *len == same_class(*t))
            .any(|(t, len)| self.word_works(class, t, len))
    }

    /// True where the word at a token does what its class is for.
    fn word_works(&self, class: WordClass, at: usize, len: usize) -> bool {
        let Some(chunk) = self.chunk_at(at) else { return false };
        let kind = &chunk.kind;
        let whole = chunk.token == at && chunk.tokens == len && chunk.word.is_some();
        let inside = at + len <= chunk.token + chunk.tokens;
        let next = self.chunk_at(at + len).map(|c| &c.kind);
        match class {
            WordClass::Business | WordClass::Central | WordClass::Bloc | WordClass::BlocPart => {
                inside && matches!(kind, Kind::Body(_) | Kind::Post(_))
            }
            WordClass::CountryWord
            | WordClass::FirmForm
            | WordClass::TaskVerb
            | WordClass::BranchWord
            | WordClass::DistrictOffice
            | WordClass::National => whole || inside && matches!(kind, Kind::Body(_) | Kind::Post(_)),
            // Several provinces together are no unit.
            WordClass::Region => whole || !matches!(kind, Kind::Person(_) | Kind::Body(_) | Kind::Place(_)),
            WordClass::Delegate => whole || inside && matches!(kind, Kind::Person(_)),
            WordClass::Past => whole || inside && matches!(kind, Kind::Post(_)),
            WordClass::Suffix | WordClass::Vice | WordClass::Former | WordClass::New | WordClass::Acting => {
                inside && matches!(kind, Kind::Post(_))
            }
            WordClass::Number => inside && matches!(kind, Kind::Document(_)),
            WordClass::Factor | WordClass::Money | WordClass::About => {
                inside && matches!(kind, Kind::Amount(_))
            }
            WordClass::Morning
            | WordClass::Afternoon
            | WordClass::Evening
            | WordClass::Noon
            | WordClass::Day
            | WordClass::Month
            | WordClass::Year => inside && matches!(kind, Kind::Date(_)),
            WordClass::Term => inside && matches!(kind, Kind::Term | Kind::Post(_)),
            WordClass::Plural | WordClass::RoadSuffix => inside && matches!(kind, Kind::Place(_)),
            // A classifier before it is no unit of the body before that.
            WordClass::NoUnit => at
                .checked_sub(1)
                .filter(|t| self.matches.longest(*t, Class::Classifier).is_some())
                .and_then(|t| self.chunk_at(t))
                .is_some_and(|c| !matches!(c.kind, Kind::Body(_) | Kind::Place(_))),
            WordClass::CountryCue => {
                whole && matches!(next, Some(Kind::Place(_))) || inside && self.is_of_country(kind)
            }
            WordClass::NotPerson => inside && !matches!(kind, Kind::Person(_)),
            WordClass::InCharge => whole || inside && matches!(kind, Kind::Post(_)),
            WordClass::FullName | WordClass::Vietnam => {
                inside && matches!(kind, Kind::Place(_) | Kind::Body(_) | Kind::Post(_))
            }
            WordClass::Credit => {
                let after = self.chunk_at(at + len + 1).map(|c| &c.kind);
                whole && next == Some(&Kind::Punct(':')) && !matches!(after, Some(Kind::Person(_)))
            }
            _ => whole,
        }
    }
}

fn with_parents<'b>(body: &'b BodyRef, out: &mut Vec<&'b BodyRef>) {
    out.push(body);
    body.parents.iter().for_each(|parent| with_parents(parent, out));
}

#[test]
fn every_row_is_recognised_in_its_example_and_not_in_its_counterexample() {
    let lexicon = Lexicon::load().unwrap();
    let lexicon = std::sync::Arc::new(lexicon);
    let recogniser = Recogniser::new(std::sync::Arc::clone(&lexicon));
    let mut failures = Vec::new();
    for (table, class) in TABLES {
        for (n, row) in rows(table).iter().enumerate() {
            let phrase = row.forms().first().copied().unwrap_or("");
            for (column, wanted) in [("example", true), ("counterexample", false)] {
                let words = row.get(column);
                let scene = Scene::new(&recogniser, &lexicon, words);
                if scene.recognised(class, n) != wanted {
                    let seen = scene.seen();
                    failures.push(format!("{} {phrase:?} {column} {words:?}: {seen}", row.place));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_cell_is_in_canonical_form_and_no_example_is_missing() {
    let mut failures = Vec::new();
    for (table, _) in TABLES {
        for row in rows(table) {
            for (column, cell) in &row.cells {
                if !is_nfc(cell) || cell.trim() != cell || cell.contains("  ") {
                    failures.push(format!("{} {column} {cell:?}: not NFC, or stray spaces", row.place));
                }
            }
            for form in row.forms() {
                if form.is_empty() || form.trim() != form {
                    failures.push(format!("{} form {form:?}: empty, or stray spaces", row.place));
                }
            }
            for column in ["example", "counterexample"] {
                if row.get(column).is_empty() {
                    failures.push(format!("{} {:?}: no {column}", row.place, row.forms()));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn no_phrase_stands_twice_in_a_table() {
    let mut failures = Vec::new();
    for (table, _) in TABLES {
        let mut first: BTreeMap<(Vec<String>, String), String> = BTreeMap::new();
        for row in rows(table) {
            // A word may have several classes.
            let class = if table == "words" { row.get("class").to_owned() } else { String::new() };
            for form in row.forms() {
                let key: Vec<String> =
                    token::pieces(form).iter().map(|p| token::key(p.span.of(form))).collect();
                if let Some(place) = first.insert((key, class.clone()), row.place.clone()) {
                    failures.push(format!("{} {form:?}: stands already in {place}", row.place));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}
