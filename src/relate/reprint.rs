//! "Theo Báo Hà Nam điện tử": where the article was taken from.

use super::Relate;
use crate::lexicon::page::PageWord;
use crate::model::Section;
use crate::text;

impl Relate<'_> {
    /// The last line that names a source, without the words that announce it.
    pub(super) fn reprint(&mut self) {
        let Some(line) = self.sentences.iter().rev().find(|s| s.section == Section::Source) else { return };
        let words = text::squeeze(line.span.of(&self.article.doc));
        let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
        let announced = self.lexicon.page.start(PageWord::SourceStart, &text::fold(bare));
        let skip = announced.map_or(0, |start| start.chars().count());
        let name: String = bare.chars().skip(skip).collect();
        let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !name.is_empty() {
            self.knowledge.reprinted = Some((name.to_owned(), line.span));
        }
    }
}
