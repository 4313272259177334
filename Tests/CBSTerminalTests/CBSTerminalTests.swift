// Tests of CBSTerminal. Pure types are tested directly: decoder, layout, painter, undo, history. The editor runs in the
// test's process on a pseudo-terminal, and tests examine its screen.
