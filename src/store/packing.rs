//! Is a file packed? Gzip and Zstandard, by the last part of its name.
//!
//! What is packed twice is packed the same: no time, no name and no chance goes into the file.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

/// Bytes that are read and written at once.
const BUFFER: usize = 1 << 16;

/// The level of Zstandard: its own default. Higher ones take three times as long for a tenth less.
const ZSTD_LEVEL: i32 = 3;

/// How the bytes of a file are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstd,
}

impl Packing {
    /// The packing that a file's name tells, and the name without it: `a.nq.gz` is a packed `a.nq`.
    #[must_use]
    pub fn of(path: &Path) -> (Self, PathBuf) {
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or("");
        let packing = if extension.eq_ignore_ascii_case("gz") {
            Self::Gzip
        } else if extension.eq_ignore_ascii_case("zst") {
            Self::Zstd
        } else {
            return (Self::Plain, path.to_owned());
        };
        (packing, path.with_extension(""))
    }

    /// Packs what `fill` writes, and returns what `fill` returns.
    ///
    /// # Errors
    /// Those of `fill`, and those of writing to `out`.
    pub fn pack<T, E: From<io::Error>>(
        self,
        out: &mut dyn Write,
        fill: impl FnOnce(&mut dyn Write) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Self::Plain => fill(out),
            Self::Gzip => {
                let mut packed = GzEncoder::new(out, Compression::default());
                let made = fill(&mut packed)?;
                packed.finish()?;
                Ok(made)
            }
            Self::Zstd => {
                let mut packed = zstd::stream::write::Encoder::new(out, ZSTD_LEVEL)?;
                // So that a damaged file is found when it is read.
                packed.include_checksum(true)?;
                let made = fill(&mut packed)?;
                packed.finish()?;
                Ok(made)
            }
        }
    }

    /// The bytes of a file as they were before they were packed.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(self, path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
        let file = BufReader::with_capacity(BUFFER, File::open(path)?);
        Ok(match self {
            Self::Plain => Box::new(file),
            Self::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))),
            Self::Zstd => {
                let unpacked = zstd::stream::read::Decoder::with_buffer(file)?;
                Box::new(BufReader::with_capacity(BUFFER, unpacked))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_last_part_of_the_name_tells_the_packing() {
        for (name, packing, inner) in [
            ("a/graph.nq.gz", Packing::Gzip, "a/graph.nq"),
            ("graph.TTL.ZST", Packing::Zstd, "graph.TTL"),
            ("graph.gz.nq", Packing::Plain, "graph.gz.nq"),
            (".gz", Packing::Plain, ".gz"),
        ] {
            assert_eq!(Packing::of(Path::new(name)), (packing, PathBuf::from(inner)));
        }
    }

    #[test]
    fn what_was_packed_comes_out_and_packs_to_the_same_bytes() {
        let text = "Quyết định số 12 ".repeat(20_000);
        let folder = tempfile::tempdir().unwrap();
        for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd] {
            let pack = || {
                let mut bytes = Vec::new();
                packing.pack(&mut bytes, |out| out.write_all(text.as_bytes())).unwrap();
                bytes
            };
            let bytes = pack();
            assert_eq!(bytes, pack());
            assert!(packing == Packing::Plain || bytes.len() < text.len() / 50);
            let path = folder.path().join("a");
            std::fs::write(&path, &bytes).unwrap();
            let mut read = String::new();
            packing.open(&path).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
            if packing != Packing::Plain {
                std::fs::write(&path, bytes.get(..bytes.len() - 5).unwrap()).unwrap();
                assert!(packing.open(&path).unwrap().read_to_string(&mut read).is_err(), "cut {packing:?}");
            }
        }
    }
}
