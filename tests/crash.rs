//! Killed at any moment, a command leaves the old state of the store or the new one, and nothing else.
//!
//! `VNKG_CRASH_POINTS=200 cargo test --release --test crash -- --nocapture` kills as often as that;
//! `VNKG_CRASH_SEED` repeats a run. Where the kill hits does not matter to what must hold afterwards, so the test
//! does not depend on how fast the machine is.
#![cfg(all(feature = "disk", unix))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{Case, neighbours};
use vnkg::store::{Graph, Manifest};

/// All that a store holds, sorted, and what it says about itself; none where there is no store.
type Content = Option<(Vec<String>, Manifest)>;

/// A small generator of numbers (splitmix64): the same seed, the same numbers.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

fn vnkg(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vnkg")).args(arguments).output().unwrap()
}

fn done(arguments: &[&str]) {
    let output = vnkg(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Lines of `.jsonl` with invented articles.
fn articles(ids: std::ops::Range<usize>, version: usize) -> String {
    let article = |n: usize| {
        let text = format!(
            "Ngày {}/5/2019, ông Trần Văn Mẫu, Chủ tịch UBND huyện Mẫu Hạ, chủ trì cuộc họp số {n} của UBND \
             huyện, bản {version}. Cùng dự có bà Lê Thị Thử, Phó Chủ tịch UBND huyện Mẫu Hạ.",
            n % 28 + 1
        );
        format!(
            "{}\n",
            serde_json::json!({"id": format!("a{n}"), "title": format!("Cuộc họp {n}"), "text": text})
        )
    };
    ids.map(article).collect()
}

fn content(dir: &Path) -> Content {
    if !dir.exists() {
        return None;
    }
    let graph = Graph::open_read_only(dir).unwrap();
    let mut quads: Vec<String> = graph.quads().map(|q| q.unwrap().to_string()).collect();
    quads.sort();
    Some((quads, graph.manifest().unwrap().clone()))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// A command with the state before it and the one after it.
struct Scene {
    name: &'static str,
    /// Without the store; its folder comes last.
    arguments: Vec<String>,
    before: Option<PathBuf>,
    after: Content,
    old: Content,
    /// How long it takes when nobody kills it.
    length: Duration,
}

/// A folder with a store to begin with, and the scenes to be played in it.
struct Stage {
    case: Case,
    scenes: Vec<Scene>,
}

impl Stage {
    fn new() -> Self {
        let case = Case::new();
        let first = case.write("first.jsonl", articles(0..60, 0));
        let more = case.write("more.jsonl", articles(30..90, 1));
        let ids = case.write("ids", (20..50).map(|n| format!("a{n}\n")).collect::<String>());
        let base = case.path("base");
        done(&["build", &first, "--store", &base, "--quiet"]);
        let base = PathBuf::from(base);
        let mut stage = Self { case, scenes: Vec::new() };
        stage.scene("build", &["build", &first, "--quiet"], None);
        stage.scene("build --force", &["build", &more, "--quiet", "--force"], Some(&base));
        stage.scene("add", &["add", &more, "--quiet"], Some(&base));
        stage.scene("remove", &["remove", "--from", &ids, "--quiet"], Some(&base));
        stage
    }

    /// Plays a scene without a kill, to know its end and its length.
    fn scene(&mut self, name: &'static str, arguments: &[&str], before: Option<&Path>) {
        let old = before.and_then(content);
        let dir = self.set(before);
        let arguments: Vec<String> =
            arguments.iter().chain(&["--store", dir.to_str().unwrap()]).map(|a| (*a).to_owned()).collect();
        let started = Instant::now();
        done(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let length = started.elapsed();
        let after = content(&dir);
        assert_ne!(old, after, "{name} changes nothing");
        self.scenes.push(Scene { name, arguments, before: before.map(Path::to_owned), after, old, length });
    }

    /// Puts the store of the beginning into its place.
    fn set(&self, before: Option<&Path>) -> PathBuf {
        let dir = self.case.dir.path().join("graph");
        if dir.exists() {
            fs::remove_dir_all(&dir).unwrap();
        }
        if let Some(before) = before {
            copy(before, &dir);
        }
        dir
    }

    /// Plays a scene and kills it after a while. Returns what was there in the end.
    fn kill(&self, scene: &Scene, after: Duration) -> &'static str {
        let dir = self.set(scene.before.as_deref());
        let mut command = Command::new(env!("CARGO_BIN_EXE_vnkg"));
        let mut child = command.args(&scene.arguments).stderr(Stdio::null()).spawn().unwrap();
        sleep(after);
        child.kill().unwrap();
        child.wait().unwrap();
        // The next command, whatever it is, tidies.
        let store = dir.to_str().unwrap();
        let info = vnkg(&["info", "--store", store]);
        let told = String::from_utf8_lossy(&info.stderr).into_owned();
        assert!(info.status.success() || told.contains("there is no store at"), "{}: {told}", scene.name);
        let rest: Vec<String> =
            neighbours(self.case.dir.path()).into_iter().filter(|n| n.contains("graph")).collect();
        let now = content(&dir);
        assert_eq!(rest, now.iter().map(|_| "graph").collect::<Vec<_>>(), "{}", scene.name);
        if now.is_some() {
            let doctor = vnkg(&["doctor", "--store", store]);
            let told = String::from_utf8_lossy(&doctor.stdout).into_owned();
            assert!(doctor.status.success() && !told.contains("note"), "{}: {told}", scene.name);
        }
        let state = if now == scene.old { "old" } else { "new" };
        assert!(
            now == scene.old || now == scene.after,
            "{} left neither the old nor the new store",
            scene.name
        );
        // Nothing of the dead command is in the way of the same one.
        if state == "old" {
            done(&scene.arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(content(&dir) == scene.after, "{} once more", scene.name);
        }
        state
    }
}

/// The files at a place, with their names where it is a folder.
type Files = std::collections::BTreeMap<String, Vec<u8>>;

fn files(place: &str) -> Files {
    let place = Path::new(place);
    if place.is_file() {
        return Files::from([(String::new(), fs::read(place).unwrap())]);
    }
    neighbours(place).into_iter().map(|name| (name.clone(), fs::read(place.join(name)).unwrap())).collect()
}

/// A command that writes files which are not the store, over those that it wrote before.
struct Writing {
    /// All of the command; the files come to the last argument.
    arguments: Vec<String>,
    old: Files,
    new: Files,
    length: Duration,
}

impl Writing {
    /// `input` is what the second run reads in the place of the first.
    fn new(arguments: &[&str], target: &str, inputs: [&dyn Fn(); 2]) -> Self {
        let all: Vec<&str> = arguments.iter().copied().chain([target]).collect();
        let mut length = Duration::ZERO;
        let [old, new] = inputs.map(|set| {
            set();
            let started = Instant::now();
            done(&all);
            length = started.elapsed();
            files(target)
        });
        assert!(old != new && !new.is_empty(), "{arguments:?}");
        Self { arguments: all.iter().map(|a| (*a).to_owned()).collect(), old, new, length }
    }

    /// Puts the old files in their place, and kills the command that writes the new ones.
    fn kill(&self, case: &Case, after: Duration) -> &'static str {
        let target = Path::new(self.arguments.last().unwrap());
        for (name, bytes) in &self.old {
            fs::write(if name.is_empty() { target.to_owned() } else { target.join(name) }, bytes).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_vnkg"));
        let streams = command.args(&self.arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = streams.spawn().unwrap();
        sleep(after);
        child.kill().unwrap();
        child.wait().unwrap();
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        // A folder has no name between two renames; the next command gives it back.
        let now = target.exists().then(|| files(target.to_str().unwrap()));
        assert!(
            now.as_ref().map_or(!self.old.contains_key(""), |now| *now == self.old || *now == self.new),
            "{arguments:?} left neither the old nor the new files"
        );
        done(&arguments);
        assert!(files(target.to_str().unwrap()) == self.new, "{arguments:?} once more");
        let rest = neighbours(case.dir.path());
        assert!(!rest.iter().any(|name| name.starts_with('.')), "{arguments:?} leaves {rest:?}");
        if now == Some(self.new.clone()) { "new" } else { "old" }
    }
}

#[test]
fn a_command_that_is_killed_leaves_the_old_files_or_the_new_ones() {
    let (points, seed) = (number("VNKG_CRASH_POINTS", 12), number("VNKG_CRASH_SEED", 20_190_528));
    eprintln!("{points} kills of commands that write files, VNKG_CRASH_SEED={seed}");
    let mut chance = Chance(seed ^ 1);
    let case = Case::new();
    let (store, input) = (case.path("base"), case.path("in.jsonl"));
    let set = |version: usize| {
        fs::write(&input, articles(0..60, version)).unwrap();
        done(&["build", &input, "--store", &store, "--quiet", "--force"]);
    };
    let inputs: [&dyn Fn(); 2] = [&|| set(0), &|| set(1)];
    let writings = [
        Writing::new(&["export", "--store", &store, "--output"], &case.path("out.trig"), inputs),
        Writing::new(&["export", "--store", &store, "--tables"], &case.path("tables"), inputs),
        Writing::new(&["convert", &input, "--output"], &case.path("out.nq.gz"), inputs),
    ];
    let mut ends = std::collections::BTreeMap::new();
    for n in 0..points {
        let writing = &writings[usize::try_from(n).unwrap() % writings.len()];
        let length = u64::try_from(writing.length.as_micros()).unwrap();
        let state = writing.kill(&case, Duration::from_micros(chance.next() % length.max(1)));
        *ends.entry((writing.arguments[0].as_str(), state)).or_insert(0) += 1;
    }
    eprintln!("{ends:?}");
    let doctor = vnkg(&["doctor", "--store", &store]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

#[test]
fn folders_that_killed_exports_left_are_removed_or_brought_back() {
    let case = Case::new();
    let input = case.write("in.jsonl", articles(0..2, 0));
    let (store, tables) = (case.path("base"), case.path("tables"));
    done(&["build", &input, "--store", &store, "--quiet"]);
    let export = || done(&["export", "--store", &store, "--tables", &tables]);
    export();
    let folder = |name: &str, file: &str| {
        fs::create_dir(case.path(name)).unwrap();
        fs::write(Path::new(&case.path(name)).join(file), "half").unwrap();
    };
    // Died while it wrote; died with the new folder in place; not ours; of another export; still written.
    folder(".tables.7.vnkg-part", "people.csv");
    folder(".tables.8.vnkg-old", "people.csv");
    folder(".tables.9.vnkg-part", "letter.txt");
    folder(".other.7.vnkg-part", "people.csv");
    folder(".tables.10.vnkg-part", "people.csv");
    let written = fs::File::open(case.path(".tables.10.vnkg-part")).unwrap();
    written.lock().unwrap();
    export();
    let stays =
        [".other.7.vnkg-part", ".tables.10.vnkg-part", ".tables.9.vnkg-part", "base", "in.jsonl", "tables"];
    assert_eq!(neighbours(case.dir.path()), stays);
    // Died between the two renames: the former tables are there again, even for an export that fails.
    fs::rename(&tables, case.path(".tables.11.vnkg-old")).unwrap();
    let former = Path::new(&case.path(".tables.11.vnkg-old")).join("letter.txt");
    fs::write(former, "of mine").unwrap();
    let refused = vnkg(&["export", "--store", &store, "--tables", &tables]);
    assert!(!refused.status.success() && Path::new(&tables).join("letter.txt").exists());
}

#[test]
fn an_export_removes_unfinished_files_that_nobody_writes_and_no_others() {
    let case = Case::new();
    let input = case.write("in.jsonl", articles(0..2, 0));
    let (store, file) = (case.path("base"), case.path("file.ttl"));
    done(&["build", &input, "--store", &store, "--quiet"]);
    let left = [".file.ttl.7.vnkg-part", ".other.nq.gz.123456.vnkg-part"];
    let alike = [".file.ttl.7.part", ".file.ttl.7a.vnkg-part", ".7.vnkg-part", "file.ttl.7.vnkg-part"];
    for name in left.iter().chain(&alike) {
        case.write(name, "half");
    }
    let written = fs::File::create(case.path(".file.ttl.8.vnkg-part")).unwrap();
    written.lock().unwrap();
    done(&["export", "--store", &store, "--output", &file]);
    let mut expected = alike.to_vec();
    expected.extend([".file.ttl.8.vnkg-part", "base", "file.ttl", "in.jsonl"]);
    expected.sort_unstable();
    assert_eq!(neighbours(case.dir.path()), expected);
    drop(written);
    done(&["export", "--store", &store, "--output", &file]);
    assert!(!neighbours(case.dir.path()).contains(&".file.ttl.8.vnkg-part".to_owned()));
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |v| v.parse().unwrap_or_else(|_| panic!("{name}={v} is no number")))
}

#[test]
fn a_command_that_is_killed_leaves_the_old_store_or_the_new_one() {
    let (points, seed) = (number("VNKG_CRASH_POINTS", 12), number("VNKG_CRASH_SEED", 20_190_528));
    eprintln!("{points} kills, VNKG_CRASH_SEED={seed}");
    let mut chance = Chance(seed);
    let stage = Stage::new();
    let mut ends = std::collections::BTreeMap::new();
    for n in 0..points {
        let scene = &stage.scenes[usize::try_from(n).unwrap() % stage.scenes.len()];
        let length = u64::try_from(scene.length.as_micros()).unwrap();
        let state = stage.kill(scene, Duration::from_micros(chance.next() % length.max(1)));
        *ends.entry((scene.name, state)).or_insert(0) += 1;
    }
    eprintln!("{ends:?}");
    assert_eq!(ends.values().sum::<u64>(), points);
}
