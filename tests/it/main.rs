//! One integration-test binary.

mod spans;
mod yaml;
