//! Instructions and petitions: who tells whom to do what.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{Modality, Ref};

impl Relate<'_> {
    /// Instructions of a sentence: at most one for each verb that has an agent and something to do.
    pub(super) fn instructions(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        for at in from..to {
            if self.used.get(at).copied().unwrap_or(false) {
                continue;
            }
            let proposes = self.real_verb(at, from, &[Frame::Propose]);
            if !(proposes || self.real_verb(at, from, &[Frame::Instruct])) || self.nominal(at, from) {
                continue;
            }
            let stop = self.clause_end(at, to);
            if stop <= at + 2 {
                continue;
            }
            if self.is_passive(at.saturating_sub(1)) {
                self.passive_instruction(at, from, stop);
                return;
            }
            let Some(agent) = self.speaker(at, from) else {
                if proposes {
                    return;
                }
                continue;
            };
            if self.is_word(at + 1, WordClass::Group) && !self.bodies_in(at + 1, stop.min(at + 4)).is_empty() || self.general_audience(at + 1) {
                return;
            }
            self.instruct(at, from, stop, agent, proposes);
            return;
        }
    }

    /// "đề nghị các đại biểu thảo luận": the agenda of the meeting, no task.
    fn general_audience(&self, n: usize) -> bool {
        self.is_word(n, WordClass::Audience)
    }

    fn instruct(&mut self, at: usize, from: usize, stop: usize, agent: Decider, proposes: bool) {
        let addressee = self.addressee(at + 1, stop);
        let action = if proposes { "other" } else { "instruct" };
        let modality = if proposes { Modality::Proposed } else { Modality::Assigned };
        let act = Act {
            action,
            modality,
            decider: agent,
            object: Some(self.object(at + 1 + usize::from(self.mark(at + 1) == Some(':')), stop)),
            person: addressee.and_then(|a| a.person).filter(|_| addressee.is_some_and(|a| a.body.is_none())),
            body: addressee.and_then(|a| a.body),
            rule: "instruct",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
        self.last_agent = Some(agent);
    }

    /// "Công an TP cũng được yêu cầu …"
    fn passive_instruction(&mut self, at: usize, from: usize, stop: usize) {
        let Some(agent) = self.last_agent else { return };
        let body = (from..at).find_map(|n| self.body_at(n));
        if body.is_none() {
            return;
        }
        let act = Act {
            action: "instruct",
            modality: Modality::Assigned,
            decider: agent,
            object: Some(self.object(at + 1, stop)),
            body,
            rule: "instruct-passive",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
    }

    /// The verb as a noun: "theo yêu cầu", "các đề nghị", "ý kiến chỉ đạo của".
    pub(super) fn nominal(&self, at: usize, from: usize) -> bool {
        let before = at > from
            && [WordClass::According, WordClass::Plural, WordClass::Of, WordClass::Noun]
                .into_iter()
                .any(|c| self.is_word(at - 1, c));
        before
            || self.is_word(at + 1, WordClass::Of)
            || matches!(self.mark(at + 1), Some('.' | ',' | ';' | ')'))
    }

    /// Who speaks: the nearest person, post or body before the verb with nothing but words between.
    fn speaker(&self, at: usize, from: usize) -> Option<Decider> {
        let subject = self.subject(at, from);
        if subject.is_some() {
            return subject;
        }
        // "Yêu cầu các sở …" at the head of a sentence goes on from the one before.
        if at == from { self.last_agent } else { None }
    }

    /// The first body or person after the verb, if it stands at the beginning of what is to be done.
    fn addressee(&self, at: usize, stop: usize) -> Option<Decider> {
        for n in at..stop.min(at + 5) {
            match self.reference(n) {
                Ref::Body(_) | Ref::Person(_) | Ref::Post(_, Some(_)) => return self.decider_at(n),
                _ => {}
            }
            if self.frame(n).is_some() || matches!(self.kind(n), Some(Kind::Other)) && n > at + 2 {
                return None;
            }
        }
        None
    }
}
