//! The IRIs that the views read.

use oxrdf::NamedNodeRef;

/// What all our IRIs begin with.
pub const BASE: &str = "https://w3id.org/vnkg/";

macro_rules! terms {
    ($($name:ident = $iri:expr;)+) => {$(
        #[doc = concat!("`", $iri, "`")]
        pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);
    )+};
}
macro_rules! vk {
    ($($name:ident = $local:literal;)+) => { terms! { $($name = concat!("https://w3id.org/vnkg/ns#", $local);)+ } };
}
macro_rules! org {
    ($($name:ident = $local:literal;)+) => { terms! { $($name = concat!("http://www.w3.org/ns/org#", $local);)+ } };
}

terms! {
    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    RDF_SUBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    NAME = "http://xmlns.com/foaf/0.1/name";
    PERSON = "http://xmlns.com/foaf/0.1/Person";
    IDENTIFIER = "http://purl.org/dc/terms/identifier";
    TITLE = "http://purl.org/dc/terms/title";
    ISSUED = "http://purl.org/dc/terms/issued";
    PUBLISHER = "http://purl.org/dc/terms/publisher";
    ARTICLE = "http://schema.org/NewsArticle";
    URL = "http://schema.org/url";
    MENTIONS = "http://schema.org/mentions";
    ORGANIZER = "http://schema.org/organizer";
    LOCATION = "http://schema.org/location";
    ATTENDEE = "http://schema.org/attendee";
    START_DATE = "http://schema.org/startDate";
    EXACT = "http://www.w3.org/ns/oa#exact";
    START = "http://www.w3.org/ns/oa#start";
    ID_LOCAL = "http://data.europa.eu/eli/ontology#id_local";
    DATE_DOCUMENT = "http://data.europa.eu/eli/ontology#date_document";
    PASSED_BY = "http://data.europa.eu/eli/ontology#passed_by";
    LEGAL_RESOURCE = "http://data.europa.eu/eli/ontology#LegalResource";
}
org! {
    ORGANIZATION = "Organization";
    MEMBERSHIP = "Membership";
    POST = "Post";
    MEMBER = "member";
    ORGANIZATION_OF = "organization";
    ROLE = "role";
    POST_IN = "postIn";
    SUB_ORGANIZATION_OF = "subOrganizationOf";
    CHANGE_EVENT = "ChangeEvent";
    ORIGINAL = "originalOrganization";
    RESULTING = "resultingOrganization";
}
vk! {
    SEARCH_NAME = "searchName";
    ADMIN_UNIT = "AdminUnit";
    SITE = "Site";
    MEETING = "Meeting";
    DECISION = "Decision";
    PROJECT = "Project";
    QUOTE = "Quote";
    IN_ARTICLE = "inArticle";
    SECTION = "section";
    SECTOR = "sector";
    UNIT_LEVEL = "unitLevel";
    JURISDICTION = "jurisdiction";
    WITHIN = "within";
    HOLDS_POST = "post";
    ATTESTED = "attested";
    STATUS = "status";
    OBSERVED_ON = "observedOn";
    EVIDENCE = "evidence";
    CONFIDENCE = "confidence";
    TERM = "term";
    EVENT_KIND = "eventKind";
    PART_OF_DAY = "partOfDay";
    CHAIR = "chair";
    SPEAKER = "speaker";
    ATTENDEE_GROUP = "attendeeGroup";
    AGENDA_ITEM = "agendaItem";
    PRESENTED_BY = "presentedBy";
    EVENT = "event";
    PARTICIPANT = "participant";
    PART = "part";
    DECISION_KIND = "decisionKind";
    MODALITY = "modality";
    DECIDED_BY = "decidedBy";
    ANNOUNCED_BY = "announcedBy";
    OBJECT = "object";
    ABOUT_PERSON = "aboutPerson";
    ABOUT_ROLE = "aboutRole";
    ABOUT_POST = "aboutPost";
    ABOUT_BODY = "aboutBody";
    ABOUT_PLACE = "aboutPlace";
    RECORDED_IN = "recordedIn";
    DECIDED_ON = "decidedOn";
    DEADLINE = "deadline";
    AMOUNT = "amount";
    FORM = "form";
    DECIDED_AT = "decidedAt";
    EFFECTS = "effects";
    SOURCE_TEXT = "sourceText";
    NEW_PARENT = "newParent";
    PILOT = "pilot";
    PROJECT_LOCATION = "location";
    COST = "cost";
    PERIOD = "period";
    START_YEAR = "startYear";
    END_YEAR = "endYear";
    ABOUT = "about";
    RULE = "rule";
}
