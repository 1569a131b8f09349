//! Instructions and petitions: who tells whom to do what.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{Modality, Ref};

impl Relate<'_> {
    /// Instructions of a sentence: the first verb that has an agent, and those that go on after a comma.
    pub(super) fn instructions(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        self.listed_task(from, to);
        let mut agent: Option<Decider> = None;
        for at in from..to {
            if self.used.get(at).copied().unwrap_or(false) {
                continue;
            }
            let proposes = self.real_verb(at, from, &[Frame::Propose]);
            if !(proposes || self.real_verb(at, from, &[Frame::Instruct])) || self.nominal(at, from) {
                continue;
            }
            let stop = self.task_end(at, to);
            if stop <= at + 2 {
                continue;
            }
            if let Some(known) = agent {
                if self.goes_on(at) && !proposes && self.addressee(at + 1, stop).is_some() {
                    self.instruct(at, at, stop, known, false);
                }
                continue;
            }
            if self.is_passive(at.saturating_sub(1)) {
                self.passive_instruction(at, from, stop);
                return;
            }
            let Some(found) = self.speaker(at, from) else {
                if proposes {
                    return;
                }
                continue;
            };
            let group = self.is_word(at + 1, WordClass::Group)
                && !self.bodies_in(at + 1, stop.min(at + 4)).is_empty();
            if group || self.general_audience(at + 1) {
                return;
            }
            self.instruct(at, from, stop, found, proposes);
            if proposes {
                return;
            }
            agent = Some(found);
        }
    }

    /// "yêu cầu A làm …; giao B làm …": the second verb begins another task.
    fn goes_on(&self, at: usize) -> bool {
        at > 0
            && (matches!(self.mark(at - 1), Some(',' | ';'))
                || self.is_word(at - 1, WordClass::And)
                || self.is_word(at - 1, WordClass::Likewise))
    }

    /// A task ends at the semicolon or where the next one begins.
    fn task_end(&self, at: usize, to: usize) -> usize {
        let clause = self.clause_end(at, to);
        (at + 3..clause)
            .find(|n| {
                self.frame(*n) == Some(Frame::Instruct)
                    && self.goes_on(*n)
                    && self.addressee(n + 1, clause).is_some()
            })
            .unwrap_or(clause)
    }

    /// "1. Bộ X theo dõi …" under "Thủ tướng yêu cầu:": a task for the body that the item begins with.
    fn listed_task(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to
            && matches!(self.kind(at), Some(Kind::Number | Kind::Punct('.' | '-' | '+' | ')' | '*')))
        {
            at += 1;
        }
        let Some(chief) = self.concludes(from) else { return };
        let bullet = at > from;
        let Some(body) = self.body_at(at).filter(|b| bullet && Some(*b) != chief.body) else { return };
        if self.frame(at + 1).is_some_and(|f| f != Frame::Nothing && f != Frame::Instruct) || to < at + 4 {
            return;
        }
        let stop = self.clause_end(at, to);
        let act = Act {
            action: "instruct",
            modality: Modality::Assigned,
            decider: chief,
            object: Some(self.object(at + 1, stop)),
            body: Some(body),
            rule: "task-in-list",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
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
        self.noun_phrase(at, from)
            || self.is_word(at + 1, WordClass::Of)
            || matches!(self.mark(at + 1), Some('.' | ',' | ';' | ')'))
    }

    /// Who speaks: the nearest person, post or body before the verb with nothing but words between.
    fn speaker(&self, at: usize, from: usize) -> Option<Decider> {
        let subject = self.subject(at, from);
        if subject.is_some() {
            return subject;
        }
        let pronoun = matches!(self.kind(from), Some(Kind::Honorific(_)));
        if pronoun && let Some(person) = self.topic {
            return Some(Decider { body: None, person: Some(person) });
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
