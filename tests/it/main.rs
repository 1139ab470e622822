//! One integration-test binary.

mod anchors;
mod bad_input;
mod calibration;
mod cli;
mod names;
mod own_name;
mod program;
mod properties;
mod repair;
mod rule_pages;
mod schemas;
mod site;
mod sites;
mod spans;
mod tidy;
mod yaml;
