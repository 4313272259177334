// CBSSecrets: a secret is a type, not a pattern to look for. Nothing here knows what the secrets open.
