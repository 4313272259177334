// CBSNetwork: the one transport that opens connections. It retries nothing and knows no key.
