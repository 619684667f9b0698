//! The most memory that a file took, where the system tells.

#[cfg(target_os = "linux")]
pub(super) use linux::PeakMeter;
#[cfg(not(target_os = "linux"))]
pub(super) use other::PeakMeter;

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{File, OpenOptions};
    use std::io::{Read, Seek, SeekFrom, Write};

    /// Reads and resets the high-water mark of this process's resident memory (`VmHWM`, proc(5)).
    pub(crate) struct PeakMeter {
        status: File,
        reset: File,
    }

    impl PeakMeter {
        /// Opens the two files once, so that measuring needs no right to open any later.
        pub(crate) fn open() -> Option<Self> {
            let status = File::open("/proc/self/status").ok()?;
            let reset = OpenOptions::new().write(true).open("/proc/self/clear_refs").ok()?;
            Some(Self { status, reset })
        }

        /// Starts a new measurement.
        pub(crate) fn reset(&mut self) {
            // "5" resets the mark to what is resident now. A kernel without it keeps the older, higher mark.
            let _ = self.reset.write_all(b"5");
        }

        /// The mark since the last reset, in MiB.
        pub(crate) fn peak_mib(&mut self) -> Option<f64> {
            let mut status = String::new();
            self.status.seek(SeekFrom::Start(0)).ok()?;
            self.status.read_to_string(&mut status).ok()?;
            let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            let kib: f64 = mark.trim().trim_end_matches("kB").trim_end().parse().ok()?;
            Some(kib / 1024.0)
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_mark_falls_after_a_reset() {
            let mut meter = PeakMeter::open().unwrap();
            drop(std::hint::black_box(vec![1_u8; 64 << 20]));
            let high = meter.peak_mib().unwrap();
            meter.reset();
            let low = meter.peak_mib().unwrap();
            assert!(high >= 64.0 && low < high, "{high} then {low}");
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    /// Nothing is measured here.
    pub(crate) struct PeakMeter;

    impl PeakMeter {
        pub(crate) fn open() -> Option<Self> {
            None
        }

        pub(crate) fn reset(&mut self) {}

        pub(crate) fn peak_mib(&mut self) -> Option<f64> {
            None
        }
    }
}
