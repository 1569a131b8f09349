//! Which of the places collected does the article speak of?
//!
//! A commune brings along the district that the list has it in; where the text puts it into another one, nothing
//! is left that speaks of the first. What a name means is decided before ([`super::places`]).

use crate::model::{Knowledge, PlaceId, Ref};

/// Takes out the places that no words name and nothing lies in or refers to; the others are numbered anew.
pub(super) fn keep_spoken_of(knowledge: &mut Knowledge, refs: &mut [Ref]) {
    let spoken = spoken_of(knowledge, refs);
    if spoken.iter().all(|s| *s) {
        return;
    }
    let mut count = 0..;
    let numbers: Vec<Option<PlaceId>> =
        spoken.iter().map(|s| if *s { count.next().map(PlaceId) } else { None }).collect();
    let mut places = spoken.iter();
    knowledge.places.retain(|_| places.next() == Some(&true));
    let number = |id: PlaceId| numbers.get(id.0).copied().flatten();
    for place in &mut knowledge.places {
        place.within = place.within.and_then(number);
    }
    for body in &mut knowledge.bodies {
        body.jurisdiction = body.jurisdiction.and_then(number);
    }
    knowledge.jurisdiction = knowledge.jurisdiction.and_then(|(id, cue)| Some((number(id)?, cue)));
    for one in refs {
        if let Ref::Place(id) = *one {
            *one = number(id).map_or(Ref::None, Ref::Place);
        }
    }
}

/// For each place: is it named, or the unit of the article or of a body, or does such a place lie in it?
fn spoken_of(knowledge: &Knowledge, refs: &[Ref]) -> Vec<bool> {
    let places = &knowledge.places;
    let named =
        (0..places.len()).map(PlaceId).filter(|id| places.get(id.0).is_some_and(|p| !p.mentions.is_empty()));
    let meant = refs.iter().filter_map(|r| if let Ref::Place(id) = r { Some(*id) } else { None });
    let units = knowledge.bodies.iter().filter_map(|b| b.jurisdiction);
    let own = knowledge.jurisdiction.map(|(id, _)| id);
    let mut todo: Vec<PlaceId> = named.chain(meant).chain(units).chain(own).collect();
    let mut spoken = vec![false; places.len()];
    while let Some(id) = todo.pop() {
        if let Some(seen) = spoken.get_mut(id.0)
            && !std::mem::replace(seen, true)
        {
            todo.extend(places.get(id.0).and_then(|p| p.within));
        }
    }
    spoken
}
