//! Where does one sentence of running text end and the next begin?
//!
//! Time is linear in the text: every look back and ahead is bounded.

use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::page::{Abbreviation, PageWords};
use crate::text::Span;

/// Characters that may end a sentence.
const MARKS: [char; 4] = ['.', '!', '?', '…'];

/// How far a word before a full stop is looked at, in characters.
const WORD_REACH: usize = 24;

/// How far back a web address is looked for, in characters.
const ADDRESS_REACH: usize = 120;

/// How far a bracket before a closing one is looked for, in characters.
const BRACKET_REACH: usize = 80;

/// How many words behind `TP.` are tried as a place's name.
const NAME_WORDS: usize = 5;

/// The sentences of `text`, trimmed, in order.
pub(super) fn pieces(text: &str, words: &PageWords, gazetteer: &Gazetteer) -> Vec<Span> {
    let splitter = Splitter { text, words, gazetteer };
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(mark) = next_mark(text, at) {
        let stop = splitter.stop(start, mark);
        at = stop.next.max(mark + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if stop.ends {
            push(&mut found, text, start, at);
            start = at;
        }
    }
    push(&mut found, text, start, text.len());
    found
}

/// The next mark or closing bracket from byte `from` on.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.as_bytes().get(at..)?;
        // The ellipsis begins with E2, as quotation marks and dashes do.
        let mark = at + rest.iter().position(|b| matches!(b, b'.' | b'!' | b'?' | b')' | 0xe2))?;
        if text.get(mark..).is_some_and(|t| t.starts_with(MARKS) || t.starts_with(')')) {
            return Some(mark);
        }
        at = mark + 1;
    }
}

fn push(found: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let raw = text.get(start..end).unwrap_or("");
    let from = start + raw.len() - raw.trim_start().len();
    let to = from + raw.trim().len();
    if from < to {
        found.push(Span::new(from, to));
    }
}

/// What was found at a mark: whether a sentence ends, and where to go on.
struct Stop {
    ends: bool,
    next: usize,
}

/// The marks at one place with the quotes and brackets that close behind them.
struct Cluster {
    /// First byte behind all of it.
    end: usize,
    /// One full stop and nothing else.
    plain: bool,
    /// `./.`, the end of an official text.
    final_mark: bool,
    /// A quote or bracket closes behind the mark.
    closed: bool,
}

struct Splitter<'a> {
    text: &'a str,
    words: &'a PageWords,
    gazetteer: &'a Gazetteer,
}

impl Splitter<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Decides at the mark that begins at byte `mark`; the sentence began at `start`.
    fn stop(&self, start: usize, mark: usize) -> Stop {
        if self.char_at(mark) == Some(')') {
            return Stop { ends: self.closes_credit(mark), next: mark + 1 };
        }
        let cluster = self.cluster(mark);
        let ends = match self.char_at(cluster.end) {
            None => true,
            Some(c) if c.is_whitespace() => self.ends_before_space(start, mark, &cluster),
            Some(c) => self.ends_before_letter(start, mark, &cluster, c),
        };
        Stop { ends, next: cluster.end }
    }

    fn cluster(&self, mark: usize) -> Cluster {
        let mut cluster = Cluster { end: mark, plain: false, final_mark: false, closed: false };
        let bracketed = self.before(mark) == Some('(');
        let mut marks = 0;
        while let Some(c) = self.char_at(cluster.end) {
            let next = self.char_at(cluster.end + c.len_utf8());
            if MARKS.contains(&c) {
                marks += 1;
            } else if c == '/' && next == Some('.') {
                cluster.final_mark = true;
            } else if self.closes(c, next) {
                cluster.closed = true;
            } else {
                break;
            }
            cluster.end += c.len_utf8();
        }
        cluster.plain = marks == 1 && !cluster.final_mark && self.char_at(mark) == Some('.');
        // "(?)" and "(!)" are asides: the sentence ends only if another mark follows.
        if bracketed && cluster.closed && self.before(cluster.end) == Some(')') {
            cluster.plain = true;
            cluster.closed = false;
        }
        cluster
    }

    /// True for a quote or bracket that closes; straight quotes close before anything but a letter.
    fn closes(&self, c: char, next: Option<char>) -> bool {
        match c {
            '”' | '’' | ')' | ']' | '»' => true,
            '"' | '\'' => !next.is_some_and(char::is_alphanumeric),
            _ => false,
        }
    }

    /// `(Ảnh: A) Sau đó`: the bracket ends the words under a picture.
    fn closes_credit(&self, bracket: usize) -> bool {
        let before = self.text.get(..bracket).unwrap_or("");
        let open = before.char_indices().rev().take(BRACKET_REACH).find(|(_, c)| *c == '(');
        let Some((open, _)) = open else { return false };
        let inside = before.get(open + 1..).unwrap_or("").trim_start();
        let behind = self.text.get(bracket + 1..).unwrap_or("").trim_start();
        ["Ảnh", "ảnh:", "ảnh "].iter().any(|c| inside.starts_with(c))
            && behind.starts_with(char::is_uppercase)
    }

    fn ends_before_space(&self, start: usize, mark: usize, cluster: &Cluster) -> bool {
        let rest = self.text.get(cluster.end..).unwrap_or("");
        let next = rest.trim_start();
        let at = cluster.end + rest.len() - next.len();
        if cluster.final_mark || next.is_empty() {
            return true;
        }
        if next.starts_with(char::is_lowercase) {
            return self.menu_follows(next);
        }
        begins_sentence(next) && !(cluster.plain && self.holds_together(start, mark, at))
    }

    /// A menu word that begins in lower case, up to its own mark.
    fn menu_follows(&self, next: &str) -> bool {
        let end = next.char_indices().take(60).find(|(_, c)| MARKS.contains(c)).map(|(at, _)| at);
        end.and_then(|end| next.get(..end)).is_some_and(|piece| self.words.is_menu(piece))
    }

    /// No space behind the mark: `năm 2017.Vậy đâu`, `hết đỡ!Những`, but not `5.970`, `TP.HCM`, `T.Nam`.
    fn ends_before_letter(&self, start: usize, mark: usize, cluster: &Cluster, c: char) -> bool {
        let opener = matches!(c, '“' | '"' | '‘' | '(');
        let letter_at = if opener { cluster.end + c.len_utf8() } else { cluster.end };
        let mut letters = self.text.get(letter_at..).unwrap_or("").chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.next().is_some_and(char::is_lowercase);
        if !capital || !small {
            return false;
        }
        let word = self.word_before(mark);
        let acronym = word.chars().nth(2).is_some() && word.chars().all(char::is_uppercase);
        let fits = self
            .before(mark)
            .is_some_and(|b| b.is_lowercase() || b.is_ascii_digit() || "”’\")»ÁÝ".contains(b));
        let address = self.run_before(mark, ADDRESS_REACH, char::is_whitespace);
        let web = ["://", "www.", "@"].iter().any(|sign| address.contains(sign));
        (fits || acronym || cluster.closed)
            && !web
            && !(cluster.plain && !cluster.closed && self.holds_together(start, mark, cluster.end))
    }

    /// The word that ends at the mark, with its inner full stops.
    fn word_before(&self, mark: usize) -> &str {
        self.run_before(mark, WORD_REACH, |c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | ',' | ';' | ':' | '-' | '–')
        })
    }

    /// The characters before the mark back to a gap, at most `reach` of them.
    fn run_before(&self, mark: usize, reach: usize, is_gap: impl Fn(char) -> bool) -> &str {
        let before = self.text.get(..mark).unwrap_or("");
        let run = before.char_indices().rev().take(reach).take_while(|(_, c)| !is_gap(*c));
        before.get(run.last().map_or(mark, |(at, _)| at)..).unwrap_or("")
    }

    /// True where a single full stop at `mark` belongs to an abbreviation or a number; `at` is what follows.
    fn holds_together(&self, start: usize, mark: usize, at: usize) -> bool {
        let word = self.word_before(mark);
        if word.is_empty() {
            return false;
        }
        let last = word.rsplit('.').next().unwrap_or(word);
        let meaning = self.words.abbreviation(word).or_else(|| self.words.abbreviation(last));
        match meaning {
            Some(Abbreviation::Title) => return true,
            Some(Abbreviation::Place(classifier)) if self.place_follows(classifier, at) => return true,
            Some(Abbreviation::Final) => return false,
            _ => {}
        }
        is_initial(last) || self.is_number_of_heading(start, mark) || self.is_telephone(word, at)
    }

    /// True where the words at `at` name a unit of that classifier, by name, number or capitals.
    fn place_follows(&self, classifier: &str, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        let mut name = String::new();
        for word in rest.split_whitespace().take(NAME_WORDS) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let capitals = bare.chars().nth(1).is_some() && bare.chars().all(char::is_uppercase);
            if name.is_empty() && (capitals || bare.starts_with(|c: char| c.is_ascii_digit())) {
                return true;
            }
            if bare.chars().nth(WORD_REACH).is_some() {
                return false;
            }
            name.push_str(bare);
            let units = self.gazetteer.named(&Gazetteer::key(&name));
            if units
                .iter()
                .any(|u| self.gazetteer.units().get(*u).is_some_and(|u| u.classifier == classifier))
            {
                return true;
            }
            if !word.ends_with(char::is_alphanumeric) {
                return false;
            }
            name.push(' ');
        }
        false
    }

    /// `1. Mục tiêu`, `II. Nội dung`, `Điều 2. Phạm vi`: the sentence has only its number so far.
    fn is_number_of_heading(&self, start: usize, mark: usize) -> bool {
        if mark - start > 32 {
            return false;
        }
        let so_far = self.text.get(start..mark).unwrap_or("").trim();
        let so_far = so_far.trim_start_matches(['-', '–', '+', '*', '•', '(', '“', '"', ' ']);
        let (head, number) = so_far.rsplit_once(' ').unwrap_or(("", so_far));
        let known = head.is_empty() || self.words.abbreviation(head) == Some(&Abbreviation::Heading);
        let counts = number.chars().all(|c| c.is_ascii_digit() || c == '.')
            || number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
            || number.chars().nth(1).is_none();
        known && !number.is_empty() && counts
    }

    /// `0261. 3648707`.
    fn is_telephone(&self, word: &str, at: usize) -> bool {
        let digits = self.text.get(at..).unwrap_or("").bytes().take(5).all(|b| b.is_ascii_digit());
        word.starts_with('0')
            && (3..=5).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_digit())
            && digits
    }
}

/// One capital, as in `Nguyễn Văn A.`, `D.H.`; but `châu Á`, `nước Ý` are words.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let capital = chars.next().filter(|c| c.is_uppercase() && !matches!(c, 'Á' | 'Ý'));
    capital.is_some() && chars.next().is_none()
}

/// True where a sentence can begin so: a capital or digit, maybe behind a quote, bracket or dash.
fn begins_sentence(next: &str) -> bool {
    let opened = next.trim_start_matches(['“', '"', '‘', '\'', '(', '[', '«']);
    let bullets = opened.trim_start_matches(['-', '–', '+', '*', '•', '>']);
    let first = bullets.trim_start().chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        || (bullets.len() < opened.len() && first.is_none())
}
