//! People with the posts that stand beside their names: "Bí thư Tỉnh ủy A", "A, Bí thư Tỉnh ủy".

use super::{Relate, mark};
use crate::lexicon::tables::{HonorificKind, WordClass};
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
        let name = next
            + usize::from(
                !before.is_empty() && self.mark(next) == Some('-') && self.person_at(next + 1).is_some(),
            );
        let elected = self.object_of_personnel(at, start);
        let name = name + if elected { 0 } else { self.colon_name(name, &before) };
        let Some(person) = self.person_at(name).filter(|_| name < end) else {
            return if before.is_empty() { at + 1 } else { next };
        };
        let mut posts = before;
        let many = self.plural_before(at, start);
        let (after, mut to) = self.posts_after(name + 1, end);
        posts.extend(after.iter().copied());
        let shared = posts.clone();
        out.push(Group { person, at: name, posts, from: at, to });
        // "2 Thứ trưởng Bộ X A, B": the posts before hold for those that follow.
        if many && after.is_empty() && !shared.is_empty() {
            while let Some((n, p)) = self.next_bare_name(to, end) {
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

    /// Length of what may part two posts of one person.
    fn separator(&self, n: usize) -> usize {
        let comma = usize::from(matches!(self.mark(n), Some(',' | '-' | '–' | '/')));
        comma + usize::from(self.is_word(n + comma, WordClass::And))
    }

    /// Posts after a name: "A, Bí thư …", "A - Bí thư …", "A (Bí thư …)". Those that another name follows
    /// at once are that one's.
    fn posts_after(&self, at: usize, end: usize) -> (Vec<usize>, usize) {
        let bracket = self.mark(at) == Some('(');
        let sep = if bracket { 1 } else { self.separator(at) };
        // After "A và" comes somebody else's post.
        let and = self.is_word(at, WordClass::And);
        if (sep == 0 && self.post_at(at).is_none()) || and {
            return (Vec::new(), at);
        }
        let (mut posts, mut to) = self.post_list(at + sep, end);
        if posts.is_empty() {
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
    fn joined(&self, a: Option<&Group>, b: Option<&Group>) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return false };
        (a.to..b.from).all(|n| self.mark(n) == Some(',') || self.is_word(n, WordClass::And)) && b.from > a.to
    }
}
