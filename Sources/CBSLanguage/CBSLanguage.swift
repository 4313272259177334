// CBSLanguage: lexing, syntax, parsing, formatting. Pure and synchronous; no input, no output.
// It does not know there is an API: commands are names with flags and words, resolved by whoever runs them.
