// CBSManual: help pages, explanations of errors, and the pages of the manual that run.
// It knows no session: whoever runs a page brings the evaluation, whoever shows help brings the table of commands.
