//! Markdown: the ways or relations told one after another, each with its sentence and its source.

use std::io::Write;

use crate::draw::facts::Quoted;
use crate::draw::txt::{self, Told};
use crate::draw::{DrawError, Drawing, Picture};

/// The format Markdown.
pub struct Markdown;

impl Drawing for Markdown {
    fn name(&self) -> &'static str {
        "MD"
    }

    fn extension(&self) -> &'static str {
        "md"
    }

    fn about(&self) -> &'static str {
        "no picture: every relation with its sentence and source, as Markdown"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        writeln!(out, "# {}", escaped(&picture.title()))?;
        for section in txt::sections(picture) {
            writeln!(out, "\n## {}\n", escaped(&section.heading))?;
            for told in section.relations {
                relation(&told, out)?;
            }
        }
        Ok(())
    }
}

fn relation(told: &Told<'_>, out: &mut dyn Write) -> Result<(), DrawError> {
    let (left, right) = if told.backwards { ("←", "—") } else { ("—", "→") };
    writeln!(
        out,
        "- **{}** {left} {} {right} **{}**",
        escaped(told.from),
        escaped(&told.words),
        escaped(told.to)
    )?;
    if let Some(quote) = told.quote {
        writeln!(out, "{}", quotation(quote, "  "))?;
    }
    Ok(())
}

/// A sentence as a block of its own with its source below it, each line after `indent`.
#[must_use]
pub fn quotation(quote: &Quoted, indent: &str) -> String {
    let title = escaped(quote.title.as_deref().unwrap_or(&quote.article));
    let source = match quote.url.as_deref().filter(|url| is_web(url)) {
        Some(url) => format!("[{title}](<{}>)", address(url)),
        None => title,
    };
    let issued = quote.issued.as_deref().map_or_else(String::new, |day| format!(", {}", escaped(day)));
    format!("{indent}> “{}”  \n{indent}> {source}{issued}\n", escaped(&quote.text))
}

/// True for addresses that a reader may be sent to.
#[must_use]
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// An address within `<…>`: what would end it is encoded.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '<' | '>' | '\\' | ' ' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Text on one line; what Markdown or HTML would read in it gets a backslash or becomes an entity.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
