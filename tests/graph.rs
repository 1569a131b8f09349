//! What must hold of every graph that the converter makes, tried on the sample articles.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use oxrdf::Quad;
use proptest::prelude::*;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use support::{CONVERTER, SAMPLES};
use vnkg::export::{EXPORTERS, exporter_named};
use vnkg::map::nquads;
use vnkg::map::support::{has_blank_node, orphans};
use vnkg::model::{Article, Day};
use vnkg::query::{Answer, Query, rows};
use vnkg::store::Graph;

/// The quads of all sample articles.
static QUADS: LazyLock<Vec<Quad>> =
    LazyLock::new(|| SAMPLES.iter().flat_map(|article| CONVERTER.convert(article).quads.to_vec()).collect());

/// All sample articles as a graph.
static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::from_quads(QUADS.clone()).unwrap());

/// The same in every format.
static FILES: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| EXPORTERS.iter().map(|exporter| written(&GRAPH, exporter.extension())).collect());

/// The graph as one exporter writes it.
fn written(graph: &Graph, format: &str) -> Vec<u8> {
    let mut out = Vec::new();
    exporter_named(format).unwrap().write(graph, &mut out).unwrap();
    out
}

/// Articles converted on `threads` threads, in parts of `size`.
fn converted(articles: &[Article], threads: usize, size: usize) -> Vec<Quad> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let part = |part: &[Article]| -> Vec<Vec<Quad>> {
        pool.install(|| part.to_vec().into_par_iter().map(|a| CONVERTER.convert(&a).quads.to_vec()).collect())
    };
    articles.chunks(size).flat_map(part).flatten().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_threads_and_partition_change_no_byte(
        articles in Just(SAMPLES.clone()).prop_shuffle(),
        threads in 1_usize..5,
        size in 1_usize..17,
    ) {
        let quads = converted(&articles, threads, size);
        prop_assert_eq!(nquads(&quads), nquads(&QUADS));
        let shuffled = Graph::from_quads(quads).unwrap();
        for (exporter, file) in EXPORTERS.iter().zip(FILES.iter()) {
            prop_assert!(written(&shuffled, exporter.extension()) == *file, "{} differs", exporter.name());
        }
    }

    #[test]
    fn a_graph_of_some_articles_is_part_of_the_graph_of_all(
        some in proptest::sample::subsequence(SAMPLES.clone(), 1..8),
    ) {
        let part = Graph::from_quads(converted(&some, 1, 16)).unwrap();
        let whole: BTreeSet<String> = GRAPH.triples().map(|t| t.unwrap().to_string()).collect();
        for triple in part.triples() {
            let triple = triple.unwrap().to_string();
            prop_assert!(whole.contains(&triple), "only in the part: {}", triple);
        }
    }
}

#[test]
fn the_default_graph_holds_every_triple_of_the_articles_once() {
    let triples: Vec<String> = GRAPH
        .triples()
        .map(|t| {
            let t = t.unwrap();
            format!("{} {} {}", t.subject, t.predicate, t.object)
        })
        .collect();
    let distinct: BTreeSet<&String> = triples.iter().collect();
    assert_eq!(triples.len(), distinct.len());
    let of_articles: BTreeSet<String> =
        QUADS.iter().map(|q| format!("{} {} {}", q.subject, q.predicate, q.object)).collect();
    assert_eq!(distinct, of_articles.iter().collect());
    assert_eq!(GRAPH.named_graphs().count(), SAMPLES.len());
}

#[test]
fn there_are_no_blank_nodes() {
    let blank: Vec<String> = QUADS.iter().filter(|q| has_blank_node(q)).map(ToString::to_string).collect();
    assert_eq!(blank, Vec::<String>::new());
}

#[test]
fn everything_rests_on_a_quoted_sentence() {
    for article in SAMPLES.iter() {
        let conversion = CONVERTER.convert(article);
        let without: Vec<String> =
            orphans(&conversion.quads.to_vec()).iter().map(ToString::to_string).collect();
        assert_eq!(without, Vec::<String>::new(), "{}", article.id);
    }
}

#[test]
fn the_district_of_the_list_is_not_said_where_the_text_has_another() {
    for (text, listed) in [
        // Today's list has this commune in huyện Thạch Hà.
        ("Đoàn công tác kiểm tra tại xã Thịnh Lộc, huyện Lộc Hà, tỉnh Hà Tĩnh.", false),
        // The district comes only after the commune has been named without one.
        (
            "UBND tỉnh Hà Tĩnh họp về xã Thịnh Lộc. Chủ trì là UBND tỉnh. Xã Thịnh Lộc, huyện Lộc Hà, có cảng mới.",
            false,
        ),
        // Named by the text itself, it stays.
        ("UBND huyện Thạch Hà làm việc với xã Thịnh Lộc, huyện Lộc Hà, tỉnh Hà Tĩnh.", true),
    ] {
        let published = Some(Day { year: 2019, month: Some(3), day: Some(5) });
        let article =
            Article { id: "border".to_owned(), published, doc: text.to_owned(), ..Article::default() };
        let quads = CONVERTER.convert(&article).quads.to_vec();
        let has = |part: &str| quads.iter().any(|q| q.to_string().contains(part));
        assert_eq!(orphans(&quads), [], "{text}");
        assert!(has(
            "place/v1/18421> <https://w3id.org/vnkg/ns#within> <https://w3id.org/vnkg/id/place/x/huyen-loc-ha"
        ));
        assert_eq!(has("place/v1/445>"), listed, "{text}");
    }
}

#[test]
fn nothing_breaks_the_shapes() {
    let report = vnkg::validate::run(&GRAPH).unwrap();
    let findings: Vec<String> = report.findings.iter().map(|f| format!("{f:?}")).collect();
    assert!(report.conforms(), "{}", findings.join("\n"));
}

// --- an article of the shape of the first one, with other names ---------------------------------------------------

/// Rows of a canned query over the committee of Hòa Bình, cells joined.
fn rows_of(name: &str) -> Vec<String> {
    let settings = [("article".to_owned(), "standing-committee-hoa-binh".to_owned())];
    let Answer::Rows(answer) = Query::canned(name).unwrap().ask(&GRAPH, &settings).unwrap() else {
        panic!("{name} gives no rows")
    };
    let text = |row: Vec<Option<oxrdf::Term>>| {
        row.iter().map(|c| c.as_ref().map_or("", rows::plain).to_owned()).collect::<Vec<_>>().join(" | ")
    };
    answer.rows.map(|row| text(row.unwrap())).collect()
}

/// Some row of the query holds all of the words.
fn told(query: &str, words: &[&str]) {
    let rows = rows_of(query);
    let found = rows.iter().any(|row| words.iter().all(|word| row.contains(word)));
    assert!(found, "{query}: no row with {words:?} in\n{}", rows.join("\n"));
}

#[test]
fn the_meeting_has_its_number_day_host_and_chair() {
    told("meetings", &["62", "2020-08-14", "Ban Thường vụ Tỉnh ủy Hòa Bình", "Quách Văn Thiềm"]);
    for (name, part) in [
        ("Quách Văn Thiềm", "chair"),
        ("Bùi Thị Nhường", "attendee"),
        ("Đinh Công Khoát", "attendee"),
        ("Xa Đức Lãm", "speaker"),
    ] {
        told("attendance", &[name, part]);
    }
    told("attendee-groups", &["lãnh đạo một số sở, ngành"]);
}

#[test]
fn the_posts_of_the_committee_are_held() {
    told("holdings", &["Quách Văn Thiềm", "Bí thư", "Tỉnh ủy Hòa Bình", "current"]);
    told("holdings", &["Bùi Thị Nhường", "Trưởng đoàn", "Đoàn đại biểu Quốc hội tỉnh Hòa Bình", "current"]);
    told("holdings", &["Đinh Công Khoát", "Chủ tịch", "Ủy ban nhân dân tỉnh Hòa Bình", "current"]);
}

#[test]
fn the_project_is_a_project_and_its_cost_is_reported() {
    let words = [
        "Khu trung tâm văn hóa - thể thao",
        "thị trấn Bo",
        "186000000000",
        "VND",
        "reported",
        "2021",
        "2024",
    ];
    told("projects", &words);
    let places = rows_of("places");
    assert!(!places.iter().any(|row| row.contains("Khu trung tâm")), "{places:#?}");
}

#[test]
fn the_office_is_renamed_and_handed_over_and_the_pilot_goes_on() {
    told("decisions", &["rename", "Văn phòng Huyện ủy và chính quyền huyện Kim Bôi"]);
    told("decisions", &["transfer", "Huyện ủy Kim Bôi"]);
    told("decisions", &["maintain", "Cơ quan Tổ chức - Nội vụ huyện Kim Bôi"]);
    let (old, new) =
        ("Văn phòng phục vụ chung huyện Kim Bôi", "Văn phòng Huyện ủy và chính quyền huyện Kim Bôi");
    told("changes", &["renaming", old, new]);
}

#[test]
fn instructions_have_their_addressee_and_deadline() {
    told("instructions", &["Ban cán sự đảng Ủy ban nhân dân tỉnh Hòa Bình", "2020-10-30"]);
    told("instructions", &["Ban Thường vụ Huyện ủy Kim Bôi", "giải phóng mặt bằng"]);
}

#[test]
fn the_source_is_known_and_no_page_furniture_is_in_the_graph() {
    told("sources", &["bao-hoabinh.example", "Báo Hòa Bình điện tử"]);
    told("photos", &["Đinh Công Khoát"]);
    let turtle = String::from_utf8(written(&GRAPH, "ttl")).unwrap();
    for furniture in ["Bỏ qua phần điều hướng", "Chuyển đến nội dung chính", "btv-tinh-uy-hop-lan-62-0.jpg"]
    {
        assert!(!turtle.contains(furniture), "{furniture} is in the graph");
    }
}
