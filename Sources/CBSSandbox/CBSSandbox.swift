// CBSSandbox: the API answered on this machine, from one SQLite file and folders that stand for buckets.
// It shares the catalog and the weights with the client and does not know that there is one. It opens no
// connection and listens on none: `CBSServer` does that for others.
