# What Ruby's YAML libraries make of texts: Psych as Debian's Jekyll 4.3 calls it (Jekyll::Utils.safe_load_yaml), SafeYAML as
# the gem's Jekyll 3 and 4 do. One JSON object in, {"engine": "psych" or "safe_yaml", "texts": […]}; one out,
# {"engine": name and version, "answers": [{"refused": why or null, "scalars": [[type, value], …]}, …]}: the scalars of the
# first document in order, each as it is read by itself; none when the text cannot be parsed.

require "date"
require "json"
require "psych"

$stdin.set_encoding("UTF-8")
$stdout.set_encoding("UTF-8")

def shown(value)
  case value
  when nil then ["null", ""]
  when true, false then ["bool", value.to_s]
  when Integer then ["int", value.to_s]
  when Float then ["float", value.to_s]
  when DateTime, Time then ["datetime", ""]
  when Date then ["date", value.to_s]
  when String then ["str", value.dup.force_encoding("UTF-8").scrub]
  else ["other", value.class.to_s]
  end
end

# What the block gives, or why it fails: a refusal is an answer too.
def attempt
  yield
rescue StandardError, SystemStackError => e
  ["refused", "#{e.class}: #{e.message}".scrub]
end

class PsychScalars
  def self.version = "Psych #{Psych::VERSION}, libyaml #{Psych::LIBYAML_VERSION}"

  def self.load(text) = Psych.safe_load(text, permitted_classes: [Date, Time], aliases: true)

  def self.scalars(text)
    classes = Psych::ClassLoader::Restricted.new(%w[Date Time], [])
    nodes = Psych.parse(text) || []
    nodes.grep(Psych::Nodes::Scalar).map do |node|
      visitor = Psych::Visitors::ToRuby.new(Psych::ScalarScanner.new(classes), classes)
      attempt { shown(visitor.accept(node)) }
    end
  end
end

class SafeYamlScalars
  class Recorder < Psych::Handler
    attr_reader :found

    def initialize = super.tap { @found = [] }

    def scalar(value, _anchor, tag, _plain, quoted, _style)
      @found << attempt { shown(SafeYAML::Transform.to_proper_type(value, quoted, tag, SafeYAML::OPTIONS)) }
    end

    def end_document(_implicit) = throw(:ended)
  end

  def self.version = "SafeYAML #{SafeYAML::VERSION}, libyaml #{Psych::LIBYAML_VERSION}"

  def self.load(text) = SafeYAML.load(text)

  def self.scalars(text)
    recorder = Recorder.new
    catch(:ended) { Psych::Parser.new(recorder).parse(text) }
    recorder.found
  end
end

request = JSON.parse($stdin.read)
engine = PsychScalars
if request["engine"] == "safe_yaml"
  require "safe_yaml/load"
  require "safe_yaml/version"
  engine = SafeYamlScalars
end
answers = request["texts"].map do |text|
  refused = attempt { engine.load(text) && nil }
  scalars = attempt { engine.scalars(text) }
  { "refused" => refused && refused.last, "scalars" => scalars.first == "refused" ? nil : scalars }
end
puts JSON.generate("engine" => engine.version, "answers" => answers)
