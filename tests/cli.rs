//! The command as a person runs it: the real binary on real folders, broken inputs and full disks.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{Case, SmallDisk, fixture, fixture_store, neighbours};

const BIN: &str = env!("CARGO_BIN_EXE_vnkg");

fn vnkg(arguments: &[&str]) -> Output {
    Command::new(BIN).args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", stderr(output)))
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs and expects exit code 2 with one readable message, which it returns.
fn refused(arguments: &[&str]) -> String {
    let output = vnkg(arguments);
    let message = stderr(&output);
    assert_eq!(code(&output), 2, "{arguments:?}: {message}");
    assert!(message.contains("error: ") && !message.contains("panicked"), "{arguments:?}: {message}");
    message
}

/// A line of `.jsonl` with an invented article.
fn article(id: &str, n: usize) -> String {
    let text = format!(
        "Ngày {}/5/2019, ông Trần Văn Mẫu, Chủ tịch UBND huyện Mẫu Hạ, chủ trì cuộc họp số {n} của UBND huyện.",
        n % 28 + 1
    );
    let value = serde_json::json!({"id": id, "title": format!("Cuộc họp {n}"), "text": text, "other": null});
    format!("{value}\n")
}

impl Case {
    fn articles(&self, name: &str, ids: std::ops::Range<usize>) -> String {
        self.write(name, ids.map(|n| article(&format!("m{n}"), n)).collect::<String>())
    }

    fn neighbours(&self) -> Vec<String> {
        neighbours(self.dir.path())
    }
}

fn dump(store: &str) -> String {
    let all = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";
    let output = vnkg(&["query", "-e", all, "--store", store, "--format", "ntriples"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn a_folder_of_articles_becomes_a_store_that_can_be_asked() {
    let case = Case::new();
    let (input, store) = (case.articles("in.jsonl", 0..5), case.path("graph"));
    let built = vnkg(&["build", &input, "--store", &store]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    assert!(stdout(&built).is_empty());
    assert!(
        stderr(&built).contains("5 articles") && stderr(&built).contains("inputs set aside: 0"),
        "{}",
        stderr(&built)
    );
    let asked = vnkg(&["query", "sources", "--store", &store, "--format", "csv"]);
    assert_eq!(stdout(&asked).lines().count(), 6, "{}", stdout(&asked));
    let info = vnkg(&["info", "--store", &store]);
    assert!(stdout(&info).contains("5 articles"), "{}", stdout(&info));
    assert_eq!(code(&vnkg(&["check", "--store", &store])), 0);
    assert_eq!(case.neighbours(), ["graph", "in.jsonl"]);
}

#[test]
fn quiet_says_nothing() {
    let case = Case::new();
    let built = vnkg(&["build", &case.articles("in.jsonl", 0..2), "--store", &case.path("graph"), "--quiet"]);
    assert_eq!((code(&built), stderr(&built).as_str()), (0, ""));
}

#[test]
fn an_existing_store_is_replaced_by_force_only() {
    let case = Case::new();
    let (one, two, store) =
        (case.articles("1.jsonl", 0..3), case.articles("2.jsonl", 3..5), case.path("graph"));
    assert_eq!(code(&vnkg(&["build", &one, "--store", &store])), 0);
    let before = dump(&store);
    assert!(refused(&["build", &two, "--store", &store]).contains("--force"));
    assert_eq!(dump(&store), before);
    assert_eq!(code(&vnkg(&["build", &two, "--store", &store, "--force"])), 0);
    assert!(!dump(&store).contains("\"m0\"") && dump(&store).contains("\"m4\""));
    // A forced build that fails leaves the old store.
    let after = dump(&store);
    refused(&["build", &case.write("none.jsonl", "not json\n"), "--store", &store, "--force"]);
    assert_eq!(dump(&store), after);
    assert_eq!(case.neighbours(), ["1.jsonl", "2.jsonl", "graph", "none.jsonl"]);
}

#[test]
fn inputs_without_an_article_give_a_message_and_no_store() {
    let case = Case::new();
    let store = case.path("graph");
    case.write("empty.jsonl", "");
    case.write("binary.jsonl", [0_u8, 159, 146, 150, 0, 1, 2]);
    case.write("broken.jsonl", "{\"id\": \"x\", \"text\": ");
    case.write("textless.jsonl", "{\"id\": \"x\"}\n");
    case.write("null.jsonl", "{\"id\": \"x\", \"text\": null}\n");
    for name in ["empty", "binary", "broken", "textless", "null"] {
        let message = refused(&["build", &case.path(&format!("{name}.jsonl")), "--store", &store]);
        assert!(message.contains("no article could be read"), "{name}: {message}");
        if name != "empty" {
            assert!(message.contains(&format!("{name}.jsonl")), "{message}");
        }
        assert!(!case.neighbours().iter().any(|n| n.contains("graph")), "{name}: {:?}", case.neighbours());
    }
    let message = refused(&["build", &case.path("missing.jsonl"), "--store", &store]);
    assert!(message.contains("missing.jsonl"), "{message}");
}

#[test]
fn one_broken_line_is_set_aside_with_its_number() {
    let case = Case::new();
    let lines: Vec<String> = (1..=10)
        .map(|n| if n == 3 { "{\"id\": oops\n".into() } else { article(&format!("m{n}"), n) })
        .collect();
    let (input, store) = (case.write("ten.jsonl", lines.concat()), case.path("graph"));
    let strict = vnkg(&["build", &input, "--store", &store, "--strict"]);
    assert_eq!(code(&strict), 1, "{}", stderr(&strict));
    assert_eq!(case.neighbours(), ["ten.jsonl"]);
    let built = vnkg(&["build", &input, "--store", &store]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let told = stderr(&built);
    assert!(told.contains("set aside: ") && told.contains("ten.jsonl") && told.contains('3'), "{told}");
    assert!(told.contains("9 articles") && told.contains("inputs set aside: 1"), "{told}");
}

#[test]
fn the_second_article_of_an_identifier_is_set_aside() {
    let case = Case::new();
    let input = case.write("in.jsonl", [article("same", 1), article("same", 2)].concat());
    let store = case.path("graph");
    let built = vnkg(&["build", &input, "--store", &store]);
    assert_eq!(code(&built), 0);
    assert!(stderr(&built).contains("article same comes a second time"), "{}", stderr(&built));
    let dump = dump(&store);
    assert!(dump.contains("số 1 ") && !dump.contains("số 2 "), "{dump}");
}

#[test]
fn neither_threads_nor_the_order_of_inputs_change_the_graph() {
    let case = Case::new();
    let (one, two) = (case.articles("1.jsonl", 0..300), case.articles("2.jsonl", 300..500));
    let convert = |threads: &str, inputs: [&str; 2]| {
        let output = vnkg(&["convert", inputs[0], inputs[1], "--threads", threads]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
    };
    let base = convert("1", [&one, &two]);
    assert_eq!(convert("4", [&one, &two]), base, "threads");
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&convert("3", [&two, &one])), sorted(&base), "order");
    let build = |threads: &str, inputs: [&str; 2], name: &str| {
        let store = case.path(name);
        let built = vnkg(&["build", inputs[0], inputs[1], "--store", &store, "--threads", threads]);
        assert_eq!(code(&built), 0, "{}", stderr(&built));
        (dump(&store), fs::read(case.dir.path().join(name).join("vnkg.json")).unwrap())
    };
    assert_eq!(build("1", [&one, &two], "a"), build("4", [&two, &one], "b"));
}

#[test]
fn convert_writes_a_file_or_one_file_per_article() {
    let case = Case::new();
    let input = case.write("in.jsonl", [article("a/b", 1), article("bài 2", 2)].concat());
    let (file, folder) = (case.path("all.nq"), case.path("each"));
    fs::create_dir(&folder).unwrap();
    assert_eq!(code(&vnkg(&["convert", &input, "-o", &file])), 0);
    assert_eq!(code(&vnkg(&["convert", &input, "-o", &folder])), 0);
    assert_eq!(neighbours(Path::new(&folder)), ["a%2Fb.nq", "bài%202.nq"]);
    let each: String =
        ["a%2Fb.nq", "bài%202.nq"].map(|n| fs::read_to_string(Path::new(&folder).join(n)).unwrap()).concat();
    assert_eq!(fs::read_to_string(&file).unwrap(), each);
    assert_eq!(stdout(&vnkg(&["convert", &input])), each);
    // What was converted can be asked without a store, and says the same as a store.
    let store = case.path("graph");
    assert_eq!(code(&vnkg(&["build", &input, "--store", &store])), 0);
    let from = vnkg(&["query", "sources", "--from", &file, "--format", "csv"]);
    assert_eq!(stdout(&from), stdout(&vnkg(&["query", "sources", "--store", &store, "--format", "csv"])));
    assert_eq!(stdout(&from).lines().count(), 3);
}

#[test]
fn wrong_use_is_explained() {
    let case = Case::new();
    let store = case.path("graph");
    fixture_store(Path::new(&store));
    assert!(refused(&["query", "poeple", "--store", &store]).contains("did you mean `people`"));
    assert!(refused(&["query", "people", "--store", &case.path("none")]).contains("there is no store at"));
    assert!(
        refused(&["query", "people", "--store", case.dir.path().to_str().unwrap()])
            .contains("is not a vnkg store")
    );
    assert!(refused(&["query", "people", "--from", &case.write("a.csv", "")]).contains("must end in .nq"));
    assert!(refused(&["query", "-e", "SELEKT", "--store", &store]).contains("is not a SPARQL query"));
    assert!(
        refused(&["query", "-e", "SELECT ?x {}", "--store", &store, "--set", "y=1"])
            .contains("does not SELECT `?y`")
    );
    assert!(refused(&["query", "missing.rq", "--store", &store]).contains("missing.rq"));
    assert!(refused(&["check", "--store", &case.path("none")]).contains("there is no store at"));
    for arguments in [vec![], vec!["query"], vec!["build"], vec!["query", "people"], vec!["nonsense"]] {
        assert_eq!(code(&vnkg(&arguments)), 2, "{arguments:?}");
    }
    assert_eq!(code(&vnkg(&["--help"])), 0);
    assert_eq!(code(&vnkg(&["--version"])), 0);
}

#[test]
fn a_header_error_names_the_line_of_the_file() {
    let case = Case::new();
    let file = case.write("mine.rq", "# title a / b\n# colum x string: y\nSELECT ?x {}");
    let message = refused(&["query", &file, "--from", fixture().to_str().unwrap()]);
    assert!(message.contains("mine.rq") && message.contains("line 2: `colum`"), "{message}");
}

#[test]
fn broken_rdf_is_named_with_file_and_line() {
    let case = Case::new();
    let file = case.write("bad.nq", "<http://e/s> <http://e/p> <http://e/o> .\n<http://e/s> nonsense .\n");
    let message = refused(&["query", "people", "--from", &file]);
    assert!(message.contains("bad.nq") && message.contains("line 2"), "{message}");
}

#[test]
fn an_ask_that_is_false_is_an_answer_unless_its_status_is_asked_for() {
    let from = fixture();
    let from = from.to_str().unwrap();
    let no = vnkg(&["query", "-e", "ASK { ?x a foaf:Nobody }", "--from", from]);
    assert_eq!((code(&no), stdout(&no).as_str()), (0, "false\n"));
    assert_eq!(code(&vnkg(&["query", "-e", "ASK { ?x a foaf:Nobody }", "--from", from, "--exit-status"])), 1);
    assert_eq!(code(&vnkg(&["query", "-e", "ASK { ?x a foaf:Person }", "--from", from, "--exit-status"])), 0);
}

#[test]
fn a_store_answers_every_canned_query_as_the_file_does() {
    let case = Case::new();
    let store = case.path("graph");
    fixture_store(Path::new(&store));
    let list = stdout(&vnkg(&["query", "--list"]));
    let mut asked = 0;
    for name in list.lines().filter_map(|line| line.split_whitespace().next()) {
        let mut arguments = vec!["query", name, "--format", "csv"];
        arguments.extend(match name {
            "lineage" => vec!["--set", "name=van phong uy ban nhan dan huyen mau ha"],
            "dossier" | "attended" | "met" => vec!["--set", "who=hoa mau"],
            "leaders-on" => vec!["--set", "of=tinh uy mau son", "--set", "on=2019-12-31"],
            "evidence-of-triple" => {
                vec![
                    "--set",
                    "subject=huyen mau ha",
                    "--set",
                    "predicate=ns#within",
                    "--set",
                    "object=tinh mau son",
                ]
            }
            "history" => vec!["--set", "of=van phong uy ban nhan dan huyen mau ha"],
            "leaders" | "holders" => vec!["--set", "of=tinh uy mau son"],
            "evidence" => vec!["--set", "of=tinh mau son"],
            "decisions-by" => vec!["--set", "by=tinh uy mau son"],
            "decisions-about" => vec!["--set", "about=tinh mau son"],
            "decisions-numbered" => vec!["--set", "number=45-QĐ/TU"],
            "decisions-between" | "personnel" => vec!["--set", "since=2019", "--set", "until=2019"],
            "instructions-to" => vec!["--set", "to=huyen uy mau ha"],
            "money" => vec!["--set", "in=tinh mau son"],
            _ => vec![],
        });
        let with = |more: [&str; 2]| {
            let output = vnkg(&[arguments.as_slice(), &more].concat());
            assert_eq!(code(&output), 0, "{name}: {}", stderr(&output));
            stdout(&output)
        };
        let answer = with(["--store", &store]);
        assert_eq!(answer, with(["--from", fixture().to_str().unwrap()]), "{name}");
        assert!(answer.lines().count() > 1, "{name} is empty");
        asked += 1;
    }
    assert!(asked > 20, "{list}");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let cross = "SELECT * { ?s ?p ?o . ?x a foaf:Person } ORDER BY ?s";
    let all = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";
    let from = fixture();
    let mut runs: Vec<Vec<&str>> = ["csv", "tsv", "json", "xml", "table"]
        .map(|format| vec!["query", "-e", cross, "--format", format])
        .into();
    runs.push(vec!["query", "-e", all, "--format", "ntriples"]);
    runs.push(vec!["query", "-e", all, "--format", "turtle"]);
    for run in runs {
        let mut command = Command::new(BIN);
        command.args(&run).arg("--from").arg(&from).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((code(&output), stderr(&output).as_str()), (0, ""), "{run:?}");
    }
}

#[test]
fn completions_name_every_command() {
    let script = stdout(&vnkg(&["completions", "bash"]));
    for name in ["build", "convert", "query", "check", "info"] {
        assert!(script.contains(name), "{name}");
    }
}

/// Starts a build that takes a while and waits until it works in its folder.
fn long_build(case: &Case, name: &str, force: bool) -> Child {
    let input = case.path("many.jsonl");
    if !Path::new(&input).exists() {
        case.articles("many.jsonl", 0..12_000);
    }
    started(case, &input, name, force)
}

/// Starts a build and waits until it works in its folder.
fn started(case: &Case, input: &str, name: &str, force: bool) -> Child {
    let store = case.path(name);
    let mut command = Command::new(BIN);
    command.args(["build", input, "--store", &store]).args(force.then_some("--force"));
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let work = case.dir.path().join(format!(".{name}.vnkg-new"));
    let started = Instant::now();
    while !work.exists() {
        assert!(started.elapsed() < Duration::from_secs(60), "the build did not start");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

#[test]
fn of_two_builds_of_one_store_the_second_is_told_to_wait() {
    let case = Case::new();
    // A pipe: the first build is at work until somebody has written into it, however fast the machine is.
    let pipe = case.path("pipe.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let first = started(&case, &pipe, "graph", false);
    let input = case.articles("few.jsonl", 0..2);
    let message = refused(&["build", &input, "--store", &case.path("graph")]);
    assert!(message.contains("another vnkg is writing"), "{message}");
    fs::write(&pipe, (0..3).map(|n| article(&format!("m{n}"), n)).collect::<String>()).unwrap();
    let first = first.wait_with_output().unwrap();
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    assert!(stdout(&vnkg(&["info", "--store", &case.path("graph")])).contains("3 articles"));
    assert_eq!(case.neighbours(), ["few.jsonl", "graph", "pipe.jsonl"]);
}

#[test]
fn a_killed_build_leaves_no_store_and_the_next_command_cleans_up() {
    let case = Case::new();
    for pause in [0, 30, 200] {
        let mut child = long_build(&case, "graph", false);
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success(), "the build was too quick to be killed");
        assert!(case.neighbours().contains(&".graph.vnkg-new".to_owned()), "{:?}", case.neighbours());
        assert!(refused(&["query", "people", "--store", &case.path("graph")]).contains("there is no store"));
        assert_eq!(case.neighbours(), ["many.jsonl"]);
    }
}

#[test]
fn a_killed_forced_build_leaves_the_old_store() {
    let case = Case::new();
    let (input, store) = (case.articles("few.jsonl", 0..2), case.path("graph"));
    assert_eq!(code(&vnkg(&["build", &input, "--store", &store])), 0);
    let before = dump(&store);
    let mut child = long_build(&case, "graph", true);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(dump(&store), before);
    assert_eq!(case.neighbours(), ["few.jsonl", "graph", "many.jsonl"]);
}

/// Runs vnkg as a user without rights; none where that cannot be done.
fn as_nobody(case: &Case, arguments: &[&str]) -> Option<Output> {
    use std::os::unix::fs::PermissionsExt;
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(case.dir.path(), open.clone()).unwrap();
    let binary = case.dir.path().join("vnkg-copy");
    if !binary.exists() {
        fs::copy(BIN, &binary).unwrap();
        fs::set_permissions(&binary, open).unwrap();
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(binary).args(arguments);
    match command.output() {
        Ok(output) if !stderr(&output).starts_with("setpriv:") => Some(output),
        other => {
            eprintln!("skipped: cannot become another user here ({other:?})");
            None
        }
    }
}

#[test]
fn a_folder_without_the_right_to_write_is_named() {
    let case = Case::new();
    let (input, store) = (case.articles("in.jsonl", 0..2), case.path("graph"));
    let Some(output) = as_nobody(&case, &["build", &input, "--store", &store]) else { return };
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("no right to write in"), "{}", stderr(&output));
    assert_eq!(case.neighbours(), ["in.jsonl", "vnkg-copy"]);
}

#[test]
fn a_store_can_be_asked_by_one_who_may_only_read_it() {
    let case = Case::new();
    let store = case.path("graph");
    fixture_store(Path::new(&store));
    let Some(output) = as_nobody(&case, &["query", "people", "--store", &store, "--format", "csv"]) else {
        return;
    };
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stdout(&output).lines().count(), 5);
}

#[test]
fn an_unreadable_input_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::new();
    let input = case.articles("secret.jsonl", 0..2);
    fs::set_permissions(&input, fs::Permissions::from_mode(0o600)).unwrap();
    let target = case.path("open");
    fs::create_dir(&target).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o777)).unwrap();
    let store = format!("{target}/graph");
    let Some(output) = as_nobody(&case, &["build", &input, "--store", &store]) else { return };
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("secret.jsonl"), "{}", stderr(&output));
    assert_eq!(neighbours(Path::new(&target)), [""; 0]);
}

#[test]
fn a_full_disk_is_named_and_nothing_stays() {
    let case = Case::new();
    let input = case.articles("many.jsonl", 0..12_000);
    for size in ["200k", "1m", "4m"] {
        let Some(disk) = SmallDisk::mount(case.dir.path().join(size), size) else { return };
        let store = disk.0.join("graph");
        let message = refused(&["build", &input, "--store", store.to_str().unwrap()]);
        assert!(message.contains("the disk is full"), "{size}: {message}");
        assert_eq!(neighbours(&disk.0), [""; 0], "{size}");
    }
}
