//! One seat, one holder: of two people whom an article seems to give the same seat, the better founded one.
//!
//! "Cảm ơn ông A, Bí thư Tỉnh ủy nói …" looks like a name with its title. Where "Bí thư Tỉnh ủy B" stands
//! elsewhere in the article, A has no such seat. The weaker holding becomes an abstention.

use super::Relate;
use super::group::Group;
use crate::lexicon::tables::{Tail, WordClass};
use crate::model::mention::{Kind, PostBody, UnitRef};
use crate::model::{Attested, Holding, PersonId};
use crate::text::fold;

/// How well the words found a holding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Footing {
    /// By a sentence, or by a title between two names.
    Told,
    /// By a list of titles on either side of the name.
    Listed,
    /// By a title right before the name.
    Titled,
}

impl Relate<'_> {
    /// Drops the weaker of two holders of one seat.
    pub(super) fn contested_seats(&mut self) {
        let footing: Vec<Option<(Footing, bool)>> =
            self.knowledge.holdings.iter().map(|h| self.seated(h).then(|| self.footing(h))).collect();
        let lost: Vec<bool> = footing.iter().enumerate().map(|(n, f)| self.loses(n, *f, &footing)).collect();
        let gone = self.knowledge.holdings.iter().zip(&lost).filter(|(_, lost)| **lost);
        let spans: Vec<_> = gone.map(|(h, _)| h.evidence).collect();
        for span in spans {
            self.abstain(span, "seat-taken", "the article names another holder of the same seat");
        }
        let mut lost = lost.into_iter();
        self.knowledge.holdings.retain(|_| !lost.next().unwrap_or(false));
    }

    /// True for what somebody holds now and nobody else can.
    fn seated(&self, h: &Holding) -> bool {
        h.attested == Attested::Held && h.role.seats == Some(1) && h.term.is_none()
    }

    /// True where another person holds the seat of holding `n` on a better footing, or on the same one where
    /// the place of neither is named.
    fn loses(&self, n: usize, own: Option<(Footing, bool)>, all: &[Option<(Footing, bool)>]) -> bool {
        let (Some(own), Some(h)) = (own, self.knowledge.holdings.get(n)) else { return false };
        self.knowledge.holdings.iter().zip(all).any(|(other, footing)| {
            let rival = other.body == h.body
                && other.role.title == h.role.title
                && !self.same_name(other.person, h.person);
            let stronger = footing.is_some_and(|f| f > own || f == own && own == (Footing::Titled, false));
            rival && stronger
        })
    }

    /// True for one person, and for two spellings of one name.
    fn same_name(&self, a: PersonId, b: PersonId) -> bool {
        let name = |p: PersonId| {
            let name = self.knowledge.people.get(p.0).map(|p| fold(&p.name)).unwrap_or_default();
            name.replace(' ', "")
        };
        let (x, y) = (name(a), name(b));
        a == b || x.ends_with(&y) || y.ends_with(&x) || x.starts_with(&y) || y.starts_with(&x)
    }

    /// The best footing of a holding, and whether the words name the place of the body.
    fn footing(&self, h: &Holding) -> (Footing, bool) {
        let own = self.groups.iter().filter(|g| g.person == h.person);
        let posts = own.flat_map(|g| g.posts.iter().map(move |p| (g, *p)));
        posts
            .filter(|(_, p)| self.post_at(*p).is_some_and(|(_, role, _)| role.title == h.role.title))
            .filter(|(_, p)| self.post_at(*p).and_then(|(_, _, b)| b).is_none_or(|b| b == h.body))
            .map(|(g, p)| (self.stands(g, p), self.names_unit(p)))
            .max()
            .unwrap_or((Footing::Told, false))
    }

    /// How the title at chunk `p` stands to the name of the group.
    fn stands(&self, g: &Group, p: usize) -> Footing {
        if p > g.at {
            let end = g.posts.iter().copied().max().unwrap_or(p) + 1;
            return if self.spoken_about(g, end) { Footing::Told } else { Footing::Listed };
        }
        // "A, Chủ tịch UBND tỉnh B phát biểu": the title may be that of either.
        let first = g.posts.iter().copied().min().unwrap_or(p).min(g.from);
        let between = first.checked_sub(2).is_some_and(|n| {
            self.person_at(n).is_some()
                && self.mark(n + 1) == Some(',')
                && self.sentence_of(n) == self.sentence_of(p)
        });
        match (between, p + 1 == g.at) {
            (true, _) => Footing::Told,
            (false, true) => Footing::Titled,
            (false, false) => Footing::Listed,
        }
    }

    /// "Cảm ơn ông A, Bí thư Tỉnh ủy nói …": a verb right after the titles, and the name is what another
    /// verb or noun before it is about.
    fn spoken_about(&self, g: &Group, end: usize) -> bool {
        let inside = |n: usize| self.sentence_of(n) == self.sentence_of(g.at) && n < self.chunks.len();
        let goes_on =
            inside(end) && matches!(self.kind(end), Some(Kind::Other | Kind::Verb(_) | Kind::Word(_)));
        let before = g.from.checked_sub(1).filter(|n| inside(*n));
        let said = |n: usize| self.is_word(n, WordClass::According) || self.is_word(n, WordClass::By);
        let about = before.is_some_and(|n| self.mark(n).is_none() && !said(n));
        goes_on && about
    }

    /// True where the words of the title say of which unit its body is.
    fn names_unit(&self, p: usize) -> bool {
        let Some((post, ..)) = self.post_at(p) else { return false };
        let named = |u: &UnitRef| matches!(u, UnitRef::Named(_));
        match &post.body {
            PostBody::Body(b) => {
                let whole = self.lexicon.heads.get(b.head).is_some_and(|h| {
                    matches!(h.tail, Tail::None | Tail::Ministry | Tail::Name | Tail::Number | Tail::Country)
                });
                whole || named(&b.unit) || b.parents.iter().any(|p| named(&p.unit))
            }
            PostBody::Unit(_, u) => named(u),
            PostBody::Country(_) => true,
            PostBody::Missing => false,
        }
    }
}
