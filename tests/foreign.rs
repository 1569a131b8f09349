//! Who holds a post of Việt Nam, who one of another country, and what is nobody's name? All texts and people are invented.

mod support;

use vnkg::model::Knowledge;

fn understood(doc: &str) -> Knowledge {
    support::understood(None, None, doc)
}

/// Each holding: person, title, body.
fn holdings(k: &Knowledge) -> Vec<(&str, &str, &str)> {
    let all = k.holdings.iter();
    let mut rows: Vec<_> = all
        .map(|h| {
            (k.people[h.person.0].name.as_str(), h.role.title.as_str(), k.bodies[h.body.0].name.as_str())
        })
        .collect();
    rows.sort_unstable();
    rows
}

#[test]
fn a_foreign_head_without_a_country_is_not_the_head_of_ours() {
    let k = understood(
        "Thủ tướng Jozef Walkowiak và Bộ trưởng Ngoại giao Wiktor Zielinski đến Hà Nội.\n\
         Chủ tịch nước Lê Văn Mẫu tiếp đoàn.\n",
    );
    assert_eq!(holdings(&k), [("Lê Văn Mẫu", "Chủ tịch nước", "Nhà nước Việt Nam")]);
    assert_eq!(k.abstentions.iter().filter(|a| a.rule == "foreign-name").count(), 2, "{:?}", k.abstentions);
}

#[test]
fn with_a_country_or_in_an_embassy_it_is_a_holding() {
    let k = understood(
        "Thủ tướng Ba Lan Jozef Walkowiak gặp Đại sứ Ba Lan tại Việt Nam Wojtek Zielinski ở Hà Nội.\n",
    );
    let found = holdings(&k);
    assert!(found.iter().any(|h| h.0 == "Jozef Walkowiak" && h.2.contains("Ba Lan")), "{found:?}");
    assert!(found.iter().any(|h| h.0 == "Wojtek Zielinski" && h.1 == "Đại sứ"), "{found:?}");
}

#[test]
fn names_of_the_highlands_are_ours() {
    let k = understood(
        "Phó Chủ tịch Quốc hội Ksor Phan thăm tỉnh Gia Lai cùng Bí thư Tỉnh ủy Gia Lai Rơ Châm Hoa.\n",
    );
    assert_eq!(holdings(&k).len(), 2, "{:?}", holdings(&k));
}

#[test]
fn each_head_of_the_state_has_the_post_before_the_name() {
    let k = understood(
        "Tổng Bí thư BCH TW Đảng CS Việt Nam Lê Văn Mẫu, Chủ tịch nước CHXHCN Việt Nam Trần Văn Thử, Chủ tịch Quốc hội nước \
         CHXHCN Việt Nam Phạm Văn Bách và Thủ tướng Chính phủ nước CHXHCN Việt Nam Đỗ Thị Hoa gửi điện mừng.\n",
    );
    let expected = [
        ("Lê Văn Mẫu", "Tổng Bí thư", "Ban Chấp hành Trung ương Đảng"),
        ("Phạm Văn Bách", "Chủ tịch", "Quốc hội"),
        ("Trần Văn Thử", "Chủ tịch nước", "Nhà nước Việt Nam"),
        ("Đỗ Thị Hoa", "Thủ tướng", "Chính phủ"),
    ];
    assert_eq!(holdings(&k), expected);
}

#[test]
fn letters_that_nobody_can_say_are_no_name() {
    let k = understood(
        "Dự lễ có: Bà Lê Thị Thử, Ủy viên BCH TƯ Đoàn TNCS HCM, Bí thư Tỉnh đoàn Hà Nam; ông Trần Văn Mẫu, Giám đốc Sở Nội \
         vụ tỉnh Hà Nam.\n",
    );
    let found = holdings(&k);
    assert!(found.iter().all(|h| ["Lê Thị Thử", "Trần Văn Mẫu"].contains(&h.0)), "{found:?}");
    assert!(found.contains(&("Lê Thị Thử", "Bí thư", "Tỉnh đoàn Hà Nam")), "{found:?}");
    assert!(found.contains(&("Trần Văn Mẫu", "Giám đốc", "Sở Nội vụ tỉnh Hà Nam")), "{found:?}");
}
