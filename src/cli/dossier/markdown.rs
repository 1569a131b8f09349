//! The page as Markdown, to edit further: posts over time as a table, and all facts with their sentences.

use std::io::{self, Write};

use super::{Dossier, entry};
use crate::cli::explain::Topic;
use crate::draw::md::{escaped, quotation};

/// Writes the page.
pub(super) fn write(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&dossier.told.name))?;
    writeln!(out, "{} · {}  \n<{}>", dossier.kind(), escaped(&dossier.summary()), dossier.told.iri)?;
    if !dossier.periods.is_empty() {
        let heading = dossier.heading_of_periods();
        let columns = dossier.say(
            "| Chức vụ | Ngày có bài báo nói tới | Sau cùng |",
            "| Post | Days that articles attest | Last |",
        );
        writeln!(out, "\n## {heading}\n\n{columns}\n|---|---|---|")?;
        for period in &dossier.periods {
            let (days, status) = period.told(dossier.language);
            writeln!(out, "| {} | {} | {} |", escaped(&period.label), escaped(&days), escaped(&status))?;
        }
    }
    dossier.told.topics.iter().try_for_each(|topic| section(dossier, topic, out))
}

fn section(dossier: &Dossier, topic: &Topic, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}\n", dossier.heading(topic.topic))?;
    for group in entry::sharing(&entry::entries(topic, dossier.language)) {
        for entry in group {
            writeln!(out, "- **{}**{}", escaped(entry.text), escaped(&entry.notes))?;
        }
        let quotes = group.last().map_or(&[][..], |entry| &entry.quotes);
        for quote in quotes.iter().take(dossier.most) {
            writeln!(out, "{}", quotation(quote, "  "))?;
        }
        if let Some(more) = dossier.left_out(quotes.len()) {
            writeln!(out, "  {more}\n")?;
        }
    }
    Ok(())
}
