//! Which day is meant, where a text names several or no year? All texts are invented.

mod support;

use support::Ymd;
use vnkg::model::{Day, Knowledge};

fn understood(published: Option<Ymd>, doc: &str) -> Knowledge {
    support::understood(None, published, doc)
}

fn day(y: i16, m: u8, d: u8) -> Option<Day> {
    Day::checked(y, Some(m), Some(d))
}

fn events(k: &Knowledge) -> Vec<Option<Day>> {
    assert!(!k.events.is_empty(), "no event");
    k.events.iter().map(|e| e.date).collect()
}

#[test]
fn the_dates_of_a_life_give_no_year_to_the_news() {
    let told = "Sáng 6/12, Tỉnh ủy Hà Nam tổ chức hội nghị công bố quyết định về công tác cán bộ.\n";
    for life in ["vào Đảng năm 1997", "vào Đảng ngày 3/2/1998", "kết nạp Đảng năm 1999"] {
        let text = format!("{told}Ông Lê Văn Mẫu, Giám đốc Sở Nội vụ tỉnh Hà Nam, {life}.\n");
        assert_eq!(events(&understood(None, &text)), [None], "{life}");
        assert_eq!(events(&understood(Some((2019, 12, 7)), &text)), [day(2019, 12, 6)], "{life}");
    }
    let text = format!("{told}Hội nghị công bố Quyết định số 12-QĐ/TU ngày 3/12/2019.\n");
    assert_eq!(events(&understood(None, &text)), [day(2019, 12, 6)]);
}

#[test]
fn what_is_remembered_is_not_the_day_of_the_meeting() {
    let text = "UBND tỉnh Hà Nam tổ chức buổi gặp mặt nhân kỷ niệm 70 năm Quốc khánh (2/9/1945 - 2/9/2015).\n\
                Ông Lê Văn Mẫu, Chủ tịch UBND tỉnh Hà Nam, dự buổi gặp mặt.\n";
    let k = understood(None, text);
    assert_eq!(events(&k), [None]);
    assert!(k.holdings.iter().all(|h| h.observed.is_none()) && !k.holdings.is_empty());
    let text = text.replace("UBND tỉnh Hà Nam tổ chức", "Sáng 28/8, UBND tỉnh Hà Nam tổ chức");
    assert_eq!(
        events(&understood(None, &text)),
        [day(2015, 8, 28)],
        "the year of the celebration is that of the news"
    );
    let text = "Tại lễ kỷ niệm của UBND tỉnh Hà Nam, ông Lê Văn Mẫu, Chủ tịch UBND tỉnh Hà Nam, cho biết: Cách đây 60 năm, \
                ngày 2/3/1959, tỉnh dựng ngôi trường đầu tiên.\n";
    assert!(understood(None, text).events.iter().all(|e| e.date.is_none()));
}

#[test]
fn a_post_told_of_an_event_of_long_ago_has_no_day() {
    let text = "Ngày 31/12/2008, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết công tác.\n\
                Ông Lê Văn Mẫu, Chủ tịch UBND tỉnh Hà Nam, dự hội nghị.\n";
    let observed =
        |published| -> Vec<_> { understood(published, text).holdings.iter().map(|h| h.observed).collect() };
    assert_eq!(observed(Some((2016, 11, 26))), [None]);
    assert_eq!(observed(Some((2009, 1, 2))), [day(2008, 12, 31)]);
    assert_eq!(observed(None), [day(2008, 12, 31)]);
    // Announced for some days later, the posts are those of the article's day.
    assert_eq!(observed(Some((2008, 12, 27))), [day(2008, 12, 27)]);
}

#[test]
fn the_end_of_a_term_is_years_ahead_of_the_news() {
    let told = "Chiều 3/6, UBND tỉnh Hà Nam tổ chức lễ trao quyết định bổ nhiệm Giám đốc Sở Nội vụ";
    for term in [
        "thời hạn 5 năm, từ ngày 1/6/2017 đến ngày 31/5/2022",
        "thời hạn từ ngày 1/6/2017 - 31/5/2022",
        "thời hạn 5 năm (1/6/2017 - 1/6/2022)",
    ] {
        assert_eq!(events(&understood(None, &format!("{told}, {term}.\n"))), [day(2017, 6, 3)], "{term}");
    }
    // Such a time is past, and no term: neither end is the year of the news.
    let text = format!("{told}.\nThanh tra tỉnh Hà Nam xem xét giai đoạn từ 1/1/2008 đến 31/12/2017.\n");
    assert_eq!(events(&understood(None, &text))[0], None);
    // A career that goes on says nothing of the year.
    let text = format!("{told}.\nÔng Lê Văn Mẫu là Phó Giám đốc Sở Nội vụ tỉnh Hà Nam từ năm 2012.\n");
    assert_eq!(events(&understood(None, &text))[0], None);
}

#[test]
fn a_day_months_before_the_latest_one_may_be_of_another_year() {
    let text = "Ngày 20/2, Sở Nội vụ tỉnh Hà Nam tổ chức hội nghị công bố quyết định về cán bộ.\n\
                Ngày 6/11/2018, ông Lê Văn Mẫu được bổ nhiệm giữ chức Phó Giám đốc Sở Nội vụ tỉnh Hà Nam.\n";
    assert_eq!(events(&understood(None, text))[0], None);
    assert_eq!(events(&understood(Some((2019, 2, 21)), text))[0], day(2019, 2, 20));
}

#[test]
fn in_january_december_is_of_the_year_before() {
    let text = "Ngày 29/12, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết công tác.\n";
    assert_eq!(events(&understood(Some((2019, 1, 3)), text)), [day(2018, 12, 29)]);
    assert_eq!(events(&understood(Some((2018, 12, 30)), text)), [day(2018, 12, 29)]);
    let text = "Chiều 25/12, UBND tỉnh Hà Nam tổ chức lễ trao quyết định bổ nhiệm Giám đốc Sở Nội vụ, kể từ ngày 1/1/2020.\n";
    assert_eq!(events(&understood(None, text)), [day(2019, 12, 25)]);
    let ahead = "Ngày 15/3, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết công tác.\n";
    assert_eq!(events(&understood(Some((2019, 3, 1)), ahead)), [day(2019, 3, 15)]);
}

#[test]
fn the_date_of_a_document_is_not_that_of_the_meeting() {
    let text = "Ban Thường vụ Tỉnh ủy Hà Nam tổ chức hội nghị triển khai Chương trình số 10-CTr/TU, ngày 8/1/2019 \
                của Tỉnh ủy, sáng 27/6.\n";
    assert_eq!(events(&understood(None, text)), [day(2019, 6, 27)]);
}
