//! Words of work in the languages that résumés come in: English, German, French, Spanish, Portuguese, Dutch, Italian.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

/// Whether a folded sentence tells of something done: "built", "Aufbau von", "mise en place", "desarrollo de".
pub(crate) fn tells_deed(plain: &str) -> bool {
    static DEED: LazyLock<Regex> = LazyLock::new(|| pattern(DEEDS));
    DEED.is_match(plain)
}

const DEEDS: &str = concat!(
    r"^(?:[\w-]+ly )?(?:[a-z]+(?:ed|ied)|built|wrote|rewrote|led|drove|ran|runs?|builds?|maintains?|owns?|develops?|designs?|leads?|operates?|writes?|implements?|manages?|drives?|delivers?|made|brought|kept|held|put|set|cut|took|won|grew|found|sped|taught|gave|shrank|split|began|oversaw|rebuilt|redid|chose|met|shrunk|fed|drew|dealt|fought|spent|sent|swept|stood up|stayed|(?:sole|lead|core) maintainer|read|wrote)\b",
    r"|\b(?:built|wrote|rewrote|rebuilt|developed|designed|implemented|created|introduced|deployed|delivered|migrated|ported|shipped|launched|maintained|operated|refactored|automated|integrated|replaced|moved|led|modelled|modeled|optimi[sz]ed|published|released|prototyped|engineered|architected|set up|rolled out|contributed|served|trained|fine-tuned|packaged|extended|upgraded|scaled|owned|handled|processed|cut|reduced|raised|improved|building|developing|designing|implementing|maintaining|migrating)\b",
    r"|\b(?:entwick(?:el|l)\w*|entwarf|entworfen|gebaut|baute|aufgebaut|umgesetzt|implementier\w*|eingefuhrt|einfuhrung|fuhrte|migrier\w*|migration|betrieb|betrieben|konzipier\w*|konzeption|erstell\w*|programmier\w*|geschrieben|schrieb|automatisier\w*|optimier\w*|verantwortet\w*|uberfuhr\w*|abgelost|ablosung|portier\w*|verlagert|umstellung|umgestellt|aufbau|umsetzung|neuentwicklung|verarbeitung|pflege|wartung|modernisier\w*|ersetzt\w*|realisier\w*|uberwach\w*|aktualisier\w*|gepflegt|betreut\w*|eingerichtet|einrichtung|umzug|ausgelagert|rotiert|entschied\w*)\b",
    r"|\b(?:developp\w*|concu\w*|conception|mise? en (?:place|oeuvre|production)|mis en|realis\w*|cree|creation|deploy\w*|deploi\w*|refonte|implement\w*|ecrit|ecriture|reecri\w*|construit|construction|automatis\w*|passage|deplac\w*|livr(?:e|aison)|portage|encadre|pilot\w+|optimis\w+|industrialis\w+|exploitation|mise a jour|supervision|maintenance|migration|choix de|rotation|confie\w*|ramene\w*|passe\w*|ajout|deploiements?|traitements?)\b",
    r"|\b(?:desarroll\w*|construi\w*|construccion|disen\w*|cree|creacion|migracion|migre|despleg\w*|despliegue|puesta en|introduccion|introduje|introducido|reescri\w*|automatiz\w*|lider(?:e|ado)|entregu?e|mantuve|mantenimiento|implantacion|procesamiento|optimi[cz]\w*|operacion|actualizacion|monitori[sz]\w*|rotacion|elegi|tareas en)\b",
    r"|\b(?:desenvolv\w*|construcao|implant\w*|criei|criacao|criou|migracao|migrei|migrou|reescrev\w*|reescrit\w*|liderei|liderou|entreguei|projetei|projeto de|manutencao|processamento|introduzi\w*|otimiz\w*|operacao|atualizacao|monitor(?:ei|amento)|escolhi|optei|mantive)\b",
    r"|\b(?:ontwikkel\w*|gebouwd|bouwde|bouwen|opgezet|opzetten|geimplementeerd|gemigreerd|herschreven|herschreef|ingevoerd|invoering|geautomatiseerd|ontworpen|ontwierp|beheer\w*|verwerking|onderhoud\w*|vervangen|geleid|leidde|uitrol|bijgewerkt|gekozen|verplaatst|aangepast|verhoogd|verlaagd|teruggebracht|ge\w+eerd|gedraaid|beschreven)\b",
    r"|\b(?:svilupp\w*|realizz\w*|creat[oae]|creazione|implement\w*|migrazione|migrat[oae]|introdott[oae]|introduzione|introdotto|riscritt\w*|riscrittura|progett\w*|automatizz\w*|costruit\w*|costruzione|gestit[oae]|gestione|ottimizz\w*|messa in|manutenzione|monitoraggio|aggiornamento|rilascio|scelto)\b",
);

/// The words of a folded text that carry letters or digits.
pub(crate) fn words(plain: &str) -> impl Iterator<Item = &str> {
    plain
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '\'' | '-' | '?')))
        .map(|word| word.trim_matches(['-', '\'']))
        .filter(|word| word.contains(|c: char| c.is_ascii_alphanumeric() || c == '?'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn deeds_are_told_in_seven_languages() {
        let rows = [
            ("Modelled the warehouse in dbt", true),
            ("Aufbau der Plattform mit Django", true),
            ("Mise en place de pytest", true),
            ("Desarrollo del catálogo con DRF", true),
            ("Criação de APIs em FastAPI", true),
            ("Ontwikkeling van de webshop in Vue", true),
            ("Sviluppo di API con Flask", true),
            ("Python, Django, Flask", false),
            ("Good knowledge of Django", false),
            ("Senior Django Engineer", false),
        ];
        for (text, expected) in rows {
            assert_eq!(tells_deed(&fold(text)), expected, "{text}");
        }
    }
}
