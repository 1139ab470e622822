# What Ruby's CSV library makes of texts, as Jekyll::DataReader calls it. A JSON list of texts in; a JSON list out: null where
# it refuses the text, else the number of cells up to the last that is not blank, row by row, and that of all in the first row.

require "csv"
require "json"

$stdin.set_encoding("UTF-8")
answers = JSON.parse($stdin.read).map do |text|
  rows = CSV.parse(text)
  filled = rows.map { |row| (row.rindex { |cell| !cell.to_s.strip.empty? } || -1) + 1 }
  [rows.first.to_a.size, *filled]
rescue CSV::MalformedCSVError
  nil
end
puts JSON.generate(answers)
