//! Work in a field, told in the field's own terms.
//!
//! Flagged: "3-D Secure and chargebacks under PCI DSS", "HL7 and FHIR messages", "a FIX gateway", "KYC checks". Not: an
//! employer in that trade, a hospital fundraiser, a lawyer who advises banks. Knowing the field saves months of asking.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::Reading;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    if !reading.is_software {
        return Vec::new();
    }
    reading.work().filter_map(|sentence| CUES.finding(sentence, 1 + u8::from(sentence.is_bullet))).collect()
}

pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new("terms of the field", TELLS).but(BUT));

const TELLS: &str = concat!(
    // Payments and banking.
    r"\b(?:PCI[- ](?:DSS|PTS|P2PE|PIN|PA-DSS|3DS)|PCIDSS|EMV|camt\.05[234]|pain\.00[128]|MT9[45]0|liquidity (?:coverage|report\w*)|regulatory (?:capital|liquidity|returns?)|FINREP|COREP|LCR|NSFR|instant payments?|3-?D[- ]?Secure|3DS2?|chargebacks?|card (?:payments?|issuing|acquiring|schemes?)|payment (?:gateways?|rails|orchestration|reconciliation|processing|service provider)|acquir(?:er|ing) (?:bank|side|integration)|SEPA|SWIFT (?:MT|messages?|gpi|payments?)|ISO ?20022|ACH|direct[- ]debits?|open banking|PSD2|strong customer authentication|KYC|AML|anti-money[- ]laundering|know[- ]your[- ]customer|sanctions screening|(?:transaction|payment|card|insurance|click|ad) fraud|fraud (?:detection|scoring|rules|prevention)|double-entry|ledgers? (?:postings?|reconciliation)|credit scoring|loan (?:origination|servicing)|Basel III|IFRS ?\d+|MiFID|regulatory reporting|core banking)\b",
    // Markets and insurance.
    r"|\b(?:FIX (?:gateway|protocol|engine|messages?|sessions?)|order (?:matching|routing|book)|matching engine|market data (?:feeds?|handlers?)|algorithmic trading|backtest(?:s|ing)?|settlement (?:of|system|instructions)|end-of-day reconciliation|options pricing|value at risk|claims adjudication|subrogation|underwriting|actuarial|solvency II|policy administration|reinsurance)\b",
    // Health and life science.
    r"|\b(?:HIPAA|HL7|FHIR|DICOM|PACS|ICD-?10|SNOMED(?: CT)?|LOINC|electronic (?:health|medical|patient) records?|hospital information systems?|lab(?:oratory)? information systems?|LIMS|IHE|XDS|gematik|telemedicine|medication (?:plans?|orders)|declarati(?:e|on) (?:to|aan) (?:insurers|verzekeraars)|EHRs?|EMRs?|e-?prescri\w+|medical devices? (?:software|regulation)|IEC ?62304|ISO ?13485|21 CFR(?: Part)? 11|GxP|clinical trial(?:s)? (?:data|platform|system)|genom\w+ (?:pipeline|data|sequenc\w+)|variant calling)\b",
    // Law, privacy, security audits.
    r"|\b(?:GDPR|DSGVO|RGPD|LGPD|CCPA|ISO ?27001|SOC ?2|SOX (?:compliance|controls)|FedRAMP|BSI[- ]Grundschutz|Common Criteria|eIDAS|e-?invoic(?:e|ing)|XRechnung|Peppol|GoBD|ELSTER|DATEV[- ]?(?:export|schnittstelle|interface)|SAF-T|KSeF|SdI|NF-?e|CFDI|SII|e-?government|OZG|digital identity|electronic signatures?|land register|case management system for courts)\b",
    // Logistics, transport, energy, telecoms, space, industry, public sector.
    r"|\b(?:GTFS|NeTEx|SIRI|EDIFACT|GS1|SSCC|bills? of lading|container terminal operating|yard management|berth planning|track(?:ing)? and trac(?:e|ing)|AIS (?:data|messages)|ETCS|interlocking|timetable planning|crew (?:rostering|scheduling)|freight (?:rates|pricing)|customs declarations?|route optimi[sz]ation|vehicle routing|last[- ]mile|warehouse management systems?|telematics|ADAS|ISO ?26262|AUTOSAR|smart (?:meters?|grid)|OCPP|IEC ?61850|inverters?|wechselrichter\w*|battery management system|BMS firmware|charging (?:points?|stations?)|substations?|grid (?:load|operator|frequency)|balancing market|redispatch|energy (?:trading|market)|day-ahead|load forecasting|demand response|OPC[- ]UA|MES integration|SCADA|3GPP|SS7|eSIM|5G core|VoIP|SIP trunks?|DO-178C|CCSDS|avionics|INSPIRE directive)\b",
    // Ads, shops, games, learning, media.
    r"|\b(?:real-time bidding|RTB|OpenRTB|demand[- ]side platform|ad (?:exchange|server|serving)|attribution model\w*|header bidding|dynamic pricing|(?:revenue|yield) management|PIM system|product information management|matchmaking|netcode|anti-cheat|LTI|SCORM|xAPI|DRM|HLS|MPEG-DASH|transcod(?:ing|er)|ad insertion|channel manager|global distribution system|NDC|IATA)\b",
    r"|\b(?:zahlungsverkehr|lastschrift\w*|geldwasche\w*|betrugserkennung|schadenbearbeitung|elektronische patientenakte|gematik|prelevements? sepa|lutte contre le blanchiment|dossiers? medica(?:l|ux)|facturation electronique|prevencion de (?:fraude|blanqueo)|historia clinica electronica|factura(?:cion)? electronica|prevencao (?:a|de) fraude|nota fiscal eletronica|PIX|prontuario eletronico|fraudedetectie|witwas\w*|incasso\w*|antiriciclaggio|fatturazione elettronica|cartella clinica elettronica)\b",
);

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
