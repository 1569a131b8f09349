//! What does the store say about one thing? Look-ups by pattern in the default graph.
//!
//! No SPARQL: each look-up is one bounded scan of an index. All answers come sorted.

use std::collections::BTreeSet;

use crate::store::{Graph, StoreError};
use oxrdf::vocab::rdfs;
use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use serde::Serialize;

use crate::vocab::{dct, eli, foaf, oa, schema, skos, vk};

/// Reads facts out of a store.
#[derive(Clone, Copy)]
pub struct Facts<'s> {
    store: &'s Graph,
}

/// A quoted sentence with where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Quoted {
    /// The quote's IRI.
    pub iri: String,
    /// The words, as printed.
    pub text: String,
    /// The article's id, as the input gave it.
    pub article: String,
    /// The article's title.
    pub title: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The day of publication, ISO 8601.
    pub issued: Option<String>,
}

const DEFAULT: Option<GraphNameRef<'static>> = Some(GraphNameRef::DefaultGraph);

impl<'s> Facts<'s> {
    /// Reads from this store.
    #[must_use]
    pub const fn new(store: &'s Graph) -> Self {
        Self { store }
    }

    /// The graph that is read.
    #[must_use]
    pub const fn graph(&self) -> &'s Graph {
        self.store
    }

    /// True where any triple is about this IRI.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn exists(&self, iri: &str) -> Result<bool, StoreError> {
        self.quads(Some(iri), None, None).next().transpose().map(|quad| quad.is_some())
    }

    /// All values of a property.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn values(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Vec<Term>, StoreError> {
        let mut all: Vec<Term> = self
            .quads(Some(iri), Some(property), None)
            .map(|q| q.map(|q| q.object))
            .collect::<Result<_, _>>()?;
        all.sort_by_cached_key(ToString::to_string);
        Ok(all)
    }

    /// The IRIs among the values of a property.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn objects(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Vec<String>, StoreError> {
        Ok(self.values(iri, property)?.into_iter().filter_map(iri_of).collect())
    }

    /// The first IRI among the values of a property.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn object(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Option<String>, StoreError> {
        Ok(self.objects(iri, property)?.into_iter().next())
    }

    /// The texts among the values of a property.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn texts(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Vec<String>, StoreError> {
        Ok(self.values(iri, property)?.into_iter().filter_map(text_of).collect())
    }

    /// The first text among the values of a property.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn text(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Option<String>, StoreError> {
        Ok(self.texts(iri, property)?.into_iter().next())
    }

    /// The local name of the first IRI among the values of a property: `Party`, `appoint`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn local(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Option<String>, StoreError> {
        Ok(self.object(iri, property)?.map(|value| local_name(&value).to_owned()))
    }

    /// The things that have `iri` as a value of a property.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn subjects(&self, property: NamedNodeRef<'_>, iri: &str) -> Result<Vec<String>, StoreError> {
        let mut all = Vec::new();
        for quad in self.quads(None, Some(property), Some(NamedNodeRef::new_unchecked(iri).into())) {
            all.extend(subject_of(quad?));
        }
        all.sort();
        Ok(all)
    }

    /// The things that have exactly this value of a property.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn subjects_with(
        &self,
        property: NamedNodeRef<'_>,
        value: TermRef<'_>,
    ) -> Result<Vec<String>, StoreError> {
        let mut all = Vec::new();
        for quad in self.quads(None, Some(property), Some(value)) {
            all.extend(subject_of(quad?));
        }
        all.sort();
        Ok(all)
    }

    /// All pairs of a thing and its value of a property, in the store's order.
    pub fn pairs(
        &self,
        property: NamedNodeRef<'_>,
    ) -> impl Iterator<Item = Result<(String, Term), StoreError>> + use<> {
        self.quads(None, Some(property), None).filter_map(|quad| match quad {
            Ok(Quad { subject: NamedOrBlankNode::NamedNode(node), object, .. }) => {
                Some(Ok((node.into_string(), object)))
            }
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        })
    }

    /// Every property of a thing with its value, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn all_about(&self, iri: &str) -> Result<Vec<(NamedNode, Term)>, StoreError> {
        let mut all: Vec<_> = self
            .quads(Some(iri), None, None)
            .map(|q| q.map(|q| (q.predicate, q.object)))
            .collect::<Result<_, _>>()?;
        all.sort_by_cached_key(|(predicate, object)| (predicate.as_str().to_owned(), object.to_string()));
        Ok(all)
    }

    /// In how many articles this triple stands.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles(
        &self,
        subject: &str,
        property: NamedNodeRef<'_>,
        object: &str,
    ) -> Result<usize, StoreError> {
        Ok(self.articles_of(subject, property, object)?.len())
    }

    /// The articles' graphs in which this triple stands.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles_of(
        &self,
        subject: &str,
        property: NamedNodeRef<'_>,
        object: &str,
    ) -> Result<BTreeSet<String>, StoreError> {
        let mut graphs = BTreeSet::new();
        for quad in self.store.matching(
            Some(NamedNodeRef::new_unchecked(subject).into()),
            Some(property),
            Some(NamedNodeRef::new_unchecked(object).into()),
            None,
        ) {
            if let GraphName::NamedNode(graph) = quad?.graph_name {
                graphs.insert(graph.into_string());
            }
        }
        Ok(graphs)
    }

    /// What people call a thing: its name or label, a decision's object, a document's number, an
    /// article's title, or else the end of its IRI.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn label(&self, iri: &str) -> Result<String, StoreError> {
        for property in [foaf::NAME, skos::PREF_LABEL, vk::OBJECT, eli::ID_LOCAL, dct::TITLE, rdfs::LABEL] {
            if let Some(text) = self.text(iri, property)? {
                return Ok(text);
            }
        }
        Ok(local_name(iri).to_owned())
    }

    /// The sentence of a quote with its article; none where the store lacks its words.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn quote(&self, iri: &str) -> Result<Option<Quoted>, StoreError> {
        let Some(text) = self.text(iri, oa::EXACT)? else { return Ok(None) };
        let article = self.object(iri, vk::IN_ARTICLE)?.unwrap_or_default();
        let id = self.text(&article, dct::IDENTIFIER)?;
        let url = match self.object(&article, schema::URL)? {
            Some(url) => Some(url),
            None => self.text(&article, schema::URL)?,
        };
        Ok(Some(Quoted {
            iri: iri.to_owned(),
            text,
            title: self.text(&article, dct::TITLE)?,
            url,
            issued: self.text(&article, dct::ISSUED)?,
            article: id.unwrap_or_else(|| local_name(&article).to_owned()),
        }))
    }

    /// The quotes that a thing gives as its evidence.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn evidence(&self, iri: &str) -> Result<Vec<Quoted>, StoreError> {
        let mut all = Vec::new();
        for quote in self.objects(iri, vk::EVIDENCE)? {
            all.extend(self.quote(&quote)?);
        }
        all.sort_by(|a, b| natural(&a.iri).cmp(&natural(&b.iri)));
        Ok(all)
    }

    /// The first sentence, in order of IRIs, that names both things. Give the rarer one first: each
    /// sentence that names it is looked at.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sentence_with(&self, a: &str, b: &str) -> Result<Option<Quoted>, StoreError> {
        let target = NamedNodeRef::new_unchecked(b);
        let mut first: Option<String> = None;
        for quad in self.quads(None, Some(schema::MENTIONS), Some(NamedNodeRef::new_unchecked(a).into())) {
            let Some(quote) = subject_of(quad?) else { continue };
            if first.as_ref().is_none_or(|before| quote < *before)
                && self.quads(Some(&quote), Some(schema::MENTIONS), Some(target.into())).next().is_some()
            {
                first = Some(quote);
            }
        }
        first.map_or(Ok(None), |quote| self.quote(&quote))
    }

    fn quads(
        &self,
        subject: Option<&str>,
        property: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        let subject = subject.map(|iri| NamedNodeRef::new_unchecked(iri).into());
        self.store.matching(subject, property, object, DEFAULT)
    }
}

/// The IRI, if the term is one.
#[must_use]
pub fn iri_of(term: Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.into_string()),
        Term::BlankNode(_) | Term::Literal(_) => None,
    }
}

/// The text, if the term is one.
#[must_use]
pub fn text_of(term: Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.destruct().0),
        Term::BlankNode(_) | Term::NamedNode(_) => None,
    }
}

/// What stands after the last `/` or `#`.
#[must_use]
pub fn local_name(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

/// A key that puts `q2` before `q10`.
#[must_use]
pub fn natural(iri: &str) -> (&str, usize, &str) {
    let stem = iri.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = iri.strip_prefix(stem).unwrap_or("");
    (stem, number.len(), number)
}

fn subject_of(quad: Quad) -> Option<String> {
    match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.into_string()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}
