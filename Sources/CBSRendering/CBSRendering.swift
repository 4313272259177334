// CBSRendering: answers as text: tables, records, JSON, CSV, YAML, Markdown.
// It knows no session, no settings and no terminal: format, width and colour are given to it.
