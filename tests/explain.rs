//! `vnkg explain` tells each fact with its sentence and where it stands.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

#[cfg(feature = "disk")]
#[path = "fixtures/built.rs"]
mod built;

use oxigraph::store::Store;
use vnkg::cli::explain::{Args, run};

fn asked(store: &Store, name: &str, format: &str, lang: &str) -> Result<String, String> {
    let args = Args { name: vec![name.to_owned()], format: format.to_owned(), lang: lang.to_owned() };
    let mut out = Vec::new();
    run(&args, &vnkg::store::Graph::from(store.clone()), &mut out).map_err(|error| format!("{error:#}"))?;
    Ok(String::from_utf8(out).unwrap())
}

fn explained(name: &str) -> String {
    asked(&views::store(), name, "text", "en").unwrap()
}

fn json(name: &str) -> serde_json::Value {
    serde_json::from_str(&asked(&views::store(), name, "json", "en").unwrap()).unwrap()
}

/// The facts of a topic as (text, status, date).
fn facts(explanation: &serde_json::Value, topic: &str) -> Vec<(String, String, String)> {
    let text = |fact: &serde_json::Value, key: &str| fact[key].as_str().unwrap_or("").to_owned();
    let topics = explanation["topics"].as_array().unwrap();
    let found = topics.iter().filter(|t| t["topic"] == topic).flat_map(|t| t["facts"].as_array().unwrap());
    found.map(|f| (text(f, "text"), text(f, "status"), text(f, "date"))).collect()
}

fn row(text: &str, status: &str, date: &str) -> (String, String, String) {
    (text.to_owned(), status.to_owned(), date.to_owned())
}

#[test]
fn a_person_is_told_with_posts_and_decisions_and_every_sentence() {
    assert_eq!(
        explained("do hanh dung"),
        "\
Đỗ Hạnh Dung — person
https://w3id.org/vnkg/id/person/do-hanh-dung.90.4d5e

Posts
  Giám đốc Sở Nội vụ tỉnh Vân Hà — current, 2022-08-19
      “Cùng đi có đồng chí Đỗ Hạnh Dung, Giám đốc Sở Nội vụ; đồng chí Vũ Minh Khoát, Bí thư Huyện ủy Thạch Tân; đồng chí Hoàng Đức Nhạn, Chủ tịch UBND huyện.”
      [vh-004] Bí thư Tỉnh ủy kiểm tra tại huyện Thạch Tân 2022-08-20 https://vanha.example/thach-tan/kiem-tra
  Giám đốc Sở Nội vụ tỉnh Vân Hà — incoming, 2022-04-01
      “Chủ tịch UBND tỉnh Phạm Quốc Tường trao Quyết định số 415/QĐ-UBND bổ nhiệm đồng chí Đỗ Hạnh Dung giữ chức Giám đốc Sở Nội vụ.”
      [vh-002] Bổ nhiệm Giám đốc Sở Nội vụ tỉnh Vân Hà 2022-04-02 https://vanha.example/can-bo/so-noi-vu
  Phó Chủ tịch Ủy ban nhân dân huyện Thạch Tân — former, 2022-04-01
      “Trước đó, đồng chí Đỗ Hạnh Dung là Phó Chủ tịch UBND huyện Thạch Tân.”
      [vh-002] Bổ nhiệm Giám đốc Sở Nội vụ tỉnh Vân Hà 2022-04-02 https://vanha.example/can-bo/so-noi-vu

Events
  Kiểm tra cải cách hành chính tại huyện Thạch Tân — attendee, 2022-08-19
      “Cùng đi có đồng chí Đỗ Hạnh Dung, Giám đốc Sở Nội vụ; đồng chí Vũ Minh Khoát, Bí thư Huyện ủy Thạch Tân; đồng chí Hoàng Đức Nhạn, Chủ tịch UBND huyện.”
      [vh-004] Bí thư Tỉnh ủy kiểm tra tại huyện Thạch Tân 2022-08-20 https://vanha.example/thach-tan/kiem-tra

Named in decisions
  Ủy ban nhân dân tỉnh Vân Hà: bổ nhiệm đồng chí Đỗ Hạnh Dung giữ chức Giám đốc Sở Nội vụ — issued, 2022-04-01
      “Chủ tịch UBND tỉnh Phạm Quốc Tường trao Quyết định số 415/QĐ-UBND bổ nhiệm đồng chí Đỗ Hạnh Dung giữ chức Giám đốc Sở Nội vụ.”
      [vh-002] Bổ nhiệm Giám đốc Sở Nội vụ tỉnh Vân Hà 2022-04-02 https://vanha.example/can-bo/so-noi-vu
"
    );
}

#[test]
fn a_body_is_told_with_holders_parent_parts_and_jurisdiction() {
    let body = json("Huyện ủy Thạch Tân");
    assert_eq!(body["kind"], "body");
    assert_eq!(
        facts(&body, "holders"),
        [
            row("Vũ Minh Khoát: Bí thư", "current", "2022-08-19"),
            row("Hoàng Đức Nhạn: Phó Bí thư", "current", ""),
            row("Vũ Minh Khoát: Bí thư", "current", ""),
        ]
    );
    assert_eq!(facts(&body, "parent"), [row("Tỉnh ủy Vân Hà", "", "")]);
    assert_eq!(facts(&body, "parts").len(), 2);
    assert_eq!(facts(&body, "jurisdiction"), [row("Huyện Thạch Tân", "", "")]);
    assert_eq!(facts(&body, "events").len(), 1);
}

#[test]
fn a_renamed_body_is_told_with_its_lineage_from_both_ends() {
    let line = "renaming: Văn phòng Huyện ủy Thạch Tân → Văn phòng cấp ủy và chính quyền huyện Thạch Tân";
    for name in ["Văn phòng Huyện ủy Thạch Tân", "Văn phòng cấp ủy và chính quyền huyện Thạch Tân"]
    {
        assert_eq!(facts(&json(name), "changes"), [row(line, "", "2022-03-14")], "{name}");
    }
}

#[test]
fn an_event_is_told_with_chair_first_groups_agenda_and_decisions() {
    let event = json("Hội nghị lần thứ 12 Ban Thường vụ Tỉnh ủy Vân Hà");
    assert_eq!(
        facts(&event, "people"),
        [
            row("Trần Văn Bách", "chair", ""),
            row("Nguyễn Thị Mai Lan", "attendee", ""),
            row("Phạm Quốc Tường", "attendee", ""),
        ]
    );
    assert_eq!(facts(&event, "groups"), [row("đại diện một số sở, ngành", "", "")]);
    assert_eq!(facts(&event, "agenda"), [row("Sở Tài chính tỉnh Vân Hà: phân bổ vốn", "", "")]);
    assert_eq!(facts(&event, "decisions").len(), 1);
    let every = event["topics"].as_array().unwrap().iter().filter(|t| t["topic"] != "details");
    for fact in every.flat_map(|t| t["facts"].as_array().unwrap()) {
        assert!(!fact["quotes"].as_array().unwrap().is_empty(), "{fact}");
    }
}

#[test]
fn a_decision_is_told_with_amount_decider_and_its_own_quote() {
    let decision = json("id/decision/vh-003.d1");
    let details: Vec<String> = facts(&decision, "details").into_iter().map(|(text, _, _)| text).collect();
    for detail in [
        "amount: khoảng 1.250 tỷ đồng",
        "decidedBy: Hội đồng nhân dân tỉnh Vân Hà",
        "decidedOn: 2022-07-07",
        "modality: Agreed",
    ] {
        assert!(details.iter().any(|d| d == detail), "{detail} in {details:?}");
    }
    assert_eq!(facts(&decision, "evidence").len(), 1);
}

#[test]
fn places_documents_posts_and_articles_are_told_too() {
    let place = json("huyen thach tan");
    assert_eq!(place["kind"], "place");
    assert_eq!(facts(&place, "parent"), [row("Tỉnh Vân Hà", "", "")]);
    assert_eq!(facts(&place, "bodies").len(), 4);
    let document = json("415/qđ-ubnd");
    assert_eq!((document["kind"].as_str(), facts(&document, "decisions").len()), (Some("document"), 1));
    let post = json("Chủ tịch Ủy ban nhân dân tỉnh Vân Hà");
    assert_eq!(facts(&post, "holders").len(), 2);
    assert_eq!(json("vh-005")["kind"], "article");
    assert_eq!(json("id/article/vh-005#q1")["kind"], "quote");
}

#[test]
fn an_ambiguous_name_lists_the_candidates_and_an_unknown_one_says_so() {
    let store = views::store();
    let error = asked(&store, "Do Thi Hoa", "text", "en").unwrap_err();
    assert!(
        error.contains("2 things")
            && error.contains("do-thi-hoa.90.8192")
            && error.contains("do-thi-hoa.902.92a3"),
        "{error}"
    );
    assert!(explained("Đỗ Thị Hòa").starts_with("Đỗ Thị Hòa — person\n"));
    assert!(asked(&store, "Không Có Ai", "text", "en").unwrap_err().contains("\"Không Có Ai\""));
}

#[test]
fn control_characters_of_a_quote_do_not_reach_the_terminal() {
    let text = explained("ngo the vien");
    assert!(text.contains("nói: \"Việc \\ này cần làm sớm\". Văn phòng"), "{text}");
    assert!(text.chars().all(|c| !c.is_control() || c == '\n'));
}

#[test]
fn the_words_around_the_facts_follow_the_language() {
    let text = asked(&views::store(), "ngo the vien", "text", "vi").unwrap();
    assert!(
        text.contains("Ngô Thế Viên — người")
            && text.contains("Chức vụ\n")
            && text.contains("— nguyên, 2022-11-01"),
        "{text}"
    );
}

#[cfg(feature = "disk")]
#[test]
fn the_command_tells_sentences_that_stand_in_the_articles() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let files =
        std::fs::read_dir(folder).unwrap().map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap());
    let all: String = files.collect::<Vec<_>>().join("\n");
    let text = built::told(&["explain", "--store", built::store(), "--format", "json", "UBND tỉnh Lạng Sơn"]);
    let told: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(told["name"], "Ủy ban nhân dân tỉnh Lạng Sơn");
    let topics = told["topics"].as_array().unwrap().iter();
    let every = topics.flat_map(|topic| topic["facts"].as_array().unwrap());
    let quotes: Vec<&str> = every
        .flat_map(|fact| fact["quotes"].as_array().unwrap())
        .map(|quote| quote["text"].as_str().unwrap())
        .collect();
    assert!(quotes.len() > 3);
    for quote in quotes {
        assert!(all.contains(quote), "{quote}");
    }
    assert!(!facts(&told, "holders").is_empty());
}
