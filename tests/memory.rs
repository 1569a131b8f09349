//! Without the disk store: `--store` says so, and files can be asked all the same.
#![cfg(not(feature = "disk"))]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::process::{Command, Output};

fn vnkg(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vnkg")).args(arguments).output().unwrap()
}

#[test]
fn a_store_is_refused_with_the_reason() {
    for arguments in [["query", "people", "--store", "x"], ["build", "x.jsonl", "--store", "x"]] {
        let output = vnkg(&arguments);
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("built without the disk store"), "{message}");
    }
}

#[test]
fn a_file_is_answered() {
    let from = common::fixture();
    let output = vnkg(&["query", "people", "--from", from.to_str().unwrap(), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 5);
}
