//! What the crate promises, tried from outside.

mod damage;
mod source;
