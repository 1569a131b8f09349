//! Discipline and prosecution: against whom, by whom, in what form. The accused are never convicted here.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{Modality, PersonId};

impl Relate<'_> {
    /// All sanctions of a sentence.
    pub(super) fn sanctions(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        let verbs: Vec<usize> =
            (from..to).filter(|n| self.real_verb(*n, from, &[Frame::Sanction, Frame::Case])).collect();
        let mut done: Vec<(&'static str, PersonId)> = Vec::new();
        for (n, at) in verbs.iter().enumerate() {
            let next = verbs.get(n + 1).copied().unwrap_or(to);
            let stop = self.clause_stop(*at, next, to);
            let people = self.sanctioned(*at, stop, from);
            let Some((action, form)) = self.sanction(*at) else { continue };
            let asked = self.asked_for(*at, from);
            if self.stripped(*at, next) {
                continue;
            }
            let agent = self.sanctioning(*at, from);
            let agent = if agent.known() { agent } else { self.last_agent.unwrap_or_default() };
            let modality = if asked { Modality::Proposed } else { Modality::Issued };
            if people.is_empty() && agent.known() && self.frame(*at) == Some(Frame::Sanction) {
                self.sanctioned_body(*at, stop, (action, modality, agent, form.clone()));
            }
            for person in people {
                if agent.person == Some(person) || done.contains(&(action, person)) {
                    continue;
                }
                done.push((action, person));
                let act = Act {
                    action,
                    modality,
                    decider: agent,
                    person: Some(person),
                    form: Some(form.clone()),
                    rule: "sanction",
                    ..Act::default()
                };
                let start = self.clause_start(*at, from);
                self.add_act(act, *at, start, stop);
            }
            if agent.known() && !asked {
                self.last_agent = Some(Decider { ..agent });
            }
        }
    }

    /// The clause of a sanction ends at the next one that has people of its own.
    fn clause_stop(&self, at: usize, next: usize, to: usize) -> usize {
        let own = (at..next).any(|n| self.person_at(n).is_some());
        if own { next } else { to }
    }

    /// "thi hành kỷ luật Ban cán sự đảng Bộ X"
    fn sanctioned_body(&mut self, at: usize, stop: usize, what: (&'static str, Modality, Decider, String)) {
        let (action, modality, decider, form) = what;
        let Some(body) =
            (at + 1..stop.min(at + 4)).find_map(|n| self.body_at(n)).filter(|b| Some(*b) != decider.body)
        else {
            return;
        };
        let act = Act {
            action,
            modality,
            decider,
            body: Some(body),
            form: Some(form),
            rule: "sanction-of-body",
            ..Act::default()
        };
        self.add_act(act, at, at, stop);
    }

    /// "kỷ luật bằng hình thức cách chức …": the dismissal is the act.
    fn stripped(&self, at: usize, next: usize) -> bool {
        (at + 1..next.min(at + 9)).any(|n| match self.kind(n) {
            Some(Kind::Verb(row)) => self.lexicon.verbs.get(*row).is_some_and(|v| v.action == "dismiss"),
            _ => false,
        })
    }

    /// Who punishes: never the one who is punished.
    fn sanctioning(&self, at: usize, from: usize) -> Decider {
        let passive = (from..at).rev().take(6).any(|n| self.is_word(n, WordClass::PassiveBad));
        if passive { self.passive_agent(at, from).unwrap_or_default() } else { self.agent(at, from) }
    }

    fn sanction(&self, at: usize) -> Option<(&'static str, String)> {
        let Some(Kind::Verb(row)) = self.kind(at) else { return None };
        let v = self.lexicon.verbs.get(*row)?;
        Some((v.action, v.phrase.clone()))
    }

    /// People after the verb, or before a passive.
    fn sanctioned(&self, at: usize, stop: usize, from: usize) -> Vec<PersonId> {
        let passive = (from..at).rev().take(6).any(|n| self.is_word(n, WordClass::PassiveBad));
        let region = if passive { from..at } else { at..stop };
        let mut out: Vec<PersonId> = Vec::new();
        for n in region {
            if let Some(p) = self.person_at(n)
                && !out.contains(&p)
            {
                out.push(p);
            }
        }
        out
    }
}
