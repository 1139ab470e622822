//! hplint against the real engines: kramdown as Jekyll sets it up and Python-Markdown as MkDocs does; YAML; whole sites. Needs
//! `--features engines`; `.ci/run` installs what is needed and names it in `HPLINT_RUBY` and `HPLINT_PYTHON`.

mod anchors;
mod claims;
mod csv;
mod dom;
mod engine;
mod links;
mod liquid;
mod marks;
mod pages;
mod schemas;
mod sites;
mod snippets;
mod yaml;
