// CBSNetwork: the only transport that opens connections. It does not retry, and it knows no keys.
