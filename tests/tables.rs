//! The graph as CSV tables: complete, joinable, harmless in a spreadsheet, in place all at once or not at all.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

#[cfg(feature = "disk")]
#[path = "fixtures/built.rs"]
mod built;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use oxigraph::store::Store;
use oxrdf::{GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, Quad};
use tempfile::TempDir;
use vnkg::export::tables::{TABLES, Written, export};
use vnkg::query::Query;
use vnkg::store::Graph;
use vnkg::vocab::{eli, foaf, org, schema, skos, vk};

/// The head and the rows of a table.
struct Read {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Read {
    fn of(folder: &Path, table: &str) -> Self {
        let path = folder.join(format!("{table}.csv"));
        let mut reader = csv::Reader::from_path(path).unwrap();
        let columns = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Self { columns, rows }
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let place = self.columns.iter().position(|column| column == name).unwrap();
        self.rows.iter().map(|row| row[place].as_str()).collect()
    }
}

fn written(store: &Store) -> (TempDir, Vec<Written>) {
    let dir = tempfile::tempdir().unwrap();
    let done = export(&Graph::from(store.clone()), &dir.path().join("tables"), false).unwrap();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "something was left beside the folder");
    (dir, done)
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn of_class(store: &Store, class: NamedNodeRef<'_>) -> BTreeSet<String> {
    let quads = store.quads_for_pattern(
        None,
        Some(oxrdf::vocab::rdf::TYPE),
        Some(class.into()),
        Some(GraphNameRef::DefaultGraph),
    );
    quads.map(|quad| quad.unwrap().subject.to_string().trim_matches(['<', '>']).to_owned()).collect()
}

fn links(store: &Store, property: NamedNodeRef<'_>) -> usize {
    store.quads_for_pattern(None, Some(property), None, Some(GraphNameRef::DefaultGraph)).count()
}

fn with_name(name: &str) -> Store {
    let store = views::store();
    let person = NamedNode::new("https://w3id.org/vnkg/id/person/tran-van-bach.90.1a2b").unwrap();
    let old: Vec<Quad> = store
        .quads_for_pattern(
            Some(person.as_ref().into()),
            Some(foaf::NAME),
            None,
            Some(GraphNameRef::DefaultGraph),
        )
        .map(Result::unwrap)
        .collect();
    assert_eq!(old.len(), 1);
    store.remove(&old[0]).unwrap();
    let name = Literal::new_simple_literal(name);
    store.insert(&Quad::new(person, foaf::NAME, name, GraphName::DefaultGraph)).unwrap();
    store
}

#[test]
fn every_query_of_a_table_is_in_the_list_with_a_header_for_each_column() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/tables");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(files, TABLES.iter().map(|table| table.name.to_owned()).collect());
    for table in TABLES {
        let query = Query::new(table.name, table.text).unwrap();
        let columns: Vec<String> =
            query.header().unwrap().columns.iter().map(|c| format!("?{}", c.name)).collect();
        assert!(
            table.text.contains(&format!("SELECT DISTINCT {} WHERE", columns.join(" "))),
            "{}",
            table.name
        );
        assert!(table.text.ends_with(&format!("ORDER BY {}\n", columns.join(" "))), "{}", table.name);
    }
}

#[test]
fn every_thing_and_every_fact_has_one_row() {
    let store = views::store();
    let (dir, done) = written(&store);
    let folder = dir.path().join("tables");
    for (table, class) in [
        ("articles", schema::NEWS_ARTICLE),
        ("people", foaf::PERSON),
        ("bodies", org::ORGANIZATION),
        ("posts", org::POST),
        ("holdings", vk::ATTESTATION),
        ("events", schema::EVENT),
        ("decisions", vk::DECISION),
        ("documents", eli::LEGAL_RESOURCE),
        ("changes", org::CHANGE_EVENT),
        ("projects", vk::PROJECT),
        ("quotes", vk::QUOTE),
    ] {
        let read = Read::of(&folder, table);
        let held = of_class(&store, class);
        let first = read.column(&read.columns[0]);
        assert_eq!(first.iter().map(|iri| (*iri).to_owned()).collect::<BTreeSet<_>>(), held, "{table}");
        assert_eq!(first.len(), held.len(), "{table}: a thing twice");
        assert!(!held.is_empty() || table == "projects", "{table}: nothing to compare");
        let file = format!("{table}.csv");
        assert_eq!(done.iter().find(|t| t.file == file).unwrap().rows, held.len() as u64);
    }
    let part = Read::of(&folder, "attendance");
    let named = of_class(&store, vk::PARTICIPATION).len();
    let groups = of_class(&store, vk::ATTENDEE_GROUP).len();
    assert!(named > 0 && groups > 0);
    assert_eq!(part.rows.len(), named + groups);
    assert_eq!(part.column("part").iter().filter(|part| **part == "group").count(), groups);
    let places = of_class(&store, vk::ADMIN_UNIT).len() + of_class(&store, vk::SITE).len();
    assert_eq!(Read::of(&folder, "places").rows.len(), places);
    assert_eq!(Read::of(&folder, "evidence").rows.len(), links(&store, vk::EVIDENCE));
    assert_eq!(Read::of(&folder, "mentions").rows.len(), links(&store, schema::MENTIONS));
    assert_eq!(done.len(), TABLES.len());
}

#[test]
fn tables_are_joined_by_their_iris_and_say_the_names_beside_them() {
    let (dir, _) = written(&views::store());
    let folder = dir.path().join("tables");
    let mut looked_at = 0;
    for (table, column, target) in [
        ("holdings", "person", "people"),
        ("holdings", "body", "bodies"),
        ("events", "host", "bodies"),
        ("attendance", "event", "events"),
        ("posts", "body", "bodies"),
        ("places", "within", "places"),
        ("decisions", "document", "documents"),
        ("amounts", "of", "decisions"),
        ("concerned", "thing", ""),
        ("mentions", "thing", ""),
        ("quotes", "article", "articles"),
    ] {
        let read = Read::of(&folder, table);
        let names = if target.is_empty() {
            BTreeMap::new()
        } else {
            let things = Read::of(&folder, target);
            let name = match target {
                "documents" => "number",
                "decisions" => "object",
                "articles" => "id",
                _ => "name",
            };
            let iris = things.column(&things.columns[0]).into_iter().map(str::to_owned);
            iris.zip(things.column(name).into_iter().map(str::to_owned)).collect()
        };
        let iris = read.column(&format!("{column}_iri"));
        for (iri, name) in iris.into_iter().zip(read.column(column)) {
            if iri.is_empty() || iri.contains(" | ") {
                continue;
            }
            looked_at += 1;
            assert!(iri.starts_with("https://w3id.org/vnkg/id/"), "{table}: {iri}");
            if let Some(known) = names.get(iri) {
                assert_eq!(name, known, "{table}");
            } else {
                assert!(target.is_empty() || table == "amounts", "{table}: {iri} is not in {target}");
            }
        }
    }
    assert!(looked_at > 100, "{looked_at}");
}

#[test]
fn what_a_spreadsheet_would_run_begins_with_an_apostrophe() {
    for name in ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", "\r=x"] {
        let (dir, _) = written(&with_name(name));
        let people = Read::of(&dir.path().join("tables"), "people");
        assert!(people.column("name").contains(&format!("'{name}").as_str()), "{name:?}");
        assert!(!people.column("name").contains(&name), "{name:?}");
    }
}

#[test]
fn text_that_csv_must_quote_comes_back() {
    for name in ["a, b", "“Thủy” \"x\" \"\"", "hai\r\ndòng", "a;b\nc", " x ", "'", "# x"] {
        let (dir, _) = written(&with_name(name));
        let folder = dir.path().join("tables");
        assert!(Read::of(&folder, "people").column("name").contains(&name), "{name:?}");
        let text = fs::read_to_string(folder.join("people.csv")).unwrap();
        assert!(text.starts_with("person,name,articles\r\n") && text.ends_with("\r\n"));
    }
}

#[test]
fn the_mark_for_excel_is_all_that_differs() {
    let dir = tempfile::tempdir().unwrap();
    let graph = Graph::from(views::store());
    let (plain, marked) = (dir.path().join("plain"), dir.path().join("marked"));
    export(&graph, &plain, false).unwrap();
    export(&graph, &marked, true).unwrap();
    let plain = bytes(&plain);
    for (name, with) in bytes(&marked) {
        assert_eq!(with.strip_prefix(b"\xef\xbb\xbf").unwrap(), plain[&name], "{name}");
    }
}

#[test]
fn the_same_store_gives_the_same_bytes_whatever_the_order_of_loading() {
    let store = views::store();
    let other = Store::new().unwrap();
    let mut all: Vec<Quad> = store.iter().map(Result::unwrap).collect();
    all.reverse();
    all.iter().for_each(|quad| other.insert(quad).unwrap());
    let (first, _) = written(&store);
    let (second, _) = written(&other);
    let first = bytes(&first.path().join("tables"));
    assert_eq!(first, bytes(&second.path().join("tables")));
    assert_eq!(first.len(), TABLES.len());
}

#[test]
fn tables_from_before_are_replaced_and_other_files_are_never() {
    let graph = Graph::from(views::store());
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("tables");
    fs::create_dir(&folder).unwrap();
    export(&graph, &folder, false).unwrap();
    let first = bytes(&folder);
    fs::write(folder.join("people.csv"), "as before").unwrap();
    fs::remove_file(folder.join("bodies.csv")).unwrap();
    export(&graph, &folder, false).unwrap();
    assert_eq!(bytes(&folder), first);

    fs::write(folder.join("mine.xlsx"), "mine").unwrap();
    fs::write(folder.join("people.csv"), "as before").unwrap();
    let before = bytes(&folder);
    let error = export(&graph, &folder, false).unwrap_err().to_string();
    assert!(error.contains("mine.xlsx") && error.contains("name a new folder"), "{error}");
    assert_eq!(bytes(&folder), before);
    let error = export(&graph, &folder.join("mine.xlsx"), false).unwrap_err().to_string();
    assert!(error.contains("is a file"), "{error}");
    let error = export(&graph, &dir.path().join("none/tables"), false).unwrap_err().to_string();
    assert!(error.contains("make its folder first"), "{error}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "something was left");
}

#[test]
fn an_empty_store_gives_the_heads_alone() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("tables");
    export(&Graph::from(Store::new().unwrap()), &folder, false).unwrap();
    for table in TABLES {
        assert_eq!(Read::of(&folder, table.name).rows.len(), 0, "{}", table.name);
    }
}

#[test]
fn a_thing_of_several_names_stays_one_row() {
    let store = views::store();
    let body = of_class(&store, org::ORGANIZATION).into_iter().next().unwrap();
    let label = Literal::new_simple_literal("zz tên khác");
    let node = NamedNode::new(&body).unwrap();
    store.insert(&Quad::new(node, skos::PREF_LABEL, label, GraphName::DefaultGraph)).unwrap();
    let (dir, _) = written(&store);
    let bodies = Read::of(&dir.path().join("tables"), "bodies");
    assert_eq!(bodies.column("body").iter().filter(|iri| **iri == body).count(), 1);
    assert!(bodies.column("name")[0].ends_with(" | zz tên khác"), "{}", bodies.column("name")[0]);
}

#[cfg(feature = "disk")]
#[test]
fn the_command_writes_the_tables_of_a_store_and_says_how_many_rows() {
    let folder = built::beside("tables");
    let told = built::told(&["export", "--store", built::store(), "--tables", &folder, "--bom"]);
    let people = Read::of(Path::new(&folder), "people").rows.len();
    assert!(told.contains(&format!("{people:>8} rows  {folder}/people.csv\n")), "{told}");
    assert!(told.ends_with("17 tables, read back and compared\n"), "{told}");
    let first = bytes(Path::new(&folder));
    built::told(&["export", "--store", built::store(), "--tables", &folder, "--bom"]);
    assert_eq!(bytes(Path::new(&folder)), first);
    let refused = built::vnkg(&["export", "--store", built::store(), "--bom", "-o", "x.ttl"]);
    assert_eq!(refused.status.code(), Some(2));
    let refused = built::vnkg(&["export", "--store", built::store()]);
    assert_eq!(refused.status.code(), Some(2));
}

#[cfg(all(feature = "disk", unix))]
#[test]
fn a_full_disk_is_told_with_what_to_do_and_nothing_is_left() {
    let dir = tempfile::tempdir().unwrap();
    for (option, name) in
        [("-o", "a.ttl"), ("-o", "a.nq.gz"), ("-o", "a.jsonld.zst"), ("--tables", "tables"), ("-o", "a.rdf")]
    {
        let to = dir.path().join(name);
        // The signal would end the command as a kill does; without it the system refuses to write.
        let script = format!("trap '' XFSZ; ulimit -f 8; exec {} export \"$@\"", env!("CARGO_BIN_EXE_vnkg"));
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script, "sh", "--store", built::store(), option]).arg(&to);
        let output = shell.output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {told}");
        assert!(
            told.contains("the disk is full, or a limit on the size of files is reached"),
            "{name}: {told}"
        );
        assert!(told.contains(to.to_str().unwrap()) && told.contains("free some space"), "{name}: {told}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "{name}: something was left");
    }
}
