//! How fast articles become quads: `cargo speed`.
//!
//! Reading files and writing the store are not in these figures. Each round asserts what it computed, so a fast
//! wrong answer cannot win.
#![expect(clippy::unwrap_used, reason = "a bench may stop at the first surprise")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use vnkg::convert::Converter;
use vnkg::model::Article;

static CONVERTER: LazyLock<Converter> = LazyLock::new(|| Converter::new().unwrap());

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn articles(path: PathBuf) -> Vec<Article> {
    vnkg::read::articles(&[path]).collect::<Result<_, _>>().unwrap()
}

/// Converts all on one thread and counts the quads.
fn quads(articles: &[Article]) -> usize {
    articles.iter().map(|article| CONVERTER.convert(article).quads.len()).sum()
}

fn measure(bencher: Bencher<'_, '_>, articles: &[Article], least_quads: usize) {
    let bytes: usize = articles.iter().map(|article| article.doc.len()).sum();
    let expected = quads(articles);
    assert!(expected >= least_quads, "only {expected} quads");
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(articles.len())).bench(|| {
        assert_eq!(quads(divan::black_box(articles)), expected);
    });
}

/// The sample articles, ten times over.
#[divan::bench(sample_count = 10)]
fn samples(bencher: Bencher<'_, '_>) {
    let once = articles(root().join("data/articles"));
    let articles: Vec<Article> = std::iter::repeat_n(once, 10).flatten().collect();
    measure(bencher, &articles, 50_000);
}

/// A large collection of real articles, where it stands beside the checkout.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn corpus(bencher: Bencher<'_, '_>) {
    let path = root().join("../shared/corpus/unlabelled.jsonl");
    if path.is_file() {
        measure(bencher, &articles(path), 100_000);
    }
}

/// Loading the lexicon and the gazetteer, once for each run of the tool.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn start() -> Converter {
    Converter::new().unwrap()
}
