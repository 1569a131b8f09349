//! What is the event called, which number has it, who holds it, and where?

use super::{Noun, Relate};
use crate::lexicon::tables::WordClass;
use crate::model::mention::Kind;
use crate::model::{BodyId, PlaceId};
use crate::relate::clause::cut;
use crate::text::fold;

/// Longest name that a reader can take in, in chunks.
const LONGEST: usize = 40;

impl Relate<'_> {
    /// The words of the name: from the noun to the end of its phrase.
    pub(super) fn event_name(&self, noun: usize, from: usize, to: usize) -> (String, usize) {
        let mut end = noun + 1;
        while end < to && end < noun + LONGEST && !self.ends_event(noun, end, from, to) {
            end += 1;
        }
        let words = self.words(noun, end);
        let mut name = cut(words.trim_end_matches([',', ' ', '-', '–']), 200);
        if name.split(' ').count() <= 3
            && let Some(at) = (end..to).find(|n| self.is_word(*n, WordClass::HandOver))
            && self.decree_after(at, to).is_some()
        {
            name = cut(&format!("{name} {}", self.object(at, self.clause_end(at, to))), 200);
        }
        (name, end)
    }

    /// True where the phrase of the name ends before chunk `n`.
    fn ends_event(&self, noun: usize, n: usize, from: usize, to: usize) -> bool {
        let stop_word = [
            WordClass::HoldEvent,
            WordClass::Attend,
            WordClass::Chair,
            WordClass::Passive,
            WordClass::By,
            WordClass::Tense,
            WordClass::Be,
        ]
        .into_iter()
        .any(|c| self.is_word(n, c));
        // "hội nghị nhấn mạnh …" is a sentence, "tổ chức hội nghị quán triệt …" a name.
        let says = self.is_word(n, WordClass::Speak) && !self.held_before(noun, from);
        let first = n == noun + 1 && !(noun > from && self.amid(noun - 1));
        let person = self.person_at(n).is_some()
            && !first
            && !self.inside_quotes(n, noun)
            && !self.decree_between(noun, noun + 1, n);
        let mark = self.mark(n);
        let hard = mark.is_some_and(|m| matches!(m, '.' | ';' | ':'));
        hard || person || stop_word || says || (mark == Some(',') && !self.comma_inside(noun, n, from, to))
    }

    /// True where the noun or the chunks `from..n` behind it name a type of document.
    fn decree_between(&self, noun: usize, from: usize, n: usize) -> bool {
        (from..n).any(|k| matches!(self.kind(k), Some(Kind::DocType(_)))) || self.names_decree(noun)
    }

    /// "lễ trao quyết định": the noun has a type of document in it.
    pub(in crate::relate) fn names_decree(&self, noun: usize) -> bool {
        let words = fold(&self.words(noun, noun + 1));
        self.lexicon.doc_types.iter().any(|d| words.ends_with(d.name.as_str()))
    }

    /// "phòng, chống dịch", "điều động, bổ nhiệm cán bộ", "kỳ họp thứ 8, HĐND tỉnh": the comma is part of the
    /// name. "Tại hội nghị, ông A …": it is not, and after "tại" another comma has to part name and subject.
    fn comma_inside(&self, noun: usize, n: usize, from: usize, to: usize) -> bool {
        let placed = noun > from && self.amid(noun - 1);
        if matches!(self.kind(n + 1), Some(Kind::Term | Kind::Body(_))) {
            let numbered = (noun + 1..n).any(|k| matches!(self.kind(k), Some(Kind::Number | Kind::Term)));
            return n > noun + 1 && !matches!(self.kind(n - 1), Some(Kind::Date(_))) && (numbered || !placed);
        }
        let starts = |k: usize| {
            self.person_at(k).is_some()
                || matches!(
                    self.kind(k),
                    Some(
                        Kind::Person(_)
                            | Kind::Post(_)
                            | Kind::Body(_)
                            | Kind::Honorific(_)
                            | Kind::Date(_)
                            | Kind::Place(_)
                            | Kind::Number
                    )
                )
                || self.is_word(k, WordClass::Plural)
                || self.is_word(k, WordClass::Group)
        };
        let plain =
            n > noun + 1 && n + 1 < to && !starts(n + 1) && !self.is_word(n + 1, WordClass::According);
        let later = (n + 1..to).any(|k| self.mark(k) == Some(',') && starts(k + 1));
        plain && (!placed || later)
    }

    /// The body that holds it: the subject before the verb, or the body in the name.
    pub(super) fn host(&self, noun: Noun, end: usize) -> Option<BodyId> {
        let Noun { at, from, to, .. } = noun;
        let sure = self.own_host(at, end, from).or_else(|| self.by_host(end, to));
        let of = self.is_word(end, WordClass::Of).then(|| self.body_at(end + 1)).flatten();
        let near = (from..at)
            .rev()
            .take_while(|n| self.mark(*n) != Some(','))
            .find_map(|n| self.subject_body(n, from));
        let first = (from..at)
            .find(|n| !matches!(self.kind(*n), Some(Kind::Date(_) | Kind::Punct(_))))
            .and_then(|n| self.body_at(n));
        let before = near.or(first);
        let decree = (at + 1..end)
            .find(|n| matches!(self.kind(*n), Some(Kind::DocType(_))))
            .or_else(|| self.names_decree(at).then_some(at))
            .and_then(|d| self.decree_host(d, end));
        let acting = self.acting_body(noun, end);
        sure.or(of).or(before).or(acting).or(decree).map(|b| self.sender(b))
    }

    /// "Tại kỳ họp …, HĐND đã bầu", "Tại hội nghị, Thành ủy công bố quyết định": whoever acts holds it, where
    /// only the one who holds it can.
    fn acting_body(&self, noun: Noun, end: usize) -> Option<BodyId> {
        let Noun { at, from, to, kind } = noun;
        if matches!(kind, "session" | "congress") {
            return self.speaker_at(noun).or_else(|| (end..to).find_map(|n| self.subject_body(n, from)));
        }
        let hands = (end..to).find(|n| self.is_word(*n, WordClass::HandOver));
        if let Some(hands) = hands {
            return (end..hands).find_map(|n| self.body_at(n));
        }
        let placed = at > from && self.amid(at - 1);
        let next = (end..to).find(|n| !matches!(self.kind(*n), Some(Kind::Date(_) | Kind::Punct(_))))?;
        self.body_at(next).filter(|_| !placed && self.mark(next - 1) == Some(','))
    }

    /// "Kết luận của X tại kỳ họp 5": whoever concludes at a session holds it.
    fn speaker_at(&self, noun: Noun) -> Option<BodyId> {
        let before = noun.at.checked_sub(2).filter(|n| *n > noun.from)?;
        let said = self.is_word(noun.at - 1, WordClass::At) && self.is_word(before - 1, WordClass::Of);
        self.body_at(before).filter(|_| said)
    }

    /// The subject of the verb before the noun, or the body in the name.
    pub(super) fn own_host(&self, noun: usize, end: usize, from: usize) -> Option<BodyId> {
        let verb = (from..noun).rev().find(|n| self.is_word(*n, WordClass::HoldEvent));
        let sits = self
            .is_word(noun, WordClass::Sits)
            .then(|| (from..noun).rev().take(3).find_map(|n| self.body_at(n)))
            .flatten();
        let subject = sits.or_else(|| verb.and_then(|v| (from..v).find_map(|n| self.subject_body(n, from))));
        let in_name = (noun..end).find_map(|n| {
            let other = [WordClass::At, WordClass::With, WordClass::To, WordClass::For, WordClass::Against]
                .into_iter()
                .any(|c| self.is_word(n - 1, c));
            self.body_at(n).filter(|_| !other && !self.decree_between(noun, noun, n))
        });
        subject.or(in_name)
    }

    /// "tổ chức hội nghị": the noun is what is held.
    pub(super) fn held_before(&self, noun: usize, from: usize) -> bool {
        (from..noun).rev().take(3).any(|n| self.is_word(n, WordClass::HoldEvent))
    }

    /// A body that is no place where something happens: not after "tại", "với".
    fn subject_body(&self, n: usize, from: usize) -> Option<BodyId> {
        let aside = n > from
            && [WordClass::At, WordClass::With, WordClass::Of, WordClass::According, WordClass::Against]
                .into_iter()
                .any(|c| self.is_word(n - 1, c));
        self.body_at(n).filter(|_| !aside)
    }

    /// "được tổ chức …, do X phối hợp với Y tổ chức".
    fn by_host(&self, end: usize, to: usize) -> Option<BodyId> {
        let by = (end..to).find(|n| self.is_word(*n, WordClass::By) && self.body_at(n + 1).is_some())?;
        (by + 2..to).any(|n| self.is_word(n, WordClass::HoldEvent)).then(|| self.body_at(by + 1)).flatten()
    }

    /// A delegation comes from a body: that one holds what the delegation does.
    pub(super) fn sender(&self, body: BodyId) -> BodyId {
        let known = self.knowledge.bodies.get(body.0);
        let sent = known.is_some_and(|b| b.kind == "doan-cong-tac");
        known.filter(|_| sent).and_then(|b| b.parent).unwrap_or(body)
    }

    /// "lần thứ 20", "thứ 8".
    pub(super) fn ordinal(&self, noun: usize, end: usize) -> Option<u32> {
        (noun..end).find_map(|n| {
            let marked = n.checked_sub(1).is_some_and(|b| self.is_word(b, WordClass::Ordinal) || b == noun);
            matches!(self.kind(n), Some(Kind::Number))
                .then(|| self.words(n, n + 1).parse().ok())
                .flatten()
                .filter(|_| marked)
        })
    }

    pub(super) fn event_place(&self, from: usize, to: usize) -> Option<PlaceId> {
        let at = (from..to).find(|n| self.is_word(*n, WordClass::At) && self.place_at(n + 1).is_some())?;
        self.place_at(at + 1)
    }
}
