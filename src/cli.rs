//! The commands that show the graph.

pub mod draw;
pub mod explain;
pub mod export;
