//! What leaves the store arrives: read back by another parser, the same bytes each time, all or nothing.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

#[cfg(feature = "disk")]
#[path = "fixtures/built.rs"]
mod built;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::store::Store;
use oxrdf::{GraphName, Literal, NamedNode, Quad};
use rio_api::parser::TriplesParser;
use vnkg::export::digest::Digest;
use vnkg::export::{EXPORTERS, ExportError, Exported};
use vnkg::store::Graph;
use vnkg::store::packing::Packing;

fn export(
    store: &Store,
    path: &Path,
    format: Option<&'static dyn vnkg::export::Exporter>,
) -> Result<Exported, ExportError> {
    vnkg::export::export(&Graph::from(store.clone()), path, format)
}

fn exported(store: &Store, extension: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("graph.{extension}"));
    export(store, &file, None).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "an unfinished file was left");
    fs::read_to_string(&file).unwrap()
}

fn quads(store: &Store) -> BTreeSet<String> {
    store.iter().map(|quad| quad.unwrap().to_string()).collect()
}

fn loaded(text: &str, format: RdfFormat) -> BTreeSet<String> {
    let store = Store::new().unwrap();
    store.load_from_slice(RdfParser::from_format(format), text).unwrap();
    quads(&store)
}

fn of_default_graph(store: &Store) -> BTreeSet<String> {
    store
        .iter()
        .map(Result::unwrap)
        .filter(|q| q.graph_name.is_default_graph())
        .map(|q| q.to_string())
        .collect()
}

/// Literals and IRIs that each need care in some format.
fn awkward() -> Store {
    let store = Store::new().unwrap();
    let iri = |text: &str| NamedNode::new(text).unwrap();
    let base = "https://w3id.org/vnkg/";
    let literals = [
        Literal::new_language_tagged_literal("“Thủy” nói: \"\\u0041\" \t\r\n\u{7f}\u{1}", "vi").unwrap(),
        Literal::new_typed_literal("0042", oxrdf::vocab::xsd::INTEGER),
        Literal::new_typed_literal("ba", oxrdf::vocab::xsd::INTEGER),
        Literal::new_typed_literal("-0.50", oxrdf::vocab::xsd::DECIMAL),
        Literal::new_typed_literal("5.", oxrdf::vocab::xsd::DECIMAL),
        Literal::new_typed_literal("1", oxrdf::vocab::xsd::BOOLEAN),
        Literal::new_typed_literal("true", oxrdf::vocab::xsd::BOOLEAN),
        Literal::new_typed_literal("2022-03", oxrdf::vocab::xsd::G_YEAR_MONTH),
        Literal::new_simple_literal("</script>😀 \u{2028}"),
    ];
    let subjects = [
        "id/person/le.90.a1b2",
        "id/article/b%C3%A1o-1#q3",
        "id/article/..",
        "id/article/a:b",
        "id/article/a/b",
        "id/post/.x",
        "id/post/x.",
        "id/post/-x",
        "id/post/%41",
        "id/post/",
        "id/body/Đảng",
        "g/a b%",
    ];
    for (place, subject) in subjects.iter().enumerate() {
        let subject = NamedNode::new_unchecked(format!("{base}{}", subject.replace("a b%", "a-b")));
        for literal in &literals {
            let graph = GraphName::NamedNode(iri(&format!("{base}g/bài-{place}")));
            for graph_name in [graph, GraphName::DefaultGraph] {
                let predicate = iri("https://w3id.org/vnkg/ns#about");
                store.insert(&Quad::new(subject.clone(), predicate, literal.clone(), graph_name)).unwrap();
            }
        }
    }
    store
}

#[test]
fn every_format_is_read_back_to_the_same_statements() {
    for store in [views::store(), awkward()] {
        let all = quads(&store);
        let default = of_default_graph(&store);
        let named: BTreeSet<String> = all.difference(&default).cloned().collect();
        assert!(default.len() > 90 && named.len() >= default.len());
        assert_eq!(loaded(&exported(&store, "ttl"), RdfFormat::Turtle), default);
        assert_eq!(loaded(&exported(&store, "nt"), RdfFormat::NTriples), default);
        assert_eq!(loaded(&exported(&store, "nq"), RdfFormat::NQuads), named);
        assert_eq!(loaded(&exported(&store, "trig"), RdfFormat::TriG), all);
        let json = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
        assert_eq!(loaded(&exported(&store, "jsonld"), json), all);
    }
    let store = views::store();
    assert_eq!(loaded(&exported(&store, "rdf"), RdfFormat::RdfXml), of_default_graph(&store));
}

#[test]
fn rdf_xml_keeps_what_xml_can_hold_and_refuses_the_rest() {
    let subject = NamedNode::new("https://w3id.org/vnkg/id/article/a&b#q1").unwrap();
    let about = NamedNode::new("https://w3id.org/vnkg/ns#about").unwrap();
    let with = |text: &str| {
        let store = views::store();
        let text = Literal::new_language_tagged_literal(text, "vi").unwrap();
        store.insert(&Quad::new(subject.clone(), about.clone(), text, GraphName::DefaultGraph)).unwrap();
        store
    };
    let texts =
        [" ]]> </a> & \"'", "a\r\nb\rc\n\td", "  ", "", "<![CDATA[x]]>", "\u{202e}\u{7f}\u{85}\u{2028}😀"];
    for text in texts {
        let store = with(text);
        let xml = exported(&store, "rdf");
        assert_eq!(loaded(&xml, RdfFormat::RdfXml), of_default_graph(&store), "{text:?}");
        assert!(!xml.contains('\r'), "a reader of XML takes a bare carriage return for a line feed");
    }
    let folder = tempfile::tempdir().unwrap();
    for text in ["a\0", "\u{1}", "\u{ffff}"] {
        let error = export(&with(text), &folder.path().join("g.rdf"), None).unwrap_err();
        assert!(matches!(error, ExportError::NotInXml { .. }), "{text:?}: {error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        export(&with(text), &folder.path().join("g.jsonld"), None).unwrap();
        export(&with(text), &folder.path().join("g.ttl"), None).unwrap();
        fs::remove_file(folder.path().join("g.jsonld")).unwrap();
        fs::remove_file(folder.path().join("g.ttl")).unwrap();
    }
}

#[test]
fn an_empty_store_leaves_in_every_format() {
    for exporter in EXPORTERS {
        exported(&Store::new().unwrap(), exporter.extension());
    }
}

#[test]
fn a_packed_file_holds_the_bytes_of_the_plain_one() {
    let store = views::store();
    let folder = tempfile::tempdir().unwrap();
    for exporter in EXPORTERS {
        let plain = exported(&store, exporter.extension());
        for end in ["gz", "zst"] {
            let file = folder.path().join(format!("g.{}.{end}", exporter.extension()));
            export(&store, &file, None).unwrap();
            let first = fs::read(&file).unwrap();
            assert!(first.len() < plain.len() / 2);
            export(&store, &file, None).unwrap();
            assert_eq!(fs::read(&file).unwrap(), first);
            let mut read = String::new();
            let (packing, _) = Packing::of(&file);
            packing.open(&file).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, plain);
        }
    }
}

#[test]
fn rio_turtle_reads_the_same_set_of_triples_from_turtle() {
    let store = views::store();
    let mut read = Digest::default();
    rio_turtle::TurtleParser::new(exported(&store, "ttl").as_bytes(), None)
        .parse_all(&mut |triple| {
            read.add_triple(&triple);
            Ok::<(), rio_turtle::TurtleError>(())
        })
        .unwrap();
    let mut held = Digest::default();
    for quad in store.iter().map(Result::unwrap).filter(|q| q.graph_name.is_default_graph()) {
        held.add(quad.as_ref());
    }
    assert_eq!(read, held);
    assert!(read.count > 300, "{}", read.count);
}

#[test]
fn the_digest_tells_one_changed_character_apart() {
    let line = |text: &str| {
        let exporter = vnkg::export::exporter_named("nt").unwrap();
        exporter.read(&mut text.as_bytes()).unwrap()
    };
    let held = line("<a:a> <a:p> \"x\"@vi .\n<a:b> <a:p> \"y\" .\n");
    assert_eq!(held, line("<a:b> <a:p> \"y\" .\n<a:a> <a:p> \"x\"@vi .\n"));
    for other in [
        "<a:a> <a:p> \"x\"@en .\n<a:b> <a:p> \"y\" .\n",
        "<a:a> <a:p> \"y\"@vi .\n<a:b> <a:p> \"x\" .\n",
        "<a:a> <a:p> \"x\"@vi .\n<a:b> <a:p> <y:> .\n",
        "<a:a> <a:p> \"x\"@vi .\n",
    ] {
        assert_ne!(held, line(other), "{other}");
    }
}

#[test]
fn the_same_store_gives_the_same_bytes_whatever_the_order_of_loading() {
    let store = views::store();
    let mut all: Vec<Quad> = store.iter().map(Result::unwrap).collect();
    all.reverse();
    let other = Store::new().unwrap();
    for quad in &all {
        other.insert(quad).unwrap();
    }
    for exporter in EXPORTERS {
        let first = exported(&store, exporter.extension());
        assert_eq!(first, exported(&store, exporter.extension()), "{}", exporter.name());
        assert_eq!(first, exported(&other, exporter.extension()), "{}", exporter.name());
    }
}

#[test]
fn lines_come_in_the_order_of_their_bytes() {
    for store in [views::store(), awkward()] {
        for extension in ["nt", "nq"] {
            let text = exported(&store, extension);
            let lines: Vec<&str> = text.split_terminator('\n').collect();
            let mut sorted = lines.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert!(lines.len() > 90);
            assert_eq!(lines, sorted);
        }
    }
}

#[test]
fn an_invalid_iri_is_found_on_reading_back_and_the_file_from_before_stays() {
    let folder = tempfile::tempdir().unwrap();
    for exporter in EXPORTERS {
        let store = views::store();
        let broken = NamedNode::new_unchecked("https://w3id.org/vnkg/id/article/b#a#c");
        let about = NamedNode::new("https://w3id.org/vnkg/ns#about").unwrap();
        let literal = Literal::new_simple_literal("x");
        store.insert(&Quad::new(broken, about, literal, GraphName::DefaultGraph)).unwrap();
        let file = folder.path().join(format!("graph.{}", exporter.extension()));
        fs::write(&file, "as before").unwrap();
        let error = export(&store, &file, None).unwrap_err();
        // A reader of JSON-LD passes over what it cannot read: then the numbers differ.
        let found = matches!(error, ExportError::Unreadable { .. } | ExportError::Mismatch { .. });
        assert!(found, "{}: {error}", exporter.name());
        assert_eq!(fs::read_to_string(&file).unwrap(), "as before");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), EXPORTERS.len());
}

#[test]
fn turtle_shortens_every_iri_of_ours_without_escapes() {
    let text = exported(&views::store(), "ttl");
    let body: String = text.lines().filter(|line| !line.starts_with('@')).collect();
    assert!(!body.contains("<https://w3id.org/vnkg/"), "a full IRI of ours");
    assert!(body.contains("<vh-001#q1> a oa:TextPositionSelector , oa:TextQuoteSelector , vk:Quote"));
    assert!(body.contains("person:tran-van-bach.90.1a2b a foaf:Person"));
    assert!(body.contains("vk:confidence 0.95"));
    assert!(!body.contains("\\/") && !body.contains("\\#"));
}

#[test]
fn nquads_keep_a_triple_that_only_the_default_graph_holds() {
    let store = views::store();
    let person = "https://w3id.org/vnkg/id/person/tran-van-bach.90.1a2b";
    let derived = Quad::new(
        NamedNode::new(person).unwrap(),
        NamedNode::new("https://w3id.org/vnkg/ns#derived").unwrap(),
        Literal::new_simple_literal("once"),
        GraphName::DefaultGraph,
    );
    store.insert(&derived).unwrap();
    let text = exported(&store, "nq");
    assert!(text.contains(&format!("<{person}> <https://w3id.org/vnkg/ns#derived> \"once\" .\n")));
    assert_eq!(text.lines().filter(|line| !line.contains(" <https://w3id.org/vnkg/g/")).count(), 1);
}

#[test]
fn an_unknown_extension_is_refused_with_the_list_of_known_ones() {
    let store = views::store();
    for name in ["graph.xlsx", "graph"] {
        let error = export(&store, Path::new(name), None).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(".ttl, .nt, .nq, .trig, .jsonld, .rdf"), "{error}");
        assert!(!Path::new(name).exists());
    }
    assert_eq!(vnkg::export::exporter_for(Path::new("A.TTL")).unwrap().name(), "Turtle");
}

#[test]
fn a_blank_node_is_refused_and_the_file_from_before_stays() {
    let store = views::store();
    let blank = Quad::new(
        oxrdf::BlankNode::new("b1").unwrap(),
        NamedNode::new("https://w3id.org/vnkg/ns#about").unwrap(),
        Literal::new_simple_literal("x"),
        GraphName::DefaultGraph,
    );
    store.insert(&blank).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for exporter in EXPORTERS {
        let file = folder.path().join(format!("graph.{}", exporter.extension()));
        fs::write(&file, "as before").unwrap();
        let error = export(&store, &file, None).unwrap_err();
        assert!(matches!(error, ExportError::BlankNode(_)), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "as before");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), EXPORTERS.len());
}

#[test]
fn a_missing_folder_and_a_folder_as_target_are_told_with_what_to_do() {
    let store = views::store();
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none/graph.ttl");
    let error = export(&store, &missing, None).unwrap_err().to_string();
    assert!(error.contains("graph.ttl") && error.contains("make its folder first"), "{error}");
    let target = folder.path().join("graph.ttl");
    fs::create_dir(&target).unwrap();
    let error = export(&store, &target, None).unwrap_err().to_string();
    assert!(error.contains("name a file, not a folder"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.path().join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write to read-only folders");
        return;
    }
    let error = export(&views::store(), &folder.path().join("graph.ttl"), None).unwrap_err().to_string();
    assert!(error.contains("choose a folder that you may write to"), "{error}");
}

#[test]
fn every_file_that_implements_a_format_is_in_the_list() {
    let mut written: Vec<String> = Vec::new();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/export")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        if let Some((_, rest)) = text.split_once("impl Exporter for ") {
            written.push(rest.split_whitespace().next().unwrap().to_ascii_lowercase());
        }
    }
    let mut listed: Vec<String> =
        EXPORTERS.iter().map(|e| e.name().replace(['-', '/'], "").to_ascii_lowercase()).collect();
    written.sort();
    listed.sort();
    assert_eq!(written, listed);
}

#[cfg(feature = "disk")]
#[test]
fn the_command_exports_what_info_counts_and_another_parser_reads_it() {
    let info = built::told(&["info", "--store", built::store()]);
    let counts = info.lines().nth(1).unwrap();
    let number = |word: &str| {
        let before = counts.split(&format!(" {word}")).next().unwrap();
        before.rsplit(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let (triples, quads) = (number("triples"), number("quads"));
    assert!(triples > 1000 && quads >= triples, "{counts}");
    for (name, expected) in [
        ("g.ttl", triples),
        ("g.nt", triples),
        ("g.nq", quads),
        ("g.trig", triples + quads),
        ("g.jsonld.zst", triples + quads),
        ("g.rdf.gz", triples),
    ] {
        let file = built::beside(name);
        let said = built::told(&["export", "--store", built::store(), "-o", &file]);
        assert!(said.contains(&format!(": {expected} statements")), "{name}: {said}");
    }
    let turtle = fs::read(built::beside("g.ttl")).unwrap();
    let mut read = BTreeSet::new();
    rio_turtle::TurtleParser::new(turtle.as_slice(), None)
        .parse_all::<rio_turtle::TurtleError>(&mut |triple| {
            read.insert(triple.to_string());
            Ok(())
        })
        .unwrap();
    assert_eq!(read.len(), triples);
    let lines = fs::read_to_string(built::beside("g.nt")).unwrap();
    let lines: BTreeSet<&str> = lines.lines().collect();
    assert_eq!(lines.len(), triples);
    let quad_lines = fs::read_to_string(built::beside("g.nq")).unwrap();
    assert_eq!(quad_lines.lines().count(), quads);
}

#[cfg(feature = "disk")]
#[test]
fn the_command_refuses_an_unknown_extension_and_leaves_no_file() {
    let file = built::beside("g.docx");
    let output = built::vnkg(&["export", "--store", built::store(), "-o", &file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(".ttl"));
    assert!(!Path::new(&file).exists());
}
