//! Figures of the market as people read them.

use super::{Change, Duration, Pay, Per};

impl Pay {
    /// "$50–70 an hour", "$250,000 and more a year".
    pub fn amount(&self) -> String {
        let low = grouped(self.low);
        let per = match self.per {
            Per::Hour => "an hour",
            Per::Month => "a month",
            Per::Year => "a year",
            Per::Project => "a project",
        };
        match self.high {
            Some(high) => format!("${low}–{} {per}", grouped(high)),
            None => format!("${low} and more {per}"),
        }
    }
}

impl Change {
    /// "+20 to +40 %".
    pub fn amount(&self) -> String {
        format!("{:+} to {:+} %", self.low, self.high)
    }
}

impl Duration {
    /// "14 to 28 days".
    pub fn amount(&self) -> String {
        if self.low == self.high {
            format!("{} days", self.low)
        } else {
            format!("{} to {} days", self.low, self.high)
        }
    }
}

/// 250,000 of 250000.
fn grouped(amount: u32) -> String {
    match amount {
        0..1_000 => amount.to_string(),
        _ => format!("{},{:03}", grouped(amount / 1_000), amount % 1_000),
    }
}
