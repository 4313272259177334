// CBSClient: puts a key on a call, sends it, retries what is safe, traces it, and turns answers into values and errors.
// It does not know the sandbox, the weights or the shell, and opens no connection itself.
