//! Words that a key may be in its own right.

/// One or two letters from keys that some generator or theme reads (`header`, `collection`, `share`), and yet keys that an
/// owner has chosen.
const WORDS: &str = "
    academics analysis analytical avenue badger batch brace cart catch charts chars chat clauses collective collector connection
    connections constructor convection correction corrections craft degenerate descriptive descriptor destructor distinction
    drift estimation except feature features finishes foster generate glasses gmail grace hatch highlight highlights hover
    important increment inlined instruct instruction into intra latex leader lines lints local locals locate match minim minimal
    modifier online owned paginator patch polished prescription profiler publisher publishers query quit quite reader relate
    relaxed release releases scheduled scheduler semver serve served shape shard shared sharp smart sourced starter starts
    stat stated states stats stays stem tablet tablets tail textfile there these tracer track trade username";

/// Whether `name` is one of them.
pub(super) fn is_word(name: &str) -> bool {
    WORDS.split_ascii_whitespace().any(|word| word == name)
}
