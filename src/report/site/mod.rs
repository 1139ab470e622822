//! What `hplint site` prints: for people, and as JSON.

mod json;
mod text;

pub use json::site_json;
pub use text::site_text;

use crate::people::Evidence;
use crate::site::Site;
use crate::survey::Survey;

/// A site as it is printed.
#[derive(Clone, Copy)]
pub struct SurveyedSite<'a> {
    /// The root folder as the user would write it.
    pub root: &'a str,
    pub site: &'a Site,
    pub survey: &'a Survey,
}

impl SurveyedSite<'_> {
    /// The owner's name and how it is known.
    fn owner(&self) -> Option<(&str, String)> {
        let owner = self.survey.owner.as_ref()?;
        let evidence = match owner.evidence {
            Evidence::Configuration => self.site.evidence.owner.clone(),
            Evidence::Introduction => "the home page says \"I am …\"".to_string(),
            Evidence::FrontMatter => "`author` in the front matter of the pages".to_string(),
            Evidence::Emphasis(count) => format!("set off in {count} author lists"),
        };
        Some((owner.names.first()?, evidence))
    }
}
