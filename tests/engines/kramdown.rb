# Renders Markdown as Jekyll 4 does: kramdown with the GFM parser and Jekyll's default options.
#
# One JSON object a line: {"text": …} in, {"html": …} or {"error": …} out. The first line out says which versions answer.

require "json"
require "kramdown"
require "kramdown-parser-gfm"
require "timeout"

# Jekyll 4.3, lib/jekyll/configuration.rb. Colours of code are left out: they would need Rouge and change no text.
OPTIONS = {
  input: "GFM",
  auto_ids: true,
  entity_output: :as_char,
  footnote_nr: 1,
  hard_wrap: false,
  math_engine: :mathjax,
  smart_quotes: %w[lsquo rsquo ldquo rdquo],
  syntax_highlighter: nil,
  toc_levels: (1..6).to_a
}.freeze

SECONDS = 20

$stdin.set_encoding("UTF-8")
$stdout.set_encoding("UTF-8")
$stdout.sync = true
puts JSON.generate("engine" => "kramdown #{Kramdown::VERSION}, Ruby #{RUBY_VERSION}")
while (line = $stdin.gets)
  begin
    text = JSON.parse(line).fetch("text")
    html = Timeout.timeout(SECONDS) { Kramdown::Document.new(text, OPTIONS).to_html }
    puts JSON.generate("html" => html)
  rescue StandardError, Timeout::Error => e
    puts JSON.generate("error" => "#{e.class}: #{e.message}")
  end
end
