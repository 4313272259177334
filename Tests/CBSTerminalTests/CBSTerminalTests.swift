// Tests of CBSTerminal. What is pure is tested by itself: decoder, layout, painter, undo, history. The editor
// runs in the test's process on a pseudo-terminal, and tests look at what its screen shows.
