#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]
#[path = "fixtures/views.rs"]
mod views;
#[test]
fn scratch() {
    let store = views::store();
    for (about, name) in [(None, "all"), (Some("tran van bach"), "bach")] {
        for e in ["svg", "html", "dot"] {
            let args = vnkg::cli::draw::Args { output: format!("/tmp/views-{name}.{e}").into(), about: about.map(str::to_owned), hops: 2, limit: 200, lang: "vi".into() };
            vnkg::cli::draw::run(&args, &store, &mut std::io::stdout()).unwrap();
        }
    }
    for n in ["tran van bach", "Văn phòng Huyện ủy Thạch Tân", "ubnd huyen thach tan", "đỗ thị hòa", "do thi hoa", "huyện thạch tân","Kỳ họp thứ 8 HĐND tỉnh Vân Hà", "415/QĐ-UBND"] {
        let args = vnkg::cli::explain::Args { name: vec![n.into()], format: "text".into(), lang: "en".into() };
        println!("=========");
        if let Err(e) = vnkg::cli::explain::run(&args, &store, &mut std::io::stdout()) { println!("{e:#}"); }
    }
}
