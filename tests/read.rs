//! What `read` takes, what it sets aside, and that it goes on after that.
#![expect(clippy::unwrap_used, reason = "a test stops where a temporary file cannot be written")]

use std::fs;
use std::io::{self, Read};

use tempfile::TempDir;
use vnkg::model::Article;
use vnkg::read::{Articles, MAX_RECORD_BYTES, Problem, ReadError, Seen, articles, published, reader_for};

type Results = Vec<Result<Article, ReadError>>;

/// Reads bytes as a file of that name.
fn read(name: &str, bytes: &[u8]) -> Results {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    articles(&[path]).collect()
}

fn ids(results: &Results) -> Vec<&str> {
    results.iter().flatten().map(|a| a.id.as_str()).collect()
}

/// The lines and messages of what was set aside, without the folder.
fn errors(results: &Results) -> Vec<(Option<usize>, String)> {
    results.iter().filter_map(|r| r.as_ref().err()).map(|e| (e.line, e.problem.to_string())).collect()
}

/// The one article of a file that holds one.
fn only(mut results: Results) -> Article {
    assert_eq!(results.len(), 1, "{results:?}");
    results.remove(0).unwrap()
}

/// The one error of a file that holds no article.
fn refused(results: &Results) -> (Option<usize>, String) {
    let all = errors(results);
    assert_eq!((all.len(), results.len()), (1, 1), "{results:?}");
    all.into_iter().next().unwrap()
}

#[test]
fn a_date_in_a_line_of_its_own_above_the_text_dates_the_article() {
    let day = |text: &str| only(read("bai.txt", text.as_bytes())).published.map(|d| d.iso());
    let dated = |line: &str| day(&format!("Sở Nội vụ họp\n\n{line}\nSáng nay, Sở Nội vụ họp.\n"));
    for line in [
        "Thứ Hai, 12/03/2018, 08:30 [GMT+7]",
        "Đăng ngày: 12/03/2018 08:30",
        "12-3-2018 | 8:30",
        "Ngày đăng: 12.3.2018",
    ] {
        assert_eq!(dated(line).as_deref(), Some("2018-03-12"), "{line}");
    }
    // A sentence, a day without its year and a line far below date nothing.
    assert_eq!(dated("Sáng 12/3/2018, Sở Nội vụ tỉnh Hà Nam họp về việc này."), None);
    assert_eq!(dated("Thứ Hai, 12/03"), None);
    assert_eq!(day(&format!("{}12/03/2018\n", "Sở Nội vụ họp.\n".repeat(9))), None);
}

#[test]
fn a_text_file_is_one_article_with_its_address() {
    let text = "Xã A họp\nSáng 3/4, xã A họp.\nhttps://www.BaoXa.vn:443/tin/1.html?a=b\n";
    let article = only(read("bai-1.txt", text.as_bytes()));
    assert_eq!((article.id.as_str(), article.text_start, article.published), ("bai-1", 0, None));
    assert_eq!(article.url.as_deref(), Some("https://www.BaoXa.vn:443/tin/1.html?a=b"));
    assert_eq!(article.publisher.as_deref(), Some("baoxa.vn"));
    assert_eq!(article.doc, text);
}

#[test]
fn an_address_within_a_line_is_no_url_of_the_article() {
    assert_eq!(only(read("a.txt", "Xem https://a.vn/b để biết.".as_bytes())).url, None);
}

#[test]
fn text_is_normalised_to_nfc_and_nothing_else() {
    let article = only(read("a.txt", "Thu\u{309}y  lo\u{323}i\r\n".as_bytes()));
    assert_eq!(article.doc, "Thủy  lọi\r\n");
}

#[test]
fn byte_order_marks_of_utf8_and_utf16_are_understood() {
    let text = "Trần Thị Thúy 𝄞\nhọp.";
    let mut utf8 = vec![0xEF, 0xBB, 0xBF];
    utf8.extend(text.as_bytes());
    let little: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    for bytes in [utf8, little, big] {
        assert_eq!(only(read("a.txt", &bytes)).doc, text);
    }
}

#[test]
fn utf16_is_decoded_across_pieces_of_the_stream() {
    let text = "𝄞ạ".repeat(20_000);
    let bytes: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(only(read("a.txt", &bytes)).doc, text);
}

#[test]
fn broken_utf16_is_refused_with_its_line() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("a\nb".encode_utf16().chain([0xDC00]).flat_map(u16::to_le_bytes));
    let (line, message) = refused(&read("a.txt", &bytes));
    assert_eq!(line, Some(2));
    assert!(message.contains("not UTF-8"), "{message}");
}

#[test]
fn legacy_encodings_are_refused_with_line_and_advice() {
    let (line, message) = refused(&read("a.txt", b"dong mot\ndong hai\nT\xE2\xF2nh \xFB"));
    assert_eq!(line, Some(3));
    assert!(message.contains("byte 2") && message.contains("iconv"), "{message}");
}

#[test]
fn empty_and_binary_files_are_refused_in_every_format() {
    for name in ["a.txt", "a.jsonl", "a.json", "a.csv"] {
        for empty in [&b""[..], b"\xEF\xBB\xBF", b" \n\t\n "] {
            let (_, message) = refused(&read(name, empty));
            assert!(message.starts_with("is empty"), "{name} {empty:?}: {message}");
        }
        let (_, message) = refused(&read(name, b"\x7fELF\0\0\0\x01\x02"));
        assert!(message.contains("NUL"), "{name}: {message}");
    }
}

#[test]
fn json_lines_take_null_unknown_keys_and_numbers_as_ids() {
    let lines = concat!(
        r#"{"id":"a","url":null,"publisher":"Báo A","title":"Tên","published":"2021-05-28T08:00","text":"Lời.","x":[1]}"#,
        "\n\n",
        r#"{"id":7,"text":"Lời."}"#,
        "\n",
        r#"{"text":"Lời."}"#,
        "\n",
    );
    let results = read("tin.ndjson", lines.as_bytes());
    assert_eq!(ids(&results), ["a", "7", "tin.ndjson#4"]);
    let first = results[0].as_ref().unwrap();
    assert_eq!(first.published.map(|d| d.iso()).as_deref(), Some("2021-05-28"));
    assert_eq!((first.doc.as_str(), first.title(), first.text()), ("Tên\nLời.", Some("Tên"), "Lời."));
}

#[test]
fn a_broken_line_of_json_is_set_aside_and_the_rest_is_read() {
    let mut lines: Vec<String> =
        (1..=10).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Lời {n}.\"}}")).collect();
    lines[2] = "{\"id\":\"3\",\"text\":\"Lời".to_owned();
    let results = read("a.jsonl", lines.join("\n").as_bytes());
    assert_eq!(ids(&results), ["1", "2", "4", "5", "6", "7", "8", "9", "10"]);
    let all = errors(&results);
    assert_eq!((all.len(), all[0].0), (1, Some(3)));
    assert!(all[0].1.contains("no JSON object") && all[0].1.contains("column"), "{}", all[0].1);
}

#[test]
fn a_line_with_other_bytes_than_utf8_is_set_aside_and_the_rest_is_read() {
    let results = read(
        "a.jsonl",
        b"{\"id\":\"a\",\"text\":\"b\"}\n{\"text\":\"\xFF\"}\n{\"id\":\"c\",\"text\":\"d\"}\n",
    );
    assert_eq!(ids(&results), ["a", "c"]);
    assert_eq!(errors(&results)[0].0, Some(2));
}

#[test]
fn each_fault_of_a_record_has_its_own_message() {
    for (line, part) in [
        (r#"{"id":"a"}"#, "has no text"),
        (r#"{"id":"a","text":null}"#, "has no text"),
        (r#"{"id":"a","text":" \n "}"#, "has no text"),
        (r#"{"id":"a","text":5}"#, "\"text\" is a number"),
        (r#"{"id":["a"],"text":"b"}"#, "\"id\" is a list"),
        (r#"["a","b","c","d","e","f"]"#, "does not begin with {"),
        (r#""text""#, "does not begin with {"),
        (r#"{"text":"a","text":"b"}"#, "duplicate field"),
        (r#"{"text":"a\u0000b"}"#, "NUL"),
        (r#"{"text":"\ud800"}"#, "no JSON object"),
        ("{\"text\":\"a\u{0}\"}", "NUL"),
    ] {
        let (at, message) = refused(&read("a.jsonl", format!("\n{line}\n").as_bytes()));
        assert!(message.contains(part), "{line}: {message}");
        assert!(at == Some(2) || at.is_none(), "{line}: {at:?}");
    }
}

#[test]
fn a_date_in_an_unknown_form_is_no_date() {
    let article = only(read("a.jsonl", r#"{"id":"a","published":1622160000,"text":"b"}"#.as_bytes()));
    assert_eq!(article.published, None);
    for (printed, day) in [
        ("2021-05-28", Some("2021-05-28")),
        ("2021-05-28T23:30:00+07:00", Some("2021-05-28")),
        ("2021-05-28 23:30", Some("2021-05-28")),
        ("20210528", Some("2021-05-28")),
        ("28/5/2021", Some("2021-05-28")),
        ("28/05/2021 15:30", Some("2021-05-28")),
        ("Thứ Sáu, 28/05/2021, 15:30 (GMT+7)", Some("2021-05-28")),
        ("2021-05", Some("2021-05")),
        ("2021", Some("2021")),
        ("05/28/2021", None),
        ("30/2/2021", None),
        ("hôm qua", None),
        ("", None),
        ("+021-05-28", None),
    ] {
        assert_eq!(published(printed).map(|d| d.iso()).as_deref(), day, "{printed}");
    }
}

#[test]
fn a_json_file_holds_one_object_or_an_array() {
    assert_eq!(ids(&read("mot.json", "{\n \"text\": \"Lời {.\"\n}\n".as_bytes())), ["mot"]);
    let array = "[\n {\"id\":\"a\",\"text\":\"Lời \\\" }.\"},\n {\"text\": 3},\n {\"text\":\n\"Lời.\"}\n]\n";
    let results = read("nhieu.json", array.as_bytes());
    assert_eq!(ids(&results), ["a", "nhieu.json#4"]);
    assert_eq!(errors(&results)[0].0, Some(3));
}

#[test]
fn csv_finds_columns_by_their_header_in_any_order() {
    let csv = "\u{feff}Text,extra,ID,title\r\n\"Lời, \"\"hay\"\"\r\nlắm.\",x,a,Tên\r\n\r\nLời.,y,,\r\n";
    let results = read("a.csv", csv.as_bytes());
    assert_eq!(ids(&results), ["a", "a.csv#5"]);
    assert_eq!(results[0].as_ref().unwrap().text(), "Lời, \"hay\"\r\nlắm.");
}

#[test]
fn rows_of_the_wrong_length_are_set_aside() {
    let results = read("a.csv", "id,text\na,Lời.\nb\nc,Lời, nữa.\nd,Lời.\n".as_bytes());
    assert_eq!(ids(&results), ["a", "d"]);
    let all = errors(&results);
    assert_eq!([all[0].0, all[1].0], [Some(3), Some(4)]);
    assert!(all[1].1.contains("has 3 fields; expected 2"), "{}", all[1].1);
}

#[test]
fn a_wrong_csv_header_is_told_with_what_was_found() {
    let (line, message) = refused(&read("a.csv", "id;tieu de;noi dung\na;b;c\n".as_bytes()));
    assert_eq!(line, Some(1));
    assert!(message.contains("\"text\"") && message.contains("id;tieu de;noi dung"), "{message}");
    let (_, message) = refused(&read("a.csv", b"text,text\na,b\n"));
    assert!(message.contains("twice"), "{message}");
}

#[test]
fn a_quote_that_never_closes_is_told_where_it_opens() {
    let results = read("a.csv", "id,text\na,Lời.\nb,\"Lời\nc,Lời.\n".as_bytes());
    assert_eq!(ids(&results), ["a"]);
    assert_eq!(errors(&results)[0].0, Some(3));
    assert!(errors(&results)[0].1.contains("never ends"));
}

#[test]
fn a_text_of_fifty_megabytes_is_refused() {
    let (_, message) = refused(&read("a.txt", &vec![b'a'; 50 << 20]));
    assert!(message.contains("longer than 16 MiB"), "{message}");
}

/// A stream with a long run of one letter in its middle.
fn long(before: &'static str, after: &'static str) -> Box<dyn Read + Send> {
    Box::new(before.as_bytes().chain(io::repeat(b'a').take(50 << 20)).chain(after.as_bytes()))
}

#[test]
fn a_line_of_fifty_megabytes_is_passed_over_and_the_next_is_read() {
    for (extension, before, after) in [
        ("jsonl", "{\"id\":\"a\",\"text\":\"b\"}\n{\"text\":\"", "\"}\n{\"id\":\"c\",\"text\":\"d\"}\n"),
        ("json", "[{\"id\":\"a\",\"text\":\"b\"},\n{\"text\":\"", "\"},\n{\"id\":\"c\",\"text\":\"d\"}]\n"),
        ("csv", "id,text\na,b\nb,", "\nc,d\n"),
    ] {
        let reader = reader_for(extension).unwrap();
        let results: Results = Articles::of(reader, "long", long(before, after)).collect();
        assert_eq!(ids(&results), ["a", "c"], "{extension}");
        let all = errors(&results);
        assert!(
            matches!(all[..], [(Some(2 | 3), _)]) && all[0].1.contains("longer than"),
            "{extension}: {all:?}"
        );
    }
}

#[test]
fn the_first_article_comes_before_the_input_is_read_to_its_end() {
    let line = &b"{\"id\":\"a\",\"text\":\"b\"}\n"[..];
    let reader = reader_for("JSONL").unwrap();
    let mut all = Articles::of(reader, "pipe", Box::new(line.chain(io::repeat(b'\n'))));
    assert_eq!(all.next().unwrap().unwrap().id, "a");
}

#[test]
fn a_record_of_exactly_the_limit_is_read() {
    let mut line = b"{\"id\":\"a\",\"text\":\"".to_vec();
    line.resize(MAX_RECORD_BYTES - 3, b'a');
    line.extend_from_slice(b"\"}\n");
    assert_eq!(line.len(), MAX_RECORD_BYTES);
    assert_eq!(ids(&read("a.jsonl", &line)), ["a"]);
}

#[test]
fn folders_are_walked_in_order_without_hidden_and_foreign_files() {
    let folder = TempDir::new().unwrap();
    for name in ["b/2.txt", "b/10.TXT", "a.txt", ".hidden/x.txt", ".y.txt", "b/foto.jpg", "c/.z", "README"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "Lời.").unwrap();
    }
    let mut all = articles(&[folder.path()]);
    let found: Vec<String> = all.by_ref().map(|a| a.unwrap().id).collect();
    assert_eq!(found, ["a", "10", "2"]);
    assert_eq!(all.skipped(), 2);
}

#[test]
fn a_named_file_of_unknown_format_is_an_error_that_lists_the_formats() {
    let (_, message) = refused(&read("foto.jpg", b"x"));
    assert!(message.contains(".txt") && message.contains(".jsonl") && message.contains(".csv"), "{message}");
}

#[test]
fn a_missing_file_is_told_and_the_next_is_read() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "Lời.").unwrap();
    let paths = [folder.path().join("không có.txt"), folder.path().join("a.txt")];
    let results: Results = articles(&paths).collect();
    assert_eq!(ids(&results), ["a"]);
    let error = results[0].as_ref().unwrap_err();
    assert!(matches!(error.problem, Problem::Io(_)));
    assert!(error.to_string().contains("không có.txt: cannot be read"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_are_told_and_do_not_loop() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.txt"), "Lời.").unwrap();
    symlink(folder.path(), folder.path().join("in/back")).unwrap();
    symlink("self", folder.path().join("self")).unwrap();
    symlink("nowhere", folder.path().join("z.txt")).unwrap();
    let results: Results = articles(&[folder.path()]).collect();
    assert_eq!(ids(&results), ["a"]);
    let kinds: Vec<bool> =
        results.iter().filter_map(|r| r.as_ref().err()).map(|e| matches!(e.problem, Problem::Loop)).collect();
    assert_eq!(kinds, [true, false, false]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "Lời.").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // The superuser reads it all the same.
    }
    let (_, message) = refused(&articles(&[path]).collect());
    assert!(message.contains("may read it"), "{message}");
}

#[test]
fn an_id_that_came_before_is_set_aside_with_its_place() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "Lời.").unwrap();
    let lines = "{\"id\":\"b\",\"text\":\"c\"}\n{\"id\":\"a\",\"text\":\"c\"}\n";
    fs::write(folder.path().join("b.jsonl"), lines).unwrap();
    let results: Results = articles(&[folder.path()]).distinct().collect();
    assert_eq!(ids(&results), ["a", "b"]);
    let error = results[2].as_ref().unwrap_err();
    assert_eq!((error.file.file_name(), error.line), (Some("b.jsonl".as_ref()), Some(2)));
    assert!(error.to_string().contains("the id \"a\" came before"), "{error}");
    let mut seen = Seen::default();
    assert_eq!([seen.first("a"), seen.first("b"), seen.first("a")], [true, true, false]);
}

#[test]
fn no_bytes_make_a_reader_panic() {
    use proptest::prelude::*;
    let known = ["{\"text\":\"", "\"}", "\n", ",", "\"", "id,text\n", "[", "]", "\\", "\u{feff}"];
    let piece = prop_oneof![
        any::<u8>().prop_map(|b| vec![b]),
        prop::sample::select(known.to_vec()).prop_map(|s| s.as_bytes().to_vec()),
    ];
    proptest!(|(pieces in prop::collection::vec(piece, 0..80), format in 0..4_usize)| {
        let bytes: Vec<u8> = pieces.concat();
        let reader = vnkg::read::READERS[format];
        for article in Articles::of(reader, "x", Box::new(io::Cursor::new(bytes))).flatten() {
            prop_assert!(article.doc.get(article.text_start..).is_some());
            prop_assert!(!article.text().trim().is_empty() && !article.id.is_empty());
        }
    });
}

#[test]
fn extensions_belong_to_one_reader_each() {
    let mut all: Vec<&str> =
        vnkg::read::READERS.iter().flat_map(|r| r.extensions().iter().copied()).collect();
    all.sort_unstable();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count);
}
