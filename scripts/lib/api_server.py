"""Answers fixed bodies on loopback, so that a benchmark measures the client and nothing else.

Usage: api_server.py ROWS CHUNKS SECONDS

Prints the port it listens on and serves until its parent ends it, at most for SECONDS:

  GET  …/versions           a list of ROWS versions
  POST …/chat/completions   an event stream of CHUNKS chunks, each with one word of text, and `[DONE]`

All bodies are made before the port is printed. The stream is sent as fast as the client reads it, each event as a
piece of its own of the chunked encoding, as servers of models send it.
"""

import json
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def version(number):
    state = "failed" if number % 100 == 7 else "in_progress" if number % 1000 == 999 else "done"
    answer = {
        "name": f"orgs/acme/models/gpt-oss-120b/versions/{number}",
        "done": state != "in_progress",
        "response": {
            "customer_s3_uri": f"s3://acme-weights/support-bot/2026-{number % 12 + 1:02}/run-{number}",
            "version_aliases": [f"r{number}"] + (["candidate"] if number % 250 == 0 else []),
            "sync_status": state,
            "system_fingerprint_suffix": "support-bot",
        },
    }
    if state == "failed":
        answer["error"] = {"code": 5, "message": "the file 'config.json' is missing", "details": []}
    return answer


def event(delta, finish):
    return {
        "id": "chatcmpl-00000000-0000-4000-8000-000000000000",
        "choices": [{"delta": delta, "finish_reason": finish, "index": 0}],
        "created": 1780000000,
        "model": "acme-gpt-oss-120b",
        "system_fingerprint": "fp_0123456789abcdef",
        "object": "chat.completion.chunk",
    }


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def stream(count):
    events = [event({"content": f"word{number} "}, None) for number in range(1, count + 1)]
    events[0]["choices"][0]["delta"]["role"] = "assistant"
    lines = [compact(each) for each in events + [event({}, "stop")]] + [b"[DONE]"]
    pieces = (b"data: %b\n\n" % line for line in lines)
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    versions = b""
    chunks = b""

    def do_GET(self):
        found = self.path.endswith("/versions")
        self.answer(200 if found else 404, "application/json", self.versions if found else b"{}")

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(self.chunks)

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        """A client that went away is no news."""


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    rows, chunks, seconds = map(int, sys.argv[1:])
    signal.alarm(seconds)
    Handler.versions = compact({"model_versions": [version(number) for number in range(1, rows + 1)]})
    Handler.chunks = stream(chunks)
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


main()
