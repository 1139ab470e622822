//! What themes bring as samples, and how it is told from what an owner wrote.

mod pages;
mod placeholder;
mod settings;

pub use pages::{is_sample_page, is_sample_put_away};
pub use placeholder::is_placeholder;
pub use settings::{Sample, sample_settings};
