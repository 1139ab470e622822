//! One integration-test binary.

mod spans;
