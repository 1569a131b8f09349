//! The graph of hand-made knowledge of every kind: offsets, evidence, order, namesakes, missing dates.
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends at the first thing that is not there")]

use std::collections::BTreeSet;

use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use oxrdf::vocab::rdfs;
use oxrdf::{NamedNodeRef, Term};

use super::support::{has_blank_node, orphans};
use super::*;
use crate::model::*;
use crate::text::{self, Span};
use crate::vocab::{dct, foaf, oa, org, schema, skos, vk};

use sample::*;

mod sample;

fn graph() -> Vec<Quad> {
    let (article, sentences, knowledge) = everything();
    quads(&article, &sentences, &knowledge).to_vec()
}

fn objects<'q>(quads: &'q [Quad], subject: &str, property: NamedNodeRef<'_>) -> Vec<&'q Term> {
    let here = |q: &&Quad| q.subject.to_string().ends_with(&format!("{subject}>")) && q.predicate == property;
    quads.iter().filter(here).map(|q| &q.object).collect()
}

fn value(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::BlankNode(_) => String::new(),
    }
}

fn subjects(quads: &[Quad], class: NamedNodeRef<'_>) -> BTreeSet<String> {
    let of = |q: &&Quad| q.predicate == oxrdf::vocab::rdf::TYPE && q.object == Term::from(class.into_owned());
    quads.iter().filter(of).map(|q| q.subject.to_string()).collect()
}

fn number(quads: &[Quad], quote: &str, property: NamedNodeRef<'_>) -> usize {
    value(objects(quads, quote, property)[0]).parse().expect("a number")
}

#[test]
fn every_quote_is_found_again_by_its_offsets() {
    let quads = graph();
    let article = article();
    let quotes = subjects(&quads, vk::QUOTE);
    assert_eq!(quotes.len(), 8);
    for quote in quotes.iter().map(|q| q.trim_matches(['<', '>'])) {
        let section = value(objects(&quads, quote, vk::SECTION)[0]);
        let text = if section == "title" { article.title().unwrap_or("") } else { article.text() };
        let (start, end) = (number(&quads, quote, oa::START), number(&quads, quote, oa::END));
        let there: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(there, value(objects(&quads, quote, oa::EXACT)[0]));
    }
}

#[test]
fn offsets_count_code_points_of_nfc_text_and_quotes_are_numbered_by_offset() {
    let quads = graph();
    assert_eq!((number(&quads, "#q1", oa::START), number(&quads, "#q1", oa::END)), (0, 72));
    assert_eq!(number(&quads, "#q2", oa::START), 73);
    let starts: Vec<_> = (1..=8).map(|n| number(&quads, &format!("#q{n}"), oa::START)).collect();
    assert!(starts.is_sorted());
}

#[test]
fn title_quotes_count_in_the_trimmed_title_and_spans_that_fit_nothing_give_no_quote() {
    let mut article = article();
    article.doc.insert_str(0, "  ");
    article.text_start += 2;
    let emoji = article.doc.find("🎉").expect("it is there");
    let [good, torn, far] =
        [(emoji, 6 + emoji), (emoji + 1, emoji + 9), (9_000, 9_004)].map(|(a, b)| Span::new(a, b));
    let people = vec![person("Nông Thị Mẫu", None, vec![good, torn, far])];
    let knowledge = Knowledge { people, ..Knowledge::default() };
    let quads = quads(&article, &[], &knowledge).to_vec();
    assert_eq!(subjects(&quads, vk::QUOTE).len(), 1);
    assert_eq!((number(&quads, "#q1", oa::START), number(&quads, "#q1", oa::END)), (15, 18));
    assert_eq!(value(objects(&quads, "#q1", vk::SECTION)[0]), "title");
}

#[test]
fn a_headline_within_the_text_is_a_headline_and_titles_an_article_without_title() {
    let article = article();
    let first = Sentence { span: span(&article, SENTENCES[0]), section: Section::Title, paragraph: 1 };
    let told = |article: &Article, first: Sentence| {
        let knowledge =
            Knowledge { people: vec![person("Mẫu", None, vec![first.span])], ..Knowledge::default() };
        let quads = quads(article, &[first], &knowledge).to_vec();
        let title = objects(&quads, "id/article/v%C3%AD%20d%E1%BB%A5%2F1", dct::TITLE);
        (value(objects(&quads, "#q1", vk::SECTION)[0]), title.first().map(|t| value(t)))
    };
    assert_eq!(told(&article, first), ("headline".to_owned(), Some(TITLE.to_owned())));
    let cut = article.text_start;
    let untitled = Article { doc: article.text().to_owned(), text_start: 0, ..article };
    let span = Span::new(first.span.start - cut, first.span.end - cut);
    let headline = Some(text::nfc(SENTENCES[0]));
    assert_eq!(told(&untitled, Sentence { span, ..first }), ("headline".to_owned(), headline));
}

#[test]
fn the_lines_are_those_that_the_library_writes() {
    let (article, sentences, mut knowledge) = everything();
    for (decision, object) in knowledge.decisions.iter_mut().zip(["\"a\"\n\\", "\u{ffff}\t"]) {
        decision.object.push_str(object);
    }
    let quads = quads(&article, &sentences, &knowledge);
    assert_eq!(quads.lines(), nquads(&quads.to_vec()));
}

#[test]
fn every_triple_rests_on_a_quote_and_none_is_blank() {
    let quads = graph();
    assert_eq!(orphans(&quads), []);
    assert!(!quads.iter().any(has_blank_node));
    assert!(
        quads
            .iter()
            .all(|q| q.graph_name.to_string() == "<https://w3id.org/vnkg/g/v%C3%AD%20d%E1%BB%A5%2F1>")
    );
}

#[test]
fn a_graph_without_its_evidence_has_orphans_of_every_family() {
    let quads: Vec<_> = graph().into_iter().filter(|q| q.predicate != vk::EVIDENCE).collect();
    let lost: BTreeSet<_> = orphans(&quads).iter().map(|q| q.subject.to_string()).collect();
    for class in
        [vk::ATTESTATION, vk::MEETING, vk::DECISION, vk::PROJECT, vk::CLAIM, vk::SHARE, org::CHANGE_EVENT]
    {
        assert!(subjects(&quads, class).is_subset(&lost), "{class}");
    }
    assert!(subjects(&quads, foaf::PERSON).is_disjoint(&lost), "people are still mentioned");
}

#[test]
fn a_quote_without_words_supports_nothing() {
    let quads: Vec<_> = graph().into_iter().filter(|q| q.predicate != oa::EXACT).collect();
    let lost: BTreeSet<_> = orphans(&quads).iter().map(|q| q.subject.to_string()).collect();
    assert!(subjects(&quads, foaf::PERSON).is_subset(&lost));
}

#[test]
fn the_graph_of_everything_passes_every_check() {
    let store = Store::new().expect("a store");
    for quad in graph() {
        store.insert(&Quad { graph_name: oxrdf::GraphName::DefaultGraph, ..quad }).expect("inserted");
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/checks");
    let mut asked = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of checks") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a check");
        let query = SparqlEvaluator::new().parse_query(&text).expect("SPARQL");
        let QueryResults::Solutions(rows) = query.on_store(&store).execute().expect("an answer") else {
            panic!("{} is no SELECT", path.display());
        };
        assert_eq!(
            rows.map(|r| format!("{r:?}")).collect::<Vec<_>>(),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
        asked += 1;
    }
    assert!(asked > 40);
}

#[test]
fn the_store_gives_back_the_bytes_that_were_put_in() {
    let quads = graph();
    let store = Store::new().expect("a store");
    store.extend(quads.clone()).expect("stored");
    let back: Vec<_> = store.iter().map(|q| q.expect("a quad")).collect();
    assert_eq!(nquads(&back), nquads(&quads));
}

#[test]
fn quads_are_sorted_distinct_and_the_same_every_time() {
    let quads = graph();
    let lines: Vec<String> = quads.iter().map(|q| format!("{q} .\n")).collect();
    assert!(lines.is_sorted_by(|a, b| a < b));
    assert_eq!(nquads(&quads), lines.concat());
    assert_eq!(nquads(&graph()), nquads(&quads));
    let sizes = (quads.len(), subjects(&quads, org::MEMBERSHIP).len(), subjects(&quads, vk::DECISION).len());
    assert!(sizes.0 > 300 && sizes.1 == 2 && sizes.2 == 3, "{sizes:?}");
}

#[test]
fn namesakes_of_one_article_are_two_people() {
    let (article, sentences, _) = everything();
    let twice = vec![person("Trần Văn Hòa", None, vec![]), person("Trần Văn Hoà", None, vec![])];
    let quads = quads(&article, &sentences, &Knowledge { people: twice, ..Knowledge::default() }).to_vec();
    let people: Vec<_> = subjects(&quads, foaf::PERSON).into_iter().collect();
    let first = format!("{}.2>", people[1].trim_end_matches(".2>").trim_end_matches('>'));
    assert_eq!(people.len(), 2);
    assert!(people.contains(&first), "{people:?}");
    assert_eq!(
        objects(&quads, ".2", foaf::NAME).iter().map(|t| value(t)).collect::<Vec<_>>(),
        ["Trần Văn Hòa"]
    );
}

#[test]
fn level_and_jurisdiction_stand_in_the_iri_of_a_person() {
    let (article, sentences, knowledge) = everything();
    let mut people: Vec<_> =
        [Some(1), None, None].map(|place| person("Lý Thị Thông", place, vec![])).into_iter().collect();
    people[1].central = true;
    let quads = quads(&article, &sentences, &Knowledge { people, ..knowledge }).to_vec();
    let people: Vec<_> = subjects(&quads, foaf::PERSON).into_iter().collect();
    for part in ["043", "tw", "x"] {
        let iri = format!("/ly-thi-thong.{part}.{}>", iri::h4("Lý Thị Thông"));
        assert!(people.iter().any(|p| p.ends_with(&iri)), "{iri} is not in {people:?}");
    }
}

#[test]
fn what_is_unknown_is_left_out() {
    let (article, sentences, mut knowledge) = everything();
    let article = Article { published: None, url: None, publisher: None, ..article };
    for holding in &mut knowledge.holdings {
        holding.observed = None;
    }
    knowledge.events[0].date = None;
    knowledge.events[0].host = None;
    knowledge.documents[0].date = None;
    let quads = quads(&article, &sentences, &knowledge).to_vec();
    for property in [vk::OBSERVED_ON, schema::START_DATE, dct::ISSUED, schema::URL, dct::PUBLISHER] {
        assert!(!quads.iter().any(|q| q.predicate == property), "{property}");
    }
    let event = subjects(&quads, vk::MEETING).pop_first().unwrap_or_default();
    assert!(event.ends_with("/x.meeting.5.x.am.v%C3%AD%20d%E1%BB%A5%2F1>"), "{event}");
    assert_eq!(orphans(&quads), []);
}

#[test]
fn an_abstention_from_no_words_is_left_out() {
    let (article, sentences, mut knowledge) = everything();
    knowledge.abstentions.push(Abstention { span: Span::new(90, 90), rule: "test", reason: "no words" });
    let quads = quads(&article, &sentences, &knowledge).to_vec();
    assert_eq!(subjects(&quads, vk::ABSTENTION).len(), 1);
    assert_eq!(orphans(&quads), []);
}

#[test]
fn a_person_who_decides_for_a_body_announces_and_alone_decides() {
    let quads = graph();
    let who = |decision: &str, property| {
        objects(&quads, decision, property).iter().map(|t| value(t)).collect::<Vec<_>>()
    };
    let (person, body) = ("id/person/nong-thi-mau.04.", "id/body/tinh-uy.04.");
    assert!(who(".d2", vk::ANNOUNCED_BY)[0].contains(person) && who(".d2", vk::DECIDED_BY)[0].contains(body));
    assert!(who(".d3", vk::ANNOUNCED_BY).is_empty() && who(".d3", vk::DECIDED_BY)[0].contains(person));
    assert!(who(".d1", vk::ABOUT_POST)[0].contains("id/post/truong-ban.18c7.ban-to-chuc.04."));
    assert!(who(".d2", vk::EFFECTS)[0].ends_with(".c1"));
}

#[test]
fn a_chair_and_a_speaker_are_attendees_once() {
    let quads = graph();
    let event = subjects(&quads, vk::MEETING).pop_first().unwrap_or_default();
    let event = event.trim_matches(['<', '>']);
    assert!(event.contains("id/event/tinh-uy.04.") && event.ends_with(".meeting.5.2020-03-12.am"), "{event}");
    assert_eq!(objects(&quads, event, vk::CHAIR), objects(&quads, event, schema::ATTENDEE));
    assert_eq!(objects(&quads, event, vk::SPEAKER), objects(&quads, event, schema::ATTENDEE));
    assert_eq!(subjects(&quads, vk::PARTICIPATION).len(), 2);
}

#[test]
fn a_spelling_of_its_own_is_written_once_with_its_first_sentence() {
    let (article, sentences, mut knowledge) = everything();
    knowledge.places[1].written = Some("huyện Bảo Lạk".to_owned());
    knowledge.bodies[0].written = Some("Tỉnh ủy  Cao Bằng".to_owned());
    knowledge.bodies[1].written = Some("Ban Tổ chức Tỉnh uỷ Kao Bằng".to_owned());
    knowledge.bodies.push(Body { written: Some("Ban TC".to_owned()), ..knowledge.bodies[1].clone() });
    knowledge.places.push(Place {
        written: Some("xã Ma".to_owned()),
        ..place("xã M", Level::Commune, Some("01300"), Some(1), vec![])
    });
    let quads = quads(&article, &sentences, &knowledge).to_vec();
    let namings = subjects(&quads, vk::NAMING);
    assert_eq!(namings.len(), 2, "{namings:?}");
    let told = |node: &str, property| value(objects(&quads, node, property)[0]);
    assert_eq!(told("#n1", vk::NAMES), "https://w3id.org/vnkg/id/place/v1/043");
    assert_eq!(told("#n1", rdfs::LABEL), "huyện Bảo Lạk");
    assert!(told("#n1", vk::EVIDENCE).ends_with("#q1"));
    assert_eq!(told("#n2", rdfs::LABEL), "Ban Tổ chức Tỉnh ủy Kao Bằng");
}

#[test]
fn no_two_labels_for_one_role() {
    let (article, sentences, mut knowledge) = everything();
    knowledge.holdings[1].role.title = "Trưởng bản".to_owned();
    let quads = quads(&article, &sentences, &knowledge).to_vec();
    for concept in subjects(&quads, skos::CONCEPT).iter().filter(|c| c.contains("/role/")) {
        assert_eq!(objects(&quads, concept.trim_matches(['<', '>']), skos::PREF_LABEL).len(), 1, "{concept}");
    }
    let heads: BTreeSet<_> =
        subjects(&quads, skos::CONCEPT).into_iter().filter(|c| c.contains("/role/truong-ban.")).collect();
    assert_eq!(heads.len(), 2, "{heads:?}");
}

#[test]
fn an_inferred_jurisdiction_is_a_claim_and_a_named_one_is_not() {
    let quads = graph();
    let rules: Vec<_> = subjects(&quads, vk::CLAIM)
        .iter()
        .map(|claim| value(objects(&quads, claim.trim_matches(['<', '>']), vk::RULE)[0]))
        .collect();
    assert_eq!(rules, ["cue:publisher", "cue:nearest", "cue:nearest", "cue:nearest"]);
}

#[test]
fn an_address_that_is_no_iri_is_kept_as_it_was_given() {
    let (article, sentences, knowledge) = everything();
    let url = |address: &str| {
        let article = Article { url: Some(address.to_owned()), ..article.clone() };
        let quads = quads(&article, &sentences, &knowledge).to_vec();
        objects(&quads, "id/article/v%C3%AD%20d%E1%BB%A5%2F1", schema::URL)[0].to_string()
    };
    assert_eq!(url("https://vi-du.vn/a-1.html"), "<https://vi-du.vn/a-1.html>");
    assert_eq!(url("vi-du.vn/bài 1"), "\"vi-du.vn/bài 1\"^^<http://www.w3.org/2001/XMLSchema#anyURI>");
}

#[test]
fn numbers_that_point_nowhere_and_circles_of_places_do_no_harm() {
    let (article, sentences, mut knowledge) = everything();
    knowledge.holdings[0].person = PersonId(99);
    knowledge.decisions[0].document = Some(DocumentId(99));
    knowledge.places = vec![
        place("bản A", Level::Village, None, Some(1), vec![]),
        place("bản B", Level::Village, None, Some(0), vec![]),
    ];
    let quads = quads(&article, &sentences, &knowledge).to_vec();
    assert_eq!(subjects(&quads, org::MEMBERSHIP).len(), 1);
    assert!(quads.iter().any(|q| q.subject.to_string().contains("id/place/x/ban-a.none.")));
}

#[test]
fn long_articles_with_many_quotes_take_no_quadratic_time() {
    let line = "Ông Đàm Văn Thử 🎉 nói rằng việc này đã xong.\n";
    let doc = line.repeat(20_000);
    let spans: Vec<_> = (0..20_000).map(|n| Span::new(n * line.len(), (n + 1) * line.len() - 1)).collect();
    let article = Article { id: "dài".to_owned(), doc, ..Article::default() };
    let people = vec![person("Đàm Văn Thử", None, spans)];
    let quads = quads(&article, &[], &Knowledge { people, ..Knowledge::default() }).to_vec();
    let last = format!("#q{}", 20_000);
    assert_eq!(number(&quads, &last, oa::START), 19_999 * line.chars().count());
}
