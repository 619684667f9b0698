//! A framework or library of the trade in a sentence about work done.
//!
//! Flagged: "Built the billing API in FastAPI". Not: a bare list of skills, a course, a wish, the firm Flask Ltd.
//! A recruiter can ask about a thing that was built with something; a language name alone gives nothing to ask.

use crate::engine::Finding;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Framework);
    let strength = u8::from(sentence.is_bullet) + u8::from(!sentence.amounts.is_empty());
    (!names.is_empty()).then(|| Finding::at(sentence.span, strength, format!("{names} in work done")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "specific_frameworks";

    #[test]
    fn frameworks_in_work_done_are_flagged() {
        check_fires(
            ID,
            &[
                "Built the billing API in FastAPI",
                "Led the Flask rewrite of the parcel tracker, now at 40 rps",
                "Moved 13 pages from Angular to React and cut the bundle",
                "Analysed churn of a telecom data set with pandas and XGBoost",
                "Wrote the Airflow DAGs that load the warehouse",
                "Modelled orders in dbt for the data team's warehouse",
                "Entwicklung einer Webanwendung mit Django und Vue.js",
                "Développement d'une application mobile en Flutter",
                "Desarrollo de microservicios con Spring Boot",
                "Desenvolvi a API de pagamentos em Laravel",
                "Ontwikkeling van een webapplicatie in Symfony",
                "Sviluppo del portale clienti con Angular",
                "Migrated a Rails monolith to services behind one API",
                "Shipped an offline-first React Native app to both stores",
            ],
        );
    }

    #[test]
    fn other_meanings_and_other_stances_are_not() {
        check_silent(
            ID,
            &[
                "Skills: Django, Flask, Celery",
                "Django, React, PostgreSQL",
                "Cared for two giant pandas and kept their feeding log",
                "Closed the express-delivery contract with a grocery chain",
                "Coordinated the school prefects and the debating club",
                "Measured airflow in ducts of 12 office buildings",
                "Sold tickets at Flask Ltd in Leeds",
                "Organised a Django Reinhardt evening",
                "Managed the Spring 2021 intake and the Phoenix office",
                "Designed a glass pyramid and a bottle rack for the shop",
                "Learned to react quickly to service outages",
                "No experience with Django so far",
                "Want to learn FastAPI and React",
                "Course: Intro to FastAPI",
                "Built a to-do list with Django in a video tutorial",
                "Explored customer churn in Jupyter notebooks",
                "React quickly to customer questions and keep the team informed",
                "Taught Django to 30 beginners",
                "The team lead introduced FastAPI",
                "We are looking for a developer who built APIs in Django",
                "Familiar with the basics of React",
                "Python Developer, Ember Payments LLC",
                "Worked with Python",
                "",
            ],
        );
    }

    #[test]
    fn bullets_with_figures_stand_first() {
        let body = "• Built the billing API in FastAPI\n• Moved 13 pages from Angular to React";
        check(ID, body, &["Moved 13 pages from Angular to React", "Built the billing API in FastAPI"]);
    }
}
