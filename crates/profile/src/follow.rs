//! What follows from other facts, told again once a person has put some of those right.

use candela_skills::SkillsIndex;
use jiff::civil::Date;

use crate::{Profile, absence, education, level, places, roles, skills, years_of_employment};

impl Profile {
    /// Tells again what follows from employments and studies: years of experience, level, the years of skills that the
    /// text names, the highest degree.
    pub fn follow_entries(&mut self, as_of: Date) {
        self.years_experience = years_of_employment(&self.employment, as_of);
        self.level = level::level(&self.employment, as_of);
        self.degree = education::highest_degree(&self.education);
        for used in &mut self.skills {
            skills::follow_employment(used, &self.employment, as_of);
        }
    }

    /// Tells the roles again, which follow from employments, skills and the headline.
    pub fn follow_roles(&mut self, index: &SkillsIndex, as_of: Date) {
        self.roles = roles::roles(&self.employment, &self.skills, self.headline.as_ref(), index, as_of);
    }

    /// Tells city and country again, which follow from where they live as written.
    pub fn follow_location(&mut self) {
        self.place = self.location.as_ref().map(|place| places::place(&place.value));
    }

    /// Tells again what is absent: what is there by now is not.
    pub fn follow_absences(&mut self, as_of: Date) {
        self.absent.retain(|absence| !absence::FOLLOWING.contains(&absence.what.as_str()));
        self.absent.extend(absence::absent(self, as_of));
    }
}
