//! Discipline and prosecution: against whom, by whom, in what form. The accused are never convicted here.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Frame, Usage, WordClass};
use crate::model::mention::Kind;
use crate::model::{BodyId, Modality, PersonId, Sector};

/// Verbs that tell one act ("khởi tố, bắt tạm giam"): first chunk, last chunk, action.
#[derive(Debug, Clone, Copy)]
struct Chain {
    first: usize,
    last: usize,
    action: &'static str,
}

impl Relate<'_> {
    /// All sanctions of a sentence.
    pub(super) fn sanctions(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        let chains = self.chains(from, to);
        for (n, chain) in chains.iter().enumerate() {
            let next = chains.get(n + 1).map_or(to, |c| c.first);
            let loose = matches!(self.mark(chain.last + 1), Some(',' | '.' | '”'))
                && !self.is_usage(chain.last, Usage::Addressed);
            let passive = self.suffered(chain.first, from);
            let aimless = loose && passive.is_none();
            if aimless || self.stripped(chain.last, next) || self.wished(chain.first, from) {
                continue;
            }
            let people = self.sanctioned(*chain, passive, from, next);
            let agent = self.sanctioning(*chain, passive.is_some(), from, &people);
            let asked = self.asked_for(chain.first, from);
            let modality = if asked { Modality::Proposed } else { Modality::Issued };
            if people.is_empty() && agent.known() {
                self.unnamed_sanction(*chain, (from, next), modality, agent);
            }
            for person in people {
                if agent.person == Some(person) {
                    continue;
                }
                let (form, specific) = self.form(*chain);
                let act = Act {
                    action: chain.action,
                    modality,
                    decider: agent,
                    person: Some(person),
                    form: Some(form),
                    rule: self.rule_of(*chain, specific),
                    ..Act::default()
                };
                let start = self.clause_start(chain.first, from);
                self.add_act(act, chain.first, start, next.max(chain.last + 1));
                self.quote_own_item(person, chain.first, next);
            }
            if agent.known() && !asked {
                let prosecutes = chain.action == "prosecute";
                let memory = if prosecutes { &mut self.prosecuting } else { &mut self.punishing };
                *memory = Some(agent);
                self.last_agent = Some(agent);
            }
        }
    }

    /// The name of the rule, which tells the steps of a prosecution apart.
    fn rule_of(&self, chain: Chain, specific: bool) -> &'static str {
        let other = if specific { "sanction" } else { "sanction-general" };
        self.later_step(chain.first).unwrap_or(other)
    }

    /// What follows on investigation and arrest, each an act of its own: the charge, the sentence.
    fn later_step(&self, n: usize) -> Option<&'static str> {
        match self.verb_row(n)?.usage {
            Usage::Charge => Some("charge"),
            Usage::Sentence => Some("sentence"),
            _ => None,
        }
    }

    /// In a list too long to be quoted whole, each is shown with the own item.
    fn quote_own_item(&mut self, person: PersonId, at: usize, to: usize) {
        let Some(name) = (at..to).find(|n| self.person_at(*n) == Some(person)) else { return };
        let end =
            (name + 1..to).find(|n| self.mark(*n) == Some(';') || self.person_at(*n).is_some()).unwrap_or(to);
        let item = self.stretch(name, end);
        if let Some(d) = self.knowledge.decisions.last_mut()
            && d.evidence.end < item.start
        {
            d.evidence = item;
        }
    }

    /// Verbs of one action with nobody named between them.
    fn chains(&self, from: usize, to: usize) -> Vec<Chain> {
        let mut out: Vec<Chain> = Vec::new();
        let frames = [Frame::Sanction, Frame::Case];
        if !self.some_verb(from, &frames) {
            return out;
        }
        for at in from..to {
            let real = self.real_verb(at, from, &frames);
            if !real || self.noun_use(at, from) || self.aimless(at, from, to) {
                continue;
            }
            let action = self.verb_action(at);
            let goes_on = out.last().is_some_and(|c| {
                let apart =
                    (c.last + 1..at).any(|n| self.person_at(n).is_some() || self.mark(n) == Some(';'));
                let step = self.later_step(c.last) == self.later_step(at);
                c.action == action && step && !apart && at <= c.last + 8
            });
            match out.last_mut() {
                Some(c) if goes_on => c.last = at,
                _ => out.push(Chain { first: at, last: at, action }),
            }
        }
        out
    }

    /// "quy định về xử lý kỷ luật", "việc kỷ luật": the verb as a noun.
    fn noun_use(&self, at: usize, from: usize) -> bool {
        at > from
            && [WordClass::To, WordClass::Of, WordClass::Means, WordClass::Noun]
                .into_iter()
                .any(|c| self.is_word(at - 1, c))
    }

    /// "kiểm điểm" is a sanction only where it says of whom: "kiểm điểm đối với ông A", "bị kiểm điểm".
    fn aimless(&self, at: usize, from: usize, to: usize) -> bool {
        let aimed = self.suffered(at, from).is_some()
            || (at + 1..to.min(at + 7)).any(|n| self.is_word(n, WordClass::Against));
        self.is_usage(at, Usage::Addressed) && !aimed
    }

    /// The chunk of "bị" or "được" that the verb depends on.
    fn suffered(&self, at: usize, from: usize) -> Option<usize> {
        (from..at).rev().take(6).find(|n| self.is_passive(*n))
    }

    /// Acts against a body, against a number of people without names, and the opening of a case.
    fn unnamed_sanction(&mut self, chain: Chain, clause: (usize, usize), modality: Modality, agent: Decider) {
        let (from, stop) = clause;
        let after = chain.last + 1;
        let body =
            (after..stop.min(after + 3)).find_map(|n| self.body_at(n)).filter(|b| Some(*b) != agent.body);
        let counted = matches!(self.kind(after), Some(Kind::Number));
        let fined = self.amount_in(after, stop).is_some();
        let case = self.frame(chain.first) == Some(Frame::Case);
        let passive = self.suffered(chain.first, from).is_some();
        let background = (from..chain.first).rev().take(3).any(|n| self.is_word(n, WordClass::Noun));
        if passive || background || !(body.is_some() || counted || fined || case) {
            return;
        }
        let act = Act {
            action: chain.action,
            modality,
            decider: agent,
            body,
            form: Some(self.form(chain).0),
            rule: "sanction-of-body",
            ..Act::default()
        };
        let start = self.clause_start(chain.first, from);
        self.add_act(act, chain.first, start, stop.max(after));
    }

    /// The words for the sanction, and whether they say in what form.
    fn form(&self, chain: Chain) -> (String, bool) {
        let rows = || {
            (chain.first..=chain.last).filter_map(|n| self.verb_row(n)).filter(|v| v.action == chain.action)
        };
        let specific = rows().find(|v| v.usage != Usage::General);
        let phrase = specific.or_else(|| rows().next()).map(|v| v.phrase.clone()).unwrap_or_default();
        (phrase, specific.is_some())
    }

    /// "kỷ luật bằng hình thức cách chức …": the dismissal is the act.
    fn stripped(&self, at: usize, next: usize) -> bool {
        (at + 1..next.min(at + 9))
            .any(|n| self.frame(n) == Some(Frame::Personnel) && self.verb_action(n) == "dismiss")
    }

    /// Who punishes: never the one who is punished, and only a body that may.
    fn sanctioning(&self, chain: Chain, passive: bool, from: usize, people: &[PersonId]) -> Decider {
        let after = chain.last + 1;
        let own = self.is_word(after, WordClass::Of).then(|| self.decider_at(after + 1)).flatten();
        let named = match own {
            Some(found) => found,
            None if passive => self.passive_agent(chain.first, from).unwrap_or_default(),
            None => self.agent(chain.first, from),
        };
        let prosecutes = chain.action == "prosecute";
        let fits = |d: &Decider| {
            d.known()
                && d.person.is_none_or(|p| !people.contains(&p))
                && (!prosecutes || d.body.is_none_or(|b| self.may_prosecute(b)))
        };
        let memory = if prosecutes { self.prosecuting } else { self.punishing };
        Some(named)
            .filter(fits)
            .or(memory.filter(fits))
            .or_else(|| if prosecutes { self.prosecutor_before(chain.first) } else { None })
            .or_else(|| self.last_agent.filter(|d| !prosecutes && d.body.is_some() && fits(d)))
            .unwrap_or_default()
    }

    fn may_prosecute(&self, body: BodyId) -> bool {
        self.knowledge
            .bodies
            .get(body.0)
            .is_some_and(|b| matches!(b.sector, Sector::Armed | Sector::Judicial | Sector::Foreign))
    }

    /// "Cơ quan điều tra cũng khởi tố …": the police body, procuracy or court named last.
    fn prosecutor_before(&self, at: usize) -> Option<Decider> {
        let body = (0..at).rev().find_map(|n| self.body_at(n).filter(|b| self.may_prosecute(*b)))?;
        Some(Decider { body: Some(body), person: None })
    }

    /// People after the verb, or before a passive; after it where it opens a list.
    fn sanctioned(&self, chain: Chain, passive: Option<usize>, from: usize, next: usize) -> Vec<PersonId> {
        let Some(passive) = passive else { return self.objects_after(chain.last + 1, next) };
        let before = self.sufferers(passive, from);
        let after = chain.last + 1;
        let list = (after..next.min(after + 14)).find(|n| {
            self.is_word(*n, WordClass::List) || self.is_word(*n, WordClass::Be) || self.mark(*n) == Some(':')
        });
        match list {
            Some(list) if before.is_empty() => self.objects_after(list + 1, next),
            _ => before,
        }
    }

    /// Those named after an active verb, up to where somebody speaks or another act begins.
    fn objects_after(&self, at: usize, stop: usize) -> Vec<PersonId> {
        let mut out: Vec<PersonId> = Vec::new();
        for n in at..stop {
            let other =
                self.frame(n).is_some_and(|f| !matches!(f, Frame::Nothing | Frame::Retire | Frame::Money));
            if self.is_word(n, WordClass::Speak) || (other && out.is_empty()) {
                break;
            }
            let aside = n > at
                && (self.is_word(n - 1, WordClass::By)
                    || self.is_word(n - 1, WordClass::Of)
                    || !out.is_empty() && !self.next_in_list(n));
            let acts = self.groups.iter().any(|g| g.at == n && self.goes_on_to_act(g));
            if let Some(p) = self.person_at(n).filter(|p| !aside && !acts && !out.contains(p)) {
                out.push(p);
            }
        }
        out
    }

    /// True where a name goes on a list: after a mark, "và", an honorific or a post.
    fn next_in_list(&self, n: usize) -> bool {
        let marked = matches!(self.kind(n - 1), Some(Kind::Punct(_) | Kind::Post(_) | Kind::Honorific(_)));
        let honoured = matches!(self.kind(n), Some(Kind::Person(p)) if p.honorific);
        marked || honoured || self.is_word(n - 1, WordClass::And) || self.person_at(n - 1).is_some()
    }

    /// Those named before "bị", back to where somebody speaks or another act ends.
    fn sufferers(&self, passive: usize, from: usize) -> Vec<PersonId> {
        let mut out: Vec<PersonId> = Vec::new();
        for n in (from..passive).rev() {
            let tells = self.is_word(n, WordClass::Speak) && !matches!(self.kind(n), Some(Kind::Verb(_)));
            let act = self.frame(n).is_some_and(|f| !matches!(f, Frame::Nothing | Frame::Retire));
            if tells || act || self.mark(n) == Some(';') {
                break;
            }
            let source = n > from && self.is_word(n - 1, WordClass::According);
            if let Some(p) = self.person_at(n).filter(|p| !source && !out.contains(p)) {
                out.insert(0, p);
            }
        }
        out
    }
}
