#![expect(clippy::string_slice, reason = "the spans under test are on character boundaries")]

use std::sync::LazyLock;

use proptest::prelude::*;

use super::sentences;
use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::page::PageWords;
use crate::model::{Article, Section};

static WORDS: LazyLock<PageWords> = LazyLock::new(|| PageWords::load().unwrap());
static PLACES: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load().unwrap());

fn article(title: &str, text: &str) -> Article {
    let doc = if title.is_empty() { text.to_owned() } else { format!("{title}\n{text}") };
    Article { text_start: doc.len() - text.len(), doc, ..Article::default() }
}

fn marked(title: &str, text: &str) -> Vec<(Section, String)> {
    let article = article(title, text);
    let found = sentences(&article, &WORDS, &PLACES);
    found.iter().map(|s| (s.section, s.span.of(&article.doc).to_owned())).collect()
}

/// The sentences of one line.
fn split(text: &str) -> Vec<String> {
    marked("Tiêu đề của bài này", text).into_iter().skip(1).map(|(_, words)| words).collect()
}

/// Each text is written with `¦` where it splits.
fn check(texts: &[&str]) {
    for text in texts {
        let parts: Vec<String> = text.split('¦').map(|p| p.trim().to_owned()).collect();
        assert_eq!(split(&text.replace('¦', "")), parts, "{text}");
    }
}

#[test]
fn full_stops_end_sentences_before_capitals_and_digits() {
    check(&[
        "Xã đã họp.¦ Ông A chủ trì.¦ 29 người dự.",
        "Họp xong chưa?¦ Chưa!¦ Vì sao?!",
        "Xã đã làm theo quy định./.¦ Huyện đồng ý././.",
        "Đã trồng ngô, khoai...¦ Về kinh phí thì chưa rõ…¦ Sẽ họp tiếp.",
        "Họp ngày 25.6.¦ Sau đó nghỉ.",
    ]);
}

#[test]
fn hard_spaces_are_spaces() {
    check(&["Xã\u{a0}đã họp.\u{a0}¦Ông A\u{a0}chủ trì.¦"].map(|t| t.trim_end_matches('¦')));
}

#[test]
fn numbers_dates_and_abbreviations_do_not_split() {
    check(&[
        "Chi 5.970 tỷ đồng ngày 25.6.2019 cho TP. Hà Nội và Q. 1.",
        "Ông về TP. Hồ Chí Minh, TP.HCM, Tp.Hồ Chí Minh và TX. Sơn Tây.",
        "PGS.TS. Trần Văn A và ThS. Lê Thị B cùng dự.",
        "CT. UBND xã và PCT. UBND huyện ký.",
        "Cơ quan U.B.N.D xã có bà N.T.A. Nguyễn, ông Donald J. Trump và D.H. ký.",
        "Xã trồng ngô, khoai... và đậu; nuôi gà, vịt, v.v. để bán.",
        "Điều 1. Phạm vi áp dụng.¦ Xã có 5 thôn.",
        "1. Mục tiêu chung.¦ II. Nội dung họp.",
        "Điện thoại: 0261. 3648707",
    ]);
}

#[test]
fn an_abbreviated_city_ends_a_sentence_where_no_place_follows() {
    check(&[
        "Ông là cán bộ của TP.¦ Ông Trần Văn A thay ông.",
        "Xã trồng ngô, khoai, v.v.¦ Ngoài ra còn nuôi gà.",
    ]);
}

#[test]
fn semicolons_and_colons_never_split() {
    check(&["Đồng Nai: Tại Hội nghị; Ông A, Giám đốc; Bà B, Phó Giám đốc cùng dự."]);
}

#[test]
fn quotes_close_with_their_sentence() {
    check(&[
        "Ông nói: “Xã sẽ làm.”¦ Huyện đồng ý.",
        "“Xã sẽ làm.¦ Huyện phải giúp.”, ông nói.",
        "\"Xã sẽ làm\".¦ \"Huyện phải giúp\", ông nói.",
        "Ai làm (?) thì chưa rõ (?!).¦ Huyện sẽ xét.",
        "“Vì sao?” ông hỏi.",
    ]);
}

#[test]
fn a_missing_space_behind_a_full_stop_splits() {
    check(&[
        "Xong trong năm 2017.¦Vậy đâu là lý do?",
        "Bà con đỡ khổ!¦Những hộ khác thì chưa.",
        "Ông ở khắp châu Á.¦Sau đó ông về.",
        "Họp tại UBND.¦Sau đó nghỉ.",
        "Xem tại https://a.vn/Tin.Html và ghi.Chép lại.".replace("ghi.Chép", "ghi.¦Chép").as_str(),
        "Theo T.Nam và trang A.vn thì không.",
    ]);
}

#[test]
fn a_name_or_source_glued_to_the_end_is_split_off() {
    for (tail, section) in [
        ("Trần Nam", Section::Byline),
        ("T.Nam - Ảnh: Cổng thông tin A", Section::Byline),
        ("PV", Section::Byline),
        ("Theo VGP", Section::Source),
        ("(Theo Dân trí)", Section::Source),
        ("(TTXVN/Vietnam+)", Section::Source),
    ] {
        let found = marked("Tiêu đề của bài này", &format!("Xã đã họp. Xã làm theo quy định. {tail}"));
        assert_eq!(found.last().unwrap(), &(section, tail.to_owned()));
        assert_eq!(found.len(), 4);
    }
}

#[test]
fn a_last_sentence_that_is_prose_stays_running_text() {
    for tail in ["Ông Nam đồng ý.", "Theo quy định của tỉnh, xã phải họp.", "Xã sẽ báo cáo sau"]
    {
        assert_eq!(
            marked("Tiêu đề của bài này", &format!("Xã đã họp. {tail}")).last().unwrap().0,
            Section::Body
        );
    }
}

#[test]
fn the_parts_of_a_page_are_told_apart() {
    let page = "Skip to main content\n\nXã A bàn việc làm đường mới\n\nTin theo lĩnh vực Tổng hợp\nXã A bàn việc làm \
                đường mới\nSáng 3/4, xã A họp. Ông B chủ trì.\nlam-duong-0.jpg\nÔng B phát biểu.\n\nXã sẽ làm đường \
                trước tháng 5.\nhttps://a.vn/b.html\nTin, ảnh: Trần C – Lê D\nTheo Báo A điện tử\n";
    let sections: Vec<&str> = marked("", page).iter().map(|(s, _)| s.name()).collect();
    let expected = "furniture title furniture title body body furniture caption body furniture byline source";
    assert_eq!(sections.join(" "), expected);
}

#[test]
fn a_title_given_apart_and_repeated_is_a_title_twice() {
    let found = marked("Xã A bàn việc làm đường", "XÃ A BÀN VIỆC LÀM ĐƯỜNG.\nXã đã họp.");
    let sections: Vec<Section> = found.iter().map(|(s, _)| *s).collect();
    assert_eq!(sections, [Section::Title, Section::Title, Section::Body]);
}

#[test]
fn lines_broken_within_a_sentence_are_one() {
    let found = marked(
        "Tiêu đề của bài này",
        "Vụ việc xảy ra trong lúc cùng\nđi làm đường.\nÔng A –\nChủ tịch xã phát biểu tại hội nghị\nXã đã họp.",
    );
    let shown: Vec<(&str, &str)> = found.iter().skip(1).map(|(s, w)| (s.name(), w.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("body", "Vụ việc xảy ra trong lúc cùng\nđi làm đường."),
            ("caption", "Ông A –\nChủ tịch xã phát biểu tại hội nghị"),
            ("body", "Xã đã họp."),
        ]
    );
}

#[test]
fn items_of_lists_are_not_put_together() {
    let found =
        marked("Tiêu đề của bài này", "Xã bàn ba việc\na) Làm đường\nb) Làm cầu\n- Bí thư\n1. Họp dân");
    assert_eq!(found.len(), 6);
    assert!(found.iter().skip(1).all(|(s, _)| *s == Section::Body), "{found:?}");
}

#[test]
fn paragraphs_are_numbered_by_lines() {
    let article = article("Tiêu đề", "Một.\n\nHai. Ba.\r\nBốn.");
    let found = sentences(&article, &WORDS, &PLACES);
    let numbers: Vec<usize> = found.iter().map(|s| s.paragraph).collect();
    assert_eq!(numbers, [0, 1, 3, 3, 4]);
}

/// Text with the phrase's example as a page would have it.
fn page_with(kind: &str, example: &str) -> (String, usize) {
    match kind {
        "byline-start" | "source-start" | "source-word" | "outlet" => {
            (format!("Xã đã họp sáng nay.\nXã sẽ làm đường.\n{example}"), 2)
        }
        _ => (format!("Xã đã họp sáng nay.\n\n{example}\n\nXã sẽ làm đường."), 1),
    }
}

fn section_of(kind: &str) -> Section {
    match kind {
        "menu" | "menu-start" => Section::Furniture,
        "caption-start" | "caption-word" => Section::Caption,
        "byline-start" => Section::Byline,
        _ => Section::Source,
    }
}

#[test]
fn every_phrase_works_on_its_example_and_not_on_its_counterexample() {
    let mut reader = csv::Reader::from_path("data/lexicon/furniture.csv").unwrap();
    let mut faults = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let (kind, expected) = (&row[1], section_of(&row[1]));
        for (text, is) in [(&row[2], true), (&row[3], false)] {
            let (page, at) = page_with(kind, text);
            let found = marked("Tiêu đề của bài này", &page);
            let section = found[1 + at].0;
            if (section == expected) != is {
                faults.push(format!("{} ({kind}): {text:?} is {section:?}", &row[0]));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_abbreviation_works_on_its_example_and_not_on_its_counterexample() {
    let mut reader = csv::Reader::from_path("data/lexicon/abbreviations.csv").unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let counts = if &row[1] == "final" { (2, 1) } else { (1, 2) };
        assert_eq!((split(&row[3]).len(), split(&row[4]).len()), counts, "{}", &row[0]);
    }
}

#[test]
fn lexicon_files_are_sorted_and_nfc() {
    for file in ["furniture", "abbreviations"] {
        let text = std::fs::read_to_string(format!("data/lexicon/{file}.csv")).unwrap();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        let keys: Vec<Vec<String>> = rows
            .iter()
            .map(|r| {
                csv::ReaderBuilder::new()
                    .has_headers(false)
                    .from_reader(r.as_bytes())
                    .records()
                    .next()
                    .unwrap()
                    .unwrap()
            })
            .map(|r| r.iter().map(str::to_owned).collect())
            .collect();
        assert!(keys.is_sorted(), "{file}");
        assert!(unicode_normalization::is_nfc(&text), "{file}");
    }
}

#[test]
fn a_long_line_of_anything_is_read_to_its_end() {
    for unit in ["a", " ", ".", ")", "(", "\"", "A.", " .", "…”", "TP. ", "1. ", "(Ảnh ", ". a", "\u{a0}"]
    {
        let text = unit.repeat((2 << 20) / unit.len());
        let found = sentences(&article("Tên", &format!("x{text}")), &WORDS, &PLACES);
        assert!(!found.is_empty());
    }
}

/// Pieces of which pages are made, and any other characters.
fn page() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        ". ",
        ".",
        "...",
        "…",
        "!",
        "?",
        "./.",
        "TP. ",
        "Hà Nội",
        " ",
        "\u{a0}",
        "\n",
        "\r\n",
        "\n\n",
        "“",
        "”",
        "\"",
        "(",
        ")",
        "Ảnh: ",
        "(Ảnh: A) ",
        "Theo VGP",
        "v.v.",
        "1. ",
        "5.970",
        "Ông A",
        "xã",
        "a.jpg\n",
        "https://a.vn\n",
        "Tin, ảnh: ",
        " – ",
        "-",
        ",",
        ";",
        ":",
        "\u{2028}",
        "\u{200b}",
        "Á.",
        "e\u{301}",
    ]);
    let piece = prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn sentences_are_ordered_disjoint_trimmed_and_leave_nothing_out(title in page(), text in page()) {
        let article = article(title.trim(), &text);
        let mut at = 0;
        for sentence in sentences(&article, &WORDS, &PLACES) {
            let words = article.doc.get(sentence.span.start..sentence.span.end).unwrap();
            prop_assert!(!words.is_empty() && words == words.trim());
            prop_assert!(sentence.span.start >= at);
            prop_assert!(article.doc[at..sentence.span.start].trim().is_empty());
            prop_assert!(sentence.span.start >= article.text_start || sentence.section == Section::Title);
            at = sentence.span.end;
        }
        prop_assert!(article.doc[at..].trim().is_empty());
    }
}
