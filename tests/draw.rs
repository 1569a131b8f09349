//! A picture holds what was asked for, with its sentences, the same on every run, and is safe to open.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

#[cfg(feature = "disk")]
#[path = "fixtures/built.rs"]
mod built;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use oxigraph::store::Store;
use petgraph::visit::EdgeRef;
use sha2::{Digest, Sha256};
use vnkg::draw::words::{Kind, Language, Relation};
use vnkg::draw::{DRAWINGS, DrawError, Edge, Picture, Wish};
use vnkg::store::Graph;

fn picture(store: &Store, wish: &Wish) -> Result<Picture, DrawError> {
    vnkg::draw::picture(&Graph::from(store.clone()), wish)
}

fn about(store: &Store, name: &str, hops: usize) -> Picture {
    picture(store, &Wish { about: Some(name.to_owned()), hops, ..Wish::default() }).unwrap()
}

fn labels(picture: &Picture) -> BTreeSet<&str> {
    picture.graph.node_weights().map(|node| node.label.as_str()).collect()
}

fn bytes(picture: &Picture, extension: &str) -> Vec<u8> {
    let drawing = vnkg::draw::drawing_for(Path::new(&format!("x.{extension}"))).unwrap();
    let mut out = Vec::new();
    drawing.draw(picture, &mut out).unwrap();
    out
}

fn drawn(picture: &Picture, extension: &str) -> String {
    String::from_utf8(bytes(picture, extension)).unwrap()
}

/// The edges between two nodes by their labels, in either direction.
fn between<'p>(picture: &'p Picture, a: &str, b: &str) -> Vec<&'p Edge> {
    let label = |node| picture.graph.node_weight(node).unwrap().label.as_str();
    picture
        .graph
        .edge_references()
        .filter(|e| [(a, b), (b, a)].contains(&(label(e.source()), label(e.target()))))
        .map(|e| e.weight())
        .collect()
}

/// A person, a body and an article whose every text tries to break out.
fn hostile() -> Store {
    let evil = r#"</script><img src=x onerror=document.title='broken'><!--%%DATA%%]]>&quot;\\\" \u2028"#;
    views::hostile(evil)
}

#[test]
fn posts_are_folded_into_edges_with_status_date_articles_and_sentence() {
    let picture = picture(&views::store(), &Wish::default()).unwrap();
    assert!(picture.graph.node_weights().all(|node| !node.iri.contains("/post/")));
    let held = between(&picture, "Trần Văn Bách", "Tỉnh ủy Vân Hà");
    assert_eq!(held.len(), 1);
    let edge = held[0];
    assert_eq!(edge.relation, Relation::Holds);
    assert_eq!(edge.label.as_deref(), Some("Bí thư Tỉnh ủy Vân Hà"));
    assert_eq!((edge.status.as_deref(), edge.date.as_deref()), (Some("current"), Some("2022-08-19")));
    assert_eq!(edge.articles, 3);
    let quote = &picture.quotes[edge.quote.unwrap()];
    assert_eq!(quote.text, "Đồng chí Trần Văn Bách, Bí thư Tỉnh ủy chủ trì hội nghị.");
    assert_eq!(quote.title.as_deref(), Some("Ban Thường vụ Tỉnh ủy Vân Hà họp phiên thứ 12"));
    assert_eq!(quote.url.as_deref(), Some("https://vanha.example/chinh-tri/12"));
    let former = between(&picture, "Ngô Thế Viên", "Sở Tài chính tỉnh Vân Hà");
    assert_eq!(former[0].status.as_deref(), Some("former"));
}

#[test]
fn a_person_has_one_edge_to_an_event_and_it_is_the_strongest() {
    let picture = picture(&views::store(), &Wish::default()).unwrap();
    let event = "Kỳ họp thứ 8 HĐND tỉnh Vân Hà";
    let parts = |person| between(&picture, person, event).iter().map(|e| e.relation).collect::<Vec<_>>();
    assert_eq!(parts("Bùi Thị Thơm"), [Relation::Chairs]);
    assert_eq!(parts("Trần Văn Bách"), [Relation::Speaks]);
    assert_eq!(parts("Phạm Quốc Tường"), []);
}

#[test]
fn agenda_lineage_and_decisions_are_edges() {
    let picture = picture(&views::store(), &Wish::default()).unwrap();
    let relations = |a, b| between(&picture, a, b).iter().map(|e| e.relation).collect::<Vec<_>>();
    let meeting = "Hội nghị lần thứ 12 Ban Thường vụ Tỉnh ủy Vân Hà";
    let decision = "Đổi tên Văn phòng Huyện ủy Thạch Tân";
    assert_eq!(relations("Sở Tài chính tỉnh Vân Hà", meeting), [Relation::Presents]);
    let after = "Văn phòng cấp ủy và chính quyền huyện Thạch Tân";
    assert_eq!(relations("Văn phòng Huyện ủy Thạch Tân", after), [Relation::Becomes]);
    assert_eq!(relations("Ban Thường vụ Tỉnh ủy Vân Hà", decision), [Relation::Decides]);
    assert_eq!(relations("Trần Văn Bách", decision), [Relation::Announces]);
    assert_eq!(relations(decision, meeting), [Relation::TakenAt]);
    assert_eq!(relations(decision, "Văn phòng Huyện ủy Thạch Tân"), [Relation::Concerns]);
}

#[test]
fn a_neighbourhood_holds_what_is_near_and_does_not_step_through_places() {
    let store = views::store();
    let near = about(&store, "ngo the vien", 1);
    assert_eq!(labels(&near), BTreeSet::from(["Ngô Thế Viên", "Sở Tài chính tỉnh Vân Hà"]));
    let middle = near.about.unwrap();
    assert_eq!(near.graph.node_weight(middle).unwrap().label, "Ngô Thế Viên");
    let wider = about(&store, "NGÔ THẾ VIÊN", 3);
    assert!(labels(&wider).contains("Đỗ Thị Hoa"));
    assert!(labels(&wider).contains("Tỉnh Vân Hà"));
    assert!(!labels(&wider).contains("Huyện Lạc Khê"), "reached through the province only");
    let place = about(&store, "huyện lạc khê", 1);
    assert!(labels(&place).contains("Huyện ủy Lạc Khê") && labels(&place).contains("Tỉnh Vân Hà"));
}

#[test]
fn the_limit_keeps_the_nearest_and_the_busiest() {
    let store = views::store();
    let whole = picture(&store, &Wish::default()).unwrap();
    let part = picture(&store, &Wish { limit: 5, ..Wish::default() }).unwrap();
    assert_eq!((part.graph.node_count(), part.total_nodes), (5, whole.graph.node_count()));
    let least = part.graph.node_weights().map(|node| node.degree).min().unwrap();
    let better = whole.graph.node_weights().filter(|node| node.degree > least).count();
    assert!(better <= 5, "{better} nodes have more edges than {least}");
    let near =
        picture(&store, &Wish { about: Some("Đỗ Thị Hoa".to_owned()), hops: 9, limit: 2, ..Wish::default() });
    assert_eq!(labels(&near.unwrap()), BTreeSet::from(["Đỗ Thị Hoa", "Sở Tài chính tỉnh Vân Hà"]));
}

#[test]
fn names_are_found_without_tones_and_ambiguous_ones_are_listed() {
    let store = views::store();
    let ask =
        |name: &str| picture(&store, &Wish { about: Some(name.to_owned()), hops: 1, ..Wish::default() });
    for name in ["Tran Van Bach", "bách", "id/person/tran-van-bach.90.1a2b"] {
        let found = ask(name).unwrap();
        assert_eq!(found.title(), "Trần Văn Bách", "{name}");
    }
    assert_eq!(ask("UBND huyện Thạch Tân").unwrap().title(), "Ủy ban nhân dân huyện Thạch Tân");
    assert_eq!(ask("đỗ thị hòa").unwrap().title(), "Đỗ Thị Hòa");
    assert_eq!(
        ask("Chủ tịch Hội đồng nhân dân tỉnh Vân Hà").unwrap().title(),
        "Hội đồng nhân dân tỉnh Vân Hà"
    );
    let error = ask("do thi hoa").unwrap_err().to_string();
    for part in ["2 things", "Đỗ Thị Hoa (Phó Giám đốc", "Đỗ Thị Hòa (Bí thư", "do-thi-hoa.902.92a3>"]
    {
        assert!(error.contains(part), "{error}");
    }
    assert!(ask("Không Có Ai").unwrap_err().to_string().contains("nothing in the store is called"));
    assert!(ask("").is_err());
    assert!(matches!(ask("415/QĐ-UBND").unwrap_err(), DrawError::NotDrawn(_)));
}

#[test]
fn the_same_store_gives_the_same_bytes_whatever_the_order_of_loading() {
    let store = views::store();
    let other = Store::new().unwrap();
    let mut quads: Vec<_> = store.iter().map(Result::unwrap).collect();
    quads.reverse();
    for quad in &quads {
        other.insert(quad).unwrap();
    }
    for drawing in DRAWINGS {
        let bytes = |store| bytes(&picture(store, &Wish::default()).unwrap(), drawing.extension());
        assert_eq!(bytes(&store), bytes(&store), "{}", drawing.name());
        assert_eq!(bytes(&store), bytes(&other), "{}", drawing.name());
    }
}

#[test]
fn an_empty_store_gives_an_empty_picture_in_every_format() {
    let picture = picture(&Store::new().unwrap(), &Wish::default()).unwrap();
    assert_eq!(picture.graph.node_count(), 0);
    assert!(bytes(&picture, "png").starts_with(b"\x89PNG"));
    for drawing in DRAWINGS.iter().filter(|drawing| drawing.extension() != "png") {
        let text = drawn(&picture, drawing.extension());
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
    }
}

#[test]
fn graphviz_reads_the_dot_with_the_same_nodes_edges_and_labels() {
    for store in [views::store(), hostile()] {
        let picture = picture(&store, &Wish::default()).unwrap();
        let text = drawn(&picture, "dot");
        let Some(plain) = piped("dot", &["-Tplain"], &text) else {
            eprintln!("skipped: Graphviz is not installed");
            return;
        };
        let count = |word: &str| plain.lines().filter(|line| line.starts_with(word)).count();
        assert_eq!(count("node "), picture.graph.node_count());
        assert_eq!(count("edge "), picture.graph.edge_count());
        for node in picture.graph.node_weights().filter(|node| !node.label.contains('<')) {
            assert!(plain.contains(&node.label), "{}", node.label);
        }
    }
}

/// What a program answers to a text; none where it is not installed.
fn piped(program: &str, arguments: &[&str], text: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("input");
    fs::write(&file, text).unwrap();
    let output = Command::new(program).args(arguments).arg(&file).stderr(Stdio::inherit()).output().ok()?;
    assert!(output.status.success(), "{program} failed");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn dot_statements_stay_whole_whatever_the_names_hold() {
    let text = drawn(&picture(&hostile(), &Wish::default()).unwrap(), "dot");
    // Outside of quoted strings only the words of our own statements are left.
    let mut bare = String::new();
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        bare.push(c);
        if c == '"' {
            while let Some(inside) = letters.next().filter(|inside| *inside != '"') {
                if inside == '\\' {
                    letters.next();
                }
            }
            bare.push('"');
        }
    }
    assert_eq!(bare.matches("\"\" -> \"\" [label=\"\"").count(), 1);
    assert!(!bare.contains("onerror") && !bare.contains("script") && bare.ends_with("}\n"), "{bare}");
}

/// The text between two marks.
fn part<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

#[test]
fn the_page_allows_its_own_script_and_style_by_hash_and_nothing_else() {
    let page = drawn(&picture(&views::store(), &Wish::default()).unwrap(), "html");
    let policy = part(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{policy}");
    let hash =
        |text: &str| Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let decoded = |name: &str| {
        let coded = part(policy, &format!("{name} 'sha256-"), "'");
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bits: Vec<u8> = coded
            .bytes()
            .filter_map(|byte| letters.bytes().position(|letter| letter == byte))
            .flat_map(|value| (0..6).rev().map(move |bit| u8::try_from(value >> bit & 1).unwrap()))
            .collect();
        let bytes = bits.chunks_exact(8).map(|byte| byte.iter().fold(0_u8, |sum, bit| sum << 1 | bit));
        bytes.map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    assert_eq!(decoded("script-src"), hash(part(&page, "<script>", "</script>")));
    assert_eq!(decoded("style-src"), hash(part(&page, "<style>", "</style>")));
}

#[test]
fn the_page_names_no_address_to_load_from() {
    let page = drawn(&picture(&views::store(), &Wish::default()).unwrap(), "html");
    let own = page.replace(part(&page, "id=\"data\">", "</script>"), "");
    for word in [
        "src=",
        "@import",
        "url(",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "<link",
        "<iframe",
        "eval(",
        "innerHTML",
    ] {
        assert!(!own.contains(word), "{word}");
    }
    let addresses: Vec<&str> =
        own.match_indices("http").map(|(at, _)| own.get(at..at + 22).unwrap_or("")).collect();
    assert!(
        addresses.iter().all(|a| a.starts_with("http://www.w3.org/2000")
            || a.starts_with("http-equiv")
            || a.starts_with("https?:")),
        "{addresses:?}"
    );
}

#[test]
fn hostile_names_stay_data_in_the_page_and_in_the_svg() {
    let store = hostile();
    let picture = picture(&store, &Wish { about: Some("evil".to_owned()), ..Wish::default() }).unwrap();
    let page = drawn(&picture, "html");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<img") && !page.contains("<!--"));
    let data: serde_json::Value = serde_json::from_str(part(&page, "id=\"data\">", "</script>")).unwrap();
    assert!(data["quotes"][0]["text"].as_str().unwrap().contains("</script><img src=x"));
    assert_eq!(data["nodes"].as_array().unwrap().len(), 2);
    let svg = drawn(&picture, "svg");
    assert!(!svg.contains("<img") && !svg.contains("<script"));
    let mut depth = 0_i32;
    for tag in svg.split('<').skip(1) {
        depth +=
            if tag.starts_with('/') { -1 } else { i32::from(!tag.split('>').next().unwrap().ends_with('/')) };
        assert!(depth >= 0);
    }
    assert_eq!(depth, 0, "elements are not closed");
}

#[test]
fn words_follow_the_language_and_unknown_formats_are_refused_with_a_list() {
    let store = views::store();
    let english = picture(&store, &Wish { language: Language::En, ..Wish::default() }).unwrap();
    assert_eq!(english.title(), "Graph of relations");
    let dot = drawn(&english, "dot");
    assert!(dot.contains("label=\"chairs\"") && !dot.contains("label=\"chủ trì\""));
    let error = vnkg::draw::drawing_for(Path::new("a.bmp")).map(|d| d.name()).unwrap_err().to_string();
    assert!(error.contains("a.bmp") && error.contains(".html, .svg, .dot"), "{error}");
    assert!(Kind::ALL.iter().all(|kind| kind.word(Language::Vi) != kind.word(Language::En)));
}

#[test]
fn two_thousand_nodes_are_laid_out_apart() {
    use vnkg::draw::layout::{Box2, layout};
    let room = Box2 { radius: 10.0, lines: Vec::new(), width: 20.0, height: 20.0 };
    let edges: Vec<(usize, usize)> = (0..6_000_usize)
        .map(|i| (i * 7 % 2_000, (i * i + 13 * i + 1) % 2_000))
        .filter(|(a, b)| a != b)
        .collect();
    let places = layout(&vec![room; 2_000], &edges);
    let mut order: Vec<(f64, f64)> = places.iter().map(|p| (p.x, p.y)).collect();
    assert!(order.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let close = order
        .iter()
        .enumerate()
        .flat_map(|(i, a)| {
            order.iter().skip(i + 1).take_while(move |b| b.0 - a.0 < 19.0).map(move |b| (a, b))
        })
        .filter(|(a, b)| (a.1 - b.1).abs() < 19.0)
        .count();
    assert!(close < 20, "{close} pairs of marks overlap");
}

#[test]
fn every_file_that_implements_a_drawing_is_in_the_list() {
    let mut written: Vec<String> = Vec::new();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/draw")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && fs::read_to_string(&path).unwrap().contains("impl Drawing for ") {
            written.push(path.file_stem().unwrap().to_string_lossy().into_owned());
        }
    }
    let mut listed: Vec<String> = DRAWINGS.iter().map(|d| d.extension().to_owned()).collect();
    written.sort();
    listed.sort();
    assert_eq!(written, listed);
}

#[cfg(feature = "disk")]
#[test]
fn the_command_draws_every_format_with_the_nodes_it_tells() {
    let said: BTreeSet<String> = DRAWINGS
        .iter()
        .map(|drawing| {
            let file = built::beside(&format!("all.{}", drawing.extension()));
            let said = built::told(&["draw", "--store", built::store(), "-o", &file, "--limit", "100000"]);
            // The last line is about the file that was asked for.
            said.lines().last().unwrap().split_once(": ").unwrap().1.trim().to_owned()
        })
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    let said = said.first().unwrap();
    let nodes: usize = said.split(' ').next().unwrap().parse().unwrap();
    let dot = fs::read_to_string(built::beside("all.dot")).unwrap();
    let drawn = dot.lines().filter(|line| line.starts_with("  \"") && !line.contains(" -> ")).count();
    assert!(nodes > 100 && drawn == nodes, "{said}: {drawn} in the file");
    let again = built::beside("again.svg");
    built::told(&["draw", "--store", built::store(), "-o", &again, "--limit", "100000"]);
    assert_eq!(fs::read(built::beside("all.svg")).unwrap(), fs::read(again).unwrap(), "the same bytes");
}

#[cfg(feature = "disk")]
#[test]
fn the_command_draws_what_lies_around_a_name_with_an_abbreviation() {
    let file = built::beside("about.svg");
    built::told(&["draw", "--store", built::store(), "-o", &file, "--about", "ubnd tinh lang son"]);
    assert!(fs::read_to_string(&file).unwrap().contains("Ủy ban nhân dân tỉnh Lạng Sơn"));
    let output = built::vnkg(&["draw", "--store", built::store(), "-o", &file, "--about", "Không Có Ai"]);
    assert_eq!(output.status.code(), Some(2));
}
