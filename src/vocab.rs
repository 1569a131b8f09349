//! The names of the graph: every IRI that Rust code writes or asks for, and the few patterns that more than
//! one module needs.
//!
//! What the names mean is said in `ontology/`, and a test checks that each one is defined there. How the IRIs
//! of people, bodies and the like are made: [`crate::map::iri`].

use oxrdf::NamedNode;

/// What every IRI of ours begins with.
pub const BASE: &str = "https://w3id.org/vnkg/";

/// Percent-encodes all but the letters, digits and marks that are safe in every part of an IRI.
///
/// ```
/// assert_eq!(vnkg::vocab::percent("bài 1/2.html"), "b%C3%A0i%201%2F2.html");
/// ```
#[must_use]
pub fn percent(text: &str) -> String {
    // A name of dots alone would be taken for "this folder" or "the folder above".
    let dots = text.bytes().all(|b| b == b'.');
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let safe =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~') || (byte == b'.' && !dots);
        if safe { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

/// The article with this identifier.
#[must_use]
pub fn article(id: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{BASE}id/article/{}", percent(id)))
}

/// The named graph that holds all that this article contributes.
#[must_use]
pub fn graph(id: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{BASE}g/{}", percent(id)))
}

/// The named graph of an article that somebody calls by its identifier, by its IRI or by that of its graph.
///
/// ```
/// let graph = vnkg::vocab::graph("bài 1");
/// assert_eq!(vnkg::vocab::graph_of("bài 1"), graph);
/// assert_eq!(vnkg::vocab::graph_of(vnkg::vocab::article("bài 1").as_str()), graph);
/// assert_eq!(vnkg::vocab::graph_of(graph.as_str()), graph);
/// ```
#[must_use]
pub fn graph_of(name: &str) -> NamedNode {
    let local = |kind: &str| name.strip_prefix(BASE)?.strip_prefix(kind);
    match local("id/article/").or_else(|| local("g/")) {
        Some(id) => NamedNode::new(format!("{BASE}g/{id}")).unwrap_or_else(|_| graph(name)),
        None => graph(name),
    }
}

/// A module of constants for the terms of one namespace, with the list of them all.
macro_rules! namespace {
    ($(#[$doc:meta])* $module:ident $iri:literal { $($name:ident $local:literal)+ }) => {
        $(#[$doc])*
        pub mod $module {
            use oxrdf::NamedNodeRef;

            /// The namespace.
            pub const NS: &str = $iri;
            $(
                #[doc = concat!("`", $iri, $local, "`")]
                pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($iri, $local));
            )+
            /// Every term above, in order.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),+];
        }
    };
}

namespace! {
    /// Our own classes, properties and fixed concepts.
    vk "https://w3id.org/vnkg/ns#" {
        PLACE "Place" ADMIN_UNIT "AdminUnit" SITE "Site" QUOTE "Quote" ATTESTATION "Attestation"
        MEETING "Meeting" PARTICIPATION "Participation" AGENDA_ITEM "AgendaItem" ATTENDEE_GROUP "AttendeeGroup"
        DECISION "Decision" SHARE "Share" PROJECT "Project" PERIOD "Period" CLAIM "Claim" ABSTENTION "Abstention"
        NAMING "Naming"
        MERGER "Merger" SPLIT "Split" RENAMING "Renaming" RESUBORDINATION "Resubordination"
        DISSOLUTION "Dissolution" ESTABLISHMENT "Establishment"

        COUNTRY "Country" PROVINCE "Province" DISTRICT "District" COMMUNE "Commune" VILLAGE "Village"
        PARTY "Party" STATE "State" PARTY_AND_STATE "PartyAndState" MASS "Mass" ARMED "Armed" JUDICIAL "Judicial"
        ENTERPRISE "Enterprise" MEDIA "Media" FOREIGN "Foreign" INTERNATIONAL "International"
        RELIGIOUS "Religious" OTHER "Other"
        HELD "Held" FORMER "Former" LEFT "Left" APPOINTED "Appointed" ELECTED "Elected" APPROVED "Approved"
        ISSUED "Issued" AGREED "Agreed" ASSIGNED "Assigned" PROPOSED "Proposed" REPORTED "Reported"

        IN_ARTICLE "inArticle" SECTION "section" EVIDENCE "evidence" CONFIDENCE "confidence" RULE "rule"
        REASON "reason" TEXT_SHA256 "textSha256" TEXT_NORMAL_FORM "textNormalForm" TOOL "tool"
        TOOL_VERSION "toolVersion" JURISDICTION "jurisdiction" JURISDICTION_CUE "jurisdictionCue"
        SEARCH_NAME "searchName" NAMES "names" UNIT_LEVEL "unitLevel" GSO_CODE "gsoCode" WITHIN "within"
        VALID_FROM "validFrom" VALID_UNTIL "validUntil" SECTOR "sector" SEATS "seats" POST "post"
        ATTESTED "attested" KIND "kind" STATUS "status" OBSERVED_ON "observedOn" TERM "term"
        EVENT_KIND "eventKind" PART_OF_DAY "partOfDay" ORDINAL "ordinal" CHAIR "chair" SPEAKER "speaker"
        ATTENDEE_GROUP_TEXT "attendeeGroup" HAS_AGENDA_ITEM "agendaItem" EVENT "event" PARTICIPANT "participant"
        PART "part" PRESENTED_BY "presentedBy" DECISION_KIND "decisionKind" MODALITY "modality"
        DECIDED_BY "decidedBy" ANNOUNCED_BY "announcedBy" OBJECT "object" ABOUT_PERSON "aboutPerson"
        ABOUT_ROLE "aboutRole" ABOUT_POST "aboutPost" ABOUT_BODY "aboutBody" ABOUT_PLACE "aboutPlace"
        RECORDED_IN "recordedIn" DECIDED_ON "decidedOn" DEADLINE "deadline" AMOUNT "amount" FORM "form"
        DECIDED_AT "decidedAt" EFFECTS "effects" ABOUT "about" NUMBERING_PERIOD "numberingPeriod"
        SOURCE_TEXT "sourceText" APPROXIMATE "approximate" NEW_PARENT "newParent" PILOT "pilot"
        LOCATION "location" COST "cost" HAS_PERIOD "period" START_YEAR "startYear" END_YEAR "endYear"
    }
}

namespace! {
    /// The concept schemes.
    scheme "https://w3id.org/vnkg/scheme/" {
        KINDS "kinds" ROLES "roles" ACTIONS "actions" DOCUMENT_TYPES "document-types" MODALITIES "modalities"
        ATTESTATION_KINDS "attestation-kinds" SECTORS "sectors" UNIT_LEVELS "unit-levels"
        EVENT_KINDS "event-kinds"
    }
}

namespace! {
    /// W3C organization ontology.
    org "http://www.w3.org/ns/org#" {
        ORGANIZATION "Organization" POST "Post" MEMBERSHIP "Membership" CHANGE_EVENT "ChangeEvent"
        CLASSIFICATION "classification" SUB_ORGANIZATION_OF "subOrganizationOf" ROLE "role" POST_IN "postIn"
        MEMBER "member" HAS_ORGANIZATION "organization" ORIGINAL_ORGANIZATION "originalOrganization"
        RESULTING_ORGANIZATION "resultingOrganization"
    }
}

namespace! {
    /// Friend of a friend.
    foaf "http://xmlns.com/foaf/0.1/" { PERSON "Person" NAME "name" }
}

namespace! {
    /// schema.org.
    schema "http://schema.org/" {
        NEWS_ARTICLE "NewsArticle" EVENT "Event" MONETARY_AMOUNT "MonetaryAmount" URL "url" MENTIONS "mentions"
        START_DATE "startDate" ORGANIZER "organizer" LOCATION "location" ATTENDEE "attendee" VALUE "value"
        CURRENCY "currency"
    }
}

namespace! {
    /// Simple knowledge organization system.
    skos "http://www.w3.org/2004/02/skos/core#" {
        CONCEPT "Concept" PREF_LABEL "prefLabel" IN_SCHEME "inScheme"
    }
}

namespace! {
    /// European legislation identifier.
    eli "http://data.europa.eu/eli/ontology#" {
        LEGAL_RESOURCE "LegalResource" ID_LOCAL "id_local" NUMBER "number" TYPE_DOCUMENT "type_document"
        DATE_DOCUMENT "date_document" PASSED_BY "passed_by"
    }
}

namespace! {
    /// W3C provenance ontology.
    prov "http://www.w3.org/ns/prov#" {
        ENTITY "Entity" ACTIVITY "Activity" WAS_GENERATED_BY "wasGeneratedBy"
    }
}

namespace! {
    /// W3C web annotation.
    oa "http://www.w3.org/ns/oa#" {
        TEXT_QUOTE_SELECTOR "TextQuoteSelector" TEXT_POSITION_SELECTOR "TextPositionSelector" EXACT "exact"
        START "start" END "end"
    }
}

namespace! {
    /// Dublin Core terms.
    dct "http://purl.org/dc/terms/" {
        IDENTIFIER "identifier" TITLE "title" PUBLISHER "publisher" ISSUED "issued" SOURCE "source"
    }
}

namespace! {
    /// Core public organisation vocabulary.
    cv "http://data.europa.eu/m8g/" { PUBLIC_ORGANISATION "PublicOrganisation" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_cannot_leave_their_place_in_the_iri() {
        assert_eq!(article("a#b?c/d").as_str(), "https://w3id.org/vnkg/id/article/a%23b%3Fc%2Fd");
        assert_eq!(graph("..").as_str(), "https://w3id.org/vnkg/g/%2E%2E");
        assert_eq!(percent("🎉%"), "%F0%9F%8E%89%25");
    }

    #[test]
    fn every_term_is_a_valid_iri_and_named_once() {
        let all: Vec<_> = [vk::ALL, scheme::ALL, org::ALL, foaf::ALL, schema::ALL, skos::ALL, eli::ALL]
            .into_iter()
            .chain([prov::ALL, oa::ALL, dct::ALL, cv::ALL])
            .flatten()
            .collect();
        let distinct: std::collections::BTreeSet<_> = all.iter().map(|t| t.as_str()).collect();
        assert_eq!(distinct.len(), all.len());
        assert!(distinct.iter().all(|t| NamedNode::new(*t).is_ok()));
    }
}
