//! The order of canonical N-Quads, without writing them: which of two terms of a line comes first?
//!
//! The line itself is for whoever writes it; a test compares this order with that of the lines.

use std::cmp::Ordering;

use oxrdf::vocab::xsd;
use oxrdf::{LiteralRef, TermRef};

/// The order of `<a>` and `<b>`.
pub(super) fn iris(a: &str, b: &str) -> Ordering {
    closed(a, b, b'>')
}

/// The order of two objects, each with what follows it in a quad.
pub(super) fn objects(a: TermRef<'_>, b: TermRef<'_>) -> Ordering {
    match (a, b) {
        (TermRef::NamedNode(a), TermRef::NamedNode(b)) => iris(a.as_str(), b.as_str()),
        (TermRef::Literal(a), TermRef::Literal(b)) => literals(a, b),
        // A quotation mark comes before an angle bracket.
        (TermRef::Literal(_), TermRef::NamedNode(_)) => Ordering::Less,
        (TermRef::NamedNode(_), TermRef::Literal(_)) => Ordering::Greater,
        _ => format!("{a} ").cmp(&format!("{b} ")),
    }
}

fn literals(a: LiteralRef<'_>, b: LiteralRef<'_>) -> Ordering {
    if is_escaped(a.value()) || is_escaped(b.value()) {
        return format!("{a} ").cmp(&format!("{b} "));
    }
    closed(a.value(), b.value(), b'"').then_with(|| ending(a).cmp(&ending(b))).then_with(|| {
        let language = a.language().unwrap_or("").cmp(b.language().unwrap_or(""));
        language.then_with(|| iris(a.datatype().as_str(), b.datatype().as_str()))
    })
}

/// What follows the closing quotation mark: a space, `@`, `^^`, in this order.
fn ending(literal: LiteralRef<'_>) -> u8 {
    match literal.language() {
        Some(_) => 1,
        None if literal.datatype() == xsd::STRING => 0,
        None => 2,
    }
}

/// True where a character is written otherwise than it is.
pub(super) fn is_escaped(value: &str) -> bool {
    // U+FFFE and U+FFFF begin with EF. Without a way out the compiler looks at sixteen bytes at a time.
    value.bytes().fold(false, |any, b| any | (b < b' ') | matches!(b, b'"' | b'\\' | 0x7f | 0xef))
}

/// The order of two strings that `end` closes, which is in neither.
fn closed(a: &str, b: &str, end: u8) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let shared = a.len().min(b.len());
    let (Some((a, a_rest)), Some((b, b_rest))) = (a.split_at_checked(shared), b.split_at_checked(shared))
    else {
        return a.cmp(b);
    };
    a.cmp(b).then_with(|| match (a_rest.first(), b_rest.first()) {
        (None, None) => Ordering::Equal,
        (a, b) => a.unwrap_or(&end).cmp(b.unwrap_or(&end)),
    })
}

#[cfg(test)]
mod tests {
    use oxrdf::{Literal, NamedNode, Term};

    use super::*;

    #[test]
    fn the_order_is_that_of_the_lines() {
        let words = ["", "a", "a b", "a!", "a\"", "a#", "a\n", "ab", "a\u{ffff}", "b", "ấ", "~", "a\\"];
        let mut terms: Vec<Term> = Vec::new();
        for word in words {
            terms.push(Literal::new_simple_literal(word).into());
            terms.push(Literal::new_language_tagged_literal_unchecked(word, "vi").into());
            terms.push(Literal::new_language_tagged_literal_unchecked(word, "v").into());
            terms.push(Literal::new_typed_literal(word, xsd::DATE).into());
            terms.push(Literal::new_typed_literal(word, xsd::DATE_TIME).into());
        }
        let iris = ["http://a", "http://a#q1", "http://a/b", "http://ab", "http://a@", "http://b", "http:"];
        terms.extend(iris.map(|iri| NamedNode::new_unchecked(iri).into()));
        for a in &terms {
            for b in &terms {
                assert_eq!(
                    objects(a.as_ref(), b.as_ref()),
                    format!("{a} <g>").cmp(&format!("{b} <g>")),
                    "{a} {b}"
                );
            }
        }
    }
}
