"""Measures how long a program takes to paint its first prompt on a terminal, and what it then holds in memory.

Usage: first_prompt.py RUNS PATTERN PROGRAM [ARGUMENT…]

Prints two numbers: the median time from exec to the text that PATTERN (a regular expression) matches, in
milliseconds, and the median resident memory a fifth of a second later, in MiB. The first run warms the caches and
does not count.
"""

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time

ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\-_])")
PATIENCE = 20.0


def spawn(command):
    """Starts the command on a new terminal; gives its process, the terminal, and when it was about to exec."""
    started, start = os.pipe()
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.write(start, struct.pack("d", time.monotonic()))
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    os.close(start)
    (moment,) = struct.unpack("d", os.read(started, 8))
    os.close(started)
    return process, terminal, moment


def measure(pattern, command):
    """One run: milliseconds to the prompt, and MiB at it."""
    process, terminal, started = spawn(command)
    seen = b""
    try:
        while not pattern.search(ESCAPES.sub(b"", seen)):
            if not select.select([terminal], [], [], PATIENCE)[0]:
                sys.exit(f"{command[0]}: no prompt in {PATIENCE:.0f} s; it printed {seen!r}")
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                sys.exit(f"{command[0]}: ended before a prompt; it printed {seen!r}")
        elapsed = time.monotonic() - started
        time.sleep(0.2)
        with open(f"/proc/{process}/status") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
    finally:
        os.kill(process, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(process, 0)
    return elapsed * 1000, resident / 1024


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    pattern, command = re.compile(sys.argv[2].encode()), sys.argv[3:]
    runs = [measure(pattern, command) for _ in range(int(sys.argv[1]) + 1)][1:]
    print(*(f"{statistics.median(values):.1f}" for values in zip(*runs)))


main()
