//! Which list of units is meant: by the article's day, by its paper, by what it names. All texts are invented.

mod support;

use support::{Ymd, understood};

/// Each place with the place that holds it.
fn places(publisher: Option<&str>, published: Option<Ymd>, doc: &str) -> Vec<(String, String)> {
    let knowledge = understood(publisher, published, doc);
    let name = |n: usize| {
        knowledge.places.get(n).map_or(String::new(), |p| p.written.clone().unwrap_or_else(|| p.name.clone()))
    };
    let row = |n: usize| (name(n), knowledge.places[n].within.map_or(String::new(), |w| name(w.0)));
    (0..knowledge.places.len()).map(row).collect()
}

fn has(found: &[(String, String)], place: &str, within: &str) -> bool {
    found.iter().any(|(p, w)| p == place && w == within)
}

#[test]
fn a_commune_of_2025_lies_in_its_new_province() {
    let found = places(None, Some((2025, 9, 3)), "Đoàn công tác làm việc tại xã Kiến Đức, tỉnh Lâm Đồng.\n");
    assert!(has(&found, "xã Kiến Đức", "tỉnh Lâm Đồng"), "{found:?}");
    let undated = places(None, None, "Đoàn công tác làm việc tại xã Kiến Đức, tỉnh Lâm Đồng.\n");
    assert_eq!(found, undated);
}

#[test]
fn a_paper_of_a_merged_province_speaks_for_the_new_one() {
    let text = "UBND tỉnh họp phiên thường kỳ. Đoàn thăm xã Đắk Wil.\n";
    let after = places(Some("baodaknong.vn"), Some((2025, 8, 20)), text);
    assert!(has(&after, "tỉnh Lâm Đồng", ""), "{after:?}");
    assert!(has(&after, "xã Đắk Wil", "tỉnh Lâm Đồng"), "{after:?}");
    let before = places(Some("baodaknong.vn"), Some((2024, 8, 20)), text);
    assert!(has(&before, "xã Đắk Wil", "huyện Cư Jút"), "{before:?}");
    assert!(has(&before, "huyện Cư Jút", "tỉnh Đắk Nông"), "{before:?}");
}

#[test]
fn an_article_of_2020_names_the_units_of_2020() {
    let text = "UBND phường Hiệp Phú họp với Công an phường Thảo Điền, TP.HCM.\n";
    let found = places(None, Some((2020, 5, 14)), text);
    assert!(has(&found, "phường Hiệp Phú", "quận 9"), "{found:?}");
    assert!(has(&found, "phường Thảo Điền", "quận 2"), "{found:?}");
    let later = places(None, Some((2022, 5, 14)), text);
    assert!(has(&later, "phường Hiệp Phú", "thành phố Thủ Đức"), "{later:?}");
    let town =
        places(None, Some((2019, 6, 1)), "Đoàn thăm phường Nghĩa Đức, thị xã Gia Nghĩa, tỉnh Đắk Nông.\n");
    assert!(has(&town, "phường Nghĩa Đức", "thị xã Gia Nghĩa"), "{town:?}");
}

#[test]
fn names_beside_a_classifier_and_before_their_province_are_units() {
    let found =
        places(None, Some((2019, 6, 1)), "Mưa lớn ở huyện Phù Cát, Phù Mỹ, Hoài Nhơn của tỉnh Bình Định.\n");
    for name in ["huyện Phù Cát", "huyện Phù Mỹ", "huyện Hoài Nhơn"] {
        assert!(has(&found, name, "tỉnh Bình Định"), "{name}: {found:?}");
    }
    let found = places(None, Some((2019, 6, 1)), "Lễ an táng tại nghĩa trang Tân Hòa, Ba Vì, Hà Nội.\n");
    assert!(has(&found, "nghĩa trang Tân Hòa", "huyện Ba Vì"), "{found:?}");
    assert!(has(&found, "huyện Ba Vì", "thành phố Hà Nội"), "{found:?}");
}

#[test]
fn sites_are_named_after_their_owner_number_or_ends() {
    let text = "Đoàn viếng Nghĩa trang Liệt sĩ tỉnh, họp tại Hội trường Tỉnh ủy, đi đường sắt Tân Hòa - Bình Minh \
                và xem khu đất số 8-12 đường Lê Duẩn. Tại điểm cầu Đắk Mil có ba người.\n";
    let found = places(Some("baodaknong.vn"), Some((2019, 6, 1)), text);
    let names: Vec<String> = found.iter().map(|(n, _)| vnkg::text::fold(n)).collect();
    for name in [
        "nghĩa trang liệt sĩ tỉnh đắk nông",
        "hội trường tỉnh ủy đắk nông",
        "đường sắt tân hòa - bình minh",
        "khu đất số 8-12 đường lê duẩn",
        "đường lê duẩn",
    ] {
        assert!(names.iter().any(|n| n == name), "{name}: {names:?}");
    }
    assert!(!names.iter().any(|n| n.starts_with("cầu")), "{names:?}");
}

#[test]
fn the_spelling_used_most_is_shown_and_cities_abroad_lie_in_their_country() {
    let text = "Huyện Đăk Mil họp. UBND huyện Đắk Mil họp. Huyện ủy Đăk Mil họp. Ông đến Seoul (Hàn Quốc).\n";
    let found = places(Some("baodaknong.vn"), Some((2019, 6, 1)), text);
    assert!(found.iter().any(|(n, _)| n == "huyện Đăk Mil"), "{found:?}");
    assert!(has(&found, "Seoul", "Hàn Quốc"), "{found:?}");
}
