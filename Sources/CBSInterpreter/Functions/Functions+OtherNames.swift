extension Functions {
  /// What to write instead of a function that this language does not have, by its name here earlier or elsewhere.
  ///
  /// There is one form for each meaning: no function repeats an operator or a stage.
  package static let otherNames: [String: String] = Dictionary(
    otherNamesInOrder.map { ($0.name, $0.replacement) }, uniquingKeysWith: { first, _ in first })

  /// As `otherNames`, in the order of the subjects.
  static let otherNamesInOrder: [(name: String, replacement: String)] = [
    // Text.
    ("length", "len($value)"), ("strlen", "len($string)"), ("char_length", "len($string)"),
    ("lower", "lowercase($string)"), ("tolower", "lowercase($string)"), ("to_lower", "lowercase($string)"),
    ("downcase", "lowercase($string)"), ("ascii_downcase", "lowercase($string)"),
    ("upper", "uppercase($string)"), ("toupper", "uppercase($string)"), ("to_upper", "uppercase($string)"),
    ("upcase", "uppercase($string)"), ("ascii_upcase", "uppercase($string)"),
    ("startswith", "starts_with($string, $start)"), ("has_prefix", "starts_with($string, $start)"),
    ("endswith", "ends_with($string, $end)"), ("has_suffix", "ends_with($string, $end)"),
    ("contains", "$part in $whole"), ("includes", "$part in $whole"), ("has", "$key in $record"),
    ("has_key", "$key in $record"), ("index_of", "split($string, $part) | map len(.) | first"),
    ("strip", "trim($string)"), ("trim_start", #"substitute($string, '^\s+', "")"#),
    ("ltrim", #"substitute($string, '^\s+', "")"#), ("trim_end", #"substitute($string, '\s+$', "")"#),
    ("rtrim", #"substitute($string, '\s+$', "")"#), ("remove_start", #"substitute($string, '^start', "")"#),
    ("ltrimstr", #"substitute($string, '^start', "")"#), ("remove_end", #"substitute($string, 'end$', "")"#),
    ("rtrimstr", #"substitute($string, 'end$', "")"#),
    ("pad_end", #"$string + repeat(" ", $width - len($string))"#), ("words", #"find_all($string, '\S+')"#),
    ("chars", #"split($string, "")"#), ("explode", #"split($string, "")"#), ("substr", "slice($string, $start, $end)"),
    ("substring", "slice($string, $start, $end)"), ("concat", "$list + $other"), ("append", "$list + [$value]"),
    ("push", "$list + [$value]"), ("text", "string($value)"), ("str", "string($value)"), ("tostring", "string($value)"),
    ("to_string", "string($value)"), ("format", #""$name is $value""#), ("printf", #""$name is $value""#),
    // Patterns.
    ("matches", "len(find_all($string, $pattern)) > 0"), ("match", "len(find_all($string, $pattern)) > 0"),
    ("test", "len(find_all($string, $pattern)) > 0"), ("glob", "$string ~ $pattern"), ("like", "$string ~ $pattern"),
    ("find", "find_all($string, $pattern) | first"), ("search", "find_all($string, $pattern) | first"),
    ("scan", "find_all($string, $pattern)"), ("gsub", "substitute($string, $pattern, $new)"),
    ("sub", "substitute($string, $pattern, $new)"), ("regex_replace", "substitute($string, $pattern, $new)"),
    // Encodings.
    ("urlencode", "url_encode($string)"), ("urldecode", "url_decode($string)"),
    ("base64_encode", "base64($string)"), ("base64_decode", "parse_base64($string)"),
    ("decode_base64", "parse_base64($string)"),
    // Lists.
    ("any", "$list | any ."), ("some", "$list | any ."), ("all", "$list | all ."), ("every", "$list | all ."),
    ("count", "$list | where . == $value | count"), ("first", "$list | first"), ("head", "$list | first"),
    ("last", "$list | last"), ("tail", "slice($list, 1)"), ("take", "$list | first 2"),
    ("sort", "$list | sort ."), ("sorted", "$list | sort ."), ("sort_by", "$rows | sort .name"),
    ("group_by", "$rows | group .name"), ("index_by", "from_entries(($rows | map [.name, .]))"),
    ("map", "$list | map ."), ("filter", "$list | where . != null"), ("select", "$list | where . != null"),
    ("where", "$list | where . != null"), ("compact", "$list | where . != null"),
    ("add", "sum($list)"), ("seq", "range($start, $end)"),
    ("chunk", "range(0, len($list), 2) | map slice($list, ., . + 2)"),
    ("uniq", "unique($list)"), ("distinct", "unique($list)"), ("union", "unique($list + $other)"),
    ("intersection", "$list | where . in $other"), ("difference", "$list | where not (. in $other)"),
    ("reversed", "reverse($list)"), ("average", "sum($list) / len($list)"), ("avg", "sum($list) / len($list)"),
    ("mean", "sum($list) / len($list)"), ("median", "percentile($list, 50)"), ("is_empty", "len($list) == 0"),
    ("empty", "len($list) == 0"),
    // Records.
    ("with", #"$record + {"name": $value}"#),
    ("merge", "$record + $other"), ("pick", "$record | select name"), ("omit", "without($record, $key)"),
    ("del", "without($record, $key)"), ("rename", #"without($record, "old") + {new: $record.old}"#),
    ("to_entries", "entries($record)"), ("items", "entries($record)"),
    // Numbers.
    ("mod", "$number % $other"), ("rem", "$number % $other"), ("div", "floor($number / $other)"),
    ("clamp", "min(max($number, $low), $high)"),
    ("trunc", "int($number)"), ("number", "float($string)"), ("tonumber", "float($string)"),
    ("integer", "int($string)"),
    ("format_number", "round($number, 2)"), ("ceiling", "ceil($number)"),
    // Durations, times and sizes.
    ("unix", "($time - time(0)) / 1s"), ("since", "now() - $time"), ("seconds", "$duration / 1s"),
    ("start_of", "time(format_time($time, \"%Y-%m-%d\"))"), ("time_parts", "int(format_time($time, \"%H\"))"),
    ("strftime", "format_time($time, $pattern)"), ("strptime", "parse_time($string, $pattern)"),
    ("date", "format_time($time, $pattern)"), ("bytes", "$size / 1B"),
    // Documents and addresses.
    ("to_json", "json($value)"), ("tojson", "json($value)"), ("from_json", "parse_json($string)"),
    ("fromjson", "parse_json($string)"), ("jsonl", #"join(($list | map json(.)), "\n")"#),
    ("parse_jsonl", "lines($string) | map parse_json(.)"), ("to_csv", "csv($rows)"), ("from_csv", "parse_csv($string)"),
    ("basename", #"split($path, "/") | last"#), ("dirname", #"substitute($path, '/[^/]*$', "")"#),
    ("path_join", #""$path/$name""#), ("parse_url", #"capture($address, '^(\w+)://([^/]*)(.*)')"#),
    // Any value.
    ("typeof", "type($value)"), ("coalesce", "default($value, $fallback)"), ("or_else", "default($value, $fallback)"),
    ("if_else", "choose($condition, $yes, $no)"), ("iif", "choose($condition, $yes, $no)"),
    ("ternary", "choose($condition, $yes, $no)"),
  ]
}
