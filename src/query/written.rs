//! Makes a query run as it is written: one pattern after the other, row by row.
//!
//! Oxigraph's planner reckons with fixed sizes for patterns, and where a query has many OPTIONAL parts its guesses
//! lead it to read whole tables, after planning for longer than the answer takes. A query whose header says
//! `# plan written` is not planned: joins become lateral joins in the order of its text, each FILTER moves to
//! where its variables are bound, and only triples that stand together are ordered, those first that have most bound.
//!
//! This gives the answers of SPARQL where no part looks at a variable that only a part before it binds, which is
//! what a query must keep to that asks for it; `tests/queries.rs` compares both ways for all of ours.

use std::collections::BTreeSet;

use oxrdf::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// Names of the variables and blank nodes that have a value in every row, as they are written. What a BIND makes
/// counts as one.
type Bound = BTreeSet<String>;

/// The query with its joins as they are written; `set` are the variables that have a value from the start.
pub(super) fn ordered(query: Query, set: &[(Variable, Term)]) -> Query {
    let mut bound: Bound = set.iter().map(|(variable, _)| variable.to_string()).collect();
    let mut order = |pattern| part(pattern, &mut bound, &mut Vec::new());
    match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: order(pattern), base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            Query::Ask { dataset, pattern: order(pattern), base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            Query::Construct { template, dataset, pattern: order(pattern), base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { dataset, pattern: order(pattern), base_iri }
        }
    }
}

/// Orders a pattern. Takes from `filters` those that it applies, and adds to `bound` what it binds in every row.
fn part(pattern: GraphPattern, bound: &mut Bound, filters: &mut Vec<Expression>) -> GraphPattern {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Join { .. } => {
            chain(pattern, bound, filters)
        }
        GraphPattern::Filter { expr, inner } => {
            let mut own = Vec::new();
            conjuncts(expr, &mut own);
            let inner = part(*inner, bound, &mut own);
            own.into_iter().map(|expr| asked(expr, bound)).fold(inner, filter)
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            let left = part(*left, bound, filters);
            lateral(left, optional(*right, expression, bound))
        }
        GraphPattern::Union { left, right } => {
            let (mut one, mut two) = (bound.clone(), bound.clone());
            let left = Box::new(part(*left, &mut one, &mut Vec::new()));
            let right = Box::new(part(*right, &mut two, &mut Vec::new()));
            bound.extend(one.intersection(&two).cloned());
            GraphPattern::Union { left, right }
        }
        GraphPattern::Graph { name, inner } => {
            let inner = Box::new(part(*inner, bound, &mut Vec::new()));
            if let NamedNodePattern::Variable(variable) = &name {
                bound.insert(variable.to_string());
            }
            GraphPattern::Graph { name, inner }
        }
        GraphPattern::Extend { inner, variable, expression } => {
            let inner = Box::new(part(*inner, bound, filters));
            bound.insert(variable.to_string());
            GraphPattern::Extend { inner, variable, expression }
        }
        GraphPattern::Minus { left, right } => GraphPattern::Minus {
            left: Box::new(part(*left, bound, filters)),
            right: Box::new(part(*right, &mut Bound::new(), &mut Vec::new())),
        },
        GraphPattern::Values { variables, bindings } => {
            for (n, variable) in variables.iter().enumerate() {
                if bindings.iter().all(|row| row.get(n).is_some_and(Option::is_some)) {
                    bound.insert(variable.to_string());
                }
            }
            GraphPattern::Values { variables, bindings }
        }
        GraphPattern::Project { .. } | GraphPattern::Group { .. } | GraphPattern::Slice { .. } => {
            scope(pattern, bound)
        }
        GraphPattern::OrderBy { inner, expression } => {
            GraphPattern::OrderBy { inner: Box::new(part(*inner, bound, filters)), expression }
        }
        GraphPattern::Distinct { inner } => {
            GraphPattern::Distinct { inner: Box::new(part(*inner, bound, filters)) }
        }
        GraphPattern::Reduced { inner } => {
            GraphPattern::Reduced { inner: Box::new(part(*inner, bound, filters)) }
        }
        GraphPattern::Lateral { .. } | GraphPattern::Service { .. } => pattern,
    }
}

/// Orders what no filter from outside reaches into.
fn scope(pattern: GraphPattern, bound: &mut Bound) -> GraphPattern {
    match pattern {
        GraphPattern::Project { inner, variables } => {
            let names: Bound = variables.iter().map(ToString::to_string).collect();
            let mut inside = bound.intersection(&names).cloned().collect();
            let inner = Box::new(part(*inner, &mut inside, &mut Vec::new()));
            bound.extend(inside.intersection(&names).cloned());
            GraphPattern::Project { inner, variables }
        }
        GraphPattern::Group { inner, variables, aggregates } => {
            let inner = Box::new(part(*inner, bound, &mut Vec::new()));
            bound.retain(|name| variables.iter().any(|key| key.to_string() == *name));
            GraphPattern::Group { inner, variables, aggregates }
        }
        GraphPattern::Slice { inner, start, length } => {
            GraphPattern::Slice { inner: Box::new(part(*inner, bound, &mut Vec::new())), start, length }
        }
        other => other,
    }
}

/// An OPTIONAL part, to run for a row of what stands before it.
fn optional(right: GraphPattern, expression: Option<Expression>, bound: &Bound) -> GraphPattern {
    let mut own = BTreeSet::new();
    right.on_in_scope_variable(|variable| {
        own.insert(variable.to_string());
    });
    let mut filters = Vec::new();
    expression.into_iter().for_each(|expr| conjuncts(expr, &mut filters));
    // What asks of the row alone, such as whether it has a value, is asked first.
    let before = |expr: &mut Expression| {
        variables(expr).is_some_and(|names| names.iter().all(|name| !own.contains(name)))
    };
    let first = filters
        .extract_if(.., before)
        .fold(None, |all, expr| Some(filter(all.unwrap_or_else(nothing), expr)));
    let right = part(right, &mut bound.clone(), &mut filters);
    let right = match first {
        Some(first) => lateral(first, right),
        None => right,
    };
    let rest = filters
        .into_iter()
        .map(|expr| asked(expr, bound))
        .reduce(|one, two| Expression::And(Box::new(one), Box::new(two)));
    GraphPattern::LeftJoin { left: Box::new(nothing()), right: Box::new(right), expression: rest }
}

/// Joins in the order of the text; triples that stand together in the order of what is bound.
fn chain(pattern: GraphPattern, bound: &mut Bound, filters: &mut Vec<Expression>) -> GraphPattern {
    let mut parts = Vec::new();
    flatten(pattern, &mut parts);
    let (mut whole, mut parts) = (None, parts.into_iter().peekable());
    while let Some(next) = parts.next() {
        if ends(&next).is_none() {
            // A limit counts the rows of the whole sub-select, not those that fit a row before it.
            let (limited, next) = (sliced(&next), part(next, bound, filters));
            whole = Some(ready(after(whole, next, limited), bound, filters));
            continue;
        }
        let mut together = vec![next];
        while let Some(one) = parts.next_if(|p| ends(p).is_some()) {
            together.push(one);
        }
        while let Some(n) = (0..together.len()).min_by_key(|n| together.get(*n).map(|p| cost(p, bound))) {
            let next = together.remove(n);
            bound.extend(ends(&next).into_iter().flatten().flatten());
            whole = Some(ready(after(whole, next, false), bound, filters));
        }
    }
    whole.unwrap_or_else(nothing)
}

/// The parts of a join, from left to right: a triple or path each, or what stands between them.
fn flatten(pattern: GraphPattern, parts: &mut Vec<GraphPattern>) {
    match pattern {
        GraphPattern::Join { left, right } => {
            flatten(*left, parts);
            flatten(*right, parts);
        }
        GraphPattern::Bgp { patterns } => {
            parts.extend(patterns.into_iter().map(|triple| GraphPattern::Bgp { patterns: vec![triple] }));
        }
        other => parts.push(other),
    }
}

/// Subject, predicate and object of a single triple or path: a name where it is a variable.
fn ends(pattern: &GraphPattern) -> Option<[Option<String>; 3]> {
    match pattern {
        GraphPattern::Path { subject, object, .. } => Some([name(subject), None, name(object)]),
        GraphPattern::Bgp { patterns } => {
            let [TriplePattern { subject, predicate, object }] = patterns.as_slice() else { return None };
            let predicate = match predicate {
                NamedNodePattern::Variable(variable) => Some(variable.to_string()),
                NamedNodePattern::NamedNode(_) => None,
            };
            Some([name(subject), predicate, name(object)])
        }
        _ => None,
    }
}

fn name(term: &TermPattern) -> Option<String> {
    match term {
        TermPattern::Variable(variable) => Some(variable.to_string()),
        TermPattern::BlankNode(node) => Some(node.to_string()),
        TermPattern::NamedNode(_) | TermPattern::Literal(_) => None,
    }
}

/// How much a triple or path may read: nearly nothing with both ends bound, little from a subject, more to an
/// object, everything with neither.
fn cost(pattern: &GraphPattern, bound: &Bound) -> u8 {
    let known = |end: &Option<String>| end.as_ref().is_none_or(|name| bound.contains(name));
    let Some([subject, predicate, object]) = ends(pattern) else { return u8::MAX };
    let ends = match (known(&subject), known(&object)) {
        (true, true) => 0,
        (true, false) => 2,
        (false, true) if object.is_some() => 4,
        // Of a kind or with a value that the query names: many.
        (false, true) => 6,
        (false, false) => 8,
    };
    ends + u8::from(!known(&predicate))
}

fn after(before: Option<GraphPattern>, next: GraphPattern, limited: bool) -> GraphPattern {
    match before {
        None => next,
        Some(before) if limited => GraphPattern::Join { left: Box::new(before), right: Box::new(next) },
        Some(before) => lateral(before, next),
    }
}

fn lateral(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Lateral { left: Box::new(left), right: Box::new(right) }
}

fn nothing() -> GraphPattern {
    GraphPattern::Bgp { patterns: Vec::new() }
}

fn filter(inner: GraphPattern, expr: Expression) -> GraphPattern {
    GraphPattern::Filter { expr, inner: Box::new(inner) }
}

/// Applies the filters whose variables are bound by now.
fn ready(pattern: GraphPattern, bound: &Bound, filters: &mut Vec<Expression>) -> GraphPattern {
    let fits = |expr: &mut Expression| {
        variables(expr).is_some_and(|names| names.iter().all(|name| bound.contains(name)))
    };
    filters.extract_if(.., fits).fold(pattern, filter)
}

/// What an EXISTS looks for runs as it is written too.
fn asked(expr: Expression, bound: &Bound) -> Expression {
    let deeper = |inner: Box<Expression>| Box::new(asked(*inner, bound));
    match expr {
        Expression::Exists(inner) => {
            Expression::Exists(Box::new(part(*inner, &mut bound.clone(), &mut Vec::new())))
        }
        Expression::Not(inner) => Expression::Not(deeper(inner)),
        Expression::And(one, two) => Expression::And(deeper(one), deeper(two)),
        Expression::Or(one, two) => Expression::Or(deeper(one), deeper(two)),
        other => other,
    }
}

fn conjuncts(expr: Expression, into: &mut Vec<Expression>) {
    match expr {
        Expression::And(left, right) => {
            conjuncts(*left, into);
            conjuncts(*right, into);
        }
        other => into.push(other),
    }
}

/// The variables of an expression; none where they cannot be told, as in `EXISTS`.
fn variables(expr: &Expression) -> Option<Vec<String>> {
    let mut names = Some(Vec::new());
    gather(expr, &mut names);
    names
}

fn gather(expr: &Expression, names: &mut Option<Vec<String>>) {
    match expr {
        Expression::NamedNode(_) | Expression::Literal(_) => {}
        Expression::Variable(variable) | Expression::Bound(variable) => {
            names.iter_mut().for_each(|n| n.push(variable.to_string()));
        }
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => {
            gather(a, names);
            gather(b, names);
        }
        Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => gather(a, names),
        Expression::In(a, others) => {
            gather(a, names);
            others.iter().for_each(|other| gather(other, names));
        }
        Expression::If(a, b, c) => [a, b, c].into_iter().for_each(|part| gather(part, names)),
        Expression::Coalesce(parts) | Expression::FunctionCall(_, parts) => {
            parts.iter().for_each(|part| gather(part, names));
        }
        Expression::Exists(_) => *names = None,
    }
}

/// True for a sub-select with a limit.
fn sliced(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Slice { .. } => true,
        GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } => sliced(inner),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use oxrdf::Literal;
    use spargebra::SparqlParser;

    use super::*;

    fn shown(query: &str) -> String {
        let set = [(Variable::new("x").unwrap(), Literal::from(1).into())];
        ordered(SparqlParser::new().parse_query(query).unwrap(), &set).to_string()
    }

    /// The places of the words in the text, which must rise.
    fn in_order(text: &str, words: &[&str]) -> bool {
        let places: Vec<_> =
            words.iter().map(|w| text.find(w).unwrap_or_else(|| panic!("{w}: {text}"))).collect();
        places.is_sorted()
    }

    #[test]
    fn triples_that_stand_together_begin_at_what_is_set() {
        let text = shown("SELECT * { ?t a <c:C> ; <p:name> ?n . ?s <p:of> ?t . ?s <p:who> ?x }");
        assert!(in_order(&text, &["p:who", "p:of", "c:C", "p:name"]), "{text}");
    }

    #[test]
    fn an_optional_part_runs_for_each_row() {
        let text = shown("SELECT * { ?s <p:who> ?x OPTIONAL { ?s <p:name> ?n } }");
        assert!(text.contains("LATERAL"), "{text}");
        assert!(in_order(&text, &["p:who", "LATERAL", "OPTIONAL", "p:name"]), "{text}");
    }

    #[test]
    fn an_optional_part_first_asks_what_the_row_has() {
        let text = shown(
            "SELECT * { ?s <p:who> ?x OPTIONAL { ?s <p:of> ?b } OPTIONAL { ?n <p:names> ?b FILTER(BOUND(?s) && ?n > 2) } }",
        );
        assert!(in_order(&text, &["p:of", "BOUND", "p:names", "?n > "]), "{text}");
    }

    #[test]
    fn a_filter_stands_where_its_variables_are_bound() {
        let text = shown("SELECT * { ?s <p:who> ?x . ?s <p:day> ?d . ?s <p:name> ?n FILTER(?d > 3) }");
        assert!(in_order(&text, &["p:day", "FILTER", "p:name"]), "{text}");
        let text = shown("SELECT * { ?s <p:who> ?x OPTIONAL { ?s <p:day> ?d } FILTER(!BOUND(?d)) }");
        assert!(in_order(&text, &["OPTIONAL", "FILTER"]), "{text}");
        let text = shown(
            "SELECT * { ?s <p:who> ?x . ?s <p:day> ?d FILTER NOT EXISTS { ?y <p:of> ?z . ?s <p:no> ?y } }",
        );
        assert!(in_order(&text, &["p:day", "EXISTS", "p:no", "p:of"]), "{text}");
    }

    #[test]
    fn a_sub_select_with_a_limit_is_not_run_for_each_row() {
        let text = shown("SELECT * { ?s <p:who> ?x { SELECT ?s { ?s <p:day> ?d } LIMIT 2 } }");
        assert!(!text.contains("LATERAL"), "{text}");
        let text = shown("SELECT * { ?s <p:who> ?x { SELECT ?s { ?s <p:day> ?d } } }");
        assert!(text.contains("LATERAL"), "{text}");
    }
}
