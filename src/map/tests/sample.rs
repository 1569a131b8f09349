//! Hand-made knowledge of every kind, in one article.

use crate::model::*;
use crate::text::{self, Span};

pub(super) const TITLE: &str = "Tỉnh Cao Bằng: 🎉 lễ công bố";
pub(super) const SENTENCES: [&str; 6] = [
    "Sáng 12/3/2020 🎉 x\u{301}, Tỉnh ủy Cao Bằng họp phiên thứ 5 tại huyện Bảo Lạc.",
    "Bà Nông Thị Mẫu, Bí thư Tỉnh ủy, chủ trì; đại diện các sở cùng dự.",
    "Tỉnh ủy trao Quyết định 45-QĐ/TU bổ nhiệm ông Đàm Văn Thử giữ chức Trưởng ban Ban Tổ chức.",
    "Bí thư Nông Thị Mẫu nhất trí hợp nhất Phòng A và Phòng B thành Phòng C, kinh phí 2,5 tỷ đồng.",
    "Cầu Bảo Lạc dự kiến xây năm 2020-2022, vốn khoảng 30%.",
    "Theo Báo Ví dụ",
];

/// Title, line break, sentences: with an emoji of four bytes and a combining mark that NFC leaves alone.
pub(super) fn article() -> Article {
    let title = text::nfc(TITLE);
    let body = text::nfc(&SENTENCES.join(
        "
",
    ));
    Article {
        id: "ví dụ/1".to_owned(),
        url: Some("https://vi-du.vn/bai 1".to_owned()),
        publisher: Some("vi-du.vn".to_owned()),
        published: Some(day(13)),
        text_start: title.len() + 1,
        doc: format!("{title}\n{body}"),
    }
}

pub(super) fn day(day: u8) -> Day {
    Day { year: 2020, month: Some(3), day: Some(day) }
}

pub(super) fn span(article: &Article, words: &str) -> Span {
    let start = article.doc.rfind(words).expect("the words stand in the article");
    Span::new(start, start + words.len())
}

pub(super) fn sentences(article: &Article) -> Vec<Sentence> {
    let title = Sentence { span: Span::new(0, TITLE.len()), section: Section::Title, paragraph: 0 };
    let rest = SENTENCES.iter().enumerate().map(|(n, words)| Sentence {
        span: span(article, words),
        section: if n == 5 { Section::Source } else { Section::Body },
        paragraph: n + 1,
    });
    std::iter::once(title).chain(rest).collect()
}

pub(super) fn person(name: &str, jurisdiction: Option<usize>, mentions: Vec<Span>) -> Person {
    Person { name: name.to_owned(), jurisdiction: jurisdiction.map(PlaceId), central: false, mentions }
}

pub(super) fn place(
    name: &str,
    level: Level,
    code: Option<&str>,
    within: Option<usize>,
    mentions: Vec<Span>,
) -> Place {
    let code = code.map(|c| ("v1", c.to_owned()));
    Place { name: name.to_owned(), written: None, level, code, within: within.map(PlaceId), mentions }
}

pub(super) fn body(name: &str, kind: &str, sector: Sector, cue: Cue, mentions: Vec<Span>) -> Body {
    Body {
        name: name.to_owned(),
        written: None,
        kind: kind.to_owned(),
        sector,
        jurisdiction: Some(PlaceId(0)),
        cue,
        parent: None,
        mentions,
    }
}

pub(super) fn role(title: &str, seats: Option<u8>) -> Role {
    Role { title: title.to_owned(), seats }
}

pub(super) fn amount(value: &str, unit: &'static str, text: &str) -> Amount {
    Amount { value: value.to_owned(), unit, text: text.to_owned(), approximate: text.starts_with("khoảng") }
}

pub(super) fn decision(action: &'static str, modality: Modality, evidence: Span) -> Decision {
    Decision {
        action,
        modality,
        body_deciding: Some(BodyId(0)),
        person_deciding: None,
        object: "nội dung".to_owned(),
        person: None,
        role: None,
        body: None,
        place: None,
        document: None,
        date: None,
        deadline: None,
        amount: None,
        form: None,
        term: None,
        event: None,
        evidence,
        rule: "test",
    }
}

/// Knowledge of every kind, in one article.
pub(super) fn everything() -> (Article, Vec<Sentence>, Knowledge) {
    let article = article();
    let sentences = sentences(&article);
    let [q1, q2, q3, q4, q5, q6] = SENTENCES.map(|words| span(&article, words));
    let knowledge = Knowledge {
        people: vec![person("Nông Thị Mẫu", Some(0), vec![q2, q4]), person("Đàm Văn Thử", Some(0), vec![q3])],
        places: vec![
            place("tỉnh Cao Bằng", Level::Province, Some("04"), None, vec![q1]),
            place("huyện Bảo Lạc", Level::District, Some("043"), Some(0), vec![q1]),
            place("cầu Bảo Lạc", Level::Site, None, Some(1), vec![q5]),
        ],
        bodies: vec![
            body("Tỉnh ủy Cao Bằng", "tinh-uy", Sector::Party, Cue::Named, vec![q1, q3]),
            Body {
                parent: Some(BodyId(0)),
                ..body("Ban Tổ chức Tỉnh ủy Cao Bằng", "ban-to-chuc", Sector::Party, Cue::Publisher, vec![q3])
            },
            body("Phòng A tỉnh Cao Bằng", "phong", Sector::State, Cue::Nearest, vec![q4]),
            body("Phòng B tỉnh Cao Bằng", "phong", Sector::State, Cue::Nearest, vec![q4]),
            body("Phòng C tỉnh Cao Bằng", "phong", Sector::State, Cue::Nearest, vec![q4]),
        ],
        holdings: vec![holding(0, role("Bí thư", Some(1)), 0, Attested::Held, q2), {
            let incoming = holding(1, role("Trưởng ban", Some(1)), 1, Attested::Appointed, q3);
            Holding { observed: None, term: Some("nhiệm kỳ 2020-2025".to_owned()), ..incoming }
        }],
        events: vec![event(q1, q2)],
        decisions: decisions(&article, q3, q4),
        documents: vec![Document {
            local: "45-QĐ/TU".to_owned(),
            kind: Some("quyết định".to_owned()),
            date: Some(day(12)),
            issuer: Some(BodyId(0)),
            about: Some("bổ nhiệm".to_owned()),
            mentions: vec![q3],
        }],
        changes: vec![Change {
            kind: ChangeKind::Merger,
            from: vec![BodyId(2), BodyId(3)],
            to: vec![BodyId(4)],
            parent: Some(BodyId(0)),
            decision: Some(DecisionId(1)),
            decided: Some(day(12)),
            pilot: true,
            evidence: q4,
        }],
        projects: vec![Project {
            name: "xây cầu Bảo Lạc".to_owned(),
            site: Some(PlaceId(2)),
            jurisdiction: Some(PlaceId(1)),
            costs: vec![(amount("30", "%", "khoảng 30%"), Modality::Proposed, q5)],
            period: Some((Years { from: 2020, to: 2022 }, Modality::Proposed, q5)),
            evidence: vec![q5],
        }],
        reprinted: Some(("Báo Ví dụ".to_owned(), q6)),
        jurisdiction: Some((PlaceId(0), Cue::Heading)),
        abstentions: vec![Abstention { span: span(&article, "Phòng C"), rule: "test", reason: "no verb" }],
    };
    (article, sentences, knowledge)
}

pub(super) fn holding(person: usize, role: Role, body: usize, attested: Attested, evidence: Span) -> Holding {
    Holding {
        person: PersonId(person),
        role,
        body: BodyId(body),
        attested,
        observed: Some(day(12)),
        term: None,
        evidence,
        rule: "test",
        confidence: Confidence(950),
    }
}

pub(super) fn event(first: Span, second: Span) -> Event {
    let part = |part| Participation { person: PersonId(0), part, evidence: second };
    Event {
        kind: "meeting",
        name: "phiên thứ 5".to_owned(),
        date: Some(day(12)),
        part_of_day: Some("Sáng".to_owned()),
        ordinal: Some(5),
        host: Some(BodyId(0)),
        place: Some(PlaceId(1)),
        people: vec![part(Part::Chair), part(Part::Speaker)],
        groups: vec![("đại diện các sở".to_owned(), second)],
        agenda: vec![AgendaItem {
            presenter: Some(Agent::Body(BodyId(1))),
            about: "cán bộ".to_owned(),
            evidence: first,
        }],
        evidence: vec![first],
    }
}

pub(super) fn decisions(article: &Article, third: Span, fourth: Span) -> Vec<Decision> {
    let appointment = Decision {
        person: Some(PersonId(1)),
        role: Some(role("Trưởng ban", Some(1))),
        body: Some(BodyId(1)),
        document: Some(DocumentId(0)),
        date: Some(day(12)),
        event: Some(EventId(0)),
        ..decision("appoint", Modality::Issued, third)
    };
    let merger = Decision {
        person_deciding: Some(PersonId(0)),
        place: Some(PlaceId(0)),
        deadline: Some(Day { day: None, ..day(1) }),
        amount: Some(amount("2500000000", "VND", "2,5 tỷ đồng")),
        form: Some("thí điểm".to_owned()),
        ..decision(
            "merge",
            Modality::Agreed,
            span(article, "nhất trí hợp nhất Phòng A và Phòng B thành Phòng C"),
        )
    };
    let task = Decision {
        body_deciding: None,
        person_deciding: Some(PersonId(0)),
        role: Some(role("Kế toán trưởng", None)),
        ..decision("instruct", Modality::Assigned, fourth)
    };
    vec![appointment, merger, task]
}
