// CBSCatalog: every endpoint of the API, declared once, with its models (Resources) and its wire (Wire).
// It does not know there is a shell, a client or a sandbox; it opens no connection.
