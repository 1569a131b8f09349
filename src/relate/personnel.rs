//! Appointments, elections, approvals, dismissals: who comes, who goes, by whose act.

use super::act::Act;
use super::group::Group;
use super::{Decider, Relate, mark};
use crate::lexicon::tables::{Frame, Usage, WordClass};
use crate::model::mention::{Kind, PostBody};
use crate::model::{Attested, BodyId, Modality, PersonId, Role};

/// Posts that an act gives or takes: title, body, chunk.
type Posts = Vec<(Role, BodyId, usize)>;

impl Relate<'_> {
    /// All personnel acts of a sentence.
    pub(super) fn personnel(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if !self.some_verb(from, &[Frame::Instruct, Frame::Personnel, Frame::Retire])
            && !self.somewhere(from, WordClass::Decides)
        {
            return;
        }
        let mut at = from;
        let known = self.knowledge.decisions.len();
        let mut last = None;
        while at < to {
            let decides = self.is_word(at, WordClass::Decides) && !self.unreal(at, from);
            let acting = (decides || self.real_verb(at, from, &[Frame::Instruct])) && self.gives_post(at, to);
            // "phê chuẩn kết quả bầu": no election of its own.
            let noun =
                at > from && self.is_word(at - 1, WordClass::Report) || self.is_word(at + 1, WordClass::Of);
            if acting || !noun && self.real_verb(at, from, &[Frame::Personnel, Frame::Retire]) {
                let end = self.cluster_end(at, to);
                // "trước khi được bầu, ông A là …" tells of what was before.
                let before = (from..at).rev().take(3).any(|n| self.is_word(n, WordClass::BeforeThat));
                // "Việc phân công ông A do Sở X lo": spoken of in general.
                let matter = at == from + 1 && self.is_word(from, WordClass::Noun);
                let told = before || matter || self.epithet(at, from) || self.requested(at, from);
                if !told && !self.asked_for(at, from) {
                    self.cluster(at, end, from, to);
                    for more in self.further_posts(end, to) {
                        self.cluster(at, more, from, to);
                    }
                    last = Some((at, end));
                }
                at = end;
            } else {
                at += 1;
            }
        }
        if let Some(cluster) = last.filter(|_| self.knowledge.decisions.len() > known) {
            self.further_people(cluster, self.knowledge.decisions.len() - 1, to);
        }
    }

    /// "tờ trình về bầu bổ sung …": asked for by the paper, unless that is passed here.
    fn requested(&self, at: usize, from: usize) -> bool {
        let paper = (from..at)
            .rev()
            .take_while(|n| self.mark(*n) != Some(';'))
            .find(|n| matches!(self.kind(*n), Some(Kind::DocType(_) | Kind::Document(_))));
        let Some(paper) = paper.filter(|n| self.proposal(*n)) else { return false };
        let about = (paper..at).any(|n| self.is_word(n, WordClass::To));
        let passed = (from..paper).any(|n| self.frame(n) == Some(Frame::Thing));
        about && !passed
    }

    /// "Tổng thống đắc cử A": the verb tells which president is meant.
    fn epithet(&self, at: usize, from: usize) -> bool {
        let capital = self.words(at + 1, at + 2).chars().next().is_some_and(char::is_uppercase);
        at > from
            && self.subject_verb(at)
            && matches!(self.kind(at - 1), Some(Kind::Post(_)))
            && (self.person_at(at + 1).is_some() || matches!(self.kind(at + 1), Some(Kind::Other)) && capital)
    }

    /// "bổ nhiệm A giữ chức T; B, Phó Giám đốc X giữ chức U": after a semicolon the verb is left out.
    fn further_people(&mut self, (at, end): (usize, usize), act: usize, to: usize) {
        let action = self.cluster_action(at, end);
        let Some(decision) = self.knowledge.decisions.get(act).filter(|_| action != "dismiss") else {
            return;
        };
        let agent = Decider { body: decision.body_deciding, person: decision.person_deciding };
        let mut start = self.clause_end(end, to) + 1;
        while start < to {
            let stop = self.clause_end(start, to);
            let verb = (start..stop).any(|n| self.frame(n).is_some() || self.is_passive(n));
            let item = self.groups.iter().find(|g| g.from == start && g.to < stop).cloned();
            let Some(g) = item.filter(|g| !verb && self.is_word(g.to, WordClass::Hold)) else { return };
            let given = self.given_posts(Some(&g), g.to, stop, action, Some(Frame::Personnel));
            if given.is_empty() {
                return;
            }
            self.apply(g.person, Some(&g), &given, action, agent, (g.to, start, stop));
            start = stop + 1;
        }
    }

    /// "bầu chức danh T đối với A; chức danh U đối với B": chunks where the same verb gives another post.
    fn further_posts(&self, end: usize, to: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut stop = self.clause_end(end, to);
        while stop < to && self.is_word(stop + 1, WordClass::Office) {
            let next = self.clause_end(stop + 1, to);
            let verb = (stop + 1..next).any(|n| self.frame(n) == Some(Frame::Personnel));
            if verb || !(stop + 1..next).any(|n| self.person_at(n).is_some()) {
                break;
            }
            out.push(stop + 1);
            stop = next;
        }
        out
    }

    /// "giao quyền Giám đốc … cho ông A", "giao ông A giữ chức …"
    fn gives_post(&self, at: usize, to: usize) -> bool {
        let stop = self.clause_end(at, to);
        let direct = self.post_at(at + 1).is_some()
            && (at + 2..stop).any(|n| {
                (self.is_word(n, WordClass::For) || self.is_word(n, WordClass::Against))
                    && self.person_at(n + 1).is_some()
            });
        let group = self.groups.iter().find(|g| g.from == at + 1 && g.to <= stop);
        direct || group.is_some_and(|g| self.is_word(g.to, WordClass::Hold))
    }

    /// Verbs that go together: "điều động, bổ nhiệm", "luân chuyển và chỉ định".
    fn cluster_end(&self, at: usize, to: usize) -> usize {
        let mut end = at + 1;
        loop {
            let mut next = end;
            while next < to && (self.mark(next) == Some(',') || self.is_word(next, WordClass::And)) {
                next += 1;
            }
            if next < to && self.frame(next) == Some(Frame::Personnel) && self.same_direction(at, next) {
                end = next + 1;
            } else {
                return end;
            }
        }
    }

    fn same_direction(&self, a: usize, b: usize) -> bool {
        (self.verb_action(a) == "dismiss") == (self.verb_action(b) == "dismiss")
    }

    /// The words of one cluster run until the next one with an object of its own, or the end of the clause.
    fn region_end(&self, end: usize, to: usize) -> usize {
        let clause = self.clause_end(end, to);
        let colon = (end..clause).find(|n| {
            self.mark(*n) == Some(':')
                && !matches!(self.kind(n + 1), Some(Kind::Person(_) | Kind::Honorific(_) | Kind::Post(_)))
        });
        let clause = colon.unwrap_or(clause);
        // "thôi giữ chức … để giữ chức …": what comes after is not left.
        let leaving = self.verb_action(end - 1) == "dismiss";
        let purpose = (end..clause).find(|n| leaving && self.is_word(*n, WordClass::Purpose));
        let clause = purpose.unwrap_or(clause);
        let mut n = end;
        while n < clause {
            if self.frame(n) == Some(Frame::Personnel) && !self.is_noun(n) {
                // "bổ nhiệm ông A … được bầu …": a new verb begins a new act unless nothing stood between.
                let something = (end..n).any(|k| self.person_at(k).is_some() || self.post_at(k).is_some());
                // "điều động ông A, Giám đốc X về Huyện ủy Y, chỉ định giữ chức …": one act on one person.
                let one = self.groups.iter().filter(|g| g.at >= end && g.at < n).count() == 1
                    && !self.groups.iter().any(|g| g.at >= n && g.at < clause)
                    && !(end..n).any(|k| self.is_word(k, WordClass::Hold) || self.is_passive(k));
                let something = something && !(one && self.same_direction(end - 1, n));
                if something || !self.same_direction(end - 1, n) {
                    return n;
                }
            }
            n += 1;
        }
        clause
    }

    /// "thời hạn bổ nhiệm", "quyết định bổ nhiệm": the verb as a noun with nothing after it.
    fn is_noun(&self, n: usize) -> bool {
        self.is_word(n + 1, WordClass::Be) || matches!(self.mark(n + 1), Some('.' | ','))
    }

    /// "bầu 5 ủy viên gồm các ông A, …; B, …": a list goes on over semicolons.
    fn list_end(&self, end: usize, stop: usize, to: usize) -> usize {
        let first = self.groups.iter().find(|g| g.at >= end && g.at < stop).map_or(stop, |g| g.from);
        // "chỉ định các ông A, …; B, … và C, … tham gia …"
        let plural = self
            .groups
            .iter()
            .any(|g| g.from == first && matches!(self.kind(g.at), Some(Kind::Person(p)) if p.plural));
        let list = first < stop
            && (plural
                || (end..first).any(|n| self.is_word(n, WordClass::List) || self.mark(n) == Some(':')));
        if list { (stop..to).find(|n| self.frame(*n) == Some(Frame::Personnel)).unwrap_or(to) } else { stop }
    }

    fn cluster(&mut self, at: usize, end: usize, from: usize, to: usize) {
        if self.is_noun(end - 1) && end < to {
            return;
        }
        let stop = self.list_end(end, self.region_end(end, to), to);
        let start = self.clause_start(at, from);
        let action = self.cluster_action(at, end);
        let agent = self.deciding(at, from);
        let mut people = self.objects(at, end, stop, from);
        if people.is_empty() {
            people = self.objects_of_next(end, stop, from, to);
        }
        if people.is_empty() {
            self.unnamed(at, end, stop, action, agent);
            // "trao các quyết định của A về việc bổ nhiệm cán bộ, gồm: …": A decides what is listed.
            self.last_agent = self.source_of(at, from).or(self.last_agent);
            return;
        }
        let frame = self.frame(at);
        let next_dismisses = stop < to
            && self.frame(stop) == Some(Frame::Personnel)
            && self.verb_action(stop) == "dismiss"
            && action != "dismiss";
        let items = self.items(&people, stop);
        for (n, (person, group)) in people.into_iter().enumerate() {
            let (end, stop) = items.get(n).copied().unwrap_or((end, stop));
            let mut given = self.given_posts(group.as_ref(), end, stop, action, frame);
            if given.is_empty() && self.again(at, end) {
                given = self.beside(group.as_ref());
            }
            let moved = (end..stop).any(|n| {
                self.is_word(n, WordClass::WorkAt)
                    || (self.is_word(n, WordClass::To)
                        && (self.body_at(n + 1).is_some() || self.place_at(n + 1).is_some()))
            });
            let inside = group.as_ref().is_some_and(|g| g.at >= end);
            let all = (at..end).any(|n| self.is_usage(n, Usage::AllPosts));
            let empty = given.is_empty() && !moved && !all && (!inside || frame == Some(Frame::Retire));
            let retires = frame == Some(Frame::Retire)
                && self.subject_verb(at)
                && self.source_of(at, from).is_none()
                && !self.decreed(at, from);
            if retires && let Some(g) = &group {
                self.old_posts(g, &given, action, true, false);
            }
            if (given.is_empty() && next_dismisses) || (empty && frame != Some(Frame::Retire)) || retires {
                self.topic = Some(person);
                continue;
            }
            let agent = if agent.person == Some(person) {
                self.last_agent.filter(|a| a.person != Some(person)).unwrap_or_default()
            } else {
                agent
            };
            if frame == Some(Frame::Instruct) {
                mark(&mut self.used, at);
            }
            self.apply(person, group.as_ref(), &given, action, agent, (at, start, stop));
        }
        if agent.known() && agent.person.is_none_or(|p| self.acted.is_none_or(|(_, acted)| acted != p)) {
            self.last_agent = Some(agent);
        }
    }

    /// "miễn nhiệm chức danh T và cho thôi nhiệm vụ U đối với ông A": the second verb names whom both are about.
    fn objects_of_next(
        &self,
        end: usize,
        next: usize,
        from: usize,
        to: usize,
    ) -> Vec<(PersonId, Option<Group>)> {
        let joined = next > end
            && next < to
            && self.is_word(next - 1, WordClass::And)
            && self.frame(next) == Some(Frame::Personnel)
            && self.same_direction(end - 1, next);
        let given = (end..next).any(|n| self.post_at(n).is_some());
        if !joined || !given {
            return Vec::new();
        }
        let after = self.cluster_end(next, to);
        let stop = self.region_end(after, to);
        let mut people = self.objects(next, after, stop, from);
        people.retain(|(_, g)| g.as_ref().is_some_and(|g| g.at >= after));
        people
    }

    /// "trao quyết định nghỉ hưu cho ông A", "quyết định cho ông A, …, nghỉ hưu": a decision, not only news.
    fn decreed(&self, at: usize, from: usize) -> bool {
        let paper = at > from && matches!(self.kind(at - 1), Some(Kind::DocType(_)));
        let lets = |n: usize| {
            let group = self.groups.iter().find(|g| g.from == n + 2);
            self.is_word(n, WordClass::Decides)
                && self.is_word(n + 1, WordClass::For)
                && group.is_some_and(|g| (g.to..at).all(|k| matches!(self.kind(k), Some(Kind::Punct(_)))))
        };
        paper || (from..at).any(lets)
    }

    /// "… bổ nhiệm công tác khác, Bộ trưởng A cho rằng": the name is the subject of what follows.
    pub(super) fn goes_on_to_act(&self, g: &Group) -> bool {
        let begin = g.to + usize::from(!g.posts.is_empty() && self.mark(g.to) == Some(','));
        let sentence = self.chunks.get(g.at).map(|c| c.sentence);
        let here = |n: usize| self.chunks.get(n).map(|c| c.sentence) == sentence;
        let told = |n: usize| {
            [WordClass::Speak, WordClass::Sign, WordClass::HandOver].into_iter().any(|c| self.is_word(n, c))
        };
        let decides = |n: usize| {
            n > begin && matches!(self.frame(n), Some(Frame::Personnel | Frame::Instruct | Frame::Document))
        };
        let small = |n: usize| self.is_word(n, WordClass::Tense) || self.is_word(n, WordClass::Stop);
        let verb = (begin..begin + 4).find(|n| !here(*n) || told(*n) || decides(*n) || !small(*n));
        verb.is_some_and(|n| here(n) && (told(n) || decides(n)))
    }

    /// "bổ nhiệm lại ông A, Phó Giám đốc X": the post beside the name is given once more.
    fn again(&self, at: usize, end: usize) -> bool {
        (at..end).any(|n| self.is_usage(n, Usage::Again))
    }

    fn beside(&self, group: Option<&Group>) -> Posts {
        let Some(g) = group else { return Vec::new() };
        let post = |n: &usize| match self.post_at(*n) {
            Some((p, role, Some(body))) if !p.member && !p.former => Some((role.clone(), body, *n)),
            _ => None,
        };
        g.posts.iter().filter_map(post).take(1).collect()
    }

    /// "A, Giám đốc X giữ chức T; B, Giám đốc Y giữ chức U; …": to each what stands in the own item, from
    /// its "giữ chức" to the next name. Empty where the list is not of that kind.
    fn items(&self, people: &[(PersonId, Option<Group>)], stop: usize) -> Vec<(usize, usize)> {
        let groups: Vec<&Group> = people.iter().filter_map(|(_, g)| g.as_ref()).collect();
        if groups.len() < 2 || groups.len() != people.len() {
            return Vec::new();
        }
        let ends = groups.iter().skip(1).map(|g| g.from).chain([stop]);
        let items: Vec<(usize, usize, bool)> = groups
            .iter()
            .zip(ends)
            .map(|(g, to)| {
                let hold = (g.to..to).find(|n| self.is_word(*n, WordClass::Hold));
                (hold.unwrap_or(to), to, hold.is_some())
            })
            .collect();
        let own = items.iter().filter(|i| i.2).count();
        if own < 2 { Vec::new() } else { items.into_iter().map(|(from, to, _)| (from, to)).collect() }
    }

    /// The most telling action of a cluster: approval and election say more than transfer.
    fn cluster_action(&self, at: usize, end: usize) -> &'static str {
        let actions: Vec<&'static str> =
            (at..end).filter(|n| self.frame(*n).is_some()).map(|n| self.verb_action(n)).collect();
        ["dismiss", "elect", "approve", "appoint"]
            .into_iter()
            .find(|a| actions.contains(a))
            .unwrap_or("appoint")
    }

    /// How many of the groups after the verb the act is about.
    fn last_object(&self, inside: &[Group], first: &Group, end: usize) -> usize {
        let list = (end..first.from).any(|n| self.is_word(n, WordClass::List) || self.mark(n) == Some(':'));
        let plural = matches!(self.kind(first.at), Some(Kind::Person(p)) if p.plural);
        if list || plural {
            return inside.len();
        }
        // "chuẩn y ông A, … và ông B, …, giữ chức T"
        let pair = inside.get(1).filter(|next| {
            next.from == first.to + 1
                && self.is_word(first.to, WordClass::And)
                && matches!(self.kind(next.at), Some(Kind::Person(p)) if p.honorific)
        });
        if let Some(second) = pair {
            let comma = usize::from(self.mark(second.to) == Some(','));
            let given = self.is_word(second.to + comma, WordClass::Hold)
                || self.is_word(second.to + comma, WordClass::Into);
            if given {
                return 2;
            }
        }
        // "bầu chức danh T đối với ông A, … và bà B, …"
        let office = self.is_word(end, WordClass::Office) || self.post_at(end).is_some();
        let given = (end..first.from).any(|n| self.is_word(n, WordClass::Against));
        if !(office && given) {
            return 1;
        }
        let pairs = inside.iter().zip(inside.iter().skip(1));
        let joined = pairs.take_while(|(last, next)| {
            self.joined(Some(last), Some(next))
                && matches!(self.kind(next.at), Some(Kind::Person(p)) if p.honorific)
        });
        1 + joined.count()
    }

    /// Whom the act is about, with the group of each.
    fn objects(&self, at: usize, end: usize, stop: usize, from: usize) -> Vec<(PersonId, Option<Group>)> {
        let inside: Vec<Group> = self
            .groups
            .iter()
            .filter(|g| g.at >= end && g.at < stop && !self.replaced(g, end) && !self.owner_only(g, end))
            .take_while(|g| !self.goes_on_to_act(g))
            .cloned()
            .collect();
        // "A được bầu làm …" tells of A, whoever is named after.
        let passive = (from..at).rev().take(10).find(|n| self.is_passive(*n));
        let before = self.subject_group(at, from, passive);
        if let (Some(p), Some(g)) = (passive, before)
            && (g.to..p).all(|n| matches!(self.kind(n), Some(Kind::Other | Kind::Term)))
            && p - g.to <= 2
            && (inside.is_empty() || (p..at).all(|n| self.mark(n) != Some(';')))
        {
            return self.listed_with(g, from).into_iter().map(|g| (g.person, Some(g))).collect();
        }
        if passive.is_none() && inside.first().is_some_and(|g| self.begins_clause(g, at, end)) {
            return Vec::new();
        }
        if let Some(first) = inside.first() {
            let last = self.last_object(&inside, first, end);
            return inside.iter().take(last).map(|g| (g.person, Some(g.clone()))).collect();
        }
        if self.about_unknown(end, stop) {
            return Vec::new();
        }
        // Passive or "A thôi giữ chức", "A trúng cử": the subject before the verb.
        let passive = passive.is_some();
        let own = self.subject_verb(at) || self.stripped_of(at, end, from);
        // "A chúc mừng các nhân sự được chỉ định …": those appointed are others.
        let others = before.is_some_and(|g| {
            (g.to..at)
                .find(|n| self.is_passive(*n))
                .is_some_and(|p| (g.to..p).any(|n| self.is_word(n, WordClass::Plural)))
        });
        if others {
            return Vec::new();
        }
        if (passive || own && self.reaches(before, at))
            && let Some(g) = before
        {
            return self.listed_with(g, from).into_iter().map(|g| (g.person, Some(g))).collect();
        }
        if passive || own || end < stop && self.post_at(end).is_none() && self.continues(end) {
            // "A đọc nghị quyết về việc miễn nhiệm T": whose post it was is not said.
            if own && !passive && !self.continues(end) && !self.reaches(before, at) {
                return Vec::new();
            }
            let pronoun = (from..at).any(|n| matches!(self.kind(n), Some(Kind::Honorific(_))));
            // "Đây là nữ cán bộ đầu tiên được bổ nhiệm …" speaks of somebody, but does not say of whom.
            if before.is_none() && !pronoun && (from..at).any(|n| self.is_word(n, WordClass::Be)) {
                return Vec::new();
            }
            let carried =
                before.map(|g| g.person).or(if pronoun || self.continues(end) { self.topic } else { None });
            return carried.map(|p| (p, None)).into_iter().collect();
        }
        Vec::new()
    }

    /// "miễn nhiệm Bộ trưởng X …, Tổng Thư ký A nêu": another clause begins with the name.
    fn begins_clause(&self, g: &Group, at: usize, end: usize) -> bool {
        self.verb_action(at) == "dismiss"
            && self.post_at(end).is_some()
            && g.from > end + 1
            && self.mark(g.from - 1) == Some(',')
            && !g.posts.is_empty()
    }

    /// "miễn nhiệm T đối với ông B": about B, though nobody knows who that is.
    fn about_unknown(&self, end: usize, stop: usize) -> bool {
        (end..stop).any(|n| {
            self.is_word(n, WordClass::Against)
                && matches!(self.kind(n + 1), Some(Kind::Person(_) | Kind::Honorific(_)))
                && self.person_at(n + 1).is_none()
        })
    }

    /// "kỷ luật ông A bằng hình thức cách chức Bí thư …": A loses the post.
    fn stripped_of(&self, at: usize, end: usize, from: usize) -> bool {
        let all = (at..end).any(|n| self.is_usage(n, Usage::AllPosts));
        let punished = (from..at).any(|n| {
            self.is_word(n, WordClass::Means)
                || self.is_passive(n)
                || matches!(self.frame(n), Some(Frame::Sanction))
        });
        self.verb_action(at) == "dismiss" && (self.post_at(end).is_some() && punished || all)
    }

    /// The person of whom a verb in the passive tells: the last one named before "được", "bị", who is not
    /// only said to own something ("trong nhiệm kỳ của bà B").
    fn subject_group(&self, at: usize, from: usize, passive: Option<usize>) -> Option<&Group> {
        let limit = passive.unwrap_or(at);
        let own = |g: &&Group| g.at >= from && !(g.from > from && (self.is_word(g.from - 1, WordClass::Of)));
        let last = |end: usize| self.groups.iter().filter(|g| g.at < end).filter(own).max_by_key(|g| g.at);
        last(limit)
    }

    /// "A dự lễ trao quyết định nghỉ hưu" does not tell that A retires: only the own verb does.
    fn reaches(&self, g: Option<&Group>, at: usize) -> bool {
        g.is_none_or(|g| {
            !(g.to..at).any(|n| {
                self.tells(n)
                    || self.is_word(n, WordClass::HandOver)
                    || matches!(self.kind(n), Some(Kind::DocType(_) | Kind::Event(_)))
            })
        })
    }

    /// "Các ông, bà: A, B và C được bổ nhiệm": everybody in the list that ends with `last`.
    fn listed_with(&self, last: &Group, from: usize) -> Vec<Group> {
        let mut all = vec![last.clone()];
        while let Some(prev) = all
            .first()
            .and_then(|first| self.groups.iter().find(|g| g.at >= from && self.joined(Some(g), Some(first))))
        {
            all.insert(0, prev.clone());
        }
        all
    }

    /// "chỉ định tham gia BCH …": the object was named before.
    fn continues(&self, at: usize) -> bool {
        self.is_word(at, WordClass::Join) || self.is_word(at, WordClass::Hold)
    }

    /// "thay vị trí hiện bỏ trống của bà B": B is only said to own something.
    fn owner_only(&self, g: &Group, end: usize) -> bool {
        g.from > end && self.is_word(g.from - 1, WordClass::Of)
    }

    /// "thay ông B": B is not the object.
    fn replaced(&self, g: &Group, end: usize) -> bool {
        (end..g.from)
            .rev()
            .take(8)
            .take_while(|n| self.person_at(*n).is_none())
            .any(|n| self.is_word(n, WordClass::Replace))
    }

    /// Verbs whose subject is the person: "trúng cử", "đắc cử", "thôi giữ", "nghỉ hưu".
    pub(super) fn subject_verb(&self, at: usize) -> bool {
        self.is_usage(at, Usage::Person)
    }

    /// Posts that the act gives or takes: after "giữ chức", "làm", "tham gia", "chức danh", or right after the verb.
    fn given_posts(
        &mut self,
        group: Option<&Group>,
        end: usize,
        stop: usize,
        action: &str,
        frame: Option<Frame>,
    ) -> Posts {
        if frame == Some(Frame::Retire) {
            return Vec::new();
        }
        let mut out: Posts = Vec::new();
        let mut work: Option<BodyId> = None;
        let mut n = end;
        let mut active = group.is_none_or(|g| g.at < end) || action == "dismiss";
        // "bầu chức danh T đối với P", "giao quyền T cho P": posts before the name.
        let direct = self.is_word(end, WordClass::Office)
            || self.is_word(end, WordClass::Hold)
            || self.post_at(end).is_some()
            || matches!(self.kind(end), Some(Kind::Number));
        let before_name =
            group.is_some_and(|g| g.at >= end && !g.posts.iter().any(|p| *p < g.at && *p >= end)) && direct;
        active |= before_name;
        while n < stop {
            if group.is_some_and(|g| n == g.from.max(end) && g.at >= end) {
                let g = group.map_or(n, |g| g.to);
                active = false;
                n = g.max(n + 1);
                continue;
            }
            if self.is_word(n, WordClass::WorkAt) {
                work = (n + 1..stop.min(n + 3)).find_map(|k| self.body_at(k)).or(work);
            }
            if self.is_word(n, WordClass::Replace) {
                self.replaced_person(n, stop, &out);
                break;
            }
            if self.is_word(n, WordClass::Hold) || self.is_word(n, WordClass::Office) {
                active = true;
            }
            // "bầu ông A vào Ban Thường vụ"
            let into = action == "elect" && self.is_word(n, WordClass::Into) && self.body_at(n + 1).is_some();
            if into || self.is_word(n, WordClass::Join) {
                n = self.memberships(n + 1, stop, &mut out);
                active = true;
                continue;
            }
            // "… Thủ tướng làm Chủ tịch Ủy ban …": a post with a verb of its own begins another sentence.
            let subject = self.post_at(n).is_some() && self.is_word(n + 1, WordClass::Hold);
            if subject && !out.is_empty() {
                break;
            }
            let others = subject
                || self.groups.iter().any(|g| g.posts.contains(&n) && group.is_none_or(|own| own.at != g.at));
            if active
                && !others
                && !(n > end && self.others_post(n, !out.is_empty()))
                && let Some((post, role, body)) = self.post_at(n)
            {
                let near = self.body_near(n, stop);
                let missing = matches!(post.body, PostBody::Missing);
                let role = role.clone();
                let body = body.or(if missing { near.or(work) } else { None });
                if let Some(body) = body {
                    out.push((role, body, n));
                }
            }
            n += 1;
        }
        out
    }

    /// "theo quyết định của Bộ trưởng", "với sự thống nhất của 51/55 đại biểu": the post of those who decree or
    /// vote. "giữ chức Phó Văn phòng ĐBQH": right after a title without a body a post is a part of that title.
    fn others_post(&self, n: usize, given: bool) -> bool {
        let inside = matches!(self.kind(n - 1), Some(Kind::Post(p)) if matches!(p.body, PostBody::Missing));
        inside
            || self.is_word(n - 1, WordClass::Of)
            || given && matches!(self.kind(n - 1), Some(Kind::Number))
    }

    /// "thay ông B nghỉ hưu": B leaves the post that is given.
    fn replaced_person(&mut self, n: usize, stop: usize, given: &Posts) {
        let other = (n + 1..stop.min(n + 3)).find_map(|k| self.person_at(k));
        let own = (n + 1..stop.min(n + 6)).any(|k| self.post_at(k).is_some());
        if let (Some(person), Some((role, body, at)), false) = (other, given.last().cloned(), own) {
            self.add_holding(person, role, body, Attested::Left, None, at, "replaced");
        }
        // "thay ông B, Chánh Văn phòng …": B's own post, if it is the one that is given.
        if let (Some(person), Some((role, body, _))) = (other, given.last().cloned()) {
            let held = self
                .knowledge
                .holdings
                .iter_mut()
                .find(|h| h.person == person && h.body == body && h.role.title == role.title);
            if let Some(h) = held.filter(|h| h.attested == Attested::Held) {
                h.attested = Attested::Left;
                h.rule = "replaced";
            }
        }
    }

    /// "giữ chức Phó Giám đốc tại Sở X": the body after the post.
    fn body_near(&self, n: usize, stop: usize) -> Option<BodyId> {
        let at = n + 1;
        (at < stop && self.is_word(at, WordClass::At)).then(|| self.body_at(at + 1)).flatten()
    }

    /// "tham gia BCH Đảng bộ, Ban Thường vụ Huyện ủy": a member of each.
    fn memberships(&self, at: usize, stop: usize, out: &mut Posts) -> usize {
        let mut n = at;
        while n < stop {
            if let Some(body) = self.body_at(n) {
                out.push((self.member(), body, n));
            } else if !(self.mark(n) == Some(',') || self.is_word(n, WordClass::And)) {
                break;
            }
            n += 1;
        }
        n
    }

    /// The title of a member, as the table has it.
    fn member(&self) -> Role {
        let row = self.lexicon.roles.iter().find(|r| {
            r.class == crate::lexicon::tables::RoleClass::Member
                && r.body == crate::lexicon::tables::RoleBody::Follows
                && r.title.split(' ').count() == 2
        });
        Role { title: row.map(|r| r.title.clone()).unwrap_or_default(), seats: None }
    }

    /// Holdings and decisions of one act on one person.
    fn apply(
        &mut self,
        person: PersonId,
        group: Option<&Group>,
        given: &Posts,
        action: &'static str,
        agent: Decider,
        span: (usize, usize, usize),
    ) {
        let (at, start, stop) = span;
        self.acted = self.chunks.get(at).map(|c| (c.sentence, person));
        let attested = match action {
            "dismiss" => Attested::Left,
            "elect" => Attested::Elected,
            "approve" => Attested::Approved,
            _ => Attested::Appointed,
        };
        let goes_on = action == "appoint"
            && (at..stop)
                .any(|n| self.is_word(n, WordClass::Continue) && (self.is_word(n + 1, WordClass::Hold)));
        let attested = if goes_on { Attested::Held } else { attested };
        let told = given.iter().map(|(r, b, _)| (person, r.clone(), *b));
        if self.told_as_past(at, stop) {
            self.background.extend(told);
        } else {
            self.news.extend(told);
        }
        for (role, body, n) in given {
            if attested == Attested::Held {
                self.restore(person, role, *body);
            }
            mark(&mut self.taken, *n);
            self.add_holding(person, role.clone(), *body, attested, None, *n, "personnel-act");
            if attested == Attested::Left {
                self.drop_current(person, role, *body);
                self.leave_like(person, role, *body);
            }
        }
        if let Some(g) = group.filter(|_| !goes_on) {
            let acting = self.frame(at) == Some(Frame::Instruct);
            let moves = !acting
                && (at..stop).any(|n| {
                    self.is_word(n, WordClass::WorkAt)
                        || self.is_word(n, WordClass::To) && self.body_at(n + 1).is_some()
                });
            if !acting {
                self.old_posts(g, given, action, self.frame(at) == Some(Frame::Retire), moves);
            }
        }
        let main = given.iter().rev().find(|(_, _, n)| self.post_at(*n).is_some()).or_else(|| given.last());
        let act = Act {
            action,
            modality: Modality::Issued,
            decider: agent,
            person: Some(person),
            role: main.map(|m| m.0.clone()),
            body: main.map(|m| m.1),
            rule: "personnel-act",
            ..Act::default()
        };
        self.add_act(act, at, start, stop);
    }

    /// "Trước đó, …", "tháng 8/2015 …": the act is not the news.
    fn told_as_past(&self, at: usize, stop: usize) -> bool {
        let from = self.chunks.get(at).and_then(|c| self.bounds.get(c.sentence)).map_or(at, |b| b.0);
        let earlier = (from..at.min(from + 4)).any(|n| self.is_word(n, WordClass::Earlier));
        let year = self.default_year();
        let old = |n: usize| match self.kind(n) {
            Some(Kind::Date(d)) => d.year.is_some_and(|y| year.is_some_and(|own| y < own)),
            _ => false,
        };
        earlier || (from..stop).any(old)
    }

    /// Posts beside the name of somebody appointed elsewhere are left; seats of members are kept.
    fn old_posts(&mut self, g: &Group, given: &Posts, action: &str, retires: bool, moves: bool) {
        let leads = given.iter().any(|(_, _, n)| self.post_at(*n).is_some_and(|(p, _, _)| !p.member));
        if let Some(sentence) = self.chunks.get(g.at).map(|c| c.sentence)
            && leads
        {
            let beside = g.posts.iter().filter_map(|p| self.post_at(*p)).filter(|(p, _, _)| !p.former);
            let beside: Vec<_> =
                beside.filter_map(|(_, r, b)| Some((g.person, r.clone(), b?, sentence))).collect();
            self.priors.extend(beside);
        }
        let leaves = retires || ((leads || moves) && action != "dismiss");
        if !leaves {
            return;
        }
        for p in &g.posts {
            let Some((post, role, Some(body))) = self.post_at(*p) else { continue };
            let again = given.iter().any(|(r, b, _)| *b == body && r.title == role.title);
            // A deputy secretary keeps the seat with another office of the same unit, not when going elsewhere
            // or when made secretary.
            let deputy_secretary = post.deputy
                && self.is_party(body)
                && given.iter().any(|(_, b, _)| self.same_unit(*b, body))
                && !given.iter().any(|(_, b, n)| {
                    *b == body && self.post_at(*n).is_some_and(|(p, _, _)| !p.member && !p.deputy)
                });
            let party = given.iter().all(|(_, b, _)| self.is_party(*b) && self.same_unit(*b, body));
            let stays = post.member
                || again
                || (deputy_secretary && !retires)
                || (party && !given.is_empty() && !self.is_party(body));
            if (!stays || retires) && !post.former {
                let role = role.clone();
                if let Some(h) = self.knowledge.holdings.iter_mut().find(|h| {
                    h.person == g.person
                        && h.body == body
                        && h.role.title == role.title
                        && h.attested == Attested::Held
                }) {
                    h.attested = Attested::Left;
                    h.rule = "personnel-act";
                }
            }
        }
    }

    /// A post that goes on is held.
    fn restore(&mut self, person: PersonId, role: &Role, body: BodyId) {
        for h in &mut self.knowledge.holdings {
            if h.person == person && h.body == body && h.role.title == role.title {
                h.attested = Attested::Held;
            }
        }
    }

    /// True where two bodies serve the same unit.
    fn same_unit(&self, a: BodyId, b: BodyId) -> bool {
        let place = |x: BodyId| self.knowledge.bodies.get(x.0).and_then(|x| x.jurisdiction);
        place(a).is_some() && place(a) == place(b)
    }

    fn is_party(&self, body: BodyId) -> bool {
        self.knowledge.bodies.get(body.0).is_some_and(|b| {
            self.lexicon.heads_of(&b.kind).any(|h| {
                let committee = h.tail == crate::lexicon::tables::Tail::Bare
                    || h.rank == Some(crate::lexicon::tables::Rank::Commune);
                committee && h.sector == crate::model::Sector::Party
            })
        })
    }

    /// Somebody who leaves a post by this act does not hold it.
    fn drop_current(&mut self, person: PersonId, role: &Role, body: BodyId) {
        self.knowledge.holdings.retain(|h| {
            !(h.person == person
                && h.body == body
                && h.role.title == role.title
                && h.attested == Attested::Held)
        });
    }

    /// "miễn nhiệm Phó Chủ tịch HĐND đối với A, Phó Chủ tịch Thường trực HĐND": the fuller title of the same post.
    fn leave_like(&mut self, person: PersonId, role: &Role, body: BodyId) {
        let longer = format!("{} ", role.title);
        for h in &mut self.knowledge.holdings {
            if h.person == person
                && h.body == body
                && h.attested == Attested::Held
                && h.role.title.starts_with(&longer)
            {
                h.attested = Attested::Left;
                h.rule = "personnel-act";
            }
        }
    }

    /// Acts without a named person: "bầu Ban Chấp hành gồm 27 người".
    fn unnamed(&mut self, at: usize, end: usize, stop: usize, action: &'static str, agent: Decider) {
        let told = self.section(self.sentence_of(at)) != crate::model::Section::Title;
        let elects = action == "elect"
            && agent.known()
            && end < stop
            && told
            && !(end..stop).any(|n| self.is_word(n, WordClass::Future));
        let approved = action == "approve" && agent.known() && told;
        // "thực hiện thông báo của X về bầu …": what is carried out was decided before.
        let carried_out = self.chunks.get(at).and_then(|c| self.bounds.get(c.sentence)).is_some_and(|b| {
            (b.0..at).any(|n| {
                self.is_word(n, WordClass::Noun) && matches!(self.kind(n + 1), Some(Kind::DocType(_)))
            })
        });
        // "do HĐND bầu", "miễn nhiệm/phê chuẩn": how it is done in general.
        let general = self.mark(at.saturating_sub(1)) == Some('/')
            || (at.saturating_sub(3)..at).any(|n| self.is_word(n, WordClass::By));
        if carried_out || general {
            return;
        }
        if !elects && !approved {
            return;
        }
        let post = (end..stop).find_map(|n| self.post_at(n)).map(|(_, r, b)| (r.clone(), b));
        let body = post
            .as_ref()
            .and_then(|p| p.1)
            .or_else(|| (end..stop.min(end + 3)).find_map(|n| self.body_at(n)));
        let act = Act {
            action,
            modality: Modality::Issued,
            decider: agent,
            role: post.map(|p| p.0),
            body,
            rule: "personnel-unnamed",
            ..Act::default()
        };
        self.add_act(act, at, at, stop);
        self.last_agent = Some(agent);
    }
}
