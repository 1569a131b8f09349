//! Is the graph as the model says? Runs the checks of `queries/checks/` and reports what they find.
//!
//! A check is a SPARQL file whose rows are faults; it says nothing where all is well. It never changes
//! the graph.

mod touched;

use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError};
use oxrdf::Term;

use crate::store::{Graph, StoreError};
pub use touched::touched;

/// A check that comes with the tool.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// The file's name without `.rq`.
    pub name: &'static str,
    /// Text of the file.
    pub text: &'static str,
}

macro_rules! checks {
    ($($name:literal),* $(,)?) => {
        &[$(Check { name: $name, text: include_str!(concat!("../queries/checks/", $name, ".rq")) }),*]
    };
}

/// All checks, in the order in which they run. A new check is a file in `queries/checks/` and its name here.
pub const CHECKS: &[Check] = checks![
    "abstention",
    "agenda-item",
    "amount",
    "article",
    "attendee-group",
    "attestation",
    "attestation-date",
    "attestation-status",
    "body",
    "body-agreement",
    "body-cycle",
    "change",
    "claim",
    "concept",
    "decision",
    "decision-announcer",
    "district-abolished",
    "document",
    "document-agreement",
    "document-quoted",
    "event",
    "event-attendee",
    "evidence-article",
    "holding-ends",
    "membership",
    "membership-post",
    "merger-parts",
    "participation",
    "naming",
    "period",
    "person",
    "person-quoted",
    "place",
    "place-agreement",
    "place-cycle",
    "place-levels",
    "post",
    "project",
    "public-organisation",
    "quote",
    "quote-length",
    "quote-title",
    "renaming",
    "seat-conflict",
    "share",
    "site",
    "two-places",
];

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The structure is broken: the graph must not be used.
    Violation,
    /// Worth a look.
    Warning,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Name of the check.
    pub check: &'static str,
    /// The shape of `ontology/shapes.ttl` that it belongs to.
    pub shape: String,
    /// What is wrong, in words.
    pub message: String,
    /// The thing that is wrong.
    pub focus: String,
    /// The value that is wrong, or more words.
    pub detail: String,
}

/// All faults, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The faults: violations first.
    pub findings: Vec<Finding>,
    /// How many checks ran.
    pub checks: usize,
}

impl Report {
    /// The number of faults of that severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }

    /// True where there is no violation; warnings do not matter.
    #[must_use]
    pub fn conforms(&self) -> bool {
        self.count(Severity::Violation) == 0
    }
}

/// A check itself is wrong, or the store cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ValidateError {
    /// A header line is missing or wrong.
    #[error("queries/checks/{check}.rq: {problem}")]
    Header {
        /// The check.
        check: &'static str,
        /// What was expected.
        problem: String,
    },
    /// Not SPARQL.
    #[error("queries/checks/{check}.rq is not a SPARQL query")]
    Syntax {
        /// The check.
        check: &'static str,
        /// Where and why.
        #[source]
        source: Box<SparqlSyntaxError>,
    },
    /// Not a SELECT.
    #[error("queries/checks/{check}.rq must be a SELECT of ?focus and ?detail")]
    NotSelect {
        /// The check.
        check: &'static str,
    },
    /// The store cannot be read.
    #[error(transparent)]
    Read(StoreError),
    /// The query fails while it runs.
    #[error("the check {check} failed")]
    Evaluation {
        /// The check.
        check: &'static str,
        /// Why.
        #[source]
        source: QueryEvaluationError,
    },
}

/// Runs [`CHECKS`] over a graph.
///
/// # Errors
/// A check is wrong, or the store cannot be read.
pub fn run(graph: &Graph) -> Result<Report, ValidateError> {
    run_checks(graph, CHECKS)
}

/// Runs some checks over a graph.
///
/// # Errors
/// A check is wrong, or the store cannot be read.
pub fn run_checks(graph: &Graph, checks: &[Check]) -> Result<Report, ValidateError> {
    let mut findings = Vec::new();
    for check in checks {
        findings.extend(faults(graph, *check)?);
    }
    findings.sort();
    findings.dedup();
    Ok(Report { findings, checks: checks.len() })
}

fn faults(graph: &Graph, check: Check) -> Result<Vec<Finding>, ValidateError> {
    let Check { name, text } = check;
    let (severity, shape, message) = header(check)?;
    let syntax = |e| ValidateError::Syntax { check: name, source: Box::new(e) };
    let failed = |source| ValidateError::Evaluation { check: name, source };
    let query = SparqlEvaluator::new().parse_query(text).map_err(syntax)?;
    let QueryResults::Solutions(rows) = graph.run(query).map_err(failed)? else {
        return Err(ValidateError::NotSelect { check: name });
    };
    let (shape, message) = (&shape, &message);
    rows.map(|row| {
        let row = row.map_err(failed)?;
        let (shape, message) = (shape.clone(), message.clone());
        let (focus, detail) = (words(row.get("focus")), words(row.get("detail")));
        Ok(Finding { severity, check: name, shape, message, focus, detail })
    })
    .collect()
}

/// Severity, shape and message of a check.
fn header(check: Check) -> Result<(Severity, String, String), ValidateError> {
    let wrong = |problem: String| ValidateError::Header { check: check.name, problem };
    let value = |key: &str| {
        let lines = check.text.lines().take_while(|l| l.starts_with('#'));
        let mut values = lines.filter_map(|l| l.trim_start_matches('#').trim().strip_prefix(key));
        values.find(|v| v.starts_with(char::is_whitespace)).map(|v| v.trim().to_owned())
    };
    let severity = match value("severity").as_deref() {
        Some("violation") => Severity::Violation,
        Some("warning") => Severity::Warning,
        other => {
            let found = other.unwrap_or("nothing");
            return Err(wrong(format!(
                "expected `# severity violation` or `# severity warning`, found {found}"
            )));
        }
    };
    let message = value("message").ok_or_else(|| wrong("expected a line `# message WORDS`".into()))?;
    Ok((severity, value("shape").unwrap_or_default(), message))
}

fn words(term: Option<&Term>) -> String {
    match term {
        None => String::new(),
        Some(Term::NamedNode(node)) => node.as_str().to_owned(),
        Some(Term::BlankNode(node)) => node.to_string(),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use oxrdf::{GraphName, Literal, NamedNode, Quad};

    use super::*;

    const CHECK: Check = Check {
        name: "age",
        text: "# title Tuổi / Age\n# severity violation\n# shape vk:AgeShape\n# message an age is negative\n\
               SELECT ?focus ?detail { ?focus <http://example.org/age> ?detail FILTER(?detail < 0) }",
    };

    fn ages(ages: &[i32]) -> Graph {
        let node = |n: &str| NamedNode::new(format!("http://example.org/{n}")).unwrap();
        let quad = |(n, age): (usize, &i32)| {
            let (s, g) = (node(&format!("p{n}")), GraphName::NamedNode(node("g")));
            Quad::new(s, node("age"), Literal::from(*age), g)
        };
        Graph::from_quads(ages.iter().enumerate().map(quad)).unwrap()
    }

    #[test]
    fn a_fault_is_reported_once_with_its_words() {
        let report = run_checks(&ages(&[3, -1]), &[CHECK]).unwrap();
        assert!(!report.conforms());
        let [fault] = report.findings.as_slice() else { panic!("{report:?}") };
        assert_eq!((fault.focus.as_str(), fault.detail.as_str()), ("http://example.org/p1", "-1"));
        assert_eq!((fault.shape.as_str(), fault.message.as_str()), ("vk:AgeShape", "an age is negative"));
    }

    #[test]
    fn a_sound_graph_conforms() {
        let report = run_checks(&ages(&[3, 4]), &[CHECK]).unwrap();
        assert!(report.conforms() && report.findings.is_empty() && report.checks == 1);
    }

    #[test]
    fn a_check_without_severity_is_an_error() {
        let text = "# title a / b\n# message m\nSELECT ?focus {}";
        let error = run_checks(&ages(&[]), &[Check { name: "x", text }]).unwrap_err();
        assert!(
            error.to_string().contains("queries/checks/x.rq: expected `# severity violation`"),
            "{error}"
        );
    }
}
