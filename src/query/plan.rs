//! How a query is answered: the steps of its plan, each with the time and rows that it took.
//!
//! Says what the evaluation did, after it did it; nothing here plans.

use std::io::{self, Write};

use json_event_parser::{JsonEvent, SliceJsonParser};
use oxigraph::sparql::QueryExplanation;

/// A plan that was carried out.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Seconds of planning.
    planning: f64,
    /// From the last step to the first ones, each before those that feed it.
    steps: Vec<Step>,
    /// Rows or triples of the answer.
    pub rows: usize,
}

/// A step, with the number of steps that it feeds through.
#[derive(Debug, Clone, Default)]
struct Step {
    depth: usize,
    name: String,
    /// Rows that the step gave, over all its runs.
    results: String,
    /// Seconds in it and in what feeds it.
    seconds: f64,
}

impl Plan {
    /// Reads what the engine tells; as events, for plans are nested deeper than most readers of JSON allow.
    pub(super) fn read(explanation: &QueryExplanation, rows: usize) -> io::Result<Self> {
        let mut json = Vec::new();
        explanation.write_in_json(&mut json)?;
        let mut plan = Self { planning: 0.0, steps: Vec::new(), rows };
        let mut parser = SliceJsonParser::new(&json);
        let (mut key, mut open) = (String::new(), Vec::new());
        loop {
            let event = parser.parse_next().map_err(io::Error::other)?;
            match event {
                JsonEvent::ObjectKey(name) => key = name.into_owned(),
                JsonEvent::StartObject => {
                    open.push(plan.steps.len());
                    // The outermost object is about the whole.
                    if let Some(depth) = open.len().checked_sub(2) {
                        plan.steps.push(Step { depth, ..Step::default() });
                    }
                }
                JsonEvent::EndObject => {
                    open.pop();
                }
                JsonEvent::String(value) | JsonEvent::Number(value) => {
                    let step = open.last().and_then(|n| plan.steps.get_mut(*n));
                    plan.planning = if key.starts_with("planning") { number(&value)? } else { plan.planning };
                    match (key.as_str(), step) {
                        ("name", Some(step)) => step.name = value.into_owned(),
                        ("number of results", Some(step)) => step.results = value.into_owned(),
                        ("duration in seconds", Some(step)) => step.seconds = number(&value)?,
                        _ => {}
                    }
                }
                JsonEvent::Eof => return Ok(plan),
                JsonEvent::StartArray | JsonEvent::EndArray | JsonEvent::Boolean(_) | JsonEvent::Null => {}
            }
        }
    }

    /// Writes it as a tree: milliseconds with all that is below, rows, step.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "planned in {:.1} ms; {} rows", self.planning * 1_000.0, self.rows)?;
        writeln!(out, "{:>10} {:>9}  step, with what feeds it below", "ms", "rows")?;
        for Step { depth, name, results, seconds } in &self.steps {
            writeln!(
                out,
                "{:>10.1} {results:>9}  {:indent$}{name}",
                seconds * 1_000.0,
                "",
                indent = depth * 2
            )?;
        }
        Ok(())
    }
}

fn number(text: &str) -> io::Result<f64> {
    text.parse().map_err(io::Error::other)
}
