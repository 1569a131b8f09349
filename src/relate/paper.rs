//! Papers without a number that somebody writes, and documents that come into force.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Force, Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{BodyId, Modality};

/// Ends of the numbers of papers of the Government and its head.
const GOVERNMENT: [&str; 2] = ["-CP", "-TTg"];

impl Relate<'_> {
    /// "UBND tỉnh có công văn gửi …", "ông A ký kế hoạch …": the writing is the act.
    pub(super) fn papers(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        self.comes_into_force(from, to);
        if !self.somewhere(from, WordClass::Writes) {
            return;
        }
        for at in from + 1..to {
            let Some(verb) = self.writing(at, from) else { continue };
            let stop = self.clause_end(at, to);
            let blocked = self.unreal(verb, from)
                || self.wished(verb, from)
                || self.asked_for(verb, from)
                || self.noun_phrase(verb, from)
                || (from..verb).any(|n| self.is_word(n, WordClass::Future));
            if blocked || stop < at + 3 || self.other_act(at, stop) {
                continue;
            }
            let agent = self.agent(verb, from);
            if !agent.known() {
                continue;
            }
            let act = Act {
                action: "issue",
                modality: Modality::Issued,
                decider: agent,
                object: Some(self.object(at, stop)),
                rule: "paper-written",
                ..Act::default()
            };
            self.add_act(act, verb, from, stop);
            self.last_agent = Some(agent);
            return;
        }
    }

    /// The verb of writing before the paper at `at`: "có công văn", "vừa ký kế hoạch".
    fn writing(&self, at: usize, from: usize) -> Option<usize> {
        let force = self.doc_type(at)?.force;
        let verb = at - 1;
        let writes = verb > from && self.is_word(verb, WordClass::Writes);
        let signs = writes && self.is_word(verb, WordClass::Sign);
        match force {
            Force::Letter => writes.then_some(verb),
            Force::Plan => signs.then_some(verb),
            _ => None,
        }
    }

    /// "có công văn đồng ý", "ký văn bản chỉ đạo": the act is what the paper says.
    fn other_act(&self, at: usize, stop: usize) -> bool {
        let own = |f: Frame| {
            matches!(
                f,
                Frame::Personnel
                    | Frame::Sanction
                    | Frame::Body
                    | Frame::Thing
                    | Frame::Instruct
                    | Frame::Deed
            )
        };
        let asks = |n: &usize| self.frame(*n) == Some(Frame::Propose) || self.decider_at(*n).is_some();
        (at + 1..stop.min(at + 4))
            .take_while(|n| !asks(n))
            .any(|n| self.is_word(n, WordClass::Present) || self.frame(n).is_some_and(own))
    }

    /// "Nghị định số … của Chính phủ … có hiệu lực từ …": the document that the sentence is about is issued.
    fn comes_into_force(&mut self, from: usize, to: usize) {
        if !self.somewhere(from, WordClass::InForce) {
            return;
        }
        let Some(at) = (from..to).find(|n| matches!(self.kind(*n), Some(Kind::Document(_)))) else { return };
        let Some(Kind::Document(d)) = self.kind(at) else { return };
        let Some(id) = self.document_at(at) else { return };
        let named = self.is_word(at + 1, WordClass::Of).then(|| self.decider_at(at + 2)).flatten();
        let numbered = GOVERNMENT.iter().any(|g| d.local.ends_with(g));
        let government = || {
            let supreme = |b: &crate::model::Body| b.kind == "chinh-phu" && b.jurisdiction.is_none();
            self.knowledge.bodies.iter().position(supreme).filter(|_| numbered).map(BodyId)
        };
        let agent = named.or_else(|| government().map(|b| Decider { body: Some(b), person: None }));
        let told = self.knowledge.decisions.iter().any(|k| k.action == "issue" && k.document == Some(id));
        let Some(agent) = agent.filter(|_| !told) else { return };
        let act = Act {
            action: "issue",
            modality: Modality::Issued,
            decider: agent,
            object: Some(self.object(at, to)),
            document: Some(id),
            date: self.knowledge.documents.get(id.0).and_then(|d| d.date),
            rule: "document-in-force",
            ..Act::default()
        };
        self.add_act(act, at, from, to);
    }
}
