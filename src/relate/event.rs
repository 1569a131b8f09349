//! Meetings, sessions, ceremonies, visits: kind, name, date, host, and who took which part.

use super::Relate;
use crate::lexicon::tables::WordClass;
use crate::model::mention::Kind;
use crate::model::{Day, Event, EventId, Part, Participation, PersonId, Section};

impl Relate<'_> {
    /// Finds the events and who took part.
    pub(super) fn events(&mut self) {
        let mut current: Option<EventId> = None;
        for s in 0..self.bounds.len() {
            let Some(&(from, to)) = self.bounds.get(s) else { continue };
            if from == to || (self.section(s) == Section::Title && self.first_body_sentence() != Some(s)) {
                continue;
            }
            let heading = matches!(self.kind(from), Some(Kind::Place(_))) && self.mark(from + 1) == Some(':');
            if heading {
                current = None;
            }
            current = self.event_in(s, from, to, current).or(current);
            let own = current.filter(|e| !self.elsewhere(*e, from, to));
            if let Some(slot) = self.event_of.get_mut(s) {
                *slot = own;
            }
            if let Some(e) = own {
                self.take_part(e, from, to);
                self.agenda(e, from, to);
                self.unnamed_groups(e, from, to);
            }
        }
        self.headline();
        self.observed_days();
    }

    /// Where there is nothing but a headline, the headline counts.
    fn first_body_sentence(&self) -> Option<usize> {
        let body = (0..self.bounds.len())
            .any(|s| self.section(s) != Section::Title && self.bounds.get(s).is_some_and(|b| b.1 > b.0));
        (!body && !self.bounds.is_empty()).then_some(0)
    }

    /// "Trước đó, ngày 26/11 …": the sentence tells of another day.
    fn elsewhere(&self, e: EventId, from: usize, to: usize) -> bool {
        let earlier = (from..to.min(from + 2)).any(|n| self.is_word(n, WordClass::Past));
        let day = self.date_in(from, to.min(from + 6)).map(|d| d.0);
        let own = self.knowledge.events.get(e.0).and_then(|e| e.date);
        let other = matches!((day, own), (Some(a), Some(b)) if a != b);
        let told = (from..to).any(|n| matches!(self.kind(n), Some(Kind::Event(_))));
        (earlier || other) && !told
    }

    /// The headline gives the name and the host that the text leaves out.
    fn headline(&mut self) {
        let Some(title) = (0..self.bounds.len()).find(|s| self.section(*s) == Section::Title) else { return };
        let Some(&(from, to)) = self.bounds.get(title) else { return };
        let noun = (from..to).find(|n| matches!(self.kind(*n), Some(Kind::Event(_))));
        let first_body = (from..to.min(from + 2)).find_map(|n| self.body_at(n));
        let words = match noun {
            Some(n) => self.event_name(n, to).0,
            None => self.words((from + 1).min(to), to),
        };
        let Some(event) = self.knowledge.events.first_mut() else { return };
        if event.host.is_none() {
            event.host = first_body;
        }
        if event.name.split(' ').count() <= 2 && words.split(' ').count() >= 4 {
            event.name = match noun {
                Some(_) => words,
                None => format!("{} {}", event.name, words),
            };
        }
    }

    /// A holding is attested for the day of the event in whose report it stands, else of the article.
    fn observed_days(&mut self) {
        let days: Vec<Option<Day>> = self
            .event_of
            .iter()
            .map(|e| e.and_then(|e| self.knowledge.events.get(e.0)).and_then(|e| e.date))
            .collect();
        let spans: Vec<crate::text::Span> = self.sentences.iter().map(|s| s.span).collect();
        let published = self.article.published;
        for h in &mut self.knowledge.holdings {
            let n = spans.iter().position(|s| *s == h.evidence);
            h.observed = n.and_then(|n| days.get(n).copied().flatten()).or(published);
        }
    }

    /// The event that a sentence introduces or speaks of.
    fn event_in(&mut self, s: usize, from: usize, to: usize, current: Option<EventId>) -> Option<EventId> {
        if let Some(e) = self.handing_over(from, to) {
            return Some(e);
        }
        let (noun, kind) = self.event_noun(from, to)?;
        let date = self.date_in(from, to).map(|d| d.0);
        let dated = (from..to)
            .find(|n| matches!(self.kind(*n), Some(Kind::Date(d)) if d.day.is_some() || d.part.is_some()));
        let told = (from..to).any(|n| self.tells(n));
        let (name, end) = self.event_name(noun, to);
        if let Some(e) = current {
            let known = self.knowledge.events.get(e.0)?;
            let other_day = matches!((known.date, date), (Some(a), Some(b)) if a != b) && !self.until(dated);
            let other_number =
                matches!((known.ordinal, self.ordinal(noun, end)), (Some(a), Some(b)) if a != b);
            if !(other_day || other_number) || self.is_word(end, WordClass::Future) {
                self.enrich(e, name, date, s);
                return Some(e);
            }
        }
        if !told && dated.is_none() && self.section(s) != Section::Caption {
            return None;
        }
        let host = self.host(noun, end, from, to);
        let ordinal = self.ordinal(noun, end);
        Some(self.new_event(kind, name, date, ordinal, host, (noun, from, to)))
    }

    fn new_event(
        &mut self,
        kind: &'static str,
        name: String,
        date: Option<Day>,
        ordinal: Option<u32>,
        host: Option<crate::model::BodyId>,
        at: (usize, usize, usize),
    ) -> EventId {
        let (noun, from, to) = at;
        self.knowledge.events.push(Event {
            kind,
            name,
            date,
            part_of_day: self.part_of_day(from, to),
            ordinal,
            host,
            place: self.event_place(noun, from, to),
            people: Vec::new(),
            groups: Vec::new(),
            agenda: Vec::new(),
            evidence: vec![self.sentence_span(from)],
        });
        EventId(self.knowledge.events.len() - 1)
    }

    /// Verbs that tell of an event as news.
    pub(super) fn tells(&self, n: usize) -> bool {
        [
            WordClass::HoldEvent,
            WordClass::Attend,
            WordClass::Chair,
            WordClass::ChairOf,
            WordClass::Speak,
            WordClass::Present,
        ]
        .into_iter()
        .any(|c| self.is_word(n, c))
    }

    /// "đến ngày 11/7": a last day is no other event.
    fn until(&self, dated: Option<usize>) -> bool {
        dated.and_then(|d| d.checked_sub(1)).is_some_and(|n| self.is_word(n, WordClass::To))
    }

    /// The noun of an event, or "họp" with a body before it.
    fn event_noun(&self, from: usize, to: usize) -> Option<(usize, &'static str)> {
        let noun =
            (from..to).find(|n| matches!(self.kind(*n), Some(Kind::Event(_))) && !self.general(*n, from));
        if noun.is_none()
            && let Some(visit) = self.visit(from, to)
        {
            return Some((visit, "visit"));
        }
        if let Some(n) = noun
            && let Some(Kind::Event(row)) = self.kind(n)
        {
            return self.lexicon.events.get(*row).map(|e| (n, e.kind));
        }
        let sits = (from + 1..to).find(|n| {
            let held = self.body_at(n - 1).is_some()
                || (self.is_word(n - 1, WordClass::HoldEvent)
                    && *n >= from + 2
                    && self.body_at(n - 2).is_some());
            self.is_word(*n, WordClass::Sits) && held
        })?;
        Some((sits, "session"))
    }

    /// "A đến thăm, làm việc tại …", "A tiếp và làm việc với B": the first words of the sentence's subject.
    fn visit(&self, from: usize, to: usize) -> Option<usize> {
        let verb = (from + 1..to)
            .find(|n| self.is_word(*n, WordClass::WorkWith) || self.is_word(*n, WordClass::Receive))?;
        let who = (from..verb).find(|n| self.person_at(*n).is_some() || self.body_at(*n).is_some())?;
        let where_to = (verb + 1..to.min(verb + 5)).any(|n| {
            self.place_at(n).is_some()
                || self.body_at(n).is_some()
                || self.post_at(n).is_some()
                || self.person_at(n).is_some()
        });
        let guests = self.groups.iter().any(|g| g.at >= from && g.at < verb);
        let begin = self.groups.iter().find(|g| g.from <= who && who < g.to).map_or(who, |g| g.from);
        (where_to && guests && !self.unreal(verb, from)).then_some(begin)
    }

    /// "đã trao quyết định bổ nhiệm …", "công bố các quyết định …": the handing over is a ceremony.
    fn handing_over(&mut self, from: usize, to: usize) -> Option<EventId> {
        let at = (from..to).find(|n| self.is_word(*n, WordClass::HandOver))?;
        let decree = (at + 1..to.min(at + 5))
            .find(|n| matches!(self.kind(*n), Some(Kind::DocType(_) | Kind::Document(_))))?;
        let noun = (from..at).any(|n| matches!(self.kind(n), Some(Kind::Event(_))));
        let personnel = (decree..to).any(|n| {
            matches!(
                self.frame(n),
                Some(crate::lexicon::tables::Frame::Personnel | crate::lexicon::tables::Frame::Retire)
            ) || self.person_at(n).is_some()
                || self.is_word(n, WordClass::Cadres)
        });
        let agent: Vec<PersonId> =
            self.groups.iter().filter(|g| g.at >= from && g.at < at).map(|g| g.person).collect();
        let host = (from..at).find_map(|n| self.body_at(n));
        if noun || !personnel || (agent.is_empty() && host.is_none()) {
            return None;
        }
        let stop = self.clause_end(at, to);
        let name = super::clause::cut(&self.object(at, stop), 200);
        let date = self.date_in(from, to).map(|d| d.0);
        let same = self.knowledge.events.iter().position(|e| e.kind == "ceremony" && e.name == name);
        let e =
            same.map_or_else(|| self.new_event("ceremony", name, date, None, host, (at, from, to)), EventId);
        let evidence = self.sentence_span(from);
        for person in agent {
            self.add_part(e, person, Part::Attendee, evidence);
        }
        Some(e)
    }

    /// "Nghị quyết Đại hội …", "Kết luận hội nghị …": the event is only part of a document's name.
    fn resolution(&self, n: usize) -> bool {
        let Some(Kind::DocType(row)) = self.kind(n) else { return false };
        self.lexicon.doc_types.get(*row).is_some_and(|d| matches!(d.symbol.as_str(), "NQ" | "KL"))
    }

    /// "các kỳ họp", "đại hội đảng bộ các cấp", "về đại hội …": no particular event.
    fn general(&self, n: usize, from: usize) -> bool {
        let before = n > from
            && (self.is_word(n - 1, WordClass::Plural)
                || (matches!(self.kind(n - 1), Some(Kind::Number)))
                || self.is_word(n - 1, WordClass::To)
                || self.resolution(n - 1));
        before
            || (n + 1..n + 4).any(|k| {
                self.is_word(k, WordClass::Plural)
                    && self.chunks.get(k).map(|c| c.sentence) == self.chunks.get(n).map(|c| c.sentence)
                    && self.mark(k - 1) != Some(',')
            })
    }

    fn enrich(&mut self, e: EventId, name: String, date: Option<Day>, s: usize) {
        let span = self.sentences.get(s).map(|s| s.span);
        if let Some(event) = self.knowledge.events.get_mut(e.0) {
            event.date = event.date.or(date);
            if event.name.split(' ').count() <= 3 && name.split(' ').count() > 4 {
                event.name = name;
            }
            if let Some(span) = span
                && event.evidence.last() != Some(&span)
            {
                event.evidence.push(span);
            }
        }
    }

    /// The words of the name: from the noun to the end of its phrase.
    fn event_name(&self, noun: usize, to: usize) -> (String, usize) {
        let mut end = noun + 1;
        let visit = !matches!(self.kind(noun), Some(Kind::Event(_))) && !self.is_word(noun, WordClass::Sits);
        if visit {
            let stop = (noun..to).find(|n| matches!(self.mark(*n), Some('.' | ';'))).unwrap_or(to);
            return (super::clause::cut(self.words(noun, stop).trim_end_matches([',', ' ']), 200), stop);
        }
        while end < to && end < noun + 24 {
            let mark = self.mark(end);
            let goes_on = mark == Some(',') && matches!(self.kind(end + 1), Some(Kind::Term | Kind::Body(_)));
            let stop_word = [
                WordClass::HoldEvent,
                WordClass::Attend,
                WordClass::Chair,
                WordClass::Speak,
                WordClass::Passive,
                WordClass::By,
            ]
            .into_iter()
            .any(|c| self.is_word(end, c));
            let stop_mark = mark.is_some_and(|m| matches!(m, '.' | ';' | ':' | ',')) && !goes_on;
            let person = self.person_at(end).is_some();
            if stop_mark || person || (stop_word && end > noun) {
                break;
            }
            end += 1;
        }
        let words = self.words(noun, end);
        (super::clause::cut(words.trim_end_matches([',', ' ', '-']), 200), end)
    }

    /// The body that holds it: the subject before the verb, or the body in the name.
    fn host(&self, noun: usize, end: usize, from: usize, to: usize) -> Option<crate::model::BodyId> {
        if let Some(g) = self.groups.iter().find(|g| g.from == noun || g.at == noun) {
            return g.posts.iter().rev().find_map(|p| self.post_at(*p).and_then(|(_, _, b)| b));
        }
        let verb = (from..noun).rev().find(|n| self.is_word(*n, WordClass::HoldEvent));
        let subject = verb.and_then(|v| (from..v).find_map(|n| self.body_at(n)));
        let reading = (end..to).find_map(|n| self.body_at(n)).filter(|_| verb.is_none());
        let in_name = (noun..end).find_map(|n| self.body_at(n));
        let of = self.is_word(end, WordClass::Of).then(|| self.body_at(end + 1)).flatten();
        let before = (from..noun).rev().find_map(|n| self.body_at(n));
        let after_verb = (end..to).find(|n| self.is_word(*n, WordClass::HoldEvent)).and(in_name);
        subject.or(after_verb).or(in_name).or(of).or(before).or(reading)
    }

    /// "lần thứ 20", "thứ 8".
    fn ordinal(&self, noun: usize, end: usize) -> Option<u32> {
        (noun..end).find_map(|n| {
            matches!(self.kind(n), Some(Kind::Number))
                .then(|| self.words(n, n + 1).parse().ok())
                .flatten()
                .filter(|_| n.checked_sub(1).is_some_and(|b| self.is_word(b, WordClass::Ordinal)))
        })
    }

    fn event_place(&self, noun: usize, from: usize, to: usize) -> Option<crate::model::PlaceId> {
        let at = (from..to).find(|n| self.is_word(*n, WordClass::At) && self.place_at(n + 1).is_some())?;
        let _ = noun;
        self.place_at(at + 1)
    }

    /// Chairs, attendees and speakers in a sentence that tells of event `e`.
    fn take_part(&mut self, e: EventId, from: usize, to: usize) {
        let people: Vec<(PersonId, usize, usize)> = self
            .groups
            .iter()
            .filter(|g| g.at >= from && g.at < to)
            .map(|g| (g.person, g.from, g.to))
            .collect();
        let attends =
            (from..to).any(|n| self.is_word(n, WordClass::Attend) || self.is_word(n, WordClass::Receive));
        let mut parts: Vec<(PersonId, Part)> = Vec::new();
        for (person, start, end) in &people {
            if self.chairs(*start, *end, from, to) {
                parts.push((*person, Part::Chair));
            }
            if self.speaks(*end, to) {
                parts.push((*person, Part::Speaker));
            }
            if attends && !self.in_object(*start, from) {
                parts.push((*person, Part::Attendee));
            }
        }
        for n in from..to {
            if let Some((_, role, Some(body))) = self.post_at(n)
                && !self.groups.iter().any(|g| g.posts.contains(&n))
                && self.speaks(n + 1, to)
                && let Some(person) = self.holder(role, body)
            {
                parts.push((person, Part::Speaker));
            }
        }
        let evidence = self.sentence_span(from);
        for (person, part) in parts {
            self.add_part(e, person, part, evidence);
        }
    }

    fn add_part(&mut self, e: EventId, person: PersonId, part: Part, evidence: crate::text::Span) {
        let Some(event) = self.knowledge.events.get_mut(e.0) else { return };
        let has =
            |event: &Event, part: Part| event.people.iter().any(|p| p.person == person && p.part == part);
        if !has(event, part) {
            event.people.push(Participation { person, part, evidence });
        }
        if part != Part::Attendee && !has(event, Part::Attendee) {
            event.people.push(Participation { person, part: Part::Attendee, evidence });
        }
        if event.evidence.last() != Some(&evidence) && !event.evidence.contains(&evidence) {
            event.evidence.push(evidence);
        }
    }

    /// "A và B (đồng) chủ trì", "do A chủ trì", "dưới sự chủ trì của A", "do A làm Trưởng đoàn".
    fn chairs(&self, start: usize, end: usize, from: usize, to: usize) -> bool {
        let before = (from..start)
            .rev()
            .take(5)
            .take_while(|n| self.quiet(*n) || self.is_word(*n, WordClass::ChairOf))
            .any(|n| self.is_word(n, WordClass::ChairOf));
        let after = (end..to).take_while(|n| self.quiet(*n)).count();
        let leads = self.is_word(end, WordClass::Hold)
            && self.leads_delegation(end + 1)
            && (from..start).rev().take(2).any(|n| self.is_word(n, WordClass::By))
            && (from..to).any(|n| {
                matches!(self.kind(n), Some(Kind::Event(_))) || self.is_word(n, WordClass::WorkWith)
            });
        // "Chủ trì hội nghị có A và B"
        let opening = self.is_word(from, WordClass::Chair)
            && (from + 1..start)
                .all(|n| self.person_at(n).is_some() || !matches!(self.mark(n), Some('.' | ';')));
        before || leads || opening || self.is_word(end + after, WordClass::Chair) && end + after < to
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
        let after = (end..to).take(10).take_while(|n| self.aside(*n)).count();
        end + after < to
            && (self.is_word(end + after, WordClass::Speak) || self.is_word(end + after, WordClass::Present))
    }

    /// Names, posts, commas and "và" that may stand between a chair's name and the verb.
    fn quiet(&self, n: usize) -> bool {
        matches!(
            self.kind(n),
            Some(Kind::Person(_) | Kind::Post(_) | Kind::Body(_) | Kind::Term | Kind::Other | Kind::Number)
        ) || matches!(self.mark(n), Some(',' | '-' | ';'))
            || self.is_word(n, WordClass::And)
            || self.is_word(n, WordClass::Group)
            || self.is_word(n, WordClass::Plural)
    }

    /// Words that may stand between a name and its verb: "đã", "cũng", "và lãnh đạo các sở".
    fn aside(&self, n: usize) -> bool {
        let verb = self.is_word(n, WordClass::Speak) || self.is_word(n, WordClass::Present);
        let plain = matches!(self.kind(n), Some(Kind::Other | Kind::Term))
            || matches!(self.mark(n), Some(',' | '-' | ')' | '–'));
        let company =
            [WordClass::Group, WordClass::And, WordClass::Plural].into_iter().any(|c| self.is_word(n, c));
        !verb && (plain || company)
    }

    /// A person who is only spoken about: after "cho", "về", "đối với", "bổ nhiệm".
    fn in_object(&self, start: usize, from: usize) -> bool {
        (from..start).rev().take(3).any(|n| {
            self.frame(n).is_some()
                || self.is_word(n, WordClass::Against)
                || self.is_word(n, WordClass::Replace)
        })
    }
}
