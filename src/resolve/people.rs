//! People: full names, and given names alone that point back to them.

use super::Resolver;
use crate::model::mention::{Chunk, Kind, PersonRef};
use crate::model::{Person, PersonId};
use crate::text::{self, Span};

/// How often each full name stands in the article.
#[derive(Debug, Default)]
pub(super) struct Names {
    full: Vec<(String, usize)>,
}

impl Names {
    pub(super) fn new(chunks: &[Chunk]) -> Self {
        let mut full: Vec<(String, usize)> = Vec::new();
        let named = chunks.iter().filter_map(|c| match &c.kind {
            Kind::Person(p) if !p.given => Some(text::fold(&p.name)),
            _ => None,
        });
        for key in named {
            match full.iter_mut().find(|(k, _)| *k == key) {
                Some((_, count)) => *count += 1,
                None => full.push((key, 1)),
            }
        }
        Self { full }
    }

    /// A name that stands once and only adds a word to one that stands alone elsewhere has run into
    /// the next sentence ("Nguyễn Văn A Xét đơn …"): the shorter one counts.
    fn trimmed(&self, key: &str) -> Option<&str> {
        let once = self.full.iter().any(|(k, n)| k == key && *n == 1);
        let (short, _) = key.rsplit_once(' ')?;
        let known = self.full.iter().find(|(k, _)| k == short && short.split(' ').count() >= 3)?;
        (once && key.split(' ').count() >= 4).then_some(known.0.as_str())
    }
}

impl Resolver<'_> {
    pub(super) fn person(&mut self, p: &PersonRef, sentence: Span) -> Option<PersonId> {
        let mut key = text::fold(&p.name);
        let mut name = p.name.clone();
        if let Some(short) = self.names.trimmed(&key) {
            let words = short.split(' ').count();
            name = name.split(' ').take(words).collect::<Vec<_>>().join(" ");
            key = short.to_owned();
        }
        let found = self.known_person(&key, p.given);
        if let Some(id) = found {
            self.mention_person(id, sentence);
            return Some(id);
        }
        if p.given {
            self.abstain(p.span, "given-name", "no full name with this given name before it");
            return None;
        }
        self.people_keys.push(text::fold(&name));
        self.knowledge.people.push(Person {
            name,
            jurisdiction: None,
            central: false,
            mentions: vec![sentence],
        });
        Some(PersonId(self.knowledge.people.len() - 1))
    }

    pub(super) fn mention_person(&mut self, id: PersonId, sentence: Span) {
        if let Some(p) = self.knowledge.people.get_mut(id.0)
            && p.mentions.last() != Some(&sentence)
        {
            p.mentions.push(sentence);
        }
    }

    /// The person of this name; for a given name, the last one named who bears it.
    fn known_person(&self, key: &str, given: bool) -> Option<PersonId> {
        let exact = self.people_keys.iter().position(|k| k == key);
        if exact.is_some() && !given {
            return exact.map(PersonId);
        }
        let mut ends: Vec<(usize, &Person)> = self
            .knowledge
            .people
            .iter()
            .enumerate()
            .zip(&self.people_keys)
            .filter(|(_, k)| k.strip_suffix(key).is_some_and(|rest| rest.ends_with(' ')))
            .map(|(person, _)| person)
            .collect();
        ends.sort_by_key(|(_, p)| p.mentions.last().map_or(0, |m| m.start));
        if given {
            return ends.last().map(|(n, _)| PersonId(*n));
        }
        // "Văn Thử" for "Trần Văn Thử": only where one person fits.
        match ends.as_slice() {
            [(n, _)] => Some(PersonId(*n)),
            _ => None,
        }
    }
}
