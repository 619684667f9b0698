//! Any text is a role's file or is faulty; a role without faults comes back from its own file.

#![no_main]

use candela_signals::role::{read_role, write_role};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (role, faults) = read_role("tried.toml", text);
    if !faults.is_empty() {
        return;
    }
    let (again, faults) = read_role("written.toml", &write_role(&role));
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(again, role);
});
