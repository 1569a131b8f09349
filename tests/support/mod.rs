//! What several test files need: the sample articles, read and converted once.
#![allow(dead_code, reason = "each test file uses its part")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use vnkg::convert::Converter;
use vnkg::model::{Article, Day, Knowledge};

/// The converter with the tables that are part of the program.
pub(crate) static CONVERTER: LazyLock<Converter> = LazyLock::new(|| Converter::new().unwrap());

/// Every article of `data/articles`, in the order in which the tool reads them.
pub(crate) static SAMPLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let articles: Vec<Article> =
        vnkg::read::articles(&[root().join("data/articles")]).collect::<Result<_, _>>().unwrap();
    assert!(articles.len() >= 12, "only {} sample articles", articles.len());
    articles
});

/// The folder of the package.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A sample article by its identifier.
pub(crate) fn sample(id: &str) -> &'static Article {
    SAMPLES.iter().find(|article| article.id == id).unwrap()
}

/// A day: year, month, day.
pub(crate) type Ymd = (i16, u8, u8);

/// What is understood of a text, of a paper and a day where they are told.
pub(crate) fn understood(publisher: Option<&str>, published: Option<Ymd>, doc: &str) -> Knowledge {
    let article = Article {
        id: "a".to_owned(),
        doc: doc.to_owned(),
        publisher: publisher.map(str::to_owned),
        published: published.and_then(|(y, m, d)| Day::checked(y, Some(m), Some(d))),
        ..Article::default()
    };
    CONVERTER.understand(&article).1
}
