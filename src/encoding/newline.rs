//! How the lines of a text end.

/// The line ends of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    /// `\n`, or no line end at all.
    Lf,
    /// `\r\n`.
    CrLf,
    /// Both.
    Mixed,
}

impl Newline {
    /// What to write at the end of a new line: the usual one where both occur is `\n`.
    pub fn as_str(self) -> &'static str {
        match self {
            Newline::Lf | Newline::Mixed => "\n",
            Newline::CrLf => "\r\n",
        }
    }
}

/// The line ends of `text`; stops at the second kind.
pub fn newline(text: &str) -> Newline {
    let bytes = text.as_bytes();
    let (mut lf, mut crlf) = (false, false);
    for at in memchr::memchr_iter(b'\n', bytes) {
        if at > 0 && bytes[at - 1] == b'\r' {
            crlf = true;
        } else {
            lf = true;
        }
        if lf && crlf {
            return Newline::Mixed;
        }
    }
    if crlf { Newline::CrLf } else { Newline::Lf }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends() {
        let cases = [
            ("", Newline::Lf),
            ("a", Newline::Lf),
            ("a\nb\n", Newline::Lf),
            ("a\r\nb", Newline::CrLf),
            ("a\r\nb\n", Newline::Mixed),
            ("a\rb\n", Newline::Lf),
        ];
        for (text, expected) in cases {
            assert_eq!(newline(text), expected, "{text:?}");
        }
    }
}
