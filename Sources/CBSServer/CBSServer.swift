// CBSServer: the sandbox on loopback, for other clients. It is the only target that listens, and it listens on
// 127.0.0.1 alone; what is answered is decided by the transport behind it.
