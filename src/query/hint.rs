//! Tells the query planner what is bound before it plans.
//!
//! Oxigraph substitutes variables after planning, so a query about one person is planned as one about all
//! and may take minutes. A `VALUES` of one row beside the first patterns says the same before planning, and
//! again in each sub-select that projects the variable, for nothing else reaches in there. It is added to the
//! parsed query, never to its text, and changes no answer: the substitution still decides.

use oxrdf::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;

/// Bound variables with their values.
type Row = Vec<(Variable, GroundTerm)>;

/// The query with its bound variables known to the planner.
pub(super) fn known(query: Query, bound: &[(Variable, Term)]) -> Query {
    let ground = |(variable, term): &(Variable, Term)| Some((variable.clone(), ground(term)?));
    let Some(row) = bound.iter().map(ground).collect::<Option<Row>>() else { return query };
    match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: outside(pattern, &row), base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            Query::Ask { dataset, pattern: beside(pattern, &row), base_iri }
        }
        other @ (Query::Construct { .. } | Query::Describe { .. }) => other,
    }
}

fn ground(term: &Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::Literal(literal) => Some(literal.clone().into()),
        Term::BlankNode(_) => None,
    }
}

/// Goes through what stands around the outermost projection. One inside is another scope.
fn outside(pattern: GraphPattern, row: &Row) -> GraphPattern {
    let deeper = |inner: Box<GraphPattern>| Box::new(outside(*inner, row));
    match pattern {
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: deeper(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: deeper(inner) },
        GraphPattern::Slice { inner, start, length } => {
            GraphPattern::Slice { inner: deeper(inner), start, length }
        }
        GraphPattern::Project { inner, variables } => {
            GraphPattern::Project { inner: Box::new(beside(*inner, row)), variables }
        }
        other => other,
    }
}

/// Joins the row to the innermost left part of a pattern, where it filters first.
fn beside(pattern: GraphPattern, row: &Row) -> GraphPattern {
    if row.is_empty() {
        return pattern;
    }
    let deeper = |inner: Box<GraphPattern>| Box::new(beside(*inner, row));
    match pattern {
        GraphPattern::OrderBy { inner, expression } => {
            GraphPattern::OrderBy { inner: deeper(inner), expression }
        }
        GraphPattern::Group { inner, variables, aggregates } => {
            let inner = Box::new(beside(*inner, &only(row, |v| variables.contains(v))));
            GraphPattern::Group { inner, variables, aggregates }
        }
        GraphPattern::Extend { inner, variable, expression } => {
            let inner = Box::new(beside(*inner, &only(row, |v| *v != variable)));
            GraphPattern::Extend { inner, variable, expression }
        }
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: deeper(inner) },
        GraphPattern::LeftJoin { left, right, expression } => {
            GraphPattern::LeftJoin { left: deeper(left), right: Box::new(within(*right, row)), expression }
        }
        GraphPattern::Union { left, right } => {
            GraphPattern::Union { left: deeper(left), right: deeper(right) }
        }
        // What follows an OPTIONAL or UNION is joined with it as a whole: the row belongs to the patterns before,
        // and to the whole too, or the planner would begin with what follows.
        GraphPattern::Join { left, right } if starts_with_patterns(&left) => {
            let all = GraphPattern::Join { left: deeper(left), right: Box::new(within(*right, row)) };
            GraphPattern::Join { left: Box::new(values(row)), right: Box::new(all) }
        }
        other => GraphPattern::Join { left: Box::new(values(row)), right: Box::new(within(other, row)) },
    }
}

/// True where the row can be joined further left.
const fn starts_with_patterns(pattern: &GraphPattern) -> bool {
    matches!(
        pattern,
        GraphPattern::LeftJoin { .. }
            | GraphPattern::Join { .. }
            | GraphPattern::Filter { .. }
            | GraphPattern::Union { .. }
    )
}

/// Tells the sub-selects of a pattern that is joined with the row anyway.
fn within(pattern: GraphPattern, row: &Row) -> GraphPattern {
    let deeper = |inner: Box<GraphPattern>| Box::new(within(*inner, row));
    match pattern {
        GraphPattern::Join { left, right } => GraphPattern::Join { left: deeper(left), right: deeper(right) },
        GraphPattern::Union { left, right } => {
            GraphPattern::Union { left: deeper(left), right: deeper(right) }
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            GraphPattern::LeftJoin { left: deeper(left), right, expression }
        }
        GraphPattern::Minus { left, right } => GraphPattern::Minus { left: deeper(left), right },
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: deeper(inner) },
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: deeper(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: deeper(inner) },
        // A projection ends the scope: inside, only what it hands out is the same variable. What has a limit
        // must see all rows, so nothing goes through `Slice`.
        GraphPattern::Project { inner, variables } => {
            let row = only(row, |v| variables.contains(v));
            GraphPattern::Project { inner: Box::new(beside(*inner, &row)), variables }
        }
        other => other,
    }
}

fn only(row: &Row, keep: impl Fn(&Variable) -> bool) -> Row {
    row.iter().filter(|(variable, _)| keep(variable)).cloned().collect()
}

fn values(row: &Row) -> GraphPattern {
    let (variables, terms) = row.iter().cloned().map(|(variable, term)| (variable, Some(term))).unzip();
    GraphPattern::Values { variables, bindings: vec![terms] }
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
    fn a_scope_inside_that_hides_the_variable_is_left_alone() {
        let text = hinted("SELECT ?a ?s { { SELECT ?s { ?s <p:p> ?a } } }");
        let (values, inner) = (text.find("VALUES").unwrap(), text.rfind("SELECT").unwrap());
        assert!(values < inner, "{text}");
        assert_eq!(text.matches("VALUES").count(), 1, "{text}");
    }

    #[test]
    fn a_sub_select_that_hands_the_variable_out_is_told_too() {
        let count = |query: &str| hinted(query).matches("VALUES").count();
        let group = "SELECT ?a (MIN(?n) AS ?m) { ?a <p:q> ?n } GROUP BY ?a";
        assert_eq!(count(&format!("SELECT ?a ?m {{ ?s <p:p> ?a OPTIONAL {{ {group} }} }}")), 2);
        let nested = "SELECT ?a { { SELECT ?a { ?a <p:p> ?b } } ?a <p:q> ?c }";
        assert_eq!(count(&format!("SELECT ?a {{ ?s <p:p> ?a {{ {nested} }} }}")), 3);
    }

    #[test]
    fn what_counts_over_all_rows_or_makes_the_value_is_not_told() {
        let count = |query: &str| hinted(query).matches("VALUES").count();
        assert_eq!(count("SELECT ?a { ?s <p:p> ?a { SELECT ?a { ?a <p:q> ?b } LIMIT 2 } }"), 1);
        assert_eq!(count("SELECT ?a { ?s <p:p> ?a { SELECT (MAX(?b) AS ?a) { ?s <p:q> ?b } } }"), 1);
        assert_eq!(count("SELECT ?a { ?s <p:p> ?x BIND(?x AS ?a) }"), 0);
    }
}
