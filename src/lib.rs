//! Who runs what in Viet Nam, and how we know: a knowledge graph from Vietnamese news.
//!
//! The pipeline, in order: [`read`] → [`segment`] → [`recognise`] → [`resolve`] → [`relate`] →
//! [`map`], put together in [`convert`]; then [`store`], [`query`], [`export`], [`draw`].

// Foundations: they import nothing above them.
pub mod model;
pub mod text;
pub mod vocab;

// The pipeline.
pub mod convert;
pub mod map;
pub mod read;

// The graph.
pub mod query;
pub mod store;
pub mod validate;

// The command line: imports everything, imported by nothing.
pub mod cli;
