//! Projects: what is to be built, where, at what cost, in which years.

use super::Relate;

impl Relate<'_> {
    /// Projects that the article names.
    pub(super) fn projects(&mut self) {}
}
