//! From one article to its quads: the steps of the pipeline in one place.
//!
//! For the time being only the article itself is written down, and its text as one quote.

use std::collections::BTreeMap;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};

use crate::model::Article;
use crate::text;

/// The lexicons cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[error("the lexicons cannot be loaded: {0}")]
pub struct ConvertError(pub String);

/// Converts articles. Made once, used from many threads.
#[derive(Debug)]
pub struct Converter {}

/// What one article gives.
#[derive(Debug, Clone, Default)]
pub struct Conversion {
    /// All in the article's named graph.
    pub quads: Vec<Quad>,
    /// Number of facts by kind: people, bodies, holdings, …
    pub counts: BTreeMap<&'static str, usize>,
    /// Rule and reason of each abstention.
    pub abstentions: Vec<(&'static str, &'static str)>,
}

impl Converter {
    /// Loads what the pipeline needs.
    ///
    /// # Errors
    /// A lexicon is wrong.
    pub fn new() -> Result<Self, ConvertError> {
        Ok(Self {})
    }

    /// Converts one article. Never fails: what is not understood is an abstention.
    #[must_use]
    pub fn convert(&self, article: &Article) -> Conversion {
        let id: String = article.id.bytes().map(escaped).collect();
        let node = |path: String| NamedNode::new_unchecked(format!("https://w3id.org/vnkg/{path}"));
        let graph = GraphName::NamedNode(node(format!("g/{id}")));
        let (a, q) = (node(format!("id/article/{id}")), node(format!("id/article/{id}#q1")));
        let quad = |s: &NamedNode, p: &str, o: Term| {
            Quad::new(s.clone(), NamedNode::new_unchecked(p), o, graph.clone())
        };
        let plain = |s: &str| Term::from(Literal::new_simple_literal(s));
        let number = |n: usize| Term::from(Literal::new_typed_literal(n.to_string(), xsd::INTEGER));
        let body = article.text().trim_end();
        let quads = vec![
            quad(&a, rdf::TYPE.as_str(), NamedNode::new_unchecked("http://schema.org/NewsArticle").into()),
            quad(&a, "http://purl.org/dc/terms/identifier", plain(&article.id)),
            quad(&q, rdf::TYPE.as_str(), node("ns#Quote".into()).into()),
            quad(&q, "https://w3id.org/vnkg/ns#inArticle", a.clone().into()),
            quad(&q, "https://w3id.org/vnkg/ns#section", plain("body")),
            quad(
                &q,
                "http://www.w3.org/ns/oa#exact",
                Literal::new_language_tagged_literal_unchecked(body, "vi").into(),
            ),
            quad(&q, "http://www.w3.org/ns/oa#start", number(0)),
            quad(&q, "http://www.w3.org/ns/oa#end", number(text::code_points(body))),
        ];
        Conversion { quads, counts: BTreeMap::from([("quotes", 1)]), abstentions: Vec::new() }
    }
}

fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
