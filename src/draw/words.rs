//! The words around the names, in Vietnamese and English, and the look of each kind of node.
//!
//! The interactive view gets these same tables in its data, so a word stands in one place.

/// The language of the words around the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.pick("vi", "en")
    }

    /// The words of this language.
    #[must_use]
    pub const fn pick<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A named human being.
    Person,
    /// A post in a body, where posts are drawn as nodes.
    Post,
    /// An organisation.
    Body,
    /// An administrative unit or a site.
    Place,
    /// A meeting, session, visit and the like.
    Event,
    /// A decision or statement.
    Decision,
}

impl Kind {
    /// All kinds, in the order of the legend.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Post, Self::Body, Self::Place, Self::Event, Self::Decision];

    /// Its key in data and in style sheets.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Post => "post",
            Self::Body => "body",
            Self::Place => "place",
            Self::Event => "event",
            Self::Decision => "decision",
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Person => language.pick("Người", "Person"),
            Self::Post => language.pick("Chức vụ", "Post"),
            Self::Body => language.pick("Cơ quan, tổ chức", "Body"),
            Self::Place => language.pick("Địa danh", "Place"),
            Self::Event => language.pick("Sự kiện", "Event"),
            Self::Decision => language.pick("Quyết định", "Decision"),
        }
    }

    /// Its colour on a light ground; told apart by colour-blind people too (after Okabe and Ito).
    #[must_use]
    pub const fn colour(self) -> &'static str {
        match self {
            Self::Person => "#c8502c",
            Self::Post => "#6b6f7a",
            Self::Body => "#1f6fb2",
            Self::Place => "#2f8f6b",
            Self::Event => "#b8860b",
            Self::Decision => "#8a4f9e",
        }
    }
}

/// Colours of the largest groups on a light ground, told apart by colour-blind people too.
const GROUPS: [&str; 8] =
    ["#1f6fb2", "#c8502c", "#2f8f6b", "#b8860b", "#8a4f9e", "#3aa0c9", "#a8325a", "#5f6f2a"];

/// The colour of a group by its number; the smaller ones share a grey.
#[must_use]
pub fn group_colour(number: usize) -> &'static str {
    GROUPS.get(number).copied().unwrap_or("#8a8f98")
}

/// True for a group that shares its colour with no other.
#[must_use]
pub const fn has_colour(number: usize) -> bool {
    number < GROUPS.len()
}

/// What relates two nodes. Edges point from the one that acts, belongs or decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Person → body: holds a post there.
    Holds,
    /// Person → event: presides.
    Chairs,
    /// Person → event: speaks.
    Speaks,
    /// Person → event: takes part.
    Attends,
    /// Person or body → event: presents a point of the agenda.
    Presents,
    /// Body → event: holds it.
    Organises,
    /// Event → place.
    TakesPlaceIn,
    /// Body or person → decision.
    Decides,
    /// Person → decision: announces it.
    Announces,
    /// Decision → person, body or place.
    Concerns,
    /// Decision → event at which it is taken.
    TakenAt,
    /// Body → body that comes after it.
    Becomes,
    /// Body → body that it is part of.
    PartOf,
    /// Body → place that it serves.
    Serves,
    /// Place → larger place.
    Within,
    /// Post → body that it is in, where posts are drawn as nodes.
    PostIn,
    /// Person – person: took part in the same events.
    Together,
}

impl Relation {
    /// True for a person's part in an event.
    #[must_use]
    pub const fn is_part(self) -> bool {
        matches!(self, Self::Chairs | Self::Speaks | Self::Attends | Self::Presents)
    }

    /// True for what holds on any day as far as the articles say: a period does not part it.
    #[must_use]
    pub const fn is_timeless(self) -> bool {
        matches!(self, Self::PartOf | Self::Serves | Self::Within | Self::PostIn)
    }

    /// All relations.
    pub const ALL: [Self; 17] = [
        Self::Holds,
        Self::Chairs,
        Self::Speaks,
        Self::Attends,
        Self::Presents,
        Self::Organises,
        Self::TakesPlaceIn,
        Self::Decides,
        Self::Announces,
        Self::Concerns,
        Self::TakenAt,
        Self::Becomes,
        Self::PartOf,
        Self::Serves,
        Self::Within,
        Self::PostIn,
        Self::Together,
    ];

    /// Its key in data.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Chairs => "chairs",
            Self::Speaks => "speaks",
            Self::Attends => "attends",
            Self::Presents => "presents",
            Self::Organises => "organises",
            Self::TakesPlaceIn => "takes-place-in",
            Self::Decides => "decides",
            Self::Announces => "announces",
            Self::Concerns => "concerns",
            Self::TakenAt => "taken-at",
            Self::Becomes => "becomes",
            Self::PartOf => "part-of",
            Self::Serves => "serves",
            Self::Within => "within",
            Self::PostIn => "post-in",
            Self::Together => "together",
        }
    }

    /// The word for it, read from the first node to the second.
    #[must_use]
    pub const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Holds => language.pick("giữ chức ở", "holds a post in"),
            Self::Chairs => language.pick("chủ trì", "chairs"),
            Self::Speaks => language.pick("phát biểu tại", "speaks at"),
            Self::Attends => language.pick("dự", "attends"),
            Self::Presents => language.pick("trình bày tại", "presents at"),
            Self::Organises => language.pick("tổ chức", "holds"),
            Self::TakesPlaceIn => language.pick("diễn ra tại", "takes place in"),
            Self::Decides => language.pick("quyết định", "decides"),
            Self::Announces => language.pick("công bố", "announces"),
            Self::Concerns => language.pick("về", "concerns"),
            Self::TakenAt => language.pick("đưa ra tại", "taken at"),
            Self::Becomes => language.pick("trở thành", "becomes"),
            Self::PartOf => language.pick("thuộc", "is part of"),
            Self::Serves => language.pick("phụ trách địa bàn", "serves"),
            Self::Within => language.pick("nằm trong", "lies within"),
            Self::PostIn => language.pick("của", "is a post in"),
            Self::Together => language.pick("cùng dự với", "took part with"),
        }
    }
}

/// The status of a holding in both languages: key, Vietnamese, English.
pub const STATUSES: &[(&str, &str, &str)] = &[
    ("current", "đương nhiệm", "current"),
    ("former", "nguyên", "former"),
    ("incoming", "mới nhận chức", "incoming"),
];

/// The names of a node's fields in both languages: key, Vietnamese, English.
pub const FIELDS: &[(&str, &str, &str)] = &[
    ("date", "Ngày", "Date"),
    ("part-of-day", "Buổi", "Part of the day"),
    ("event-kind", "Loại sự kiện", "Kind of event"),
    ("sector", "Khối", "Sector"),
    ("level", "Cấp", "Level"),
    ("action", "Việc", "Action"),
    ("modality", "Hiệu lực", "Modality"),
    ("document", "Văn bản", "Document"),
    ("amount", "Giá trị", "Amount"),
    ("form", "Hình thức", "Form"),
    ("term", "Nhiệm kỳ", "Term"),
    ("deadline", "Thời hạn", "Deadline"),
];

/// The words for fixed values of fields in both languages: key, Vietnamese, English.
pub const VALUES: &[(&str, &str, &str)] = &[
    ("Issued", "đã ban hành", "issued"),
    ("Agreed", "đã thống nhất", "agreed"),
    ("Assigned", "giao, yêu cầu", "assigned"),
    ("Proposed", "đề nghị, dự kiến", "proposed"),
    ("Reported", "theo báo cáo", "reported"),
    ("Party", "Đảng", "Party"),
    ("State", "Nhà nước", "State"),
    ("PartyAndState", "Đảng và Nhà nước", "Party and State"),
    ("Mass", "đoàn thể", "mass organisation"),
    ("Armed", "lực lượng vũ trang", "armed forces"),
    ("Judicial", "tư pháp", "judicial"),
    ("Enterprise", "doanh nghiệp", "enterprise"),
    ("Media", "báo chí", "media"),
    ("Foreign", "nước ngoài", "foreign"),
    ("International", "quốc tế", "international"),
    ("Religious", "tôn giáo", "religious"),
    ("Other", "khác", "other"),
    ("Country", "quốc gia", "country"),
    ("Province", "tỉnh, thành phố", "province"),
    ("District", "huyện, quận", "district"),
    ("Commune", "xã, phường", "commune"),
    ("Village", "thôn, tổ dân phố", "village"),
    ("meeting", "hội nghị, cuộc họp", "meeting"),
    ("session", "kỳ họp", "session"),
    ("congress", "đại hội", "congress"),
    ("ceremony", "lễ", "ceremony"),
    ("visit", "chuyến thăm", "visit"),
    ("inspection", "kiểm tra", "inspection"),
    ("conference", "hội thảo", "conference"),
];

/// The word of a table for a key, or the key itself where the table lacks it.
#[must_use]
pub fn word<'t>(table: &'t [(&str, &'t str, &'t str)], key: &'t str, language: Language) -> &'t str {
    table.iter().find(|(k, _, _)| *k == key).map_or(key, |(_, vi, en)| language.pick(vi, en))
}
