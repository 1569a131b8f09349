//! Every file of a family is in its list: a reader, exporter, drawing or command that is not listed does not exist.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn source(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)).unwrap()
}

/// Files of `src/{family}/` that have a line which holds `mark`.
fn members(family: &str, mark: &str) -> BTreeSet<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(family);
    let mut members = BTreeSet::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && fs::read_to_string(&path).unwrap().lines().any(|l| l.contains(mark)) {
            members.insert(path.file_stem().unwrap().to_string_lossy().into_owned());
        }
    }
    members
}

/// First path segments of the entries between the brackets after `list`.
fn listed(file: &str, list: &str) -> BTreeSet<String> {
    let text = source(file);
    let entries = text.split(list).nth(1).unwrap().split('=').nth(1).unwrap();
    let entries = entries.split('[').nth(1).unwrap().split(']').next().unwrap();
    let name =
        |entry: &str| entry.trim().trim_start_matches('&').split("::").next().unwrap().to_ascii_lowercase();
    entries.split(',').map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_reader_is_in_readers() {
    assert_eq!(members("read", "impl Reader for"), listed("read.rs", "static READERS"));
}

#[test]
fn every_exporter_is_in_exporters() {
    assert_eq!(members("export", "impl Exporter for"), listed("export.rs", "const EXPORTERS"));
}

#[test]
fn every_drawing_is_in_drawings() {
    assert_eq!(members("draw", "impl Drawing for"), listed("draw.rs", "const DRAWINGS"));
}

#[test]
fn every_command_is_in_commands() {
    let mut commands = members("cli", "const COMMAND: Command");
    // These look at a store; src/cli.rs declares them with what they share.
    commands.extend(["export", "draw", "explain", "measure", "dossier"].map(str::to_owned));
    assert_eq!(commands, listed("cli.rs", "const COMMANDS"));
}
