//! How fast one article is replaced in a store of 100,000: `cargo bench --locked --bench store`.
//!
//! The store is written by the generator below, which is no converter: the shapes of the model, with people,
//! posts and bodies that articles share as real ones do. Each round asserts what the store holds after it.
#![expect(clippy::unwrap_used, reason = "a bench may stop at the first surprise")]

use std::path::PathBuf;
use std::sync::LazyLock;

use divan::Bencher;
use oxrdf::vocab::{rdf, rdfs};
use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use tempfile::TempDir;
use vnkg::store::{Building, Change, Editing, Graph, Manifest};
use vnkg::vocab::{self, dct, foaf, oa, org, prov, schema, vk};

const ARTICLES: usize = 100_000;
const PEOPLE: usize = 20_000;
const BODIES: usize = 3_000;
/// Holdings that an article tells of.
const HOLDINGS: usize = 4;

/// A store of all articles in their first version, made once.
static STORE: LazyLock<(TempDir, PathBuf, Manifest)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("graph");
    let mut building = Building::begin(&path, false).unwrap();
    assert_eq!(building.fill((0..ARTICLES).map(|n| article(n, 0))).unwrap(), ARTICLES as u64);
    let manifest = building.finish().unwrap();
    assert!(manifest.quads > 5_000_000, "{manifest:?}");
    (dir, path, manifest)
});

fn main() {
    divan::main();
}

fn node(kind: &str, n: usize) -> NamedNode {
    NamedNode::new(format!("{}id/{kind}/{n}", vocab::BASE)).unwrap()
}

fn words(text: &str) -> Term {
    Literal::new_language_tagged_literal(text, "vi").unwrap().into()
}

fn name(article: usize) -> NamedNode {
    vocab::graph(&format!("a{article}"))
}

/// The quads of one article; another version says other words and another person.
fn article(n: usize, version: usize) -> Vec<Quad> {
    let (id, graph) = (format!("a{n}"), GraphName::NamedNode(name(n)));
    let this = vocab::article(&id);
    let mut quads = Vec::new();
    let mut say = |s: &NamedNode, p: NamedNodeRef<'_>, o: Term| {
        quads.push(Quad::new(s.clone(), p, o, graph.clone()));
    };
    say(&this, rdf::TYPE, schema::NEWS_ARTICLE.into_owned().into());
    say(&this, dct::IDENTIFIER, Literal::from(id).into());
    say(&this, dct::TITLE, words(&format!("Tin số {n}, bản {version}")));
    say(&this, prov::WAS_GENERATED_BY, node("run", 0).into());
    say(&node("run", 0), rdf::TYPE, prov::ACTIVITY.into_owned().into());
    for k in 0..HOLDINGS {
        let (p, b) = ((n * 7 + k * 31 + version) % PEOPLE, (n + k * 17) % BODIES);
        let (person, body, post) = (node("person", p), node("body", b), node("post", b));
        let holding = node("membership", p * BODIES + b);
        let local = |letter: &str| NamedNode::new(format!("{}#{letter}{k}", this.as_str())).unwrap();
        let (quote, attestation) = (local("q"), local("t"));
        say(&person, rdf::TYPE, foaf::PERSON.into_owned().into());
        say(&person, rdfs::LABEL, words(&format!("Người Mẫu {p}")));
        say(&body, rdf::TYPE, org::ORGANIZATION.into_owned().into());
        say(&body, rdfs::LABEL, words(&format!("Sở Mẫu {b}")));
        say(&post, rdf::TYPE, org::POST.into_owned().into());
        say(&post, org::POST_IN, body.into());
        say(&holding, rdf::TYPE, org::MEMBERSHIP.into_owned().into());
        say(&holding, org::MEMBER, person.clone().into());
        say(&holding, vk::POST, post.into());
        say(&holding, vk::ATTESTED, attestation.clone().into());
        say(&attestation, vk::EVIDENCE, quote.clone().into());
        say(&quote, rdf::TYPE, vk::QUOTE.into_owned().into());
        say(&quote, oa::EXACT, words(&format!("Câu {k} của tin {n}, bản {version}.")));
        say(&quote, schema::MENTIONS, person.into());
    }
    quads
}

/// The whole of it: copy, open, one transaction, flush, manifest, rename.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn replace_one_article_with_all_around_it(bencher: Bencher<'_, '_>) {
    let (_, path, before) = &*STORE;
    let mut round = 0;
    bencher.bench_local(|| {
        // Each article twice: there and back.
        let (n, version) = ((round / 2 * 7_919) % ARTICLES, 1 - round % 2);
        round += 1;
        let mut editing = Editing::begin(path).unwrap();
        let change = editing.put(name(n).as_ref(), &article(n, version)).unwrap();
        assert!(matches!(change, Change::Replaced(_)));
        let manifest = editing.finish().unwrap();
        assert_eq!((manifest.articles, manifest.quads), (before.articles, before.quads));
    });
    let graph = Graph::open_read_only(path).unwrap();
    let held = graph.matching(None, None, None, Some(name(0).as_ref().into()));
    assert_eq!(held.count(), article(0, 0).len());
}

/// The transaction alone, in a store that is open.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn replace_one_article_in_an_open_store(bencher: Bencher<'_, '_>) {
    let (_, path, before) = &*STORE;
    let mut editing = Editing::begin(path).unwrap();
    let mut n = 0;
    bencher.bench_local(|| {
        n += 101;
        let change = editing.put(name(n).as_ref(), &article(n, 2)).unwrap();
        assert!(matches!(change, Change::Replaced(_)));
    });
    let manifest = editing.finish().unwrap();
    assert_eq!((manifest.articles, manifest.quads), (before.articles, before.quads));
}
