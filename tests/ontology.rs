//! The ontology holds together: every term that the code uses is defined and labelled, and the checks say of the
//! examples what their names say.
//!
//! That the checks agree with the SHACL shapes is asked by `tests/oracle/shacl.py`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first thing that is not there")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use vnkg::vocab::{self, cv, dct, eli, foaf, oa, org, prov, schema, scheme, skos, vk};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a folder with an extension, by name.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    assert!(!files.is_empty(), "no .{extension} in {folder}");
    files
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

fn load(paths: &[PathBuf]) -> Store {
    let store = Store::new().unwrap();
    for path in paths {
        let text = std::fs::read(path).unwrap();
        let loaded = store.load_from_slice(RdfFormat::Turtle, &text);
        loaded.unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    }
    store
}

fn ontology() -> Store {
    load(&[root("ontology/vnkg.ttl"), root("ontology/concepts.ttl")])
}

/// The objects of one property, by subject.
fn objects(store: &Store, property: NamedNodeRef<'_>) -> BTreeMap<String, Vec<Term>> {
    let mut found: BTreeMap<String, Vec<Term>> = BTreeMap::new();
    for quad in store.quads_for_pattern(None, Some(property), None, Some(GraphNameRef::DefaultGraph)) {
        let quad = quad.unwrap();
        found.entry(quad.subject.to_string()).or_default().push(quad.object);
    }
    found
}

fn languages(labels: &[Term]) -> Vec<&str> {
    let mut languages: Vec<_> = labels
        .iter()
        .map(|l| if let Term::Literal(l) = l { l.language().unwrap_or("") } else { "" })
        .collect();
    languages.sort_unstable();
    languages
}

/// A check: the SPARQL text and what its header says.
struct Check {
    name: String,
    header: BTreeMap<String, String>,
    text: String,
}

fn checks() -> Vec<Check> {
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let header = text.lines().map_while(|line| line.strip_prefix("# ")).map(|line| {
            let (key, value) = line.split_once(' ').unwrap();
            (key.to_owned(), value.trim().to_owned())
        });
        Check { name: stem(&path).to_owned(), header: header.collect(), text }
    };
    files("queries/checks", "rq").into_iter().map(read).collect()
}

/// The checks that find something, each with what it finds.
fn found(store: &Store, checks: &[Check]) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for check in checks {
        let query = SparqlEvaluator::new().parse_query(&check.text);
        let query = query.unwrap_or_else(|fault| panic!("{}: {fault}", check.name));
        let QueryResults::Solutions(rows) = query.on_store(store).execute().unwrap() else {
            panic!("no SELECT")
        };
        assert_eq!(rows.variables().iter().map(|v| v.as_str()).collect::<Vec<_>>(), ["focus", "detail"]);
        let rows: Vec<String> = rows
            .map(|row| row.unwrap())
            .map(|row| format!("{} {}", row.get("focus").unwrap(), row.get("detail").unwrap()))
            .collect();
        if !rows.is_empty() {
            found.insert(check.name.clone(), rows);
        }
    }
    found
}

#[test]
fn every_term_of_the_code_is_defined_with_labels_in_both_languages() {
    let store = ontology();
    let labels = objects(&store, rdfs::LABEL);
    let pref_labels = objects(&store, skos::PREF_LABEL);
    let ours = [vk::ALL, scheme::ALL].concat();
    let others =
        [org::ALL, foaf::ALL, schema::ALL, skos::ALL, eli::ALL, prov::ALL, oa::ALL, dct::ALL, cv::ALL]
            .concat();
    for term in ours.iter().chain(&others).map(ToString::to_string) {
        let named = labels.get(&term).or_else(|| pref_labels.get(&term));
        let named =
            named.unwrap_or_else(|| panic!("{term} is used in src/vocab.rs and not defined in ontology/"));
        assert_eq!(languages(named), ["en", "vi"], "{term}");
    }
}

#[test]
fn every_term_of_the_ontology_is_explained_once_and_used() {
    let store = ontology();
    let labels = objects(&store, rdfs::LABEL);
    let comments = objects(&store, rdfs::COMMENT);
    let used: BTreeSet<String> = vk::ALL.iter().map(ToString::to_string).collect();
    for (subject, classes) in objects(&store, rdf::TYPE) {
        let is = |class: NamedNodeRef<'_>| classes.contains(&Term::from(class.into_owned()));
        if is(rdf::PROPERTY) || is(rdfs::CLASS) {
            assert_eq!(languages(&labels[&subject]), ["en", "vi"], "{subject}");
            assert_eq!(comments[&subject].len(), 1, "{subject} needs one sentence");
            assert_eq!(classes.len(), 1, "{subject} is two things");
        }
        if subject.starts_with(&format!("<{}", vk::NS)) {
            assert!(used.contains(&subject), "{subject} is defined and not used in src/vocab.rs");
        }
    }
}

#[test]
fn no_property_has_two_domains_or_ranges_and_each_is_a_known_thing() {
    let store = ontology();
    let known = objects(&store, rdf::TYPE);
    for property in [rdfs::DOMAIN, rdfs::RANGE] {
        for (subject, classes) in objects(&store, property) {
            assert_eq!(classes.len(), 1, "{subject}: {classes:?}");
            let class = classes[0].to_string();
            let datatype = class.contains("XMLSchema#") || class.contains("#langString");
            assert!(datatype || known.contains_key(&class), "{subject}: {class} is not defined");
        }
    }
}

#[test]
fn concepts_belong_to_schemes_that_exist() {
    let store = ontology();
    let known = objects(&store, rdf::TYPE);
    let schemes = objects(&store, skos::IN_SCHEME);
    for (subject, classes) in &known {
        if classes.contains(&Term::from(skos::CONCEPT.into_owned())) {
            let scheme = schemes.get(subject).unwrap_or_else(|| panic!("{subject} is in no scheme"));
            assert!(scheme.iter().all(|s| known.contains_key(&s.to_string())), "{subject}: {scheme:?}");
        }
    }
    let actions =
        schemes.values().flatten().filter(|s| **s == Term::from(scheme::ACTIONS.into_owned())).count();
    assert_eq!(actions, 17);
}

/// The kinds of bodies as Turtle: the first name of each key of the lexicon.
fn kinds() -> String {
    let mut reader = csv::Reader::from_path(root("data/lexicon/bodies.csv")).unwrap();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for row in reader.records().map(|row| row.unwrap()) {
        names.entry(row[0].to_owned()).or_insert_with(|| row[2].to_owned());
    }
    let concept = |(key, name): (&String, &String)| {
        let local = vnkg::map::iri::kind(key).as_str().rsplit('/').next().unwrap().to_owned();
        format!(
            "kind:{local} a skos:Concept ; skos:inScheme scheme:kinds ; skos:notation \"{key}\" ;\n  \
             skos:prefLabel {} .\n",
            oxigraph::model::Literal::new_language_tagged_literal(name, "vi").unwrap()
        )
    };
    names.iter().map(concept).collect()
}

#[test]
fn the_kinds_of_bodies_are_those_of_the_lexicon() {
    let path = root("ontology/concepts.ttl");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("--test ontology`:\n").unwrap();
    let (found, after) = rest.split_once("# kinds end").unwrap();
    let expected = kinds();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        assert!(std::env::var_os("CI").is_none(), "UPDATE_GOLDEN is refused on CI");
        let text = format!("{before}--test ontology`:\n{expected}# kinds end{after}");
        std::fs::write(&path, text).unwrap();
        return;
    }
    let stale = "run `UPDATE_GOLDEN=1 cargo test --release --test ontology`";
    assert!(found == expected, "ontology/concepts.ttl is stale: {stale}");
    assert!(expected.contains("\"Ủy ban nhân dân\"@vi") && !expected.contains("\"ubnd\"@vi"));
}

#[test]
fn every_check_has_a_header_a_shape_and_an_example_that_breaks_it() {
    let shapes = load(&[root("ontology/shapes.ttl")]);
    let shapes: BTreeSet<String> = objects(&shapes, rdf::TYPE)
        .into_keys()
        .filter_map(|s| Some(s.split_once("shapes#")?.1.trim_end_matches('>').to_owned()))
        .collect();
    let checks = checks();
    assert_eq!(shapes, checks.iter().map(|c| c.name.clone()).collect());
    let broken: BTreeSet<String> = files("ontology/examples/bad", "ttl")
        .iter()
        .map(|p| stem(p).split('.').next().unwrap().to_owned())
        .collect();
    assert_eq!(shapes, broken);
    for check in checks {
        assert_eq!(check.header["shape"], check.name);
        assert!(["violation", "warning"].contains(&check.header["severity"].as_str()), "{}", check.name);
        for key in ["title", "message"] {
            assert!(check.header[key].contains(" / "), "{}: {key} in Vietnamese and English", check.name);
        }
    }
}

#[test]
fn good_examples_pass_every_check() {
    let checks = checks();
    for path in files("ontology/examples/good", "ttl") {
        assert_eq!(found(&load(std::slice::from_ref(&path)), &checks), BTreeMap::new(), "{}", path.display());
    }
}

#[test]
fn all_good_examples_together_pass_too() {
    assert_eq!(found(&load(&files("ontology/examples/good", "ttl")), &checks()), BTreeMap::new());
}

#[test]
fn bad_examples_break_the_shape_of_their_name_and_no_other() {
    let checks = checks();
    for path in files("ontology/examples/bad", "ttl") {
        let expected = stem(&path).split('.').next().unwrap();
        let found = found(&load(std::slice::from_ref(&path)), &checks);
        assert_eq!(found.keys().collect::<Vec<_>>(), [expected], "{}: {found:?}", path.display());
    }
}

#[test]
fn examples_use_only_terms_that_are_defined() {
    let store = ontology();
    let known = objects(&store, rdf::TYPE);
    let examples = load(&files("ontology/examples/good", "ttl"));
    for quad in examples.quads_for_pattern(None, None, None, None) {
        let quad = quad.unwrap();
        let mut terms = vec![quad.predicate.clone()];
        terms.extend(NamedNode::try_from(quad.object).ok());
        terms.extend(if let NamedOrBlankNode::NamedNode(node) = quad.subject { Some(node) } else { None });
        for term in terms.iter().filter(|t| t.as_str().starts_with(vk::NS)) {
            assert!(known.contains_key(&term.to_string()), "{term}");
        }
        let borrowed = !quad.predicate.as_str().starts_with(vocab::BASE) && quad.predicate != rdf::TYPE;
        let basic =
            [rdfs::LABEL, rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].contains(&quad.predicate.as_ref());
        assert!(!borrowed || basic || known.contains_key(&quad.predicate.to_string()), "{}", quad.predicate);
    }
}
