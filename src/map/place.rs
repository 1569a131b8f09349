//! Administrative units and sites, and what they lie in.

use oxrdf::NamedNodeRef;

use super::graph::Graph;
use super::literal;
use super::scope::Scope;
use crate::model::{Level, PlaceId};
use crate::vocab::{skos, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for (index, place) in scope.knowledge.places.iter().enumerate() {
        let Some(node) = scope.names.place(PlaceId(index)) else { continue };
        // In the order of their lines, so that there is little left to sort.
        let level = level(place.level);
        graph.is_a(node, if level.is_some() { vk::ADMIN_UNIT } else { vk::SITE });
        graph.add(node, skos::PREF_LABEL, literal::name(&place.name));
        graph.maybe(node, vk::GSO_CODE, place.code.as_ref().map(|(_, code)| literal::plain(code)));
        graph.add(node, vk::SEARCH_NAME, literal::search_name(&place.name));
        graph.maybe(node, vk::UNIT_LEVEL, level);
        if let Some((edition, _)) = &place.code {
            // Both lists hold for a fixed time: the units were drawn anew on 1 July 2025.
            match *edition {
                "v1" => graph.add(node, vk::VALID_UNTIL, literal::date("2025-06-30")),
                "v2" => graph.add(node, vk::VALID_FROM, literal::date("2025-07-01")),
                _ => {}
            }
        }
        graph.maybe(node, vk::WITHIN, place.within.and_then(|id| scope.names.place(id)).cloned());
        scope.mentions(graph, &place.mentions, node);
    }
}

/// The concept for a level; none for a site, which has no level.
const fn level(level: Level) -> Option<NamedNodeRef<'static>> {
    match level {
        Level::Country => Some(vk::COUNTRY),
        Level::Province => Some(vk::PROVINCE),
        Level::District => Some(vk::DISTRICT),
        Level::Commune => Some(vk::COMMUNE),
        Level::Village => Some(vk::VILLAGE),
        Level::Site => None,
    }
}
