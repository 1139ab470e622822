//! Which names of a page's templates stand for documents of the site: `{% for post in site.posts %}` binds `post` to them,
//! and `post.url` is then the address of a page that is published.

use crate::site::tree::Tree;
use memchr::memmem;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Bytes of a page that is read for its names; nothing is known of a longer one.
const LONGEST: usize = 1_000_000;

/// Rounds until the names of a page have to be settled: one more than names that are bound by later ones in turn.
const ROUNDS: usize = 8;

/// A list that Jekyll or its paginator makes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    /// `site.posts`, `site.tags`, `site.categories`
    Posts,
    /// `site.pages`
    Pages,
    /// `site.documents`
    Documents,
    /// `site.label`, should there be a collection of that name.
    Collection(String),
    /// `paginator.posts`
    Paginated,
    /// The collection of the page itself: `page.next`.
    Own,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Documents or pages.
    List,
    /// `site.tags`: lists by name.
    Named,
    /// `… | group_by: "year"`, `site.tags | sort`
    Groups,
    /// One of those: `items` of `group_by`, the second of a pair.
    Group,
    Item,
    Url,
    Other,
}

/// What an expression stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    kind: Kind,
    of: BTreeSet<List>,
}

/// The names that a page binds.
#[derive(Debug, Default)]
pub(super) struct Names {
    values: HashMap<String, Value>,
}

/// `{% assign name = … %}`, `{% for name in … %}`
struct Binding<'a> {
    name: &'a str,
    expression: &'a str,
    is_loop: bool,
}

/// The names of the page at `path`.
pub(super) fn read(tree: &dyn Tree, path: &str) -> Names {
    match tree.read(path, LONGEST) {
        Some(bytes) if bytes.len() < LONGEST => Names::new(&String::from_utf8_lossy(&bytes)),
        _ => Names::default(),
    }
}

impl Names {
    fn new(text: &str) -> Names {
        let bindings = bindings(text);
        let bound: HashSet<&str> = bindings.iter().map(|binding| binding.name).collect();
        let mut names = Names::default();
        for _ in 0..ROUNDS {
            let mut is_settled = true;
            for binding in &bindings {
                is_settled &= !names.take(binding, &bound);
            }
            if !is_settled {
                continue;
            }
            // What hangs on nothing but itself comes from elsewhere.
            let hanging = bindings.iter().filter(|binding| names.value(binding, &bound).is_none());
            let hanging: Vec<&str> = hanging.map(|binding| binding.name).collect();
            for name in hanging {
                is_settled &= names.values.insert(name.to_string(), Value::OTHER) == Some(Value::OTHER);
            }
            if is_settled {
                return names;
            }
        }
        Names::default()
    }

    /// The lists of which `expression` (`post.url`, `paginator.next_page_path`) is the address of a page or, at their ends,
    /// nothing.
    pub(super) fn url_of(&self, expression: &str) -> Option<BTreeSet<List>> {
        let value = self.path(expression, &HashSet::new())?;
        (value.kind == Kind::Url).then_some(value.of)
    }

    /// Whether the binding says something new. Two that differ make the name one of which nothing is known.
    fn take(&mut self, binding: &Binding, bound: &HashSet<&str>) -> bool {
        let Some(mut value) = self.value(binding, bound) else { return false };
        if let Some(old) = self.values.get(binding.name) {
            value = old.and(value);
            if value == *old {
                return false;
            }
        }
        self.values.insert(binding.name.to_string(), value);
        true
    }

    /// `None` as long as the names in it are not known.
    fn value(&self, binding: &Binding, bound: &HashSet<&str>) -> Option<Value> {
        if binding.is_loop {
            return Some(self.path(binding.expression, bound)?.each());
        }
        let mut steps = binding.expression.split('|');
        let head = steps.next().unwrap_or_default().trim().trim_start_matches('(');
        let mut value = self.path(head, bound)?;
        for filter in steps {
            value =
                value.filtered(filter.split(':').next().unwrap_or_default().trim_matches([' ', '(', ')', '\n', '\t']));
        }
        Some(value)
    }

    /// The value of `site.tags[name].first.url`; `None` when it begins with a name that is bound later.
    fn path(&self, expression: &str, bound: &HashSet<&str>) -> Option<Value> {
        let mut steps = steps(expression);
        let mut value = match steps.next().unwrap_or_default() {
            "site" => Value::of_site(steps.next().unwrap_or_default()),
            "paginator" => match steps.next().unwrap_or_default() {
                "posts" => Value::new(Kind::List, List::Paginated),
                "next_page_path" | "previous_page_path" => Value::new(Kind::Url, List::Posts),
                _ => Value::OTHER,
            },
            "page" => match steps.next().unwrap_or_default() {
                "next" | "previous" => Value::new(Kind::Item, List::Own),
                _ => Value::OTHER,
            },
            name => match self.values.get(name) {
                Some(value) => value.clone(),
                None if bound.contains(name) => return None,
                None => Value::OTHER,
            },
        };
        for step in steps {
            value = value.step(step);
        }
        Some(value)
    }
}

impl Value {
    const OTHER: Value = Value { kind: Kind::Other, of: BTreeSet::new() };

    fn new(kind: Kind, list: List) -> Value {
        Value { kind, of: BTreeSet::from([list]) }
    }

    fn with(self, kind: Kind) -> Value {
        if kind == Kind::Other { Value::OTHER } else { Value { kind, ..self } }
    }

    /// `Jekyll::Drops::SiteDrop`
    fn of_site(name: &str) -> Value {
        match name {
            "posts" | "related_posts" => Value::new(Kind::List, List::Posts),
            "pages" | "html_pages" => Value::new(Kind::List, List::Pages),
            "documents" => Value::new(Kind::List, List::Documents),
            "tags" | "categories" => Value::new(Kind::Named, List::Posts),
            label => Value::new(Kind::List, List::Collection(label.to_string())),
        }
    }

    fn and(&self, other: Value) -> Value {
        if self.kind != other.kind {
            return Value::OTHER;
        }
        Value { kind: other.kind, of: self.of.union(&other.of).cloned().collect() }
    }

    /// One of its items, as `for` takes them.
    fn each(self) -> Value {
        let kind = match self.kind {
            Kind::List => Kind::Item,
            Kind::Named | Kind::Groups => Kind::Group,
            _ => Kind::Other,
        };
        self.with(kind)
    }

    /// `value.step` or `value[step]`
    fn step(self, step: &str) -> Value {
        let kind = match (self.kind, step) {
            (_, "size") => Kind::Other,
            (Kind::List, "first" | "last") => Kind::Item,
            (Kind::Groups, "first" | "last") => Kind::Group,
            (Kind::List, step) if is_number(step) => Kind::Item,
            (Kind::Groups, step) if is_number(step) => Kind::Group,
            (Kind::Named, "first" | "last") => Kind::Other,
            (Kind::Named, _) => Kind::List,
            (Kind::Group, "items" | "last" | "1") => Kind::List,
            // The same of a page would be a key of its own.
            (Kind::Item, "next" | "previous") if !self.of.contains(&List::Pages) => Kind::Item,
            // What Jekyll sets comes before what the front matter says.
            (Kind::Item, "url") => Kind::Url,
            _ => Kind::Other,
        };
        self.with(kind)
    }

    /// The value behind a filter.
    fn filtered(self, filter: &str) -> Value {
        let kind = match (self.kind, filter) {
            (
                Kind::List,
                "where" | "where_exp" | "sort" | "sort_natural" | "reverse" | "uniq" | "compact" | "slice" | "pop"
                | "shift",
            ) => Kind::List,
            (Kind::List, "group_by" | "group_by_exp") => Kind::Groups,
            (Kind::Named | Kind::Groups, "sort" | "sort_natural" | "reverse") => Kind::Groups,
            (Kind::List | Kind::Groups | Kind::Group, "first" | "last") => return self.step(filter),
            _ => Kind::Other,
        };
        self.with(kind)
    }
}

fn is_number(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit())
}

/// `a.b['c'][0]` → `a`, `b`, `'c'`, `0`. What is in brackets counts as one, dots and all.
fn steps(expression: &str) -> impl Iterator<Item = &str> {
    let mut rest = expression.trim();
    std::iter::from_fn(move || {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let (step, after) = match rest.strip_prefix('[') {
            Some(inner) => inner.split_once(']').unwrap_or((inner, "")),
            None => rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len())),
        };
        let is_end = rest.is_empty();
        rest = after;
        (!is_end).then_some(step.trim())
    })
}

/// All that the tags of `text` bind, in order.
fn bindings(text: &str) -> Vec<Binding<'_>> {
    let mut bindings = Vec::new();
    let mut rest = text;
    while let Some(open) = memmem::find(rest.as_bytes(), b"{%") {
        let Some(end) = memmem::find(&rest.as_bytes()[open..], b"%}") else { break };
        let tag = rest[open + 2..open + end].trim_matches('-').trim();
        rest = &rest[open + end + 2..];
        let (kind, inner) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let close = match kind {
            "comment" => "endcomment",
            "raw" => "endraw",
            _ => "",
        };
        if !close.is_empty() {
            rest = memmem::find(rest.as_bytes(), close.as_bytes()).map_or("", |at| &rest[at..]);
        }
        bindings.extend(binding(kind, inner.trim()));
    }
    bindings
}

fn binding<'a>(kind: &str, inner: &'a str) -> Option<Binding<'a>> {
    match kind {
        "assign" => {
            let (name, expression) = inner.split_once('=')?;
            Some(Binding { name: name.trim(), expression, is_loop: false })
        }
        "for" | "tablerow" => {
            let (name, expression) = inner.split_once(" in ").or_else(|| inner.split_once(char::is_whitespace))?;
            let expression = expression.trim_start();
            Some(Binding { name: name.trim(), expression: first_word(expression), is_loop: true })
        }
        "capture" | "increment" | "decrement" => {
            Some(Binding { name: inner.trim_matches(['\'', '"']), expression: "", is_loop: false })
        }
        _ => None,
    }
}

/// Up to the first blank that is not in brackets.
fn first_word(text: &str) -> &str {
    let mut is_inside = false;
    let end = text.find(|c: char| {
        is_inside = (is_inside || c == '[') && c != ']';
        c.is_whitespace() && !is_inside
    });
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_loops() {
        let [posts, pages, all] = [List::Posts, List::Pages, List::Documents].map(Some);
        let talks = Some(List::Collection("talks".to_string()));
        for (text, expression, expected) in [
            ("{% for post in site.posts %}", "post.url", &posts),
            ("{%- for p in site.posts reversed limit:3 -%}", "p.url", &posts),
            ("{% for post in site.posts %}", "post.redirect", &None),
            ("{% for post in site.posts %}", "post", &None),
            ("{% for post in site.posts %}", "other.url", &None),
            ("", "post.url", &None),
            ("{% for p in site.pages %}", "p.url", &pages),
            ("{% for p in site.pages %}", "p.next.url", &None),
            ("{% for d in site.documents %}", "d.previous.url", &all),
            ("{% for t in site.talks %}", "t.url", &talks),
            ("{% assign u = t.url %}{% for t in site.talks %}", "u", &talks),
            ("{% assign a = site.talks | where: 'x', y | sort: 'date' | reverse %}{% for t in a %}", "t.url", &talks),
            ("{% assign a = site.talks | map: 'x' %}{% for t in a %}", "t.url", &None),
            ("{% assign a = site.talks | concat: b %}{% for t in a %}", "t.url", &None),
            ("{% assign a = site.talks %}{% assign a = a | sort %}{% for t in a %}", "t.url", &talks),
            ("{% assign a = a | sort %}{% for t in a %}{% for t in site.talks %}", "t.url", &None),
            ("{% for t in site.talks %}{% for t in site.data.x %}", "t.url", &None),
            ("{% for t in site.talks %}{% endfor %}{% assign t = x %}", "t.url", &None),
            ("{% for t in site.talks %}{% endfor %}{% capture t %}{% endcapture %}", "t.url", &None),
            ("{% for t in include.list %}", "t.url", &None),
            ("{% for t in a %}{% endfor %}{% assign a = site.talks %}{% assign a = site.data.x %}", "t.url", &None),
            ("{% comment %}{% assign t = x %}{% endcomment %}{% for t in site.talks %}", "t.url", &talks),
            ("{% for tag in site.tags %}{% for p in tag[1] %}", "p.url", &posts),
            ("{% for tag in site.tags %}{% for p in tag[0] %}", "p.url", &None),
            ("{% for p in site.categories['a b'] %}", "p.url", &posts),
            ("{% for p in site.tags[tag] %}", "p.url", &posts),
            (
                "{% assign s = (site.tags | sort:0) %}{% for t in s %}{% assign a = t | last %}{% for p in a %}",
                "p.url",
                &posts,
            ),
            (
                "{% assign g = site.posts | group_by_exp: 'p', 'p.date' %}{% for y in g %}{% for p in y.items %}",
                "p.url",
                &posts,
            ),
            ("{% assign last = site.posts | last %}", "last.url", &posts),
            ("", "site.posts.first.url", &posts),
            ("", "site.posts[0].url", &posts),
            ("", "site.posts.size", &None),
            ("", "page.next.url", &Some(List::Own)),
            ("", "page.next.title", &None),
            ("{% for p in paginator.posts %}", "p.url", &Some(List::Paginated)),
            ("", "paginator.next_page_path", &posts),
            ("{% for", "for.url", &None),
        ] {
            let found = Names::new(text).url_of(expression);
            assert_eq!(found, expected.clone().map(|list| BTreeSet::from([list])), "{text} {expression}");
        }
        let text = "{% if x %}{% assign a = paginator.posts %}{% else %}{% assign a = site.posts %}{% endif %}{% for p in a %}";
        assert_eq!(Names::new(text).url_of("p.url"), Some(BTreeSet::from([List::Posts, List::Paginated])));
    }
}
