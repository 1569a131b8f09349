//! Holdings that a name and its posts attest by standing side by side, and simple sentences.

use super::group::Group;
use super::{Relate, mark};
use crate::lexicon::tables::{Frame, Tail, WordClass};
use crate::model::mention::{Kind, PostBody};
use crate::model::{Attested, Body, BodyId, Confidence, Cue, Holding, PersonId, PlaceId, Role};
use crate::text::Span;

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
        for (n, at) in g.posts.iter().enumerate() {
            let Some((post, role, body)) = self.post_at(*at) else { continue };
            let missing = matches!(post.body, PostBody::Missing);
            let body = body.or_else(|| if missing { self.missing_body(g, n) } else { None });
            // "nguyên Phó Bí thư, Chủ tịch …": a former post without a body of its own goes on.
            let open = former && !post.former;
            let attested = if post.former || open { Attested::Former } else { Attested::Held };
            former = (post.former || open) && matches!(post.body, PostBody::Missing);
            let role = role.clone();
            let term = post.term.map(|t| crate::text::squeeze(t.of(&self.article.doc)));
            match body {
                Some(body) => self.add_holding(g.person, role, body, attested, term, *at, "name-beside-post"),
                None => {
                    if !matches!(post.body, PostBody::Missing) || self.chunks.get(*at).is_some() {
                        let span = post.span;
                        self.abstain(span, "post-without-body", "the post's body is not named");
                    }
                }
            }
        }
    }

    /// The body of a post that names none: that of its neighbour in the list, or of the sentence.
    fn missing_body(&mut self, g: &Group, n: usize) -> Option<BodyId> {
        let at = *g.posts.get(n)?;
        if let Some(only) = self.only_ministry(at) {
            return Some(only);
        }
        let kind = self.unit_kind(at)?;
        let neighbour = g.posts.iter().skip(n + 1).chain(g.posts.iter().take(n).rev());
        let bodies: Vec<BodyId> =
            neighbour.filter_map(|p| self.post_at(*p).and_then(|(_, _, b)| b)).collect();
        if kind == COMMITTEE {
            let place =
                bodies.iter().find_map(|b| self.knowledge.bodies.get(b.0).and_then(|b| b.jurisdiction))?;
            return self.party_committee_of(place, at);
        }
        if kind.is_empty() {
            return self.body_before(at);
        }
        let sentence = self.chunks.get(at)?.sentence;
        let from = self.bounds.get(sentence)?.0;
        (from..at)
            .rev()
            .filter_map(|n| self.body_at(n))
            .find(|b| self.knowledge.bodies.get(b.0).is_some_and(|b| b.kind == kind))
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
        found.next().is_none().then_some(BodyId(first.0))
    }

    /// What kind of body goes with a post's title.
    fn unit_kind(&self, at: usize) -> Option<String> {
        let Some(Kind::Post(p)) = self.kind(at) else { return None };
        let role = self
            .lexicon
            .roles
            .iter()
            .find(|r| p.role.title.ends_with(&r.title) || p.role.title.starts_with(&r.title))?;
        Some(role.unit.clone())
    }

    /// "cán bộ của Sở X gồm: ông A - Phó Giám đốc": the body named last before, in the same sentence.
    fn body_before(&self, at: usize) -> Option<BodyId> {
        let sentence = self.chunks.get(at)?.sentence;
        let from = self.bounds.get(sentence)?.0;
        // "Bộ X có 4 Thứ trưởng"
        let counted = at.checked_sub(1).filter(|n| *n > from && matches!(self.kind(*n), Some(Kind::Number)));
        let list = (from..at)
            .rev()
            .find(|n| self.is_word(*n, WordClass::List) || self.mark(*n) == Some(':'))
            .or(counted)?;
        (from..list).rev().find_map(|n| self.body_at(n))
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
            let link = self.is_word(at, WordClass::Be)
                || self.is_word(at, WordClass::Hold)
                || self.is_word(at, WordClass::Past);
            let by = link && self.by_before(at, from);
            if link && (!personnel || past || by) {
                let first = self.first_post(at + 1, to, past);
                let (posts, end) = self.career(first, to, past);
                let free = posts.iter().all(|p| !self.taken.get(*p).copied().unwrap_or(true));
                if let (Some(person), false, true) = (subject, posts.is_empty(), free) {
                    let direct = by || past || self.near(person, at, from) || at == from + 1;
                    if direct {
                        self.copula_posts(person, &posts, past, at);
                        at = end;
                        continue;
                    }
                }
            }
            at += 1;
        }
        if let Some(p) = (from..to).find_map(|n| self.person_at(n)) {
            self.topic = Some(p);
        }
    }

    fn copula_posts(&mut self, person: PersonId, posts: &[usize], past: bool, at: usize) {
        let work = self.body_before_verb(at);
        let before = self.told_before(at);
        for p in posts {
            let Some((post, role, body)) = self.post_at(*p) else { continue };
            // "Trước khi được bầu, A là Tỉnh ủy viên, Giám đốc …": a seat is kept, an office is left.
            let kept = before && post.member;
            let attested = if (past && !kept) || post.former { Attested::Former } else { Attested::Held };
            let term = post.term.map(|t| crate::text::squeeze(t.of(&self.article.doc)));
            let role = role.clone();
            if let Some(body) = body.or(work) {
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
        (from..by).rev().find_map(|n| self.body_at(n))
    }

    fn by_before(&self, at: usize, from: usize) -> bool {
        (from..at).rev().take(6).any(|n| self.is_word(n, WordClass::By))
    }

    /// Posts of one list; those of a career may stand between semicolons.
    fn career(&self, at: usize, to: usize, past: bool) -> (Vec<usize>, usize) {
        let (mut posts, mut end) = self.post_list(at, to);
        while past && !posts.is_empty() && self.mark(end) == Some(';') && self.post_at(end + 1).is_some() {
            let (more, next) = self.post_list(end + 1, to);
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
        (at..to.min(at + 8))
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
            at - e <= 3
                && (e..at)
                    .all(|n| matches!(self.kind(n), Some(Kind::Other | Kind::Word(_) | Kind::Punct(','))))
        })
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
}

/// The table's word for a Party committee.
pub(super) const COMMITTEE: &str = "cap-uy";
