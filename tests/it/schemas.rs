//! The owner's own schemas: `schemas` in `hplint.yml`, from the command line.

use crate::program::{Place, Said};

const SITE: &str = "title: Ada\ncollections:\n  talks: {output: true}\n";

/// A talk with the keys `level`, which is wrong, and `room`.
const TALK: &str = "---\ntitle: A\nlevel: begginer\nroom: [1, 2]\n---\nSlides follow.\n";

const TALK_SCHEMA: &str = "name: talk\ncollections: [talks]\nkeys:\n  room: text\n  level: {type: text, values: [beginner, expert], required: true}\n";

/// Runs over a site with a talk and these files.
fn run(files: &[(&str, &str)], arguments: &str) -> (Said, Place) {
    let place = Place::with(files);
    place.write("_config.yml", SITE);
    if !files.iter().any(|(path, _)| path.starts_with("_talks/")) {
        place.write("_talks/a.md", TALK);
    }
    (place.run(&format!("--output-format concise --quiet {arguments}")), place)
}

fn check(files: &[(&str, &str)], expected: &[&str]) {
    let (said, _) = run(files, "--select wrong-value");
    assert_eq!(said.stdout.lines().collect::<Vec<_>>(), expected, "{said:?}");
    assert_eq!(said.code, i32::from(!expected.is_empty()), "{said:?}");
}

const EXPECTED: &[&str] = &[
    "_talks/a.md:3:8: wrong-value `begginer` is none that talk takes as `level`, `beginner` is one",
    "_talks/a.md:4:7: wrong-value `room` is a list, and talk takes text",
];

#[test]
fn inline_and_in_a_file() {
    let inline = format!("schemas:\n  - {}", TALK_SCHEMA.replace('\n', "\n    "));
    check(&[("hplint.yml", &inline)], EXPECTED);
    check(&[("hplint.yml", "schemas: [schemas/talk.yml]\n"), ("schemas/talk.yml", TALK_SCHEMA)], EXPECTED);
    let whole = format!("name: own\nkinds:\n  - {}", TALK_SCHEMA.replace('\n', "\n    "));
    let told: Vec<String> = EXPECTED.iter().map(|line| line.replace("talk takes", "own takes")).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    check(&[("hplint.yml", "schemas: [own.yml]\n"), ("own.yml", &whole)], &told);
}

#[test]
fn what_is_right_or_given_elsewhere_is_silent() {
    let schemas = ("hplint.yml", "schemas: [talk.yml]\n");
    for talk in [
        "level: expert\nroom: 12",
        "level: !own x\nroom: *a",
        "level: '{{ x }}'",
        "<<: {level: expert}\n",
        "level: expert\nother: [a]",
    ] {
        check(&[schemas, ("talk.yml", TALK_SCHEMA), ("_talks/a.md", &format!("---\n{talk}\n---\nText.\n"))], &[]);
    }
    let absent = ("_talks/a.md", "---\nroom: 1\n---\nText.\n");
    check(
        &[schemas, ("talk.yml", TALK_SCHEMA), absent],
        &["_talks/a.md:2:1: wrong-value talk needs the key `level`, which is not here"],
    );
    // What the owner says counts before what is known of Jekyll.
    let title = "name: talk\ncollections: [talks]\nkeys: {title: list}\n";
    check(
        &[schemas, ("talk.yml", title)],
        &["_talks/a.md:2:8: wrong-value `A` is text, and talk takes a list as `title`"],
    );
}

#[test]
fn json_schemas() {
    let drafts = [
        r##"{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "required": ["room"],
            "definitions": {"level": {"enum": ["beginner", "expert"]}},
            "properties": {"level": {"$ref": "#/definitions/level"}, "room": {"type": "integer"}}}"##,
        r##"{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
            "$defs": {"level": {"enum": ["beginner", "expert"]}},
            "properties": {"level": {"$ref": "#/$defs/level"}, "room": {"type": "integer"}}, "required": ["room"]}"##,
    ];
    for draft in drafts {
        let config = "schemas:\n  - {name: talk, collections: [talks], json-schema: s/talk.json}\n";
        check(
            &[("hplint.yml", config), ("s/talk.json", draft)],
            &[
                "_talks/a.md:3:8: wrong-value the value is not one of \"beginner\" or \"expert\"",
                "_talks/a.md:4:7: wrong-value the value is not of type \"integer\"",
            ],
        );
        let talk = ("_talks/a.md", "---\nlevel: expert\nroom: 1\n---\nText.\n");
        check(&[("hplint.yml", config), ("s/talk.json", draft), talk], &[]);
        let talk = ("_talks/a.md", "---\nlevel: expert\n---\nText.\n");
        let absent = "_talks/a.md:2:1: wrong-value \"room\" is a required property";
        check(&[("hplint.yml", config), ("s/talk.json", draft), talk], &[absent]);
    }
}

/// What cannot be understood is told with its place, and everything else is still linted.
#[test]
fn broken_schemas() {
    let json =
        |schema: &str| format!("schemas:\n  - name: talk\n    collections: [talks]\n    json-schema: {schema}\n");
    for (config, told) in [
        (
            "schemas:\n  - {name: talk, collections: [talks], keys: {room: txt}}\n".to_string(),
            "hplint.yml:2:12: this schema cannot be read: ",
        ),
        (
            "\nschemas:\n  - name: talk\n    keys: {room: text}\n".to_string(),
            "hplint.yml:3:11: this schema cannot be read: `talk` needs one of",
        ),
        ("schemas: [no.yml]\n".to_string(), "hplint.yml:1:11: `no.yml` cannot be read: "),
        ("schemas: 1\n".to_string(), "hplint.yml:1:10: "),
        (json("{type: 12}"), "hplint.yml:2:11: this schema cannot be read: the JSON Schema of `talk`: "),
        (json("{properties: {room: {pattern: '('}}}"), "/properties/room/pattern"),
        (json("{properties: {room: {pattern: '(?=a)b'}}}"), "/properties/room/pattern"),
        (json("{$ref: 'https://x.example/schema.json'}"), "https://x.example/schema.json"),
        (json("{$ref: '#/nowhere'}"), "/nowhere"),
    ] {
        let (said, _) = run(&[("hplint.yml", &config)], "");
        assert_eq!(said.code, 2, "{config}: {said:?}");
        assert!(said.stderr.contains(told), "{config}: {}", said.stderr);
    }
}

/// Nothing hangs: patterns that backtrack for ever elsewhere, and references in a circle.
#[test]
fn hostile_json_schemas() {
    let talk = format!("---\ntitle: {}!\n---\nText.\n", "a".repeat(50_000));
    for schema in [
        "{properties: {title: {pattern: '^(a+)+$'}}}",
        "{properties: {title: {pattern: '^(([a-z])+.)+[A-Z]([a-z])+$'}}}",
        "{$ref: '#'}",
        "{$defs: {a: {$ref: '#/$defs/b'}, b: {$ref: '#/$defs/a'}}, $ref: '#/$defs/a'}",
        "{properties: {title: {$ref: '#'}}, additionalProperties: {$ref: '#'}}",
        "{properties: {title: {pattern: '((a{1000}){1000}){1000}'}}}",
    ] {
        let config = format!("schemas:\n  - name: talk\n    collections: [talks]\n    json-schema: {schema}\n");
        let (said, _) = run(&[("hplint.yml", &config), ("_talks/a.md", &talk)], "");
        assert!((0..=2).contains(&said.code), "{schema}: {said:?}");
    }
}

#[test]
fn fixes() {
    let config = ("hplint.yml", "schemas: [talk.yml]\n");
    let (said, place) = run(&[config, ("talk.yml", TALK_SCHEMA)], "--select wrong-value --fix --unsafe-fixes");
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(place.read("_talks/a.md"), TALK.replace("begginer", "beginner"));
}
