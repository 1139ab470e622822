//! Where hplint knowingly reads a text otherwise than a library.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Library {
    Psych,
    SafeYaml,
    /// The reader in Python: MkDocs' configuration.
    PyYaml,
    /// The reader over libyaml: MkDocs' pages.
    PyYamlInC,
}

pub(crate) struct Exception {
    pub(crate) libraries: &'static [Library],
    pub(crate) reason: &'static str,
    /// Of the snippets.
    pub(crate) texts: &'static [&'static str],
}

impl Exception {
    pub(crate) fn holds(&self, library: Library, text: &str) -> bool {
        self.libraries.contains(&library) && self.texts.contains(&text)
    }
}

pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception {
        libraries: &[Library::Psych],
        reason: "an object of Ruby's, which no page has",
        texts: &["a: !ruby/encoding UTF-8\n"],
    },
    Exception {
        libraries: &[Library::PyYaml, Library::PyYamlInC],
        reason: "a byte order mark is taken off when a file is decoded; only PyYAML reads one",
        texts: &["\u{feff}---\na: b\n"],
    },
    Exception {
        libraries: &[Library::PyYaml],
        reason: "PyYAML's scanner in Python refuses tabs between tokens; hplint reads as libyaml does",
        texts: &[
            "a: 2020-01-31\t12:00:00\n",
            "a:\tb\n",
            "a: \tb\n",
            "a: b\t\n",
            "a: b\t# x\n",
            "a: b\t#c\n",
            "a: |\t\n  b\n",
            "a: b\n  \t\nc: d\n",
            "a: [b,\tc]\n",
            "a: [\n\tb\n]\n",
            "a: {\n\tb: c\n}\n",
            "{\ta:\tb\t}\n",
            "a\t: b\n",
            "a:\t|\n  b\n",
            "a:\t[b]\n",
            "a:\t'b'\n",
            "a:\t\n  b: c\n",
            "&x\ta: b\n",
            "a: !!str\tb\n",
        ],
    },
    Exception {
        libraries: &[Library::PyYaml],
        reason: "PyYAML's scanner in Python takes a tab in a block scalar; libyaml takes it for indentation",
        texts: &["a: |\n  \tb\n", "a: |\n  \t b\n", "a: |\n \tb\n"],
    },
    Exception {
        libraries: &[Library::PyYaml],
        reason: "PyYAML's scanner in Python has other rules for `:`, `?`, `!` and `#` beside brackets; hplint reads as libyaml does",
        texts: &["a: {b:}\n", "a: [a:]\n", "[a?]\n", "[?]\n", "a: [!x, b]\n", "a: |# x\n  b\n", "a: !\n"],
    },
    Exception {
        libraries: &[Library::PyYaml],
        reason: "PyYAML's reader in Python takes escapes, directives and byte order marks that libyaml refuses",
        texts: &["a: \"\\ud800\"\n", "%FOO bar\n---\na: b\n", "a: b\n\u{feff}c: d\n"],
    },
];
