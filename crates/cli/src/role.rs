//! A kind of work as it is given on the command line.

use candela_profile::Role;

/// The kind of work of a name such as `backend` or `ml_ai`, capitals and dashes aside.
pub(crate) fn role(name: &str) -> Result<Role, String> {
    let plain = name.trim().to_lowercase().replace(['-', ' '], "_");
    serde_json::from_value(plain.into()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_work_are_known_by_their_names() {
        assert_eq!(role("backend"), Ok(Role::Backend));
        assert_eq!(role("ML-AI"), Ok(Role::MlAi));
        assert!(role("wizard").unwrap_err().contains("`backend`"), "{:?}", role("wizard"));
    }
}
