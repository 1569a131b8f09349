//! Projects: what is to be built, where, at what cost, in which years.

use super::Relate;
use super::clause::cut;
use crate::lexicon::tables::{Frame, WordClass};
use crate::model::mention::Kind;
use crate::model::{Modality, PlaceId, Project, Section, Years};
use crate::text;

impl Relate<'_> {
    /// Projects that the article names and for which it gives a cost, a site or a period.
    pub(super) fn projects(&mut self) {
        let mut found: Vec<Project> = Vec::new();
        for s in 0..self.bounds.len() {
            let Some(&(from, to)) = self.bounds.get(s) else { continue };
            if self.section(s) != Section::Body {
                continue;
            }
            if let Some(p) = self.project_named(from, to)
                && !found.iter().any(|f| same_name(&f.name, &p.name))
            {
                found.push(p);
            }
            // What follows is about the project that the article opened with, unless it named another one.
            let Some(project) = found.last_mut() else { continue };
            self.site_of(project, from, to);
            self.cost_of(project, from, to);
            self.period_of(project, from, to);
        }
        found.retain(|p| !p.costs.is_empty() || p.site.is_some() || p.period.is_some());
        self.knowledge.projects = found;
    }

    /// "xây dựng Trung tâm hành chính huyện X đến năm 2025", "dự án nhà máy Y".
    fn project_named(&self, from: usize, to: usize) -> Option<Project> {
        if !self.somewhere(from, WordClass::Project) {
            return None;
        }
        let at =
            (from..to).find(|n| self.is_word(*n, WordClass::Project) && self.named_building(*n + 1, to))?;
        let stop = self.project_end(at + 1, to);
        let name = cut(self.words(at, stop).trim_end_matches([',', '.', ';', ' ']), 160);
        let jurisdiction = (at..stop).find_map(|n| self.place_at(n));
        (stop > at + 1).then(|| Project {
            name,
            site: None,
            jurisdiction,
            costs: Vec::new(),
            period: None,
            evidence: vec![self.sentence_span(at)],
        })
    }

    /// Something built with a name or a place: "Trung tâm hành chính … huyện X", not "xây dựng Đảng".
    fn named_building(&self, at: usize, to: usize) -> bool {
        let stop = to.min(at + 3);
        let built = (at..stop).any(|n| {
            self.is_word(n, WordClass::Building)
                || matches!(self.kind(n), Some(Kind::Place(p)) if p.site.is_some())
        });
        built && (at..to.min(at + 8)).any(|n| self.place_at(n).is_some())
    }

    fn project_end(&self, at: usize, to: usize) -> usize {
        (at..to)
            .find(|n| {
                matches!(self.mark(*n), Some(';' | '.' | ',' | ':'))
                    || self.is_word(*n, WordClass::Cost)
                    || self.is_word(*n, WordClass::Sited)
                    || self.is_word(*n, WordClass::Passive)
                    || self.frame(*n).is_some_and(|f| f != Frame::Nothing)
            })
            .unwrap_or(to)
    }

    fn site_of(&self, project: &mut Project, from: usize, to: usize) {
        if project.site.is_some() {
            return;
        }
        if let Some(at) = (from..to).find(|n| self.is_word(*n, WordClass::Sited)) {
            project.site = (at..to.min(at + 6)).find_map(|n| self.place_at(n)).map(|p: PlaceId| p);
            if project.site.is_some() {
                project.evidence.push(self.sentence_span(at));
            }
        }
    }

    fn cost_of(&self, project: &mut Project, from: usize, to: usize) {
        let Some(at) = (from..to).find(|n| self.is_word(*n, WordClass::Cost)) else { return };
        let amount = (at..to.min(at + 12)).find_map(|n| match self.kind(n) {
            Some(Kind::Amount(a)) if a.unit != "%" => Some(a.as_ref().clone()),
            _ => None,
        });
        let decided = (from..at).any(|n| self.real_verb(n, from, &[Frame::Thing, Frame::Document]));
        let force = if decided { Modality::Issued } else { Modality::Reported };
        if let Some(a) = amount
            && !project.costs.iter().any(|(c, _, _)| c.value == a.value)
        {
            project.costs.push((a, force, self.sentence_span(at)));
        }
    }

    /// "giai đoạn 2021-2025" in a sentence on the schedule.
    fn period_of(&self, project: &mut Project, from: usize, to: usize) {
        let scheduled = (from..to).any(|n| self.is_word(n, WordClass::Schedule));
        if project.period.is_some() || !scheduled {
            return;
        }
        let Some(at) = (from..to).find(|n| self.is_word(*n, WordClass::Period)) else { return };
        let years: Vec<i16> = (at..to.min(at + 4))
            .filter(|n| matches!(self.kind(*n), Some(Kind::Number)))
            .filter_map(|n| self.words(n, n + 1).parse().ok())
            .filter(|y| (1900..2100).contains(y))
            .collect();
        if let [a, b] = years.as_slice()
            && a <= b
        {
            project.period = Some((Years { from: *a, to: *b }, Modality::Reported, self.sentence_span(at)));
        }
    }
}

/// The same project under a longer or shorter name.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (text::fold(a), text::fold(b));
    a.contains(&b) || b.contains(&a)
}
