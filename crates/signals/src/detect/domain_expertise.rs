//! Work in a field, told in the field's own terms.
//!
//! Flagged: "3-D Secure and chargebacks under PCI DSS", "HL7 and FHIR messages", "a FIX gateway", "KYC checks". Not: an
//! employer in that trade, a hospital fundraiser, a lawyer who advises banks. Knowing the field saves months of asking.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::domains::any_domain;
use crate::engine::Finding;
use crate::reading::Reading;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    if !reading.is_software {
        return Vec::new();
    }
    reading.work().filter_map(|sentence| CUES.finding(sentence, 1 + u8::from(sentence.is_bullet))).collect()
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("terms of the field", &any_domain()).but(BUT));

const BUT: &str = r"\b(?:fundrais\w*|volunteer\w*|advised|counsel\w*|lawyer|banks? on|treated|nursing|admitted|ledger of|lectur\w+)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_silent};

    const ID: &str = "domain_expertise";
    const HEAD: &str = "Software Engineer\n\n";

    #[test]
    fn terms_of_a_field_are_flagged() {
        for text in [
            "Implemented card payments with 3-D Secure and chargeback handling under PCI DSS",
            "Built the HIPAA-compliant exchange of HL7 and FHIR messages with 13 hospitals",
            "Wrote the KYC and anti-money-laundering checks for account opening",
            "Maintained a FIX gateway for equity orders, including end-of-day reconciliation",
            "Modelled claims adjudication and subrogation data for a motor insurer",
            "Prepared the ISO 27001 audit of the document store and closed all findings",
            "Detected transaction fraud for an acquiring bank",
            "Built a journey planner on GTFS and SIRI feeds",
            "Wrote an OCPP back end for 900 charging points",
            "Umsetzung der Lastschriften im Zahlungsverkehr",
            "Développement de la facturation électronique",
            "Desarrollo de la facturación electrónica",
            "Implantei a nota fiscal eletrônica",
            "Ontwikkeling van fraudedetectie voor webwinkels",
            "Realizzazione della fatturazione elettronica",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[text]);
        }
    }

    #[test]
    fn a_trade_without_its_terms_is_not() {
        for text in [
            "Backend engineer with 7 years in healthcare",
            "Built the shop of a bank",
            "Volunteered at a hospital fundraising day",
            "Advised two banks on payments regulation and KYC",
            "Want to learn about PCI DSS",
            "Course: GDPR for developers",
            "The compliance team introduced KYC checks",
            "Wrote the billing service in Rails",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[]);
        }
        check_silent(ID, &["Kept the HIPAA files of the ward in order", ""]);
    }
}
