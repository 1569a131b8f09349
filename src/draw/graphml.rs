//! GraphML: nodes and edges with typed attributes, for networkx, yEd, Cytoscape and igraph.

use std::io::Write;

use crate::draw::table::{self, Row, Table, Type};
use crate::draw::xml::escaped;
use crate::draw::{DrawError, Drawing, Picture};

/// The format GraphML.
pub struct GraphMl;

impl Drawing for GraphMl {
    fn name(&self) -> &'static str {
        "GraphML"
    }

    fn extension(&self) -> &'static str {
        "graphml"
    }

    fn about(&self) -> &'static str {
        "typed attributes for networkx, yEd, Cytoscape and igraph"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        let (nodes, edges) = (table::nodes(picture), table::edges(picture));
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            out,
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
             http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
        )?;
        keys(&nodes, "node", out)?;
        keys(&edges, "edge", out)?;
        writeln!(out, "  <graph id=\"vnkg\" edgedefault=\"directed\">")?;
        for (place, row) in nodes.rows.iter().enumerate() {
            writeln!(out, "    <node id=\"n{place}\">")?;
            values(&nodes, row, "node", out)?;
            writeln!(out, "    </node>")?;
        }
        let ends = picture.graph.edge_indices().filter_map(|edge| picture.graph.edge_endpoints(edge));
        for (row, (from, to)) in edges.rows.iter().zip(ends) {
            writeln!(
                out,
                "    <edge id=\"{}\" source=\"n{}\" target=\"n{}\">",
                row.id,
                from.index(),
                to.index()
            )?;
            values(&edges, row, "edge", out)?;
            writeln!(out, "    </edge>")?;
        }
        writeln!(out, "  </graph>\n</graphml>")?;
        Ok(())
    }
}

fn keys(table: &Table, of: &str, out: &mut dyn Write) -> Result<(), DrawError> {
    for (name, of_type) in &table.columns {
        let of_type = match of_type {
            Type::Text => "string",
            Type::Whole => "long",
            Type::Real => "double",
        };
        writeln!(
            out,
            "  <key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{of_type}\"/>"
        )?;
    }
    Ok(())
}

fn values(table: &Table, row: &Row, of: &str, out: &mut dyn Write) -> Result<(), DrawError> {
    for ((name, _), value) in table.columns.iter().zip(&row.values) {
        if let Some(value) = value {
            writeln!(out, "      <data key=\"{of}-{name}\">{}</data>", escaped(&value.to_string()))?;
        }
    }
    Ok(())
}
