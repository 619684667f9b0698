//! Shared set-up of the journeys.
