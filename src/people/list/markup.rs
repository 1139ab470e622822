//! The emphasis around a name: how it is written, and how it looks.

/// The emphasis around one author, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Markup {
    /// `**`, `<b>`, `**<u>`.
    pub open: String,
    /// `**`, `</b>`, `</u>**`.
    pub close: String,
}

/// What a visitor sees of a markup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    /// A colour, a size, a class.
    pub other: bool,
}

impl Markup {
    /// The markup that begins with `open`: asterisks, underscores, and the tags `<b>`, `<strong>`, `<i>`, `<em>`, `<u>`. `None`
    /// of anything else.
    pub fn new(open: &str) -> Option<Markup> {
        let parts = parts(open)?;
        let close = parts.iter().rev().map(|part| match part.strip_prefix('<') {
            Some(tag) => format!("</{tag}"),
            None => part.to_string(),
        });
        (!parts.is_empty()).then(|| Markup { open: open.to_string(), close: close.collect() })
    }

    /// The same look in tags, for places where no Markdown is read; `None` where it cannot be said.
    pub fn html_twin(&self) -> Option<Markup> {
        let mut open = String::new();
        for part in parts(&self.open)? {
            open.push_str(match part {
                "*" | "_" => "<i>",
                "**" | "__" => "<b>",
                "***" | "___" => "<b><i>",
                tag => tag,
            });
        }
        Markup::new(&open)
    }

    /// Whether it is tags and nothing else.
    pub fn is_html(&self) -> bool {
        self.open.starts_with('<') && self.open.ends_with('>') && !self.open.contains(['*', '_'])
    }

    pub fn look(&self) -> Look {
        let mut look = Look::default();
        let Some(parts) = parts(&self.open) else { return Look { other: true, ..look } };
        for part in parts {
            match part {
                "**" | "__" | "<b>" | "<strong>" => look.bold = true,
                "*" | "_" | "<i>" | "<em>" => look.italic = true,
                "<u>" => look.underlined = true,
                _ => (look.bold, look.italic) = (true, true),
            }
        }
        look
    }
}

impl Look {
    /// In a word or two: `bold`, `bold italics`, `underlined bold`.
    pub fn words(self) -> &'static str {
        match (self.bold, self.italic, self.underlined, self.other) {
            (_, _, _, true) => "set off in another way",
            (true, false, false, _) => "bold",
            (false, true, false, _) => "in italics",
            (true, true, false, _) => "in bold italics",
            (false, false, true, _) => "underlined",
            (true, false, true, _) => "bold and underlined",
            (false, true, true, _) => "in underlined italics",
            (true, true, true, _) => "in underlined bold italics",
            (false, false, false, _) => "plain",
        }
    }
}

/// The delimiters and tags one by one; `None` when there is anything else.
fn parts(open: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = open;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '*' | '_' => rest.len() - rest.trim_start_matches(first).len(),
            '<' => rest.find('>')? + 1,
            _ => return None,
        };
        let (part, behind) = rest.split_at(length);
        let is_known = match first {
            '<' => matches!(part, "<b>" | "<strong>" | "<i>" | "<em>" | "<u>"),
            _ => length <= 3,
        };
        if !is_known {
            return None;
        }
        parts.push(part);
        rest = behind;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn markups_end_have_twins_and_looks() {
        for (open, close, twin, look) in [
            ("**", "**", "<b>", "bold"),
            ("__", "__", "<b>", "bold"),
            ("<strong>", "</strong>", "<strong>", "bold"),
            ("*", "*", "<i>", "in italics"),
            ("***", "***", "<b><i>", "in bold italics"),
            ("**<u>", "</u>**", "<b><u>", "bold and underlined"),
            ("<u>", "</u>", "<u>", "underlined"),
        ] {
            let markup = Markup::new(open).expect("a markup");
            assert_eq!(markup.close, close, "{open}");
            assert_eq!(markup.html_twin().expect("a twin").open, twin, "{open}");
            assert_eq!(markup.look().words(), look, "{open}");
        }
        for open in ["", "bold", "**x", "<b", "<font color=\"red\">", "****", "`"] {
            assert_eq!(Markup::new(open), None, "{open}");
        }
    }
}
