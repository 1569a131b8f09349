//! What is fuzzed: any bytes go in, and nothing may panic, hang or break what is promised of any input.
//!
//! Used by `cargo fuzz` (`fuzz_targets/`) and, on a stable compiler, by `tests/fuzz.rs`. Says nothing of how
//! the bytes are made.

use std::io::Cursor;
use std::sync::LazyLock;

use vnkg::convert::Converter;
use vnkg::lexicon::gazetteer::Gazetteer;
use vnkg::lexicon::page::PageWords;
use vnkg::model::Article;
use vnkg::query::Query;
use vnkg::query::header::Header;
use vnkg::read::{READERS, Source};
use vnkg::segment;

/// A target: its name, what it does with the bytes, and the folders of seeds, from the root of the repository.
pub type Target = (&'static str, fn(&[u8]), &'static [&'static str]);

/// All targets. A new reader needs a line here; `tests/fuzz.rs` says so.
pub const TARGETS: &[Target] = &[
    ("plain", plain, &["data/articles"]),
    ("jsonl", jsonl, &["fuzz/seeds/jsonl"]),
    ("json", json, &["fuzz/seeds/json"]),
    ("csv", csv, &["fuzz/seeds/csv"]),
    ("segment", segment, &["data/articles"]),
    ("header", header, &["queries"]),
    ("convert", convert, &["data/articles"]),
];

static CONVERTER: LazyLock<Converter> = LazyLock::new(|| Converter::new().expect("the tables are good"));
static PAGE: LazyLock<(PageWords, Gazetteer)> = LazyLock::new(|| {
    (PageWords::load().expect("the tables are good"), Gazetteer::load().expect("the tables are good"))
});

pub fn plain(data: &[u8]) {
    read("text", data);
}

pub fn jsonl(data: &[u8]) {
    read("jsonl", data);
}

pub fn json(data: &[u8]) {
    read("json", data);
}

pub fn csv(data: &[u8]) {
    read("csv", data);
}

/// What a reader takes has words, and its title ends where the text begins; what it refuses is told.
fn read(name: &str, data: &[u8]) -> Vec<Article> {
    let reader = READERS.iter().find(|r| r.name() == name).expect("a reader of that name");
    let source = Source { name: "seed.x".to_owned(), input: Box::new(Cursor::new(data.to_vec())) };
    let mut articles = Vec::new();
    for (line, record) in reader.records(source) {
        assert_ne!(line, Some(0));
        match record {
            Ok(article) => {
                assert!(!article.id.is_empty() && !article.text().trim().is_empty());
                articles.push(article);
            }
            Err(problem) => assert!(!problem.to_string().is_empty()),
        }
    }
    articles
}

/// Everything that is not white space lies in exactly one sentence.
pub fn segment(data: &[u8]) {
    let (words, gazetteer) = &*PAGE;
    for article in read("text", data) {
        let mut taken = vec![false; article.doc.len()];
        for sentence in segment::sentences(&article, words, gazetteer) {
            let span = sentence.span;
            assert!(article.doc.get(span.start..span.end).is_some_and(|s| !s.trim().is_empty()));
            let bytes = &mut taken[span.start..span.end];
            assert!(!bytes.contains(&true), "{span:?} is in two sentences");
            bytes.fill(true);
        }
        let missing = article.doc.char_indices().find(|(at, c)| !c.is_whitespace() && !taken[*at]);
        assert_eq!(missing, None, "in no sentence");
    }
}

/// A query is refused for its header exactly where the header is wrong, and then a line is told.
pub fn header(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let header = Header::parse(text.trim_start_matches('\u{feff}'));
    assert_eq!(Query::new("seed", &text).is_ok(), header.is_ok());
    assert!(header.err().is_none_or(|error| !error.to_string().is_empty()));
}

/// Every triple rests on a quote, and the same article gives the same quads.
pub fn convert(data: &[u8]) {
    for article in read("text", data) {
        let conversion = CONVERTER.convert(&article);
        assert_eq!(conversion.unquoted(), []);
        assert_eq!(CONVERTER.convert(&article), conversion);
    }
}
