//! Acts on things: approvals, awards, grants, papers, and deeds that have no shape of their own.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Frame, Usage, WordClass};
use crate::model::Modality;
use crate::model::mention::Kind;

impl Relate<'_> {
    /// "thu hồi giấy phép", "phong tỏa đường": acts whose agent must stand in the sentence.
    pub(super) fn deeds(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if !self.some_verb(from, &[Frame::Deed]) {
            return;
        }
        for at in from..to {
            if !self.real_verb(at, from, &[Frame::Deed]) {
                continue;
            }
            let unreal = self.noun_phrase(at, from)
                || self.is_passive(at.saturating_sub(1))
                || matches!(self.kind(at + 1), None | Some(Kind::Punct(_)))
                || self.asked_for(at, from)
                || self.wished(at, from);
            if unreal {
                continue;
            }
            let stop = self.clause_end(at, to);
            let agent = self.agent(at, from);
            let future = (from..at).any(|n| self.is_word(n, WordClass::Future));
            if !agent.known() || future || stop < at + 3 || !self.direct(at) {
                continue;
            }
            let people = (at..stop).find_map(|n| self.person_at(n)).filter(|p| Some(*p) != agent.person);
            let act = Act {
                action: self.verb_action(at),
                modality: self.verb_modality(at, from),
                decider: agent,
                person: people,
                rule: "deed",
                ..Act::default()
            };
            self.add_act(act, at, from, stop);
        }
    }

    /// Approvals, awards, funds, and keeping things as they are.
    pub(super) fn things(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        let frames = [Frame::Thing, Frame::Award, Frame::Money, Frame::Document];
        if !self.some_verb(from, &frames) {
            return;
        }
        let mut at = from;
        while at < to {
            if !self.real_verb(at, from, &frames) || self.noun_phrase(at, from) {
                at += 1;
                continue;
            }
            let stop = self.thing_end(at, to);
            if self.thing(at, from, stop) {
                at = stop;
            } else {
                at += 1;
            }
        }
    }

    /// "A trao giấy khen cho … và B trao giấy khen cho …": the clause ends where the next giver is named.
    fn thing_end(&self, at: usize, to: usize) -> usize {
        let clause = self.clause_end(at, to);
        (at + 2..clause)
            .find(|n| {
                let gives = self.frame(*n) == Some(Frame::Award) && self.frame(at) == Some(Frame::Award);
                gives && self.body_at(n - 1).is_some()
            })
            .map_or(clause, |n| n - 1)
    }

    /// In somebody's conclusions "Huyện ủy X ban hành quy định …" is a task given to Huyện ủy X.
    fn task(&mut self, at: usize, from: usize, stop: usize, addressee: Decider, chief: Decider) {
        let act = Act {
            action: "instruct",
            modality: Modality::Assigned,
            decider: chief,
            object: Some(self.object(at, stop)),
            body: addressee.body,
            rule: "task-in-conclusion",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
    }

    /// Personnel and documents have their own rules.
    fn has_own_rule(&self, at: usize, stop: usize) -> bool {
        let document = self.frame(at) == Some(Frame::Document);
        let other = (at + 1..stop.min(at + 3)).any(|n| {
            matches!(self.frame(n), Some(Frame::Personnel | Frame::Sanction | Frame::Body))
                || (document && matches!(self.kind(n), Some(Kind::Document(_))))
        });
        // "ban hành quyết định về việc điều động, bổ nhiệm …": the act is the appointment.
        other || document && (at + 1..stop.min(at + 7)).any(|n| self.frame(n) == Some(Frame::Personnel))
    }

    /// An award names its prize, a grant its sum, a paper its kind.
    fn says_enough(&self, at: usize, stop: usize) -> bool {
        match self.frame(at) {
            Some(Frame::Money) => (at..stop.min(at + 12)).any(|n| {
                // "10 triệu đồng/hộ" is a rate that a policy sets.
                let rate = self.mark(n + 1) == Some('/');
                matches!(self.kind(n), Some(Kind::Amount(a)) if a.unit != "%") && !rate
            }),
            Some(Frame::Award) => (at..stop.min(at + 5)).any(|n| self.is_word(n, WordClass::Prize)),
            Some(Frame::Document) => {
                let many = self.is_word(at + 1, WordClass::Plural)
                    || self.is_word(at + 1, WordClass::Stop)
                        && !matches!(self.kind(at + 1), Some(Kind::DocType(_)));
                !many && (at..stop.min(at + 4)).any(|n| matches!(self.kind(n), Some(Kind::DocType(_))))
            }
            _ if self.is_usage(at, Usage::Paper) => self.names_paper(at, stop),
            _ if self.verb_action(at) == "maintain" && !self.direct(at) => false,
            _ => {
                let object = !matches!(self.kind(at + 1), Some(Kind::Punct(',' | '.' | '/' | '”' | '"')));
                // "thống nhất với các đại biểu là …" is an opinion; "đồng ý với đề xuất của …" is none.
                let opinion =
                    self.is_word(at + 1, WordClass::With) && self.is_word(at + 2, WordClass::Plural);
                stop > at + 2 && object && !opinion && !self.is_word(at + 1, WordClass::Of)
            }
        }
    }

    /// "trao bằng khen của Tỉnh ủy": whoever hands it over, Tỉnh ủy gives it.
    fn prize_of(&self, at: usize, stop: usize) -> Option<Decider> {
        if self.frame(at) != Some(Frame::Award) {
            return None;
        }
        let prize = (at + 1..stop.min(at + 5)).find(|n| self.is_word(*n, WordClass::Prize))?;
        let of = (prize + 1..stop.min(prize + 9)).find(|n| self.is_word(*n, WordClass::Of))?;
        self.decider_at(of + 1)
    }

    /// "thông qua nghị quyết …": a paper right after the verb; "thông qua nhiều nghị quyết" names none.
    fn names_paper(&self, at: usize, stop: usize) -> bool {
        let paper = |n: usize| {
            matches!(self.kind(n), Some(Kind::DocType(_) | Kind::Document(_)))
                || self.is_word(n, WordClass::Paper)
        };
        let many = self.is_word(at + 1, WordClass::Stop) && !paper(at + 1);
        !many && (at..stop.min(at + 6)).any(paper)
    }

    /// True where nothing but small words and other verbs stands between the verb and who does it, or between
    /// it and the head of the sentence; what is in brackets does not count.
    fn direct(&self, at: usize) -> bool {
        if self.concludes(at).is_some() {
            return true;
        }
        let from = self.bounds.get(self.sentence_of(at)).map_or(0, |b| b.0);
        let mut brackets = 0_usize;
        for n in (from..at).rev() {
            match self.mark(n) {
                Some(')') => brackets += 1,
                Some('(') => brackets = brackets.saturating_sub(1),
                _ if brackets > 0 => {}
                _ if self.acts_here(n) => return true,
                _ if !self.passes(n) => return false,
                _ => {}
            }
        }
        true
    }

    fn acts_here(&self, n: usize) -> bool {
        self.decider_at(n).is_some() || self.place_at(n).is_some() || self.unit_named(n).is_some()
    }

    /// Chunks that may stand between a subject and its verb.
    fn passes(&self, n: usize) -> bool {
        let kind = matches!(
            self.kind(n),
            Some(Kind::Punct(_) | Kind::Number | Kind::DocType(_) | Kind::Date(_) | Kind::Honorific(_))
        );
        let classes = [WordClass::Stop, WordClass::Writes, WordClass::Sign, WordClass::And, WordClass::Noun];
        kind || self.frame(n).is_some() || classes.into_iter().any(|c| self.is_word(n, c))
    }

    /// "Phát biểu tại lễ trao quà": the noun for the event, unless somebody holds it.
    fn names_event(&self, at: usize, from: usize) -> bool {
        let event = at > from && matches!(self.kind(at - 1), Some(Kind::Event(_)));
        event && !(from..at).rev().take(6).any(|n| self.is_word(n, WordClass::HoldEvent))
    }

    /// "thông qua việc …", "nghị định do A ban hành", "cần phê duyệt": a means, a relative clause, a wish.
    fn not_done(&self, at: usize, from: usize) -> bool {
        let means = self.is_word(at + 1, WordClass::Means) || self.mark(at + 1) == Some('(');
        let future = (from..at).any(|n| self.is_word(n, WordClass::Future));
        let relative = self.frame(at) == Some(Frame::Document)
            && (from..at).rev().take(4).any(|n| self.is_word(n, WordClass::By));
        means
            || future
            || self.charged(at, from)
            || relative
            || self.names_event(at, from)
            || self.wished(at, from)
            || self.asked_for(at, from)
            || self.agentless_passive(at, from)
    }

    /// "… có nhiều vi phạm: cho phép chuyển mục đích sử dụng đất sai quy định; …": what the list says was done is
    /// what somebody is blamed for, and not what the body decides that finds it.
    fn charged(&self, at: usize, from: usize) -> bool {
        let Some(open) = (from..at).rev().find(|n| matches!(self.mark(*n), Some(':' | ';'))) else {
            return false;
        };
        let fault = (from..open).any(|n| self.is_word(n, WordClass::Fault));
        fault && !(open..at).any(|n| self.decider_at(n).is_some())
    }

    fn thing(&mut self, at: usize, from: usize, stop: usize) -> bool {
        let frame = self.frame(at);
        if self.has_own_rule(at, stop) || !self.says_enough(at, stop) || self.not_done(at, from) {
            return false;
        }
        let agent = self.prize_of(at, stop).unwrap_or_else(|| self.deciding(at, from));
        if !agent.known() {
            return false;
        }
        if frame == Some(Frame::Document)
            && let Some(chief) = self.concludes(at)
            && agent.body.is_some()
            && agent != chief
        {
            self.task(at, from, stop, agent, chief);
            return true;
        }
        let passive = (from..at).rev().take(4).any(|n| self.is_word(n, WordClass::Passive));
        let people: Vec<crate::model::PersonId> =
            (at..stop).filter_map(|n| self.person_at(n)).filter(|p| Some(*p) != agent.person).collect();
        let person = people.first().copied();
        if frame == Some(Frame::Award) {
            for other in people.iter().skip(1) {
                let act = Act {
                    action: "award",
                    decider: agent,
                    person: Some(*other),
                    rule: "thing-act",
                    ..Act::default()
                };
                self.add_act(act, at, from, stop);
            }
        }
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
        self.last_agent = Some(agent);
        true
    }
}
