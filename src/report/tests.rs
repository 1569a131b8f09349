//! What is found in sentences of our own, and how it is counted.

use std::sync::LazyLock;

use super::*;
use crate::convert::Converter;
use crate::model::Article;
use crate::text::code_points;

static CONVERTER: LazyLock<Converter> = LazyLock::new(|| Converter::new().unwrap());

fn found(doc: &str) -> Vec<Unknown> {
    let article = Article { id: "a".to_owned(), doc: doc.to_owned(), ..Article::default() };
    CONVERTER.unknowns(&article)
}

/// The words of one kind in `doc`.
fn words(doc: &str, missing: Missing) -> Vec<String> {
    found(doc).into_iter().filter(|u| u.missing == missing).map(|u| u.words).collect()
}

fn names(doc: &str) -> Vec<String> {
    words(doc, Missing::Name)
}

fn titles(doc: &str) -> Vec<String> {
    words(doc, Missing::Title)
}

const NONE: [&str; 0] = [];

#[test]
fn what_the_tables_explain_is_not_reported() {
    for known in [
        "Ông Trần Văn Thử, Giám đốc Sở Y tế tỉnh Hà Nam, chủ trì hội nghị.",
        "Ngày 5/3, UBND huyện Di Linh ban hành Quyết định số 12/QĐ-UBND.",
        "Bà Lê Thị Hoa giữ chức vụ Phó Chủ tịch UBND tỉnh Hà Nam nhiệm kỳ XIII.",
    ] {
        assert_eq!(found(known), [], "{known}");
    }
}

#[test]
fn capitals_that_no_row_explains_are_names() {
    assert_eq!(names("Ông Trần Văn Thử đến thăm Zinatêka Bạch."), ["Zinatêka Bạch"]);
    assert_eq!(names("Đoàn xem xét ZQ&KW-WX."), ["ZQ&KW-WX"]);
    assert_eq!(names("Xã mua hàng của ZQWK, sau đó bán cho ZQWK."), ["ZQWK", "ZQWK"]);
    // A compound has its capital on the first syllable only.
    assert_eq!(names("Xã vui với Zuộc zi của huyện."), ["Zuộc zi"]);
    assert_eq!(names("Xã mua hàng của VIKC."), ["VIKC"]);
}

#[test]
fn a_capital_from_its_place_is_no_name() {
    assert_eq!(names("Zuông chảy qua xã."), NONE);
    assert_eq!(names("Người dân nói: “Zuông chảy qua xã”."), NONE);
    assert_eq!(names("Theo Zinatêka, giá tăng."), ["Zinatêka"]);
    assert_eq!(names("Khóa họp lần thứ XIV, loại B."), NONE);
    assert_eq!(names("ZUÔNG ZINATÊKA BẠCH CHẢY QUA"), NONE);
}

#[test]
fn words_of_rank_that_are_no_post_are_titles() {
    assert_eq!(titles("Ông Trần Văn Thử, Phó vạn trưởng, phát biểu."), ["Phó vạn trưởng"]);
    assert_eq!(titles("Hôm qua, vạn trưởng Trần Văn Thử phát biểu."), ["vạn trưởng"]);
    assert_eq!(titles("Ông Trần Văn Thử giữ chức Vạn đoàn trưởng, kiêm thủ kho."), ["Vạn đoàn trưởng"]);
    assert_eq!(titles("Ông Trần Văn Thử là Trưởng Sở Y tế tỉnh Hà Nam."), ["Trưởng + Sở"]);
    assert_eq!(titles("Dân làng trưởng thành, chủ động làm ăn."), NONE);
}

#[test]
fn words_without_rank_are_titles_where_only_a_title_stands() {
    assert_eq!(titles("Ông Trần Văn Thử, tiều phu Sở Y tế tỉnh Hà Nam, phát biểu."), ["tiều phu"]);
    assert_eq!(titles("Bà Lê Thị Hoa giữ chức Zuận lý, thay ông Nam."), ["Zuận lý"]);
    assert_eq!(titles("Buổi lễ có vạn hộ Trần Văn Thử."), ["vạn hộ"]);
    assert_eq!(titles("Sở Y tế tỉnh Hà Nam, tiều phu Sở Nội vụ tỉnh Hà Nam họp."), NONE);
    assert_eq!(titles("Mưa. Rồi Trần Văn Thử đến."), NONE);
}

#[test]
fn a_window_is_short_and_cuts_no_word() {
    let long = "Hôm qua ở chợ mới người ta thấy rất nhiều hàng hóa của Zinatêka\u{a0}Bạch được bày bán với giá rẻ hơn nhiều so với tháng trước.";
    let all = found(long);
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(one.words, "Zinatêka Bạch");
    assert!(code_points(&one.window) <= 60 && code_points(&one.window) > 40, "{}", one.window);
    assert!(crate::text::squeeze(long).split(&one.window).count() == 2, "{}", one.window);
    let ends = [format!(" {} ", one.window), format!(" {long} ").replace('\u{a0}', " ")];
    assert!(ends[1].contains(&ends[0]), "whole words: {}", one.window);
}

fn unknown(missing: Missing, words: &str, window: &str) -> Unknown {
    Unknown { missing, words: words.to_owned(), window: window.to_owned() }
}

#[test]
fn counts_depend_on_no_order_of_articles() {
    let articles = [
        ("b", vec![unknown(Missing::Name, "Z", "b1"), unknown(Missing::Name, "Z", "b2")]),
        ("a", vec![unknown(Missing::Name, "Z", "a1"), unknown(Missing::Title, "y", "a2")]),
        ("c", vec![unknown(Missing::Name, "X", "c1"), unknown(Missing::Title, "x", "c2")]),
    ];
    let mut forth = Unknowns::default();
    let mut back = Unknowns::default();
    articles.iter().for_each(|(id, found)| forth.add(id, found.clone()));
    articles.iter().rev().for_each(|(id, found)| back.add(id, found.clone()));
    let shown = |counted: &Unknowns, top| {
        let line =
            |r: UnknownRow| format!("{} {} {} {}:{}", r.words, r.count, r.articles, r.article, r.window);
        counted.rows(top).into_iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(shown(&forth, 9), ["Z 3 2 a:a1", "X 1 1 c:c1", "x 1 1 c:c2", "y 1 1 a:a2"]);
    assert_eq!(shown(&back, 9), shown(&forth, 9));
    // The most frequent names do not push titles out.
    assert_eq!(shown(&forth, 1), ["Z 3 2 a:a1", "x 1 1 c:c2"]);
}

#[test]
fn shares_are_of_all_abstentions() {
    let abstention = |rule, reason| Abstention { span: crate::text::Span::default(), rule, reason };
    let mut counted = Undecided::default();
    counted.add("b", &[abstention("r", "one"), abstention("r", "two")]);
    counted.add("a", &[abstention("r", "two")]);
    let rows = counted.rows(1);
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((row.reason, row.count, row.percent.as_str(), row.article.as_str()), ("two", 2, "66.7", "a"));
}
