//! Instructions and petitions: who tells whom to do what.

use super::act::Act;
use super::change::COUNCILS;
use super::clause::COMMITTEE as PEOPLES_COMMITTEE;
use super::holding::COMMITTEE as PARTY_COMMITTEE;
use super::{Decider, Relate};
use crate::lexicon::tables::{Force, Frame, Head, Rank, Tail, Trait, Usage, WordClass};
use crate::model::mention::Kind;
use crate::model::{BodyId, Level, Modality, Ref, Section, Sector};

/// Rank of bodies of which it is not known how high they stand.
const UNKNOWN: u8 = 9;

impl Relate<'_> {
    /// Instructions of a sentence: the first verb that has an agent, and those that go on after a comma.
    pub(super) fn instructions(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        self.listed_task(from, to);
        self.urged(from, to);
        if !self.some_verb(from, &[Frame::Propose, Frame::Instruct]) {
            return;
        }
        let mut agent: Option<Decider> = None;
        for at in from..to {
            if self.used.get(at).copied().unwrap_or(false) {
                continue;
            }
            let proposes = self.real_verb(at, from, &[Frame::Propose]);
            if !(proposes || self.real_verb(at, from, &[Frame::Instruct])) || self.nominal(at, from) {
                continue;
            }
            let stop = self.task_end(at, to);
            if stop <= at + 2 || self.no_task(at, from, stop) {
                continue;
            }
            if let Some(known) = agent {
                if self.goes_on(at) && !proposes && self.addressee(at + 1, stop).is_some() {
                    self.instruct(at, at, stop, known, false);
                }
                continue;
            }
            if self.is_passive(at.saturating_sub(1)) {
                self.passive_instruction(at, from, stop);
                return;
            }
            // "cử tri bức xúc, yêu cầu UBND tỉnh …": the people ask, and give no orders.
            if self.people_ask(at, from) {
                return;
            }
            let Some(found) = self.speaker(at, from) else {
                if proposes {
                    return;
                }
                continue;
            };
            if self.retired(found) {
                return;
            }
            let group = self.is_word(at + 1, WordClass::Group)
                && !self.bodies_in(at + 1, stop.min(at + 4)).is_empty();
            if group || self.general_audience(at + 1) {
                return;
            }
            let above = self.outranked(at, stop, found) || self.asks_from_outside(at, stop, found);
            // "trình bày tờ trình đề nghị phê chuẩn …"
            let filed = at > from && self.proposal(at - 1);
            let proposes = proposes || filed || self.only_delegate(found) && self.is_usage(at, Usage::Polite);
            let petition = above && self.is_usage(at, Usage::Polite);
            // Nobody gives orders to those above: the sentence means another one who decides.
            if above && !petition && !proposes {
                return;
            }
            self.instruct(at, from, stop, found, proposes || petition);
            if proposes || petition {
                return;
            }
            agent = Some(found);
        }
    }

    /// "cần giao …", "để chỉ đạo …", "lãnh đạo, chỉ đạo công tác …", "đề nghị truy tố", "yêu cầu về …": no task
    /// that somebody is given here.
    fn no_task(&self, at: usize, from: usize, stop: usize) -> bool {
        let leads = self.is_usage(at, Usage::Addressed) && !self.led(at, from, stop);
        let charge = matches!(self.frame(at + 1), Some(Frame::Sanction | Frame::Case));
        let dated = matches!(self.kind(at + 2), Some(Kind::Date(_)));
        let quoted = matches!(self.mark(at + 1), Some('"' | '“'));
        let topic =
            self.is_word(at + 1, WordClass::To) && !dated || self.is_word(at + 1, WordClass::Be) || quoted;
        let polite = self.is_usage(at, Usage::Polite);
        let advice = polite && self.is_word(at + 1, WordClass::Must);
        // "giao cho B": something is handed over that was named before.
        let handed = self.is_word(at + 1, WordClass::For)
            && self.addressee(at + 1, stop).is_none()
            && !self.is_word(at + 2, WordClass::Plural)
            && !self.is_word(at + 2, WordClass::Stop);
        // "nhiệm vụ do X giao có chuyển biến": the task is spoken of, not given.
        let whose = (from..at)
            .rev()
            .take(4)
            .any(|n| self.is_word(n, WordClass::By) && self.decider_at(n + 1).is_some())
            && self.addressee(at + 1, stop).is_none();
        // "nhiệm vụ được X giao từ ngày 1/1": so too.
        let given = (from..at).rev().take(6).find(|n| self.is_passive(*n));
        let whose = whose
            || given.is_some_and(|p| {
                p > from && matches!(self.kind(p - 1), Some(Kind::Other)) && self.decider_at(p + 1).is_some()
            }) && self.addressee(at + 1, stop).is_none();
        // "ông A cũng đề nghị bị kiểm điểm": A is not the one who asks.
        let suffered = self.is_passive(at + 1);
        // "tin cậy, giao phó.": one word is no task.
        let single = matches!(self.kind(at + 1), Some(Kind::Other))
            && matches!(self.mark(at + 2), Some('.' | ',' | ';'))
            && self.words(at + 1, at + 2).chars().next().is_some_and(char::is_lowercase);
        // "phát biểu giao nhiệm vụ."
        let single = single || self.is_word(at + 1, WordClass::Stop) && self.mark(at + 2) == Some('.');
        // "dưới mức Quốc hội giao và thấp hơn …"
        let aside = self.is_word(at + 1, WordClass::And) && self.addressee(at + 2, stop).is_none();
        // "được tin tưởng giao nhiệm vụ mới": an office is given, no task.
        let office = (at + 1..stop.min(at + 5)).any(|n| self.is_word(n, WordClass::New))
            && self.addressee(at + 1, stop).is_none();
        leads
            || charge
            || single
            || self.says_no_task(at, stop)
            || topic
            || whose
            || suffered
            || aside
            || advice
            || handed
            || office
            || self.wished(at, from)
    }

    /// "giao nhiệm vụ cho các cán bộ, Bí thư Tỉnh ủy …": handed to somebody, but nothing is said of what.
    fn says_no_task(&self, at: usize, stop: usize) -> bool {
        let Some(to) = (at + 1..at + 3).find(|n| self.is_word(*n, WordClass::For)) else { return false };
        let comma = (to + 1..stop.min(to + 5)).find(|n| self.mark(*n).is_some()).unwrap_or(stop);
        self.addressee(to + 1, stop).is_none()
            && comma <= to + 4
            && !matches!(self.mark(comma), Some(':'))
            && (comma == stop || self.decider_at(comma + 1).is_some())
    }

    /// True where the subject nearest to the verb is the people.
    fn people_ask(&self, at: usize, from: usize) -> bool {
        // "Công an nhân dân" is no people.
        let people =
            |n: usize| self.is_word(n, WordClass::Populace) && !(n > from && self.body_at(n - 1).is_some());
        let subject = (from..at).rev().find(|n| {
            let named = self.decider_at(*n).is_some() || people(*n);
            named && !(*n > from && self.prepositional(n - 1))
        });
        subject.is_some_and(people)
    }

    /// "tờ trình", "đơn": a paper that asks.
    pub(super) fn proposal(&self, n: usize) -> bool {
        self.doc_type(n).is_some_and(|d| d.force == Force::Proposal)
    }

    /// True for a delegate without an office: what one asks is a proposal.
    fn only_delegate(&self, agent: Decider) -> bool {
        let Some(person) = agent.person.filter(|_| agent.body.is_none()) else { return false };
        let title = self.delegate_title().map(|r| r.title);
        let mut held = self.knowledge.holdings.iter().filter(|h| h.person == person).peekable();
        held.peek().is_some() && held.all(|h| Some(&h.role.title) == title.as_ref())
    }

    /// Nobody who has only been something gives orders.
    fn retired(&self, agent: Decider) -> bool {
        let Some(person) = agent.person.filter(|_| agent.body.is_none()) else { return false };
        let mut held = self.knowledge.holdings.iter().filter(|h| h.person == person).peekable();
        held.peek().is_some() && held.all(|h| h.attested.status() == "former")
    }

    /// "chỉ đạo" gives a task where it names whom it leads, or heads the sentence.
    fn led(&self, at: usize, from: usize, stop: usize) -> bool {
        let paired =
            at > from + 1 && self.mark(at - 1) == Some(',') && self.is_word(at - 2, WordClass::Group);
        let whom = self.addressee(at + 1, stop).is_some()
            || self.is_word(at + 1, WordClass::Plural)
            || self.is_word(at + 1, WordClass::Group)
            || self.is_word(at + 1, WordClass::BlocPart)
            || matches!(self.kind(at + 1), Some(Kind::Post(_) | Kind::Punct(':')))
            || self.unit_named(at + 1).is_some();
        let heads = self.opens_line(at, from);
        let paper = at > from && matches!(self.kind(at - 1), Some(Kind::DocType(_)));
        let numbered = at > from && matches!(self.kind(at - 1), Some(Kind::Document(_)));
        !paired
            && (whom
                || heads
                || numbered
                || paper && at > from + 1 && self.is_word(at - 2, WordClass::Writes))
    }

    /// True where the one who is asked stands higher than the one who asks.
    fn outranked(&self, at: usize, stop: usize, agent: Decider) -> bool {
        let asked = self.addressee(at + 1, stop).and_then(|a| a.body);
        let Some(asked) = asked else { return false };
        let public = self
            .knowledge
            .bodies
            .get(asked.0)
            .is_some_and(|b| matches!(b.sector, Sector::Party | Sector::State | Sector::PartyAndState));
        let own = self.authority(agent);
        public && (own < UNKNOWN && self.rank_of(asked) < own || self.answers_to(agent, asked))
    }

    /// A people's committee answers to the council and to the party committee of its unit.
    fn answers_to(&self, agent: Decider, asked: BodyId) -> bool {
        let body = |b: BodyId| self.knowledge.bodies.get(b.0);
        let (Some(own), Some(asked)) = (agent.body.and_then(body), body(asked)) else { return false };
        own.kind == PEOPLES_COMMITTEE
            && (COUNCILS.contains(&asked.kind.as_str()) || asked.kind == PARTY_COMMITTEE)
            && own.jurisdiction.is_some()
            && own.jurisdiction == asked.jurisdiction
    }

    /// A firm asks an authority, or somebody asks another state: nobody is given a task.
    fn asks_from_outside(&self, at: usize, stop: usize, agent: Decider) -> bool {
        let sector = |b: BodyId| self.sector(b);
        let firm = agent.body.and_then(sector) == Some(Sector::Enterprise);
        let asked = self.addressee(at + 1, stop).and_then(|a| a.body).and_then(sector);
        let authority = matches!(asked, Some(Sector::Party | Sector::State | Sector::PartyAndState));
        let abroad = |p: crate::model::PlaceId| {
            self.knowledge.places.get(p.0).is_some_and(|p| p.level == Level::Country)
        };
        firm && authority || self.place_at(at + 1).is_some_and(abroad) || asked == Some(Sector::Foreign)
    }

    /// 0 for the organs above all others; then by level, those who lead a unit before those who serve it.
    fn rank_of(&self, body: BodyId) -> u8 {
        let Some(b) = self.knowledge.bodies.get(body.0) else { return UNKNOWN };
        let head = |fits: fn(&Head) -> bool| self.lexicon.heads_of(&b.kind).any(fits);
        let level = match b.jurisdiction.and_then(|p| self.knowledge.places.get(p.0)).map(|p| p.level) {
            None | Some(Level::Country) if head(|h| h.is(Trait::Supreme)) => return 0,
            None if head(|h| h.rank == Some(Rank::Central)) => 1,
            None | Some(Level::Country | Level::Site) => return UNKNOWN,
            Some(Level::Province) => 2,
            Some(Level::District) => 4,
            Some(Level::Commune | Level::Village) => 6,
        };
        level + u8::from(level > 1 && head(|h| h.tail == Tail::Field))
    }

    /// The rank of the body that the agent acts for: the highest in which the person is more than a member.
    fn authority(&self, agent: Decider) -> u8 {
        if let Some(body) = agent.body {
            return self.rank_of(body);
        }
        let Some(person) = agent.person else { return UNKNOWN };
        let held = self.knowledge.holdings.iter().filter(|h| h.person == person && h.role.seats.is_some());
        held.map(|h| self.rank_of(h.body)).min().unwrap_or(UNKNOWN)
    }

    /// "yêu cầu A làm …; giao B làm …": the second verb begins another task.
    fn goes_on(&self, at: usize) -> bool {
        at > 0
            && (matches!(self.mark(at - 1), Some(',' | ';'))
                || self.is_word(at - 1, WordClass::And)
                || self.is_word(at - 1, WordClass::Likewise))
    }

    /// A task ends at the semicolon or where the next one begins.
    fn task_end(&self, at: usize, to: usize) -> usize {
        let clause = self.clause_end(at, to);
        (at + 3..clause)
            .find(|n| {
                self.frame(*n) == Some(Frame::Instruct)
                    && self.goes_on(*n)
                    && self.addressee(n + 1, clause).is_some()
            })
            .unwrap_or(clause)
    }

    /// "1. Bộ X theo dõi …" under "Thủ tướng yêu cầu:": a task for the body that the item begins with.
    fn listed_task(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to
            && matches!(self.kind(at), Some(Kind::Number | Kind::Punct('.' | '-' | '+' | ')' | '*')))
        {
            at += 1;
        }
        let Some(chief) = self.concludes(from) else { return };
        let bullet = at > from;
        let Some(body) = self.body_at(at).filter(|b| bullet && Some(*b) != chief.body) else { return };
        if self.frame(at + 1).is_some_and(|f| f != Frame::Nothing && f != Frame::Instruct) || to < at + 4 {
            return;
        }
        let stop = self.clause_end(at, to);
        let act = Act {
            action: "instruct",
            modality: Modality::Assigned,
            decider: chief,
            object: Some(self.object(at + 1, stop)),
            body: Some(body),
            rule: "task-in-list",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
    }

    /// "Các đơn vị cần …" after "ông A yêu cầu …" in one paragraph: A goes on telling what is to be done.
    fn urged(&mut self, from: usize, to: usize) {
        let Some((chief, paragraph)) = self.ordering else { return };
        let sentence = self.sentence_of(from);
        if self.paragraph_of(sentence) != paragraph || self.section(sentence) != Section::Body {
            return;
        }
        let start = (from..to)
            .find(|n| !self.is_word(*n, WordClass::Stop) && !matches!(self.kind(*n), Some(Kind::Punct(_))));
        let Some(start) = start else { return };
        let whom = self.is_word(start, WordClass::Plural)
            || self.is_word(start, WordClass::BlocPart)
            || self.unit_named(start).is_some()
            || matches!(self.kind(start), Some(Kind::Body(_) | Kind::Post(_)));
        let must = (start + 1..to.min(start + 16)).find(|n| self.is_word(*n, WordClass::Must));
        let Some(must) = must.filter(|_| whom) else { return };
        let told = |n: usize| {
            self.is_word(n, WordClass::Speak)
                || self.is_word(n, WordClass::Purpose)
                || self.frame(n).is_some()
        };
        let spoken = (start..must).any(told);
        if spoken || to < must + 4 {
            return;
        }
        let stop = self.clause_end(must, to);
        let act = Act {
            action: "instruct",
            modality: Modality::Assigned,
            decider: chief,
            object: Some(self.object(start, stop)),
            body: self.body_at(start).filter(|b| Some(*b) != chief.body),
            rule: "task-urged",
            ..Act::default()
        };
        self.add_act(act, must, from, stop);
    }

    /// "đề nghị các đại biểu thảo luận": the agenda of the meeting, no task.
    fn general_audience(&self, n: usize) -> bool {
        self.is_word(n, WordClass::Audience)
    }

    fn instruct(&mut self, at: usize, from: usize, stop: usize, agent: Decider, proposes: bool) {
        let addressee = self.addressee(at + 1, stop);
        let action = if proposes { "other" } else { "instruct" };
        let modality = if proposes { Modality::Proposed } else { Modality::Assigned };
        let act = Act {
            action,
            modality,
            decider: agent,
            object: Some(
                self.object(at + 1 + usize::from(matches!(self.mark(at + 1), Some(':' | ','))), stop),
            ),
            person: addressee.and_then(|a| a.person).filter(|_| addressee.is_some_and(|a| a.body.is_none())),
            body: addressee.and_then(|a| a.body),
            rule: "instruct",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
        self.last_agent = Some(agent);
        let paragraph = self.paragraph_of(self.sentence_of(at));
        self.ordering = (agent.person.is_some() && !proposes).then_some((agent, paragraph));
    }

    /// "Công an TP cũng được yêu cầu …"
    fn passive_instruction(&mut self, at: usize, from: usize, stop: usize) {
        let Some(agent) = self.last_agent else { return };
        // "Tại Bộ X, trong số nhiệm vụ được giao …": X is not the one who is told.
        let told = |n: &usize| !(*n > from && self.prepositional(n - 1));
        let body = (from..at).filter(told).find_map(|n| self.body_at(n));
        if body.is_none() {
            return;
        }
        let act = Act {
            action: "instruct",
            modality: Modality::Assigned,
            decider: agent,
            object: Some(self.object(at + 1, stop)),
            body,
            rule: "instruct-passive",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
    }

    /// The verb as a noun: "theo yêu cầu", "các đề nghị", "ý kiến chỉ đạo của".
    pub(super) fn nominal(&self, at: usize, from: usize) -> bool {
        self.noun_phrase(at, from)
            || self.is_word(at + 1, WordClass::Of)
            // "Từ chỉ đạo này, …"
            || self.is_word(at + 1, WordClass::This)
            || matches!(self.mark(at + 1), Some('.' | ';' | ')'))
            // "phê chuẩn đề nghị …"
            || at > from && self.frame(at - 1) == Some(Frame::Personnel)
            // "A đề nghị, B tiếp tục chỉ đạo …": A asks it of B.
            || self.mark(at + 1) == Some(',') && !self.asks(at, from)
    }

    /// A newspaper tells of what others order.
    fn is_media(&self, d: &Decider) -> bool {
        d.person.is_none() && d.body.and_then(|b| self.sector(b)) == Some(Sector::Media)
    }

    /// "A đề nghị, …", unlike "theo đề nghị, …".
    fn asks(&self, at: usize, from: usize) -> bool {
        self.is_usage(at, Usage::Polite) && at > from && self.decider_at(at - 1).is_some()
    }

    /// Who speaks: the nearest person, post or body before the verb with nothing but words between.
    fn speaker(&self, at: usize, from: usize) -> Option<Decider> {
        let subject = self.subject(at, from);
        if subject.is_some() {
            return subject.filter(|d| !self.is_media(d));
        }
        let pronoun = matches!(self.kind(from), Some(Kind::Honorific(_)));
        if pronoun && let Some(person) = self.topic {
            return Some(Decider { body: None, person: Some(person) });
        }
        // "Yêu cầu các sở …" at the head of a sentence goes on from the one before.
        let bullet = self.opens_line(at, from);
        let told =
            || (at + 1..at + 6).any(|n| self.decider_at(n).is_some() || self.is_word(n, WordClass::Plural));
        // "Đề nghị làm sớm”, bà A nói": A speaks, and who spoke before does not.
        let quoted = (at..at + 60)
            .take_while(|n| self.sentence_of(*n) == self.sentence_of(at))
            .find(|n| matches!(self.mark(*n), Some('“' | '”')))
            .is_some_and(|n| self.mark(n) == Some('”'));
        if quoted {
            return None;
        }
        let last = self.last_agent.filter(|d| !self.is_media(d));
        if bullet || self.carries(at, from) && told() { last } else { None }
    }

    /// The first body or person after the verb, if it stands at the beginning of what is to be done.
    fn addressee(&self, at: usize, stop: usize) -> Option<Decider> {
        for n in at..stop.min(at + 5) {
            // "Chủ tịch UBND các huyện" are many.
            if self.is_word(n + 1, WordClass::Plural)
                && matches!(self.kind(n), Some(Kind::Post(_) | Kind::Body(_)))
            {
                return None;
            }
            match self.reference(n) {
                Ref::Body(_) | Ref::Person(_) | Ref::Post(_, Some(_)) => return self.decider_at(n),
                _ => {}
            }
            if self.frame(n).is_some() || matches!(self.kind(n), Some(Kind::Other)) && n > at + 2 {
                return None;
            }
        }
        None
    }
}
