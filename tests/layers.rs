//! Who may import whom: the table in ARCHITECTURE.md holds, and every module is in it.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a module may use: other modules of ours, and the database.
#[derive(Debug, Default)]
struct Allowed {
    modules: BTreeSet<String>,
    database: bool,
}

/// Rows `| module | may import | … |` under the heading "Who may import whom".
fn table(text: &str) -> BTreeMap<String, Allowed> {
    let part = text.split("## Who may import whom").nth(1).unwrap();
    let part = part.split("\n## ").next().unwrap();
    let mut rows = BTreeMap::new();
    for line in part.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        for module in names(cells[0]) {
            let allowed = Allowed {
                modules: names(cells[1]).into_iter().collect(),
                database: cells[2].starts_with("yes"),
            };
            assert!(rows.insert(module.clone(), allowed).is_none(), "{module} stands twice in the table");
        }
    }
    rows
}

/// The code of a file: comments and everything from its `#[cfg(test)] mod` on are left out, lines are kept.
fn code(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if line.trim() == "#[cfg(test)]" {
            lines.push("");
            continue;
        }
        if line.starts_with("mod tests {") {
            break;
        }
        let comment = line.trim_start().starts_with("//");
        lines.push(if comment { "" } else { line });
    }
    lines.join("\n")
}

/// What follows each `mark` in `code`, with the line of the mark (from 1).
fn after<'c>(code: &'c str, mark: &str) -> Vec<(usize, &'c str)> {
    let mut line = 1;
    let mut pieces = code.split(mark);
    line += pieces.next().map_or(0, |head| head.matches('\n').count());
    let mut found = Vec::new();
    for rest in pieces {
        found.push((line, rest));
        line += rest.matches('\n').count();
    }
    found
}

/// The identifier at the start of `text`.
fn word(text: &str) -> String {
    text.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// Modules that `code` names after `crate::`, each with its line.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, rest) in after(code, "crate::") {
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_level(group).into_iter().map(|name| (line, name))),
            None => found.push((line, word(rest))),
        }
    }
    found.retain(|(_, module)| !module.is_empty());
    found
}

/// The names at the first level of `a, b::{c, d}, e}`.
fn first_level(group: &str) -> Vec<String> {
    let (mut depth, mut name, mut names) = (1, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 1 => {
                names.push(word(&name));
                name.clear();
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ if depth == 1 => name.push(c),
            _ => {}
        }
    }
    names
}

/// Every source file with the module that it belongs to.
fn files() -> Vec<(PathBuf, String)> {
    let mut todo = vec![root().join("src")];
    let mut files = Vec::new();
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            let inside = path.strip_prefix(root().join("src")).unwrap().to_owned();
            let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
            let module = first.trim_end_matches(".rs").to_owned();
            let is_code = inside.extension().is_some_and(|e| e == "rs") && !inside.ends_with("tests.rs");
            if is_code && !["lib", "main"].contains(&module.as_str()) {
                files.push((inside, module));
            }
        }
    }
    files.sort();
    files
}

/// What breaks the table, one line each.
fn faults(table: &BTreeMap<String, Allowed>, file: &Path, module: &str, text: &str) -> Vec<String> {
    let Some(allowed) = table.get(module) else {
        return vec![format!("src/{}: {module} is not in the table of ARCHITECTURE.md", file.display())];
    };
    let code = code(text);
    let mut faults = Vec::new();
    for (line, name) in imports(&code) {
        if name != module && !allowed.modules.contains(&name) {
            faults.push(format!("src/{}:{line}: {module} may not import {name}", file.display()));
        }
    }
    if !allowed.database {
        for (line, _) in after(&code, "oxigraph::") {
            faults.push(format!("src/{}:{line}: {module} may not name the database", file.display()));
        }
    }
    faults
}

#[test]
fn no_module_imports_what_the_table_does_not_allow() {
    let table = table(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    let mut all = Vec::new();
    for (file, module) in files() {
        let text = fs::read_to_string(root().join("src").join(&file)).unwrap();
        all.extend(faults(&table, &file, &module, &text));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_table_names_every_module_and_none_that_is_not_there() {
    let table = table(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules: BTreeSet<&str> =
        lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let listed: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(modules, listed, "left src/lib.rs, right ARCHITECTURE.md");
    for (module, allowed) in &table {
        for name in &allowed.modules {
            assert!(modules.contains(name.as_str()), "{module}: there is no module {name}");
        }
    }
}

/// A permission that nothing uses is a hole in the wall.
#[test]
fn every_permission_of_the_table_is_used() {
    let table = table(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, module) in files() {
        let text = fs::read_to_string(root().join("src").join(&file)).unwrap();
        let names = imports(&code(&text)).into_iter().map(|(_, name)| name).filter(|n| *n != module);
        used.entry(module.clone()).or_default().extend(names);
    }
    for (module, allowed) in &table {
        let used = used.get(module).cloned().unwrap_or_default();
        let idle: Vec<&String> = allowed.modules.difference(&used).collect();
        assert!(idle.is_empty(), "{module} does not use {idle:?}: take them out of ARCHITECTURE.md");
    }
}

#[test]
fn a_planted_import_is_found_with_its_line() {
    let table = table("## Who may import whom\n| `text` | – | no |\n| `map` | `text` | no |\n");
    let file = Path::new("map.rs");
    let clean = "//! See [`crate::relate`].\nuse crate::text::Span;\nuse crate::map::iri;\n";
    assert_eq!(faults(&table, file, "map", clean), Vec::<String>::new());
    let planted = "use crate::{\n    relate::{a, b},\n    text, store};\nuse oxigraph::store::Store;\n";
    assert_eq!(
        faults(&table, file, "map", planted),
        [
            "src/map.rs:1: map may not import relate",
            "src/map.rs:1: map may not import store",
            "src/map.rs:4: map may not name the database",
        ]
    );
    let tested = "#[cfg(test)]\nmod tests {\n    use crate::relate;\n}\n";
    assert_eq!(faults(&table, file, "map", tested), Vec::<String>::new());
    assert_eq!(faults(&table, file, "new", "").len(), 1);
}
