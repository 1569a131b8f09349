//! The canned queries: listed, documented, runnable, and right on the fixture.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use support::{CONVERTER, SAMPLES};
use vnkg::query::header::ParamKind;
use vnkg::query::rows::{self, Format};
use vnkg::query::{Answer, CANNED, Query, QueryError};
use vnkg::store::Graph;
use vnkg::validate::CHECKS;

fn graph() -> Graph {
    Graph::from_files(&[common::fixture()]).unwrap()
}

fn settings(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn ask(name: &str, pairs: &[(&str, &str)]) -> Result<Vec<Vec<String>>, QueryError> {
    ask_of(&graph(), name, pairs)
}

fn ask_of(graph: &Graph, name: &str, pairs: &[(&str, &str)]) -> Result<Vec<Vec<String>>, QueryError> {
    let Answer::Rows(rows) = Query::canned(name)?.ask(graph, &settings(pairs))? else {
        panic!("{name} is no SELECT")
    };
    let text = |row: Vec<Option<oxrdf::Term>>| {
        row.iter().map(|c| c.as_ref().map_or("", rows::plain).to_owned()).collect()
    };
    rows.rows.map(|row| row.map(text)).collect()
}

fn table(name: &str, pairs: &[(&str, &str)]) -> String {
    let rows = ask(name, pairs).unwrap();
    rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n")
}

fn written(query: &str, format: Option<Format>) -> String {
    let mut out = Vec::new();
    let answer = Query::new("test", query).unwrap().ask(&graph(), &[]).unwrap();
    rows::write(answer, format, 80, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn stems(folder: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    let paths = entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "rq"));
    paths.map(|p| p.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_query_file_is_in_its_list() {
    let listed: BTreeSet<String> = CANNED.iter().map(|c| c.name.to_owned()).collect();
    assert_eq!(stems("queries"), listed, "add the name to CANNED in src/query/library.rs");
    let listed: BTreeSet<String> = CHECKS.iter().map(|c| c.name.to_owned()).collect();
    assert_eq!(stems("queries/checks"), listed, "add the name to CHECKS in src/validate.rs");
}

#[test]
fn the_contract_tables_have_exactly_their_columns() {
    for (name, columns) in [
        ("people", "article person"),
        ("bodies", "article body"),
        ("places", "article place within"),
        ("holdings", "article person post body status"),
        ("events", "article event kind name date host"),
        ("attendance", "article event person role"),
        (
            "decisions",
            "article decision action modality decider object person post body place number date amount quote",
        ),
        (
            "statements",
            "article decision action modality decider object person post body place number date amount quote",
        ),
    ] {
        let Answer::Rows(rows) = Query::canned(name).unwrap().ask(&graph(), &[]).unwrap() else { panic!() };
        assert_eq!(rows.columns.join(" "), columns, "{name}");
    }
}

#[test]
fn decisions_and_statements_differ_in_the_modalities_only() {
    let text = |name: &str| CANNED.iter().find(|c| c.name == name).unwrap().text;
    let differing = text("decisions").lines().zip(text("statements").lines()).filter(|(a, b)| a != b);
    for (a, b) in differing {
        assert!(
            ["# title", "# column modality", "  VALUES (?force"].iter().any(|s| a.starts_with(s)),
            "{a}\n{b}"
        );
    }
    assert_eq!(text("decisions").lines().count(), text("statements").lines().count());
}

/// A value for each parameter that the fixture has.
fn sample(query: &str, name: &str, kind: ParamKind) -> &'static str {
    match (query, name) {
        ("decisions-numbered" | "personnel", "article") => "bài 2",
        (_, "article") => "a1",
        ("decisions-numbered", "number") => "45-QĐ/TU",
        ("decisions-by", "by") => "Tỉnh ủy Mẫu Sơn",
        ("instructions-to", "to") => "Huyện ủy Mẫu Hạ",
        (_, "until") => "2019-05-02",
        ("leaders-on" | "holders", "of") => "Tỉnh ủy Mẫu Sơn",
        ("leaders-on", "on") => "2020",
        ("holders", "role") => "bí thư",
        ("evidence-of-triple", "subject") => "huyện Mẫu Hạ",
        ("evidence-of-triple", "predicate") => "ns#within",
        _ => typical(kind),
    }
}

fn typical(kind: ParamKind) -> &'static str {
    match kind {
        ParamKind::Person => "Lê Thị Hoa Mẫu",
        ParamKind::Body => "Văn phòng Ủy ban nhân dân huyện Mẫu Hạ",
        ParamKind::Place | ParamKind::Name => "tỉnh Mẫu Sơn",
        ParamKind::Iri => "id/place/v1/99",
        ParamKind::String => "a1",
        ParamKind::Date => "2019-03-12",
        ParamKind::Integer => "1",
    }
}

#[test]
fn every_query_runs_with_and_without_its_parameters_and_has_its_columns() {
    let graph = graph();
    for canned in CANNED {
        let query = Query::canned(canned.name).unwrap();
        let header = query.header().unwrap_or_else(|| panic!("{} has no header", canned.name)).clone();
        let all: Vec<_> = header
            .params
            .iter()
            .map(|p| (p.name.clone(), sample(canned.name, &p.name, p.kind).to_owned()))
            .collect();
        let needed: Vec<_> = header
            .params
            .iter()
            .filter(|p| !p.optional)
            .map(|p| (p.name.clone(), sample(canned.name, &p.name, p.kind).to_owned()))
            .collect();
        for given in [all, needed] {
            let Answer::Rows(rows) = query.ask(&graph, &given).unwrap() else { panic!() };
            let declared: Vec<_> = header.columns.iter().map(|c| c.name.clone()).collect();
            assert_eq!(rows.columns, declared, "{}", canned.name);
            let rows: Vec<_> = rows.rows.collect::<Result<_, _>>().unwrap();
            // The only body with a lineage has no leader in the fixture.
            assert!(
                !rows.is_empty() || canned.name == "leaders" || canned.name == "statements",
                "{} {given:?}",
                canned.name
            );
        }
    }
}

/// What the sample articles say.
fn samples() -> Graph {
    Graph::from_quads(SAMPLES.iter().flat_map(|article| CONVERTER.convert(article).quads.to_vec())).unwrap()
}

/// The first `most` values that a SELECT finds.
fn values(graph: &Graph, select: &str, most: usize) -> Vec<String> {
    let Answer::Rows(rows) = Query::new("values", select).unwrap().ask(graph, &[]).unwrap() else { panic!() };
    rows.rows.take(most).map(|row| rows::plain(row.unwrap()[0].as_ref().unwrap()).to_owned()).collect()
}

/// Settings of a query's needed parameters that the samples have something to tell of.
fn tried(graph: &Graph, query: &Query) -> Vec<Vec<(String, String)>> {
    let needed: Vec<_> = query.header().unwrap().params.iter().filter(|p| !p.optional).collect();
    if needed.is_empty() {
        let articles = values(graph, "SELECT ?id { ?a dct:identifier ?id } ORDER BY ?id", 60);
        return articles.into_iter().map(|id| vec![("article".to_owned(), id)]).collect();
    }
    let most = |class: &str| {
        format!("SELECT ?x {{ ?s ?p ?x . ?x a {class} }} GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x")
    };
    let value = |name: &str, kind: ParamKind| match (name, kind) {
        ("on" | "until", _) => vec!["2025-12-31".to_owned()],
        ("since", _) => vec!["2015-02".to_owned()],
        ("number", _) => values(graph, "SELECT DISTINCT ?n { ?d eli:id_local ?n } ORDER BY ?n", 8),
        ("subject", _) => values(graph, "SELECT ?x { ?x vk:within ?y } ORDER BY ?x", 1),
        ("predicate", _) => vec!["ns#within".to_owned()],
        ("object", _) => values(graph, "SELECT ?y { ?x vk:within ?y } ORDER BY ?x", 1),
        ("name", _) => values(graph, "SELECT ?x { ?c org:resultingOrganization ?x } ORDER BY ?x", 8),
        ("in", _) => values(
            graph,
            "SELECT DISTINCT ?x { ?d vk:amount ?m ; vk:aboutPlace/vk:within* ?x } ORDER BY ?x",
            8,
        ),
        (_, ParamKind::Person) => values(graph, &most("foaf:Person"), 8),
        (_, ParamKind::Body) => values(graph, &most("org:Organization"), 8),
        (_, ParamKind::Place) => values(graph, &most("vk:AdminUnit"), 8),
        _ => ["foaf:Person", "org:Organization", "vk:AdminUnit"]
            .map(|class| values(graph, &most(class), 4))
            .concat(),
    };
    needed.iter().fold(vec![Vec::new()], |before, param| {
        let with = |pairs: &Vec<(String, String)>, value: String| {
            [pairs.as_slice(), &[(param.name.clone(), value)]].concat()
        };
        let values = value(&param.name, param.kind);
        before
            .iter()
            .flat_map(|pairs| values.iter().map(|v| with(pairs, v.clone())).collect::<Vec<_>>())
            .collect()
    })
}

#[test]
fn what_runs_as_it_is_written_answers_as_it_would_planned() {
    let graph = samples();
    for canned in CANNED {
        let query = Query::canned(canned.name).unwrap();
        if !query.header().unwrap().written {
            continue;
        }
        let planned = Query::new(canned.name, &canned.text.replace("# plan written\n", "")).unwrap();
        assert!(!planned.header().unwrap().written, "{}", canned.name);
        let rows = |query: &Query, pairs: &[(String, String)]| {
            let Answer::Rows(rows) = query.ask(&graph, pairs).unwrap() else { panic!("{}", canned.name) };
            rows.rows.map(Result::unwrap).collect::<Vec<_>>()
        };
        let mut found = 0;
        for pairs in tried(&graph, &query) {
            let written = rows(&query, &pairs);
            assert_eq!(written, rows(&planned, &pairs), "{} {pairs:?}", canned.name);
            found += written.len();
        }
        assert!(found > 0, "{}: nothing to compare", canned.name);
    }
}

#[test]
fn an_article_parameter_keeps_that_article_only() {
    for canned in CANNED {
        let query = Query::canned(canned.name).unwrap();
        let params = &query.header().unwrap().params;
        if params.len() != 1 || params[0].name != "article" {
            continue;
        }
        let all = ask(canned.name, &[]).unwrap();
        let place = query.header().unwrap().columns.iter().position(|c| c.name == "article").unwrap();
        for article in ["a1", "bài 2", "none"] {
            let kept: Vec<_> = all.iter().filter(|row| row[place] == article).cloned().collect();
            assert_eq!(ask(canned.name, &[("article", article)]).unwrap(), kept, "{} {article}", canned.name);
        }
    }
}

#[test]
fn holdings_show_names_and_status() {
    assert_eq!(
        table("holdings", &[]),
        "a1 | Lê Thị Hoa Mẫu | Chủ tịch | Ủy ban nhân dân tỉnh Mẫu Sơn | current\n\
         a1 | Trần Văn Mẫu | Bí thư | Tỉnh ủy Mẫu Sơn | current\n\
         bài 2 | Lê Thị Hoa Mẫu | Chủ tịch | Ủy ban nhân dân tỉnh Mẫu Sơn | former\n\
         bài 2 | Trần Văn Mẫu | Bí thư | Huyện ủy Mẫu Hạ | incoming\n\
         bài 2 | Trần Văn Mẫu | Phó Bí thư | Huyện ủy Mẫu Hạ | former"
    );
}

/// The fixture with more triples of its second article, in N-Triples with `id:` and `vk:` for our namespaces.
fn graph_with(triples: &str) -> Graph {
    let text = triples
        .replace("id:", "https://w3id.org/vnkg/id/")
        .replace("vk:", "https://w3id.org/vnkg/ns#")
        .replace("@vi .", "@vi <https://w3id.org/vnkg/g/b%C3%A0i%202> .")
        .replace("\" .", "\" <https://w3id.org/vnkg/g/b%C3%A0i%202> .")
        .replace("> .", "> <https://w3id.org/vnkg/g/b%C3%A0i%202> .")
        .replace("g/b%C3%A0i%202> <https://w3id.org/vnkg/g/b%C3%A0i%202> .", "g/b%C3%A0i%202> .");
    let more = RdfParser::from_format(RdfFormat::NQuads).for_slice(text.as_bytes()).map(Result::unwrap);
    let more: Vec<_> = more.collect();
    Graph::from_quads(common::articles().into_iter().flatten().chain(more)).unwrap()
}

/// The second article spells the name of a district and of its committee in its own way.
const SPELLINGS: &str = r#"
<id:article/b%C3%A0i%202#n1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <vk:Naming> .
<id:article/b%C3%A0i%202#n1> <vk:names> <id:place/v1/991> .
<id:article/b%C3%A0i%202#n1> <vk:inArticle> <id:article/b%C3%A0i%202> .
<id:article/b%C3%A0i%202#n1> <http://www.w3.org/2000/01/rdf-schema#label> "huyện Mẫu Hạc"@vi .
<id:article/b%C3%A0i%202#n2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <vk:Naming> .
<id:article/b%C3%A0i%202#n2> <vk:names> <id:body/huyen-uy.991.0c0c> .
<id:article/b%C3%A0i%202#n2> <vk:inArticle> <id:article/b%C3%A0i%202> .
<id:article/b%C3%A0i%202#n2> <http://www.w3.org/2000/01/rdf-schema#label> "Huyện ủy Mẫu Hạc"@vi .
"#;

#[test]
fn every_table_shows_the_spelling_of_its_article_and_no_row_twice() {
    let spelled = graph_with(SPELLINGS);
    let own = [("huyện Mẫu Hạ", "huyện Mẫu Hạc"), ("Huyện ủy Mẫu Hạ", "Huyện ủy Mẫu Hạc")];
    let mut changed = BTreeSet::new();
    for canned in CANNED {
        let query = Query::canned(canned.name).unwrap();
        let header = query.header().unwrap();
        let needed = header.params.iter().filter(|p| !p.optional);
        let needed: Vec<_> =
            needed.map(|p| (p.name.as_str(), sample(canned.name, &p.name, p.kind))).collect();
        let article = header.columns.iter().position(|c| c.name == "article");
        let mut expected = ask(canned.name, &needed).unwrap();
        for row in expected.iter_mut().filter(|row| article.is_some_and(|n| row[n] == "bài 2")) {
            for (canonical, written) in own {
                for cell in row.iter_mut().filter(|cell| *cell == canonical) {
                    *cell = written.to_owned();
                    changed.insert(canned.name);
                }
            }
        }
        let mut found = ask_of(&spelled, canned.name, &needed).unwrap();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", canned.name);
    }
    for name in ["bodies", "places", "holdings", "decisions"] {
        assert!(changed.contains(name), "{name} is not among {changed:?}");
    }
}

#[test]
fn a_thing_is_found_by_the_spelling_of_an_article() {
    let spelled = graph_with(SPELLINGS);
    assert_eq!(ask_of(&spelled, "leaders", &[("of", "Huyện uỷ Mẫu Hạc")]).unwrap().len(), 2);
}

#[test]
fn a_unit_that_stands_for_its_head_is_no_body_but_holds_its_post() {
    let graph = graph_with(
        r#"
<id:body/don-vi.x.1111> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/org#Organization> .
<id:body/don-vi.x.1111> <http://www.w3.org/2004/02/skos/core#prefLabel> "huyện Mẫu Hạ"@vi .
<id:body/don-vi.x.1111> <http://www.w3.org/ns/org#classification> <https://w3id.org/vnkg/kind/don-vi> .
<id:article/b%C3%A0i%202#q1> <http://schema.org/mentions> <id:body/don-vi.x.1111> .
<id:mem/1> <http://www.w3.org/ns/org#member> <id:person/tran-van-mau.991.9f9f> .
<id:mem/1> <http://www.w3.org/ns/org#organization> <id:body/don-vi.x.1111> .
<id:mem/1> <http://www.w3.org/ns/org#role> <https://w3id.org/vnkg/role/bi-thu> .
<id:mem/1> <vk:attested> <id:article/b%C3%A0i%202#t1> .
"#,
    );
    assert_eq!(ask_of(&graph, "bodies", &[]).unwrap(), ask("bodies", &[]).unwrap());
    let holders = ask_of(&graph, "holdings", &[]).unwrap();
    assert!(holders.iter().any(|row| row[3] == "huyện Mẫu Hạ"), "{holders:?}");
    assert!(!ask_of(&graph, "evidence", &[("of", "huyện Mẫu Hạ")]).unwrap().is_empty(), "the place is meant");
}

#[test]
fn abbreviations_are_spelled_out_in_every_look_up() {
    let full = ask("leaders", &[("of", "Ủy ban nhân dân tỉnh Mẫu Sơn")]).unwrap();
    assert!(!full.is_empty());
    for name in ["UBND tỉnh Mẫu Sơn", "ubnd tinh mau son", "U\u{309}y ban nhân dân tỉnh Mẫu Sơn"]
    {
        assert_eq!(ask("leaders", &[("of", name)]).unwrap(), full, "{name}");
    }
}

#[test]
fn the_story_of_a_meeting_is_told_with_its_quotes() {
    let row = |name: &str, n: usize| {
        let row = ask(name, &[("article", "a1")]).unwrap().swap_remove(n);
        assert!(row.last().unwrap().chars().count() > 20, "{name} has its quote: {row:?}");
        row[1..row.len() - 1].join(" | ")
    };
    let event = "https://w3id.org/vnkg/id/event/tinh-uy.99.0a0a.meeting.7.2019-03-12.pm | hội nghị lần thứ 7";
    assert_eq!(
        row("meetings", 0),
        format!("{event} | 7 | chiều | 2019-03-12 | Tỉnh ủy Mẫu Sơn | Trần Văn Mẫu | tỉnh Mẫu Sơn")
    );
    assert_eq!(row("meeting-people", 0), format!("{event} | Lê Thị Hoa Mẫu | attendee"));
    assert_eq!(row("attendee-groups", 0), format!("{event} | lãnh đạo các sở, ngành"));
    assert_eq!(row("agenda", 0), format!("{event} | Lê Thị Hoa Mẫu | dự án khu hành chính huyện Mẫu Hạ"));
    assert_eq!(
        row("projects", 0),
        "khu hành chính huyện Mẫu Hạ | đường T9 | huyện Mẫu Hạ | 120000000000 | VND | true | reported | \
         khoảng 120 tỷ đồng | 2019 | 2021"
    );
    assert_eq!(
        row("changes", 0),
        "renaming | Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Mẫu Hạ | \
         Văn phòng Ủy ban nhân dân huyện Mẫu Hạ |  | true | 2019-03-12"
    );
    let told = "Trần Văn Mẫu | Huyện ủy Mẫu Hạ | rà soát, báo cáo | 2019-04-30";
    assert_eq!(row("instructions", 0), format!("https://w3id.org/vnkg/id/decision/a1.d2 | {told}"));
    assert_eq!(row("photos", 0), "Lê Thị Hoa Mẫu");
    assert_eq!(
        row("sources", 0),
        "Hội nghị lần thứ 7, Ban Thường vụ Tỉnh ủy | mauson.example | 2019-03-13 | https://mauson.example/a1 | \
         Báo Mẫu Sơn điện tử"
    );
}

#[test]
fn a_chair_and_a_speaker_are_attendees_too() {
    let rows = ask("attendance", &[("article", "a1")]).unwrap();
    let parts: Vec<String> = rows.iter().map(|r| format!("{} {}", r[2], r[3])).collect();
    let expected =
        ["Lê Thị Hoa Mẫu attendee", "Lê Thị Hoa Mẫu speaker", "Trần Văn Mẫu attendee", "Trần Văn Mẫu chair"];
    assert_eq!(parts, expected);
}

#[test]
fn a_place_names_the_next_larger_one() {
    let rows = table("places", &[("article", "a1")]);
    assert_eq!(rows, "a1 | huyện Mẫu Hạ | tỉnh Mẫu Sơn\na1 | tỉnh Mẫu Sơn | \na1 | đường T9 | huyện Mẫu Hạ");
}

#[test]
fn the_decider_is_the_announcing_person_else_the_body() {
    let rows = ask("decisions", &[]).unwrap();
    let deciders: Vec<(&str, &str)> = rows.iter().map(|r| (r[2].as_str(), r[4].as_str())).collect();
    assert_eq!(
        deciders,
        [("rename", "Trần Văn Mẫu"), ("instruct", "Trần Văn Mẫu"), ("appoint", "Tỉnh ủy Mẫu Sơn")]
    );
    let statement = ask("statements", &[]).unwrap().concat();
    assert_eq!(statement[3..5], ["reported", "Ủy ban nhân dân tỉnh Mẫu Sơn"]);
}

#[test]
fn a_decision_with_two_quotes_has_one_row_with_the_first_quote() {
    let rows = ask("decisions", &[("article", "a1")]).unwrap();
    let instruct: Vec<_> = rows.iter().filter(|r| r[2] == "instruct").collect();
    assert_eq!(instruct.len(), 1);
    assert!(instruct[0][13].starts_with("Bí thư Tỉnh ủy nhất trí đổi tên"), "{instruct:?}");
}

/// The decisions that a query answers with, by the ends of their IRIs.
fn decided(query: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    let rows = ask(query, pairs).unwrap();
    rows.iter().map(|r| r[1].rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn what_narrows_the_decisions_answers_with_their_very_rows() {
    let all = ask("decisions", &[]).unwrap();
    for (query, pairs) in [
        ("decisions-by", vec![("by", "Tỉnh ủy Mẫu Sơn")]),
        ("decisions-about", vec![("about", "tỉnh Mẫu Sơn")]),
        ("decisions-about", vec![("about", "Huyện ủy Mẫu Hạ")]),
        ("decisions-between", vec![("since", "2019"), ("until", "2019")]),
    ] {
        let rows = ask(query, &pairs).unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| all.contains(row)), "{query} {rows:?}");
    }
    let numbered = ask("decisions-numbered", &[("number", "45-QĐ/TU")]).unwrap();
    assert_eq!(numbered[0][..14], all[2]);
}

#[test]
fn decisions_are_found_by_the_person_or_the_body_that_decides() {
    let by = |name: &str| decided("decisions-by", &[("by", name)]);
    assert_eq!(by("id/person/tran-van-mau.99.1a2b"), ["a1.d1", "a1.d2"], "he announces them");
    assert_eq!(by("Tỉnh ủy Mẫu Sơn"), ["a1.d1", "a1.d2", "bai-2.d1"], "announced by somebody or not");
    assert_eq!(by("Ủy ban nhân dân tỉnh Mẫu Sơn"), [""; 0], "a report is no decision");
    let error = ask("decisions-by", &[("by", "Sở Không Có")]).unwrap_err().to_string();
    assert!(error.starts_with("nothing in the graph is called `Sở Không Có`"), "{error}");
}

#[test]
fn decisions_are_found_by_the_person_body_or_place_that_they_are_about() {
    let about = |name: &str| decided("decisions-about", &[("about", name)]);
    assert_eq!(about("id/person/tran-van-mau.991.9f9f"), ["bai-2.d1"]);
    assert_eq!(about("id/person/tran-van-mau.99.1a2b"), [""; 0], "he decides, nobody decides on him");
    assert_eq!(about("Huyện ủy Mẫu Hạ"), ["a1.d2", "bai-2.d1"]);
    assert_eq!(about("huyện Mẫu Hạ"), ["a1.d1"]);
    assert_eq!(about("tỉnh Mẫu Sơn"), ["a1.d1"], "the district is within the province");
    assert_eq!(about("đường T9"), [""; 0], "what surrounds a place is not within it");
}

#[test]
fn a_document_is_found_whatever_the_spaces_and_capitals_of_its_number() {
    let found = |number: &str| ask("decisions-numbered", &[("number", number)]).unwrap();
    for number in ["45-QĐ/TU", "45 - QĐ / TU", "45-qđ/tu", "\u{a0}45-QĐ/TU "] {
        let rows = found(number);
        assert_eq!(rows.len(), 1, "{number}");
        assert_eq!(rows[0][14..], ["45-QĐ/TU", "quyết định", "Tỉnh ủy Mẫu Sơn", "2019-05-02"]);
    }
    for number in ["45", "145-QĐ/TU", "45-QĐ/TUA", "46-QĐ/TU", "QĐ/TU", "", ".*"] {
        assert!(found(number).is_empty(), "{number}");
    }
}

#[test]
fn both_days_of_a_span_belong_to_it() {
    let between =
        |since: &str, until: &str| decided("decisions-between", &[("since", since), ("until", until)]);
    assert_eq!(between("2019-03-12", "2019-05-02"), ["a1.d1", "bai-2.d1"]);
    assert_eq!(between("2019-03-12", "2019-03-12"), ["a1.d1"]);
    assert_eq!(between("2019-03-13", "2019-05-01"), [""; 0]);
    assert_eq!(between("2019-03-13", "2019-05-02"), ["bai-2.d1"]);
    assert_eq!(between("2019-03", "2019-03"), ["a1.d1"], "a month means all its days");
    assert_eq!(between("2019", "2019-04"), ["a1.d1"]);
    assert_eq!(between("2018", "2018"), [""; 0]);
    assert_eq!(between("2019-12-12", "2019-01-01"), [""; 0]);
}

#[test]
fn a_month_or_year_lies_within_a_span_as_a_whole_or_not_at_all() {
    let found = |date: &str, since: &str, until: &str| {
        let kind = if date.len() == 4 { "gYear" } else { "gYearMonth" };
        let mut quads: Vec<_> = common::articles().into_iter().flatten().collect();
        for quad in &mut quads {
            if quad.predicate.as_str().ends_with("#decidedOn") && quad.subject.to_string().contains("a1.d1") {
                let kind = oxrdf::NamedNode::new(format!("http://www.w3.org/2001/XMLSchema#{kind}")).unwrap();
                quad.object = oxrdf::Literal::new_typed_literal(date, kind).into();
            }
        }
        let graph = Graph::from_quads(quads).unwrap();
        ask_of(&graph, "decisions-between", &[("since", since), ("until", until), ("article", "a1")])
            .unwrap()
            .len()
    };
    for (date, since, until, rows) in [
        ("2017-04", "2017-04-01", "2017-04-30", 1),
        ("2017-04", "2017-04-02", "2017-04-30", 0),
        ("2017-04", "2017-04-01", "2017-04-29", 0),
        ("2017-04", "2017-04", "2017-04", 1),
        ("2017-04", "2016-12-31", "2018-01-01", 1),
        ("2017-02", "2017-02-01", "2017-02-28", 1),
        ("2020-02", "2020-02-01", "2020-02-28", 0),
        ("2020-02", "2020-02-01", "2020-02-29", 1),
        ("2017-12", "2017-12", "2017-12-31", 1),
        ("2017", "2017-01-01", "2017-12-31", 1),
        ("2017", "2017-01-01", "2017-12-30", 0),
        ("2017", "2017-01-02", "2017-12-31", 0),
        ("2017", "2017", "2017-12", 1),
        ("2017", "2017", "2017-11-12", 0),
    ] {
        assert_eq!(found(date, since, until), rows, "{date} in {since} to {until}");
    }
}

#[test]
fn instructions_are_found_by_whom_they_are_given_to() {
    let rows = ask("instructions-to", &[("to", "Huyện ủy Mẫu Hạ")]).unwrap();
    assert_eq!(
        rows,
        ask("instructions", &[]).unwrap(),
        "the fixture has no other, and an appointment is none"
    );
    assert!(ask("instructions-to", &[("to", "Tỉnh ủy Mẫu Sơn")]).unwrap().is_empty(), "it gives them");
}

#[test]
fn who_comes_has_come_from_somewhere_and_who_leaves_goes_somewhere() {
    let moves = |since: &str, until: &str| {
        let rows = ask("personnel", &[("since", since), ("until", until)]).unwrap();
        rows.iter().map(|row| row[..9].join(" | ")).collect::<Vec<_>>().join("\n")
    };
    let both = "2019-05-02 | Trần Văn Mẫu | came | Bí thư | Huyện ủy Mẫu Hạ | Phó Bí thư | Huyện ủy Mẫu Hạ | \
                Tỉnh ủy Mẫu Sơn | bài 2\n\
                2019-05-02 | Trần Văn Mẫu | left | Phó Bí thư | Huyện ủy Mẫu Hạ | Bí thư | Huyện ủy Mẫu Hạ | \
                Tỉnh ủy Mẫu Sơn | bài 2";
    assert_eq!(moves("2019-05-02", "2019-05-02"), both);
    assert_eq!(moves("2019-03-01", "2019-05-31"), both, "who held a post once does not leave it now");
    assert_eq!(moves("2019-05-03", "2019-05-31"), "");
    assert_eq!(moves("2019-03-01", "2019-05-01"), "");
}

#[test]
fn a_move_is_told_by_the_sentence_of_the_decision_or_by_its_post() {
    // The same post attested by another sentence of the article, one held once, and one of another sentence.
    let graph = graph_with(
        r#"
<id:mem/1> <http://www.w3.org/ns/org#member> <id:person/tran-van-mau.991.9f9f> .
<id:mem/1> <http://www.w3.org/ns/org#organization> <id:body/huyen-uy.991.0c0c> .
<id:mem/1> <http://www.w3.org/ns/org#role> <https://w3id.org/vnkg/role/bi-thu> .
<id:mem/1> <vk:post> <id:post/bi-thu.huyen-uy.991.0c0c> .
<id:mem/1> <vk:attested> <id:article/b%C3%A0i%202#t8> .
<id:article/b%C3%A0i%202#t8> <vk:inArticle> <id:article/b%C3%A0i%202> .
<id:article/b%C3%A0i%202#t8> <vk:kind> <vk:Elected> .
<id:article/b%C3%A0i%202#t8> <vk:status> "incoming" .
<id:article/b%C3%A0i%202#t8> <vk:evidence> <id:article/b%C3%A0i%202#q2> .
<id:mem/2> <http://www.w3.org/ns/org#member> <id:person/tran-van-mau.991.9f9f> .
<id:mem/2> <http://www.w3.org/ns/org#organization> <id:body/ubnd.99.0b0b> .
<id:mem/2> <http://www.w3.org/ns/org#role> <https://w3id.org/vnkg/role/chu-tich> .
<id:mem/2> <vk:post> <id:post/chu-tich.ubnd.99.0b0b> .
<id:mem/2> <vk:attested> <id:article/b%C3%A0i%202#t9> .
<id:mem/2> <vk:attested> <id:article/b%C3%A0i%202#t10> .
<id:article/b%C3%A0i%202#t9> <vk:inArticle> <id:article/b%C3%A0i%202> .
<id:article/b%C3%A0i%202#t9> <vk:kind> <vk:Former> .
<id:article/b%C3%A0i%202#t9> <vk:status> "former" .
<id:article/b%C3%A0i%202#t9> <vk:evidence> <id:article/b%C3%A0i%202#q1> .
<id:article/b%C3%A0i%202#t10> <vk:inArticle> <id:article/b%C3%A0i%202> .
<id:article/b%C3%A0i%202#t10> <vk:kind> <vk:Left> .
<id:article/b%C3%A0i%202#t10> <vk:status> "former" .
<id:article/b%C3%A0i%202#t10> <vk:evidence> <id:article/b%C3%A0i%202#q2> .
"#,
    );
    let rows = ask_of(&graph, "personnel", &[("since", "2019-05-02"), ("until", "2019-05-02")]).unwrap();
    let told: Vec<_> =
        rows.iter().map(|r| (r[2].as_str(), r[3].as_str(), r[9].split(' ').next().unwrap())).collect();
    assert_eq!(told, [("came", "Bí thư", "Dự"), ("came", "Bí thư", "Ngày"), ("left", "Phó Bí thư", "Ngày")]);
}

#[test]
fn money_is_counted_for_a_place_and_for_what_lies_within_it() {
    let amounts = |place: &str| table("money", &[("in", place)]);
    let project = "khu hành chính huyện Mẫu Hạ | project | 120000000000 | VND | true | reported | \
                   khoảng 120 tỷ đồng | huyện Mẫu Hạ | a1 | Chủ tịch UBND tỉnh báo cáo";
    for place in ["huyện Mẫu Hạ", "tỉnh Mẫu Sơn", "đường T9"] {
        let found = amounts(place);
        assert!(found.starts_with(project) && found.lines().count() == 1, "{place}: {found}");
    }
    let graph = graph_with(
        r#"
<id:decision/bai-2.d1> <vk:aboutPlace> <id:place/v1/99> .
<id:decision/bai-2.d1> <vk:amount> <id:article/b%C3%A0i%202#m1> .
<id:article/b%C3%A0i%202#m1> <http://schema.org/value> "300000000000"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<id:article/b%C3%A0i%202#m1> <http://schema.org/currency> "VND" .
<id:article/b%C3%A0i%202#m1> <vk:sourceText> "300 tỷ đồng" .
<id:article/b%C3%A0i%202#m1> <vk:modality> <vk:Issued> .
<id:article/b%C3%A0i%202#m1> <vk:evidence> <id:article/b%C3%A0i%202#q1> .
"#,
    );
    let rows = ask_of(&graph, "money", &[("in", "tỉnh Mẫu Sơn")]).unwrap();
    let found: Vec<_> = rows.iter().map(|r| (r[1].as_str(), r[6].as_str(), r[7].as_str())).collect();
    let expected =
        [("decision", "300 tỷ đồng", "tỉnh Mẫu Sơn"), ("project", "khoảng 120 tỷ đồng", "huyện Mẫu Hạ")];
    assert_eq!(found, expected, "the larger first");
    assert_eq!(ask_of(&graph, "money", &[("in", "huyện Mẫu Hạ")]).unwrap().len(), 1);
}

#[test]
fn a_lineage_reaches_back_over_several_changes() {
    let rows = ask("lineage", &[("name", "van phong uy ban nhan dan huyen mau ha")]).unwrap();
    let kinds: Vec<&str> = rows.iter().map(|r| r[1].as_str()).collect();
    assert_eq!(kinds, ["merger", "merger", "renaming"], "two bodies became one, which got a new name");
}

#[test]
fn names_are_found_without_tones_or_capitals_and_in_either_tone_place() {
    for name in ["Huyện ủy Mẫu Hạ", "Huyện uỷ Mẫu Hạ", "huyen uy mau ha", " HUYEN  UY MAU HA "]
    {
        assert_eq!(ask("leaders", &[("of", name)]).unwrap().len(), 2, "{name}");
    }
    assert_eq!(ask("dossier", &[("who", "hoa mau")]).unwrap().len(), 5, "a part of the name is enough");
}

#[test]
fn an_exact_name_wins_over_a_longer_one() {
    // `Văn phòng Ủy ban …` is a part of no other name, but its folded form is the end of another.
    let rows = ask("evidence", &[("of", "Văn phòng Ủy ban nhân dân huyện Mẫu Hạ")]).unwrap();
    assert_eq!(rows.len(), 1);
}

#[test]
fn two_people_of_one_name_are_listed_with_their_iris() {
    let error = ask("dossier", &[("who", "tran van mau")]).unwrap_err().to_string();
    assert!(error.contains("id/person/tran-van-mau.99.1a2b"), "{error}");
    assert!(error.contains("id/person/tran-van-mau.991.9f9f"), "{error}");
    assert!(!ask("dossier", &[("who", "id/person/tran-van-mau.991.9f9f")]).unwrap().is_empty());
}

#[test]
fn settings_that_do_not_fit_are_explained() {
    let error = |name: &str, pairs: &[(&str, &str)]| ask(name, pairs).unwrap_err().to_string();
    assert_eq!(
        error("desicions", &[]),
        "there is no query `desicions`, did you mean `decisions`?; `vnkg query --list` shows all"
    );
    assert_eq!(error("people", &[("persn", "x")]), "the query has no parameter `persn`: it has article");
    assert!(error("dossier", &[]).starts_with("the query needs `--set who=…`"));
    assert!(
        error("dossier", &[("who", "Nguyễn Văn Không Có")]).starts_with("nothing in the graph is called")
    );
    assert_eq!(error("people", &[("article", "a"), ("article", "b")]), "`article` is set twice");
}

#[test]
fn a_value_cannot_break_out_of_its_place() {
    let evil = "a1\" } UNION { ?s ?p ?o . BIND(\"x\" AS ?article";
    assert!(ask("people", &[("article", evil)]).unwrap().is_empty());
}

#[test]
fn a_typed_date_finds_its_day() {
    let text = "# title a / b\n# param day date: the day\n# column event iri: it\n\
                SELECT ?event ?day { ?event schema:startDate ?day }";
    let query = Query::new("test", text).unwrap();
    let rows = |day: &str| match query.ask(&graph(), &settings(&[("day", day)])).unwrap() {
        Answer::Rows(rows) => rows.rows.count(),
        _ => panic!(),
    };
    assert_eq!((rows("2019-03-12"), rows("2019-03-13")), (1, 0));
    assert!(query.ask(&graph(), &settings(&[("day", "12/3/2019")])).is_err());
}

#[test]
fn csv_quotes_what_must_be_quoted_and_ends_lines_as_the_standard_says() {
    let text =
        written("SELECT ?o ?none { ?s rdfs:label ?o FILTER(CONTAINS(?o, \"lãnh đạo\")) }", Some(Format::Csv));
    assert_eq!(text, "o,none\r\n\"lãnh đạo các sở, ngành\",\r\n");
    let text = written("SELECT ?o { ?s vk:object ?o } ORDER BY DESC(?o) LIMIT 1", Some(Format::Csv));
    assert_eq!(text, "o\r\nđiều động ông Trần Văn Mẫu giữ chức Bí thư Huyện ủy Mẫu Hạ\r\n");
    let text =
        written("SELECT (\"a \"\"b\"\" c\" AS ?x) {}".replace("\"\"", "\\\"").as_str(), Some(Format::Csv));
    assert_eq!(text, "x\r\n\"a \"\"b\"\" c\"\r\n");
}

#[test]
fn every_format_of_rows_holds_the_same_value() {
    let query = "SELECT ?p { ?x a foaf:Person ; foaf:name ?p } ORDER BY ?p LIMIT 1";
    for (format, expected) in
        [(Format::Csv, "p\r\nLê Thị Hoa Mẫu\r\n"), (Format::Tsv, "?p\n\"Lê Thị Hoa Mẫu\"@vi\n")]
    {
        assert_eq!(written(query, Some(format)), expected);
    }
    let json = written(query, Some(Format::Json));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["results"]["bindings"][0]["p"]["value"], "Lê Thị Hoa Mẫu");
    assert!(written(query, Some(Format::Xml)).contains("<literal xml:lang=\"vi\">Lê Thị Hoa Mẫu</literal>"));
    let table = written(query, None);
    assert!(table.contains("│ Lê Thị Hoa Mẫu │"), "{table}");
}

#[test]
fn ask_construct_and_describe_are_answered() {
    assert_eq!(written("ASK { ?p a foaf:Person }", None), "true\n");
    assert_eq!(written("ASK { ?p a foaf:Nobody }", Some(Format::Csv)).trim(), "false");
    let construct = "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n . ?q schema:mentions ?p }";
    let lines = written(construct, Some(Format::Ntriples));
    assert_eq!(lines.lines().count(), 3, "each triple once: {lines}");
    let turtle = written("DESCRIBE <https://w3id.org/vnkg/id/place/v1/991>", None);
    assert!(turtle.contains("skos:prefLabel \"huyện Mẫu Hạ\"@vi"), "{turtle}");
}

#[test]
fn a_format_that_does_not_fit_is_refused() {
    let answer = Query::new("test", "ASK {}").unwrap().ask(&graph(), &[]).unwrap();
    let error = rows::write(answer, Some(Format::Turtle), 80, &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("table, csv, tsv, json or xml"), "{error}");
}

#[test]
fn the_readme_of_the_queries_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/README.md");
    let expected = readme();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        assert!(std::env::var_os("CI").is_none(), "UPDATE_GOLDEN is refused on CI");
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "run `UPDATE_GOLDEN=1 cargo test --release --test queries`");
}

fn readme() -> String {
    let mut text = String::from(
        "# Canned queries\n\n\
         Each file is one question. Its header comment is its interface on the command line:\n\n\
         ```\nvnkg query NAME --store DIR [--set PARAMETER=VALUE]… [--format table|csv|tsv|json|xml]\n```\n\n\
         `# title VIETNAMESE / ENGLISH`, `# param NAME TYPE [optional]: WORDS`, `# column NAME TYPE: WORDS`,\n\
         `# example SETTINGS`; a comment begins with `##`. Types of parameters: ",
    );
    let kinds: Vec<String> = ParamKind::ALL.iter().map(|(word, _)| format!("`{word}`")).collect();
    text.push_str(&kinds.join(", "));
    text.push_str(
        ".\nA parameter is bound to the variable of its name, which the query must SELECT; only declared columns are shown.\n\
         With `# plan written` a query that has a parameter set runs as it is written: part after part, row by row, a FILTER as soon\n\
         as its variables are bound, and of the triples that stand together those first that have most bound. So it must not look in\n\
         one part at what only an earlier part binds; one test compares each answer with that of the engine's own plan.\n\
         A new query is a file here and its name in `src/query/library.rs`.\n\
         The table is written by `UPDATE_GOLDEN=1 cargo test --release --test queries`.\n\n\
         | query | question | parameters | columns |\n|---|---|---|---|\n",
    );
    for canned in CANNED {
        let query = Query::canned(canned.name).unwrap();
        let header = query.header().unwrap();
        let params: Vec<String> = header
            .params
            .iter()
            .map(|p| if p.optional { format!("[{}]", p.name) } else { p.name.clone() })
            .collect();
        let columns: Vec<&str> = header.columns.iter().map(|c| c.name.as_str()).collect();
        text.push_str(&format!(
            "| [{0}]({0}.rq) | {1}<br>{2} | {3} | {4} |\n",
            canned.name,
            header.title_en,
            header.title_vi,
            params.join(", "),
            columns.join(", ")
        ));
    }
    text
}
