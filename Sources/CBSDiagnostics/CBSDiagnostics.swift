// CBSDiagnostics: sources, spans, diagnostics and their rendering; the only table of display widths. Nothing here knows
// the language, the API or the terminal, and nothing does input or output.
