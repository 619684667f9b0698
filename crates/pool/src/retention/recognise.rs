//! Recognising somebody who was erased when they apply again, where that is wished.

use candela_profile::{Contact, Fact};
use jiff::civil::Date;

use crate::store::{self, Failure};
use crate::{Error, Key, Pool, Record};

impl Pool {
    /// Whether a salted hash of addresses and files stays of whoever is erased.
    pub fn recognises_erased(&self) -> Result<bool, Error> {
        self.ask(|connection| Ok(store::erased_marks::is_on(connection)?))
    }

    /// Leaves such hashes of whoever is erased from now on; or no more, and forgets those that are there.
    pub fn recognise_erased(&self, on: bool) -> Result<(), Error> {
        self.change(|connection| Ok(store::erased_marks::switch(connection, on)?))
    }

    /// Whether the file with this key was of somebody who was erased, as far as that is recognised.
    pub fn file_was_erased(&self, key: &Key) -> Result<bool, Error> {
        let hash = blake3::Hash::from_bytes(key.0);
        self.ask(|connection| Ok(store::erased_marks::erased_on(connection, &hash, &[])?.is_some()))
    }

    /// The last day on which somebody with this file or one of its addresses was erased, as far as that is recognised.
    pub fn erased_before(&self, record: &Record) -> Result<Option<Date>, Error> {
        let hash = blake3::Hash::from_bytes(record.key.0);
        let day = self.ask(|connection| {
            let profile = record.profile().map_err(Failure::stored("facts of a shared", 0))?;
            Ok(store::erased_marks::erased_on(connection, &hash, &profile.contacts)?)
        })?;
        Ok(day.and_then(|day| day.parse().ok()))
    }
}

/// The salted hashes that stay of a candidate who is erased: of the file, and of each e-mail address.
pub fn marks_of(salt: &[u8; 32], key: &Key, contacts: &[Fact<Contact>]) -> ([u8; 32], Vec<[u8; 32]>) {
    (store::erased_marks::mark_of_file(salt, &key.0), store::erased_marks::marks_of_addresses(salt, contacts))
}

#[cfg(test)]
mod tests {
    use candela_profile::{Contact, Fact};

    use crate::testing::{erasure, keep_all, pool_of, reading};
    use crate::{CandidateId, store};

    const ADDRESS: &str = "Robin@example.org";

    #[test]
    fn whoever_was_erased_is_recognised_by_file_and_address_only_where_it_is_wished() {
        let (folder, pool) = pool_of(&[]);
        let mut robin = reading("Robin", "Django");
        let address = |address: &str| Fact { value: Contact::Email(address.to_owned()), span: None };
        robin.profile.contacts.push(address(ADDRESS));
        let apply = || {
            let id = keep_all(&store::open(folder.path(), None).unwrap(), std::slice::from_ref(&robin))[0];
            pool.erase(&[id], &erasure()).unwrap();
        };
        let erased_on = |hash: &blake3::Hash, written: &str| {
            pool.ask(|connection| Ok(store::erased_marks::erased_on(connection, hash, &[address(written)])?))
                .unwrap()
        };
        let other = blake3::hash(b"another file");
        apply();
        assert_eq!(erased_on(&robin.hash, ADDRESS), None, "off at first");
        pool.recognise_erased(true).unwrap();
        pool.recognise_erased(true).unwrap();
        apply();
        let day = Some("2026-05-04".to_owned());
        assert_eq!(erased_on(&robin.hash, "nobody@example.org"), day);
        assert_eq!(erased_on(&other, "robin@EXAMPLE.org"), day);
        assert_eq!(erased_on(&other, "nobody@example.org"), None);
        for entry in walkdir::WalkDir::new(folder.path()).into_iter().filter_map(Result::ok) {
            let bytes = std::fs::read(entry.path()).unwrap_or_default().to_ascii_lowercase();
            for told in [b"robin".as_slice(), robin.hash.as_bytes()] {
                assert!(!bytes.windows(told.len()).any(|found| found == told), "{}", entry.path().display());
            }
        }
        pool.recognise_erased(false).unwrap();
        assert_eq!((erased_on(&robin.hash, ADDRESS), pool.recognises_erased().unwrap()), (None, false));
        assert!(pool.candidate(CandidateId(1)).is_err());
    }
}
