//! Every IRI pattern: what the name of a person, place, body, post, event or document in the graph is made of.
//!
//! Pure functions of names, codes and dates; no counters, so two articles that name the same thing meet in the
//! same IRI. Which of two namesakes of one article gets which IRI: `map/names.rs`.

use sha2::{Digest, Sha256};

use super::node::Node;
use crate::text;
use crate::vocab::BASE;

/// A name in the one spelling that is compared and shown: NFC, single spaces, tones in canonical place.
#[must_use]
pub fn canonical(name: &str) -> String {
    text::canonical(name)
}

/// SHA-256 in lower-case hexadecimal digits.
#[must_use]
pub fn sha256(content: &str) -> String {
    hexadecimal(&Sha256::digest(content.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let mut out = String::with_capacity(2 * bytes.len());
    out.extend(digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)));
    out
}

/// The first four hexadecimal digits for a name: they tell Thủy from Thùy, whose slugs are alike.
#[must_use]
pub fn h4(name: &str) -> String {
    start_of_hash(&canonical(name), 2)
}

/// The first eight, for names of which the IRI holds no slug: thousands of firms share a kind and have no place.
fn h8(name: &str) -> String {
    start_of_hash(&canonical(name), 4)
}

/// The hexadecimal digits of the first bytes of SHA-256.
fn start_of_hash(content: &str, bytes: usize) -> String {
    let hash = Sha256::digest(content.as_bytes());
    hexadecimal(hash.get(..bytes).unwrap_or(&hash))
}

/// The slug, or the digits of [`h4`] for a name without any Latin letter or digit.
#[must_use]
pub fn slug(name: &str) -> String {
    let slug = text::slug(name);
    if slug.is_empty() { h4(name) } else { slug }
}

/// The part of an IRI behind the last slash: what posts, events and documents take over from a body.
#[must_use]
pub fn local(node: &Node) -> &str {
    node.as_str().rsplit('/').next().unwrap_or("")
}

/// The parts one after another, behind what every IRI of ours begins with.
fn node(parts: &[&str]) -> Node {
    let mut iri = String::with_capacity(96);
    iri.push_str(BASE);
    parts.iter().for_each(|part| iri.push_str(part));
    Node::new(&iri)
}

/// The run that wrote an article's graph: one node for each version of this program.
#[must_use]
pub fn activity(version: &str) -> Node {
    node(&["id/activity/vnkg-", &crate::vocab::percent(version)])
}

/// A place of an edition of the official list: `v1` (until 2025-06-30) or `v2`. A code alone is no identifier:
/// codes were used again.
#[must_use]
pub fn coded_place(edition: &str, code: &str) -> Node {
    node(&["id/place/", &slug(edition), "/", &slug(code)])
}

/// A place that the list lacks, by its name and the code of a place that it lies in.
#[must_use]
pub fn uncoded_place(name: &str, parent: Option<&str>) -> Node {
    let parent = parent.map_or_else(|| "none".to_owned(), slug);
    node(&["id/place/x/", &slug(name), ".", &parent, ".", &h4(name)])
}

/// A person. `place` is the code of the jurisdiction, `tw` for central level or `x` for unknown.
#[must_use]
pub fn person(name: &str, place: &str) -> Node {
    node(&["id/person/", &slug(name), ".", &slug(place), ".", &h4(name)])
}

/// A body. `place` as for [`person`].
#[must_use]
pub fn body(kind: &str, place: &str, name: &str) -> Node {
    node(&["id/body/", &slug(kind), ".", &slug(place), ".", &h8(name)])
}

/// The post with the title of this [`role`] in this body.
#[must_use]
pub fn post(role: &Node, body: &Node) -> Node {
    node(&["id/post/", local(role), ".", local(body)])
}

/// That this person holds this post, at whatever time.
#[must_use]
pub fn membership(person: &Node, post: &Node) -> Node {
    let digits = start_of_hash(&[person.as_str(), "|", post.as_str()].concat(), 8);
    node(&["id/mem/", &digits])
}

/// What tells one event from another.
#[derive(Debug, Clone, Copy)]
pub struct EventKey<'a> {
    /// Who holds it.
    pub host: Option<&'a Node>,
    /// `meeting`, `session`, …
    pub kind: &'a str,
    /// `lần thứ 20`.
    pub ordinal: Option<u32>,
    /// ISO date, which may be only a month or a year.
    pub date: Option<&'a str>,
    /// `sáng`, `chiều`, `tối`, as printed.
    pub part_of_day: Option<&'a str>,
    /// The article's id where host or day is unknown: such an event is known from this article only.
    pub article: Option<&'a str>,
}

/// An event.
#[must_use]
pub fn event(key: &EventKey<'_>) -> Node {
    let host = key.host.map_or("x", |h| local(h));
    let article = key.article.map_or_else(String::new, |id| format!(".{}", crate::vocab::percent(id)));
    node(&[
        "id/event/",
        host,
        ".",
        &slug(key.kind),
        ".",
        &key.ordinal.unwrap_or(0).to_string(),
        ".",
        key.date.unwrap_or("x"),
        ".",
        part_of_day(key.part_of_day),
        &article,
    ])
}

/// `am`, `pm`, `eve`, or `day` where the part of the day is unknown or something else.
fn part_of_day(words: Option<&str>) -> &'static str {
    match words.map(text::slug).as_deref() {
        Some("sang") => "am",
        Some("chieu") => "pm",
        Some("toi") => "eve",
        _ => "day",
    }
}

/// A document. Numbers begin again with every issuer and period: where one of them is unknown, the article's id
/// takes part.
#[must_use]
pub fn document(local_id: &str, issuer: Option<&Node>, period: Option<&str>, article: &str) -> Node {
    let scope = match (issuer, period) {
        (Some(_), Some(_)) => String::new(),
        _ => format!(".{}", crate::vocab::percent(article)),
    };
    node(&[
        "id/doc/",
        issuer.map_or("x", |i| local(i)),
        ".",
        period.unwrap_or("x"),
        ".",
        &slug(local_id),
        ".",
        &h4(local_id),
        &scope,
    ])
}

/// A project. `place` is the code of its site or jurisdiction, or `x`.
#[must_use]
pub fn project(name: &str, place: &str) -> Node {
    node(&["id/project/", &slug(name), ".", &slug(place), ".", &h4(name)])
}

/// The n-th decision of an article, from 1.
#[must_use]
pub fn decision(article: &str, n: usize) -> Node {
    node(&["id/decision/", &crate::vocab::percent(article), ".d", &n.to_string()])
}

/// The n-th change of a body in an article, from 1.
#[must_use]
pub fn change(article: &str, n: usize) -> Node {
    node(&["id/change/", &crate::vocab::percent(article), ".c", &n.to_string()])
}

/// A kind of body, by its key in the lexicon.
#[must_use]
pub fn kind(key: &str) -> Node {
    node(&["kind/", &slug(key)])
}

/// A title without its body. The hash tells `Trưởng ban` from `Trưởng bản`.
#[must_use]
pub fn role(title: &str) -> Node {
    node(&["role/", &slug(title), ".", &h4(title)])
}

/// One of the seventeen actions.
#[must_use]
pub fn action(name: &str) -> Node {
    node(&["action/", &slug(name)])
}

/// A type of document: `quyết định`.
#[must_use]
pub fn document_type(words: &str) -> Node {
    node(&["doctype/", &slug(words)])
}

/// The same IRI for a later namesake of the same article: `….2`, `….3`.
#[must_use]
pub fn numbered(first: &Node, ordinal: usize) -> Node {
    Node::new(&format!("{}.{ordinal}", first.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_tone_alone_get_different_iris() {
        let [a, b] = ["Trần Thị Thùy", "Trần Thị Thủy"].map(|n| person(n, "35"));
        assert_ne!(a, b);
        assert!(a.as_str().starts_with("https://w3id.org/vnkg/id/person/tran-thi-thuy.35."));
    }

    #[test]
    fn a_head_of_a_committee_and_a_head_of_a_hamlet_are_two_roles() {
        let body = body("ban-to-chuc", "04", "Ban Tổ chức");
        assert_ne!(role("Trưởng ban"), role("Trưởng bản"));
        assert_ne!(post(&role("Trưởng ban"), &body), post(&role("Trưởng bản"), &body));
        assert_eq!(role("Trưởng ban"), role(" Trưởng  ban"));
    }

    #[test]
    fn old_and_new_tone_placement_and_decomposed_letters_meet() {
        assert_eq!(h4("Trần Hoà"), h4("Trần Hòa"));
        assert_eq!(person("Tra\u{302}\u{300}n Hòa", "x"), person("Trần\u{a0}Hòa", "x"));
    }

    #[test]
    fn the_hash_is_the_start_of_sha256() {
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(h4("abc"), "ba78");
    }

    #[test]
    fn names_without_latin_letters_still_have_an_iri() {
        let node = person("王毅", "x");
        assert_eq!(node.as_str(), format!("{BASE}id/person/{0}.x.{0}", h4("王毅")));
        assert!(oxrdf::NamedNode::new(node.as_str()).is_ok());
    }

    #[test]
    fn an_event_is_shared_between_articles_only_where_host_and_day_are_known() {
        let host = body("tinh-uy", "35", "Tỉnh ủy Hà Nam");
        let known = EventKey {
            host: Some(&host),
            kind: "meeting",
            ordinal: Some(20),
            date: Some("2021-05-28"),
            part_of_day: Some("chiều"),
            article: None,
        };
        let tail = format!("{}.meeting.20.2021-05-28.pm", local(&host));
        assert_eq!(event(&known).as_str(), format!("{BASE}id/event/{tail}"));
        let unknown = EventKey { host: None, date: None, article: Some("bài/1"), ordinal: None, ..known };
        assert_eq!(event(&unknown).as_str(), format!("{BASE}id/event/x.meeting.0.x.pm.b%C3%A0i%2F1"));
    }

    #[test]
    fn a_document_without_issuer_or_period_belongs_to_its_article() {
        let issuer = body("chinh-phu", "tw", "Chính phủ");
        let shared = document("288/QĐ-TTg", Some(&issuer), Some("2021"), "a");
        assert_eq!(shared, document("288/QĐ-TTg", Some(&issuer), Some("2021"), "b"));
        assert!(shared.as_str().contains(".2021.288-qd-ttg."));
        assert_ne!(
            document("288/QĐ-TTg", None, Some("2021"), "a"),
            document("288/QĐ-TTg", None, Some("2021"), "b")
        );
    }
}
