// CBSInterpreter: values, running a checked program, the Command protocol.
// It knows neither the API nor the terminal: commands and the printer are handed in.
