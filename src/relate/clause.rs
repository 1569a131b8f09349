//! Clauses and their agents: who does what a verb says?

use super::{Decider, Relate};
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{BodyId, PlaceId, Ref};
use crate::text::{self, Span};

/// Key in `data/lexicon/bodies.csv` of the bodies that act where a text says "tỉnh", "huyện".
pub(super) const COMMITTEE: &str = "ubnd";

/// Longest quote that a reader can take in, in code points.
const QUOTE: usize = 400;

impl Relate<'_> {
    /// The agent of a verb at `verb`: "theo quyết định của X", "được X bổ nhiệm", or the subject before it.
    pub(super) fn agent(&self, verb: usize, from: usize) -> Decider {
        let frame = self.frame(verb);
        let personal = matches!(frame, Some(Frame::Personnel | Frame::Retire));
        let source =
            if personal || frame == Some(Frame::Instruct) { self.source_of(verb, from) } else { None };
        if let Some(found) = self.passive_agent(verb, from).or(source) {
            return found;
        }
        // "A được bổ nhiệm", "A trúng cử": the subject is the one whom the act is about.
        let about_subject = personal && (self.passive_near(verb, from) || self.subject_verb(verb));
        if about_subject { Decider::default() } else { self.subject(verb, from).unwrap_or_default() }
    }

    /// True where "được" or "bị" stands before the verb or before those that it goes on from.
    pub(super) fn passive_near(&self, verb: usize, from: usize) -> bool {
        for n in (from..verb).rev().take(8) {
            if self.is_passive(n) {
                return true;
            }
            if matches!(self.mark(n), Some(';' | ':')) || self.decider_at(n).is_some() {
                return false;
            }
        }
        false
    }

    /// "được phê duyệt" with nobody named as the agent tells of something done before, by whomever.
    pub(super) fn agentless_passive(&self, verb: usize, from: usize) -> bool {
        verb > from && self.is_word(verb - 1, WordClass::Passive)
    }

    /// "được/bị X bổ nhiệm": X stands between the passive word and the verb.
    pub(super) fn passive_agent(&self, verb: usize, from: usize) -> Option<Decider> {
        let passive = (from..verb).rev().take(8).find(|n| self.is_passive(*n))?;
        (passive + 1..verb).find_map(|n| self.decider_at(n))
    }

    /// True for "được", "bị".
    pub(super) fn is_passive(&self, n: usize) -> bool {
        self.is_word(n, WordClass::Passive) || self.is_word(n, WordClass::PassiveBad)
    }

    /// "quyết định của X (về việc) bổ nhiệm …", "theo phân công của X".
    pub(super) fn source_of(&self, verb: usize, from: usize) -> Option<Decider> {
        for n in (from..verb).rev().take(14) {
            let assigning = self.frame(n) == Some(Frame::Personnel);
            let act = assigning
                || matches!(self.kind(n), Some(Kind::DocType(_) | Kind::Document(_)))
                || self.is_word(n + 1, WordClass::Of) && self.event_kind(n).is_some() && self.names_decree(n);
            let mut next = n + 1;
            if act {
                if matches!(self.kind(next), Some(Kind::Date(_))) {
                    next += 1;
                }
                if self.is_word(next, WordClass::Of) && next + 1 < verb {
                    return self.decider_at(next + 1);
                }
            }
        }
        None
    }

    /// The last body or office-holder before the verb that is not part of something else.
    pub(super) fn subject(&self, verb: usize, from: usize) -> Option<Decider> {
        let personal = matches!(self.frame(verb), Some(Frame::Personnel | Frame::Retire | Frame::Sanction));
        let mut n = verb;
        while n > from {
            n -= 1;
            if matches!(self.mark(n), Some(';' | ':' | '“' | '"')) {
                return None;
            }
            // "A ký công văn gửi B": B is not the one who writes.
            let addressed = n > from && self.is_word(n - 1, WordClass::Writes);
            let after_of = n > from && (addressed || self.prepositional(n - 1) || self.source_named(n, from));
            // What stands right after a verb is that verb's object.
            let object = n > from
                && (self.frame(n - 1).is_some()
                    || self.is_word(n - 1, WordClass::Office)
                    || self.is_word(n - 1, WordClass::Hold));
            if matches!(self.kind(n), Some(Kind::Event(_)))
                && !after_of
                && let Some(host) = self.host_here(n)
            {
                return Some(Decider { body: Some(host), person: None });
            }
            if !personal && let Some(unit) = self.unit_subject(n, from) {
                return unit;
            }
            if let Some(d) = self.decider_at(n)
                && !after_of
                && !object
            {
                return Some(self.with_post(n, d));
            }
        }
        None
    }

    /// "Theo ông A, Chủ tịch X, huyện yêu cầu": A only tells of it.
    fn source_named(&self, n: usize, from: usize) -> bool {
        let group = self.groups.iter().find(|g| g.from <= n && n < g.to);
        group.is_some_and(|g| g.from > from && self.is_word(g.from - 1, WordClass::According))
    }

    /// "tỉnh A giao …", "huyện đã thành lập …": the unit stands for its people's committee. The inner value
    /// is none where the article does not name that committee.
    fn unit_subject(&self, before: usize, from: usize) -> Option<Option<Decider>> {
        let acts = self.small_word(before + 1) || self.frame(before + 1).is_some();
        let mark = before.checked_sub(1).filter(|n| *n >= from);
        let free = mark.is_none_or(|n| {
            let apposed = self.mark(n) == Some(',')
                && n > from
                && matches!(self.kind(n - 1), Some(Kind::Body(_) | Kind::Place(_) | Kind::Post(_)))
                && !self.source_named(n - 1, from);
            let loose = matches!(self.kind(n), Some(Kind::Punct(_) | Kind::Date(_)))
                || self.is_word(n, WordClass::Stop) && !self.prepositional(n)
                || self.is_word(n, WordClass::And) && n > from && self.place_at(n - 1).is_some();
            loose && !apposed
        });
        if !acts || !free {
            return None;
        }
        let committee = match (self.kind(before), self.place_at(before)) {
            (Some(Kind::Place(p)), Some(place)) if p.site.is_none() => self.committee_of(place),
            (Some(Kind::Other), _) => self.committee_nearest(self.unit_named(before)?, before),
            _ => return None,
        };
        Some(committee.map(|b| Decider { body: Some(b), person: None }))
    }

    /// Words between a subject and its verb: "đã", "vừa", "cũng".
    pub(super) fn small_word(&self, n: usize) -> bool {
        let adverb = self.is_word(n, WordClass::Stop) && !self.prepositional(n) && !self.is_passive(n);
        adverb || matches!(self.kind(n), Some(Kind::DocType(_))) && self.is_word(n, WordClass::Decides)
    }

    /// The classifier that stands alone: "huyện", "TP".
    pub(super) fn unit_named(&self, n: usize) -> Option<&str> {
        let word = text::fold(&self.words(n, n + 1));
        self.lexicon.classifier_called(&word).map(|c| c.name.as_str())
    }

    fn committee_of(&self, place: PlaceId) -> Option<BodyId> {
        let of = |b: &crate::model::Body| b.kind == COMMITTEE && b.jurisdiction == Some(place);
        self.knowledge.bodies.iter().position(of).map(BodyId)
    }

    /// The people's committee of such a unit that was named last before chunk `n`, or the only one.
    fn committee_nearest(&self, unit: &str, n: usize) -> Option<BodyId> {
        let here = self.chunks.get(n)?.span.start;
        let such = |p: PlaceId| self.knowledge.places.get(p.0).is_some_and(|p| p.name.starts_with(unit));
        let all: Vec<(usize, &crate::model::Body)> = self
            .knowledge
            .bodies
            .iter()
            .enumerate()
            .filter(|(_, b)| b.kind == COMMITTEE && b.jurisdiction.is_some_and(such))
            .collect();
        if let [(only, _)] = all.as_slice() {
            return Some(BodyId(*only));
        }
        let last = |b: &crate::model::Body| b.mentions.iter().map(|m| m.start).filter(|m| *m <= here).max();
        all.iter().filter_map(|(n, b)| last(b).map(|m| (m, *n))).max().map(|(_, n)| BodyId(n))
    }

    /// "Đại hội bầu …": the body that holds the event acts.
    fn host_here(&self, n: usize) -> Option<BodyId> {
        let sentence = self.chunks.get(n)?.sentence;
        let event = self.event_of.get(sentence).copied().flatten()?;
        self.knowledge.events.get(event.0)?.host
    }

    /// True where the verb belongs to what somebody asks for: "đề nghị Chính phủ ban hành …".
    pub(super) fn asked_for(&self, verb: usize, from: usize) -> bool {
        for n in (from..verb).rev() {
            let decides = matches!(self.kind(n), Some(Kind::DocType(_)))
                && self.is_word(n, WordClass::Decides)
                && !(n > from && self.frame(n - 1) == Some(Frame::Document));
            // "yêu cầu làm …; ban hành …": without a subject of its own the clause goes on.
            let fresh = self.mark(n) == Some(';') && (n..verb).any(|k| self.decider_at(k).is_some());
            if decides || fresh {
                return false;
            }
            // "tờ trình về việc đề nghị xem xét, kỷ luật …": what follows at once is what is asked for.
            let at_once = self.small_word(n + 1)
                && n + 1 < verb
                && (n + 1..verb).all(|k| self.small_word(k) || self.mark(k) == Some(','));
            if matches!(self.frame(n), Some(Frame::Instruct | Frame::Propose))
                && (at_once || !self.nominal(n, from))
                && !self.used.get(n).copied().unwrap_or(false)
            {
                return true;
            }
        }
        false
    }

    /// "tại X", "của X", "với X", "cho X": X is not the subject.
    pub(super) fn prepositional(&self, n: usize) -> bool {
        [
            WordClass::Of,
            WordClass::At,
            WordClass::With,
            WordClass::For,
            WordClass::Against,
            WordClass::According,
            WordClass::To,
            WordClass::WorkAt,
            WordClass::Into,
            WordClass::Join,
        ]
        .into_iter()
        .any(|c| self.is_word(n, c))
    }

    /// A person's post beside the name gives the body for which the person acts.
    fn with_post(&self, n: usize, d: Decider) -> Decider {
        if d.body.is_some() || d.person.is_none() {
            return d;
        }
        let group = self.groups.iter().find(|g| g.from <= n && n < g.to && Some(g.person) == d.person);
        let body = group.and_then(|g| g.posts.last()).and_then(|p| self.post_at(*p)).and_then(|(_, _, b)| b);
        Decider { body, person: d.person }
    }

    /// A body, person or office-holder at chunk `n`.
    pub(super) fn decider_at(&self, n: usize) -> Option<Decider> {
        match self.reference(n) {
            Ref::Body(b) => Some(Decider { body: Some(*b), person: None }),
            Ref::Person(p) => Some(Decider { body: None, person: Some(*p) }),
            Ref::Post(role, Some(body)) => {
                let beside = self.groups.iter().find(|g| g.posts.contains(&n)).map(|g| g.person);
                Some(Decider { body: Some(*body), person: beside.or_else(|| self.holder(role, *body)) })
            }
            Ref::Post(role, None) => self.known_by_title(&role.title),
            _ => None,
        }
    }

    /// "Bộ trưởng yêu cầu …": the only one in the article who holds a post of that title.
    fn known_by_title(&self, title: &str) -> Option<Decider> {
        let mut found: Option<Decider> = None;
        let held = self.knowledge.holdings.iter();
        for h in held.filter(|h| h.role.title == title && h.attested.status() == "current") {
            if found.is_some_and(|d| d.person != Some(h.person)) {
                return None;
            }
            found = Some(Decider { body: Some(h.body), person: Some(h.person) });
        }
        found
    }

    /// First chunk after the clause that begins at `at`: at ";" or the end of the sentence.
    pub(super) fn clause_end(&self, at: usize, to: usize) -> usize {
        (at..to).find(|n| self.mark(*n) == Some(';')).unwrap_or(to)
    }

    /// First chunk of the clause that `at` lies in.
    pub(super) fn clause_start(&self, at: usize, from: usize) -> usize {
        (from..at).rev().find(|n| self.mark(*n) == Some(';')).map_or(from, |n| n + 1)
    }

    /// The words of an object, cut where they become too long to be read.
    pub(super) fn object(&self, from: usize, to: usize) -> String {
        let joined = to > from + 1 && self.is_word(to - 1, WordClass::And);
        let words = self.words(from, to - usize::from(joined));
        let trimmed = words.trim_end_matches([',', '.', ';', ':', ' ', '/']);
        cut(trimmed, 220)
    }

    /// The quote for an act in the chunks `from..to`: the sentence, or the clause where that is too long.
    pub(super) fn quote(&self, at: usize, from: usize, to: usize) -> Span {
        let sentence = self.sentence_span(at);
        if text::code_points(sentence.of(&self.article.doc)) <= QUOTE {
            return sentence;
        }
        let clause = self.stretch(from, to);
        if text::code_points(clause.of(&self.article.doc)) <= QUOTE {
            return clause;
        }
        let mut end = to;
        while end > at + 1
            && text::code_points(self.stretch(from.max(at.saturating_sub(12)), end).of(&self.article.doc))
                > QUOTE
        {
            end -= 1;
        }
        self.stretch(from.max(at.saturating_sub(12)), end)
    }

    /// True where the verb is said not to happen (yet), or is only a noun.
    pub(super) fn unreal(&self, verb: usize, from: usize) -> bool {
        let near = (from..verb).rev().take(4).take_while(|n| self.mark(*n) != Some(';'));
        let blocked =
            near.clone().any(|n| self.is_word(n, WordClass::Negation) || self.is_word(n, WordClass::Future));
        // "không đưa ra hình thức kỷ luật"
        let denied = (from..verb)
            .rev()
            .take(7)
            .take_while(|n| {
                matches!(self.kind(*n), Some(Kind::Other))
                    || self.is_word(*n, WordClass::Negation)
                    || self.is_word(*n, WordClass::Means)
                    || self.is_word(*n, WordClass::Stop) && !self.is_passive(*n)
            })
            .any(|n| self.is_word(n, WordClass::Negation));
        // "khi chưa được cấp thẩm quyền cho phép"
        let passive = (from + 1..verb)
            .rev()
            .take(6)
            .take_while(|n| self.mark(*n).is_none())
            .find(|n| self.is_passive(*n) && (n + 1..verb).all(|k| self.frame(k).is_none()));
        let blocked = blocked || denied || passive.is_some_and(|p| self.is_word(p - 1, WordClass::Negation));
        let noun = verb > from
            && (self.is_word(verb - 1, WordClass::Plural) || self.is_word(verb - 1, WordClass::According));
        blocked || noun
    }

    /// "cần giao", "để chỉ đạo", "trước khi bàn giao": wanted or still to be done, not done.
    pub(super) fn wished(&self, verb: usize, from: usize) -> bool {
        for n in (from..verb).rev().take(4) {
            if self.is_word(n, WordClass::Wish) || self.is_word(n, WordClass::Must) {
                return true;
            }
            // "để UBND tỉnh giao đất": the one who is to do it may be named.
            let named = self.decider_at(n).is_some() && !self.prepositional(n)
                // "trình Thủ tướng cho phép thành lập …"
                || n + 1 == verb && self.frame(n) == Some(Frame::Thing);
            if !named && !self.is_word(n, WordClass::Stop) && !matches!(self.kind(n), Some(Kind::Other)) {
                return false;
            }
        }
        false
    }

    /// True where nothing before the verb names a subject, so that the sentence goes on from the last one.
    pub(super) fn carries(&self, verb: usize, from: usize) -> bool {
        // In somebody's conclusions all that has no subject of its own is the speaker's.
        if self.concludes(verb).is_some() && self.bids(from, verb) {
            return true;
        }
        let colon = (from..verb).rev().find(|n| self.mark(*n) == Some(':')).map_or(from, |n| n + 1);
        let start = self.clause_start(verb, from).max(colon);
        (start..verb).all(|n| match self.kind(n) {
            Some(Kind::Punct(_) | Kind::Number | Kind::Date(_) | Kind::DocType(_) | Kind::Verb(_)) => true,
            Some(Kind::Event(_) | Kind::Honorific(_) | Kind::Term | Kind::Document(_)) => true,
            Some(Kind::Word(_)) => {
                ![WordClass::Plural, WordClass::Passive, WordClass::PassiveBad, WordClass::Group]
                    .into_iter()
                    .any(|c| self.is_word(n, c))
            }
            _ => false,
        })
    }

    /// "Tiến hành các thủ tục …": a sentence that begins with what is to be done, and names nobody before `verb`.
    fn bids(&self, from: usize, verb: usize) -> bool {
        let first = (from..verb).find(|n| !matches!(self.kind(*n), Some(Kind::Punct(_) | Kind::Number)));
        let begins = first.is_some_and(|n| self.frame(n).is_some() || self.is_word(n, WordClass::HoldEvent));
        let named = (from..verb)
            .any(|n| self.mark(n) == Some(':') || self.place_at(n).is_some() || self.decider_at(n).is_some());
        begins && !named
    }

    /// Bodies named in a stretch.
    pub(super) fn bodies_in(&self, from: usize, to: usize) -> Vec<BodyId> {
        (from..to).filter_map(|n| self.body_at(n)).collect()
    }

    /// The frame of the verb at `n`, if it is one of `frames` and real.
    pub(super) fn real_verb(&self, n: usize, from: usize, frames: &[Frame]) -> bool {
        self.frame(n).is_some_and(|f| frames.contains(&f)) && !self.unreal(n, from)
    }
}

/// At most `most` code points, cut at a space.
pub(super) fn cut(words: &str, most: usize) -> String {
    if text::code_points(words) <= most {
        return words.to_owned();
    }
    let mut out = String::new();
    let mut count = 0;
    for word in words.split(' ') {
        let len = text::code_points(word) + 1;
        if count + len > most {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        count += len;
    }
    out
}
