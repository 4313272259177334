// CBSTerminal: the line editor and its thread, painting, Ctrl-C, window size.
//
// libedit is the key engine: key maps, emacs and vi, counts, macros, the edit buffer, kill and yank,
// `.editrc`. It draws to a file that nobody reads; what the user sees is painted from the function it
// reads characters through. This is the one target that imports libedit. It knows neither the language
// nor the API: what completes a word and what makes an entry complete it asks through closures.
