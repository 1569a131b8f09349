//! What happens to bodies: establishing, merging, renaming, handing over; and acts on things.

use super::act::Act;
use super::{Decider, Relate, mark};
use crate::lexicon::tables::{Force, Frame, Trait, WordClass};
use crate::model::mention::Kind;
use crate::model::{BodyId, Change, ChangeKind, DocumentId, Modality, Sector};

/// Keys in `data/lexicon/bodies.csv` of the bodies whose members are elected and elect.
pub(super) const COUNCILS: [&str; 2] = ["hdnd", "quoc-hoi"];

impl Relate<'_> {
    /// "giao văn phòng X cho Huyện ủy Y quản lý": a body gets another parent.
    pub(super) fn transfers(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if !self.somewhere(from, WordClass::Manage) {
            return;
        }
        for at in from..to {
            if !self.real_verb(at, from, &[Frame::Instruct]) {
                continue;
            }
            let stop = self.clause_end(at, to);
            let Some(give) = (at + 1..stop).find(|n| self.is_word(*n, WordClass::For)) else { continue };
            let managed = (give..stop).any(|n| self.is_word(n, WordClass::Manage));
            let (Some(given), Some(taker)) =
                ((at + 1..give).find_map(|n| self.body_at(n)), (give..stop).find_map(|n| self.body_at(n)))
            else {
                continue;
            };
            let agent = self.deciding(at, from);
            if !managed || !agent.known() {
                continue;
            }
            mark(&mut self.used, at);
            let given = self.renamed(given, at + 1, give);
            let decision = self.decision_id();
            let act = Act {
                action: "transfer",
                modality: if self.concludes(at).is_some() { Modality::Agreed } else { Modality::Issued },
                decider: agent,
                object: Some(self.object(at + 1, stop)),
                body: Some(given),
                rule: "handed-over",
                ..Act::default()
            };
            self.add_act(act, at, from, stop);
            let decided = self.knowledge.decisions.get(decision.0).and_then(|d| d.date);
            let evidence = self.sentence_span(at);
            self.knowledge.changes.push(Change {
                kind: ChangeKind::Resubordination,
                from: vec![given],
                to: vec![given],
                parent: Some(taker),
                decision: Some(decision),
                decided,
                pilot: false,
                evidence,
            });
        }
    }

    /// "văn phòng huyện X (mới)" after a renaming is the one that came out of it.
    fn renamed(&self, body: BodyId, from: usize, to: usize) -> BodyId {
        let new = (from..to).any(|n| self.is_word(n, WordClass::New));
        let Some(b) = self.knowledge.bodies.get(body.0) else { return body };
        let kind = &b.kind;
        let place = b.jurisdiction;
        let after =
            self.knowledge.changes.iter().rev().filter(|c| c.kind == ChangeKind::Renaming).find_map(|c| {
                c.to.iter().copied().find(|t| {
                    self.knowledge.bodies.get(t.0).is_some_and(|t| {
                        t.kind == *kind && (t.jurisdiction == place || t.jurisdiction.is_none())
                    })
                })
            });
        if new { after.unwrap_or(body) } else { body }
    }

    /// Bodies that came out of a pilot merger which the text only names as a thing that was done.
    pub(super) fn lineage_links(&mut self) {
        let renamed: Vec<BodyId> = self
            .knowledge
            .changes
            .iter()
            .filter(|c| c.kind == ChangeKind::Renaming)
            .flat_map(|c| c.from.clone())
            .collect();
        let kinds: Vec<(BodyId, String)> = renamed
            .iter()
            .filter_map(|b| self.knowledge.bodies.get(b.0).map(|x| (*b, x.kind.clone())))
            .collect();
        let bodies = &self.knowledge.bodies;
        for c in self.knowledge.changes.iter_mut().filter(|c| c.kind == ChangeKind::Merger && c.to.is_empty())
        {
            let kind = c.from.first().and_then(|b| bodies.get(b.0)).map(|b| b.kind.clone());
            let result = kinds.iter().find(|(b, k)| Some(k) == kind.as_ref() && !c.from.contains(b));
            c.to.extend(result.map(|(b, _)| *b));
        }
    }

    /// "mô hình (thí điểm) hợp nhất A, B": an older merger that the text looks back on.
    fn looked_back(&mut self, at: usize, from: usize, stop: usize) {
        let pilot = (from..at).rev().take(4).any(|n| self.is_word(n, WordClass::Pilot));
        if self.verb_action(at) != "merge" || !pilot {
            return;
        }
        let mut parts: Vec<BodyId> = Vec::new();
        let mut n = at + 1;
        while n < stop {
            if let Some(b) = self.body_at(n) {
                parts.push(b);
            } else if !(self.mark(n) == Some(',')
                || self.mark(n) == Some('&')
                || self.is_word(n, WordClass::And))
            {
                break;
            }
            n += 1;
        }
        parts.dedup();
        let known = self.knowledge.changes.iter().any(|c| c.kind == ChangeKind::Merger && c.from == parts);
        if parts.len() < 2 || known {
            return;
        }
        let evidence = self.sentence_span(at);
        self.knowledge.changes.push(Change {
            kind: ChangeKind::Merger,
            from: parts,
            to: Vec::new(),
            parent: None,
            decision: None,
            decided: None,
            pilot: true,
            evidence,
        });
    }

    /// Acts on bodies in a sentence.
    pub(super) fn changes(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if !self.some_verb(from, &[Frame::Body]) {
            return;
        }
        for at in from..to {
            if self.frame(at) != Some(Frame::Body) {
                continue;
            }
            let stop = self.clause_end(at, to);
            if self.noun_phrase(at, from) {
                self.looked_back(at, from, stop);
            }
            let decreed = self.decreed_after(at, stop);
            let unreal = self.noun_phrase(at, from)
                || decreed.is_none() && self.agentless_passive(at, from)
                || self.asked_for(at, from)
                || self.wished(at, from)
                || self.done_once(at, from, stop);
            if !self.real_verb(at, from, &[Frame::Body]) || unreal {
                continue;
            }
            let agent = decreed
                .map(|d| d.0)
                .or_else(|| self.decreeing(at, from))
                .unwrap_or_else(|| self.deciding(at, from));
            if !agent.known() {
                continue;
            }
            let action = self.verb_action(at);
            let bodies = self.bodies_in(at, stop);
            // "khi sáp nhập thì …": what is merged is not said.
            let named = !bodies.is_empty() || (from..stop).any(|n| self.place_at(n).is_some());
            if action != "establish" && !named && (from..at).all(|n| self.body_at(n).is_none()) {
                continue;
            }
            let id = self.decision_id();
            let act = Act {
                action,
                modality: self.verb_modality(at, from),
                decider: agent,
                object: Some(self.body_object(at, stop, action)),
                body: bodies.first().copied(),
                document: decreed.map(|d| d.1),
                rule: "body-act",
                ..Act::default()
            };
            self.add_act(act, at, from, stop);
            self.last_agent = Some(agent);
            self.lineage(action, &bodies, at, id);
        }
    }

    /// Who decides: the agent, or where no subject is named the one who decided before.
    pub(super) fn deciding(&self, at: usize, from: usize) -> Decider {
        let agent = self.agent(at, from);
        let personal = matches!(self.frame(at), Some(Frame::Personnel | Frame::Retire));
        let goes_on = personal || self.carries(at, from);
        if agent.known() && !self.may_decide(agent, self.verb_action(at)) {
            return Decider::default();
        }
        if agent.known() || !goes_on || self.agent_unread(at, from) {
            return agent;
        }
        let last = self.last_agent.unwrap_or_default();
        // A council elects and dismisses; it sends nobody to another post.
        let council = last.body.is_some_and(|b| self.is_council(b));
        if council && self.verb_action(at) == "appoint" || !self.may_decide(last, self.verb_action(at)) {
            agent
        } else {
            last
        }
    }

    pub(super) fn is_council(&self, body: BodyId) -> bool {
        self.knowledge.bodies.get(body.0).is_some_and(|b| COUNCILS.contains(&b.kind.as_str()))
    }

    /// An office that serves others appoints nobody; authorities that execute hold no elections.
    fn may_decide(&self, d: Decider, action: &str) -> bool {
        let Some(body) = d.body.and_then(|b| self.knowledge.bodies.get(b.0)) else { return true };
        let office = self.lexicon.heads_of(&body.kind).any(|h| h.is(Trait::Office));
        let executive = body.sector == Sector::State && !COUNCILS.contains(&body.kind.as_str());
        !(office || action == "elect" && executive)
    }

    /// "được Trung ương điều động": words between "được" and the verb that name an agent nobody knows.
    fn agent_unread(&self, at: usize, from: usize) -> bool {
        let passive = (from..at).rev().take(4).find(|n| self.is_passive(*n));
        passive
            .is_some_and(|p| (p + 1..at).any(|n| matches!(self.kind(n), Some(Kind::Other | Kind::Place(_)))))
    }

    /// "Theo Quyết định số … của UBND tỉnh, A và B hợp nhất thành C": the issuer decides.
    fn decreeing(&self, at: usize, from: usize) -> Option<Decider> {
        for n in from..at {
            let decree = matches!(self.kind(n), Some(Kind::Document(_) | Kind::DocType(_)));
            let next = n + 1 + usize::from(matches!(self.kind(n + 1), Some(Kind::Date(_))));
            if decree && self.is_word(next, WordClass::Of) {
                return self.decider_at(next + 1);
            }
        }
        None
    }

    /// "được thành lập theo Quyết định số …, ngày …, của UBND tỉnh"
    fn decreed_after(&self, at: usize, stop: usize) -> Option<(Decider, DocumentId)> {
        let paper = at + 2;
        let id = self.document_at(paper).filter(|_| self.is_word(at + 1, WordClass::According))?;
        let of = (paper + 1..stop.min(paper + 4)).find(|n| self.is_word(*n, WordClass::Of))?;
        Some((self.decider_at(of + 1)?, id))
    }

    pub(super) fn verb_action(&self, at: usize) -> &'static str {
        self.verb_row(at).map_or("other", |v| v.action)
    }

    pub(super) fn verb_modality(&self, at: usize, from: usize) -> Modality {
        let gift = matches!(self.frame(at), Some(Frame::Award | Frame::Money));
        let near = (from..at).rev().take(3).take_while(|n| self.mark(*n) != Some(';'));
        let agreed = near.clone().any(|n| self.frame(n) == Some(Frame::Thing))
            || !gift && self.concludes(at).is_some();
        if agreed { Modality::Agreed } else { self.verb_row(at).map_or(Modality::Issued, |v| v.modality) }
    }

    /// "mô hình hợp nhất", "sau sáp nhập", "được thành lập theo": not an act of this news.
    pub(super) fn noun_phrase(&self, at: usize, from: usize) -> bool {
        // "quyết định thí điểm hợp nhất" is an act on trial.
        let tried = at > from + 1
            && self.is_word(at - 1, WordClass::Pilot)
            && self.is_word(at - 2, WordClass::Decides);
        at > from
            && !tried
            && ([WordClass::According, WordClass::Noun, WordClass::Plural, WordClass::Of, WordClass::Paper]
                .into_iter()
                .any(|c| self.is_word(at - 1, c))
                || self.listed_noun(at, from))
    }

    /// "trong việc lập, phê duyệt và thực hiện dự án": one of several verbs that a noun governs.
    fn listed_noun(&self, at: usize, from: usize) -> bool {
        let link = |n: usize| self.mark(n) == Some(',') || self.is_word(n, WordClass::And);
        if at < from + 3 || !link(at - 1) {
            return false;
        }
        let part = |n: usize| link(n) || matches!(self.kind(n), Some(Kind::Other | Kind::Verb(_)));
        let noun = (from..at - 1).rev().take(7).find(|n| !part(*n));
        noun.is_some_and(|n| {
            self.is_word(n, WordClass::Noun)
                && n > from
                && !matches!(self.kind(n - 1), Some(Kind::Document(_)))
                && !self.orders(n - 1)
                && !self.is_word(n - 1, WordClass::About)
        })
    }

    /// A paper that decides something; a letter or a report only tells of it.
    fn orders(&self, n: usize) -> bool {
        self.doc_type(n).is_some_and(|d| d.force != Force::Letter)
    }

    /// "20 năm thành lập", "mới thành lập", "do Quốc hội thành lập": what was done once, or by whom in general.
    fn done_once(&self, at: usize, from: usize, stop: usize) -> bool {
        let before = at.checked_sub(1).filter(|n| *n >= from);
        let anniversary = before.is_some_and(|n| {
            matches!(self.kind(n), Some(Kind::Number))
                || [WordClass::Year, WordClass::Day, WordClass::New].into_iter().any(|c| self.is_word(n, c))
        });
        // "trên cơ sở hợp nhất A và B": how the act came about that was told before.
        let basis = before.is_some_and(|n| self.is_word(n, WordClass::BlocPart));
        let relative = (from..at).rev().take(4).any(|n| self.is_word(n, WordClass::By));
        let bare = stop <= at + 1 || matches!(self.mark(at + 1), Some(',' | '.' | ')' | '”' | '"'));
        anniversary || basis || relative || bare
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
}
