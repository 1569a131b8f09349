//! `vnkg convert --report` as a person runs it: tables of what the tool did not know or decide.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

use common::Case;

fn vnkg(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vnkg")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs, expects success, and gives the output.
fn done(arguments: &[&str]) -> String {
    let output = vnkg(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Runs, expects exit code 2, and gives the message.
fn refused(arguments: &[&str]) -> String {
    let output = vnkg(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    text(&output.stderr)
}

impl Case {
    /// A `.jsonl` of articles that differ by their number.
    fn articles(&self, name: &str, ids: std::ops::Range<usize>) -> String {
        let line = |n: usize| {
            let body = format!(
                "Ông Trần Văn Thử, Phó vạn trưởng, đến Zinatêka {}. Bà Lê Thị Hoa, Giám đốc, phát biểu. \
                 Ông Bình giữ chức vụ Chủ tịch UBND huyện Di Linh. Xã mua hàng của ZQWK, “rẻ”.",
                if n.is_multiple_of(3) { "Bạch" } else { "Hắc" }
            );
            format!("{}\n", serde_json::json!({"id": format!("m{n:03}"), "text": body}))
        };
        self.write(name, ids.map(line).collect::<String>())
    }
}

/// The rows of a table, without the line of names.
fn rows(csv: &str, names: &str) -> Vec<Vec<String>> {
    assert_eq!(csv.lines().next(), Some(names));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

const UNKNOWNS: &str = "kind,words,count,articles,example";

#[test]
fn unknowns_are_counted_with_an_example() {
    let case = Case::new();
    let input = case.articles("in.jsonl", 0..9);
    let table = rows(&done(&["convert", &input, "--report", "unknowns"]), UNKNOWNS);
    let counts: BTreeMap<(&str, &str), (&str, &str)> =
        table.iter().map(|r| ((r[0].as_str(), r[1].as_str()), (r[2].as_str(), r[3].as_str()))).collect();
    assert_eq!(counts[&("title", "Phó vạn trưởng")], ("9", "9"));
    assert_eq!(counts[&("name", "ZQWK")], ("9", "9"));
    assert_eq!(counts[&("name", "Zinatêka Hắc")], ("6", "6"));
    assert_eq!(counts[&("name", "Zinatêka Bạch")], ("3", "3"));
    assert!(!counts.keys().any(|(_, words)| words.contains("Thử") || words.contains("Xã")), "{counts:?}");
    let order: Vec<(usize, &str)> = table.iter().map(|r| (r[2].parse().unwrap(), r[1].as_str())).collect();
    assert!(order.is_sorted_by_key(|(n, words)| (std::cmp::Reverse(*n), *words)), "{order:?}");
    for row in &table {
        let (id, window) = row[4].split_once(": ").unwrap();
        assert!(id.starts_with('m') && window.contains(&row[1]) && window.chars().count() <= 60, "{row:?}");
    }
    assert!(
        table.iter().any(|r| r[4].starts_with("m001: ") && r[1] == "Zinatêka Hắc"),
        "the least identifier"
    );
    let top = rows(&done(&["convert", &input, "--report", "unknowns", "--top", "1"]), UNKNOWNS);
    let kinds: Vec<&str> = top.iter().map(|r| r[0].as_str()).collect();
    assert_eq!((kinds.len(), kinds.contains(&"name"), kinds.contains(&"title")), (2, true, true), "{top:?}");
}

#[test]
fn abstentions_are_counted_with_their_shares() {
    let case = Case::new();
    let input = case.articles("in.jsonl", 0..5);
    let table =
        rows(&done(&["convert", &input, "--report", "abstentions"]), "rule,reason,count,percent,example");
    let row = table.iter().find(|r| r[0] == "post-without-body").unwrap_or_else(|| panic!("{table:?}"));
    assert_eq!((row[2].as_str(), row[4].as_str()), ("5", "m000"));
    let all: f64 = table.iter().map(|r| r[2].parse::<f64>().unwrap()).sum();
    for row in &table {
        let (count, percent): (f64, f64) = (row[2].parse().unwrap(), row[3].parse().unwrap());
        assert!((percent - 100.0 * count / all).abs() <= 0.051, "{row:?}");
    }
}

#[test]
fn neither_threads_nor_the_order_of_inputs_change_a_report() {
    let case = Case::new();
    let (one, two) = (case.articles("1.jsonl", 0..200), case.articles("2.jsonl", 200..300));
    for report in ["unknowns", "abstentions"] {
        let run = |threads: &str, inputs: [&str; 2]| {
            done(&["convert", inputs[0], inputs[1], "--report", report, "--threads", threads])
        };
        let base = run("1", [&one, &two]);
        assert!(base.lines().count() > 1, "{report}: {base}");
        assert_eq!(run("4", [&one, &two]), base, "{report}: threads");
        assert_eq!(run("3", [&two, &one]), base, "{report}: order");
    }
}

#[test]
fn a_report_goes_to_a_file_that_is_whole() {
    let case = Case::new();
    let (input, file) = (case.articles("in.jsonl", 0..3), case.path("unknowns.csv"));
    assert_eq!(done(&["convert", &input, "--report", "unknowns", "-o", &file]), "");
    let told = done(&["convert", &input, "--report", "unknowns"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), told);
    assert_eq!(fs::read_dir(case.dir.path()).unwrap().count(), 2);
    let folder =
        refused(&["convert", &input, "--report", "unknowns", "-o", case.dir.path().to_str().unwrap()]);
    assert!(folder.contains("is a folder") && folder.contains("-o"), "{folder}");
}

#[test]
fn wrong_use_of_reports_is_explained() {
    let case = Case::new();
    let input = case.articles("in.jsonl", 0..1);
    let unknown = refused(&["convert", &input, "--report", "unknown"]);
    assert!(unknown.contains("unknowns") && unknown.contains("abstentions"), "{unknown}");
    assert!(refused(&["convert", &input, "--top", "3"]).contains("--report"));
    let none = refused(&["convert", &case.write("none.jsonl", "not json\n"), "--report", "unknowns"]);
    assert!(none.contains("set aside: ") && none.contains("no article could be read"), "{none}");
}

#[test]
fn converting_to_a_file_ends_with_a_summary() {
    let case = Case::new();
    let (input, file) = (case.articles("in.jsonl", 0..4), case.path("all.nq"));
    let told = text(&vnkg(&["convert", &input, "-o", &file]).stderr);
    assert!(told.starts_with("converted 4 articles\nfacts: "), "{told}");
    assert!(told.contains("\n  4 × post-without-body: ") && told.contains(" %)\n"), "{told}");
    assert!(told.ends_with("inputs set aside: 0\n"), "{told}");
    for silent in [vec!["convert", &input, "-o", &file, "-q"], vec!["convert", &input]] {
        assert_eq!(text(&vnkg(&silent).stderr), "", "{silent:?}");
    }
}
