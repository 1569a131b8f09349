//! Is a store what its articles say, and what its manifest says? Looks at everything, changes nothing.
//!
//! Whether the articles' graphs are as the model says is for [`crate::validate`].

use std::path::Path;

use oxrdf::vocab::rdf;
use oxrdf::{Quad, Term};

use crate::map::support::orphans;
use crate::store::{Difference, Graph, Manifest, StoreError, leftovers};
use crate::vocab::{self, schema};

/// So many examples of one kind of fault are told.
const SHOWN: u64 = 3;

/// What a doctor finds.
#[derive(Debug, Default)]
pub struct Diagnosis {
    /// What is wrong, each with what to do.
    pub faults: Vec<String>,
    /// What is worth knowing.
    pub notes: Vec<String>,
    /// What a store of these articles says about itself.
    pub counted: Option<Manifest>,
}

/// Looks at the store in folder `dir`; with `deep` at the indexes of the database too.
///
/// # Errors
/// There is no store of this version, or it cannot be read.
pub fn look(dir: &Path, deep: bool) -> Result<Diagnosis, StoreError> {
    let mut found = Diagnosis::default();
    let before = leftovers(dir)?;
    let graph = Graph::open_read_only(dir)?;
    for path in before {
        let became = if path.exists() {
            "is in use by another vnkg, or you have no right to remove it"
        } else {
            "was left by a command that died, and is removed"
        };
        found.notes.push(format!("{} {became}", path.display()));
    }
    default_graph(&graph, &mut found)?;
    articles(&graph, &mut found)?;
    if deep && let Err(error) = graph.check_indexes() {
        found
            .faults
            .push(format!("{error}: the indexes of the database do not agree; build the store again"));
    }
    Ok(found)
}

/// The default graph against the named graphs, and the counts of the manifest.
fn default_graph(graph: &Graph, found: &mut Diagnosis) -> Result<(), StoreError> {
    let (mut missing, mut unsupported) = (Tally::default(), Tally::default());
    let counted = graph.compare(&mut |difference| match difference {
        Difference::Missing(quad) => missing.add(&quad),
        Difference::Unsupported(quad) => unsupported.add(&quad),
    })?;
    missing.tell(
        "triples of articles are not in the default graph",
        "vnkg doctor --repair puts them in",
        found,
    );
    unsupported.tell(
        "triples of the default graph are in no article",
        "vnkg doctor --repair takes them out",
        found,
    );
    if let Some(said) = graph.manifest()
        && (said.articles, said.quads, said.triples) != (counted.articles, counted.quads, counted.triples)
    {
        found.faults.push(format!(
            "vnkg.json says {} articles, {} quads, {} triples, but there are {}, {}, {}; \
             vnkg doctor --repair writes what there is",
            said.articles, said.quads, said.triples, counted.articles, counted.quads, counted.triples
        ));
    }
    found.counted = Some(counted);
    Ok(())
}

/// Each article's graph: its node, and a quote for every fact.
fn articles(graph: &Graph, found: &mut Diagnosis) -> Result<(), StoreError> {
    let (mut empty, mut strange, mut unquoted) = (Tally::default(), Tally::default(), Tally::default());
    for name in graph.named_graphs() {
        let name = name?;
        let quads = graph.matching(None, None, None, Some(name.as_ref().into()));
        let quads: Vec<Quad> = quads.collect::<Result<_, _>>()?;
        if quads.is_empty() {
            empty.count(name.to_string());
        } else if !is_of_article(&name.to_string(), &quads) {
            strange.count(name.to_string());
        }
        for quad in orphans(&quads) {
            unquoted.add(&quad);
        }
    }
    empty.tell("graphs are empty", "vnkg doctor --repair removes them", found);
    strange.tell("graphs are not the graph of one article", "build the store again from the articles", found);
    unquoted.tell(
        "facts rest on no quoted sentence",
        "add their articles once more with vnkg add; if that does not help, please report them",
        found,
    );
    Ok(())
}

/// True where a graph tells of one article and is called after it.
fn is_of_article(name: &str, quads: &[Quad]) -> bool {
    let class = Term::from(schema::NEWS_ARTICLE.into_owned());
    let mut articles = quads.iter().filter(|q| q.predicate.as_ref() == rdf::TYPE && q.object == class);
    let article = articles.next().map(|q| q.subject.to_string());
    let graph = article.map(|iri| vocab::graph_of(iri.trim_matches(['<', '>'])).to_string());
    graph.as_deref() == Some(name) && articles.next().is_none()
}

/// How many faults of one kind, and the first of them.
#[derive(Default)]
struct Tally {
    count: u64,
    first: Vec<String>,
}

impl Tally {
    fn add(&mut self, quad: &Quad) {
        self.count(format!("{} {} {}", quad.subject, quad.predicate, quad.object));
    }

    fn count(&mut self, words: String) {
        self.count += 1;
        if self.count <= SHOWN {
            self.first.push(words);
        }
    }

    fn tell(self, what: &str, advice: &str, found: &mut Diagnosis) {
        if self.count > 0 {
            let Self { count, first } = self;
            let more = if count > SHOWN { ", …" } else { "" };
            found.faults.push(format!("{count} {what} ({}{more}); {advice}", first.join(", ")));
        }
    }
}
