//! What a meeting heard and who else was there: agenda items, unnamed groups, reported results.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::WordClass;
use crate::model::mention::Kind;
use crate::model::{AgendaItem, Agent, EventId, Modality, Section};

impl Relate<'_> {
    /// "đã nghe X báo cáo …; Y báo cáo …": each is a point of the agenda.
    pub(super) fn agenda(&mut self, e: EventId, from: usize, to: usize) {
        if !self.somewhere(from, WordClass::Present) {
            return;
        }
        for at in from..to {
            if !self.is_word(at, WordClass::Present) || at == from {
                continue;
            }
            let Some(presenter) = self.presenter(at - 1) else { continue };
            let stop = self.clause_end(at, to);
            let about = self.object(at + 1, stop);
            if about.split(' ').count() < 3 {
                continue;
            }
            let evidence = self.sentence_span(at);
            if let Some(event) = self.knowledge.events.get_mut(e.0)
                && !event.agenda.iter().any(|i| i.about == about)
            {
                event.agenda.push(AgendaItem { presenter: Some(presenter), about, evidence });
            }
        }
    }

    /// The body or person right before the verb.
    fn presenter(&self, n: usize) -> Option<Agent> {
        if let Some(p) = self.person_at(n) {
            return Some(Agent::Person(p));
        }
        if let Some(g) = self.groups.iter().find(|g| g.to == n + 1) {
            return Some(Agent::Person(g.person));
        }
        self.body_at(n).map(Agent::Body)
    }

    /// "đại diện một số sở, ngành", "các đồng chí Ủy viên Ban Thường vụ": kept as words.
    pub(super) fn unnamed_groups(&mut self, e: EventId, from: usize, to: usize) {
        if !self.somewhere(from, WordClass::Attend) {
            return;
        }
        let mut at = from;
        while at < to {
            if !self.opens_group(at) {
                at += 1;
                continue;
            }
            let stop = self.group_end(at, to);
            let named = (at..stop).any(|n| self.person_at(n).is_some());
            if !named && stop > at + 1 {
                let words = self.object(at, stop);
                let evidence = self.sentence_span(at);
                if let Some(event) = self.knowledge.events.get_mut(e.0)
                    && !event.groups.iter().any(|(w, _)| *w == words)
                {
                    event.groups.push((words, evidence));
                }
            }
            at = stop.max(at + 1);
        }
    }

    fn opens_group(&self, n: usize) -> bool {
        let plural = matches!(self.kind(n), Some(Kind::Honorific(row)) if self.lexicon.honorifics.get(*row).is_some_and(|h| h.kind == crate::lexicon::tables::HonorificKind::Plural));
        (plural && self.mark(n + 1) != Some(':')) || self.is_word(n, WordClass::Group)
    }

    /// A group's words end at a semicolon, a full stop, "cùng", or where the next group begins.
    fn group_end(&self, at: usize, to: usize) -> usize {
        (at + 1..to)
            .find(|n| {
                let next = self.mark(*n) == Some(',') && self.opens_group(*n + 1);
                matches!(self.mark(*n), Some(';' | '.'))
                    || next
                    || self.is_word(*n, WordClass::Attend)
                    || self.is_word(*n, WordClass::Chair)
            })
            .unwrap_or(to)
    }

    /// Figures in a paragraph that reports: statements, not decisions.
    pub(super) fn reports(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if !self.reporting(sentence) || self.section(sentence) != Section::Body {
            return;
        }
        let counted = (from..to).any(|n| matches!(self.kind(n), Some(Kind::Number | Kind::Amount(_))));
        let told = (from..to).any(|n| self.is_word(n, WordClass::Report));
        if !(counted && told) || to < from + 4 {
            return;
        }
        let act = Act {
            action: "other",
            modality: Modality::Reported,
            decider: Decider::default(),
            object: Some(self.object(from, to)),
            rule: "reported-figure",
            ..Act::default()
        };
        self.add_act(act, from, from, to);
    }

    /// True in a paragraph whose first words announce a report.
    fn reporting(&self, sentence: usize) -> bool {
        let Some(own) = self.sentences.get(sentence) else { return false };
        let first = self.sentences.iter().position(|s| s.paragraph == own.paragraph);
        let Some(&(from, to)) = first.and_then(|f| self.bounds.get(f)) else { return false };
        (from..to.min(from + 3))
            .any(|n| self.is_word(n, WordClass::Report) || self.is_word(n, WordClass::Present))
            && self.concluding.is_none_or(|(_, p)| p != own.paragraph)
    }
}
