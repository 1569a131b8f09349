//! Bytes to UTF-8 records of bounded length: byte-order marks, UTF-16, lines that never end.
//!
//! Knows no format; the readers say where a record ends.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::{MAX_RECORD_BYTES, Problem};

/// How many bytes are looked at to tell text from binary files.
const SNIFF_BYTES: usize = 8 * 1024;

/// A stand-in for broken UTF-16: no UTF-8 text holds this byte, so the line is refused later.
const NEVER_UTF8: u8 = 0xFF;

/// Says where a record ends; keeps its state from one piece of the input to the next.
pub(super) trait Boundary {
    /// The number of bytes up to and with the record's last byte, if it ends within `piece`.
    fn end(&mut self, piece: &[u8]) -> Option<usize>;
}

/// Records that are lines.
pub(super) struct LineEnd;

impl Boundary for LineEnd {
    fn end(&mut self, piece: &[u8]) -> Option<usize> {
        piece.iter().position(|b| *b == b'\n').map(|at| at + 1)
    }
}

/// One record as bytes.
pub(super) struct Taken {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// False where it was longer than [`MAX_RECORD_BYTES`]; the rest was read over, not kept.
    pub(super) whole: bool,
    /// False where the input ended before the record did.
    pub(super) ended: bool,
}

/// Decoded input with a line counter.
pub(super) struct Input {
    bytes: BufReader<Box<dyn Read + Send>>,
    /// The number of the next line, from 1.
    pub(super) line: usize,
}

impl Input {
    /// Looks at the first bytes and sets up decoding.
    ///
    /// # Errors
    /// If the input cannot be read, is empty or is binary.
    pub(super) fn open(mut raw: Box<dyn Read + Send>) -> Result<Self, Problem> {
        let mut head = Vec::with_capacity(SNIFF_BYTES);
        raw.by_ref().take(SNIFF_BYTES as u64).read_to_end(&mut head).map_err(Problem::Io)?;
        if head.is_empty() {
            return Err(Problem::Empty);
        }
        let decoded: Box<dyn Read + Send> = match head.as_slice() {
            [0xEF, 0xBB, 0xBF, rest @ ..] => Box::new(Cursor::new(rest.to_vec()).chain(raw)),
            [0xFF, 0xFE, rest @ ..] => {
                Box::new(Utf16::new(Cursor::new(rest.to_vec()).chain(raw), u16::from_le_bytes))
            }
            [0xFE, 0xFF, rest @ ..] => {
                Box::new(Utf16::new(Cursor::new(rest.to_vec()).chain(raw), u16::from_be_bytes))
            }
            _ => Box::new(Cursor::new(head).chain(raw)),
        };
        let mut input = Self { bytes: BufReader::with_capacity(64 * 1024, decoded), line: 1 };
        let first = input.bytes.fill_buf().map_err(Problem::Io)?;
        if first.is_empty() {
            return Err(Problem::Empty);
        }
        if first.iter().take(SNIFF_BYTES).any(|b| *b == 0) {
            return Err(Problem::Binary);
        }
        Ok(input)
    }

    /// Reads one record into `record`; none at the end of the input.
    ///
    /// # Errors
    /// If the input cannot be read.
    pub(super) fn take(
        &mut self,
        record: &mut Vec<u8>,
        boundary: &mut impl Boundary,
    ) -> io::Result<Option<Taken>> {
        record.clear();
        let mut taken = Taken { line: self.line, whole: true, ended: false };
        let mut any = false;
        while !taken.ended {
            let piece = self.bytes.fill_buf()?;
            if piece.is_empty() {
                break;
            }
            any = true;
            let end = boundary.end(piece);
            taken.ended = end.is_some();
            let length = end.unwrap_or(piece.len());
            let piece = piece.get(..length).unwrap_or(piece);
            self.line += piece.iter().filter(|b| **b == b'\n').count();
            taken.whole = taken.whole && record.len() + length <= MAX_RECORD_BYTES;
            if taken.whole {
                record.extend_from_slice(piece);
            }
            self.bytes.consume(length);
        }
        Ok(any.then_some(taken))
    }

    /// The next byte that is not in `over`, without taking it; none at the end.
    ///
    /// # Errors
    /// If the input cannot be read.
    pub(super) fn skip(&mut self, over: &[u8]) -> io::Result<Option<u8>> {
        loop {
            let piece = self.bytes.fill_buf()?;
            if piece.is_empty() {
                return Ok(None);
            }
            let stop = piece.iter().position(|b| !over.contains(b));
            let length = stop.unwrap_or(piece.len());
            let found = piece.get(length).copied();
            self.line += piece.iter().take(length).filter(|b| **b == b'\n').count();
            self.bytes.consume(length);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Takes one byte that [`Input::skip`] has shown.
    pub(super) fn consume_one(&mut self) {
        self.bytes.consume(1);
    }

    /// All bytes up to the end; none where there are more than [`MAX_RECORD_BYTES`].
    ///
    /// # Errors
    /// If the input cannot be read.
    pub(super) fn rest(self) -> io::Result<Option<Vec<u8>>> {
        let mut all = Vec::new();
        self.bytes.take(MAX_RECORD_BYTES as u64 + 1).read_to_end(&mut all)?;
        Ok((all.len() <= MAX_RECORD_BYTES).then_some(all))
    }
}

/// The text of a record; where it is none, how many lines below its first line, and why.
///
/// # Errors
/// If the bytes hold NUL or are not UTF-8.
pub(super) fn text(bytes: &[u8]) -> Result<&str, (usize, Problem)> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let (line, column) = position(before);
        (line, Problem::Encoding { column })
    })?;
    match text.find('\0') {
        Some(at) => Err((position(bytes.get(..at).unwrap_or_default()).0, Problem::Binary)),
        None => Ok(text),
    }
}

/// Line breaks in `before`, and the byte within the line that comes next, from 1.
fn position(before: &[u8]) -> (usize, usize) {
    let lines = before.iter().filter(|b| **b == b'\n').count();
    let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
    (lines, column)
}

/// UTF-16 to UTF-8, as a stream.
struct Utf16<R> {
    input: R,
    unit: fn([u8; 2]) -> u16,
    odd: Option<u8>,
    high: Option<u16>,
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Utf16<R> {
    fn new(input: R, unit: fn([u8; 2]) -> u16) -> Self {
        Self { input, unit, odd: None, high: None, ready: Vec::new(), given: 0 }
    }

    /// Decodes the next piece; an empty [`Utf16::ready`] means the end.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let mut piece = [0_u8; SNIFF_BYTES];
        while self.ready.is_empty() {
            let length = self.input.read(&mut piece)?;
            if length == 0 {
                if self.odd.take().is_some() || self.high.take().is_some() {
                    self.ready.push(NEVER_UTF8);
                }
                return Ok(());
            }
            for byte in piece.iter().take(length) {
                match self.odd.take() {
                    None => self.odd = Some(*byte),
                    Some(first) => self.push((self.unit)([first, *byte])),
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, unit: u16) {
        let is_high = (0xD800..0xDC00).contains(&unit);
        let units: Vec<u16> = self.high.take().into_iter().chain((!is_high).then_some(unit)).collect();
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(c) => self.ready.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => self.ready.push(NEVER_UTF8),
            }
        }
        if is_high {
            self.high = Some(unit);
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.refill()?;
        }
        let length = self.ready.get(self.given..).unwrap_or_default().read(to)?;
        self.given += length;
        Ok(length)
    }
}
