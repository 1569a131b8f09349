//! What is said of each node and edge, as columns with types: the same in every format for other programs.

use petgraph::graph::EdgeReference;
use petgraph::visit::EdgeRef;

use crate::draw::words::{FIELDS, STATUSES, VALUES, word};
use crate::draw::{Edge, Node, Picture};
use crate::text;
use crate::vocab::BASE;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with decimals.
    Real,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Whole(usize),
    /// A number with decimals.
    Real(f64),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => number.fmt(f),
            Self::Real(number) => write!(f, "{:.1}", number + 0.0),
        }
    }
}

/// A node or an edge with its values, by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its own name within the file.
    pub id: String,
    /// The ids of the two ends, for an edge.
    pub ends: Option<(String, String)>,
    /// The values; none where nothing is known.
    pub values: Vec<Option<Value>>,
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The columns: name and type.
    pub columns: Vec<(&'static str, Type)>,
    /// One row a node or edge, in the picture's order.
    pub rows: Vec<Row>,
}

/// The end of the IRI, which stays the same from drawing to drawing.
#[must_use]
pub fn id(node: &Node) -> &str {
    node.iri.strip_prefix(BASE).and_then(|rest| rest.strip_prefix("id/")).unwrap_or(&node.iri)
}

/// The nodes of a picture.
#[must_use]
pub fn nodes(picture: &Picture) -> Table {
    let mut columns = vec![
        ("label", Type::Text),
        ("kind", Type::Text),
        ("iri", Type::Text),
        ("degree", Type::Whole),
        ("x", Type::Real),
        ("y", Type::Real),
        ("colour", Type::Text),
        ("group", Type::Whole),
        ("size", Type::Real),
    ];
    columns.extend(FIELDS.iter().map(|(key, _, _)| (*key, Type::Text)));
    columns.extend(SENTENCE);
    let rows = picture.graph.node_weights().zip(&picture.positions).map(|(node, at)| {
        let mut values = vec![
            words(&node.label),
            words(node.kind.key()),
            words(&node.iri),
            Some(Value::Whole(node.degree)),
            Some(Value::Real(at.x)),
            Some(Value::Real(at.y)),
            words(node.colour()),
            node.group.map(|group| Value::Whole(group + 1)),
            Some(Value::Real(2.0 * crate::draw::layout::box_of(node).radius)),
        ];
        values.extend(FIELDS.iter().map(|(key, _, _)| field(picture, node, key)));
        values.extend(sentence(picture, node.quote));
        Row { id: id(node).to_owned(), ends: None, values }
    });
    Table { columns, rows: rows.collect() }
}

/// The edges of a picture.
#[must_use]
pub fn edges(picture: &Picture) -> Table {
    let mut columns = vec![
        ("relation", Type::Text),
        ("label", Type::Text),
        ("status", Type::Text),
        ("since", Type::Text),
        ("date", Type::Text),
        ("articles", Type::Whole),
        ("weight", Type::Whole),
    ];
    columns.extend(SENTENCE);
    let rows = picture.graph.edge_references().enumerate().map(|(place, edge)| {
        let drawn = edge.weight();
        let mut values = vec![
            words(drawn.relation.key()),
            words(&words_of(picture, drawn)),
            drawn.status.as_deref().and_then(words),
            drawn.since.as_deref().and_then(words),
            drawn.date.as_deref().and_then(words),
            Some(Value::Whole(drawn.articles)),
            Some(Value::Whole(drawn.weight)),
        ];
        values.extend(sentence(picture, drawn.quote));
        let end = |node| picture.graph.node_weight(node).map_or_else(String::new, |node| id(node).to_owned());
        Row { id: format!("e{place}"), ends: Some((end(edge.source()), end(edge.target()))), values }
    });
    Table { columns, rows: rows.collect() }
}

/// The sentence that says it best, with its article.
const SENTENCE: [(&str, Type); 5] = [
    ("quote", Type::Text),
    ("article", Type::Text),
    ("title", Type::Text),
    ("url", Type::Text),
    ("issued", Type::Text),
];

fn sentence(picture: &Picture, place: Option<usize>) -> [Option<Value>; 5] {
    let Some(quote) = place.and_then(|place| picture.quotes.get(place)) else { return Default::default() };
    let maybe = |part: &Option<String>| part.as_deref().and_then(words);
    [words(&quote.text), words(&quote.article), maybe(&quote.title), maybe(&quote.url), maybe(&quote.issued)]
}

fn field(picture: &Picture, node: &Node, key: &str) -> Option<Value> {
    let (_, value) = node.fields.iter().find(|(own, _)| *own == key)?;
    words(word(VALUES, value, picture.language))
}

/// The words on an edge: the post or the relation, the events shared, and whether it is over or to come.
#[must_use]
pub fn words_of(picture: &Picture, edge: &Edge) -> String {
    let words = edge.label.clone().unwrap_or_else(|| edge.relation.word(picture.language).to_owned());
    let words = if edge.weight > 1 { format!("{words}: {}", edge.weight) } else { words };
    match edge.status.as_deref().filter(|status| *status != "current") {
        Some(status) => format!("{words} ({})", word(STATUSES, status, picture.language)),
        None => words,
    }
}

fn words(value: &str) -> Option<Value> {
    Some(Value::Text(value.to_owned()))
}

/// The words on an edge without the name of its second end: "Bí thư Tỉnh ủy Vân Hà" on an edge to "Tỉnh ủy
/// Vân Hà" says "Bí thư".
#[must_use]
pub fn words_between(picture: &Picture, edge: EdgeReference<'_, Edge>) -> String {
    let body = picture.graph.node_weight(edge.target()).map_or("", |node| node.label.as_str());
    let drawn = edge.weight();
    match drawn.label.as_deref().and_then(|post| without_body(post, body)) {
        Some(title) => words_of(picture, &Edge { label: Some(title.to_owned()), ..drawn.clone() }),
        None => words_of(picture, drawn),
    }
}

/// The title in a post's name; "Trưởng ban" in "Trưởng ban Tổ chức An" of "Ban Tổ chức An", too.
fn without_body<'p>(post: &'p str, body: &str) -> Option<&'p str> {
    let is_title = |title: &&str| !title.is_empty() && !body.is_empty();
    if let Some(title) = post.strip_suffix(body).map(str::trim).filter(is_title) {
        return Some(title);
    }
    let (first, rest) = body.split_once(' ')?;
    let title = post.strip_suffix(rest)?.strip_suffix(' ')?;
    let (before, last) = title.rsplit_once(' ')?;
    (!before.is_empty() && text::fold(last) == text::fold(first)).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::without_body;

    #[test]
    fn a_post_on_an_edge_to_its_body_does_not_name_it_again() {
        assert_eq!(without_body("Bí thư Tỉnh ủy An", "Tỉnh ủy An"), Some("Bí thư"));
        assert_eq!(without_body("Trưởng ban Tổ chức An", "Ban Tổ chức An"), Some("Trưởng ban"));
        assert_eq!(without_body("Giám đốc Sở Y tế", "Sở Nội vụ"), None);
        assert_eq!(without_body("Sở Y tế", "Sở Y tế"), None);
    }
}
