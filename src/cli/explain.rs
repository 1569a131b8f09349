//! `vnkg explain`: all that the graph says about one thing, each fact with its sentence.

pub(super) mod gather;
pub(super) mod render;

use std::io::Write;

use crate::store::Graph;
use serde::Serialize;

use crate::draw::facts::{Facts, Quoted};
use crate::draw::names;
use crate::draw::words::Language;

/// Arguments of `vnkg explain`, the store apart.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// A name, with or without tones and capitals, or an IRI
    #[arg(value_name = "IRI|NAME", required = true, num_args = 1..)]
    pub name: Vec<String>,
    /// How to print it
    #[arg(short, long, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text")]
    pub format: String,
    /// The language of the words around the facts
    #[arg(long, value_name = "LANG", value_parser = ["vi", "en"], default_value = "en")]
    pub lang: String,
}

/// What the graph says about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Its IRI.
    pub iri: String,
    /// What it is: `person`, `body`, `place`, `event`, `decision`, `post`, `document`, …
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// The facts, by topic; topics without facts are left out.
    pub topics: Vec<Topic>,
}

/// Facts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// Key of the topic, such as `posts`; see [`TOPICS`].
    pub topic: &'static str,
    /// The facts, in order.
    pub facts: Vec<Fact>,
}

/// One fact with its sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Fact {
    /// The fact in words.
    pub text: String,
    /// The other thing, if the fact relates two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    /// `current`, `former`, `incoming`; `chair`, `speaker`, `attendee`; a modality; a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// ISO 8601: the day observed, held or decided; absent if no article says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The sentences, with their articles.
    pub quotes: Vec<Quoted>,
}

/// The topics in the order in which they are told: key, Vietnamese, English.
pub const TOPICS: &[(&str, &str, &str)] = &[
    ("details", "Chi tiết", "Details"),
    ("posts", "Chức vụ", "Posts"),
    ("holders", "Người giữ chức", "Office holders"),
    ("parent", "Thuộc", "Part of"),
    ("parts", "Gồm có", "Parts"),
    ("jurisdiction", "Địa bàn", "Jurisdiction"),
    ("changes", "Sắp xếp, đổi tên", "Changes"),
    ("people", "Người tham dự", "People"),
    ("groups", "Thành phần khác", "Groups without names"),
    ("agenda", "Nội dung", "Agenda"),
    ("events", "Sự kiện", "Events"),
    ("decisions", "Quyết định", "Decisions"),
    ("concerned", "Được nêu trong quyết định", "Named in decisions"),
    ("bodies", "Cơ quan trên địa bàn", "Bodies"),
    ("evidence", "Trích dẫn", "Evidence"),
    ("mentions", "Nhắc tới ở nơi khác", "Other mentions"),
];

/// Finds the thing and prints what the graph says about it.
///
/// # Errors
/// Where the name is unknown or means several things (which are listed), or the store cannot be read.
pub fn run(args: &Args, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let facts = Facts::new(store);
    let iri = names::find(&facts, &args.name.join(" "))?;
    let explanation = gather::explain(&facts, &iri)?;
    if args.format == "json" {
        serde_json::to_writer_pretty(&mut *out, &explanation)?;
        writeln!(out)?;
    } else {
        let language = if args.lang == "vi" { Language::Vi } else { Language::En };
        render::text(&explanation, language, out)?;
    }
    Ok(())
}
