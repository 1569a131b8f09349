//! Every format holds the picture whole, and a name cannot break out of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oxigraph::store::Store;
use serde_json::Value;
use vnkg::draw::words::Language;
use vnkg::draw::{DRAWINGS, Picture, View, Wish};
use vnkg::store::Graph;

fn picture(store: &Store, wish: &Wish) -> Picture {
    vnkg::draw::picture(&Graph::from(store.clone()), wish).unwrap()
}

fn bytes(picture: &Picture, extension: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let drawing = vnkg::draw::drawing_for(Path::new(&format!("x.{extension}"))).unwrap();
    drawing.draw(picture, &mut out).unwrap();
    out
}

fn text(picture: &Picture, extension: &str) -> String {
    String::from_utf8(bytes(picture, extension)).unwrap()
}

/// What each format would take for its own.
const EVIL: &str = r#"</data></node><script>alert(1)</script>"]]--> n0 -->|x| n1
`*_[a](javascript:b)_*` | %%{init}%% #quot; =cmd|' /C calc'!A1 & ' \" \\"#;

fn evil() -> String {
    EVIL.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Two bodies that share their hostile name, and a person with a formula for a name.
fn hostile() -> Store {
    let evil = evil();
    views::store_of(&format!(
        r#"g:h1 {{
  <h1> a schema:NewsArticle ; dct:identifier "h1" ; dct:title "{evil}"@vi ; schema:url "javascript:alert(1)"^^xsd:anyURI .
  <h1#q1> a vk:Quote ; vk:inArticle <h1> ; oa:exact "{evil}"@vi .
  person:evil.x.0001 a foaf:Person ; foaf:name "=HYPERLINK(\"http://x\")"@vi ; vk:searchName "evil" .
  body:evil.x.0002 a org:Organization ; skos:prefLabel "{evil}"@vi ; org:subOrganizationOf body:evil.x.0003 .
  body:evil.x.0003 a org:Organization ; skos:prefLabel "{evil}"@vi ; vk:searchName "top" .
  post:evil a org:Post ; skos:prefLabel "{evil}"@vi ; org:postIn body:evil.x.0002 .
  mem:1 a org:Membership ; org:member person:evil.x.0001 ; org:organization body:evil.x.0002 ; vk:post post:evil ; vk:attested <h1#t1> .
  <h1#t1> a vk:Attestation ; vk:status "{evil}" ; vk:observedOn "{evil}" ; vk:evidence <h1#q1> ; vk:confidence 0.9 .
}}"#
    ))
}

#[test]
fn the_pictures_of_the_views_are_those_on_file() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let store = views::store();
    let way =
        View::Paths { from: "Trần Văn Bách".to_owned(), to: "Đỗ Hạnh Dung".to_owned(), count: 3 };
    let tree = View::Tree { body: "Tỉnh ủy Vân Hà".to_owned() };
    let wishes = [
        ("views", Wish::default()),
        ("way", Wish { view: way, ..Wish::default() }),
        ("tree", Wish { view: tree, language: Language::En, ..Wish::default() }),
    ];
    let mut moved = Vec::new();
    for (name, wish) in wishes {
        let picture = picture(&store, &wish);
        for extension in ["svg", "dot", "mmd", "txt"] {
            let file = folder.join(format!("{name}.{extension}"));
            let now = text(&picture, extension);
            if std::env::var_os("UPDATE_GOLDEN").is_some() && std::env::var_os("CI").is_none() {
                fs::write(&file, &now).unwrap();
            }
            if fs::read_to_string(&file).unwrap_or_default() != now {
                moved.push(file);
            }
        }
    }
    assert!(moved.is_empty(), "moved: {moved:?}\nif that is right: UPDATE_GOLDEN=1 cargo t --test formats");
}

#[test]
fn hostile_names_stay_data_in_json_and_csv() {
    let picture = picture(&hostile(), &Wish::default());
    let json: Value = serde_json::from_str(&text(&picture, "json")).unwrap();
    let labels: Vec<&str> = json["elements"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["data"]["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels.iter().filter(|label| **label == EVIL).count(), 2, "{labels:?}");

    let table = text(&picture, "csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let columns = rows.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|own| own == name).unwrap();
    let records: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 2);
    let held = records.iter().find(|row| &row[column("relation")] == "holds").unwrap();
    assert_eq!(&held[column("from")], "'=HYPERLINK(\"http://x\")", "no formula");
    assert_eq!(&held[column("quote")], EVIL);
    let mut nodes = Vec::new();
    let drawing = vnkg::draw::drawing_for(Path::new("x.csv")).unwrap();
    (drawing.beside().unwrap().draw)(&picture, &mut nodes).unwrap();
    let nodes: Vec<_> =
        csv::Reader::from_reader(nodes.as_slice()).into_records().map(Result::unwrap).collect();
    assert_eq!(nodes.len(), 3);
}

#[test]
fn hostile_names_stay_data_in_xml() {
    let picture = picture(&hostile(), &Wish::default());
    for (extension, node, edge) in
        [("graphml", "<node ", "<edge "), ("gexf", "<node ", "<edge "), ("svg", "<tspan", "<path")]
    {
        let xml = text(&picture, extension);
        assert!(!xml.contains("<script") && !xml.contains("</data></node><"), "{extension}");
        assert!(xml.matches(node).count() >= 3 && xml.matches(edge).count() == 2, "{extension}");
        let mut open = Vec::new();
        for tag in xml.split('<').skip(1).filter(|tag| !tag.starts_with('?')) {
            let (head, _) = tag.split_once('>').unwrap();
            let name = head.trim_start_matches('/').split([' ', '/']).next().unwrap();
            match (head.starts_with('/'), head.ends_with('/')) {
                (true, _) => assert_eq!(open.pop(), Some(name), "{extension}"),
                (false, false) => open.push(name),
                (false, true) => {}
            }
        }
        assert!(open.is_empty(), "{extension}: {open:?}");
    }
}

#[test]
fn hostile_names_stay_data_in_mermaid() {
    let mermaid = text(&picture(&hostile(), &Wish::default()), "mmd");
    let mut statements = mermaid.lines().skip(4).filter(|line| line.starts_with("  n"));
    for line in statements.by_ref() {
        let (_, rest) = line.split_once('"').unwrap();
        let (label, rest) = rest.split_once('"').unwrap();
        assert!(!rest.contains('"') && !label.contains(['<', '>', '`', '%', '*', '_', '\\']), "{line}");
        // Every # begins an entity, so that no entity of the name's own is read.
        assert!(label.split('#').skip(1).all(|part| part.contains(';')), "{line}");
        assert!(!label.contains("#quot; =cmd"), "{line}");
    }
    assert_eq!(mermaid.matches("-->|").count(), 2);
}

#[test]
fn hostile_names_stay_data_in_markdown_and_text() {
    let picture = picture(&hostile(), &Wish::default());
    let markdown = text(&picture, "md");
    let live = markdown.replace(r"\\", "").replace(r"\]", "");
    assert!(!live.contains("<script") && !live.contains("](javascript:"), "{markdown}");
    assert!(markdown.contains(r"\[a\](javascript:b)") && !markdown.contains("(<javascript"), "{markdown}");
    let plain = text(&picture, "txt");
    assert!(plain.lines().all(|line| line.chars().all(|c| !c.is_control())), "{plain}");
}

#[test]
fn networkx_reads_the_same_nodes_edges_and_types_whatever_the_names() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/networks.py");
    for store in [views::store(), hostile()] {
        let folder = tempfile::tempdir().unwrap();
        let picture = picture(&store, &Wish::default());
        for extension in ["json", "graphml", "gexf", "csv"] {
            fs::write(folder.path().join(format!("graph.{extension}")), bytes(&picture, extension)).unwrap();
        }
        let mut nodes = Vec::new();
        let beside = vnkg::draw::drawing_for(Path::new("x.csv")).unwrap().beside().unwrap();
        (beside.draw)(&picture, &mut nodes).unwrap();
        fs::write(folder.path().join("graph.nodes.csv"), nodes).unwrap();
        let Ok(output) = Command::new("python3").arg(script).arg("--files").arg(folder.path()).output()
        else {
            eprintln!("skipped: python3 is not installed");
            return;
        };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.code() == Some(77) {
            eprintln!("{said}");
            return;
        }
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The store with one body of this name.
fn named(name: &str) -> Picture {
    let store = views::store_of(&format!(
        "g:h1 {{ body:a a org:Organization ; skos:prefLabel \"{name}\"@vi ; org:subOrganizationOf body:b .\n\
         body:b a org:Organization ; skos:prefLabel \"b\"@vi . }}"
    ));
    picture(&store, &Wish::default())
}

#[test]
fn the_bitmap_has_a_shape_for_every_vietnamese_letter() {
    let vowels = "aăâeêioôơuưy";
    let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let mut letters: BTreeSet<String> = BTreeSet::from(["d".to_owned(), "đ".to_owned()]);
    for vowel in vowels.chars() {
        letters.extend(marks.map(|mark| vnkg::text::nfc(&format!("{vowel}{mark}"))));
    }
    letters
        .extend(letters.clone().iter().map(|letter| letter.chars().flat_map(char::to_uppercase).collect()));
    assert_eq!(letters.len(), 2 * 74);
    // A letter without a shape is drawn like any other letter without one.
    let missing = bytes(&named("中"), "png");
    let drawn: BTreeSet<Vec<u8>> = letters.iter().map(|letter| bytes(&named(letter), "png")).collect();
    assert_eq!(drawn.len(), letters.len());
    assert!(!drawn.contains(&missing));
    // What a body became is written with an arrow.
    assert_ne!(bytes(&named("→"), "png"), missing);
}

#[test]
fn a_bitmap_that_nobody_could_read_is_refused_with_advice() {
    let mut picture = picture(&views::store(), &Wish::default());
    for point in &mut picture.positions {
        point.x *= 60.0;
        point.y *= 60.0;
    }
    let drawing = vnkg::draw::drawing_for(Path::new("x.png")).unwrap();
    let error = drawing.draw(&picture, &mut Vec::new()).unwrap_err().to_string();
    assert!(error.contains("too small to read") && error.contains("--limit"), "{error}");
}

#[test]
fn every_format_has_a_name_an_extension_and_a_line_of_its_own() {
    let of = |f: fn(&dyn vnkg::draw::Drawing) -> &'static str| {
        DRAWINGS.iter().map(|drawing| f(*drawing)).collect::<BTreeSet<_>>().len()
    };
    assert_eq!(of(|d| d.name()), DRAWINGS.len());
    assert_eq!(of(|d| d.extension()), DRAWINGS.len());
    assert_eq!(of(|d| d.about()), DRAWINGS.len());
}
