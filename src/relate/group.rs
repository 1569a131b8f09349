//! People with the posts that stand beside their names: "Bí thư Tỉnh ủy A", "A, Bí thư Tỉnh ủy".

use super::{Relate, mark};
use crate::lexicon::tables::{HonorificKind, RoleBody, RoleClass, WordClass};
use crate::model::PersonId;
use crate::model::mention::Kind;

/// A person and the chunks of posts beside the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Who.
    pub(super) person: PersonId,
    /// Chunk of the name.
    pub(super) at: usize,
    /// Chunks of the posts.
    pub(super) posts: Vec<usize>,
    /// First chunk of the whole.
    pub(super) from: usize,
    /// One past the last chunk.
    pub(super) to: usize,
}

impl Relate<'_> {
    /// Finds the groups of every sentence.
    pub(super) fn groups(&mut self) {
        for (from, to) in self.bounds.clone() {
            let mut out = Vec::new();
            let mut at = from;
            while at < to {
                at = self.group(at, from, to, &mut out).max(at + 1);
            }
            self.share_plural(&mut out);
            self.share_heading(from, to, &mut out);
            self.groups.extend(out);
        }
        for g in &self.groups {
            for p in &g.posts {
                mark(&mut self.taken, *p);
            }
        }
    }

    /// One group that begins at `at`; the chunk after it.
    fn group(&self, at: usize, start: usize, end: usize, out: &mut Vec<Group>) -> usize {
        if self.post_at(at).is_none() && self.person_at(at).is_none() {
            return at + 1;
        }
        let (before, next) =
            if self.post_at(at).is_some() { self.post_list(at, end) } else { (Vec::new(), at) };
        let next = if before.is_empty() { next } else { self.past_aside(next, end) };
        let others = self.of_another(&before).max(self.of_delegator(&before, start));
        let before = before.get(others..).unwrap_or_default().to_vec();
        let at = before.first().copied().unwrap_or(at);
        let name = next
            + usize::from(
                !before.is_empty() && self.mark(next) == Some('-') && self.person_at(next + 1).is_some(),
            );
        // "hai cựu Chủ tịch huyện (ông A và ông B)"
        let bracketed = !before.is_empty() && self.mark(name) == Some('(') && self.names_in_bracket(name);
        let name = name + usize::from(bracketed);
        let name = name + usize::from(self.comma_name(name, &before, at, start));
        let elected = self.object_of_personnel(at, start);
        let colon = if elected { 0 } else { self.colon_name(name, &before) };
        let name = name + colon;
        let Some(person) = self.person_at(name).filter(|_| name < end) else {
            return if before.is_empty() { at + 1 } else { next };
        };
        let mut posts = before;
        let many = bracketed || self.plural_before(at, start);
        let (after, mut to) = self.posts_after(name + 1, end);
        posts.extend(after.iter().copied());
        let shared = posts.clone();
        out.push(Group { person, at: name, posts, from: at, to });
        // "2 Thứ trưởng Bộ X A, B": the posts before hold for those that follow.
        if many && after.is_empty() && !shared.is_empty() {
            while let Some((n, p)) = self.next_listed(to, end, bracketed || colon > 0) {
                let (own, stop) = self.posts_after(n + 1, end);
                if !own.is_empty() {
                    break;
                }
                out.push(Group { person: p, at: n, posts: shared.clone(), from: n, to: stop });
                to = stop;
            }
        }
        to
    }

    /// "Thừa ủy quyền của Bộ trưởng Bộ X, Thứ trưởng A": how many of the posts before a name are not that
    /// person's, since nobody heads a body and is its deputy too.
    fn of_another(&self, posts: &[usize]) -> usize {
        let told = |n: usize| {
            let (post, role, body) = self.post_at(n)?;
            let row = self.lexicon.roles.iter().find(|r| r.title == role.title)?;
            (!post.former && !post.new).then_some((row, body))
        };
        let clash = |(first, second): (&usize, &usize)| match (told(*first), told(*second)) {
            (Some((a, Some(body))), Some((b, other))) => {
                let ministry = a.body == RoleBody::Ministry && b.body == RoleBody::Ministry;
                (a.class, b.class) == (RoleClass::Head, RoleClass::Deputy)
                    && other.map_or(ministry, |o| o == body)
            }
            _ => false,
        };
        posts.iter().zip(posts.iter().skip(1)).rposition(clash).map_or(0, |n| n + 1)
    }

    /// "Thừa ủy quyền của Thủ tướng, Bí thư Tỉnh ủy A", "nhận quyết định của Thủ tướng, Chủ tịch UBND tỉnh A": 1
    /// where the first post is that of the one who decides.
    fn of_delegator(&self, posts: &[usize], start: usize) -> usize {
        let Some(first) = posts.first().filter(|p| posts.len() > 1 && **p > start + 1) else { return 0 };
        let behind = self.is_word(first - 2, WordClass::According)
            || matches!(self.kind(first - 2), Some(Kind::DocType(_) | Kind::Document(_)));
        usize::from(behind && self.is_word(first - 1, WordClass::Of))
    }

    /// "Giám đốc Sở X, ông A, cho biết": a comma may part a title from the name that it announces, where another
    /// comma or a verb closes the name.
    fn comma_name(&self, at: usize, before: &[usize], first: usize, start: usize) -> bool {
        if before.is_empty() || self.mark(at) != Some(',') || self.person_at(at + 1).is_none() {
            return false;
        }
        let member = before.iter().any(|p| self.post_at(*p).is_none_or(|(_, _, b)| b.is_none()));
        let after = at + 2;
        let closed = self.mark(after) == Some(',')
            && self.person_at(after + 1).is_none()
            && !matches!(self.kind(after + 1), Some(Kind::Post(_)))
            || self.is_passive(after)
            || self.is_word(after, WordClass::Speak);
        // "theo kết luận của Thủ tướng, ông A đề nghị": somebody else's title.
        if first > start && self.prepositional(first - 1) {
            return false;
        }
        // In a list of names the title belongs to the name before it.
        let listed = (start..first).rev().take(3).any(|n| self.person_at(n).is_some());
        closed && !member && !listed
    }

    /// True where a bracket holds nothing but names.
    fn names_in_bracket(&self, open: usize) -> bool {
        let close = (open + 1..open + 12).find(|n| self.mark(*n) == Some(')'));
        close.is_some_and(|c| {
            self.person_at(open + 1).is_some()
                && (open + 1..c).all(|n| {
                    self.person_at(n).is_some()
                        || self.mark(n) == Some(',')
                        || self.is_word(n, WordClass::And)
                })
        })
    }

    /// "Các ủy viên Trung ương Đảng: Bộ trưởng X A, Bộ trưởng Y B": the posts before the colon are those of
    /// everybody in the list, which a semicolon ends.
    fn share_heading(&self, from: usize, to: usize, groups: &mut [Group]) {
        for at in from + 1..to {
            if !self.is_word(at - 1, WordClass::Plural) || self.post_at(at).is_none() {
                continue;
            }
            let (posts, end) = self.post_list(at, to);
            let first = groups.iter().position(|g| g.from > end);
            let listed = self.mark(end) == Some(':')
                && first.and_then(|f| groups.get(f)).is_some_and(|g| g.from == end + 1);
            if !listed {
                continue;
            }
            let stop = (end..to).find(|n| self.mark(*n) == Some(';')).unwrap_or(to);
            for g in groups.iter_mut().filter(|g| g.from > end && g.from < stop) {
                let own = std::mem::replace(&mut g.posts, posts.clone());
                g.posts.extend(own.into_iter().filter(|p| !posts.contains(p)));
            }
        }
    }

    /// "bầu 5 ủy viên UBND gồm các ông …": the posts are what the verb gives.
    fn object_of_personnel(&self, at: usize, start: usize) -> bool {
        (start..at).rev().take(3).any(|n| self.frame(n) == Some(crate::lexicon::tables::Frame::Personnel))
    }

    /// "Phó Chủ tịch gồm: A, B": a colon or list word between the posts and the first name.
    fn colon_name(&self, at: usize, before: &[usize]) -> usize {
        let mut skip = 0;
        if before.is_empty() {
            return 0;
        }
        // ", gồm các ông:", "là các ông, bà:", ":"
        let plural = |n: usize| match self.kind(n) {
            Some(Kind::Honorific(row)) => {
                self.lexicon.honorifics.get(*row).is_some_and(|h| h.kind == HonorificKind::Plural)
            }
            _ => false,
        };
        let opens = |n: usize| self.is_word(n, WordClass::List) || self.mark(n) == Some(':') || plural(n);
        let part = |n: usize| {
            opens(n)
                || self.mark(n) == Some(',')
                || self.is_word(n, WordClass::Be)
                || matches!(self.kind(n), Some(Kind::Honorific(_)))
        };
        while skip < 6 && part(at + skip) {
            skip += 1;
        }
        if !(at..at + skip).any(opens) {
            return 0;
        }
        if skip > 0 && self.person_at(at + skip).is_some() { skip } else { 0 }
    }

    /// A number or plural before the posts: several people share them.
    fn plural_before(&self, at: usize, start: usize) -> bool {
        let before = at.checked_sub(1).filter(|b| *b >= start);
        let listed = (at..at + 6)
            .take_while(|n| self.person_at(*n).is_none())
            .any(|n| self.is_word(n, WordClass::List) || self.mark(n) == Some(':'));
        listed
            || before.is_some_and(|b| {
                matches!(self.kind(b), Some(Kind::Number)) || self.is_word(b, WordClass::Plural)
            })
    }

    /// The next name of a list: without honorific, or in brackets with one.
    fn next_listed(&self, at: usize, end: usize, bracketed: bool) -> Option<(usize, PersonId)> {
        let n = at + usize::from(self.mark(at) == Some(',') || self.is_word(at, WordClass::And));
        let named = bracketed && n > at && n < end;
        named.then(|| self.person_at(n)).flatten().map(|p| (n, p)).or_else(|| self.next_bare_name(at, end))
    }

    fn next_bare_name(&self, at: usize, end: usize) -> Option<(usize, PersonId)> {
        let comma = usize::from(matches!(self.mark(at), Some(',' | ';')));
        let and = usize::from(self.is_word(at + comma, WordClass::And));
        let n = at + comma + and;
        let plain = matches!(self.kind(n), Some(Kind::Person(p)) if !p.honorific);
        (comma + and > 0 && n < end && plain).then(|| self.person_at(n)).flatten().map(|p| (n, p))
    }

    /// Posts one after another: their chunks and the chunk after them.
    pub(super) fn post_list(&self, at: usize, end: usize) -> (Vec<usize>, usize) {
        let mut posts = Vec::new();
        let mut n = at;
        let mut to = at;
        while n < end && self.post_at(n).is_some() {
            posts.push(n);
            to = n + 1;
            n = to;
            if matches!(self.kind(n), Some(Kind::Term)) {
                n += 1;
                to = n;
            }
            // "(mới)", a term in brackets and the like are part of the post's words already.
            n += self.separator(n);
        }
        (posts, to)
    }

    /// The chunk after a bracket that holds no title and no name: "(SN 1968)", "(trái)".
    fn past_aside(&self, at: usize, end: usize) -> usize {
        if self.mark(at) != Some('(') {
            return at;
        }
        let close = (at + 1..end.min(at + 14)).find(|n| self.mark(*n) == Some(')'));
        match close {
            Some(c) if (at + 1..c).all(|n| self.post_at(n).is_none() && self.person_at(n).is_none()) => c + 1,
            _ => at,
        }
    }

    /// Length of an age, a year of birth or a rank with the comma after it: "31 tuổi,", "SN 1968,", "Thiếu tướng,".
    fn age(&self, at: usize) -> usize {
        let part = |n: usize| {
            matches!(self.kind(n), Some(Kind::Number | Kind::Date(_) | Kind::Honorific(_)))
                || self.is_word(n, WordClass::Age)
        };
        let len = (at..at + 5).take_while(|n| part(*n)).count();
        let told = (at..at + len)
            .any(|n| self.is_word(n, WordClass::Age) || matches!(self.kind(n), Some(Kind::Honorific(_))));
        let closed = matches!(self.mark(at + len), Some(',' | ';' | '-'));
        if told && closed { len + 1 } else { 0 }
    }

    /// Length of what may part two posts of one person.
    fn separator(&self, n: usize) -> usize {
        let comma = usize::from(matches!(self.mark(n), Some(',' | '-' | '–' | '/')));
        comma
            + usize::from(self.is_word(n + comma, WordClass::And) || self.is_word(n + comma, WordClass::Then))
    }

    /// Posts after a name: "A, Bí thư …", "A - Bí thư …", "A (Bí thư …)". Those that another name follows
    /// at once are that one's.
    fn posts_after(&self, at: usize, end: usize) -> (Vec<usize>, usize) {
        let at = self.past_aside(at, end);
        let bracket = self.mark(at) == Some('(');
        let sep = if bracket { 1 } else { self.separator(at) };
        let sep = sep + if sep > 0 { self.age(at + sep) } else { 0 };
        // After "A và" comes somebody else's post.
        let and = self.is_word(at, WordClass::And);
        if (sep == 0 && self.post_at(at).is_none()) || and {
            return (Vec::new(), at);
        }
        let (mut posts, mut to) = self.post_list(at + sep, end);
        if posts.is_empty() {
            return (Vec::new(), at);
        }
        // "Theo ông A, Chủ tịch UBND tỉnh đã kết luận": what A says begins with somebody's title.
        let told = at >= 2 && self.mark(at) == Some(',') && self.is_word(at - 2, WordClass::According);
        if told && to < end && self.mark(to).is_none() {
            return (Vec::new(), at);
        }
        // "… cho ông A, Chủ tịch nước nêu rõ": whoever speaks is another than the one who is given something.
        let given = [WordClass::For, WordClass::Against, WordClass::With];
        let object = at >= 2 && given.into_iter().any(|c| self.is_word(at - 2, c));
        if object && self.mark(at) == Some(',') && to < end && self.is_word(to, WordClass::Speak) {
            return (Vec::new(), at);
        }
        if self.person_at(to).is_some() && to < end {
            let Some(cut) = self.next_owner(&posts) else { return (Vec::new(), at) };
            posts.truncate(cut);
            to = posts.last().map_or(at, |p| p + 1);
        } else if bracket && self.mark(to) == Some(')') {
            to += 1;
        }
        (posts, to)
    }

    /// How many posts of a list belong to the name before it when a name follows too: all but those after
    /// the last comma or "và".
    fn next_owner(&self, posts: &[usize]) -> Option<usize> {
        (posts.len() > 1).then(|| posts.len() - 1)
    }

    /// "các ông A, B và C, Phó Chủ tịch …": the last one's posts are everybody's.
    fn share_plural(&self, groups: &mut [Group]) {
        let mut n = 0;
        while n < groups.len() {
            let plural =
                groups.get(n).is_some_and(|g| matches!(self.kind(g.at), Some(Kind::Person(p)) if p.plural));
            let mut last = n;
            if plural {
                while last + 1 < groups.len() && self.joined(groups.get(last), groups.get(last + 1)) {
                    last += 1;
                    if groups.get(last).is_some_and(|g| !g.posts.is_empty()) {
                        break;
                    }
                }
                let all_bare = groups.get(n..last).is_some_and(|g| g.iter().all(|g| g.posts.is_empty()));
                let posts = groups.get(last).map(|g| g.posts.clone()).unwrap_or_default();
                if all_bare && last > n {
                    for g in groups.iter_mut().take(last).skip(n) {
                        g.posts.clone_from(&posts);
                    }
                }
            }
            n = last + 1;
        }
    }

    /// True where only commas and "và" stand between two groups.
    pub(super) fn joined(&self, a: Option<&Group>, b: Option<&Group>) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return false };
        (a.to..b.from).all(|n| self.mark(n) == Some(',') || self.is_word(n, WordClass::And)) && b.from > a.to
    }
}
