//! Meetings, sessions, ceremonies, visits: which events does an article report on?
//!
//! One pass over the sentences, with the event in mind of which they go on to speak. How an event is told is
//! in `noun`, `visit` and `award`, its name and host in `name`, and who took part in `part`.

use super::{Relate, province};
use crate::lexicon::tables::WordClass;
use crate::model::mention::Kind;
use crate::model::{BodyId, Day, Event, EventId, Level, Section};
use crate::text::fold;

mod award;
mod name;
mod noun;
mod part;
mod visit;

/// An event that a sentence tells of.
#[derive(Debug, Clone, Copy)]
struct Told {
    event: EventId,
    /// True where the sentence tells what happened there, false where somebody only speaks of the event.
    scene: bool,
}

impl Told {
    const fn scene(event: EventId) -> Self {
        Self { event, scene: true }
    }
}

/// Where the reader is: the event spoken of, and the first one after the last heading.
#[derive(Debug, Clone, Copy, Default)]
struct Thread {
    current: Option<EventId>,
    first: usize,
}

/// A noun of an event in its sentence.
#[derive(Debug, Clone, Copy)]
struct Noun {
    /// Its chunk.
    at: usize,
    /// First chunk of the sentence.
    from: usize,
    /// One past its last chunk.
    to: usize,
    kind: &'static str,
}

impl Relate<'_> {
    /// Finds the events and who took part.
    pub(super) fn events(&mut self) {
        let mut thread = Thread::default();
        for s in 0..self.bounds.len() {
            let Some(&(from, to)) = self.bounds.get(s) else { continue };
            if from == to || (self.section(s) == Section::Title && self.first_body_sentence() != Some(s)) {
                continue;
            }
            if matches!(self.kind(from), Some(Kind::Place(_))) && self.mark(from + 1) == Some(':') {
                thread = Thread { current: None, first: self.knowledge.events.len() };
            }
            if thread.current.is_some_and(|e| self.moves_on(e, from)) {
                thread.current = None;
            }
            let told = self.event_in(s, from, to, thread);
            if let Some(Told { event, scene: true }) = told {
                thread.current = Some(event);
            }
            let own = match told {
                Some(t) => Some(t.event),
                None => thread.current.filter(|e| !self.elsewhere(*e, from, to)),
            };
            if let Some(slot) = self.event_of.get_mut(s) {
                *slot = own;
            }
            if let Some(e) = own.filter(|_| told.is_none_or(|t| t.scene)) {
                self.take_part(e, from, to);
                self.agenda(e, from, to);
                self.unnamed_groups(e, from, to);
            }
        }
        self.headline();
        self.drop_bare();
        self.observed_days();
    }

    /// "Tại Lào Cai, …" after an event of another province: the report goes on to something else.
    fn moves_on(&self, e: EventId, from: usize) -> bool {
        let staged = self.is_word(from, WordClass::At) && self.mark(from + 2) == Some(',');
        let Some(place) = self.place_at(from + 1).filter(|_| staged) else { return false };
        let level = self.knowledge.places.get(place.0).map(|p| p.level);
        let host = self.knowledge.events.get(e.0).and_then(|e| e.host);
        let home = host.and_then(|b| self.knowledge.bodies.get(b.0)).and_then(|b| b.jurisdiction);
        level == Some(Level::Province) && home.is_some_and(|h| province(&self.knowledge, h) != place)
    }

    /// "hội nghị" without a name, a host, a day or people is no event that anybody could find again.
    fn drop_bare(&mut self) {
        let keep: Vec<bool> = self
            .knowledge
            .events
            .iter()
            .map(|e| {
                e.name.split(' ').count() > 2
                    || e.host.is_some()
                    || e.date.is_some()
                    || e.ordinal.is_some()
                    || !e.people.is_empty()
            })
            .collect();
        let place = |e: EventId| -> Option<EventId> {
            keep.get(e.0)
                .copied()
                .unwrap_or(false)
                .then(|| EventId(keep.iter().take(e.0).filter(|k| **k).count()))
        };
        for slot in &mut self.event_of {
            *slot = slot.and_then(place);
        }
        let mut kept = keep.iter();
        self.knowledge.events.retain(|_| kept.next().copied().unwrap_or(false));
    }

    /// Where there is nothing but a headline, the headline counts.
    fn first_body_sentence(&self) -> Option<usize> {
        let body = (0..self.bounds.len())
            .any(|s| self.section(s) != Section::Title && self.bounds.get(s).is_some_and(|b| b.1 > b.0));
        (!body && !self.bounds.is_empty()).then_some(0)
    }

    /// "Trước đó, ngày 26/11 …": the sentence tells of another day.
    fn elsewhere(&self, e: EventId, from: usize, to: usize) -> bool {
        let day = self.date_in(from, to.min(from + 6)).map(|d| d.0);
        let own = self.knowledge.events.get(e.0).and_then(|e| e.date);
        let other = matches!((day, own), (Some(a), Some(b)) if a != b);
        (self.looks_back(from, to) || other) && !self.gist(from).event
    }

    /// "Trước đó, …", "Trước đây …": something else than what was told so far.
    fn looks_back(&self, from: usize, to: usize) -> bool {
        (from..to.min(from + 2))
            .any(|n| self.is_word(n, WordClass::Past) || self.is_word(n, WordClass::Earlier))
    }

    /// The headline gives the name and the host that the text leaves out.
    fn headline(&mut self) {
        let Some(title) = (0..self.bounds.len()).find(|s| self.section(*s) == Section::Title) else { return };
        let Some(&(from, to)) = self.bounds.get(title) else { return };
        let noun = (from..to).find(|n| matches!(self.kind(*n), Some(Kind::Event(_))));
        let first_body = (from..to.min(from + 2)).find_map(|n| self.body_at(n));
        let kind = noun.and_then(|n| self.event_kind(n));
        let words = match noun {
            Some(n) => self.event_name(n, from, to).0,
            None => self.words((from + 1).min(to), to),
        };
        let lead =
            (0..self.bounds.len()).filter(|s| self.section(*s) == Section::Body).take(3).max().unwrap_or(0);
        let early = noun.is_some()
            || self.knowledge.events.first().is_some_and(|e| !e.people.is_empty())
            || self.event_of.iter().take(lead + 1).any(|e| *e == Some(EventId(0)));
        if !early {
            return;
        }
        let Some(event) = self.knowledge.events.first_mut() else { return };
        if event.host.is_none() {
            event.host = first_body;
        }
        if event.name.split(' ').count() <= 2 && words.split(' ').count() >= 4 {
            event.kind = kind.unwrap_or(event.kind);
            event.name = match noun {
                Some(_) => words,
                None => format!("{} {}", event.name, words),
            };
        }
    }

    /// A holding is attested for the day of the event in whose report it stands, else of the article, and never for a
    /// day after the article. Of an event of long ago nobody knows whether the posts are those of then or of now: it
    /// has no day.
    fn observed_days(&mut self) {
        let now = self.article.published.map(|day| day.year).or_else(|| self.latest_year());
        let days: Vec<Option<Day>> = self
            .event_of
            .iter()
            .map(|e| e.and_then(|e| self.knowledge.events.get(e.0)).and_then(|e| e.date))
            .collect();
        let spans: Vec<crate::text::Span> = self.sentences.iter().map(|s| s.span).collect();
        let published = self.article.published;
        for h in &mut self.knowledge.holdings {
            let n = spans.iter().position(|s| *s == h.evidence);
            let day = n.and_then(|n| days.get(n).copied().flatten()).or(published);
            let day = day.map(|day| published.map_or(day, |published| day.min(published)));
            h.observed = day.filter(|day| now.is_none_or(|now| day.year + 1 >= now));
        }
    }

    /// The event that a sentence introduces or speaks of.
    fn event_in(&mut self, s: usize, from: usize, to: usize, thread: Thread) -> Option<Told> {
        if let Some(e) = self.handing_over(from, to, thread) {
            return Some(Told::scene(e));
        }
        if let Some(told) = self.opening_visit(from, to) {
            return Some(told);
        }
        let noun = self.event_noun(from, to).map(|(at, kind)| Noun { at, from, to, kind });
        noun.and_then(|noun| self.named_event(s, noun, thread))
            .or_else(|| self.visit(from, to, thread))
            .or_else(|| self.inspection(from, to, thread))
    }

    /// The event that a noun names: one that is known, or a new one.
    fn named_event(&mut self, s: usize, noun: Noun, thread: Thread) -> Option<Told> {
        let Noun { at, from, to, kind } = noun;
        let (name, end) = self.event_name(at, from, to);
        let scene = !self.spoken_of(at, from);
        let date = self.event_day(noun);
        if let Some(e) = self.same_event(noun, end, &name, thread) {
            let host = self.own_host(at, end, from);
            // "buổi lễ long trọng này" names nothing.
            let name =
                if self.is_word(end.saturating_sub(1), WordClass::This) { String::new() } else { name };
            self.enrich(e, (name, kind), date, s, host);
            return Some(Told { event: e, scene });
        }
        if !self.is_news(s, noun, end, scene) {
            return None;
        }
        let host = self.host(noun, end);
        let date = date.or_else(|| self.year_in_name(at, end));
        let event =
            Event { date, ordinal: self.ordinal(at, end), host, ..self.event_told(kind, name, from, to) };
        Some(Told { event: self.add_event(event), scene })
    }

    /// An event of which a stretch of chunks tells, without day and host.
    fn event_told(&self, kind: &'static str, name: String, from: usize, to: usize) -> Event {
        Event {
            kind,
            name,
            date: None,
            part_of_day: self.part_of_day(from, to),
            ordinal: None,
            host: None,
            place: self.event_place(from, to),
            people: Vec::new(),
            groups: Vec::new(),
            agenda: Vec::new(),
            evidence: vec![self.sentence_span(from)],
        }
    }

    fn add_event(&mut self, event: Event) -> EventId {
        self.knowledge.events.push(event);
        EventId(self.knowledge.events.len() - 1)
    }

    /// The day of the event: in its sentence, or "cùng ngày" as the one told before.
    fn event_day(&self, noun: Noun) -> Option<Day> {
        let own = self.date_in(noun.from, noun.to).map(|d| d.0);
        let same = (noun.from..noun.to.min(noun.from + 3)).any(|n| self.is_word(n, WordClass::SameDay));
        own.or_else(|| self.knowledge.events.last().and_then(|e| e.date).filter(|_| same))
    }

    /// The known event that the noun means, if it is no new one.
    fn same_event(&self, noun: Noun, end: usize, name: &str, thread: Thread) -> Option<EventId> {
        let current = thread.current?;
        let head = fold(&self.words(noun.at, noun.at + 1));
        let fits = |e: EventId| self.fits(e, noun, end);
        let alike = |e: EventId| {
            self.knowledge.events.get(e.0).is_some_and(|k| {
                let part = matches!(k.kind, "visit" | "inspection" | "congress" | "session")
                    && matches!(noun.kind, "meeting" | "session" | "visit");
                k.kind == noun.kind || part || name.split(' ').count() < 4
            })
        };
        let headed =
            |e: EventId| self.knowledge.events.get(e.0).is_some_and(|k| fold(&k.name).starts_with(&head));
        let introduced = (noun.from..noun.at).any(|n| self.is_word(n, WordClass::HoldEvent) || self.amid(n))
            || (noun.from..noun.to)
                .any(|n| matches!(self.kind(n), Some(Kind::Date(_))) && !self.of_other(n, noun.from))
            || (noun.from..noun.to)
                .any(|n| self.is_word(n, WordClass::Chair) || self.is_word(n, WordClass::Attend));
        let again = self.looks_back(noun.from, noun.to)
            || (noun.from..noun.to.min(noun.from + 3)).any(|n| self.is_word(n, WordClass::SameDay));
        let bare = name.split(' ').count() < 3
            && !(noun.from..noun.to).any(|n| matches!(self.kind(n), Some(Kind::Date(_))))
            && !self.held_before(noun.at, noun.from);
        if again && introduced && !bare {
            return None;
        }
        (thread.first..self.knowledge.events.len())
            .rev()
            .map(EventId)
            .find(|e| headed(*e) && fits(*e) && (*e == current || name.split(' ').count() < 4))
            .or(Some(current).filter(|e| fits(*e) && (alike(*e) || !introduced)))
    }

    /// True where neither day nor number of the noun speaks against event `e`.
    fn fits(&self, e: EventId, noun: Noun, end: usize) -> bool {
        let Some(known) = self.knowledge.events.get(e.0) else { return false };
        let dated = (noun.from..noun.to)
            .find(|n| matches!(self.kind(*n), Some(Kind::Date(d)) if d.day.is_some() || d.part.is_some()));
        let other_day = self.other_day(e, noun.from, noun.to) && !self.until(dated);
        let other_number =
            matches!((known.ordinal, self.ordinal(noun.at, end)), (Some(a), Some(b)) if a != b);
        !(other_day || other_number) || self.is_word(end, WordClass::Future)
    }

    /// True where the stretch names another day than the event has; the years may be unknown.
    fn other_day(&self, e: EventId, from: usize, to: usize) -> bool {
        let Some(known) = self.knowledge.events.get(e.0) else { return false };
        if let (Some(a), Some((b, _))) = (known.date, self.date_in(from, to)) {
            return a != b;
        }
        let told = known.evidence.first().and_then(|s| self.bounds_of(*s));
        let own = told.and_then(|(a, b)| self.day_and_month(a, b));
        matches!((own, self.day_and_month(from, to)), (Some(a), Some(b)) if a != b)
    }

    /// Day and month of the first date in a stretch.
    fn day_and_month(&self, from: usize, to: usize) -> Option<(u8, u8)> {
        (from..to).find_map(|n| match self.kind(n) {
            Some(Kind::Date(d)) if !self.of_other(n, from) => d.day.zip(d.month),
            _ => None,
        })
    }

    /// "đến ngày 11/7": a last day is no other event.
    fn until(&self, dated: Option<usize>) -> bool {
        dated.and_then(|d| d.checked_sub(1)).is_some_and(|n| self.is_word(n, WordClass::To))
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
            || self.joins_event(n)
    }

    fn enrich(
        &mut self,
        e: EventId,
        (name, kind): (String, &'static str),
        date: Option<Day>,
        s: usize,
        host: Option<BodyId>,
    ) {
        let span = self.sentences.get(s).map(|s| s.span);
        if let Some(event) = self.knowledge.events.get_mut(e.0) {
            event.date = event.date.or(date);
            event.host = event.host.or(host);
            let longer = event.name.split(' ').count() <= 3 && name.split(' ').count() > 4;
            let same = kind == event.kind || fold(&name).starts_with(&fold(&event.name));
            if longer && same {
                event.name = name;
                event.kind = kind;
            }
            if let Some(span) = span
                && event.evidence.last() != Some(&span)
            {
                event.evidence.push(span);
            }
        }
    }
}
