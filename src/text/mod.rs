//! Positions and changes in one text: [`Span`], [`Edit`], [`EditSet`], [`LineIndex`]. Knows nothing of files or Markdown.

mod edit;
mod line_index;
mod span;

pub use edit::{Edit, EditSet};
pub use line_index::{LineColumn, LineIndex};
pub use span::Span;
