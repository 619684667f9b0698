//! The index of a team's pool on a search engine: OpenSearch, Elasticsearch or Quickwit.
//!
//! Terms:
//! - an **engine** answers HTTP at an address; which of the three it is, is its **dialect**;
//! - an **index** of it is filled from the pool and can be made anew from it at any time: nothing stands only here;
//! - a **revision** counts the states of a candidate; the higher one counts, whatever comes first;
//! - what an engine did not answer for is **unsure**: it may be in or not, and is put again by whoever asked for it.
//!
//! Words are made of texts on this machine, by the same code that makes those of the index of one laptop; hits are put in order,
//! explained and marked here as well. An engine finds and counts, and is believed in nothing else.

mod address;
mod answer;
mod client;
mod count;
mod dialect;
mod erase;
mod error;
mod index;
mod put;
mod question;
mod search;
mod setup;

pub use address::{Address, Login};
pub use dialect::{Capabilities, Dialect};
pub use erase::Erasure;
pub use error::{EngineError, elsewhere};
pub use index::{EngineIndex, Health};
pub use put::{Key, PutReport, Refusal, Revised};
