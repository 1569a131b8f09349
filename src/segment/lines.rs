//! The lines of a document that hold anything, trimmed and numbered.

use crate::text::Span;

/// A line, or several that were put together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Without white space at its ends.
    pub(super) span: Span,
    /// Number in the document, from 0, empty lines counted.
    pub(super) number: usize,
    /// True where an empty line stands above.
    pub(super) gap: bool,
    /// First byte of the last line that was put to it.
    pub(super) last_start: usize,
}

/// Line breaks, the typographical ones too; a carriage return before a line feed is white space.
const BREAKS: [char; 6] = ['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// What a line feed ends, at the other breaks; few lines need a look at each of their characters for that.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    // U+0085 is C2 85, the other two end in 80 A8 and 80 A9. Without a way out the compiler looks at sixteen bytes
    // at a time.
    let whole = !pairs.fold(false, |any, (first, second)| {
        any | matches!(first, 0xb | 0xc) | matches!((first, second), (0xc2, 0x85) | (0x80, 0xa8 | 0xa9))
    });
    let rest = if whole { "" } else { line };
    whole.then_some(line).into_iter().chain(rest.split_inclusive(BREAKS))
}

/// The lines before `text_start`, and those behind.
pub(super) fn of(doc: &str, text_start: usize) -> (Vec<Line>, Vec<Line>) {
    let (mut title, mut text) = (Vec::new(), Vec::new());
    let (mut at, mut gap) = (0, false);
    for (number, raw) in doc.split_inclusive('\n').flat_map(parts).enumerate() {
        let start = at + raw.len() - raw.trim_start().len();
        let end = start + raw.trim().len();
        at += raw.len();
        if start >= end {
            gap = true;
            continue;
        }
        let line = Line { span: Span::new(start, end), number, gap, last_start: start };
        if at <= text_start {
            title.push(line)
        } else {
            text.push(line)
        }
        gap = false;
    }
    (title, text)
}
