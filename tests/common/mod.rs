//! What several test files need: the fixture, as articles and as a store; a folder that goes away.
#![allow(dead_code, reason = "each test file uses its part")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oxigraph::io::{RdfFormat, RdfParser};
use oxrdf::Quad;
use tempfile::{TempDir, tempdir};

/// The fixture: two invented articles as the contract of the graph has them.
pub(crate) fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small.nq")
}

/// The quads of the fixture's articles.
pub(crate) fn articles() -> Vec<Vec<Quad>> {
    let text = fs::read(fixture()).unwrap();
    let mut graphs: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(&text) {
        let quad = quad.unwrap();
        graphs.entry(quad.graph_name.to_string()).or_default().push(quad);
    }
    graphs.into_values().collect()
}

/// A store of the fixture.
#[cfg(feature = "disk")]
pub(crate) fn fixture_store(dir: &Path) -> vnkg::store::Manifest {
    let mut building = vnkg::store::Building::begin(dir, false).unwrap();
    assert_eq!(building.fill(articles()).unwrap(), 2);
    building.finish().unwrap()
}

/// A folder of its own for a test.
pub(crate) struct Case {
    pub(crate) dir: TempDir,
}

impl Case {
    pub(crate) fn new() -> Self {
        Self { dir: tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.dir.path().join(name), text).unwrap();
        self.path(name)
    }
}

/// The names in a folder, sorted.
pub(crate) fn neighbours(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A file system of a few megabytes; gone when dropped.
pub(crate) struct SmallDisk(pub(crate) PathBuf);

impl SmallDisk {
    pub(crate) fn mount(at: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir(&at).unwrap();
        let option = format!("size={size}");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &option, "tmpfs"]).arg(&at).output();
        if done.as_ref().is_ok_and(|output| output.status.success()) {
            return Some(Self(at));
        }
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        let () = eprintln!("skipped: cannot mount a small disk here ({done:?})");
        None
    }
}

impl SmallDisk {
    /// From now on nothing can be written on it.
    pub(crate) fn make_read_only(&self) {
        let done = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
