//! One integration-test binary.

mod rule_pages;
mod sites;
mod spans;
mod yaml;
