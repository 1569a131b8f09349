//! Quotes: from spans in bytes of [`Article::doc`] to nodes with their words and offsets in code points.
//!
//! The only place that counts code points. What a quote supports is said by the families.

use super::graph::Graph;
use super::literal;
use super::node::Node;
use crate::model::{Article, Knowledge, Section, Sentence};
use crate::text::Span;
use crate::vocab::{oa, vk};

/// The quote node of every span that an article's knowledge points to.
pub(super) struct Quotes {
    /// In the order of spans.
    nodes: Vec<(Span, Written)>,
}

/// A quote that has been written.
#[derive(Clone)]
struct Written {
    node: Node,
    /// Its number among the subjects of the graph.
    subject: usize,
}

impl Quotes {
    /// Writes one quote for each distinct span, numbered by offset. A span that does not fit the article gets
    /// none.
    pub(super) fn write(
        article: &Article,
        sentences: &[Sentence],
        knowledge: &Knowledge,
        graph: &mut Graph,
    ) -> Self {
        let parts = Parts::of(article);
        let asked: Vec<(Span, Span)> =
            spans(knowledge).into_iter().filter_map(|span| Some((span, parts.clip(span)?))).collect();
        let kept = sorted(asked.iter().map(|(_, clipped)| *clipped).collect());
        let counts = code_points(&article.doc, &parts, &kept);
        let mut written = Vec::with_capacity(kept.len());
        for span in kept {
            if let Some(quote) = Quote::read(article, sentences, &parts, &counts, span) {
                let node = quote.write(graph);
                written.push((span, Written { node, subject: graph.subject() }));
            }
        }
        let nodes =
            asked.into_iter().filter_map(|(span, clipped)| Some((span, found(&written, &clipped)?.clone())));
        Self { nodes: nodes.collect() }
    }

    /// The quote of a span.
    pub(super) fn node(&self, span: &Span) -> Option<&Node> {
        found(&self.nodes, span).map(|quote| &quote.node)
    }

    /// The number of the quote of a span among the graph's subjects.
    pub(super) fn subject(&self, span: &Span) -> Option<usize> {
        found(&self.nodes, span).map(|quote| quote.subject)
    }
}

/// What stands beside `key` in a sorted list.
fn found<'l, K: Ord, V>(list: &'l [(K, V)], key: &K) -> Option<&'l V> {
    list.binary_search_by(|(k, _)| k.cmp(key)).ok().and_then(|at| list.get(at)).map(|(_, value)| value)
}

/// In order, each once.
fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// Where the title and the text lie in the document.
struct Parts {
    title: Span,
    text: Span,
}

impl Parts {
    fn of(article: &Article) -> Self {
        let head = article.doc.get(..article.text_start).unwrap_or("");
        let lead = head.len() - head.trim_start().len();
        Self {
            title: Span::new(lead, head.trim_end().len().max(lead)),
            text: Span::new(article.text_start, article.doc.len()),
        }
    }

    /// The span within the title, or within the text where it reaches into it.
    fn clip(&self, span: Span) -> Option<Span> {
        let part = if self.in_title(span) { self.title } else { self.text };
        let clipped = Span::new(span.start.max(part.start), span.end.min(part.end));
        (clipped.start < clipped.end).then_some(clipped)
    }

    const fn in_title(&self, span: Span) -> bool {
        span.end <= self.text.start
    }
}

/// One quote, counted.
struct Quote<'a> {
    words: &'a str,
    start: usize,
    end: usize,
    section: Section,
}

impl<'a> Quote<'a> {
    fn read(
        article: &'a Article,
        sentences: &[Sentence],
        parts: &Parts,
        counts: &[(usize, usize)],
        span: Span,
    ) -> Option<Self> {
        let in_title = parts.in_title(span);
        let origin = found(counts, &if in_title { parts.title.start } else { parts.text.start })?;
        Some(Self {
            words: article.doc.get(span.start..span.end)?,
            start: found(counts, &span.start)?.checked_sub(*origin)?,
            end: found(counts, &span.end)?.checked_sub(*origin)?,
            section: if in_title { Section::Title } else { section(sentences, span) },
        })
    }

    fn write(&self, graph: &mut Graph) -> Node {
        let node = graph.fragment("q");
        let article = graph.article.clone();
        // In the order of their lines, so that there is little left to sort.
        for class in [oa::TEXT_POSITION_SELECTOR, oa::TEXT_QUOTE_SELECTOR, vk::QUOTE] {
            graph.is_a(&node, class);
        }
        graph.add(&node, oa::END, literal::integer(self.end));
        graph.add(&node, oa::EXACT, literal::vietnamese(self.words));
        graph.add(&node, oa::START, literal::integer(self.start));
        graph.add(&node, vk::IN_ARTICLE, article);
        graph.add(&node, vk::SECTION, literal::fixed(self.section.name()));
        node
    }
}

/// What the text is at a span: the section of the first sentence that it touches.
///
/// "title" promises offsets in the title that was given apart, so a headline that stands in the text is called
/// so.
fn section(sentences: &[Sentence], span: Span) -> Section {
    let first = sentences.partition_point(|s| s.span.end <= span.start);
    let touched =
        sentences.get(first).filter(|s| s.span.overlaps(&span)).map_or(Section::Body, |s| s.section);
    if touched == Section::Title { Section::Headline } else { touched }
}

/// The number of code points before each byte that starts or ends a quote or a part, in one pass over the text.
fn code_points(doc: &str, parts: &Parts, quotes: &[Span]) -> Vec<(usize, usize)> {
    let mut bytes: Vec<usize> = quotes.iter().flat_map(|s| [s.start, s.end]).collect();
    bytes.extend([parts.title.start, parts.text.start]);
    let (mut last, mut count) = (0, 0);
    let mut counts = Vec::with_capacity(bytes.len());
    for byte in sorted(bytes) {
        // A byte amid a character is no place where a quote can start.
        let Some(between) = doc.get(last..byte) else { continue };
        count += between.chars().count();
        last = byte;
        counts.push((byte, count));
    }
    counts
}

/// Every span that the knowledge points to.
fn spans(knowledge: &Knowledge) -> Vec<Span> {
    let k = knowledge;
    let mut all: Vec<Span> = Vec::new();
    all.extend(k.people.iter().flat_map(|p| &p.mentions));
    all.extend(k.places.iter().flat_map(|p| &p.mentions));
    all.extend(k.bodies.iter().flat_map(|b| &b.mentions));
    all.extend(k.documents.iter().flat_map(|d| &d.mentions));
    all.extend(k.holdings.iter().map(|h| h.evidence));
    all.extend(k.decisions.iter().map(|d| d.evidence));
    all.extend(k.changes.iter().map(|c| c.evidence));
    all.extend(k.abstentions.iter().map(|a| a.span));
    all.extend(k.reprinted.iter().map(|(_, span)| *span));
    for event in &k.events {
        all.extend(&event.evidence);
        all.extend(event.people.iter().map(|p| p.evidence));
        all.extend(event.groups.iter().map(|(_, span)| *span));
        all.extend(event.agenda.iter().map(|a| a.evidence));
    }
    for project in &k.projects {
        all.extend(&project.evidence);
        all.extend(project.costs.iter().map(|(_, _, span)| *span));
        all.extend(project.period.iter().map(|(_, _, span)| *span));
    }
    sorted(all)
}
