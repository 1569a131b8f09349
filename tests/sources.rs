//! The files of `data/gazetteer/` are those that `data/SOURCES.md` names.
#![expect(clippy::unwrap_used, reason = "a test stops where a file is missing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The checksum that the table gives for each file.
fn table() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("data/SOURCES.md")).unwrap();
    let cells =
        |line: &str| line.split('|').map(|c| c.trim().trim_matches('`').to_owned()).collect::<Vec<_>>();
    let rows = text.lines().filter(|l| l.starts_with("| `data/")).map(cells);
    rows.map(|row| (row[1].clone(), row[4].clone())).collect()
}

#[test]
fn every_gazetteer_file_has_its_checksum_in_the_table() {
    let table = table();
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("data/gazetteer")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("data/gazetteer/{}", path.file_name().unwrap().to_string_lossy());
        let digest = Sha256::digest(fs::read(&path).unwrap());
        let hex: String = digest.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(table.get(&name), Some(&hex), "{name}: update data/SOURCES.md");
        files.push(name);
    }
    files.sort();
    assert_eq!(files, table.into_keys().collect::<Vec<_>>());
}
