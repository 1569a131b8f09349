//! Who runs what in Viet Nam, and how we know: a knowledge graph from Vietnamese news.
//!
//! The pipeline, in order: [`read`] → [`segment`] → [`recognise`] → [`resolve`] → [`relate`] →
//! [`map`], put together in [`convert`]; then [`store`], [`query`], [`export`], [`draw`].

// Foundations: they import nothing above them.
pub mod text;
pub mod model;
pub mod vocab;
pub mod lexicon;

// The pipeline.
pub mod read;
pub mod segment;
pub mod recognise;
pub mod resolve;
pub mod relate;
pub mod map;
pub mod report;
pub mod convert;

// The graph.
pub mod store;
pub mod query;
pub mod validate;
#[cfg(feature = "disk")]
pub mod doctor;

// Views of the graph.
pub mod export;
pub mod draw;

// The command line.
pub mod cli;
