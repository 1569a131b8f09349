//! GEXF: nodes and edges with typed attributes, places, sizes and colours, for Gephi.

use std::io::Write;

use crate::draw::layout;
use crate::draw::table::{self, Row, Table, Type, Value};
use crate::draw::xml::escaped;
use crate::draw::{DrawError, Drawing, Node, Picture};

/// The format GEXF, version 1.3.
pub struct Gexf;

impl Drawing for Gexf {
    fn name(&self) -> &'static str {
        "GEXF"
    }

    fn extension(&self) -> &'static str {
        "gexf"
    }

    fn about(&self) -> &'static str {
        "typed attributes, places and colours for Gephi"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        let (nodes, edges) = (table::nodes(picture), table::edges(picture));
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            out,
            "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">"
        )?;
        writeln!(out, "  <meta><creator>vnkg</creator><title>{}</title></meta>", escaped(&picture.title()))?;
        writeln!(out, "  <graph defaultedgetype=\"directed\" mode=\"static\">")?;
        attributes(&nodes, "node", out)?;
        attributes(&edges, "edge", out)?;
        writeln!(out, "    <nodes>")?;
        for (row, node) in nodes.rows.iter().zip(picture.graph.node_weights()) {
            let label = escaped(&node.label);
            writeln!(out, "      <node id=\"{}\" label=\"{label}\">", escaped(&row.id))?;
            values(&nodes, row, out)?;
            look(node, row, &nodes, out)?;
            writeln!(out, "      </node>")?;
        }
        writeln!(out, "    </nodes>\n    <edges>")?;
        for (row, edge) in edges.rows.iter().zip(picture.graph.edge_weights()) {
            let Some((from, to)) = &row.ends else { continue };
            writeln!(
                out,
                "      <edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\" label=\"{}\">",
                row.id,
                escaped(from),
                escaped(to),
                edge.weight,
                escaped(&table::words_of(picture, edge))
            )?;
            values(&edges, row, out)?;
            writeln!(out, "      </edge>")?;
        }
        writeln!(out, "    </edges>\n  </graph>\n</gexf>")?;
        Ok(())
    }
}

/// True for columns that GEXF has a place of its own for.
fn is_built_in(name: &str) -> bool {
    matches!(name, "label" | "weight" | "x" | "y" | "colour" | "size")
}

fn attributes(table: &Table, of: &str, out: &mut dyn Write) -> Result<(), DrawError> {
    writeln!(out, "    <attributes class=\"{of}\">")?;
    for (name, of_type) in table.columns.iter().filter(|(name, _)| !is_built_in(name)) {
        let of_type = match of_type {
            Type::Text => "string",
            Type::Whole => "long",
            Type::Real => "double",
        };
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{of_type}\"/>")?;
    }
    writeln!(out, "    </attributes>")?;
    Ok(())
}

fn values(table: &Table, row: &Row, out: &mut dyn Write) -> Result<(), DrawError> {
    writeln!(out, "        <attvalues>")?;
    for ((name, _), value) in
        table.columns.iter().zip(&row.values).filter(|((name, _), _)| !is_built_in(name))
    {
        if let Some(value) = value {
            let value = escaped(&value.to_string());
            writeln!(out, "          <attvalue for=\"{name}\" value=\"{value}\"/>")?;
        }
    }
    writeln!(out, "        </attvalues>")?;
    Ok(())
}

/// Colour, place and size; Gephi's y grows upwards.
fn look(node: &Node, row: &Row, table: &Table, out: &mut dyn Write) -> Result<(), DrawError> {
    let at = |name: &str| {
        let column = table.columns.iter().position(|(own, _)| *own == name);
        match column.and_then(|column| row.values.get(column)) {
            Some(Some(Value::Real(number))) => *number,
            _ => 0.0,
        }
    };
    let channel = |from: usize| {
        let digits = node.colour().get(from..from + 2).unwrap_or("00");
        u8::from_str_radix(digits, 16).unwrap_or(0)
    };
    let (red, green, blue) = (channel(1), channel(3), channel(5));
    writeln!(out, "        <viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/>")?;
    let (x, y) = (Value::Real(at("x")), Value::Real(0.0 - at("y")));
    writeln!(out, "        <viz:position x=\"{x}\" y=\"{y}\" z=\"0.0\"/>")?;
    writeln!(out, "        <viz:size value=\"{:.1}\"/>", layout::box_of(node).radius)?;
    Ok(())
}
