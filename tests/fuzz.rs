//! The fuzz targets on a stable compiler: seeds changed by a generator that starts the same each time, so a
//! failure comes again. Longer: `VNKG_FUZZ_ROUNDS=100000 cargo test --release --locked --test fuzz`. What looks
//! at the branches taken is `cargo fuzz`, in `fuzz/`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

#[path = "../fuzz/targets.rs"]
#[expect(missing_docs, clippy::missing_panics_doc, reason = "targets are to panic")]
pub mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use targets::TARGETS;

/// Bytes that readers, sentences and headers turn on.
const WORDS: &[&str] = &[
    "\n",
    "\r\n",
    "\"",
    "\\",
    ",",
    "{",
    "}",
    "[",
    "]",
    "\u{feff}",
    "\0",
    "\u{301}",
    "ố",
    "Đ",
    "TP.",
    "...",
    "“",
    "”",
    "- ",
    "ông ",
    "UBND ",
    ", Chủ tịch ",
    "ngày 31/2/2019",
    "https://",
    "# param a name: b",
    "# column",
    "\u{202e}",
    "🏛",
];

/// `SplitMix64`: good enough to shuffle, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (end.max(1) as u64)).unwrap()
    }

    /// A stretch of something so long, mostly a short one.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let longest = [4, 40, 400, length][self.below(4)];
        start..(start + self.below(longest + 1)).min(length)
    }

    /// A seed, changed in one to eight places.
    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        bytes.truncate(6_000);
        for _ in 0..=self.below(8) {
            let at = self.stretch(bytes.len());
            let new = match self.below(6) {
                0 => Vec::new(),
                1 => bytes[at.clone()].repeat(2),
                2 => vec![u8::try_from(self.below(256)).unwrap()],
                3 | 4 => WORDS[self.below(WORDS.len())].as_bytes().to_vec(),
                _ => {
                    let other = &seeds[self.below(seeds.len())];
                    other[self.stretch(other.len())].to_vec()
                }
            };
            let at = if self.below(2) == 0 { at } else { at.start..at.start };
            bytes.splice(at, new);
        }
        bytes
    }
}

fn seeds(folders: &[&str]) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn every_reader_is_a_target_and_every_target_a_program() {
    let targets: BTreeSet<&str> = TARGETS.iter().map(|t| t.0).collect();
    for reader in vnkg::read::READERS {
        let name = if reader.name() == "text" { "plain" } else { reader.name() };
        assert!(targets.contains(name), "add {name} to TARGETS in fuzz/targets.rs");
    }
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml")).unwrap();
    let programs: BTreeSet<&str> =
        manifest.lines().filter_map(|l| l.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    let expected: BTreeSet<&str> = targets.into_iter().chain(["vnkg-fuzz"]).collect();
    assert_eq!(programs, expected);
}

#[test]
fn no_input_breaks_what_is_promised() {
    let rounds = std::env::var("VNKG_FUZZ_ROUNDS").map_or(150, |n| n.parse().expect("a number of rounds"));
    for (number, (name, run, folders)) in TARGETS.iter().enumerate() {
        let seeds = seeds(folders);
        assert!(!seeds.is_empty(), "{name}");
        seeds.iter().for_each(|seed| run(seed));
        let mut dice = Dice(number as u64);
        for _ in 0..rounds {
            run(&dice.changed(&seeds));
        }
    }
}
