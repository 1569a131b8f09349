//! Two commands at a time, a full disk, a folder that cannot be written, a store of somebody else: told in a
//! line, and nothing harmed.
#![cfg(all(feature = "disk", unix))]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

use common::{Case, SmallDisk, articles as fixture, fixture_store, neighbours};
use oxrdf::{GraphName, Literal, NamedNode, Quad};
use vnkg::store::{Editing, Graph, StoreError};

const BIN: &str = env!("CARGO_BIN_EXE_vnkg");

fn vnkg(arguments: &[&str]) -> Output {
    Command::new(BIN).args(arguments).output().unwrap()
}

/// Expects exit code 2 and one line, which it returns.
fn refused(output: &Output) -> String {
    let message = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.starts_with("error: ") && message.lines().count() == 1, "{message}");
    message
}

fn done(arguments: &[&str]) -> String {
    let output = vnkg(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Lines of `.jsonl` with invented articles.
fn lines(ids: std::ops::Range<usize>) -> String {
    let line = |n: usize| {
        let text =
            format!("Ông Trần Văn Mẫu, Chủ tịch UBND huyện Mẫu Hạ, chủ trì cuộc họp số {n} của UBND huyện.");
        format!(
            "{}\n",
            serde_json::json!({"id": format!("m{n}"), "title": format!("Cuộc họp {n}"), "text": text})
        )
    };
    ids.map(line).collect()
}

fn content(dir: &Path) -> Vec<String> {
    let graph = Graph::open_read_only(dir).unwrap();
    let mut quads: Vec<String> = graph.quads().map(|q| q.unwrap().to_string()).collect();
    quads.sort();
    quads
}

/// Every file of a folder with its bytes.
fn bytes(dir: &Path) -> Vec<(String, Vec<u8>)> {
    neighbours(dir).into_iter().map(|name| (name.clone(), fs::read(dir.join(name)).unwrap())).collect()
}

#[test]
fn a_second_writer_is_told_in_one_line_and_readers_read_on() {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    fixture_store(&dir);
    let before = content(&dir);
    let (store, input) = (dir.to_str().unwrap(), case.write("in.jsonl", lines(0..2)));
    let mut first = Editing::begin(&dir).unwrap();
    let name = fixture()[0][0].graph_name.clone();
    let GraphName::NamedNode(name) = name else { panic!() };
    assert!(first.take(name.as_ref()).unwrap());
    for second in [
        vec!["add", &input],
        vec!["remove", "x"],
        vec!["build", &input, "--force"],
        vec!["doctor", "--repair"],
    ] {
        let output = vnkg(&[second.as_slice(), &["--store", store]].concat());
        if second[0] == "doctor" {
            // Nothing is wrong with what readers see, so nothing is to be repaired.
            assert!(String::from_utf8(output.stdout).unwrap().contains("in use by another vnkg"));
            continue;
        }
        assert!(refused(&output).contains("another vnkg is writing"), "{second:?}");
    }
    assert_eq!(content(&dir), before);
    assert!(done(&["info", "--store", store]).contains("2 articles"));
    first.finish().unwrap();
    assert!(done(&["info", "--store", store]).contains("1 articles"));
    assert_eq!(neighbours(case.dir.path()), ["graph", "in.jsonl"]);
}

#[test]
fn readers_beside_a_writer_always_see_one_whole_state() {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    fixture_store(&dir);
    let node = |n: String| NamedNode::new(format!("http://example.org/{n}")).unwrap();
    let over = AtomicBool::new(false);
    let read = || {
        let mut looks = 0;
        loop {
            let last = over.load(Ordering::SeqCst);
            let graph = Graph::open_read_only(&dir).unwrap();
            let manifest = graph.manifest().unwrap().clone();
            assert_eq!(graph.triples().count() as u64, manifest.triples);
            assert_eq!(graph.quads().count() as u64, manifest.triples + manifest.quads);
            assert_eq!(graph.named_graphs().count() as u64, manifest.articles);
            looks += 1;
            if last {
                return looks;
            }
        }
    };
    std::thread::scope(|scope| {
        let readers = [scope.spawn(read), scope.spawn(read)];
        for n in 0..30 {
            // A reader that tidies holds the lock for a moment.
            let mut editing = loop {
                match Editing::begin(&dir) {
                    Err(StoreError::Busy { .. }) => {}
                    other => break other.unwrap(),
                }
            };
            for k in 0..4 {
                let name = node(format!("g{}", (n + k) % 7));
                let graph = GraphName::NamedNode(name.clone());
                let quad = Quad::new(node(format!("s{k}")), node("p".into()), Literal::from(n), graph);
                editing.put(name.as_ref(), &[quad]).unwrap();
            }
            editing.finish().unwrap();
        }
        over.store(true, Ordering::SeqCst);
        assert!(readers.into_iter().all(|r| r.join().unwrap() > 0));
    });
    assert_eq!(content(&dir).len() as u64, {
        let manifest = vnkg::store::Manifest::read(&dir).unwrap();
        manifest.triples + manifest.quads
    });
    assert_eq!(neighbours(case.dir.path()), ["graph"]);
}

/// A store of two articles, a file with very many, and what the store held.
fn small_and_many(dir: &Path, case: &Case) -> (String, String, Vec<String>) {
    let few = case.write("few.jsonl", lines(0..2));
    let store = dir.join("graph").to_str().unwrap().to_owned();
    done(&["build", &few, "--store", &store, "--quiet"]);
    let before = content(Path::new(&store));
    (store, case.write("many.jsonl", lines(0..12_000)), before)
}

#[test]
fn a_disk_that_gets_full_leaves_the_store_as_it_was() {
    let case = Case::new();
    let Some(disk) = SmallDisk::mount(case.dir.path().join("disk"), "8m") else { return };
    let (store, many, before) = small_and_many(&disk.0, &case);
    for command in [vec!["add", &many], vec!["build", &many, "--force"]] {
        let output = vnkg(&[command.as_slice(), &["--store", &store, "--quiet"]].concat());
        assert!(refused(&output).contains("the disk is full"), "{command:?}");
        assert_eq!(neighbours(&disk.0), ["graph"]);
        assert_eq!(content(Path::new(&store)), before);
    }
    done(&["doctor", "--store", &store]);
    done(&["remove", "m1", "--store", &store]);
}

#[test]
fn a_limit_on_the_size_of_files_leaves_the_store_as_it_was() {
    let case = Case::new();
    let (store, many, before) = small_and_many(case.dir.path(), &case);
    for command in ["add", "build --force"] {
        // The signal would end the command as a kill does; without it the system refuses to write.
        let script = format!("trap '' XFSZ; ulimit -f 2000; exec {BIN} {command} \"$@\"");
        let output =
            Command::new("sh").args(["-c", &script, "sh", &many, "--store", &store, "--quiet"]).output();
        assert!(refused(&output.unwrap()).contains("a limit on the size of files"), "{command}");
        assert_eq!(neighbours(case.dir.path()), ["few.jsonl", "graph", "many.jsonl"]);
        assert_eq!(content(Path::new(&store)), before);
    }
    done(&["doctor", "--store", &store]);
}

#[test]
fn a_disk_that_cannot_be_written_is_named_and_can_be_read() {
    let case = Case::new();
    let Some(disk) = SmallDisk::mount(case.dir.path().join("disk"), "8m") else { return };
    let (store, many, before) = small_and_many(&disk.0, &case);
    disk.make_read_only();
    for command in [vec!["add", &many], vec!["remove", "m1"], vec!["build", &many, "--force"]] {
        let message = refused(&vnkg(&[command.as_slice(), &["--store", &store]].concat()));
        assert!(message.contains("no right to write in"), "{message}");
    }
    assert_eq!(content(Path::new(&store)), before);
    done(&["doctor", "--store", &store]);
}

#[test]
fn a_store_of_another_tool_or_version_is_refused_and_not_touched() {
    let case = Case::new();
    let dir = case.dir.path().join("graph");
    fixture_store(&dir);
    let input = case.write("in.jsonl", lines(0..2));
    let manifest = fs::read_to_string(dir.join("vnkg.json")).unwrap();
    let newer = manifest.replace("\"format\": 1", "\"format\": 2");
    let other = manifest.replace("\"tool\": \"vnkg\"", "\"tool\": \"other\"");
    for (text, words) in [(newer, "has format 2, this vnkg reads format 1"), (other, "is not a vnkg store")] {
        fs::write(dir.join("vnkg.json"), text).unwrap();
        let before = bytes(&dir);
        for command in [vec!["add", &input], vec!["remove", "m1"], vec!["doctor", "--repair"]] {
            let message = refused(&vnkg(&[command.as_slice(), &["--store", dir.to_str().unwrap()]].concat()));
            assert!(message.contains(words), "{message}");
        }
        assert!(bytes(&dir) == before);
        assert_eq!(neighbours(case.dir.path()), ["graph", "in.jsonl"]);
    }
}
