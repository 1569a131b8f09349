//! A dossier tells what is known of one person or body, each fact with sentence and source, safe to open.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

use std::fs;

use oxigraph::store::Store;
use vnkg::cli::dossier::{Args, run};
use vnkg::draw::html::source_hash;

fn written(store: &Store, name: &str, extension: &str, lang: &str, quotes: usize) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join(format!("page.{extension}"));
    let args = Args { name: vec![name.to_owned()], output: output.clone(), lang: lang.to_owned(), quotes };
    let mut said = Vec::new();
    run(&args, &vnkg::store::Graph::from(store.clone()), &mut said).map_err(|error| format!("{error:#}"))?;
    assert!(String::from_utf8(said).unwrap().contains(&format!("page.{extension}: ")));
    Ok(fs::read_to_string(output).unwrap())
}

fn page(name: &str, lang: &str) -> String {
    written(&views::store(), name, "html", lang, 4).unwrap()
}

/// The text between two marks.
fn part<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

/// The section under a heading.
fn section<'t>(page: &'t str, heading: &str) -> &'t str {
    part(page, &format!("<h2>{heading}</h2>"), "</section>")
}

fn hostile() -> Store {
    let evil = r#"</style></svg><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x | `a` [b](javascript:c)"#;
    views::store_of(&format!(
        r#"g:h1 {{
  <h1> a schema:NewsArticle ; dct:identifier "{evil}" ; dct:title "{evil}"@vi ; schema:url "javascript:alert(1)"^^xsd:anyURI ; dct:issued "{evil}" .
  <h1#q1> a vk:Quote ; vk:inArticle <h1> ; oa:exact "{evil}"@vi .
  person:evil.x.0001 a foaf:Person ; foaf:name "{evil}"@vi ; vk:searchName "evil" .
  body:evil.x.0002 a org:Organization ; skos:prefLabel "{evil}"@vi ; vk:searchName "body" .
  post:evil a org:Post ; skos:prefLabel "{evil}"@vi ; org:postIn body:evil.x.0002 .
  mem:1 a org:Membership ; org:member person:evil.x.0001 ; org:organization body:evil.x.0002 ; vk:post post:evil ; vk:attested <h1#t1> , <h1#t2> .
  <h1#t1> a vk:Attestation ; vk:status "{evil}" ; vk:observedOn "2020-01-01" ; vk:evidence <h1#q1> ; vk:confidence 0.9 .
  <h1#t2> a vk:Attestation ; vk:status "former" ; vk:observedOn "{evil}" ; vk:evidence <h1#q1> ; vk:confidence 0.9 .
}}"#
    ))
}

#[test]
fn a_person_is_told_with_posts_over_time_events_decisions_and_connections() {
    let page = page("tran van bach", "vi");
    assert!(page.contains("<h1>Trần Văn Bách</h1>") && page.contains("<html lang=\"vi\">"));
    let times = section(&page, "Chức vụ theo thời gian");
    assert!(times.contains("<svg") && times.contains("Bí thư Tỉnh ủy Vân Hà"), "{times}");
    assert!(times.contains("<title>2022-08-19 · đương nhiệm</title>"), "{times}");
    let posts = section(&page, "Chức vụ");
    assert!(
        posts.contains(
            "Bí thư Tỉnh ủy Vân Hà</span><span class=\"notes\"> — đương nhiệm, 2022-03-14 – 2022-08-19"
        ),
        "{posts}"
    );
    assert!(posts.contains("“Đồng chí Trần Văn Bách, Bí thư Tỉnh ủy chủ trì hội nghị.”"));
    assert!(posts.contains("<a href=\"https://vanha.example/chinh-tri/12\""));
    assert!(section(&page, "Sự kiện").contains("Hội nghị lần thứ 12"));
    assert!(section(&page, "Quyết định").contains("oàn thành số hóa hồ sơ"));
    let together = section(&page, "Cùng tham dự");
    assert!(together.contains("Nguyễn Thị Mai Lan") && together.contains("<blockquote>"), "{together}");
    assert!(section(&page, "Quan hệ gần nhất").contains("<svg"));
}

#[test]
fn who_chairs_is_not_told_to_attend_as_well() {
    let events = page("tran van bach", "en");
    let events = section(&events, "Events");
    let notes = events.split("Hội nghị lần thứ 12").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(notes.contains("— chair, 2022-03-14") && !notes.contains("attendee"), "{notes}");
    assert_eq!(events.matches("Hội nghị lần thứ 12 Ban Thường vụ Tỉnh ủy Vân Hà</span>").count(), 1);
}

#[test]
fn a_body_is_told_with_its_holders() {
    let page = page("Tỉnh ủy Vân Hà", "en");
    assert!(page.contains("<html lang=\"en\">") && page.contains("<p class=\"kind\">body</p>"));
    assert!(section(&page, "Office holders over time").contains("Trần Văn Bách: Bí thư"));
    assert!(section(&page, "Office holders").contains("Nguyễn Thị Mai Lan: Phó Bí thư Thường trực"));
    assert!(section(&page, "Parts").contains("Ban Thường vụ Tỉnh ủy Vân Hà"));
}

#[test]
fn the_markdown_tells_the_same_facts() {
    let text = written(&views::store(), "Trần Văn Bách", "md", "vi", 4).unwrap();
    assert!(text.starts_with("# Trần Văn Bách\n"));
    assert!(text.contains("| Bí thư Tỉnh ủy Vân Hà | 2022-03-14 – 2022-08-19 | đương nhiệm |"), "{text}");
    assert!(text.contains("  > “Đồng chí Trần Văn Bách, Bí thư Tỉnh ủy chủ trì hội nghị.”"));
    assert!(text.contains("](<https://vanha.example/chinh-tri/12>)"));
    // The page has every fact in bold that the Markdown has.
    let page = page("Trần Văn Bách", "vi");
    let bold: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("- **")?.split("**").next()).collect();
    assert!(bold.len() > 5, "{bold:?}");
    assert!(
        bold.iter().all(|fact| page.contains(&format!("<span class=\"fact\">{fact}</span>"))),
        "{bold:?}"
    );
}

#[test]
fn sentences_beyond_the_number_asked_for_are_counted() {
    let store = views::store();
    let all = written(&store, "Trần Văn Bách", "html", "en", 0).unwrap();
    let some = written(&store, "Trần Văn Bách", "html", "en", 1).unwrap();
    assert!(!all.contains("more sentences") && some.contains("more sentences"));
    assert!(some.matches("<blockquote>").count() < all.matches("<blockquote>").count());
}

#[test]
fn the_page_allows_its_own_styles_by_hash_and_no_script() {
    let page = page("Trần Văn Bách", "vi");
    let policy = part(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; style-src ") && !policy.contains("script"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    let styles: Vec<&str> =
        page.split("<style>").skip(1).map(|rest| rest.split_once("</style>").unwrap().0).collect();
    assert_eq!(styles.len(), 2);
    for style in styles {
        assert!(policy.contains(&source_hash(style)), "a style without its hash");
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
    assert!(!page.contains("<script") && !page.contains(" style=") && !page.contains("src="));
}

#[test]
fn hostile_names_stay_text() {
    let store = hostile();
    for name in ["evil", "id/body/evil.x.0002"] {
        let page = written(&store, name, "html", "vi", 4).unwrap();
        for word in ["<script", "<img", "</style></svg>", "href=\"javascript", "\" onload"] {
            assert!(!page.contains(word), "{word}");
        }
        assert_eq!(page.matches("<style>").count(), page.matches("</style>").count());
        assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
        assert!(page.contains("&lt;script&gt;alert(1)"), "it is shown");
        let text = written(&store, name, "md", "vi", 4).unwrap();
        assert!(!text.contains("<script") && !text.contains("(<javascript"), "{text}");
        assert!(text.replace("\\]", "").split("](").count() == 1, "no link: {text}");
    }
}

#[test]
fn the_same_store_gives_the_same_page() {
    assert_eq!(page("Trần Văn Bách", "vi"), page("Trần Văn Bách", "vi"));
}

#[test]
fn unknown_names_and_extensions_are_told() {
    let ask = |name, extension| written(&views::store(), name, extension, "vi", 4).unwrap_err();
    assert!(ask("Không Có Ai", "html").contains("nothing in the store is called"));
    let error = ask("Trần Văn Bách", "pdf");
    assert!(error.contains("use .html or .md"), "{error}");
}
