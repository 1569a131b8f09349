//! The HTML view does in a real browser what it promises: a reader's way through it, and an attacker's.
//!
//! Pictures of it lie in `target/tmp/view` afterwards, to be looked at.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod browser;
#[cfg(feature = "disk")]
#[path = "fixtures/built.rs"]
mod built;
#[path = "fixtures/views.rs"]
mod views;

use std::fs;
use std::path::PathBuf;

use browser::Browser;
use oxigraph::store::Store;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use serde_json::json;
use tempfile::TempDir;
use vnkg::draw::facts::Quoted;
use vnkg::draw::scope::Scope;
use vnkg::draw::words::{Kind, Language, Relation};
use vnkg::draw::{Colour, Edge, Node, Picture, Size, View, Wish, layout};
use vnkg::store::Graph;

const HEADING: &str = "document.querySelector('#facts h2')?.textContent || ''";
const PANEL: &str = "document.getElementById('facts').textContent";
const STATUS: &str = "document.getElementById('status').textContent";

fn page(picture: &Picture) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("view.html");
    let drawing = vnkg::draw::drawing_for(&file).unwrap();
    drawing.draw(picture, &mut fs::File::create(&file).unwrap()).unwrap();
    (folder, file)
}

fn whole(store: &Store) -> Picture {
    vnkg::draw::picture(&Graph::from(store.clone()), &Wish { limit: 500, ..Wish::default() }).unwrap()
}

/// Where a thing stands in the window, by its name.
fn place_of(browser: &mut Browser, name: &str) -> (f64, f64) {
    let place = browser.value(&format!(
        "(() => {{ const n = JSON.parse(document.getElementById('data').textContent).nodes.find((n) => n.l === {name:?});
           const c = document.getElementById('sheet'); const [x, y, scale] = c.dataset.view.split(' ').map(Number);
           return [(n.x - x) * scale + c.clientWidth / 2, (n.y - y) * scale + c.clientHeight / 2]; }})()"
    ));
    (place[0].as_f64().unwrap(), place[1].as_f64().unwrap())
}

/// A place of the window where only the ground of the graph is.
fn empty_place(browser: &mut Browser) -> (f64, f64) {
    let place = browser.value(
        "(() => { const { nodes } = JSON.parse(document.getElementById('data').textContent);
           const c = document.getElementById('sheet'); const [x, y, scale] = c.dataset.view.split(' ').map(Number);
           for (let px = 300; px < innerWidth - 300; px += 7) for (let py = 90; py < innerHeight - 150; py += 7) {
             const far = (n) => Math.hypot((n.x - x) * scale + c.clientWidth / 2 - px, (n.y - y) * scale + c.clientHeight / 2 - py);
             if (document.elementFromPoint(px, py) === c && nodes.every((n) => far(n) > 26)) return [px, py];
           } })()",
    );
    (place[0].as_f64().unwrap(), place[1].as_f64().unwrap())
}

fn find(browser: &mut Browser, name: &str) {
    browser.write("/");
    browser.write(name);
    browser.press("Enter");
}

#[test]
fn a_reader_searches_without_tones_and_reads_the_sentence_with_its_source() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page(&whole(&views::store()));
    browser.open(&file);
    assert!(browser.value("document.getElementById('panel').hidden").as_bool().unwrap());
    browser.write("/");
    browser.write("vien the");
    assert_eq!(browser.text("document.querySelector('#hits .on').textContent"), "Ngô Thế Viên");
    browser.press("Escape");
    find(&mut browser, "tran van bach");
    assert_eq!(browser.text(HEADING), "Trần Văn Bách");
    let panel = browser.text(PANEL);
    for part in ["Bí thư Tỉnh ủy Vân Hà", "đương nhiệm", "19/8/2022", "3 bài", "chủ trì"] {
        assert!(panel.contains(part), "{part}: {panel}");
    }
    assert!(panel.contains("“Đồng chí Trần Văn Bách, Bí thư Tỉnh ủy chủ trì hội nghị.”"), "{panel}");
    let link = "[...document.querySelectorAll('#facts a')].find((a) => a.href.endsWith('/chinh-tri/12'))";
    assert_eq!(browser.text(&format!("{link}.href")), "https://vanha.example/chinh-tri/12");
    assert_eq!(browser.text(&format!("{link}.textContent")), "Ban Thường vụ Tỉnh ủy Vân Hà họp phiên thứ 12");
    assert_eq!(browser.text(&format!("{link}.rel")), "noopener noreferrer");
    browser.shoot("person");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn things_are_reached_by_click_and_by_key_and_can_be_dragged() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page(&whole(&views::store()));
    browser.open(&file);
    let place = place_of(&mut browser, "Tỉnh ủy Vân Hà");
    browser.click_at(place);
    assert_eq!(browser.text(HEADING), "Tỉnh ủy Vân Hà");
    assert!(browser.text(PANEL).contains("Người giữ chức theo thời gian"));
    let at = place_of(&mut browser, "Tỉnh ủy Vân Hà");
    browser.mouse("mouseMoved", at, false);
    browser.mouse("mousePressed", at, true);
    browser.mouse("mouseMoved", (at.0 + 30.0, at.1 + 40.0), true);
    browser.mouse("mouseReleased", (at.0 + 30.0, at.1 + 40.0), true);
    browser.press("Escape");
    assert_eq!(browser.text(HEADING), "");
    // Dragged, it is where the mouse let it go.
    browser.click_at((at.0 + 30.0, at.1 + 40.0));
    assert_eq!(browser.text(HEADING), "Tỉnh ủy Vân Hà");

    let mut reached = Vec::new();
    for key in ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] {
        find(&mut browser, "tinh uy van ha");
        browser.press(key);
        reached.push(browser.text(HEADING));
    }
    assert!(reached.iter().any(|name| name != "Tỉnh ủy Vân Hà"), "{reached:?}");
    browser.press("Escape");
    assert!(browser.value("document.getElementById('panel').hidden").as_bool().unwrap());
    let mut focused = Vec::new();
    browser.value("document.activeElement.blur()");
    for _ in 0..16 {
        browser.press("Tab");
        focused.push(browser.text("document.activeElement.id || document.activeElement.value || ''"));
    }
    for id in ["search", "fit", "language", "dark", "sheet", "person", "from", "to"] {
        assert!(focused.iter().any(|found| found == id), "{id} is not reached by Tab: {focused:?}");
    }
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn filters_by_kind_and_period_take_things_away_and_bring_them_back() {
    let Some(mut browser) = Browser::start() else { return };
    let picture = whole(&views::store());
    let (_folder, file) = page(&picture);
    browser.open(&file);
    let all = format!("{} đối tượng", picture.graph.node_count());
    assert!(browser.text(STATUS).starts_with(&all));
    let places = picture.graph.node_weights().filter(|node| node.kind == Kind::Place).count();
    browser.click("#kinds input[value=place]");
    let fewer = format!("{} trong số {all}", picture.graph.node_count() - places);
    assert!(browser.text(STATUS).starts_with(&fewer), "{}", browser.text(STATUS));
    // A search brings a thing back that the filter hides.
    find(&mut browser, "huyen lac khe");
    assert_eq!(browser.text(HEADING), "Huyện Lạc Khê");
    assert!(browser.text(STATUS).starts_with(&all));

    assert_eq!(browser.text("document.getElementById('from-text').textContent"), "Từ 3/2022");
    browser.value("document.getElementById('from').focus()");
    browser.press("End");
    assert_eq!(browser.text("document.getElementById('from-text').textContent"), "Từ 11/2022");
    browser.value("document.getElementById('to').focus()");
    for _ in 0..20 {
        browser.press("ArrowLeft");
    }
    assert_eq!(browser.text("document.getElementById('from-text').textContent"), "Từ 3/2022", "pushed along");
    assert_eq!(browser.text("document.getElementById('to-text').textContent"), "Đến 3/2022");
    let march: usize = browser.text(STATUS).split(' ').next().unwrap().parse().unwrap();
    assert!(march > 3 && march < picture.graph.node_count(), "{march}");
    find(&mut browser, "tran van bach");
    assert_eq!(browser.text(HEADING), "Trần Văn Bách");
    let panel = browser.text(PANEL);
    assert!(panel.contains("Hội nghị lần thứ 12") && !panel.contains("Kỳ họp thứ 8"), "{panel}");
    browser.shoot("period");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_path_between_two_things_shows_each_step_with_its_sentence() {
    let Some(mut browser) = Browser::start() else { return };
    let picture = whole(&views::store());
    let (_folder, file) = page(&picture);
    browser.open(&file);
    find(&mut browser, "ngo the vien");
    browser.click("#facts .act");
    assert!(!browser.value("document.getElementById('hint').hidden").as_bool().unwrap());
    find(&mut browser, "tran van bach");
    assert_eq!(browser.text(HEADING), "Đường nối");
    let steps = browser.value("[...document.querySelectorAll('.way .stop')].map((stop) => stop.textContent)");
    let steps: Vec<&str> = steps.as_array().unwrap().iter().map(|step| step.as_str().unwrap()).collect();
    assert_eq!((steps.first(), steps.last()), (Some(&"Ngô Thế Viên"), Some(&"Trần Văn Bách")));
    let linked = |a: &str, b: &str| {
        let label = |node: NodeIndex| picture.graph.node_weight(node).unwrap().label.as_str();
        picture.graph.edge_references().any(|edge| {
            let ends = (label(edge.source()), label(edge.target()));
            ends == (a, b) || ends == (b, a)
        })
    };
    assert!(steps.windows(2).all(|pair| linked(pair[0], pair[1])), "{steps:?}");
    let quotes = browser.value("document.querySelectorAll('.way li:not(.stop) blockquote').length");
    assert_eq!(quotes, json!(steps.len() - 1), "each step has its sentence: {}", browser.text(PANEL));
    browser.shoot("path");
    browser.click("#facts .act");
    let other = browser.value("[...document.querySelectorAll('.way .stop')].map((stop) => stop.textContent)");
    assert_ne!(other, json!(steps), "another path, or none");
    browser.press("Escape");
    assert!(browser.value("document.getElementById('panel').hidden").as_bool().unwrap());
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn words_follow_the_language_and_colours_the_preference_and_paper_gets_a_page() {
    let Some(mut browser) = Browser::start() else { return };
    browser.prefer("dark");
    let (_folder, file) = page(&whole(&views::store()));
    browser.open(&file);
    assert_eq!(browser.text("document.documentElement.className"), "dark");
    find(&mut browser, "tran van bach");
    browser.shoot("dark");
    browser.click("#language");
    assert_eq!(browser.text("document.documentElement.lang"), "en");
    assert_eq!(browser.text("document.getElementById('title').textContent"), "Graph of relations");
    let panel = browser.text(PANEL);
    for part in ["Posts over time", "current", "19 Aug 2022", "3 articles", "chairs"] {
        assert!(panel.contains(part), "{part}: {panel}");
    }
    assert!(browser.text(STATUS).contains("things"));
    let pdf = browser.print("paper");
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(browser.text("document.documentElement.className"), "dark", "as before printing");
    browser.click("#language");
    browser.click("#dark");
    assert_eq!(browser.text("document.documentElement.lang + document.documentElement.className"), "vi");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn on_a_phone_everything_is_within_the_screen_and_can_be_touched() {
    let Some(mut browser) = Browser::start() else { return };
    browser.size(390, 844, true);
    let (_folder, file) = page(&whole(&views::store()));
    browser.open(&file);
    browser.shoot("phone");
    browser.click("#legend-title");
    browser.shoot("phone-legend");
    browser.click("#legend-title");
    browser.click("#search");
    browser.write("tran van bach");
    browser.press("Enter");
    assert_eq!(browser.text(HEADING), "Trần Văn Bách");
    browser.shoot("phone-person");
    let outside = browser.value(
        "[...document.querySelectorAll('body *')].filter((e) => { const b = e.getBoundingClientRect();
           return b.width && !e.closest('#live, #bars') && (b.left < -1 || b.right > innerWidth + 1); }).map((e) => e.outerHTML)",
    );
    assert_eq!(outside, json!([]));
    browser.click("#close");
    assert!(browser.value("document.getElementById('panel').hidden").as_bool().unwrap());
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_period_keeps_what_lasted_through_it() {
    let Some(mut browser) = Browser::start() else { return };
    let person = |id: &str, name: &str, days: [&str; 2]| {
        format!(
            r#"person:{id} a foaf:Person ; foaf:name "{name}"@vi ; vk:searchName "{id}" .
  mem:{id} a org:Membership ; org:member person:{id} ; org:organization body:b ; vk:attested <h1#{id}1>, <h1#{id}2> .
  <h1#{id}1> a vk:Attestation ; vk:status "current" ; vk:observedOn "{}"^^xsd:date ; vk:evidence <h1#q1> ; vk:confidence 0.9 .
  <h1#{id}2> a vk:Attestation ; vk:status "current" ; vk:observedOn "{}"^^xsd:date ; vk:evidence <h1#q1> ; vk:confidence 0.9 ."#,
            days[0], days[1]
        )
    };
    let store = views::store_of(&format!(
        r#"g:h1 {{
  <h1> a schema:NewsArticle ; dct:identifier "h1" ; dct:title "Bài"@vi .
  <h1#q1> a vk:Quote ; vk:inArticle <h1> ; oa:exact "Câu."@vi .
  body:b a org:Organization ; skos:prefLabel "Sở Thủy lợi Vân Hà"@vi ; vk:sector vk:State .
  {}
  {}
  {}
}}"#,
        person("lau", "Đỗ Thị Lâu", ["2021-03-10", "2023-05-02"]),
        person("giua", "Hà Văn Giữa", ["2022-02-01", "2022-02-01"]),
        person("dau", "Mai Thị Đầu", ["2021-03-01", "2021-03-02"]),
    ));
    let (_folder, file) = page(&whole(&store));
    browser.open(&file);
    assert!(browser.text(STATUS).starts_with("4 đối tượng · 3 quan hệ"), "{}", browser.text(STATUS));
    browser.value("document.getElementById('from').focus()");
    browser.press("ArrowRight");
    browser.value("document.getElementById('to').focus()");
    browser.press("ArrowLeft");
    assert_eq!(browser.text("document.getElementById('from-text').textContent"), "Từ 2/2022");
    assert_eq!(browser.text("document.getElementById('to-text').textContent"), "Đến 2/2022");
    assert!(browser.text(STATUS).starts_with("3 trong số 4 đối tượng · 2 trong số 3"));
    find(&mut browser, "do thi lau");
    let panel = browser.text(PANEL);
    assert!(panel.contains("10/3/2021 – 2/5/2023") && panel.contains("Sở Thủy lợi Vân Hà"), "{panel}");
    assert!(browser.text(STATUS).starts_with("3 trong số 4"), "the search had nothing to bring back");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

fn of_views(wish: Wish) -> Picture {
    vnkg::draw::picture(&Graph::from(views::store()), &Wish { limit: 500, ..wish }).unwrap()
}

/// The colour that the canvas has where a thing stands: `#rrggbb`.
fn colour_at(browser: &mut Browser, name: &str) -> String {
    let (x, y) = place_of(browser, name);
    browser.frame();
    browser.text(&format!(
        "(() => {{ const c = document.getElementById('sheet'); const dots = c.width / c.clientWidth;
           const copy = document.createElement('canvas').getContext('2d', {{ willReadFrequently: true }});
           copy.drawImage(c, {x} * dots, {y} * dots, 1, 1, 0, 0, 1, 1); const seen = copy.getImageData(0, 0, 1, 1).data;
           return '#' + [...seen.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join(''); }})()"
    ))
}

#[test]
fn communities_have_their_colours_and_sizes_follow_the_measure() {
    let Some(mut browser) = Browser::start() else { return };
    let picture = of_views(Wish { colour: Colour::Community, size: Size::PageRank, ..Wish::default() });
    let (_folder, file) = page(&picture);
    browser.open(&file);
    let largest = picture.graph.node_weights().max_by_key(|node| node.share).unwrap();
    let mut compared = 0;
    for name in ["Trần Văn Bách", "Ngô Thế Viên", largest.label.as_str()] {
        let node = picture.graph.node_weights().find(|node| node.label == name).unwrap();
        assert_eq!(colour_at(&mut browser, name), node.colour(), "{name}");
        compared += usize::from(node.colour() != node.kind.colour());
    }
    assert!(compared > 0, "no colour differs from that of the kind");
    let widest =
        "JSON.parse(document.getElementById('data').textContent).nodes.sort((a, b) => b.r - a.r)[0].l";
    assert_eq!(browser.text(widest), largest.label);
    let legend = "[...document.querySelectorAll('#groups small')].reduce((sum, count) => sum + Number(count.textContent), 0)";
    let told = browser.value(legend).as_u64().unwrap();
    assert!(told > 4, "{told} things in the groups of the legend");
    browser.click("#groups button");
    assert_eq!(browser.value("document.querySelectorAll('#groups [aria-pressed=true]').length"), json!(1));
    browser.shoot("communities");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn a_picture_of_paths_opens_with_each_way_and_its_sentences() {
    let Some(mut browser) = Browser::start() else { return };
    let view =
        View::Paths { from: "Ngô Thế Viên".to_owned(), to: "Trần Văn Bách".to_owned(), count: 3 };
    let picture = of_views(Wish { view, ..Wish::default() });
    let (_folder, file) = page(&picture);
    browser.open(&file);
    assert_eq!(browser.text(HEADING), "Các đường nối");
    assert_eq!(browser.text("document.getElementById('title').textContent"), "Ngô Thế Viên – Trần Văn Bách");
    let shown = browser.value(
        "[...document.querySelectorAll('.way')].map((way) => [...way.querySelectorAll('.stop')].map((stop) => stop.textContent))",
    );
    let label = |node: &NodeIndex| picture.graph.node_weight(*node).unwrap().label.clone();
    let asked: Vec<Vec<String>> = picture.paths.iter().map(|way| way.iter().map(label).collect()).collect();
    assert!(asked.len() > 1, "{asked:?}");
    assert_eq!(shown, json!(asked));
    // Each sentence that the picture has for a step is there; that a body is part of another may have none.
    let quoted = |pair: &[NodeIndex]| {
        let between = picture.graph.edges_connecting(pair[0], pair[1]);
        let all = between.chain(picture.graph.edges_connecting(pair[1], pair[0]));
        all.filter(|edge| edge.weight().quote.is_some()).count()
    };
    let quotes: usize = picture.paths.iter().flat_map(|way| way.windows(2)).map(quoted).sum();
    assert!(quotes > 3, "{quotes}");
    let shown = browser.value("document.querySelectorAll('.way blockquote').length");
    assert_eq!(shown, json!(quotes), "{}", browser.text(PANEL));
    browser.click("#facts .act:nth-of-type(2)");
    assert_eq!(browser.value("[...document.querySelectorAll('#facts .act')].map((head) => head.ariaPressed === 'true').indexOf(true)"), json!(1));
    browser.press("Escape");
    assert!(browser.value("document.getElementById('panel').hidden").as_bool().unwrap());
    browser.click("#ways");
    assert_eq!(browser.text(HEADING), "Các đường nối");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn unfolded_posts_are_things_with_their_own_mark_and_filter() {
    let Some(mut browser) = Browser::start() else { return };
    let picture = of_views(Wish { scope: Scope { posts: true, ..Scope::default() }, ..Wish::default() });
    let (_folder, file) = page(&picture);
    browser.open(&file);
    let posts = picture.graph.node_weights().filter(|node| node.kind == Kind::Post).count();
    assert!(posts > 1);
    assert_eq!(
        browser.text("document.querySelector('#kinds input[value=post] ~ small').textContent"),
        posts.to_string()
    );
    find(&mut browser, "bi thu tinh uy van ha");
    assert_eq!(browser.text(HEADING), "Bí thư Tỉnh ủy Vân Hà");
    let panel = browser.text(PANEL);
    assert!(panel.contains("Người giữ chức theo thời gian") && panel.contains("Trần Văn Bách"), "{panel}");
    assert!(panel.contains("của Tỉnh ủy Vân Hà"), "{panel}");
    browser.shoot("post");
    browser.press("Escape");
    browser.click("#kinds input[value=post]");
    let left = picture.graph.node_count() - posts;
    assert!(browser.text(STATUS).starts_with(&format!("{left} trong số ")), "{}", browser.text(STATUS));
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
fn names_that_try_to_break_out_are_shown_and_do_nothing() {
    let Some(mut browser) = Browser::start() else { return };
    let evil = "</script><img src=x onerror=document.title='broken'><!--\\\"'\u{202e}cba %%DATA%%";
    let store = views::hostile(evil);
    let wish = Wish { about: Some("evil".to_owned()), ..Wish::default() };
    let (_folder, file) = page(&vnkg::draw::picture(&Graph::from(store), &wish).unwrap());
    browser.open(&file);
    let name = "</script><img src=x onerror=document.title='broken'><!--\"'\u{202e}cba %%DATA%%";
    assert_eq!(browser.text(HEADING), format!("{name} Ánh"));
    assert!(browser.text(PANEL).contains(&format!("“{name}”")));
    let title = browser.text("document.title");
    assert!(title.starts_with("</script><img"), "{title}");
    assert_eq!(
        browser.value("document.querySelectorAll('img, iframe, [onerror], [href^=javascript]').length"),
        json!(0)
    );
    browser.write("/");
    browser.write("script");
    assert_eq!(browser.value("document.querySelectorAll('#hits li').length"), json!(2));
    browser.press("ArrowDown");
    browser.press("ArrowUp");
    browser.press("Enter");
    assert_eq!(browser.text(HEADING), name);
    // The turning mark in a name must not reach the words after it.
    let isolated = browser.value(
        "[...document.querySelectorAll('#facts *')].filter((e) => e.childNodes.length === 1 && e.firstChild.nodeType === 3
           && e.textContent.includes('\\u202e')).every((e) => getComputedStyle(e).unicodeBidi === 'isolate'
           || getComputedStyle(e).display === 'block')",
    );
    assert_eq!(isolated, json!(true));
    browser.shoot("hostile");
    assert_eq!(browser.trouble(), Vec::<String>::new());

    // And if a script did get in, the page's policy would not let it run.
    browser.value("(() => { const s = document.createElement('script'); s.textContent = \"document.title='broken'\"; document.body.append(s); })()");
    browser.value("(() => { const i = document.createElement('img'); i.src = 'https://vanha.example/x.png'; document.body.append(i); })()");
    let trouble = browser.trouble();
    assert_eq!(browser.text("document.title"), title);
    assert!(trouble.iter().any(|line| line.contains("script-src")), "{trouble:?}");
    assert!(
        trouble.iter().any(|line| line.contains("img-src") || line.contains("default-src")),
        "{trouble:?}"
    );
}

#[test]
fn an_empty_graph_opens_without_complaint() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page(&whole(&Store::new().unwrap()));
    browser.open(&file);
    assert_eq!(browser.text(STATUS), "0 đối tượng · 0 quan hệ");
    find(&mut browser, "ai");
    assert_eq!(browser.text("document.querySelector('#hits').textContent"), "Không tìm thấy");
    browser.press("Escape");
    browser.press("Enter");
    browser.write("0+-");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

fn some_quote() -> Quoted {
    Quoted {
        iri: "https://w3id.org/vnkg/id/article/x#q1".to_owned(),
        text: "Câu thử.".to_owned(),
        article: "x".to_owned(),
        title: None,
        url: None,
        issued: None,
    }
}

/// A graph of 2,000 things and 6,000 relations: groups of things that are close, and ties between groups.
fn large() -> Picture {
    let mut graph = DiGraph::new();
    let kinds = [Kind::Person, Kind::Person, Kind::Body, Kind::Place, Kind::Event];
    for i in 0..2_000_usize {
        let kind = kinds[i % 5];
        graph.add_node(Node {
            iri: format!("https://w3id.org/vnkg/id/person/{i}"),
            kind,
            label: format!("{} thử nghiệm số {i}", kind.word(Language::Vi)),
            fields: Vec::new(),
            quote: None,
            degree: 0,
            share: None,
            group: None,
        });
    }
    let mut state = 7_usize;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for i in 0..6_000_usize {
        let from = if i < 1_999 { i + 1 } else { next(2_000) };
        let near = from / 40 * 40;
        let to = if next(12) == 0 { next(400) } else { (near + next(20) * next(2)) % 2_000 };
        let edge = Edge {
            relation: Relation::Attends,
            label: None,
            status: (i % 7 == 0).then(|| "former".to_owned()),
            since: None,
            date: Some(format!("20{}-0{}-01", 10 + i % 14, 1 + i % 9)),
            articles: 1 + i % 5,
            weight: 1,
            quote: Some(0),
        };
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), edge);
    }
    for node in graph.node_indices() {
        let degree = graph.edges(node).count();
        graph.node_weight_mut(node).unwrap().degree = degree;
    }
    let boxes: Vec<_> = graph.node_weights().map(layout::box_of).collect();
    let edges: Vec<_> = graph.edge_references().map(|e| (e.source().index(), e.target().index())).collect();
    Picture {
        positions: layout::layout(&boxes, &edges),
        about: None,
        paths: Vec::new(),
        in_columns: false,
        total_nodes: graph.node_count(),
        total_edges: graph.edge_count(),
        undated: 0,
        graph,
        quotes: vec![some_quote()],
        language: Language::Vi,
    }
}

#[test]
fn two_thousand_things_are_painted_and_follow_the_mouse() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page(&large());
    browser.open(&file);
    assert!(browser.text(STATUS).starts_with("2000 đối tượng · 6000 quan hệ"));
    let first = browser.value(
        "new Promise((done) => new PerformanceObserver((list) => {
           for (const entry of list.getEntriesByName('first-contentful-paint')) done(Math.round(entry.startTime));
         }).observe({ type: 'paint', buffered: true }))",
    );
    browser.shoot("large");
    let (x, y) = empty_place(&mut browser);
    browser.value(
        "(() => { window.painted = 0; const c = document.getElementById('sheet');
           new MutationObserver(() => (window.painted += 1)).observe(c, { attributeFilter: ['data-view'] }); })()",
    );
    let before = browser.text("document.getElementById('sheet').dataset.view");
    browser.mouse("mouseMoved", (x, y), false);
    browser.mouse("mousePressed", (x, y), true);
    browser.frame();
    browser.value("window.painted = 0");
    let script = browser.metric("ScriptDuration");
    let all = browser.metric("TaskDuration");
    for step in 0..60_u32 {
        browser.mouse("mouseMoved", (x + f64::from(step) * 2.0, y + f64::from(step)), true);
    }
    browser.frame();
    let script = browser.metric("ScriptDuration") - script;
    let all = browser.metric("TaskDuration") - all;
    browser.mouse("mouseReleased", (x + 118.0, y + 59.0), true);
    let frames = browser.value("window.painted").as_f64().unwrap();
    assert!(frames >= 10.0, "{frames} frames while the mouse went 60 steps");
    println!(
        "2,000 things, 6,000 relations: first paint after {} ms; while panning {:.1} ms of script a frame, \
         {:.1} ms in all ({frames} frames)",
        first,
        script * 1000.0 / frames,
        all * 1000.0 / frames
    );
    assert_ne!(browser.text("document.getElementById('sheet').dataset.view"), before);
    find(&mut browser, "thu nghiem 1234");
    assert_eq!(browser.text(HEADING), "Sự kiện thử nghiệm số 1234");
    browser.shoot("large-thing");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[cfg(feature = "disk")]
#[test]
fn what_the_command_draws_of_the_sample_articles_opens_without_complaint() {
    let Some(mut browser) = Browser::start() else { return };
    let file = built::beside("view.html");
    let said = built::told(&["draw", "--store", built::store(), "-o", &file]);
    browser.open(std::path::Path::new(&file));
    let nodes = said.split_once(": ").unwrap().1.split(' ').next().unwrap();
    assert!(browser.text(STATUS).starts_with(&format!("{nodes} trong số ")), "{said}");
    browser.shoot("sample");
    let views: [(&str, &[&str]); 4] = [
        ("sample-path", &["--path", "Quách Văn Thiềm", "Bùi Thị Nhường"]),
        ("sample-tree", &["--tree", "UBND tỉnh Hòa Bình"]),
        ("sample-together", &["--together", "--colour", "community"]),
        ("sample-posts", &["--posts", "--about", "Quách Văn Thiềm"]),
    ];
    for (name, asked) in views {
        let file = built::beside(&format!("{name}.html"));
        built::told(&[&["draw", "--store", built::store(), "-o", &file], asked].concat());
        browser.open(std::path::Path::new(&file));
        browser.frame();
        browser.shoot(name);
    }
    assert_eq!(browser.trouble(), Vec::<String>::new());
}
