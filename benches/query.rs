//! How fast a bounded question is answered, warm and in process, in a store of five million quads:
//! `cargo bench --locked --bench query`.
//!
//! The store is made of the graphs of the sample articles, many times over: each copy is an article of its own,
//! and the copies of one world share its people, bodies, places and events. So the shapes are those of the
//! converter, and what each question must give is known: what it gives over one copy, times the copies of a world.
//! It is kept in the target folder, under a name that tells what it was made from.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench may stop at the first surprise")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::Bencher;
use oxrdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use sha2::{Digest as _, Sha256};
use vnkg::convert::Converter;
use vnkg::query::{Answer, Query, rows};
use vnkg::store::{Building, Graph};
use vnkg::vocab::{BASE, eli};

/// At least so many quads in the articles' graphs; the default graph comes on top.
const QUADS: usize = 5_000_000;
/// Groups of copies that share their people, bodies, places and events.
const WORLDS: usize = 24;
/// The world that is asked about.
const WORLD: usize = 7;

/// A question: its canned query, and for each parameter a SELECT of the value that has most to tell.
type Question = (&'static str, &'static [(&'static str, &'static str)]);

const PERSON: &str = "SELECT ?x { ?t vk:participant ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1";
const BODY: &str =
    "SELECT ?x { ?h org:organization ?x ; vk:attested ?t } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1";
const LED: &str = "SELECT ?x { ?h org:organization ?x ; vk:attested ?t . ?t vk:status 'current' ; vk:observedOn ?d } \
                   GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1";
const MONTH: &str = "SELECT ?x { ?s vk:decidedOn ?d BIND(SUBSTR(STR(?d), 1, 7) AS ?x) FILTER(STRLEN(?x) = 7) } \
                     GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1";
const YEAR: &str = "SELECT (SUBSTR(MIN(STR(?d)), 1, 4) AS ?x) { ?s vk:decidedOn ?d }";
const ABOUT: &str = "SELECT ?x { ?d a vk:Decision ; vk:modality vk:Issued ; vk:aboutPlace/vk:within* ?x } \
                     GROUP BY ?x ORDER BY DESC(COUNT(DISTINCT ?d)) ?x LIMIT 1";

const QUESTIONS: &[Question] = &[
    ("attended", &[("who", PERSON)]),
    ("decisions-about", &[("about", ABOUT)]),
    ("decisions-between", &[("since", MONTH), ("until", MONTH)]),
    (
        "decisions-by",
        &[(
            "by",
            "SELECT ?x { ?d vk:decidedBy ?x ; vk:modality vk:Issued } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
        )],
    ),
    (
        "decisions-numbered",
        &[(
            "number",
            "SELECT ?x { ?d vk:recordedIn/eli:id_local ?x ; vk:modality vk:Issued } ORDER BY ?x LIMIT 1",
        )],
    ),
    ("dossier", &[("who", PERSON)]),
    ("evidence", &[("of", PERSON)]),
    (
        "evidence-of-triple",
        &[
            ("subject", "SELECT ?x { ?x vk:within ?o } ORDER BY ?x LIMIT 1"),
            ("predicate", "SELECT ?x { VALUES ?x { vk:within } }"),
            ("object", "SELECT (?o AS ?x) { ?s vk:within ?o } ORDER BY ?s LIMIT 1"),
        ],
    ),
    ("history", &[("of", BODY)]),
    ("holders", &[("of", BODY)]),
    (
        "instructions-to",
        &[(
            "to",
            "SELECT ?x { ?d vk:aboutBody|vk:aboutPerson ?x ; vk:modality vk:Assigned } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
        )],
    ),
    ("leaders", &[("of", BODY)]),
    ("leaders-on", &[("of", LED), ("on", "SELECT (MAX(STR(?d)) AS ?x) { ?t vk:observedOn ?d }")]),
    ("lineage", &[("name", "SELECT ?x { ?c org:resultingOrganization ?x } ORDER BY ?x LIMIT 1")]),
    ("met", &[("who", PERSON)]),
    (
        "money",
        &[(
            "in",
            "SELECT ?x { ?d vk:amount ?m ; vk:modality vk:Issued ; vk:aboutPlace/vk:within* ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
        )],
    ),
    ("personnel", &[("since", MONTH), ("until", MONTH)]),
];

/// What is asked of a year of the whole store: as many rows as there are, and no look-up.
const LISTS: &[Question] = &[
    ("decisions-between", &[("since", YEAR), ("until", YEAR)]),
    ("personnel", &[("since", YEAR), ("until", YEAR)]),
];

/// The tables, which are asked of one article that has rows in them.
const TABLES: &[(&str, &str)] = &[
    ("agenda", "?q vk:inArticle ?a . ?i a vk:AgendaItem ; vk:evidence ?q"),
    ("attendance", "?t a vk:Participation ; vk:inArticle ?a"),
    ("bodies", "?n vk:inArticle ?a ; vk:names ?b . ?b a org:Organization"),
    ("changes", "?c a vk:Merger ; vk:evidence ?q . ?q vk:inArticle ?a"),
    ("decisions", "?d a vk:Decision ; vk:modality vk:Issued ; vk:inArticle ?a"),
    ("events", "?e a schema:Event ; vk:evidence ?q . ?q vk:inArticle ?a"),
    ("holdings", "?t a vk:Attestation ; vk:inArticle ?a"),
    ("instructions", "?d vk:modality vk:Assigned ; vk:inArticle ?a"),
    ("meetings", "?e a schema:Event ; vk:evidence ?q . ?q vk:inArticle ?a"),
    ("people", "?t a vk:Attestation ; vk:inArticle ?a"),
    ("places", "?n vk:inArticle ?a ; vk:names ?p . ?p a vk:AdminUnit"),
    ("projects", "?p a vk:Project ; vk:evidence ?q . ?q vk:inArticle ?a"),
    ("sources", "?a dct:identifier ?x"),
    ("statements", "?d vk:modality vk:Reported ; vk:inArticle ?a"),
];

/// The quads of the sample articles, a graph each.
static SAMPLES: LazyLock<Vec<Vec<Quad>>> = LazyLock::new(|| {
    let converter = Converter::new().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    vnkg::read::articles(&[folder])
        .map(|article| converter.convert(&article.unwrap()).quads.to_vec())
        .collect()
});

/// Copies of the samples: whole worlds.
static COPIES: LazyLock<usize> = LazyLock::new(|| {
    let once: usize = SAMPLES.iter().map(Vec::len).sum();
    QUADS.div_ceil(once * WORLDS) * WORLDS
});

/// The store, made once for all runs.
static STORE: LazyLock<Graph> = LazyLock::new(|| {
    let path = place();
    if !path.exists() {
        let mut building = Building::begin(&path, false).unwrap();
        building.fill((0..*COPIES).flat_map(copies)).unwrap();
        let manifest = building.finish().unwrap();
        assert!(manifest.quads >= QUADS as u64, "{manifest:?}");
    }
    Graph::open_read_only(&path).unwrap()
});

fn main() {
    divan::main();
}

fn place() -> PathBuf {
    // A change of what is below makes another store.
    let mut digest = Sha256::new_with_prefix(include_str!("query.rs"));
    for quad in SAMPLES.iter().flatten() {
        digest.update(quad.to_string());
    }
    let mut name = format!("query-{}x{WORLDS}-", *COPIES);
    for byte in digest.finalize().iter().take(6) {
        write!(name, "{byte:02x}").unwrap();
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    std::fs::create_dir_all(&target).unwrap();
    target.join(name)
}

/// All articles once more.
fn copies(copy: usize) -> impl Iterator<Item = Vec<Quad>> {
    SAMPLES.iter().map(move |quads| quads.iter().map(|quad| copied(quad, copy)).collect())
}

fn copied(quad: &Quad, copy: usize) -> Quad {
    let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { panic!("{quad}") };
    let GraphName::NamedNode(graph) = &quad.graph_name else { panic!("{quad}") };
    let object: Term = match &quad.object {
        Term::NamedNode(node) => renamed(node, graph, copy).into(),
        // The documents of a world have numbers of their own.
        Term::Literal(number) if quad.predicate == eli::ID_LOCAL => {
            Literal::new_simple_literal(format!("{}.{}", number.value(), copy % WORLDS)).into()
        }
        Term::Literal(literal) => reworded(literal, graph, copy).into(),
        Term::BlankNode(_) => panic!("{quad}"),
    };
    Quad::new(renamed(subject, graph, copy), quad.predicate.clone(), object, renamed(graph, graph, copy))
}

/// What an article calls itself.
fn identifier(graph: &NamedNode) -> &str {
    graph.as_str().rsplit('/').next().unwrap()
}

/// What holds the article's name belongs to the copy, all other things to the world; concepts to everybody.
fn renamed(node: &NamedNode, graph: &NamedNode, copy: usize) -> NamedNode {
    let Some(rest) = node.as_str().strip_prefix(BASE) else { return node.clone() };
    let id = identifier(graph);
    let new = if rest.contains(id) {
        rest.replacen(id, &format!("{id}-c{copy}"), 1)
    } else if rest.starts_with("id/") {
        format!("{rest}-w{}", copy % WORLDS)
    } else {
        rest.to_owned()
    };
    NamedNode::new(format!("{BASE}{new}")).unwrap()
}

/// The same literal, with a name of the article or a year of the world in it. All those years have a 29 February.
fn reworded(literal: &Literal, graph: &NamedNode, copy: usize) -> Literal {
    let (value, kind) = (literal.value(), literal.datatype().into_owned());
    if value == identifier(graph) {
        return Literal::new_typed_literal(format!("{value}-c{copy}"), kind);
    }
    match value.split_at_checked(4) {
        Some((_, rest)) if ["#date", "#gYear", "#gYearMonth"].iter().any(|k| kind.as_str().ends_with(k)) => {
            Literal::new_typed_literal(format!("{}{rest}", 1904 + 4 * (copy % WORLDS)), kind)
        }
        _ => literal.clone(),
    }
}

fn ask(graph: &Graph, query: &Query, settings: &[(String, String)]) -> usize {
    let Answer::Rows(rows) = query.ask(graph, settings).unwrap() else { panic!() };
    rows.rows.map(Result::unwrap).count()
}

/// The value that a SELECT finds in one copy of the world.
fn value(graph: &Graph, select: &str) -> String {
    let Answer::Rows(mut rows) = Query::new("hub", select).unwrap().ask(graph, &[]).unwrap() else {
        panic!()
    };
    let row = rows.rows.next().unwrap_or_else(|| panic!("nothing: {select}")).unwrap();
    rows::plain(row[0].as_ref().unwrap()).to_owned()
}

/// Asks once of one copy of the world and then again and again of the store, where the copies of the world have as
/// many rows each.
fn bench(
    bencher: Bencher<'_, '_>,
    name: &str,
    settings: impl Fn(&Graph) -> Vec<(String, String)>,
    copies_told: usize,
) {
    let one = Graph::from_quads(copies(WORLD).flatten()).unwrap();
    let settings = settings(&one);
    let query = Query::canned(name).unwrap();
    let in_one = ask(&one, &query, &settings);
    assert!(in_one > 0, "{name} {settings:?}");
    let expected = in_one * copies_told;
    bencher.counter(divan::counter::ItemsCount::new(expected)).bench_local(|| {
        assert_eq!(ask(&STORE, &query, &settings), expected, "{name}");
    });
}

fn question(bencher: Bencher<'_, '_>, name: &str, questions: &[Question]) {
    let (_, params) = questions.iter().find(|q| q.0 == name).unwrap();
    let set = |one: &Graph| {
        params.iter().map(|(param, select)| ((*param).to_owned(), value(one, select))).collect()
    };
    // The holders of a post are the same in all copies; all else has the article in its rows.
    bench(bencher, name, set, if name == "holders" { 1 } else { *COPIES / WORLDS });
}

#[divan::bench(args = QUESTIONS.iter().map(|q| q.0), sample_count = 20, sample_size = 1)]
fn ask_five_million_quads(bencher: Bencher<'_, '_>, name: &str) {
    question(bencher, name, QUESTIONS);
}

#[divan::bench(args = TABLES.iter().map(|t| t.0), sample_count = 20, sample_size = 1)]
fn ask_for_one_article_in_five_million_quads(bencher: Bencher<'_, '_>, name: &str) {
    let (_, has_rows) = TABLES.iter().find(|t| t.0 == name).unwrap();
    let most = format!(
        "SELECT ?id {{ {has_rows} . ?a dct:identifier ?id }} GROUP BY ?id ORDER BY DESC(COUNT(*)) ?id LIMIT 1"
    );
    bench(bencher, name, |one| vec![("article".to_owned(), value(one, &most))], 1);
}

#[divan::bench(args = LISTS.iter().map(|q| q.0), sample_count = 20, sample_size = 1)]
fn list_a_year_in_five_million_quads(bencher: Bencher<'_, '_>, name: &str) {
    question(bencher, name, LISTS);
}
