//! Literals in the one form that the store gives back: dates by what is known, numbers without idle zeros.

use std::borrow::Cow;

use oxrdf::vocab::xsd;
use oxrdf::{LiteralRef, NamedNodeRef};

use super::iri::canonical;
use super::order;
use super::quads::write_iri;
use crate::model::{Confidence, Day};
use crate::text;

/// A literal of one of the forms that we write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    /// Most that are no words of the text are one of a few that are part of the program.
    value: Cow<'static, str>,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Vietnamese,
    Typed(NamedNodeRef<'static>),
}

impl Literal {
    pub(super) fn as_ref(&self) -> LiteralRef<'_> {
        match self.form {
            Form::Plain => LiteralRef::new_simple_literal(&self.value),
            Form::Vietnamese => LiteralRef::new_language_tagged_literal_unchecked(&self.value, "vi"),
            Form::Typed(datatype) => LiteralRef::new_typed_literal(&self.value, datatype),
        }
    }

    /// As in a line of N-Quads. Most values have nothing to be escaped; the others are for the library.
    pub(super) fn write(&self, out: &mut String) {
        if order::is_escaped(&self.value) {
            out.push_str(&self.as_ref().to_string());
            return;
        }
        out.push('"');
        out.push_str(&self.value);
        out.push('"');
        match self.form {
            Form::Plain => {}
            Form::Vietnamese => out.push_str("@vi"),
            Form::Typed(datatype) => {
                out.push_str("^^");
                write_iri(datatype, out);
            }
        }
    }
}

fn typed(value: String, datatype: NamedNodeRef<'static>) -> Literal {
    Literal { value: value.into(), form: Form::Typed(datatype) }
}

/// Words of the text, in Vietnamese, as they stand.
pub(super) fn vietnamese(words: &str) -> Literal {
    vietnamese_of(words.to_owned())
}

fn vietnamese_of(value: String) -> Literal {
    Literal { value: value.into(), form: Form::Vietnamese }
}

/// A name, in Vietnamese, in its canonical spelling.
pub(super) fn name(words: &str) -> Literal {
    vietnamese_of(canonical(words))
}

/// A name without tones, for look-ups by people who type none.
pub(super) fn search_name(words: &str) -> Literal {
    // Where the tones stand makes no difference to letters without them.
    plain(text::ascii(&text::squeeze(words)))
}

/// A string of no language.
pub(super) fn plain(words: impl Into<String>) -> Literal {
    Literal { value: Cow::Owned(words.into()), form: Form::Plain }
}

/// A word that is part of the program.
pub(super) const fn fixed(word: &'static str) -> Literal {
    Literal { value: Cow::Borrowed(word), form: Form::Plain }
}

/// A date, a month or a year, by what is known.
pub(super) fn day(day: Day) -> Literal {
    let datatype = match (day.month, day.day) {
        (Some(_), Some(_)) => xsd::DATE,
        (Some(_), None) => xsd::G_YEAR_MONTH,
        _ => xsd::G_YEAR,
    };
    typed(day.iso(), datatype)
}

/// A full date given as ISO 8601.
pub(super) fn date(iso: &str) -> Literal {
    typed(iso.to_owned(), xsd::DATE)
}

/// An address that is no IRI, as it was given.
pub(super) fn address(given: &str) -> Literal {
    typed(given.to_owned(), xsd::ANY_URI)
}

/// A year.
pub(super) fn year(year: i16) -> Literal {
    typed(format!("{year:04}"), xsd::G_YEAR)
}

/// A whole number.
pub(super) fn integer(number: impl ToString) -> Literal {
    typed(number.to_string(), xsd::INTEGER)
}

/// True or false.
pub(super) fn boolean(truth: bool) -> Literal {
    let value = Cow::Borrowed(if truth { "true" } else { "false" });
    Literal { value, form: Form::Typed(xsd::BOOLEAN) }
}

/// Thousandths as a decimal: `950` → `0.95`.
pub(super) fn confidence(value: Confidence) -> Literal {
    let mut digits = format!("{}.{:03}", value.0 / 1000, value.0 % 1000);
    digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
    typed(digits, xsd::DECIMAL)
}

/// A plain decimal as integer or decimal; anything else stays a string, which the shape for amounts reports.
pub(super) fn number(value: &str) -> Literal {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return plain(value);
    }
    let short = trimmed(value);
    let datatype = if value.contains('.') { xsd::DECIMAL } else { xsd::INTEGER };
    typed(short, datatype)
}

/// Digits without leading zeros, and without idle zeros behind the point.
fn trimmed(digits: &str) -> String {
    let whole = digits.trim_start_matches('0');
    let short = if whole.contains('.') { whole.trim_end_matches('0').trim_end_matches('.') } else { whole };
    if short.is_empty() || short.starts_with('.') { format!("0{short}") } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_form() {
        let forms =
            ["5970000000000", "0.30", "007", "12.0", "100", "0"].map(|v| number(v).as_ref().to_string());
        let xsd = "http://www.w3.org/2001/XMLSchema#";
        let want = [
            ("5970000000000", "integer"),
            ("0.3", "decimal"),
            ("7", "integer"),
            ("12", "decimal"),
            ("100", "integer"),
            ("0", "integer"),
        ]
        .map(|(v, t)| format!("\"{v}\"^^<{xsd}{t}>"));
        assert_eq!(forms, want);
    }

    #[test]
    fn what_is_no_number_is_not_typed_as_one() {
        assert!(
            ["5.970 tỷ", "", "-", "1.", ".5", "1e9"]
                .iter()
                .all(|v| number(v).as_ref().datatype() == xsd::STRING)
        );
    }

    #[test]
    fn confidence_is_a_decimal_between_zero_and_one() {
        let values = [0, 50, 950, 1000].map(|v| confidence(Confidence(v)).as_ref().value().to_owned());
        assert_eq!(values, ["0", "0.05", "0.95", "1"]);
    }

    #[test]
    fn dates_carry_the_type_of_what_is_known() {
        let full = Day { year: 2021, month: Some(5), day: Some(28) };
        assert_eq!(day(full).as_ref().datatype(), xsd::DATE);
        assert_eq!(
            day(Day { day: None, ..full }).as_ref().to_string(),
            "\"2021-05\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"
        );
        assert_eq!(day(Day { day: None, month: None, ..full }).as_ref().datatype(), xsd::G_YEAR);
    }
}
