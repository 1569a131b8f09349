//! Documents with numbers, and the act of issuing them.

use super::act::Act;
use super::{Decider, Relate};
use crate::lexicon::tables::{Force, Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{Day, Document, DocumentId, Modality};

impl Relate<'_> {
    /// Documents named in a sentence; those that head a line of a list or follow "ban hành" are issued.
    pub(super) fn documents(&mut self, sentence: usize) {
        let Some(&(from, to)) = self.bounds.get(sentence) else { return };
        if !self.gist(from).document {
            return;
        }
        for at in from..to {
            let Some(Kind::Document(d)) = self.kind(at) else { continue };
            let kind = d.kind.and_then(|k| self.lexicon.doc_types.get(k)).map(|k| k.name.clone());
            let local = d.local.clone();
            let (date, after) = self.document_date(at + 1, to);
            let issuer = self.issuer(after, to).or_else(|| self.issuer_of_series(&local));
            let id = self.add_document(local, kind, date, issuer.unwrap_or_default(), at);
            let heads = self.heads_line(at, from);
            let written = at > from && self.is_word(at - 1, WordClass::Writes) && self.is_written(d.kind);
            let issued = written || self.issued_by_verb(at, from);
            // "Quyết định số … thành lập …": the act is what the decision does, not its issuing.
            let stop = self.clause_end(at, to);
            let effect = (at + 1..stop).any(|n| {
                matches!(self.frame(n), Some(Frame::Personnel | Frame::Body | Frame::Money | Frame::Retire))
                    && !self.unreal(n, from)
                    && !self.is_word(n - 1, WordClass::Noun)
            }) || self.says_act(at + 1);
            if (heads || issued) && !effect {
                let agent = if issued && !self.relative(at, from) {
                    self.agent(at, from)
                } else {
                    issuer.unwrap_or_default()
                };
                // "Thông báo số … của Hội đồng …": issued, even where the issuer is nobody we know.
                if agent.known() || heads && self.is_word(after, WordClass::Of) {
                    self.issue(id, agent, date, at, from, to);
                }
            }
        }
    }

    /// "ban hành Kế hoạch số 80 thực hiện Quyết định số 45": only the first is issued.
    fn issued_by_verb(&self, at: usize, from: usize) -> bool {
        (from..at)
            .rev()
            .take(5)
            .take_while(|n| !matches!(self.kind(*n), Some(Kind::Document(_))))
            .any(|n| self.frame(n) == Some(Frame::Document))
    }

    /// "Quyết định số … phê duyệt …", "Công văn số … chỉ đạo …": the act is what the paper says.
    fn says_act(&self, n: usize) -> bool {
        let own =
            |f| matches!(f, Frame::Thing | Frame::Sanction | Frame::Case | Frame::Deed | Frame::Instruct);
        self.frame(n).is_some_and(own)
    }

    /// "Nghị định số … do Chính phủ ban hành"
    fn relative(&self, at: usize, from: usize) -> bool {
        (from..at).rev().take(4).any(|n| self.is_word(n, WordClass::By))
    }

    /// A letter, plan or decision, not a report to somebody.
    fn is_written(&self, kind: Option<usize>) -> bool {
        let force = kind.and_then(|k| self.lexicon.doc_types.get(k)).map(|k| k.force);
        force.is_some_and(|f| !matches!(f, Force::Other | Force::Proposal))
    }

    /// Nothing but a number and a full stop before it: an item of a list of documents.
    fn heads_line(&self, at: usize, from: usize) -> bool {
        at - from <= 3 && self.opens_line(at, from)
    }

    /// Nothing but numbers and marks before it.
    pub(super) fn opens_line(&self, at: usize, from: usize) -> bool {
        (from..at).all(|n| matches!(self.kind(n), Some(Kind::Number | Kind::Punct(_))))
    }

    fn document_date(&self, at: usize, to: usize) -> (Option<Day>, usize) {
        let n = at + usize::from(self.mark(at) == Some(','));
        if n < to && matches!(self.kind(n), Some(Kind::Date(_))) { (self.day(n), n + 1) } else { (None, at) }
    }

    /// "của UBND tỉnh" after number and date.
    fn issuer(&self, at: usize, to: usize) -> Option<Decider> {
        (at < to && self.is_word(at, WordClass::Of)).then(|| self.decider_at(at + 1)).flatten()
    }

    /// Who issued another paper of the same letters: "89/TB-HĐTT" tells for "87/TB-HĐTT".
    fn issuer_of_series(&self, local: &str) -> Option<Decider> {
        let series = |l: &str| l.split_once(['/', '-']).map(|(_, letters)| letters.to_owned());
        let own = series(local)?;
        let known = self.knowledge.documents.iter();
        let body = known.filter(|d| series(&d.local).as_ref() == Some(&own)).find_map(|d| d.issuer)?;
        Some(Decider { body: Some(body), person: None })
    }

    /// The document that chunk `n` names, if it is one that is known by now.
    pub(super) fn document_at(&self, n: usize) -> Option<DocumentId> {
        let Some(Kind::Document(d)) = self.kind(n) else { return None };
        self.document_called(&d.local)
    }

    fn document_called(&self, local: &str) -> Option<DocumentId> {
        self.knowledge.documents.iter().position(|d| d.local == local).map(DocumentId)
    }

    fn add_document(
        &mut self,
        local: String,
        kind: Option<String>,
        date: Option<Day>,
        issuer: Decider,
        at: usize,
    ) -> DocumentId {
        let sentence = self.sentence_span(at);
        if let Some(id) = self.document_called(&local) {
            if let Some(d) = self.knowledge.documents.get_mut(id.0) {
                d.date = d.date.or(date);
                d.issuer = d.issuer.or(issuer.body);
                d.kind = d.kind.take().or(kind);
                if d.mentions.last() != Some(&sentence) {
                    d.mentions.push(sentence);
                }
            }
            return id;
        }
        self.knowledge.documents.push(Document {
            local,
            kind,
            date,
            issuer: issuer.body,
            about: None,
            mentions: vec![sentence],
        });
        DocumentId(self.knowledge.documents.len() - 1)
    }

    fn issue(
        &mut self,
        id: DocumentId,
        agent: Decider,
        date: Option<Day>,
        at: usize,
        from: usize,
        to: usize,
    ) {
        let stop = self.clause_end(at, to);
        let act = Act {
            action: "issue",
            modality: Modality::Issued,
            decider: agent,
            object: Some(self.object(at, stop)),
            document: Some(id),
            date,
            rule: "document-issued",
            ..Act::default()
        };
        self.add_act(act, at, from, stop);
        self.last_agent = Some(agent).filter(Decider::known).or(self.last_agent);
        self.paper = agent.body.map(|b| (id, b, self.sentence_of(at)));
    }
}
