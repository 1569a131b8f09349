//! `vnkg dossier`: a page to print about one person or body, each fact with its sentence and its source.
//!
//! The facts are those of `vnkg explain`; the page adds the posts over time as a picture, who took part in
//! the same events, and the nearest relations.

mod connections;
mod entry;
mod markdown;
mod page;
mod timeline;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

use super::explain::{self, Explanation, TOPICS, Topic};
use crate::draw::facts::Facts;
use crate::draw::words::{Language, word};
use crate::draw::{self, DrawError, Wish, names, svg};
use crate::export::file;
use crate::store::Graph;
use crate::store::packing::Packing;

/// At most so many nodes are in the picture of the nearest relations.
const PICTURED: usize = 24;

/// Arguments of `vnkg dossier`, the store apart.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// A person or body: a name, with or without tones and capitals, or an IRI
    #[arg(value_name = "IRI|NAME", required = true, num_args = 1..)]
    pub name: Vec<String>,
    /// The page to write: .html to open, print and send, .md to edit
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// At most so many sentences a fact, the others only counted; 0 for all
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub quotes: usize,
    /// The language of the words around the facts
    #[arg(long, value_name = "LANG", value_parser = ["vi", "en"], default_value = "vi")]
    pub lang: String,
}

/// All that a page says.
struct Dossier {
    told: Explanation,
    /// The posts, or a body's holders, over time.
    periods: Vec<timeline::Period>,
    /// The picture of the nearest relations as SVG, if there are any.
    picture: Option<String>,
    /// At most so many sentences a fact are printed.
    most: usize,
    language: Language,
}

impl Dossier {
    /// A word or sentence of the page itself.
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.language.pick(vi, en)
    }

    fn heading(&self, topic: &'static str) -> &'static str {
        match topic {
            connections::TOPIC => self.say("Cùng tham dự", "Took part in the same events"),
            key => word(TOPICS, key, self.language),
        }
    }

    fn heading_of_periods(&self) -> &'static str {
        if self.told.kind == "person" {
            self.say("Chức vụ theo thời gian", "Posts over time")
        } else {
            self.say("Người giữ chức theo thời gian", "Office holders over time")
        }
    }

    /// How many sentences of a fact are not printed, in words.
    fn left_out(&self, quotes: usize) -> Option<String> {
        let left = quotes.checked_sub(self.most).filter(|left| *left > 0)?;
        Some(format!("{} {left} {}", self.say("và", "and"), self.say("câu khác", "more sentences")))
    }

    fn kind(&self) -> &'static str {
        word(explain::render::KINDS, self.told.kind, self.language)
    }

    /// "12 sentences of 5 articles, 2021-03-02 – 2022-08-20".
    fn summary(&self) -> String {
        let quotes: BTreeSet<_> =
            self.told.topics.iter().flat_map(|topic| &topic.facts).flat_map(|fact| &fact.quotes).collect();
        let articles: BTreeSet<&str> = quotes.iter().map(|quote| quote.article.as_str()).collect();
        let days: BTreeSet<&str> = quotes.iter().filter_map(|quote| quote.issued.as_deref()).collect();
        let sentences = if quotes.len() == 1 { "sentence" } else { "sentences" };
        let mut text = match (self.language, articles.len()) {
            (Language::Vi, count) => format!("{} câu trong {count} bài báo", quotes.len()),
            (Language::En, 1) => format!("{} {sentences} of 1 article", quotes.len()),
            (Language::En, count) => format!("{} {sentences} of {count} articles", quotes.len()),
        };
        match (days.first(), days.last()) {
            (Some(first), Some(last)) if first != last => text.push_str(&format!(", {first} – {last}")),
            (Some(day), _) => text.push_str(&format!(", {day}")),
            _ => {}
        }
        text
    }
}

/// Finds the thing and writes its page.
///
/// # Errors
/// Where the name is unknown or means several things (which are listed), the extension is neither `.html`
/// nor `.md`, the store cannot be read or the file cannot be written.
pub fn run(args: &Args, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let extension = args.output.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let write: fn(&Dossier, &mut dyn Write) -> std::io::Result<()> = match extension.as_str() {
        "html" => page::write,
        "md" => markdown::write,
        _ => bail!("{}: no page for this extension; use .html or .md", args.output.display()),
    };
    let language = if args.lang == "en" { Language::En } else { Language::Vi };
    let most = if args.quotes == 0 { usize::MAX } else { args.quotes };
    let dossier = gather(store, &args.name.join(" "), most, language)?;
    file::replace(
        &args.output,
        Packing::Plain,
        |to| write(&dossier, to).with_context(|| format!("cannot write {}", args.output.display())),
        |_, ()| Ok(()),
    )?;
    writeln!(out, "{}: {}, {}", args.output.display(), dossier.told.name, dossier.summary())?;
    Ok(())
}

fn gather(store: &Graph, name: &str, most: usize, language: Language) -> anyhow::Result<Dossier> {
    let facts = Facts::new(store);
    let iri = names::find(&facts, name)?;
    let mut told = explain::gather::explain(&facts, &iri)?;
    // Of a body these are its kind and its sector, in words for programs.
    told.topics.retain(|topic| told.kind != "body" || topic.topic != "details");
    let together = connections::of(&facts, &iri, language)?;
    if !together.is_empty() {
        let after =
            told.topics.iter().position(|topic| topic.topic == "mentions").unwrap_or(told.topics.len());
        told.topics.insert(after, Topic { topic: connections::TOPIC, facts: together });
    }
    let wish = Wish { about: Some(iri), hops: 1, limit: PICTURED, language, ..Wish::default() };
    let picture = match draw::picture(store, &wish) {
        Ok(picture) => (picture.graph.edge_count() > 0).then(|| svg::text(&picture)),
        Err(DrawError::NotDrawn(_)) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(Dossier { periods: timeline::periods(&told), told, picture, most, language })
}
