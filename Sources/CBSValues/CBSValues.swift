// CBSValues: one value, one description of types, parameters and signatures, secrets; JSON is the codec of values.
// It knows neither the language nor the API; it reads and writes nothing.
