//! Who chairs, attends, speaks?

use super::Relate;
use crate::lexicon::classes::WordSet;
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{Event, EventId, Part, Participation, PersonId};
use crate::relate::group::Group;

/// The classes of words that guests are told by.
const OF_GUESTS: WordSet = WordSet::of(&[WordClass::Attend, WordClass::Receive, WordClass::Join]);

impl Relate<'_> {
    /// Chairs, attendees and speakers in a sentence that tells of event `e`.
    pub(super) fn take_part(&mut self, e: EventId, from: usize, to: usize) {
        let people: Vec<Group> = self.groups.iter().filter(|g| g.at >= from && g.at < to).cloned().collect();
        let attends = self.somewhere_of(from, &OF_GUESTS) && (from..to).any(|n| self.attends(n, to));
        let mut parts: Vec<(PersonId, Part)> = Vec::new();
        for g in &people {
            if self.inside_quotes(g.at, from) {
                continue;
            }
            if self.chairs(g.from, g.to, from, to) {
                parts.push((g.person, Part::Chair));
            }
            let asked = self.instructed(g.from, from);
            if !asked
                && (self.speaks(g.to, to) || self.opens_speech(g, from) || self.quoted_as_source(g, from))
            {
                parts.push((g.person, Part::Speaker));
            }
            let present = (attends && !self.in_object(g.from, from))
                || self.acts_there(g, from)
                || self.congratulated(g, from);
            if present {
                parts.push((g.person, Part::Attendee));
            }
        }
        parts.extend(self.office_holders(from, to));
        let handed =
            (from..to).find(|n| self.is_word(*n, WordClass::HandOver)).and_then(|n| self.decree_after(n, to));
        if let Some(decree) = handed {
            parts.extend(self.recipients(decree, to).into_iter().map(|p| (p, Part::Attendee)));
        }
        let evidence = self.sentence_span(from);
        for (person, part) in parts {
            self.add_part(e, person, part, evidence);
        }
    }

    /// "Chủ tịch UBND tỉnh yêu cầu": the office-holder whom the article names elsewhere speaks.
    fn office_holders(&self, from: usize, to: usize) -> Vec<(PersonId, Part)> {
        (from..to)
            .filter_map(|n| self.post_at(n).map(|(_, role, body)| (n, role, body)))
            .filter(|(n, ..)| !self.groups.iter().any(|g| g.posts.contains(n)) && self.speaks(n + 1, to))
            .filter_map(|(_, role, body)| self.holder(role, body?).map(|p| (p, Part::Speaker)))
            .collect()
    }

    pub(super) fn add_part(&mut self, e: EventId, person: PersonId, part: Part, evidence: crate::text::Span) {
        let Some(event) = self.knowledge.events.get_mut(e.0) else { return };
        let has =
            |event: &Event, part: Part| event.people.iter().any(|p| p.person == person && p.part == part);
        if !has(event, part) {
            event.people.push(Participation { person, part, evidence });
        }
        if part != Part::Attendee && !has(event, Part::Attendee) {
            event.people.push(Participation { person, part: Part::Attendee, evidence });
        }
        if !event.evidence.contains(&evidence) {
            event.evidence.push(evidence);
        }
    }

    /// "dự", "có sự tham gia của", "tiếp (và làm việc với) B".
    fn attends(&self, n: usize, to: usize) -> bool {
        let received = self.is_word(n, WordClass::Receive)
            && (n + 1..to.min(n + 4)).any(|k| {
                self.is_word(k, WordClass::And)
                    || self.is_word(k, WordClass::Delegation)
                    || self.is_word(k, WordClass::Group)
                    || self.person_at(k).is_some()
                    || self.post_at(k).is_some()
                    || self.body_at(k).is_some()
            });
        self.is_word(n, WordClass::Attend) || received || self.joins_event(n)
    }

    /// "Tham gia buổi lễ có ông A"
    pub(super) fn joins_event(&self, n: usize) -> bool {
        self.is_word(n, WordClass::Join)
            && (n + 1..n + 3).any(|k| matches!(self.kind(k), Some(Kind::Event(_))))
    }

    /// "A và B (đồng) chủ trì", "do A chủ trì", "dưới sự chủ trì của A", "do A làm Trưởng đoàn".
    fn chairs(&self, start: usize, end: usize, from: usize, to: usize) -> bool {
        let before = (from..start)
            .rev()
            .take(5)
            .take_while(|n| self.quiet(*n) || self.is_word(*n, WordClass::ChairOf))
            .any(|n| self.is_word(n, WordClass::ChairOf));
        let end = self.after_bracket(end, to);
        let after = (end..to).take_while(|n| self.quiet(*n)).count();
        let event = self.gist(from).event || self.somewhere(from, WordClass::WorkWith);
        let leads = self.is_word(end, WordClass::Hold)
            && self.leads_delegation(end + 1)
            && (from..start).rev().take(2).any(|n| self.is_word(n, WordClass::By))
            && event;
        // "Chủ trì hội nghị có A và B"
        let opening = self.is_word(from, WordClass::Chair)
            && (from + 1..start)
                .all(|n| self.person_at(n).is_some() || !matches!(self.mark(n), Some('.' | ';')));
        let verb = end + after < to && self.is_word(end + after, WordClass::Chair);
        let runs = verb && (event || !self.is_word(end + after, WordClass::Suffix));
        before || leads || opening || runs
    }

    /// "Trưởng đoàn"
    fn leads_delegation(&self, n: usize) -> bool {
        let Some((post, _, _)) = self.post_at(n) else { return false };
        let share = |r: &crate::lexicon::tables::Role| match &r.body {
            crate::lexicon::tables::RoleBody::Share(word) => {
                r.title == post.role.title && r.title.ends_with(word.as_str()) && self.is_delegation(word)
            }
            _ => false,
        };
        self.lexicon.roles.iter().any(share)
    }

    /// True for the word that names a delegation.
    fn is_delegation(&self, word: &str) -> bool {
        self.lexicon.words.iter().any(|w| w.class == WordClass::Delegation && w.phrase == word)
    }

    /// The person's verb of speaking stands after the name, with only unimportant words between.
    fn speaks(&self, end: usize, to: usize) -> bool {
        let end = self.after_bracket(end, to);
        let after = (end..to).take(10).take_while(|n| self.aside(*n)).count();
        end + after < to
            && (self.is_word(end + after, WordClass::Speak) || self.is_word(end + after, WordClass::Present))
    }

    /// "A (phường B) cho rằng": what stands in brackets after a name.
    fn after_bracket(&self, end: usize, to: usize) -> usize {
        if self.mark(end) != Some('(') {
            return end;
        }
        (end + 1..to.min(end + 10)).find(|n| self.mark(*n) == Some(')')).map_or(end, |n| n + 1)
    }

    /// "Phát biểu tại hội nghị, A …", "Trả lời cử tri, A …": the first name after the comma speaks.
    fn opens_speech(&self, g: &Group, from: usize) -> bool {
        // "Theo kết luận của X, A đã …" tells of A.
        let source = self.is_word(from, WordClass::According);
        let opens = !source && (from..from + 2).any(|n| self.is_word(n, WordClass::Speak));
        let first = !self.groups.iter().any(|o| o.at >= from && o.at < g.at);
        let comma = g.from > from && self.mark(g.from - 1) == Some(',');
        opens && first && comma
    }

    /// "Theo ông A, …": what follows is A's statement.
    fn quoted_as_source(&self, g: &Group, from: usize) -> bool {
        let begin = (from..from + 2).find(|n| self.is_word(*n, WordClass::According));
        let report = begin.is_some_and(|b| {
            self.is_word(b + 1, WordClass::Present) && self.is_word(b + 2, WordClass::Of) && g.from == b + 3
        });
        (report || begin.is_some_and(|b| g.from == b + 1)) && self.mark(g.to) == Some(',')
    }

    /// "Tại buổi lễ, A đã trao …": whoever acts there is there.
    fn acts_there(&self, g: &Group, from: usize) -> bool {
        let Some(noun) = (from..g.from).find(|n| matches!(self.kind(*n), Some(Kind::Event(_)))) else {
            return false;
        };
        let placed = noun > from && self.amid(noun - 1);
        let comma = g.from > noun && self.mark(g.from - 1) == Some(',');
        let first = !self.groups.iter().any(|o| o.at > noun && o.at < g.at);
        let undergoes = (g.to..g.to + 4).any(|n| self.is_passive(n) || self.is_word(n, WordClass::Fault));
        placed && comma && first && !undergoes
    }

    /// "chúc mừng ông A": one does so to somebody who is there.
    fn congratulated(&self, g: &Group, from: usize) -> bool {
        (from..g.from).rev().take(3).any(|n| self.is_word(n, WordClass::Congratulate))
    }

    /// Names, posts, commas and "và" that may stand between a chair's name and the verb.
    fn quiet(&self, n: usize) -> bool {
        matches!(
            self.kind(n),
            Some(
                Kind::Person(_)
                    | Kind::Post(_)
                    | Kind::Body(_)
                    | Kind::Date(_)
                    | Kind::Term
                    | Kind::Other
                    | Kind::Number
            )
        ) || matches!(self.mark(n), Some(',' | '-' | ';'))
            || [WordClass::And, WordClass::Group, WordClass::Plural, WordClass::Tense, WordClass::Now]
                .into_iter()
                .any(|c| self.is_word(n, c))
    }

    /// Words that may stand between a name and its verb: "đã", "cũng", "và lãnh đạo các sở".
    fn aside(&self, n: usize) -> bool {
        let verb = self.is_word(n, WordClass::Speak)
            || self.is_word(n, WordClass::Present)
            || self.is_word(n, WordClass::Fault);
        let plain = matches!(self.kind(n), Some(Kind::Other | Kind::Term))
            || matches!(self.mark(n), Some(',' | '-' | ')' | '–'));
        let company = [WordClass::Group, WordClass::And, WordClass::Plural, WordClass::Tense]
            .into_iter()
            .any(|c| self.is_word(n, c));
        !verb && (plain || company)
    }

    /// A person who is only spoken about: after "cho", "về", "đối với", "của", "bổ nhiệm".
    fn in_object(&self, start: usize, from: usize) -> bool {
        let owner = start > from
            && (self.is_word(start - 1, WordClass::Of) || self.is_word(start - 1, WordClass::For))
            && !(from..start).any(|n| self.is_word(n, WordClass::HandOver));
        owner
            || (from..start).rev().take(3).any(|n| {
                self.frame(n).is_some()
                    || self.is_word(n, WordClass::Against)
                    || self.is_word(n, WordClass::Replace)
                    || self.is_word(n, WordClass::Homage)
            })
    }

    /// "yêu cầu Ban Thường vụ Tỉnh ủy, ông A và ông B nghiêm túc kiểm điểm": those of whom somebody asks something.
    fn instructed(&self, start: usize, from: usize) -> bool {
        let listed = |n: usize| {
            self.person_at(n).is_some()
                || self.post_at(n).is_some()
                || self.body_at(n).is_some()
                || matches!(self.kind(n), Some(Kind::Term))
                || self.mark(n) == Some(',')
                || self.is_word(n, WordClass::And)
        };
        let first = (from..start).rev().take_while(|n| listed(*n)).last().unwrap_or(start);
        first > from && self.frame(first - 1) == Some(Frame::Instruct)
    }
}
