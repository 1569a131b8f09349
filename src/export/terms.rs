//! How is one term written in N-Triples, and so in all formats of its family?
//!
//! Unicode stays as it is; only what the grammar forbids is escaped.

use oxrdf::vocab::xsd;
use oxrdf::{LiteralRef, TermRef};

/// Appends `<iri>`.
pub fn push_iri(line: &mut String, iri: &str) {
    line.push('<');
    for c in iri.chars() {
        // An IRI with one of these is invalid; a store that was filled without checks may hold it.
        if c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\') {
            push_code(line, c);
        } else {
            line.push(c);
        }
    }
    line.push('>');
}

/// Appends a literal with its language or datatype.
pub fn push_literal(line: &mut String, literal: LiteralRef<'_>) {
    push_string(line, literal.value());
    if let Some(language) = literal.language() {
        line.push('@');
        line.push_str(language);
    } else if literal.datatype() != xsd::STRING {
        line.push_str("^^");
        push_iri(line, literal.datatype().as_str());
    }
}

/// Appends an IRI or a literal; blank nodes never come here, see [`crate::export::walk`].
pub fn push_term(line: &mut String, term: TermRef<'_>) {
    match term {
        TermRef::NamedNode(node) => push_iri(line, node.as_str()),
        TermRef::BlankNode(node) => line.push_str(&node.to_string()),
        TermRef::Literal(literal) => push_literal(line, literal),
    }
}

/// Appends `"text"` with the escapes that N-Triples and Turtle share.
pub fn push_string(line: &mut String, text: &str) {
    line.push('"');
    for c in text.chars() {
        match c {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            c if c.is_control() => push_code(line, c),
            c => line.push(c),
        }
    }
    line.push('"');
}

fn push_code(line: &mut String, c: char) {
    line.push_str(&format!("\\u{:04X}", u32::from(c)));
}
