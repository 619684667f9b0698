//! Passwords and keys kept out of the code, and changed.
//!
//! Flagged: "moved secrets to Vault and rotated them", "settings from the environment with django-environ", KMS. Not:
//! "kept secrets", a bank's vault. A key in a repository is found by others first.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::Reading;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter_map(|sentence| CUES.finding(sentence, 1)).collect()
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("keys kept out of the code", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\bOIDC\b[ -~]{0,60}\b(?:static|long-lived|stored) (?:keys|credentials|secrets|tokens)\b|\bencrypt(?:ed|ing)\b[ -~]{0,40}\bKMS\b|\b(?:geheimnisse\w*|zugangsdaten|passworter\w*|schlussel|cles|mots de passe|claves|contrasenas|chaves|senhas|sleutels|wachtwoorden|chiavi|password)\b[ -~]{0,50}\bvault\b|",
    r"\b(?:hashi ?corp vault|secrets? (?:manager|management|store|storage|rotation|scanning|engine|operator)|(?:sealed|external|docker|kubernetes|k8s) secrets?|(?:moved|stored|kept|put|pulled|migrated|removed|took|rotat(?:ed|ing)|encrypt(?:ed|ing)|inject(?:ed|ing)|manag(?:ed|ing)|scann(?:ed|ing) for) (?:[\w'-]+ ){0,4}?(?:secrets?|credentials|api keys?|passwords|tokens|private keys|certificates) (?:[\w'-]+ ){0,4}?(?:in|into|to|out of|from|with|via|at|every|automatically|across|using|on)|rotat(?:ed|ing|es|ion of) (?:[\w'-]+ ){0,4}?(?:secrets?|credentials|keys|passwords|tokens|certificates)|(?:credential|key|password|token|certificate) rotation|django-environ|python-decouple|pydantic-settings|dotenv|\.env files?|12-factor|twelve-factor|(?:settings|configuration|config) (?:\w+ ){0,2}from (?:the )?environment|environment variables|AWS KMS|Cloud KMS|Azure Key Vault|key vault|AWS Secrets Manager|SSM parameter store|parameter store|SOPS|git-crypt|gitleaks|trufflehog|envelope encryption|short-lived (?:tokens|credentials)|workload identity|OIDC (?:federation|roles))\b",
    r"|\bvault\b[ -~]{0,40}\b(?:secrets?|credentials|keys|tokens|rotation|kubernetes|policies)\b|\b(?:secrets?|credentials|keys|tokens|rotation)\b[ -~]{0,40}\bvault\b",
    r"|\b(?:geheimnisverwaltung|zugangsdaten (?:\w+ ){0,4}?(?:rotiert|ausgelagert|verschlusselt)|umgebungsvariablen|gestion des secrets|rotation des (?:cles|secrets)|variables d'environnement|gestion de secretos|rotacion de (?:claves|credenciales|secretos)|variables de entorno|gestao de segredos|rotacao de (?:chaves|credenciais|segredos)|variaveis de ambiente|geheimenbeheer|omgevingsvariabelen|gestione dei segreti|rotazione (?:delle|dei) (?:chiavi|credenziali|segreti)|variabili d'ambiente)\b",
);

const BUT: &str = r"\b(?:kept secrets|trade secrets?|bank vault|pole vault|vaulted ceiling|gymnast\w*|shop keys|house keys|crop rotation|job rotation)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "secrets_handling";

    #[test]
    fn kept_keys_are_flagged() {
        check_fires(
            ID,
            &[
                "Moved 60 API keys into HashiCorp Vault and rotated them monthly",
                "Hardened Linux images and rotated credentials",
                "Read all settings from the environment with django-environ",
                "Removed secrets from the history of 12 repositories",
                "Built secret scanning into every merge",
                "Replaced long-lived keys by short-lived credentials for builds",
                "Einführung der Geheimnisverwaltung mit Umgebungsvariablen",
                "Mise en place de la rotation des clés",
                "Implantación de la gestión de secretos",
                "Introduzione della gestione dei segreti",
            ],
        );
    }

    #[test]
    fn other_secrets_are_not() {
        check_silent(
            ID,
            &[
                "Kept secrets as a lawyer",
                "Guarded the bank vault at night",
                "Won the pole vault of the county",
                "Introduced crop rotation on the farm",
                "Want to learn Vault",
                "Course: secrets management",
                "The security team introduced Vault for secrets",
                "",
            ],
        );
    }
}
