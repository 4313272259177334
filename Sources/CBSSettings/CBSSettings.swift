// CBSSettings: settings, profiles, keys and history, as files that several shells share.
// It knows no session, no commands and no API: it reads and writes files, and runs the commands that print keys.
