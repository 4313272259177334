// CBSTerminal: the line editor and its thread, painting, Ctrl-C, window size.
//
// libedit is the key engine: key maps, emacs and vi, counts, macros, the edit buffer, kill and yank, `.editrc`. It
// draws to a file that nobody reads; the function from which it reads characters paints what the user sees. This is the
// only target that imports libedit. It knows neither the language nor the API: it asks closures for completions and
// whether an entry is complete.
