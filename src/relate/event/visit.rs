//! Visits and inspections that a verb tells of: "A đến thăm …", "B tiến hành thanh tra đột xuất …".

use super::{Relate, Thread, Told};
use crate::lexicon::classes::WordSet;
use crate::lexicon::tables::WordClass;
use crate::model::mention::Kind;
use crate::model::{BodyId, Event, EventId, Part};
use crate::relate::clause::cut;

/// The classes of words that a visit or inspection is told by: nearly no word has one of them.
const OF_VISITS: WordSet = WordSet::of(&[
    WordClass::Homage,
    WordClass::Visit,
    WordClass::Receive,
    WordClass::WorkWith,
    WordClass::Lead,
    WordClass::Inspect,
]);

/// The same for inspections without a visitor.
const OF_INSPECTIONS: WordSet =
    WordSet::of(&[WordClass::Finding, WordClass::Inspect, WordClass::Inspected, WordClass::Inspects]);

impl Relate<'_> {
    /// "Làm việc với B chiều 28/11, A cho biết …": a meeting that the sentence only opens with.
    pub(super) fn opening_visit(&mut self, from: usize, to: usize) -> Option<Told> {
        let start = from;
        // "Sáng 28/11, làm việc với B, A …"
        let dated = matches!(self.kind(from), Some(Kind::Date(_))) && self.mark(from + 1) == Some(',');
        let from = if dated { from + 2 } else { from };
        if !self.is_word(from, WordClass::WorkWith) {
            return None;
        }
        let comma = (from + 1..to)
            .find(|n| self.mark(*n) == Some(',') && self.groups.iter().any(|g| g.from == n + 1))?;
        let with = (from + 1..to.min(from + 3))
            .any(|n| self.body_at(n).is_some() || self.post_at(n).is_some() || self.person_at(n).is_some());
        if !with {
            return None;
        }
        let guests: Vec<_> = self
            .groups
            .iter()
            .filter(|g| g.at > from && g.at < to && g.from <= comma + 1)
            .map(|g| g.person)
            .collect();
        let host =
            (from + 1..comma).find_map(|n| self.body_at(n).or_else(|| self.post_at(n).and_then(|p| p.2)));
        let e = self.tour("meeting", from, start, comma, host);
        let evidence = self.sentence_span(from);
        for person in guests {
            self.add_part(e, person, Part::Attendee, evidence);
        }
        Some(Told::scene(e))
    }

    /// "A đến thăm, làm việc tại …", "A tiếp và làm việc với B", "A dẫn đầu đoàn kiểm tra".
    pub(super) fn visit(&mut self, from: usize, to: usize, thread: Thread) -> Option<Told> {
        if !self.somewhere_of(from, &OF_VISITS) {
            return None;
        }
        let (verb, kind) = (from + 1..to).find_map(|n| self.visit_verb(n, from, to).map(|k| (n, k)))?;
        let guest = self
            .groups
            .iter()
            .find(|g| g.from >= from && g.to <= verb && self.goes(g.to, verb, g.from, from))?;
        let (begin, person) = (guest.from, guest.person);
        let lead = (begin..verb.max(begin + 1)).any(|n| self.is_word(n, WordClass::Lead))
            || self.is_word(verb, WordClass::Lead);
        let posts = guest.posts.clone();
        let evidence = self.sentence_span(from);
        let date = self.date_in(from, to).map(|d| d.0);
        let going = thread.current.filter(|e| {
            self.knowledge.events.get(e.0).is_some_and(|k| {
                k.kind == kind && !matches!((k.date, date), (Some(a), Some(b)) if a != b)
                    || kind == "visit" && k.kind != "ceremony"
            })
        });
        let e = match going {
            Some(e) => {
                self.enrich(e, (String::new(), kind), date, self.sentence_of(from), None);
                e
            }
            None => {
                let held = self
                    .knowledge
                    .holdings
                    .iter()
                    .find(|h| h.person == person && h.attested == crate::model::Attested::Held);
                let held = held.map(|h| h.body);
                let host = posts.iter().rev().find_map(|p| self.post_at(*p).and_then(|(_, _, b)| b)).or(held);
                self.tour(kind, begin, from, to, host)
            }
        };
        self.add_part(e, person, if lead { Part::Chair } else { Part::Attendee }, evidence);
        Some(Told::scene(e))
    }

    fn tour(
        &mut self,
        kind: &'static str,
        begin: usize,
        from: usize,
        to: usize,
        host: Option<BodyId>,
    ) -> EventId {
        let stop = (begin..to).find(|n| matches!(self.mark(*n), Some('.' | ';'))).unwrap_or(to);
        let name = cut(self.words(begin, stop).trim_end_matches([',', ' ']), 200);
        let event = Event {
            date: self.date_in(from, to).map(|d| d.0),
            host: host.map(|b| self.sender(b)),
            ..self.event_told(kind, name, from, to)
        };
        self.add_event(event)
    }

    /// What the verb at `n` tells of, if somebody goes somewhere or receives somebody.
    fn visit_verb(&self, n: usize, from: usize, to: usize) -> Option<&'static str> {
        if !self.is_word_of(n, &OF_VISITS) || self.unreal(n, from) || self.inside_quotes(n, from) {
            return None;
        }
        let near = |k: usize| {
            self.place_at(k).is_some()
                || self.body_at(k).is_some()
                || self.post_at(k).is_some()
                || self.person_at(k).is_some()
                || self.is_word(k, WordClass::Delegation)
                || self.is_word(k, WordClass::Group)
        };
        let dated = (from..n).any(|k| matches!(self.kind(k), Some(Kind::Date(_))));
        let moved = n > from && (self.is_word(n - 1, WordClass::To) || self.is_word(n - 1, WordClass::Visit));
        let received = self.is_word(n, WordClass::Receive) && (n + 1..to.min(n + 3)).any(near);
        let worked = self.is_word(n, WordClass::WorkWith)
            && (dated || moved)
            && ((n + 1..to.min(n + 5)).any(near) || self.is_word(n - 1, WordClass::Visit));
        if self.is_word(n, WordClass::Homage) {
            return Some("ceremony");
        }
        if self.is_word(n, WordClass::Visit) || received || worked {
            return Some("visit");
        }
        let inspects = |k: usize| self.is_word(k, WordClass::Inspect);
        let led =
            self.is_word(n, WordClass::Lead) && self.is_word(n + 1, WordClass::Delegation) && n + 1 < to;
        if led {
            return Some(if (n + 2..to.min(n + 4)).any(inspects) { "inspection" } else { "visit" });
        }
        (inspects(n) && (moved || self.is_word(n - 1, WordClass::Lead))).then_some("inspection")
    }

    /// Between the guest and the verb nothing stands that another clause would begin with.
    fn goes(&self, after: usize, verb: usize, begin: usize, from: usize) -> bool {
        let own = begin > from
            && [WordClass::Of, WordClass::According, WordClass::For, WordClass::Against]
                .into_iter()
                .any(|c| self.is_word(begin - 1, c));
        let clear = (after..verb).all(|n| {
            !self.tells(n)
                && self.frame(n).is_none()
                && !matches!(self.mark(n), Some(':' | '“' | '"' | ';'))
                && !self.is_word(n, WordClass::Passive)
                && !self.is_word(n, WordClass::PassiveBad)
                && !self.is_word(n, WordClass::Be)
                && !matches!(self.kind(n), Some(Kind::Event(_) | Kind::DocType(_)))
        });
        !own && clear
    }

    /// True between an opening quotation mark and its end.
    pub(super) fn inside_quotes(&self, n: usize, from: usize) -> bool {
        let curly = (from..n).fold(0_i32, |depth, k| match self.mark(k) {
            Some('“') => depth + 1,
            Some('”') => depth - 1,
            _ => depth,
        });
        let plain = (from..n).filter(|k| self.mark(*k) == Some('"')).count();
        curly > 0 || plain % 2 == 1
    }

    /// "X tiến hành kiểm tra đột xuất …", "X đã có kết luận thanh tra về việc …": the event is told of, and
    /// those who speak afterwards were not there.
    pub(super) fn inspection(&mut self, from: usize, to: usize, thread: Thread) -> Option<Told> {
        if !self.somewhere_of(from, &OF_INSPECTIONS) {
            return None;
        }
        let (at, host) = (from..to).find_map(|n| self.inspector(n, from, to).map(|b| (n, b)))?;
        let known = (thread.first..self.knowledge.events.len()).map(EventId).find(|e| {
            self.knowledge.events.get(e.0).is_some_and(|k| k.kind == "inspection" && k.host == Some(host))
        });
        let event = known.unwrap_or_else(|| self.tour("inspection", at, from, to, Some(host)));
        Some(Told { event, scene: false })
    }

    /// One past "kết luận thanh tra", "thông báo kết luận thanh tra" at `n`.
    fn finding(&self, n: usize) -> Option<usize> {
        let split = self.doc_type(n).is_some_and(|d| matches!(d.symbol.as_str(), "KL" | "TB"));
        if self.is_word(n, WordClass::Finding) {
            Some(n + 1)
        } else if split && self.is_word(n + 1, WordClass::Inspect) {
            Some(n + 2)
        } else {
            None
        }
    }

    /// The body that inspects by the verb or finding at chunk `n`.
    fn inspector(&self, n: usize, from: usize, to: usize) -> Option<BodyId> {
        if let Some(end) = self.finding(n) {
            let object = (end..to.min(end + 3)).find(|k| {
                self.is_word(*k, WordClass::Noun)
                    || self.is_word(*k, WordClass::Of)
                    || self.is_word(*k, WordClass::At)
            })?;
            let of = self.is_word(object, WordClass::Of).then(|| self.body_at(object + 1)).flatten();
            let subject = (from..n).rev().take(7).find_map(|k| self.body_at(k));
            return if self.is_word(object, WordClass::Of) { of } else { subject };
        }
        let purpose = n > from && self.is_word(n - 1, WordClass::Aim);
        // "Qua kiểm tra, Sở Tư pháp phát hiện …"
        if self.is_word(n, WordClass::Inspected) {
            return self.body_at(n + 2).filter(|_| n + 2 < to && self.mark(n + 1) == Some(','));
        }
        if !self.is_word(n, WordClass::Inspects)
            || purpose
            || self.unreal(n, from)
            || self.inside_quotes(n, from)
        {
            return None;
        }
        let clause = (from..n)
            .rev()
            .find(|k| {
                matches!(self.kind(*k), Some(Kind::Verb(_)))
                    && self.frame(*k) == Some(crate::lexicon::tables::Frame::Instruct)
            })
            .map_or(from, |k| k + 1);
        (clause..n).find_map(|k| {
            let with =
                k > clause && (self.is_word(k - 1, WordClass::With) || self.is_word(k - 1, WordClass::Of));
            self.body_at(k).filter(|_| !with)
        })
    }
}
