use super::{Edition, Gazetteer, Unit};
use crate::model::Level;

fn gazetteer() -> Gazetteer {
    Gazetteer::load().unwrap()
}

fn found(gazetteer: &Gazetteer, name: &str) -> Vec<String> {
    let show = |u: &Unit| format!("{:?} {}", u.edition, u.full_name());
    gazetteer.named(&Gazetteer::key(name)).iter().map(|at| show(&gazetteer.units()[*at])).collect()
}

fn named(gazetteer: &Gazetteer, unit: Option<usize>) -> Option<String> {
    unit.map(|at| gazetteer.units()[at].full_name())
}

#[test]
fn every_row_of_every_list_becomes_a_unit() {
    let gazetteer = gazetteer();
    let count = |e: Edition| gazetteer.units().iter().filter(|u| u.edition == e).count();
    assert_eq!((count(Edition::V1), count(Edition::V2)), (10_794, 3_355));
    assert!(count(Edition::Older) > 100 && count(Edition::Country) > 190);
    assert!(gazetteer.names().count() > 8_000);
}

#[test]
fn lists_hold_no_quotes_so_that_rows_split_at_commas() {
    for file in [
        "places-2024",
        "places-2025",
        "older",
        "countries",
        "foreign",
        "merged-provinces",
        "aliases",
        "changes-2025-07-01",
    ] {
        let text = std::fs::read_to_string(format!("data/gazetteer/{file}.csv")).unwrap();
        assert!(!text.contains('"') && !text.contains('\r') && text.ends_with('\n'), "{file}");
        assert!(unicode_normalization::is_nfc(&text), "{file}");
    }
}

#[test]
fn spellings_of_one_name_have_one_key() {
    for group in [
        &["Đắk R'Lấp", "Đăk R’lấp", "Đak R‘Lấp", "ĐẮK R'LẤP", "Dak R'lap"][..],
        &["Đắk Lắk", "Đắc Lắc", "Đăk Lăk", "Đắc Lắk", "Dak Lak"],
        &["Ia H'Drai", "Ia H’Drai", "Ia HDrai"],
        &["Krông Pắc", "Krông Păc", "Krông Pắk", "KRÔNG PẮC"],
        &["Phan Rang-Tháp Chàm", "Phan Rang – Tháp Chàm", "Phan Rang - Tháp Chàm"],
        &["Phú Quý", "Phú Quí"],
        &["Phủ Lý", "Phủ Lí"],
        &["Hòa Bình", "Hoà Bình", "HOÀ BÌNH"],
        &["01", "1"],
    ] {
        let keys: std::collections::BTreeSet<String> = group.iter().map(|n| Gazetteer::key(n)).collect();
        assert_eq!(keys.len(), 1, "{keys:?}");
    }
}

#[test]
fn names_that_differ_in_tone_keep_different_keys() {
    for (a, b) in [("Lý Nhân", "Ly Nhân"), ("Thủy", "Thúy"), ("Đông Hà", "Đồng Hà"), ("Huy", "Hui")]
    {
        assert_ne!(Gazetteer::key(a), Gazetteer::key(b));
    }
}

#[test]
fn names_and_aliases_find_units_of_all_editions() {
    let g = gazetteer();
    assert_eq!(found(&g, "Hà Tây"), ["V1 xã Hà Tây", "V2 xã Hà Tây", "Older tỉnh Hà Tây"]);
    assert!(found(&g, "Thanh Liêm").contains(&"V1 huyện Thanh Liêm".to_owned()));
    assert!(found(&g, "1").contains(&"V1 quận 1".to_owned()));
    assert!(found(&g, "9").contains(&"Older quận 9".to_owned()));
    for name in ["TP HCM", "TPHCM", "TP.HCM", "Hồ Chí Minh", "TP. Hồ Chí Minh"] {
        assert!(found(&g, name).contains(&"V1 thành phố Hồ Chí Minh".to_owned()), "{name}");
    }
    for name in ["TT-Huế", "Thừa Thiên - Huế", "Thừa Thiên Huế"] {
        assert!(found(&g, name).contains(&"Older tỉnh Thừa Thiên Huế".to_owned()), "{name}");
    }
    for (name, country) in
        [("Hoa Kỳ", "Mỹ"), ("Mĩ", "Mỹ"), ("Úc", "Australia"), ("CHDCND Triều Tiên", "Triều Tiên")]
    {
        assert_eq!(found(&g, name), [format!("Country {country}")], "{name}");
    }
    assert!(found(&g, "BR-VT").contains(&"V1 tỉnh Bà Rịa - Vũng Tàu".to_owned()));
    assert!(found(&g, "Không Có Đâu").is_empty());
}

#[test]
fn a_commune_lies_in_its_district_and_province() {
    let g = gazetteer();
    let one = |name: &str, level: Level| {
        let all = g.named(&Gazetteer::key(name)).iter().copied();
        all.filter(|at| g.units()[*at].level == level && g.units()[*at].edition == Edition::V1)
            .collect::<Vec<_>>()
    };
    let (district, province) = (one("Thanh Liêm", Level::District)[0], one("Hà Nam", Level::Province)[0]);
    assert!(
        one("Tân Thanh", Level::Commune).iter().any(|c| g.within(*c, district) && g.within(*c, province))
    );
    assert!(!g.within(province, district));
}

#[test]
fn hosts_of_provinces_and_districts_are_known() {
    let g = gazetteer();
    for (host, unit) in [
        ("dakrlap.daknong.gov.vn", "huyện Đắk R'Lấp"),
        ("krongno.daknong.gov.vn", "huyện Krông Nô"),
        ("thanhtra.daknong.gov.vn", "tỉnh Đắk Nông"),
        ("daknong.gov.vn", "tỉnh Đắk Nông"),
        ("baohanam.com.vn", "tỉnh Hà Nam"),
        ("www.BaoHaNam.com.vn", "tỉnh Hà Nam"),
        ("hanoi.gov.vn", "thành phố Hà Nội"),
        ("hanoimoi.com.vn", "thành phố Hà Nội"),
        ("thanhuytphcm.vn", "thành phố Hồ Chí Minh"),
        ("quan1.hochiminhcity.gov.vn", "quận 1"),
        ("baoquangninh.com.vn", "tỉnh Quảng Ninh"),
        ("baobaria-vungtau.com.vn", "tỉnh Bà Rịa - Vũng Tàu"),
        ("thuathienhue.gov.vn", "tỉnh Thừa Thiên Huế"),
        ("congan.nghean.gov.vn", "tỉnh Nghệ An"),
        ("quangninh.quangbinh.gov.vn", "huyện Quảng Ninh"),
        ("baovinhlong.vn", "tỉnh Vĩnh Long"),
    ] {
        assert_eq!(named(&g, g.host(host)).as_deref(), Some(unit), "{host}");
    }
}

#[test]
fn national_papers_belong_to_no_province() {
    let g = gazetteer();
    for host in [
        "vnexpress.net",
        "tuoitre.vn",
        "dantri.com.vn",
        "nhandan.vn",
        "vietnamnet.vn",
        "thanhnien.vn",
        "vov.vn",
        "baochinhphu.vn",
        "baodientu.chinhphu.vn",
        "cand.com.vn",
        "thanhtra.com.vn",
        "laodong.vn",
        "baomoi.com",
        "vietbao.vn",
        "danviet.vn",
        "baotintuc.vn",
        "qdnd.vn",
        "vtv.vn",
        "kinhdoanh.vnexpress.net",
        "",
        "vn",
        "..",
    ] {
        assert_eq!(named(&g, g.host(host)), None, "{host}");
    }
}

#[test]
fn publishers_names_give_their_unit() {
    let g = gazetteer();
    for (name, unit) in [
        ("Báo Hà Nam điện tử", "tỉnh Hà Nam"),
        ("Cổng TTĐT huyện Thanh Liêm", "huyện Thanh Liêm"),
        ("Báo Hà Nội mới", "thành phố Hà Nội"),
        ("Cổng thông tin điện tử tỉnh Đăk Nông", "tỉnh Đắk Nông"),
        ("Báo Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("Trang tin Đảng bộ TP.HCM", "thành phố Hồ Chí Minh"),
        ("baohanam.com.vn", "tỉnh Hà Nam"),
    ] {
        assert_eq!(named(&g, g.publisher(name)).as_deref(), Some(unit), "{name}");
    }
    for name in ["Báo Nhân Dân", "VnExpress", "Báo Thanh tra", "", "Đài Tiếng nói Việt Nam"] {
        assert_eq!(named(&g, g.publisher(name)), None, "{name}");
    }
}
