// CBSServer: serves the sandbox on loopback, for other clients. It is the only target that listens, and it listens only
// on 127.0.0.1. The transport it is given decides the responses.
