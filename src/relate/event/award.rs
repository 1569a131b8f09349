//! Handing over and announcing decisions about people: a ceremony, although no noun says so.

use super::{Relate, Thread};
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{BodyId, Day, Event, EventId, Part, PersonId};
use crate::relate::clause::cut;

impl Relate<'_> {
    /// "đã trao quyết định bổ nhiệm …", "công bố các quyết định …": the handing over is a ceremony.
    pub(super) fn handing_over(&mut self, from: usize, to: usize, thread: Thread) -> Option<EventId> {
        if !self.somewhere(from, WordClass::HandOver) {
            return None;
        }
        let at = (from..to).find(|n| self.is_word(*n, WordClass::HandOver))?;
        let decree = self.decree_after(at, to)?;
        if self.unreal(at, from) || !self.about_people(decree, to) {
            return None;
        }
        let givers: Vec<PersonId> = self
            .groups
            .iter()
            .filter(|g| g.at >= from && g.at < at && !self.owner(g.from, from))
            .map(|g| g.person)
            .collect();
        let noun = (from..at).any(|n| matches!(self.kind(n), Some(Kind::Event(_))));
        let subject = (from..at).find_map(|n| self.body_at(n));
        if noun || (givers.is_empty() && (subject.is_none() || self.many_leaders(from, at))) {
            return None;
        }
        let named = (decree + 1..to.min(decree + 4)).any(|n| self.is_word(n, WordClass::Of));
        let host = subject.or_else(|| self.decree_host(decree, to)).or_else(|| {
            // A body of the centre decides, but somebody here holds the ceremony: nobody says who.
            if named { None } else { self.giver_body(from, at) }
        });
        let date = self.date_in(from, at).map(|d| d.0);
        let evidence = self.sentence_span(from);
        let e = match self.same_ceremony(&givers, host, (from, at), thread) {
            Some(e) => e,
            None => self.ceremony(at, from, to, host, date),
        };
        for person in givers.into_iter().chain(self.recipients(decree, to)) {
            self.add_part(e, person, Part::Attendee, evidence);
        }
        Some(e)
    }

    fn ceremony(
        &mut self,
        at: usize,
        from: usize,
        to: usize,
        host: Option<BodyId>,
        date: Option<Day>,
    ) -> EventId {
        let stop = self.clause_end(at, to);
        let name = cut(&self.object(at, stop), 200);
        let event = Event { date, host, ..self.event_told("ceremony", name, from, at) };
        self.add_event(event)
    }

    /// The decision right after the verb.
    pub(super) fn decree_after(&self, at: usize, to: usize) -> Option<usize> {
        (at + 1..to.min(at + 5)).find(|n| matches!(self.kind(*n), Some(Kind::DocType(_) | Kind::Document(_))))
    }

    /// The decision gives or takes posts; a punishment that is announced is no ceremony.
    fn about_people(&self, decree: usize, to: usize) -> bool {
        let first = (decree..to).find_map(|n| self.frame(n));
        let personnel = (decree..to).any(|n| {
            matches!(self.frame(n), Some(Frame::Personnel | Frame::Retire | Frame::Body))
                || self.person_at(n).is_some()
                || self.is_word(n, WordClass::Cadres)
        });
        personnel && !matches!(first, Some(Frame::Sanction | Frame::Case))
    }

    /// "lãnh đạo TAND TP.HCM, tỉnh Hải Dương, Bình Dương vừa trao …": the sum of what follows, no event.
    fn many_leaders(&self, from: usize, at: usize) -> bool {
        let opens = (from..at.min(from + 2)).any(|n| self.is_word(n, WordClass::Group));
        let named = (from..at).filter(|n| self.body_at(*n).is_some() || self.place_at(*n).is_some()).count();
        opens && named > 1
    }

    /// The name stands after "của": the person owns something and does not act.
    fn owner(&self, n: usize, from: usize) -> bool {
        n > from && self.is_word(n - 1, WordClass::Of)
    }

    /// "quyết định của Ban Thường vụ …": the body that decides, where it is one of the place.
    pub(super) fn decree_host(&self, decree: usize, to: usize) -> Option<BodyId> {
        let of = (decree + 1..to.min(decree + 4)).find(|n| self.is_word(*n, WordClass::Of))?;
        let body = self.body_at(of + 1).or_else(|| self.post_at(of + 1).and_then(|(_, _, b)| b))?;
        let central = self.knowledge.bodies.get(body.0).is_some_and(|b| b.jurisdiction.is_none());
        let ministry = self.post_at(of + 1).is_some();
        (!central || ministry).then_some(body)
    }

    /// The body of the last post of the person who gives.
    fn giver_body(&self, from: usize, at: usize) -> Option<BodyId> {
        let g = self.groups.iter().find(|g| g.at >= from && g.at < at)?;
        g.posts.iter().rev().find_map(|p| self.post_at(*p).and_then(|(_, _, b)| b))
    }

    /// The ceremony that is on: the same giver or host, or a ceremony with a name of its own.
    fn same_ceremony(
        &self,
        givers: &[PersonId],
        host: Option<BodyId>,
        (from, at): (usize, usize),
        thread: Thread,
    ) -> Option<EventId> {
        let e = thread.current?;
        let known = self.knowledge.events.get(e.0)?;
        if self.other_day(e, from, at) || matches!(known.kind, "visit" | "inspection" | "session") {
            return None;
        }
        let here = known.people.iter().any(|p| givers.contains(&p.person));
        let area =
            |b: Option<BodyId>| b.and_then(|b| self.knowledge.bodies.get(b.0)).and_then(|b| b.jurisdiction);
        let held = givers.is_empty()
            && known.people.is_empty()
            && host.is_some()
            && (known.host == host || (area(host).is_some() && area(known.host) == area(host)));
        let rival = matches!((known.host, host), (Some(a), Some(b)) if a != b && area(Some(b)).is_some());
        let verbal = known.evidence.first().is_some_and(|s| {
            self.bounds_of(*s)
                .is_some_and(|(a, b)| !(a..b).any(|n| matches!(self.kind(n), Some(Kind::Event(_)))))
        });
        let back = self.looks_back(from, from + 3);
        let again = back || (from..from + 3).any(|n| self.is_word(n, WordClass::SameDay));
        (here || (held && !back) || (!verbal && !again && !rival)).then_some(e)
    }

    /// "trao quyết định … cho ông A và ông B": who receives it is there.
    pub(super) fn recipients(&self, decree: usize, to: usize) -> Vec<PersonId> {
        let given = (decree + 1..to).find(|n| self.is_word(*n, WordClass::For));
        // "trao quyết định giao quyền Giám đốc cho ông A" gives the post, not the paper.
        let other = given.is_some_and(|g| {
            (decree + 1..g).any(|n| self.person_at(n).is_some() || self.frame(n) == Some(Frame::Instruct))
        });
        let Some(given) = given.filter(|_| !other) else { return Vec::new() };
        let mut out = Vec::new();
        let mut next = given + 1;
        for g in self.groups.iter().filter(|g| g.from > given && g.to <= to) {
            let between = (next..g.from).all(|n| {
                matches!(self.mark(n), Some(',' | ':' | ';'))
                    || matches!(self.kind(n), Some(Kind::Honorific(_) | Kind::Number))
                    || self.is_word(n, WordClass::And)
                    || self.is_word(n, WordClass::Plural)
            });
            if !between {
                break;
            }
            out.push(g.person);
            next = g.to;
        }
        out
    }
}
