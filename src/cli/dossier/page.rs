//! The page as HTML: one file without scripts that opens from disk and prints.
//!
//! What comes from articles is text throughout, escaped; a Content-Security-Policy allows the page's own
//! styles, by their hashes, and nothing else.

use std::io::{self, Write};

use super::{Dossier, entry, timeline};
use crate::cli::explain::Topic;
use crate::draw::facts::Quoted;
use crate::draw::html::source_hash;
use crate::draw::md::is_web;
use crate::draw::svg;
use crate::draw::xml::escaped;

const STYLE: &str = include_str!("page.css");

/// Writes the page.
pub(super) fn write(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    head(dossier, out)?;
    if !dossier.periods.is_empty() {
        let heading = dossier.heading_of_periods();
        let picture = timeline::svg(&dossier.periods, heading, dossier.language);
        writeln!(out, "<section><h2>{heading}</h2><figure>{picture}</figure></section>")?;
    }
    if let Some(picture) = &dossier.picture {
        let heading = dossier.say("Quan hệ gần nhất", "Nearest relations");
        writeln!(out, "<section><h2>{heading}</h2><figure>{picture}</figure></section>")?;
    }
    for topic in &dossier.told.topics {
        section(dossier, topic, out)?;
    }
    let made = dossier.say(
        "Lập bằng vnkg từ các bài báo nêu trên; mỗi điều kèm câu đã in. Thanh màu chỉ những ngày có bài báo nói tới.",
        "Made with vnkg from the articles named; each fact with the sentence as printed. Bars span the days that articles attest.",
    );
    writeln!(out, "<footer>{made}</footer>\n</main>\n</body>\n</html>")
}

fn head(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    let name = escaped(&dossier.told.name);
    let policy = format!(
        "default-src 'none'; style-src '{}' '{}'; base-uri 'none'; form-action 'none'",
        source_hash(STYLE),
        source_hash(svg::STYLE)
    );
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        dossier.language.code()
    )?;
    writeln!(
        out,
        "<header><p class=\"kind\">{}</p><h1>{name}</h1><p class=\"about\">{}</p><p class=\"about\">{}</p></header>",
        dossier.kind(),
        escaped(&dossier.summary()),
        escaped(&dossier.told.iri)
    )
}

fn section(dossier: &Dossier, topic: &Topic, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section><h2>{}</h2>\n<ul class=\"facts\">", dossier.heading(topic.topic))?;
    for group in entry::sharing(&entry::entries(topic, dossier.language)) {
        write!(out, "<li>")?;
        for entry in group {
            writeln!(
                out,
                "<div><span class=\"fact\">{}</span><span class=\"notes\">{}</span></div>",
                escaped(entry.text),
                escaped(&entry.notes)
            )?;
        }
        let quotes = group.last().map_or(&[][..], |entry| &entry.quotes);
        for quote in quotes.iter().take(dossier.most) {
            quotation(quote, out)?;
        }
        if let Some(more) = dossier.left_out(quotes.len()) {
            writeln!(out, "<p class=\"more\">{more}</p>")?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul></section>")
}

fn quotation(quote: &Quoted, out: &mut dyn Write) -> io::Result<()> {
    let title = escaped(quote.title.as_deref().unwrap_or(&quote.article));
    let source = match quote.url.as_deref().filter(|url| is_web(url)) {
        Some(url) => format!("<a href=\"{}\" rel=\"noreferrer noopener\">{title}</a>", escaped(url)),
        None => title,
    };
    let issued = quote.issued.as_deref().map_or_else(String::new, |day| format!(", {}", escaped(day)));
    let id = quote.title.as_ref().map_or_else(String::new, |_| format!(" [{}]", escaped(&quote.article)));
    writeln!(
        out,
        "<blockquote><p>“{}”</p><cite>{source}{issued}{id}</cite></blockquote>",
        escaped(&quote.text)
    )
}
