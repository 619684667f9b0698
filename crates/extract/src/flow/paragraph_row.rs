//! Tables as RTF and the binary Word format have them: a paragraph says that it is in one, and marks end cells and rows.

use super::Flow;

/// Whether a table row is open.
#[derive(Debug, Default)]
pub(crate) struct ParagraphRow {
    is_open: bool,
}

impl ParagraphRow {
    /// Opens or closes the row, as the paragraph says that it is in one or not. Whether a row was closed.
    pub(crate) fn enter(&mut self, is_in_table: bool, flow: &mut Flow) -> bool {
        if !is_in_table {
            return self.end(flow);
        }
        if !self.is_open {
            flow.begin_row();
            flow.begin_cell();
            self.is_open = true;
        }
        false
    }

    /// Closes the row, if one is open. Whether one was.
    pub(crate) fn end(&mut self, flow: &mut Flow) -> bool {
        let was_open = std::mem::take(&mut self.is_open);
        if was_open {
            flow.end_row();
        }
        was_open
    }
}
