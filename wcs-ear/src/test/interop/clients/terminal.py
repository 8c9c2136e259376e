"""Sits at a terminal: terminal.py <steps> <program> <argument>...

The steps are a JSON array of pairs: what has to appear, and what is typed then (null for nothing).
All that was on the screen goes to the output; ends with 0 if every text appeared and the program
has ended.
"""

import json
import os
import pty
import select
import sys
import time

WITHIN_SECONDS = 20


def main():
    steps = json.loads(sys.argv[1])
    child, screen = pty.fork()
    if child == 0:
        os.execvp(sys.argv[2], sys.argv[2:])
    everything = b""
    seen = 0
    for wanted, typed in steps:
        deadline = time.monotonic() + WITHIN_SECONDS
        while wanted.encode() not in everything[seen:]:
            more = read(screen, deadline)
            if more is None:
                sys.stdout.write(everything.decode(errors="replace"))
                sys.exit(f"\nnot seen: {wanted!r}")
            everything += more
        seen = everything.index(wanted.encode(), seen) + len(wanted.encode())
        if typed is not None:
            os.write(screen, typed.encode())
    deadline = time.monotonic() + WITHIN_SECONDS
    while (more := read(screen, deadline)) is not None:
        everything += more
    sys.stdout.write(everything.decode(errors="replace"))
    if time.monotonic() >= deadline:
        sys.exit("\nthe program goes on")


def read(screen, deadline):
    """What appears next; None at the end, or at the deadline."""
    ready, _, _ = select.select([screen], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        return None
    try:
        return os.read(screen, 65536) or None
    except OSError:
        return None


main()
