//! The `vnkg` command.

fn main() {}
