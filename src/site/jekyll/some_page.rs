//! Whether a template's expression is the address of a page that the site publishes, whichever it is.

use super::lists::{self, List};
use super::{Jekyll, front, values};
use crate::site::tree::Tree;

impl Jekyll {
    /// Whether `expression` in a template of the page at `path` is the address of a published page, whichever.
    pub(super) fn is_some_page(&self, tree: &dyn Tree, path: &str, expression: &str) -> bool {
        let names = self.names.get(path, || lists::read(tree, path));
        let lists = names.url_of(expression);
        lists.is_some_and(|lists| lists.iter().all(|list| self.publishes_all(tree, path, list)))
    }

    /// Whether all that is in `list`, as the page at `path` has it, is published.
    fn publishes_all(&self, tree: &dyn Tree, path: &str, list: &List) -> bool {
        let collections = &self.config.collections;
        let is_output =
            |label: &str| collections.iter().any(|collection| collection.label == label && collection.is_output);
        let is_all_output = collections.iter().all(|collection| collection.is_output);
        match list {
            List::Posts | List::Pages => true,
            List::Documents => is_all_output,
            List::Collection(label) => is_output(label),
            // A page's `next` would be a key of its own.
            List::Own => is_all_output && self.is_document(path),
            List::Paginated => {
                // jekyll-paginate-v2 takes other collections too, by a key of the page or of the configuration.
                let head = self.heads.get(path, || front::read(tree, path).yaml);
                let own = head.get("pagination").and_then(|settings| settings.get("collection"));
                let own = own.map(|label| values::text(label).unwrap_or_default());
                let usual = self.values.of_site("pagination.collection");
                own.or(usual).is_none_or(|label| label.split(',').all(|label| is_output(label.trim()))) || is_all_output
            }
        }
    }
}
