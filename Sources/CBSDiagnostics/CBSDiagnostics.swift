// CBSDiagnostics: sources, spans, diagnostics and how they print; the one table of display widths.
// Nothing here knows the language, the API or the terminal; it does no input and no output.
