//! An export comes back to an equal store, or is refused with what to do.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/built.rs"]
mod built;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A folder with files of these contents, and the path of a store that is not there yet.
fn folder(files: &[(&str, &str)]) -> (TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let store = dir.path().join("store").to_str().unwrap().to_owned();
    (dir, store)
}

/// What is told on import of `file`, which must be refused without a trace.
fn refused(dir: &Path, file: &str, store: &str) -> String {
    let before = fs::read_dir(dir).unwrap().count();
    let file = dir.join(file);
    let output = built::vnkg(&["import", file.to_str().unwrap(), "--store", store]);
    assert!(!output.status.success());
    assert_eq!(fs::read_dir(dir).unwrap().count(), before, "something was left");
    String::from_utf8(output.stderr).unwrap()
}

/// The lines of `info` that do not name the store.
fn info(store: &str) -> String {
    built::told(&["info", "--store", store]).lines().skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_format_with_graphs_comes_back_to_an_equal_store() {
    let nquads = built::beside("all.nq");
    built::told(&["export", "--store", built::store(), "-o", &nquads]);
    for name in ["a.nq", "a.trig", "a.jsonld", "a.nq.gz", "a.trig.zst", "a.jsonld.gz"] {
        let (dir, store) = folder(&[]);
        let file = dir.path().join(name);
        let again = dir.path().join(format!("again.{name}"));
        let (file, again) = (file.to_str().unwrap(), again.to_str().unwrap());
        built::told(&["export", "--store", built::store(), "-o", file]);
        built::told(&["import", file, "--store", &store, "--quiet"]);
        assert_eq!(info(&store), info(built::store()), "{name}");
        built::told(&["export", "--store", &store, "-o", again]);
        assert_eq!(fs::read(file).unwrap(), fs::read(again).unwrap(), "{name}");
        built::told(&["export", "--store", &store, "-o", again, "--format", "nq"]);
        built::told(&["export", "--store", built::store(), "-o", file, "--format", "nq"]);
        assert_eq!(fs::read(file).unwrap(), fs::read(again).unwrap(), "{name}: another format");
    }
}

#[test]
fn a_format_without_graphs_is_refused_with_what_to_do() {
    for name in ["g.ttl", "g.nt.gz", "g.rdf"] {
        let (dir, store) = folder(&[]);
        let file = dir.path().join(name);
        built::told(&["export", "--store", built::store(), "-o", file.to_str().unwrap()]);
        let told = refused(dir.path(), name, &store);
        assert!(told.contains(name) && told.contains("export the store as .nq, .trig or .jsonld"), "{told}");
    }
}

#[test]
fn what_would_not_come_back_equal_is_refused() {
    let article = "<https://w3id.org/vnkg/id/article/a> \
        <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/NewsArticle>";
    let graph = "<https://w3id.org/vnkg/g/a>";
    let sound = format!("{article} {graph} .\n");
    let cases = [
        ("empty.nq", String::new(), "no article's graph"),
        ("triples.nq", format!("{article} .\n"), "no article's graph holds this triple"),
        ("foreign.nq", format!("{article} <http://example.org/g> .\n"), "no article's graph of vnkg"),
        ("other.nq", format!("{article} <https://w3id.org/vnkg/g/b> .\n"), "no article's graph of vnkg"),
        ("blank.nq", format!("{sound}_:b1 <a:p> \"x\" {graph} .\n"), "blank node _:"),
        ("more.nq", format!("{sound}<a:s> <a:p> \"x\" .\n"), "<a:s> <a:p> \"x\""),
        ("cut.nq", format!("{sound}<a:s> <a:p> \"x"), "not well-formed"),
        ("cut.trig", format!("{graph} {{ {article}"), "not well-formed"),
        ("cut.jsonld", "[{\"@id\":\"a:s\"".to_owned(), "not well-formed"),
        ("unsound.nq", sound.clone(), "the graph is not sound"),
        ("cut.nq.gz", sound, "not well-formed"),
        ("a.xlsx", String::new(), "cannot tell the format"),
    ];
    for (name, text, expected) in cases {
        let (dir, store) = folder(&[(name, &text)]);
        let told = refused(dir.path(), name, &store);
        assert!(told.contains(expected), "{name}: {told}");
    }
}

#[test]
fn a_store_that_stands_there_is_replaced_only_when_told_and_only_by_a_whole_one() {
    let (dir, store) = folder(&[("cut.nq", "<a:s> <a:p>")]);
    let file = dir.path().join("a.nq");
    let file = file.to_str().unwrap();
    built::told(&["export", "--store", built::store(), "-o", file]);
    built::told(&["import", file, "--store", &store, "--quiet"]);
    let output = built::vnkg(&["import", file, "--store", &store]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("--force"));
    let cut = dir.path().join("cut.nq");
    let output = built::vnkg(&["import", cut.to_str().unwrap(), "--store", &store, "--force"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(info(&store), info(built::store()));
    built::told(&["import", file, "--store", &store, "--force", "--quiet"]);
    assert_eq!(info(&store), info(built::store()));
}

#[test]
fn a_query_reads_a_packed_file() {
    let file = built::beside("query.jsonld.gz");
    built::told(&["export", "--store", built::store(), "-o", &file]);
    let people = |from: &[&str]| built::told(&[&["query", "people", "--format", "csv"], from].concat());
    assert_eq!(people(&["--from", &file]), people(&["--store", built::store()]));
}

#[test]
fn an_imported_store_is_whole_and_takes_articles_as_a_built_one_does() {
    let record = "{\"id\": \"moi\", \"title\": \"Cuộc họp\", \"date\": \"2022-03-06\", \"text\": \"Ngày 5/3/2022, \
        đồng chí Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh Lạng Sơn, chủ trì cuộc họp của UBND tỉnh.\"}\n";
    let (dir, store) = folder(&[("moi.jsonl", record)]);
    let beside = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (file, more, built) = (beside("a.nq.zst"), beside("moi.jsonl"), beside("built"));
    built::told(&["export", "--store", built::store(), "-o", &file]);
    built::told(&["import", &file, "--store", &store, "--quiet"]);
    built::told(&["doctor", "--store", &store]);
    built::told(&["check", "--store", &store]);

    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    built::told(&["add", &more, "--store", &store, "--strict"]);
    built::told(&["build", articles, &more, "--store", &built, "--quiet"]);
    built::told(&["doctor", "--store", &store]);
    assert_eq!(info(&store), info(&built));
    let (one, two) = (beside("one.nq"), beside("two.nq"));
    built::told(&["export", "--store", &store, "-o", &one]);
    built::told(&["export", "--store", &built, "-o", &two]);
    let text = fs::read_to_string(&one).unwrap();
    assert!(text.contains("/g/moi>") && text == fs::read_to_string(&two).unwrap());

    built::told(&["remove", "moi", "--store", &store]);
    built::told(&["doctor", "--store", &store]);
    assert_eq!(info(&store), info(built::store()));
}
