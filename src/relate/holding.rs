//! Holdings that a name and its posts attest by standing side by side, and simple sentences.

use super::change::COUNCILS;
use super::group::Group;
use super::{Relate, mark};
use crate::lexicon::classes::WordSet;
use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::tables::{Frame, Head, Tail, Trait, WordClass};
use crate::model::mention::{Kind, PostBody};
use crate::model::{Attested, Body, BodyId, Confidence, Cue, Holding, PersonId, PlaceId, Ref, Role, Sector};
use crate::text::Span;

/// The classes of words that link a name and a post.
const LINKS: WordSet = WordSet::of(&[WordClass::Be, WordClass::Hold, WordClass::Past, WordClass::Capacity]);

impl Relate<'_> {
    /// Holdings of all groups, then of sentences such as "A là …", "do A làm …", "A từng giữ chức …".
    pub(super) fn holdings(&mut self) {
        for g in self.groups.clone() {
            self.group_holdings(&g);
        }
        for s in 0..self.bounds.len() {
            self.copula(s);
        }
    }

    fn group_holdings(&mut self, g: &Group) {
        let mut former = false;
        let abroad = self.serves_abroad(g);
        for (n, at) in g.posts.iter().enumerate() {
            let Some((post, role, body)) = self.post_at(*at) else { continue };
            if abroad && body.is_some_and(|b| self.sector(b) == Some(Sector::Party)) {
                let span = post.span;
                self.abstain(span, "post-without-body", "the party is that of another country");
                continue;
            }
            let missing = matches!(post.body, PostBody::Missing);
            let body = body.or_else(|| if missing { self.missing_body(g, n) } else { None });
            // "nguyên Phó Bí thư, Chủ tịch …": a former post without a body of its own goes on.
            let open = former && !post.former;
            let attested = match (post.former || open, post.new) {
                (true, _) => Attested::Former,
                (false, true) => Attested::Appointed,
                (false, false) => Attested::Held,
            };
            // "nguyên Bí thư Huyện ủy X kiêm Chủ tịch UBND huyện"
            let joined = g.posts.get(n + 1) == Some(&(at + 2)) && self.is_word(at + 1, WordClass::And);
            former = (post.former || open) && (matches!(post.body, PostBody::Missing) || joined);
            let role = role.clone();
            let term = post.term.map(|t| crate::text::squeeze(t.of(&self.article.doc)));
            match body {
                Some(body) => {
                    if let Some(other) = self.second_council(*at, body) {
                        self.add_holding(
                            g.person,
                            role.clone(),
                            other,
                            attested,
                            None,
                            *at,
                            "name-beside-post",
                        );
                    }
                    self.add_holding(g.person, role, body, attested, term, *at, "name-beside-post");
                }
                None => {
                    if !matches!(post.body, PostBody::Missing) || self.chunks.get(*at).is_some() {
                        let span = post.span;
                        self.abstain(span, "post-without-body", "the post's body is not named");
                    }
                }
            }
        }
    }

    pub(super) fn sector(&self, body: BodyId) -> Option<Sector> {
        self.knowledge.bodies.get(body.0).map(|b| b.sector)
    }

    /// "Ủy viên Bộ Chính trị, Phó Thủ tướng Chính phủ Lào A": somebody of another state and its party.
    fn serves_abroad(&self, g: &Group) -> bool {
        let mut bodies = g.posts.iter().filter_map(|p| self.post_at(*p)).filter_map(|(_, _, b)| b);
        bodies.any(|b| self.sector(b) == Some(Sector::Foreign))
    }

    /// "Chủ tịch HĐND và UBND xã X": the same title in two councils of one unit.
    fn second_council(&self, at: usize, body: BodyId) -> Option<BodyId> {
        let joint = usize::from(self.is_word(at + 1, WordClass::And) || self.mark(at + 1) == Some(','));
        let other = self.body_at(at + 1 + joint).filter(|_| joint > 0)?;
        let council = |b: BodyId| {
            let b = self.knowledge.bodies.get(b.0)?;
            let unit = self.lexicon.heads_of(&b.kind).any(|h| h.tail == Tail::Unit);
            b.jurisdiction.filter(|_| unit && b.sector == Sector::State)
        };
        let same = council(body).is_some() && council(body) == council(other) && body != other;
        let ends = matches!(self.mark(at + 2 + joint), Some(')' | ',' | '.' | ';'))
            || self.person_at(at + 2 + joint).is_some();
        (same && ends).then_some(other)
    }

    /// The body of a post that names none: that of its neighbour in the list, or of the sentence.
    fn missing_body(&mut self, g: &Group, n: usize) -> Option<BodyId> {
        let at = *g.posts.get(n)?;
        if let Some(known) = self.said_elsewhere(g.person, at).or_else(|| self.after_comma(at)) {
            return Some(known);
        }
        if self.unknown_follows(at) {
            return None;
        }
        if let Some(only) = self.only_ministry(at) {
            return (!self.seat_taken(g.person, at, only)).then_some(only);
        }
        if self.of_ministry(at) {
            return None;
        }
        let kind = self.unit_kind(at)?;
        let neighbour = g.posts.iter().skip(n + 1).chain(g.posts.iter().take(n).rev());
        let bodies: Vec<BodyId> =
            neighbour.filter_map(|p| self.post_at(*p).and_then(|(_, _, b)| b)).collect();
        if kind == COMMITTEE {
            if let Some(committee) = bodies.iter().find_map(|b| self.committee_above(*b)) {
                return Some(committee);
            }
            let place =
                bodies.iter().find_map(|b| self.knowledge.bodies.get(b.0).and_then(|b| b.jurisdiction))?;
            return self.party_committee_of(place, at);
        }
        if kind.is_empty() {
            // "Phó Tư lệnh - Tham mưu trưởng Bộ Tư lệnh X": two posts of one command.
            let next = g.posts.get(n + 1).and_then(|p| self.post_at(*p)).and_then(|(_, _, b)| b);
            let armed =
                |b: &BodyId| self.knowledge.bodies.get(b.0).is_some_and(|b| b.sector == Sector::Armed);
            if let Some(command) = next.filter(armed) {
                return Some(command);
            }
            return self.body_before(at).or_else(|| self.body_run(g, at));
        }
        let sentence = self.chunks.get(at)?.sentence;
        let from = self.bounds.get(sentence)?.0;
        (from..at)
            .rev()
            .filter_map(|n| self.body_at(n))
            .find_map(|b| self.of_kind(b, &kind))
            .or_else(|| self.same_title(at))
    }

    /// The body itself if it is of that kind, or the body whose board it is: "Thường trực UBND thành phố".
    fn of_kind(&self, body: BodyId, kind: &str) -> Option<BodyId> {
        let is = |b: BodyId| self.knowledge.bodies.get(b.0).is_some_and(|b| b.kind == kind);
        let parent = || self.knowledge.bodies.get(body.0).and_then(|b| b.parent);
        Some(body).filter(|b| is(*b)).or_else(|| parent().filter(|p| is(*p)))
    }

    /// The body that the article gives elsewhere for the same title of the same person.
    fn said_elsewhere(&self, person: PersonId, at: usize) -> Option<BodyId> {
        let Some(Kind::Post(own)) = self.kind(at) else { return None };
        let posts = self.groups.iter().filter(|g| g.person == person).flat_map(|g| &g.posts);
        let mut bodies: Vec<BodyId> = posts
            .filter_map(|p| self.post_at(*p))
            .filter(|(_, role, _)| role.title == own.role.title)
            .filter_map(|(_, _, body)| body)
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        if let [one] = bodies.as_slice() { Some(*one) } else { None }
    }

    /// "Chỉ huy trưởng, Bộ Chỉ huy Quân sự tỉnh": the body after a comma, where nothing else follows it.
    fn after_comma(&self, at: usize) -> Option<BodyId> {
        let body = self.body_at(at + 2).filter(|_| self.mark(at + 1) == Some(','))?;
        let same = self.chunks.get(at + 3).map(|c| c.sentence) == self.chunks.get(at).map(|c| c.sentence);
        let ends = !same || matches!(self.mark(at + 3), Some('.' | ';' | ',' | ')' | ':'));
        (ends && self.has_staff(body)).then_some(body)
    }

    /// "Giám đốc BMC Việt": words that no rule knows follow, and they may be the body's name.
    fn unknown_follows(&self, at: usize) -> bool {
        let Some(next) = self
            .chunks
            .get(at + 1)
            .filter(|c| self.chunks.get(at).is_some_and(|own| own.sentence == c.sentence))
        else {
            return false;
        };
        let capital = next.span.of(&self.article.doc).chars().next().is_some_and(char::is_uppercase);
        matches!(next.kind, Kind::Other) && capital
    }

    /// "Phó Bí thư, Chủ nhiệm Ủy ban Kiểm tra Đảng ủy Khối X": the committee that the next body belongs to.
    fn committee_above(&self, body: BodyId) -> Option<BodyId> {
        let parent = self.knowledge.bodies.get(body.0)?.parent?;
        let kind = &self.knowledge.bodies.get(parent.0)?.kind;
        let party =
            |h: &Head| h.sector == Sector::Party && matches!(h.tail, Tail::Any | Tail::Bare | Tail::Unit);
        self.lexicon.heads_of(kind).any(party).then_some(parent)
    }

    /// "Sở X do Phó Giám đốc A phụ trách": the body that is run.
    fn body_run(&self, g: &Group, at: usize) -> Option<BodyId> {
        let sentence = self.chunks.get(at)?.sentence;
        let from = self.bounds.get(sentence)?.0;
        let by = g.from.checked_sub(1).filter(|n| *n > from && self.is_word(*n, WordClass::By))?;
        (from..by).rev().take(4).find_map(|n| self.body_at(n)).filter(|b| self.has_staff(*b))
    }

    /// True for titles of ministries' heads and their deputies.
    fn of_ministry(&self, at: usize) -> bool {
        let Some(Kind::Post(p)) = self.kind(at) else { return false };
        let role = self.lexicon.roles.iter().find(|r| r.title == p.role.title);
        role.is_some_and(|r| r.body == crate::lexicon::tables::RoleBody::Ministry)
    }

    /// "Đại biểu A phát biểu" at a session of a council: a member of it.
    pub(super) fn delegates(&mut self) {
        if !self.gists.iter().any(|g| g.words.has(WordClass::Delegate)) {
            return;
        }
        let only = self.only_council();
        let mut listed = false;
        for n in 0..self.chunks.len() {
            let Some(person) = self.person_at(n) else {
                // "Các đại biểu A, B và C"
                listed &= self.mark(n) == Some(',') || self.is_word(n, WordClass::And);
                continue;
            };
            let Some(chunk) = self.chunks.get(n) else { continue };
            let named = n.checked_sub(1).filter(|b| self.is_word(*b, WordClass::Delegate));
            let plain = matches!(&chunk.kind, Kind::Person(p) if !p.honorific);
            let many = named.is_some_and(|b| {
                self.is_word(b, WordClass::Group) || b > 0 && self.is_word(b - 1, WordClass::Plural)
            });
            let before = named.or(if listed && plain { Some(n) } else { None });
            listed = many || listed && before.is_some();
            let host = self
                .event_of
                .get(chunk.sentence)
                .copied()
                .flatten()
                .and_then(|e| self.knowledge.events.get(e.0))
                .filter(|e| e.kind == "session")
                .and_then(|e| e.host);
            let council = host.filter(|b| self.is_council(*b)).or(only);
            if let (Some(_), Some(body)) = (before, council)
                && let Some(role) = self.delegate_title()
            {
                self.add_holding(person, role, body, Attested::Held, None, n, "delegate");
            }
        }
    }

    /// The one council of a named unit, or Quốc hội, if the article names no other.
    fn only_council(&self) -> Option<BodyId> {
        let council = |b: &Body| {
            COUNCILS.contains(&b.kind.as_str())
                && b.sector == Sector::State
                && (b.jurisdiction.is_some() || b.kind != "hdnd")
        };
        let mut all = self.knowledge.bodies.iter().enumerate().filter(|(_, b)| council(b));
        let first = all.next()?;
        all.next().is_none().then_some(BodyId(first.0))
    }

    /// The title of a member of a council.
    pub(super) fn delegate_title(&self) -> Option<Role> {
        let council = |r: &&crate::lexicon::tables::Role| {
            r.class == crate::lexicon::tables::RoleClass::Member
                && matches!(&r.body, crate::lexicon::tables::RoleBody::Fixed(b) if b.starts_with("Quốc hội"))
        };
        self.lexicon.roles.iter().find(council).map(|r| Role { title: r.title.clone(), seats: None })
    }

    /// "Thứ trưởng A" in an article that names one ministry.
    fn only_ministry(&self, at: usize) -> Option<BodyId> {
        let Some(Kind::Post(p)) = self.kind(at) else { return None };
        let role = self.lexicon.roles.iter().find(|r| r.title == p.role.title)?;
        if role.body != crate::lexicon::tables::RoleBody::Ministry {
            return None;
        }
        let ministry = self.lexicon.heads.iter().find(|h| h.tail == Tail::Ministry)?;
        let mut found = self.knowledge.bodies.iter().enumerate().filter(|(_, b)| b.kind == ministry.key);
        let first = found.next()?;
        if found.next().is_none() {
            return Some(BodyId(first.0));
        }
        self.ministry_in_view(at, &ministry.key).or_else(|| self.same_title(at))
    }

    /// "Bộ trưởng Bộ X và Bộ trưởng A", or X has another minister in this article: A's ministry is another one.
    fn seat_taken(&self, person: PersonId, at: usize, body: BodyId) -> bool {
        let Some((post, role, _)) = self.post_at(at) else { return false };
        let held = self.knowledge.holdings.iter().any(|h| {
            h.body == body && h.person != person && h.role.title == role.title && h.attested == Attested::Held
        });
        let sentence = self.chunks.get(at).and_then(|c| self.bounds.get(c.sentence)).copied();
        let (from, to) = sentence.unwrap_or((at, at));
        let beside = (from..to).filter(|n| *n != at).any(|n| {
            self.post_at(n).is_some_and(|(_, r, b)| b == Some(body) && r.title == role.title)
                && !self.groups.iter().any(|g| g.person == person && g.posts.contains(&n))
        });
        role.seats == Some(1) && !post.former && (held || beside)
    }

    /// The one ministry that this sentence and the one before name.
    fn ministry_in_view(&self, at: usize, key: &str) -> Option<BodyId> {
        let sentence = self.chunks.get(at)?.sentence;
        let from = self.bounds.get(sentence.saturating_sub(1))?.0;
        let mut near: Vec<BodyId> = (from..at)
            .filter_map(|n| self.body_at(n))
            .filter(|b| self.knowledge.bodies.get(b.0).is_some_and(|b| b.kind == key))
            .collect();
        near.sort_unstable();
        near.dedup();
        if let [one] = near.as_slice() { Some(*one) } else { None }
    }

    /// What kind of body goes with a post's title.
    fn unit_kind(&self, at: usize) -> Option<String> {
        let Some(Kind::Post(p)) = self.kind(at) else { return None };
        let same = |r: &&crate::lexicon::tables::Role| {
            p.role.title.ends_with(&r.title) || p.role.title.starts_with(&r.title)
        };
        let mut roles = self.lexicon.roles.iter().filter(same);
        let first = roles.next()?;
        // "Phó Chủ tịch A" is a deputy of such a body as is near; "Chủ tịch A" may be known without one.
        let mut general = || roles.find(|r| p.deputy && r.title == first.title && !r.unit.is_empty());
        let role = if first.unit.is_empty() { general().unwrap_or(first) } else { first };
        Some(role.unit.clone())
    }

    /// "cán bộ của Sở X gồm: ông A - Phó Giám đốc": the body named last before, in the same sentence.
    fn body_before(&self, at: usize) -> Option<BodyId> {
        let sentence = self.chunks.get(at)?.sentence;
        let from = self.bounds.get(sentence)?.0;
        // "Bộ X có 4 Thứ trưởng"
        let fits = |b: &BodyId| self.has_staff(*b);
        let counted = at.checked_sub(1).filter(|n| *n > from && matches!(self.kind(*n), Some(Kind::Number)));
        let list = (from..at)
            .rev()
            .find(|n| self.is_word(*n, WordClass::List) || self.mark(*n) == Some(':'))
            .or(counted)?;
        let found = (from..list).rev().find_map(|n| self.body_at(n))?;
        // A board has no director: its firm has.
        let board = |b: &BodyId| {
            self.knowledge
                .bodies
                .get(b.0)
                .is_some_and(|b| self.lexicon.heads_of(&b.kind).any(|h| h.tail == Tail::Parent))
        };
        let firm = self.knowledge.bodies.get(found.0).and_then(|b| b.parent).filter(|_| board(&found));
        Some(firm.unwrap_or(found)).filter(fits)
    }

    /// True for offices, firms and the like: councils and Party committees have no directors and clerks.
    fn has_staff(&self, body: BodyId) -> bool {
        self.knowledge.bodies.get(body.0).is_some_and(|b| {
            if b.sector == Sector::Party {
                return false;
            }
            !self.lexicon.heads_of(&b.kind).any(|h| matches!(h.tail, Tail::Unit | Tail::Bare))
        })
    }

    /// The one body in which the article names the same title elsewhere: "Phó Chủ tịch B" after "Phó Chủ
    /// tịch UBND thành phố A".
    fn same_title(&self, at: usize) -> Option<BodyId> {
        let Some(Kind::Post(own)) = self.kind(at) else { return None };
        let mut bodies: Vec<BodyId> = self
            .refs
            .iter()
            .filter_map(|r| match r {
                Ref::Post(role, Some(body)) if role.title == own.role.title => Some(*body),
                _ => None,
            })
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        if let [one] = bodies.as_slice() { Some(*one) } else { None }
    }

    /// The Party committee of a place; added where the article has only named the place's other organs.
    fn party_committee_of(&mut self, place: PlaceId, at: usize) -> Option<BodyId> {
        let sentence = self.sentence_span(at);
        let p = self.knowledge.places.get(place.0)?;
        let (_, head) = self.lexicon.party_committee(&p.name)?;
        let shown = |name: &str| {
            if head.tail == Tail::Bare { self.lexicon.short_place(name).to_owned() } else { name.to_owned() }
        };
        let name = format!("{} {}", head.name, shown(&p.name));
        let written = p.written.as_ref().map(|w| format!("{} {}", head.name, shown(w)));
        if let Some(n) = self.knowledge.bodies.iter().position(|b| b.name == name) {
            return Some(BodyId(n));
        }
        self.knowledge.bodies.push(Body {
            name,
            written,
            kind: head.key.clone(),
            sector: head.sector,
            jurisdiction: Some(place),
            cue: Cue::Nearest,
            parent: None,
            mentions: vec![sentence],
        });
        Some(BodyId(self.knowledge.bodies.len() - 1))
    }

    /// "A là Bí thư …", "do A làm Trưởng đoàn", "A từng giữ chức …", "A giữ chức …".
    fn copula(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if self.somewhere_of(from, &LINKS) {
            self.linked_posts(from, to);
        }
        if let Some(p) = (from..to).find_map(|n| self.person_at(n)) {
            self.topic = Some(p);
        }
    }

    fn linked_posts(&mut self, from: usize, to: usize) {
        let personnel = (from..to).any(|n| matches!(self.frame(n), Some(Frame::Personnel | Frame::Retire)));
        let mut subject: Option<PersonId> = None;
        let mut past = false;
        let mut at = from;
        while at < to {
            if let Some(p) = self.person_at(at) {
                subject = Some(p);
            } else if matches!(self.kind(at), Some(Kind::Honorific(_))) && subject.is_none() {
                subject = self.topic;
            }
            past |= self.is_word(at, WordClass::Past) || self.is_word(at, WordClass::BeforeThat);
            // "từng là Bí thư …, nay là Phó Chủ tịch …"
            past &= !self.is_word(at, WordClass::Now);
            if self.is_word(at, WordClass::Capacity)
                && let Some(end) = self.in_capacity(at, from, to)
            {
                at = end;
                continue;
            }
            let link = self.is_word(at, WordClass::Be)
                || self.is_word(at, WordClass::Hold)
                || self.is_word(at, WordClass::Past);
            // "Trước đó A là Phó Giám đốc …"
            let past = past || self.is_word(from, WordClass::Earlier) && self.is_word(at, WordClass::Be);
            let by = link && self.by_before(at, from);
            // "do X làm Chủ tịch" tells of X only, whoever is named before.
            let subject = if by && !self.named_since_by(at, from) { None } else { subject };
            if link && (!personnel || past || by) {
                let first = self.first_post(at + 1, to, past);
                let (posts, end) = self.career(first, to, past);
                // "khi đang giữ chức Phó Chủ tịch UBND xã, ông A đã …": the name comes after.
                let end = self.past_bracket(end, to);
                let after = (past && self.mark(end) == Some(',') && end + 1 < to)
                    .then(|| self.named_or_meant(end + 1, at, from))
                    .flatten();
                let subject = subject.or(after);
                let free = posts.iter().all(|p| !self.taken.get(*p).copied().unwrap_or(true));
                if let (Some(person), false, true) = (subject, posts.is_empty(), free) {
                    let pronoun = (at.saturating_sub(2)..at)
                        .any(|n| n >= from && matches!(self.kind(n), Some(Kind::Honorific(_))));
                    let direct = by || past || self.near(person, at, from) || at == from + 1 || pronoun;
                    if direct {
                        self.copula_posts(person, &posts, past, at);
                        at = end;
                        continue;
                    }
                }
            }
            at += 1;
        }
    }

    /// "Với cương vị Phó Chủ tịch UBND tỉnh nhiệm kỳ 2006-2011, ông A đã …": a post held at the time of which
    /// the sentence tells; a period that is named and over makes it a former one. The chunk after the name.
    fn in_capacity(&mut self, at: usize, from: usize, to: usize) -> Option<usize> {
        let (posts, end) = self.post_list(at + 1, to);
        let close = self.past_bracket(end, to);
        let named = self.mark(close) == Some(',') && close + 1 < to;
        let person = named.then(|| self.named_or_meant(close + 1, at, from)).flatten()?;
        let free = posts.iter().all(|p| !self.taken.get(*p).copied().unwrap_or(true));
        if posts.is_empty() || !free {
            return None;
        }
        let over = close > end || posts.iter().any(|p| self.term_over(*p));
        self.copula_posts(person, &posts, over, at);
        Some(close + 2)
    }

    /// The person named at chunk `n`, or the one whom "ông", "bà" there means: the last one named before `at`.
    fn named_or_meant(&self, n: usize, at: usize, from: usize) -> Option<PersonId> {
        let last = || (from..at).rev().find_map(|k| self.person_at(k)).or(self.topic);
        match self.kind(n) {
            Some(Kind::Honorific(_)) => last(),
            _ => self.person_at(n),
        }
    }

    /// True where the term of the post at chunk `n` ended before the article's year; in an undated article,
    /// before a later term that it names began.
    fn term_over(&self, n: usize) -> bool {
        let Some((_, end)) = self.post_term(n) else { return false };
        let later =
            || (0..self.chunks.len()).filter_map(|k| self.post_term(k)).any(|(begin, _)| begin >= end);
        self.article.published.map_or_else(later, |d| end < i32::from(d.year))
    }

    /// First and last year of the term of the post at chunk `n`.
    fn post_term(&self, n: usize) -> Option<(i32, i32)> {
        let Some(Kind::Post(post)) = self.kind(n) else { return None };
        let words = post.term?.of(&self.article.doc);
        let mut years = words
            .split(|c: char| !c.is_ascii_digit())
            .filter(|y| y.len() == 4)
            .filter_map(|y| y.parse::<i32>().ok());
        years.next().zip(years.next())
    }

    fn copula_posts(&mut self, person: PersonId, posts: &[usize], past: bool, at: usize) {
        let work = self.body_before_verb(at);
        let before = self.told_before(at);
        for p in posts {
            // "nhận bằng khen của Thủ tướng": the post of the giver.
            let giver = *p > at && self.is_word(p - 1, WordClass::Of);
            // "trong thời gian làm Chủ tịch UBND các huyện": of no particular one.
            if self.is_word(p + 1, WordClass::Plural) || giver {
                continue;
            }
            let Some((post, role, body)) = self.post_at(*p).filter(|(p, _, _)| !p.new) else { continue };
            // "Trước khi được bầu, A là Tỉnh ủy viên, Giám đốc …": a seat is kept, an office is left.
            let kept = before && post.member;
            let attested = if (past && !kept) || post.former { Attested::Former } else { Attested::Held };
            let term = post.term.map(|t| crate::text::squeeze(t.of(&self.article.doc)));
            let role = role.clone();
            // "Phó Giám đốc rồi Giám đốc Sở X"
            let next = self
                .is_word(p + 1, WordClass::Then)
                .then(|| self.post_at(p + 2).and_then(|(_, _, b)| b))
                .flatten();
            if let Some(body) = body.or(next).or(work) {
                self.add_holding(person, role, body, attested, term, *p, "copula");
                mark(&mut self.taken, *p);
            }
        }
    }

    /// True in a sentence that says what somebody was before the act it reports.
    fn told_before(&self, at: usize) -> bool {
        let from = self.chunks.get(at).and_then(|c| self.bounds.get(c.sentence)).map_or(at, |b| b.0);
        (from..at).any(|n| self.is_word(n, WordClass::BeforeThat))
    }

    /// "Đoàn công tác … do A làm Trưởng đoàn": the body led.
    fn body_before_verb(&self, at: usize) -> Option<BodyId> {
        let sentence = self.chunks.get(at)?.sentence;
        let from = self.bounds.get(sentence)?.0;
        let by = (from..at).rev().find(|n| self.is_word(*n, WordClass::By))?;
        // "Ban Bí thư quyết định ban lễ tang … do A làm Trưởng ban": the body that decides is another one.
        let led = (from..by).rev().take_while(|n| {
            self.frame(*n).is_none()
                && !matches!(self.kind(*n), Some(Kind::DocType(_)))
                && !self.is_word(*n, WordClass::Decides)
        });
        led.into_iter().find_map(|n| self.body_at(n))
    }

    /// True where a person is named between "do" and the verb at `at`.
    fn named_since_by(&self, at: usize, from: usize) -> bool {
        let Some(by) = (from..at).rev().take(6).find(|n| self.is_word(*n, WordClass::By)) else {
            return false;
        };
        (by..at).any(|n| self.person_at(n).is_some() || matches!(self.kind(n), Some(Kind::Honorific(_))))
    }

    fn by_before(&self, at: usize, from: usize) -> bool {
        (from..at).rev().take(6).any(|n| self.is_word(n, WordClass::By))
    }

    /// Posts of one list; those of a career may stand between semicolons.
    fn career(&self, at: usize, to: usize, past: bool) -> (Vec<usize>, usize) {
        let (mut posts, mut end) = self.post_list(at, to);
        let part = |end: usize| {
            let close = self.past_bracket(end, to);
            let mark = self.mark(close) == Some(';') || close > end && self.mark(close) == Some(',');
            (mark && close + 1 < to && self.post_at(close + 1).is_some()).then_some(close + 1)
        };
        while let Some(next) = part(end).filter(|_| past && !posts.is_empty()) {
            let (more, next) = self.post_list(next, to);
            if self.person_at(next).is_some() && next < to {
                break;
            }
            posts.extend(more);
            end = next;
        }
        (posts, end)
    }

    /// Where the posts begin after "là", "giữ", "từng": past "các chức vụ", "một", and in the past also
    /// "nhiều vị trí như:".
    fn first_post(&self, at: usize, to: usize, past: bool) -> usize {
        let near = at + self.link_length(at, to);
        if !past || self.post_at(near).is_some() {
            return near;
        }
        let between = |n: usize| {
            matches!(self.kind(n), Some(Kind::Other | Kind::Word(_) | Kind::Punct(':' | ',')))
                && !self.is_word(n, WordClass::Negation)
        };
        // "nhiều vị trí từ cấp cơ sở như …": whatever stands before the word that opens the list.
        let listed = (at..to.min(at + 14)).find(|n| {
            self.post_at(n + 1).is_some() && (self.is_word(*n, WordClass::List) || self.mark(*n) == Some(':'))
        });
        let named = |n: usize| self.person_at(n).is_some() || self.mark(n) == Some(';');
        if let Some(open) = listed.filter(|l| !(at..*l).any(named)) {
            return open + 1;
        }
        (at..to.min(at + 14))
            .take_while(|n| self.post_at(*n).is_some() || between(*n))
            .find(|n| self.post_at(*n).is_some())
            .unwrap_or(near)
    }

    /// Words between the verb and the first post: "các chức vụ", "một".
    fn link_length(&self, at: usize, to: usize) -> usize {
        (at..to.min(at + 4))
            .take_while(|n| {
                self.is_word(*n, WordClass::Office)
                    || self.is_word(*n, WordClass::Plural)
                    || self.is_word(*n, WordClass::List)
                    || self.is_word(*n, WordClass::Hold)
                    || self.is_word(*n, WordClass::Be)
                    || matches!(self.mark(*n), Some(':'))
            })
            .count()
    }

    /// True where the person's name (with its posts) ends right before `at`, a few words allowed.
    fn near(&self, person: PersonId, at: usize, from: usize) -> bool {
        let end = self
            .groups
            .iter()
            .filter(|g| g.person == person && g.from >= from && g.to <= at)
            .map(|g| g.to)
            .max();
        end.is_some_and(|e| {
            let e = self.past_bracket(e, at);
            at - e <= 3
                && (e..at)
                    .all(|n| matches!(self.kind(n), Some(Kind::Other | Kind::Word(_) | Kind::Punct(','))))
        })
    }

    /// The chunk after "(SN 1960)" at `from`, where it closes before `to`.
    fn past_bracket(&self, from: usize, to: usize) -> usize {
        if self.mark(from) != Some('(') {
            return from;
        }
        (from + 1..to.min(from + 12)).find(|n| self.mark(*n) == Some(')')).map_or(from, |n| n + 1)
    }

    /// Adds a holding once; a stronger attestation of the same post replaces a weaker one.
    #[expect(clippy::too_many_arguments, reason = "a holding has that many parts")]
    pub(super) fn add_holding(
        &mut self,
        person: PersonId,
        role: Role,
        body: BodyId,
        attested: Attested,
        term: Option<String>,
        chunk: usize,
        rule: &'static str,
    ) {
        let evidence: Span = self.sentence_span(chunk);
        if self.of_the_state(body) && self.foreign(person) {
            let span = self.chunks.get(chunk).map_or(evidence, |c| c.span);
            self.abstain(span, "foreign-name", "the name is foreign, and no country is named");
            return;
        }
        let same = |h: &&mut Holding| h.person == person && h.role.title == role.title && h.body == body;
        if let Some(old) =
            self.knowledge.holdings.iter_mut().find(|h| same(h) && h.attested.status() == attested.status())
        {
            old.term = old.term.take().or(term);
            return;
        }
        self.knowledge.holdings.push(Holding {
            person,
            role,
            body,
            attested,
            observed: None,
            term,
            evidence,
            rule,
            confidence: Confidence(if rule == "name-beside-post" { 980 } else { 930 }),
        });
    }

    /// "Jozef Walkowiak": most words of the name are spelt as no Vietnamese syllable is. Names of the highlands have
    /// some of those too.
    fn foreign(&self, person: PersonId) -> bool {
        let name = self.knowledge.people.get(person.0).map_or("", |p| p.name.as_str());
        let words = name.split_whitespace().count();
        name.split_whitespace().filter(|word| Gazetteer::is_highland_word(word)).count() * 2 > words
    }

    /// A body at the head of Việt Nam: that is what "Thủ tướng" and "Bộ trưởng Ngoại giao" mean without a country.
    fn of_the_state(&self, body: BodyId) -> bool {
        let Some(body) = self.knowledge.bodies.get(body.0) else { return false };
        let head = |h: &Head| h.is(Trait::Supreme) || h.tail == Tail::Ministry;
        body.jurisdiction.is_none() && self.lexicon.heads_of(&body.kind).any(head)
    }
}

/// The table's word for a Party committee.
pub(super) const COMMITTEE: &str = "cap-uy";
