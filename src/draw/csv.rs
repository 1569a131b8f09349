//! CSV: two tables, edges and nodes, for spreadsheets; Gephi reads both as they are.

use std::io::Write;

use crate::draw::table::{self, Row, Table, Value};
use crate::draw::{Beside, DrawError, Drawing, Picture};
use crate::text;

/// The format CSV: the edges in the file itself, the nodes in one beside it.
pub struct Csv;

impl Drawing for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "the edges as a table, and the nodes in a file beside it (.nodes.csv)"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        let names: Vec<String> = picture.graph.node_weights().map(|node| node.label.clone()).collect();
        let ends: Vec<_> =
            picture.graph.edge_indices().filter_map(|edge| picture.graph.edge_endpoints(edge)).collect();
        let name = |node: petgraph::graph::NodeIndex| names.get(node.index()).cloned().unwrap_or_default();
        write(&table::edges(picture), &["Source", "Target", "Type", "Id", "from", "to"], out, |place, row| {
            let (from, to) = row.ends.clone().unwrap_or_default();
            let (a, b) = ends.get(place).map(|(a, b)| (name(*a), name(*b))).unwrap_or_default();
            vec![from, to, "Directed".to_owned(), row.id.clone(), a, b]
        })
    }

    fn beside(&self) -> Option<Beside> {
        Some(Beside { mark: "nodes", draw: nodes })
    }
}

fn nodes(picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
    write(&table::nodes(picture), &["Id"], out, |_, row| vec![row.id.clone()])
}

fn write(
    table: &Table,
    first: &[&str],
    out: &mut dyn Write,
    cells: impl Fn(usize, &Row) -> Vec<String>,
) -> Result<(), DrawError> {
    let mut rows = ::csv::Writer::from_writer(out);
    let columns = table.columns.iter().map(|(name, _)| *name);
    rows.write_record(first.iter().copied().chain(columns))?;
    for (place, row) in table.rows.iter().enumerate() {
        let values = row.values.iter().map(|value| value.as_ref().map_or_else(String::new, cell));
        rows.write_record(cells(place, row).iter().map(|words| text::cell(words)).chain(values))?;
    }
    rows.flush()?;
    Ok(())
}

fn cell(value: &Value) -> String {
    match value {
        Value::Text(words) => text::cell(words),
        number => number.to_string(),
    }
}
