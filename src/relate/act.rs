//! Decisions and statements: the parts that all kinds of acts share.

use super::{Decider, Relate};
use crate::lexicon::tables::{Force, Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{Amount, BodyId, Day, Decision, DocumentId, Modality, PersonId, PlaceId, Role, Section};

/// An act under construction.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) action: &'static str,
    pub(super) modality: Modality,
    pub(super) decider: Decider,
    pub(super) object: Option<String>,
    pub(super) person: Option<PersonId>,
    pub(super) role: Option<Role>,
    pub(super) body: Option<BodyId>,
    pub(super) place: Option<PlaceId>,
    pub(super) document: Option<DocumentId>,
    pub(super) date: Option<Day>,
    pub(super) amount: Option<Amount>,
    pub(super) form: Option<String>,
    pub(super) rule: &'static str,
}

/// Ends of the numbers of central papers.
const CENTRAL: [&str; 4] = ["-TTg", "-CP", "/TW", "-TW"];

impl Default for Act {
    fn default() -> Self {
        Self {
            action: "other",
            modality: Modality::Issued,
            decider: Decider::default(),
            object: None,
            person: None,
            role: None,
            body: None,
            place: None,
            document: None,
            date: None,
            amount: None,
            form: None,
            rule: "act",
        }
    }
}

impl Relate<'_> {
    /// All acts, sentence by sentence.
    pub(super) fn acts(&mut self) {
        for s in 0..self.bounds.len() {
            // The headline says again what the text says in full.
            if self.section(s) == Section::Title && self.bounds.len() > 1 {
                continue;
            }
            self.heading(s);
            self.conclusion(s);
            self.documents(s);
            self.transfers(s);
            self.announced(s);
            self.personnel(s);
            self.sanctions(s);
            self.changes(s);
            self.things(s);
            self.papers(s);
            self.deeds(s);
            self.instructions(s);
            self.reports(s);
            self.follow(s);
        }
        self.lineage_links();
        self.decisions_once();
    }

    /// "Bắc Kạn: Ngày …" in a round-up: what was said of another province does not go on here.
    fn heading(&mut self, sentence: usize) {
        let Some(&(from, _)) = self.bounds.get(sentence) else { return };
        if self.place_at(from).is_some() && self.mark(from + 1) == Some(':') {
            self.last_agent = None;
            self.paper = None;
        }
    }

    /// "trao các quyết định của A về công tác cán bộ", "A quyết định ông B thôi …": what follows is decided by A.
    fn announced(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if !self.somewhere(from, WordClass::Decides) {
            return;
        }
        let decree = |n: &usize| {
            matches!(self.kind(*n), Some(Kind::DocType(_))) && self.is_word(*n, WordClass::Decides)
        };
        let Some(at) = (from..to).find(decree) else { return };
        let named = self.is_word(at + 1, WordClass::Of).then(|| self.decider_at(at + 2)).flatten();
        let handed = (from..at)
            .rev()
            .take(3)
            .any(|n| self.is_word(n, WordClass::HandOver) || self.frame(n) == Some(Frame::Award));
        let before = (from..at).rev().find(|n| !self.small_word(*n)).and_then(|n| self.decider_at(n));
        let found = named.or(before).or_else(|| if handed { self.subject(at, from) } else { None });
        self.last_agent = found.or(self.last_agent);
    }

    /// "Phát biểu kết luận, A nhấn mạnh: …": what follows in the paragraph is what A decides.
    fn conclusion(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        let paragraph = self.paragraph_of(sentence);
        let bullet = matches!(self.kind(from), Some(Kind::Number | Kind::Punct('-' | '+' | '*')));
        if let Some((d, p)) = self.concluding
            && p != paragraph
        {
            // The items of a list stand in paragraphs of their own.
            self.concluding = bullet.then_some((d, paragraph));
        }
        let colon = (from..to).find(|n| {
            let told = || *n > from && (self.speaking(*n - 1) || self.frame(*n - 1) == Some(Frame::Instruct));
            self.mark(*n) == Some(':') && (*n + 1 == to || told())
        });
        let Some(colon) = colon else { return };
        if let Some(agent) = self.subject(colon, from) {
            self.concluding = Some((agent, paragraph));
            self.last_agent = Some(agent);
        }
    }

    fn speaking(&self, n: usize) -> bool {
        self.is_word(n, WordClass::Speak) || self.is_word(n, WordClass::Present)
    }

    /// True where the sentence belongs to somebody's conclusions, after the words that name them.
    pub(super) fn concludes(&self, at: usize) -> Option<Decider> {
        let paragraph =
            self.chunks.get(at).and_then(|c| self.sentences.get(c.sentence)).map(|s| s.paragraph)?;
        self.concluding.filter(|(_, p)| *p == paragraph).map(|(d, _)| d)
    }

    /// Remembers who was spoken of, for the sentences that follow.
    fn follow(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        // Words under a picture are an aside.
        if self.section(sentence) == Section::Caption {
            return;
        }
        let acted = self.acted.filter(|(s, _)| *s == sentence).map(|(_, p)| p);
        let first = || self.groups.iter().find(|g| g.at >= from && g.at < to).map(|g| g.person);
        self.topic = acted.or_else(first).or(self.topic);
    }

    /// Somebody of whom the article tells no post decides nothing in public affairs.
    fn private(&self, d: Decider) -> bool {
        d.body.is_none() && d.person.is_some_and(|p| !self.knowledge.holdings.iter().any(|h| h.person == p))
    }

    /// Adds an act found at chunk `at` in the clause `start..stop`.
    pub(super) fn add_act(&mut self, act: Act, at: usize, start: usize, stop: usize) {
        if self.private(act.decider) {
            return;
        }
        let evidence = self.quote(at, start, stop);
        let sentence = self.sentence_of(at);
        let (from, to) = self.bounds.get(sentence).copied().unwrap_or((start, stop));
        let event = self.event_of.get(sentence).copied().flatten();
        if let Some(person) = act.decider.person
            && self.acted.is_none_or(|(s, _)| s != sentence)
        {
            self.acted = Some((sentence, person));
        }
        let document = act
            .document
            .or_else(|| self.decree_in(start, stop, act.decider))
            .or_else(|| self.paper_of(&act, sentence));
        let decreed = document.and_then(|d| self.knowledge.documents.get(d.0)).and_then(|d| d.date);
        let date = act
            .date
            .or(decreed)
            .or_else(|| self.date_in(from, to).map(|d| d.0))
            .or_else(|| self.same_day(from, to))
            .or_else(|| self.loose_date(from, at))
            .or_else(|| event.and_then(|e| self.knowledge.events.get(e.0)).and_then(|e| e.date));
        let object = act.object.unwrap_or_else(|| self.object(at, stop));
        self.knowledge.decisions.push(Decision {
            action: act.action,
            modality: act.modality,
            body_deciding: act.decider.body,
            person_deciding: act.decider.person,
            object,
            person: act.person,
            role: act.role,
            body: act.body,
            place: act.place.or_else(|| (at..stop).find_map(|n| self.place_at(n))),
            document,
            date,
            deadline: self.deadline(at, stop),
            amount: act.amount.or_else(|| self.amount_in(at, stop)),
            form: act.form,
            term: None,
            event,
            evidence,
            rule: act.rule,
        });
    }

    /// The paper that an instruction stands in: one just issued by the same body ("Theo đó, … yêu cầu …").
    fn paper_of(&self, act: &Act, sentence: usize) -> Option<DocumentId> {
        let (document, body, issued) = self.paper?;
        let same = act.decider.body == Some(body) && act.decider.person.is_none();
        let near = sentence > issued && sentence <= issued + 12;
        (act.action == "instruct" && act.modality == Modality::Assigned && same && near).then_some(document)
    }

    /// The decision or resolution whose number stands in the clause of an act.
    fn decree_in(&self, from: usize, to: usize, decider: Decider) -> Option<DocumentId> {
        self.document_at((from..to).find(|n| self.decrees(*n, decider))?)
    }

    /// A decree is a decision or resolution of the decider's own level, not the law that it rests on.
    fn decrees(&self, n: usize, decider: Decider) -> bool {
        let Some(Kind::Document(d)) = self.kind(n) else { return false };
        let row = d.kind.and_then(|k| self.lexicon.doc_types.get(k));
        let bare = !d.local.contains(['/', '-']);
        let decides = row.is_some_and(|r| r.force == Force::Decree);
        let law = row.is_some_and(|r| r.force == Force::Law);
        let basis = n > 0 && self.is_word(n - 1, WordClass::According) && self.is_legal_basis(n);
        let central = CENTRAL.iter().any(|c| d.local.ends_with(c));
        let local = decider
            .body
            .and_then(|b| self.knowledge.bodies.get(b.0))
            .is_some_and(|b| b.jurisdiction.is_some());
        let elsewhere = law || basis || (central && local);
        (decides || !bare) && !elsewhere
    }

    /// "thực hiện Nghị quyết số …": the document is carried out, not made.
    fn is_legal_basis(&self, n: usize) -> bool {
        n > 0 && self.is_word(n - 1, WordClass::Noun)
    }

    /// "trước ngày 31/7/2019": the date after a word for "before".
    fn deadline(&self, from: usize, to: usize) -> Option<Day> {
        (from..to)
            .find(|n| self.is_word(*n, WordClass::Before))
            .and_then(|n| matches!(self.kind(n + 1), Some(Kind::Date(_))).then(|| self.day(n + 1)).flatten())
    }

    pub(super) fn amount_in(&self, from: usize, to: usize) -> Option<Amount> {
        (from..to).find_map(|n| match self.kind(n) {
            Some(Kind::Amount(a)) if a.unit != "%" => Some(a.as_ref().clone()),
            _ => None,
        })
    }

    /// The same act told twice (in the lead and again below) is one act: the fuller telling stays.
    fn decisions_once(&mut self) {
        let all = std::mem::take(&mut self.knowledge.decisions);
        let mut kept: Vec<Decision> = Vec::new();
        for d in all {
            let twin = kept.iter_mut().find(|k| same_act(k, &d));
            match twin {
                Some(k) if fullness(&d) > fullness(k) => *k = d,
                Some(_) => {}
                None => kept.push(d),
            }
        }
        // "thực hiện quy trình bầu Phó Chủ tịch" is the election of whom the text names afterwards.
        let named = |d: &Decision| {
            kept.iter()
                .any(|k| k.action == d.action && k.person.is_some() && k.role == d.role && k.body == d.body)
        };
        let told: Vec<bool> =
            kept.iter().map(|d| d.rule == "personnel-unnamed" && d.role.is_some() && named(d)).collect();
        let mut told = told.into_iter();
        kept.retain(|_| !told.next().unwrap_or(false));
        self.knowledge.decisions = kept;
    }
}

/// Same action on the same person and post, or the same words.
fn same_act(a: &Decision, b: &Decision) -> bool {
    // Charge and sentence are acts of their own beside the arrest.
    let step = |d: &Decision| ["charge", "sentence"].into_iter().find(|s| *s == d.rule);
    if a.action != b.action || a.modality != b.modality || step(a) != step(b) {
        return false;
    }
    match (a.person, b.person) {
        (Some(x), Some(y)) if x == y => {
            let post = |d: &Decision| d.role.as_ref().map(|r| r.title.clone());
            let compatible = |x: &Option<String>, y: &Option<String>| x.is_none() || y.is_none() || x == y;
            compatible(&post(a), &post(b)) && (a.body == b.body || a.body.is_none() || b.body.is_none())
        }
        (None, None) => a.object == b.object && a.body_deciding == b.body_deciding,
        _ => false,
    }
}

fn fullness(d: &Decision) -> usize {
    usize::from(d.role.is_some()) * 4
        + usize::from(d.rule == "sanction") * 2
        + usize::from(d.body.is_some()) * 2
        + usize::from(d.body_deciding.is_some() || d.person_deciding.is_some()) * 2
        + usize::from(d.document.is_some())
        + usize::from(d.date.is_some())
}
