//! Tells the query planner what is bound before it plans.
//!
//! Oxigraph substitutes variables after planning, so a query about one person is planned as one about all
//! and may take minutes. A `VALUES` of one row beside the first patterns says the same before planning. It is
//! added to the parsed query, never to its text, and changes no answer: the substitution still decides.

use oxrdf::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;

/// The query with its bound variables known to the planner.
pub(super) fn known(query: Query, bound: &[(Variable, Term)]) -> Query {
    let row: Option<Vec<_>> = bound.iter().map(|(_, term)| ground(term)).collect();
    let Some(row) = row.filter(|row| !row.is_empty()) else { return query };
    let variables = bound.iter().map(|(variable, _)| variable.clone()).collect();
    let values = GraphPattern::Values { variables, bindings: vec![row] };
    match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: outside(pattern, &values), base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            Query::Ask { dataset, pattern: beside(pattern, &values), base_iri }
        }
        other @ (Query::Construct { .. } | Query::Describe { .. }) => other,
    }
}

#[expect(clippy::option_option, reason = "a cell of VALUES is optional, and so is the conversion")]
fn ground(term: &Term) -> Option<Option<GroundTerm>> {
    match term {
        Term::NamedNode(node) => Some(Some(node.clone().into())),
        Term::Literal(literal) => Some(Some(literal.clone().into())),
        Term::BlankNode(_) => None,
    }
}

/// Goes through what stands around the outermost projection. One inside is another scope.
fn outside(pattern: GraphPattern, values: &GraphPattern) -> GraphPattern {
    let deeper = |inner: Box<GraphPattern>| Box::new(outside(*inner, values));
    match pattern {
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: deeper(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: deeper(inner) },
        GraphPattern::Slice { inner, start, length } => {
            GraphPattern::Slice { inner: deeper(inner), start, length }
        }
        GraphPattern::Project { inner, variables } => {
            GraphPattern::Project { inner: Box::new(beside(*inner, values)), variables }
        }
        other => other,
    }
}

/// Joins `values` to the innermost left part of a pattern, where it filters first.
fn beside(pattern: GraphPattern, values: &GraphPattern) -> GraphPattern {
    let deeper = |inner: Box<GraphPattern>| Box::new(beside(*inner, values));
    match pattern {
        GraphPattern::OrderBy { inner, expression } => {
            GraphPattern::OrderBy { inner: deeper(inner), expression }
        }
        GraphPattern::Group { inner, variables, aggregates } => {
            GraphPattern::Group { inner: deeper(inner), variables, aggregates }
        }
        GraphPattern::Extend { inner, variable, expression } => {
            GraphPattern::Extend { inner: deeper(inner), variable, expression }
        }
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: deeper(inner) },
        GraphPattern::LeftJoin { left, right, expression } => {
            GraphPattern::LeftJoin { left: deeper(left), right, expression }
        }
        GraphPattern::Union { left, right } => {
            GraphPattern::Union { left: deeper(left), right: deeper(right) }
        }
        other => GraphPattern::Join { left: Box::new(values.clone()), right: Box::new(other) },
    }
}

#[cfg(test)]
mod tests {
    use oxrdf::Literal;
    use spargebra::SparqlParser;

    use super::*;

    fn hinted(query: &str) -> String {
        let bound = [(Variable::new("a").unwrap(), Literal::from(1).into())];
        known(SparqlParser::new().parse_query(query).unwrap(), &bound).to_string()
    }

    #[test]
    fn the_values_stand_beside_the_first_patterns() {
        let text = hinted("SELECT DISTINCT ?a { ?s <p:p> ?a OPTIONAL { ?s <p:q> ?b } } ORDER BY ?a LIMIT 3");
        assert!(text.contains("VALUES"), "{text}");
        let (values, optional) = (text.find("VALUES").unwrap(), text.find("OPTIONAL").unwrap());
        assert!(values < optional, "{text}");
        assert_eq!(
            hinted("SELECT ?a { { ?s <p:p> ?a } UNION { ?a <p:p> ?s } }").matches("VALUES").count(),
            2
        );
    }

    #[test]
    fn a_scope_inside_is_left_alone() {
        let text = hinted("SELECT ?a ?s { { SELECT ?s { ?s <p:p> ?a } } }");
        let (values, inner) = (text.find("VALUES").unwrap(), text.rfind("SELECT").unwrap());
        assert!(values < inner, "{text}");
    }
}
