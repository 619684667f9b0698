//! The skills index: taxonomy as data, aliases, ambiguous names.
