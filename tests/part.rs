//! A part of the graph says of its thing what the whole says, each fact with its quote.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/built.rs"]
mod built;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oxrdf::vocab::rdf;
use oxrdf::{GraphNameRef, NamedNodeRef, Quad};
use vnkg::cli::explain::{Args, run};
use vnkg::export::part;
use vnkg::map::support::orphans;
use vnkg::store::Graph;
use vnkg::vocab::{eli, foaf, org, schema, vk};

fn whole() -> Graph {
    Graph::open_read_only(Path::new(built::store())).unwrap()
}

fn of_class(graph: &Graph, class: NamedNodeRef<'_>) -> Vec<String> {
    let quads = graph.matching(None, Some(rdf::TYPE), Some(class.into()), Some(GraphNameRef::DefaultGraph));
    quads.map(|quad| quad.unwrap().subject.to_string().trim_matches(['<', '>']).to_owned()).collect()
}

fn explained(graph: &Graph, name: &str) -> String {
    let args = Args { name: vec![name.to_owned()], format: "json".to_owned(), lang: "en".to_owned() };
    let mut out = Vec::new();
    run(&args, graph, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The quads of the articles, by article.
fn by_article(graph: &Graph) -> BTreeMap<String, Vec<Quad>> {
    let mut articles: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for quad in graph.quads().map(Result::unwrap).filter(|quad| !quad.graph_name.is_default_graph()) {
        articles.entry(quad.graph_name.to_string()).or_default().push(quad);
    }
    articles
}

/// A file that is not there yet.
fn file(name: &str) -> String {
    let path = built::beside(name);
    assert!(!Path::new(&path).exists());
    path
}

fn export(arguments: &[&str]) -> String {
    built::told(&[&["export", "--store", built::store()], arguments].concat())
}

#[test]
fn the_part_about_a_thing_tells_the_same_of_it_as_the_whole() {
    let whole = whole();
    let classes = [
        (foaf::PERSON, 80),
        (org::ORGANIZATION, 150),
        (vk::ADMIN_UNIT, 70),
        (vk::SITE, 2),
        (org::POST, 100),
        (schema::EVENT, 16),
        (vk::DECISION, 100),
        (eli::LEGAL_RESOURCE, 15),
        (org::CHANGE_EVENT, 4),
        (vk::PROJECT, 1),
        (schema::NEWS_ARTICLE, 16),
        (vk::QUOTE, 150),
    ];
    let mut different = Vec::new();
    for (class, least) in classes {
        let things = of_class(&whole, class);
        assert!(things.len() >= least, "{class}: {}", things.len());
        for thing in things {
            let part = part::about(&whole, &thing).unwrap();
            if explained(&part, &thing) != explained(&whole, &thing) {
                different.push(thing);
            }
        }
    }
    assert_eq!(different, Vec::<String>::new());
}

#[test]
fn every_statement_of_a_part_stands_in_the_whole_and_rests_on_a_quote_of_the_part() {
    let whole = whole();
    let all = by_article(&whole);
    let (mut kept, mut lost) = (0, Vec::new());
    for class in [foaf::PERSON, org::ORGANIZATION, vk::ADMIN_UNIT, schema::EVENT, vk::DECISION] {
        for thing in of_class(&whole, class) {
            for (article, quads) in by_article(&part::about(&whole, &thing).unwrap()) {
                assert!(quads.iter().all(|quad| all[&article].contains(quad)), "{thing}");
                kept += 1;
                lost.extend(orphans(&quads).iter().map(|quad| format!("{thing}: {quad}")));
            }
        }
    }
    assert!(kept > 300, "{kept}");
    assert_eq!(lost.len(), 0, "{}", lost[..lost.len().min(20)].join("\n"));
}

#[test]
fn the_part_about_a_person_is_small_and_leaves_the_rest_behind() {
    let whole = whole();
    let person = "Quách Văn Thiềm";
    let path = file("person.nq");
    let told = export(&["--about", person, "-o", &path]);
    assert!(told.contains("N-Quads, read back and compared"), "{told}");
    let part = Graph::from_files(&[PathBuf::from(&path)]).unwrap();
    assert_eq!(explained(&part, person), explained(&whole, person));
    let (few, many) = (part.quads().count(), whole.quads().count());
    assert!(few > 20 && few * 10 < many, "{few} of {many}");
    for name in ["person.trig", "person.jsonld", "person.ttl.gz"] {
        let path = file(name);
        export(&["--about", "quach van thiem", "-o", &path]);
        let again = Graph::from_files(&[PathBuf::from(&path)]).unwrap();
        assert_eq!(explained(&again, person), explained(&whole, person), "{name}");
    }
    let tables = file("person.tables");
    export(&["--about", person, "--tables", &tables]);
    assert!(fs::read_to_string(Path::new(&tables).join("people.csv")).unwrap().contains(person));
}

#[test]
fn an_article_leaves_as_its_whole_graph_and_nothing_else() {
    let whole = by_article(&whole());
    let path = file("article.nq");
    export(&["--article", "standing-committee-hoa-binh", "-o", &path]);
    let part = by_article(&Graph::from_files(&[PathBuf::from(&path)]).unwrap());
    let graph = "<https://w3id.org/vnkg/g/standing-committee-hoa-binh>";
    assert_eq!(part.keys().collect::<Vec<_>>(), [graph]);
    assert_eq!(part[graph].len(), whole[graph].len());
    assert!(part[graph].iter().all(|quad| whole[graph].contains(quad)));

    export(&[
        "--article",
        "standing-committee-hoa-binh",
        "--article",
        "council-session-ben-tre",
        "-o",
        &path,
    ]);
    assert_eq!(by_article(&Graph::from_files(&[PathBuf::from(&path)]).unwrap()).len(), 2);
    let every: Vec<&str> =
        whole.keys().map(|g| g.rsplit('/').next().unwrap().trim_end_matches('>')).collect();
    let mut arguments: Vec<&str> = every.iter().flat_map(|id| ["--article", id]).collect();
    arguments.extend(["-o", &path]);
    export(&arguments);
    let all = file("all.nq");
    export(&["-o", &all]);
    assert_eq!(fs::read(&path).unwrap(), fs::read(&all).unwrap());
}

#[test]
fn what_a_query_constructs_leaves_as_a_file() {
    let text = "CONSTRUCT { ?p foaf:name ?n } { ?p foaf:name ?n }";
    let (one, two, query) = (file("names.nt"), file("again.nt"), file("names.rq"));
    fs::write(&query, text).unwrap();
    let told = export(&["-e", text, "-o", &one]);
    export(&["--construct", &query, "-o", &two]);
    let names = of_class(&whole(), foaf::PERSON).len();
    assert!(told.contains(&format!("{names} statements, N-Triples")), "{told}");
    assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap());
}

#[test]
fn what_is_no_part_is_told_with_what_to_do_and_nothing_is_written() {
    let path = file("nothing.ttl");
    for (arguments, words) in [
        (vec!["--article", "no-such-article"], "no article `no-such-article`"),
        (vec!["--about", "Không Có Ai"], "nothing in the store is called"),
        (vec!["-e", "SELECT * { ?s ?p ?o }"], "CONSTRUCT or DESCRIBE"),
        (vec!["-e", "ASK {}"], "CONSTRUCT or DESCRIBE"),
        (vec!["-e", "CONSTRUCT { ?s rdfs:seeAlso [] } { ?s a foaf:Person }"], "blank node"),
        (vec!["-e", "CONSTRUCT WHERE"], "is not a SPARQL query"),
        (vec!["--construct", "/no/such.rq"], "/no/such.rq"),
        (vec!["--article", "a", "--about", "b"], "cannot be used with"),
        (vec!["--about", "b", "-e", "ASK {}"], "cannot be used with"),
    ] {
        let all = [&["export", "--store", built::store(), "-o", &path], arguments.as_slice()].concat();
        let output = built::vnkg(&all);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(words), "{arguments:?}: {told}");
        assert!(!Path::new(&path).exists());
    }
}
