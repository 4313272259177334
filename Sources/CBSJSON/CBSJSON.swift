// CBSJSON: JSON text and values whose members keep their order and whose integers keep every digit.
// Foundation's coders keep neither, and cost more at start-up than the rest of the program.
