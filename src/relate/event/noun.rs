//! Does a noun name an event as news, or only in passing?

use super::{Noun, Relate};
use crate::lexicon::tables::WordClass;
use crate::model::Section;
use crate::model::mention::Kind;

impl Relate<'_> {
    /// The noun of an event, or "họp" with a body before it.
    pub(super) fn event_noun(&self, from: usize, to: usize) -> Option<(usize, &'static str)> {
        let mut nouns = (from..to).filter(|n| matches!(self.kind(*n), Some(Kind::Event(_))));
        let noun = if self.gist(from).event { nouns.find(|n| !self.general(*n, from)) } else { None };
        if let Some(n) = noun {
            return self.event_kind(n).map(|kind| (n, kind));
        }
        if !self.somewhere(from, WordClass::Sits) {
            return None;
        }
        let sits = (from + 1..to).find(|n| {
            let verb = |k: usize| self.is_word(k, WordClass::HoldEvent) || self.is_word(k, WordClass::Tense);
            let held = self.body_at(n - 1).is_some()
                || (verb(n - 1) && *n >= from + 2 && self.body_at(n - 2).is_some());
            self.is_word(*n, WordClass::Sits) && held
        })?;
        let numbered = self.is_word(sits + 1, WordClass::Ordinal);
        Some((sits, if numbered { "session" } else { "meeting" }))
    }

    /// The kind of the event that the noun at `n` names.
    pub(in crate::relate) fn event_kind(&self, n: usize) -> Option<&'static str> {
        let Some(Kind::Event(row)) = self.kind(n) else { return None };
        self.lexicon.events.get(*row).map(|e| e.kind)
    }

    /// True where the sentence reports on the event: it tells that it was held, or what happened there.
    pub(super) fn is_news(&self, s: usize, noun: Noun, end: usize, scene: bool) -> bool {
        let Noun { at, from, to, .. } = noun;
        if self.planned(at, end, to) || self.to_be_held(at, from) {
            return false;
        }
        let told = (from..to).any(|n| {
            let says = self.is_word(n, WordClass::Speak) || self.is_word(n, WordClass::Present);
            self.tells(n) && (!says || scene)
        });
        let dated = (from..to)
            .any(|n| matches!(self.kind(n), Some(Kind::Date(d)) if d.day.is_some() || d.part.is_some()));
        // "Tập trung chỉ đạo …, tổ chức lễ công bố": a list of what was done, without a subject or a day.
        if let Some(v) = (from..at).rev().take(3).find(|n| self.is_word(*n, WordClass::HoldEvent))
            && !dated
            && self.section(s) == Section::Body
        {
            let subject = (from..v).any(|n| {
                self.body_at(n).is_some()
                    || self.person_at(n).is_some()
                    || self.post_at(n).is_some()
                    || self.place_at(n).is_some()
            });
            return subject || v == from || (at..to).any(|n| self.is_word(n, WordClass::Attend));
        }
        told || dated || self.section(s) == Section::Caption || (scene && self.setting(noun))
    }

    /// "Tại kỳ họp …, HĐND đã thông qua": what somebody did there.
    fn setting(&self, noun: Noun) -> bool {
        let placed = noun.at > noun.from && self.amid(noun.at - 1) || noun.at == noun.from;
        let actor = (noun.from..noun.to)
            .any(|n| self.body_at(n).is_some() || self.person_at(n).is_some() || self.post_at(n).is_some());
        let acts = (noun.at + 1..noun.to)
            .any(|n| matches!(self.kind(n), Some(Kind::Verb(_))) || self.is_word(n, WordClass::HandOver));
        placed && actor && acts
    }

    /// True for "tại", "trong", "bên lề".
    pub(super) fn amid(&self, n: usize) -> bool {
        self.is_word(n, WordClass::At) || self.is_word(n, WordClass::Amid)
    }

    /// "cuộc họp sẽ diễn ra vào tháng 12": a plan is no news of an event.
    fn planned(&self, at: usize, end: usize, to: usize) -> bool {
        (at + 1..to.min(end + 4)).any(|n| {
            self.is_word(n, WordClass::Future)
                && (n + 1..to.min(n + 4)).any(|k| self.is_word(k, WordClass::HoldEvent))
        })
    }

    /// "sẽ tổ chức hội nghị", "xây dựng kế hoạch tổ chức hội thi": not held yet.
    fn to_be_held(&self, at: usize, from: usize) -> bool {
        let Some(verb) = (from..at).rev().take(3).find(|n| self.is_word(*n, WordClass::HoldEvent)) else {
            return false;
        };
        (from..verb).rev().take(3).any(|n| {
            let plan = self.doc_type(n).is_some_and(|d| d.symbol == "KH");
            let numbered = self.is_word(n.saturating_sub(1), WordClass::According);
            self.is_word(n, WordClass::Future) || plan && !numbered
        })
    }

    /// True where the noun stands in what somebody says: "ông A cho biết, HĐND sẽ họp …". "phát biểu tại hội
    /// nghị" is no such case: there the noun says where.
    pub(super) fn spoken_of(&self, at: usize, from: usize) -> bool {
        let quoted = (from..at).filter(|n| matches!(self.mark(*n), Some('“' | '"'))).count();
        let closed = (from..at).filter(|n| matches!(self.mark(*n), Some('”' | '"'))).count();
        if quoted > closed {
            return true;
        }
        let says = (from..at)
            .rev()
            .find(|n| self.is_word(*n, WordClass::Speak) && !self.is_word(*n, WordClass::HoldEvent));
        if let Some(v) = says {
            // "Phát biểu tại hội nghị, ông A …"
            let opens = v <= from + 1
                && self.groups.iter().any(|g| g.from > at && self.mark(g.from - 1) == Some(','));
            if opens {
                return false;
            }
            let beside = at - v <= 2 || (self.amid(at - 1) && at - v <= 5);
            return !beside;
        }
        self.is_word(from, WordClass::According)
            && (from + 1..at.min(from + 3)).any(|n| self.person_at(n).is_some() || self.post_at(n).is_some())
    }

    /// "Nghị quyết Đại hội …", "Kết luận hội nghị …": the event is only part of a document's name.
    fn resolution(&self, n: usize) -> bool {
        self.doc_type(n).is_some_and(|d| matches!(d.symbol.as_str(), "NQ" | "KL"))
    }

    /// "các kỳ họp", "đại hội đảng bộ các cấp", "về đại hội …", "30 năm ngày hội …": no particular event.
    fn general(&self, n: usize, from: usize) -> bool {
        let before = n > from
            && (self.is_word(n - 1, WordClass::Plural)
                || matches!(self.kind(n - 1), Some(Kind::Number))
                || self.is_word(n - 1, WordClass::To)
                || self.is_word(n - 1, WordClass::Year)
                || self.is_word(n - 1, WordClass::Towards)
                || self.resolution(n - 1));
        before
            || (n + 1..n + 4).any(|k| {
                self.is_word(k, WordClass::Plural)
                    && !self.held_before(n, from)
                    && self.chunks.get(k).map(|c| c.sentence) == self.chunks.get(n).map(|c| c.sentence)
                    && self.mark(k - 1) != Some(',')
            })
    }
}
