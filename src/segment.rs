//! Where are the sentences, and what part of the page is each?
//!
//! Does not read them: names and verbs are for [`crate::recognise`].

mod lines;
mod shapes;
mod split;

use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::page::PageWords;
use crate::model::{Article, Section, Sentence};
use crate::text::Span;

use lines::Line;
use shapes::Shapes;

/// How many lines at the top may repeat the title.
const TOP_LINES: usize = 8;

/// The sentences of an article in order. Everything that is not white space lies in exactly one.
///
/// ```
/// use vnkg::{lexicon::{gazetteer::Gazetteer, page::PageWords}, model::Article, segment};
/// let doc = "Sáng 3/4, TP. Hà Nội họp báo. Ông A chủ trì. Theo TTXVN".to_owned();
/// let article = Article { doc, ..Article::default() };
/// let found = segment::sentences(&article, &PageWords::load()?, &Gazetteer::load()?);
/// let shown: Vec<_> = found.iter().map(|s| (s.section.name(), s.span.of(&article.doc))).collect();
/// assert_eq!(shown, [("body", "Sáng 3/4, TP. Hà Nội họp báo."), ("body", "Ông A chủ trì."), ("source", "Theo TTXVN")]);
/// # Ok::<(), vnkg::lexicon::LexiconError>(())
/// ```
#[must_use]
pub fn sentences(article: &Article, words: &PageWords, gazetteer: &Gazetteer) -> Vec<Sentence> {
    let shapes = Shapes::new(words);
    let page = Page { doc: &article.doc, shapes: &shapes };
    let (title, text) = lines::of(&article.doc, article.text_start);
    let text = page.joined(text);
    let sections = page.sections(article.title(), &text);
    let mut found = Vec::new();
    for line in &title {
        found.push(Sentence { span: line.span, section: Section::Title, paragraph: line.number });
    }
    for (line, section) in text.iter().zip(sections) {
        if matches!(section, Section::Body | Section::Caption) {
            page.split_line(line, section, words, gazetteer, &mut found);
        } else {
            found.push(Sentence { span: line.span, section, paragraph: line.number });
        }
    }
    found
}

/// The text with what is known of its lines' shapes.
struct Page<'a> {
    doc: &'a str,
    shapes: &'a Shapes<'a>,
}

impl Page<'_> {
    fn words(&self, line: &Line) -> &str {
        line.span.of(self.doc)
    }

    /// Puts together lines that are one sentence: broken in its middle, or within a caption.
    fn joined(&self, lines: Vec<Line>) -> Vec<Line> {
        let mut out: Vec<Line> = Vec::with_capacity(lines.len());
        for line in lines {
            if let Some(last) = out.last_mut()
                && !line.gap
                && self.continues(self.last_words(last), self.words(&line))
            {
                last.span.end = line.span.end;
                last.last_start = line.span.start;
            } else {
                out.push(line);
            }
        }
        out
    }

    /// The last of the lines that were put together.
    fn last_words(&self, line: &Line) -> &str {
        Span::new(line.last_start, line.span.end).of(self.doc)
    }

    fn continues(&self, above: &str, below: &str) -> bool {
        let ends_open = above.ends_with([',', '-', '–', '—']);
        let ends_closed = above.ends_with(['.', '!', '?', '…', ':', ';']);
        let lower = below.starts_with(char::is_lowercase) && !shapes::is_enumerated(below);
        let short = |s: &str| s.chars().nth(120).is_none();
        let caption =
            ends_open && short(above) && short(below) && !shapes::ends(below) && !shapes::is_list(below);
        (lower && !ends_closed || caption) && !self.shapes.furniture(above) && !self.shapes.furniture(below)
    }

    /// The section of each line.
    fn sections(&self, title: Option<&str>, lines: &[Line]) -> Vec<Section> {
        let mut sections: Vec<Option<Section>> = lines
            .iter()
            .map(|line| self.shapes.furniture(self.words(line)).then_some(Section::Furniture))
            .collect();
        self.mark_titles(title, lines, &mut sections);
        self.mark_tail(lines, &mut sections);
        self.mark_captions(lines, &mut sections);
        sections.into_iter().map(|s| s.unwrap_or(Section::Body)).collect()
    }

    /// Lines at the top that repeat the title, or the first line where no title is given.
    fn mark_titles(&self, title: Option<&str>, lines: &[Line], sections: &mut [Option<Section>]) {
        let mut key = title.map(shapes::comparable);
        for (line, section) in
            lines.iter().zip(sections.iter_mut()).filter(|(_, s)| s.is_none()).take(TOP_LINES)
        {
            let words = self.words(line);
            if shapes::time_stamp(words) {
                continue;
            }
            let same = words.len() < 1000 && key.as_deref().is_some_and(|k| shapes::same_words(k, words));
            let first = key.is_none() && lines.len() > 1 && self.shapes.headline(words);
            if same || first {
                *section = Some(Section::Title);
            }
            key.get_or_insert_with(|| shapes::comparable(if first { words } else { "" }));
        }
    }

    /// Author and source, from the end upwards; a line that names a source also elsewhere.
    fn mark_tail(&self, lines: &[Line], sections: &mut [Option<Section>]) {
        let mut in_tail = true;
        for (n, (line, section)) in lines.iter().zip(sections.iter_mut()).enumerate().rev() {
            if section.is_some() || n == 0 {
                continue;
            }
            let words = self.words(line);
            if self.shapes.source(words, in_tail) {
                *section = Some(Section::Source);
            } else if in_tail && self.shapes.byline(words) {
                *section = Some(Section::Byline);
            } else {
                in_tail = false;
            }
        }
    }

    fn mark_captions(&self, lines: &[Line], sections: &mut [Option<Section>]) {
        let mut under_picture = false;
        for (n, line) in lines.iter().enumerate() {
            let words = self.words(line);
            let next = lines.get(n + 1).map_or("", |l| self.words(l));
            let Some(section) = sections.get_mut(n) else { return };
            if section.is_none() {
                let near = under_picture && !line.gap;
                let is_caption = self.shapes.credited(words)
                    || near && words.chars().nth(350).is_none()
                    || lines.len() > 1 && self.shapes.caption(words) && !next.starts_with(char::is_lowercase);
                if is_caption {
                    *section = Some(Section::Caption);
                }
            }
            under_picture = shapes::image_file(words);
        }
    }

    /// The sentences of running text, with what is glued to its end.
    fn split_line(
        &self,
        line: &Line,
        section: Section,
        words: &PageWords,
        gazetteer: &Gazetteer,
        found: &mut Vec<Sentence>,
    ) {
        let text = self.words(line);
        let pieces = split::pieces(text, words, gazetteer);
        let count = pieces.len();
        for (n, piece) in pieces.into_iter().enumerate() {
            let part = self.shapes.part(piece.of(text), n > 0 && n + 1 == count).unwrap_or(section);
            let span = Span::new(line.span.start + piece.start, line.span.start + piece.end);
            found.push(Sentence { span, section: part, paragraph: line.number });
        }
    }
}

#[cfg(test)]
mod tests;
