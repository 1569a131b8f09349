//! Stops a query that somebody else has had enough of.
//!
//! A [`Brake`] is pulled from another thread. The evaluation looks at it whenever it reads from the store, and
//! [`super::Query`] looks at it between rows. What does neither (a sort or a count over a product of tables)
//! does not notice; who set the limit must end the process then. This knows no clock and no memory.

use std::sync::{Arc, OnceLock};

use oxigraph::sparql::CancellationToken;

use super::QueryError;

/// Which limit a query went beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Time.
    Time,
    /// Memory.
    Memory,
}

impl Limit {
    /// What is told, with what to do.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Time => {
                "the query was stopped: it took longer than --timeout; ask for less, or give it more seconds"
            }
            Self::Memory => {
                "the query was stopped: it took more than --memory; ask for less, or give it more megabytes"
            }
        }
    }
}

/// Stops queries; all its copies are one.
#[derive(Clone, Default)]
pub struct Brake {
    token: CancellationToken,
    pulled: Arc<OnceLock<Limit>>,
}

impl Brake {
    /// Stops the queries that run with this. The first limit is the one told.
    pub fn pull(&self, limit: Limit) {
        self.pulled.get_or_init(|| limit);
        self.token.cancel();
    }

    /// What the evaluation looks at.
    pub(super) fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    /// An error once it was pulled.
    pub(super) fn check(&self) -> Result<(), QueryError> {
        self.pulled.get().map_or(Ok(()), |limit| Err(QueryError::Stopped { limit: *limit }))
    }
}
