//! What happens to bodies: establishing, merging, renaming, handing over; and acts on things.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{BodyId, Change, ChangeKind, Modality};

impl Relate<'_> {
    /// Acts on bodies in a sentence.
    pub(super) fn changes(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        for at in from..to {
            if !self.real_verb(at, from, &[Frame::Body]) || self.noun_phrase(at, from) {
                continue;
            }
            let stop = self.clause_end(at, to);
            let agent = self.deciding(at, from);
            if !agent.known() {
                continue;
            }
            let action = self.verb_action(at);
            let bodies = self.bodies_in(at, stop);
            let id = self.decision_id();
            let act = Act {
                action,
                modality: self.verb_modality(at, from),
                decider: agent,
                object: Some(self.body_object(at, stop, action)),
                body: bodies.first().copied(),
                rule: "body-act",
                ..Act::default()
            };
            self.add_act(act, at, from, stop);
            self.lineage(action, &bodies, at, id);
        }
    }

    /// Who decides: the agent, or in a conclusion the one who concludes.
    fn deciding(&self, at: usize, from: usize) -> Decider {
        let agent = self.agent(at, from);
        if agent.known() { agent } else { self.last_agent.unwrap_or_default() }
    }

    fn verb_action(&self, at: usize) -> &'static str {
        match self.kind(at) {
            Some(Kind::Verb(row)) => self.lexicon.verbs.get(*row).map_or("other", |v| v.action),
            _ => "other",
        }
    }

    fn verb_modality(&self, at: usize, from: usize) -> Modality {
        let agreed = (from..at).rev().take(3).any(|n| self.frame(n) == Some(Frame::Thing));
        match self.kind(at) {
            _ if agreed => Modality::Agreed,
            Some(Kind::Verb(row)) => self.lexicon.verbs.get(*row).map_or(Modality::Issued, |v| v.modality),
            _ => Modality::Issued,
        }
    }

    /// "mô hình hợp nhất", "sau sáp nhập", "được thành lập theo": not an act of this news.
    fn noun_phrase(&self, at: usize, from: usize) -> bool {
        at > from
            && [WordClass::According, WordClass::Noun, WordClass::Plural, WordClass::Of]
                .into_iter()
                .any(|c| self.is_word(at - 1, c))
    }

    fn body_object(&self, at: usize, stop: usize, action: &str) -> String {
        let quoted: Vec<usize> = (at..stop)
            .filter(|n| matches!(self.kind(*n), Some(Kind::Body(b)) if b.quoted.is_some()))
            .collect();
        if action == "rename"
            && let [a, b] = quoted.as_slice()
        {
            return format!("{} → {}", self.words(*a, a + 1), self.words(*b, b + 1));
        }
        self.object(at, stop)
    }

    fn lineage(&mut self, action: &str, bodies: &[BodyId], at: usize, decision: crate::model::DecisionId) {
        let (kind, from, to) = match (action, bodies) {
            ("rename", [a, b]) => (ChangeKind::Renaming, vec![*a], vec![*b]),
            ("merge", [a, b, c]) => (ChangeKind::Merger, vec![*a, *b], vec![*c]),
            ("merge", [a, b]) => (ChangeKind::Merger, vec![*a, *b], Vec::new()),
            ("dissolve", [a, ..]) => (ChangeKind::Dissolution, vec![*a], Vec::new()),
            _ => return,
        };
        let decided = self.knowledge.decisions.get(decision.0).and_then(|d| d.date);
        let evidence = self.sentence_span(at);
        self.knowledge.changes.push(Change {
            kind,
            from,
            to,
            parent: None,
            decision: Some(decision),
            decided,
            pilot: false,
            evidence,
        });
    }

    /// Approvals, awards, funds, and keeping things as they are.
    pub(super) fn things(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        let mut at = from;
        while at < to {
            let frames = [Frame::Thing, Frame::Award, Frame::Money, Frame::Document];
            if !self.real_verb(at, from, &frames) || self.noun_phrase(at, from) {
                at += 1;
                continue;
            }
            let stop = self.clause_end(at, to);
            if self.thing(at, from, stop) {
                at = stop;
            } else {
                at += 1;
            }
        }
    }

    fn thing(&mut self, at: usize, from: usize, stop: usize) -> bool {
        let frame = self.frame(at);
        // Personnel and documents have their own rules.
        let other = (at + 1..stop.min(at + 3)).any(|n| {
            matches!(self.frame(n), Some(Frame::Personnel | Frame::Sanction | Frame::Body))
                || matches!(self.kind(n), Some(Kind::Document(_)))
        });
        let ready = match frame {
            Some(Frame::Money) => self.amount_in(at, stop).is_some(),
            Some(Frame::Award) => (at..stop.min(at + 5)).any(|n| self.is_word(n, WordClass::Prize)),
            Some(Frame::Document) => {
                (at..stop.min(at + 4)).any(|n| matches!(self.kind(n), Some(Kind::DocType(_))))
            }
            _ => stop > at + 2,
        };
        if other || !ready || self.agentless_passive(at, from) {
            return false;
        }
        let agent = self.deciding(at, from);
        if !agent.known() {
            return false;
        }
        let passive = (from..at).rev().take(4).any(|n| self.is_word(n, WordClass::Passive));
        let person = (at..stop).find_map(|n| self.person_at(n)).filter(|p| Some(*p) != agent.person);
        let body = if passive {
            (from..at).find_map(|n| self.body_at(n))
        } else {
            (at..stop).find_map(|n| self.body_at(n))
        };
        let act = Act {
            action: self.verb_action(at),
            modality: self.verb_modality(at, from),
            decider: agent,
            person: if frame == Some(Frame::Award) { person } else { None },
            body: body.filter(|b| Some(*b) != agent.body),
            rule: "thing-act",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
        true
    }
}
