//! What is drawn is what was asked for: ways, trees, decisions, people together, periods, kinds, support.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "fixtures/views.rs"]
mod views;

use std::collections::BTreeSet;

use petgraph::visit::EdgeRef;
use vnkg::draw::scope::Scope;
use vnkg::draw::words::{Kind, Relation};
use vnkg::draw::{DrawError, Drawing, Picture, View, Wish, txt};
use vnkg::store::Graph;

fn picture(wish: &Wish) -> Result<Picture, DrawError> {
    vnkg::draw::picture(&Graph::from(views::store()), wish)
}

fn ways(from: &str, to: &str, count: usize) -> Result<Picture, DrawError> {
    let view = View::Paths { from: from.to_owned(), to: to.to_owned(), count };
    picture(&Wish { view, ..Wish::default() })
}

fn scoped(scope: Scope) -> Picture {
    picture(&Wish { scope, ..Wish::default() }).unwrap()
}

fn label(picture: &Picture, node: petgraph::graph::NodeIndex) -> &str {
    picture.graph.node_weight(node).unwrap().label.as_str()
}

fn labels(picture: &Picture) -> BTreeSet<&str> {
    picture.graph.node_indices().map(|node| label(picture, node)).collect()
}

/// Every edge as "from > relation > to".
fn edges(picture: &Picture) -> BTreeSet<String> {
    picture
        .graph
        .edge_references()
        .map(|e| {
            let (from, to) = (label(picture, e.source()), label(picture, e.target()));
            format!("{from} > {} > {to}", e.weight().relation.key())
        })
        .collect()
}

fn told(picture: &Picture) -> String {
    let mut out = Vec::new();
    txt::Text.draw(picture, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn ways_are_the_shortest_first_and_none_leads_over_a_place() {
    let picture = ways("Trần Văn Bách", "Hội đồng nhân dân tỉnh Vân Hà", 6).unwrap();
    let names = |path: &Vec<_>| path.iter().map(|node| label(&picture, *node)).collect::<Vec<_>>();
    let paths: Vec<Vec<&str>> = picture.paths.iter().map(names).collect();
    assert!(paths.len() > 2, "{paths:?}");
    let steps: Vec<usize> = paths.iter().map(Vec::len).collect();
    assert!(steps.is_sorted() && steps[0] == 3, "{steps:?}");
    assert_eq!(paths[0][1], "Kỳ họp thứ 8 HĐND tỉnh Vân Hà");
    for path in &paths {
        assert_eq!((path[0], path[path.len() - 1]), ("Trần Văn Bách", "Hội đồng nhân dân tỉnh Vân Hà"));
        assert_eq!(path.iter().collect::<BTreeSet<_>>().len(), path.len(), "no node twice: {path:?}");
        assert!(!path.contains(&"Tỉnh Vân Hà") && !path.contains(&"Huyện Thạch Tân"), "{path:?}");
    }
    assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len(), "each way once");
}

#[test]
fn a_way_is_drawn_with_its_steps_only_from_left_to_right() {
    let picture = ways("Ngô Thế Viên", "Tỉnh ủy Vân Hà", 1).unwrap();
    let [path] = picture.paths.as_slice() else { panic!("{:?}", picture.paths) };
    assert_eq!(picture.graph.node_count(), path.len());
    let x = |node: &petgraph::graph::NodeIndex| picture.positions[node.index()].x;
    assert!(path.windows(2).all(|pair| x(&pair[0]) < x(&pair[1])));
    for edge in picture.graph.edge_references() {
        let place = |node| path.iter().position(|on| *on == node).unwrap();
        assert_eq!(place(edge.source()).abs_diff(place(edge.target())), 1);
        assert!(edge.weight().quote.is_some(), "each step has its sentence");
    }
    assert_eq!(picture.title(), "Ngô Thế Viên – Tỉnh ủy Vân Hà");
}

#[test]
fn a_way_is_told_step_by_step_with_sentences() {
    let text = told(&ways("Phạm Quốc Tường", "Đỗ Hạnh Dung", 1).unwrap());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Phạm Quốc Tường – Đỗ Hạnh Dung");
    let decision = "Bổ nhiệm đồng chí Đỗ Hạnh Dung giữ chức Giám đốc Sở Nội vụ";
    assert_eq!(lines[2], format!("1. Phạm Quốc Tường · {decision} · Đỗ Hạnh Dung (2 bước)"));
    assert_eq!(lines[3], format!("  Phạm Quốc Tường — công bố, 2022-04-01 → {decision}"));
    assert!(lines[4].starts_with("      “") && lines[5].starts_with("      ["), "{text}");
}

#[test]
fn what_nothing_joins_is_told_and_so_is_a_thing_with_itself() {
    let error = ways("Đỗ Thị Hoa", "Đỗ Thị Hoa", 2).unwrap_err().to_string();
    assert!(error.contains("no way leads from Đỗ Thị Hoa"), "{error}");
    let error = ways("Huyện Lạc Khê", "Đỗ Hạnh Dung", 2).map(|p| p.title());
    // A place may be an end of a way.
    assert_eq!(error.unwrap(), "Huyện Lạc Khê – Đỗ Hạnh Dung");
}

#[test]
fn a_tree_holds_the_bodies_below_and_who_leads_them() {
    let view = View::Tree { body: "Tỉnh ủy Vân Hà".to_owned() };
    let picture = picture(&Wish { view, ..Wish::default() }).unwrap();
    let edges = edges(&picture);
    for edge in [
        "Huyện ủy Thạch Tân > part-of > Tỉnh ủy Vân Hà",
        "Văn phòng Huyện ủy Thạch Tân > part-of > Huyện ủy Thạch Tân",
        "Trần Văn Bách > holds > Tỉnh ủy Vân Hà",
    ] {
        assert!(edges.contains(edge), "{edge}: {edges:?}");
    }
    assert_eq!(picture.graph.edge_count(), picture.graph.node_count() - 1, "a tree");
    assert!(picture.graph.node_weights().all(|n| matches!(n.kind, Kind::Body | Kind::Person)));
    let x = |node: petgraph::graph::NodeIndex| picture.positions[node.index()].x;
    assert!(picture.graph.edge_references().all(|e| x(e.source()) > x(e.target())), "below is to the right");
    let view = View::Tree { body: "Trần Văn Bách".to_owned() };
    let error = vnkg::draw::picture(&Graph::from(views::store()), &Wish { view, ..Wish::default() });
    assert!(matches!(error.unwrap_err(), DrawError::NoBody(_)));
}

#[test]
fn decisions_of_a_body_come_with_whom_they_concern_and_no_others() {
    let of = |body: &str, limit| {
        picture(&Wish { view: View::Decisions { body: body.to_owned() }, limit, ..Wish::default() })
    };
    let drawn = of("UBND tỉnh Vân Hà", 200).unwrap();
    let names = labels(&drawn);
    for name in ["Đỗ Hạnh Dung", "Sở Nội vụ tỉnh Vân Hà", "Phạm Quốc Tường"] {
        assert!(names.contains(name), "{name}: {names:?}");
    }
    assert!(!names.contains("Phê duyệt dự án đường liên huyện"));
    let error = of("Đỗ Thị Hoa", 200).unwrap_err().to_string();
    assert!(error.contains("no decision of Đỗ Thị Hoa"), "{error}");
}

#[test]
fn people_together_weigh_the_events_they_shared() {
    let shared = scoped(Scope { together: Some(1), ..Scope::default() });
    assert!(shared.graph.node_weights().all(|node| node.kind == Kind::Person));
    assert!(shared.graph.edge_weights().all(|edge| edge.relation == Relation::Together));
    // Counted from the other picture: who took part in what.
    let whole = picture(&Wish::default()).unwrap();
    let parts: BTreeSet<(String, String)> = whole
        .graph
        .edge_references()
        .filter(|e| e.weight().relation.is_part())
        .filter(|e| whole.graph.node_weight(e.source()).unwrap().kind == Kind::Person)
        .map(|e| (label(&whole, e.target()).to_owned(), label(&whole, e.source()).to_owned()))
        .collect();
    let events: BTreeSet<&String> = parts.iter().map(|(event, _)| event).collect();
    let mut pairs = 0;
    for edge in shared.graph.edge_references() {
        let was = |event: &String, node| parts.contains(&(event.clone(), label(&shared, node).to_owned()));
        let both = |event: &&&String| was(event, edge.source()) && was(event, edge.target());
        assert_eq!(edge.weight().weight, events.iter().filter(both).count());
        assert!(edge.weight().articles > 0 && edge.weight().quote.is_some());
        pairs += 1;
    }
    assert!(pairs > 5, "{pairs}");
    let often = scoped(Scope { together: Some(2), ..Scope::default() });
    assert!(often.graph.edge_weights().all(|edge| edge.weight > 1));
    assert!(often.graph.edge_count() < shared.graph.edge_count());
}

#[test]
fn a_period_keeps_what_is_attested_in_it_and_nothing_without_a_date() {
    let year = |from: &str, to: &str| {
        scoped(Scope { from: Some(from.to_owned()), to: Some(to.to_owned()), ..Scope::default() })
    };
    let july = year("2022-07-01", "2022-07-31");
    assert!(
        edges(&july).contains("Hội đồng nhân dân tỉnh Vân Hà > organises > Kỳ họp thứ 8 HĐND tỉnh Vân Hà")
    );
    assert!(!labels(&july).contains("Hội nghị lần thứ 12 Ban Thường vụ Tỉnh ủy Vân Hà"));
    assert!(!labels(&july).contains("Hội nghị sơ kết công tác của Huyện ủy Thạch Tân"), "it has no date");
    for edge in july.graph.edge_weights().filter(|edge| !edge.relation.is_timeless()) {
        let (since, date) = (edge.since.as_deref().unwrap(), edge.date.as_deref().unwrap());
        assert!(since <= "2022-07-31" && date >= "2022-07-01", "{edge:?}");
    }
    let none = year("1990-01-01", "1990-12-31");
    assert_eq!(none.graph.node_count(), 0);
    assert!(none.undated > 0 && none.undated == july.undated, "{} {}", none.undated, july.undated);
    assert_eq!(scoped(Scope::default()).undated, 0);
}

#[test]
fn kinds_and_support_narrow_the_graph_and_posts_unfold() {
    let people = scoped(Scope { kinds: vec![Kind::Person, Kind::Body], ..Scope::default() });
    assert!(people.graph.node_weights().all(|n| matches!(n.kind, Kind::Person | Kind::Body)));
    assert!(edges(&people).contains("Trần Văn Bách > holds > Tỉnh ủy Vân Hà"));
    let often = scoped(Scope { min_articles: 3, ..Scope::default() });
    assert!(often.graph.edge_count() > 0 && often.graph.edge_weights().all(|edge| edge.articles >= 3));
    let posts = scoped(Scope { posts: true, ..Scope::default() });
    let edges = edges(&posts);
    assert!(edges.contains("Trần Văn Bách > holds > Bí thư Tỉnh ủy Vân Hà"));
    assert!(edges.contains("Bí thư Tỉnh ủy Vân Hà > post-in > Tỉnh ủy Vân Hà"));
    assert!(!edges.contains("Trần Văn Bách > holds > Tỉnh ủy Vân Hà"));
}

#[test]
fn what_the_options_leave_out_is_told_apart_from_what_is_never_drawn() {
    let scope = Scope { kinds: vec![Kind::Body], ..Scope::default() };
    let about = Some("Trần Văn Bách".to_owned());
    let error = picture(&Wish { scope, about, ..Wish::default() }).unwrap_err();
    assert!(matches!(error, DrawError::LeftOut(_)), "{error}");
}

#[test]
fn a_meeting_is_drawn_with_its_people_host_place_and_decisions() {
    let about = Some("Kỳ họp thứ 8 HĐND tỉnh Vân Hà".to_owned());
    let meeting = picture(&Wish { about, hops: 1, ..Wish::default() }).unwrap();
    let names = labels(&meeting);
    for name in ["Bùi Thị Thơm", "Trần Văn Bách", "Hội đồng nhân dân tỉnh Vân Hà", "Tỉnh Vân Hà"]
    {
        assert!(names.contains(name), "{name}");
    }
    assert!(names.contains("Phê duyệt dự án đường liên huyện"));
}
