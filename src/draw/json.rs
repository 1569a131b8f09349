//! JSON of Cytoscape.js: elements with their data and places. networkx reads it too.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use crate::draw::table::{self, Row, Table, Value};
use crate::draw::{DrawError, Drawing, Picture};

/// The format of Cytoscape.js.
pub struct Cytoscape;

impl Drawing for Cytoscape {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "elements for Cytoscape.js and networkx"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        let (nodes, edges) = (table::nodes(picture), table::edges(picture));
        let nodes: Vec<Json> = nodes
            .rows
            .iter()
            .zip(&picture.positions)
            .map(|(row, at)| {
                let mut data = data(&nodes, row);
                // networkx looks for the node itself under this key.
                data.insert("value".to_owned(), json!(row.id));
                json!({ "data": data, "position": { "x": rounded(at.x), "y": rounded(at.y) } })
            })
            .collect();
        let edges: Vec<Json> = edges
            .rows
            .iter()
            .map(|row| {
                let mut data = data(&edges, row);
                if let Some((from, to)) = &row.ends {
                    data.insert("source".to_owned(), json!(from));
                    data.insert("target".to_owned(), json!(to));
                    data.insert("key".to_owned(), json!(row.id));
                }
                json!({ "data": data })
            })
            .collect();
        let all = json!({
            "data": [["name", picture.title()]],
            "directed": true,
            "multigraph": true,
            "elements": { "nodes": nodes, "edges": edges },
        });
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)?;
        Ok(())
    }
}

fn data(table: &Table, row: &Row) -> Map<String, Json> {
    let mut data = Map::new();
    data.insert("id".to_owned(), json!(row.id));
    for ((name, _), value) in table.columns.iter().zip(&row.values) {
        let value = match value {
            Some(Value::Text(text)) => json!(text),
            Some(Value::Whole(number)) => json!(number),
            Some(Value::Real(number)) => json!(rounded(*number)),
            None => continue,
        };
        if !matches!(*name, "x" | "y") {
            data.insert((*name).to_owned(), value);
        }
    }
    data
}

fn rounded(value: f64) -> f64 {
    // Adding zero turns -0.0, whose sign could differ, into 0.0.
    (value * 10.0).round() / 10.0 + 0.0
}
