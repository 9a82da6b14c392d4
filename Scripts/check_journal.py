#!/usr/bin/env python3
"""Kills sessions at random moments and looks at what their journals kept.

    Scripts/check_journal.py .build/release/talpa 500

Each session types short entries into a terminal and is killed (kill -9) somewhere in them. Every entry whose prompt came back
must be in the journal, once and in order, and every line but a last torn one must be JSON.
"""

import json
import os
import pathlib
import pty
import random
import select
import shutil
import signal
import sys
import tempfile
import time

PROMPT = "\x1b[?2004h".encode()  # the line editor waits


def main(talpa, runs):
    random.seed(1)
    torn = kept = 0
    for number in range(runs):
        home = tempfile.mkdtemp()
        finished = killed_session(talpa, home, random.uniform(0, 0.12))
        folder = pathlib.Path(home, ".local/state/talpa/sessions")
        lines = [line for file in folder.iterdir() for line in file.read_bytes().split(b"\n")] if folder.exists() else [b""]
        if lines[-1]:
            torn += 1
        records = [json.loads(line) for line in lines[:-1] if line]
        entries = [record["typed"] for record in records if record["kind"] == "entry"]
        expected = [f":set threads {1 + i % 4}" for i in range(len(entries))]
        assert entries == expected, (number, entries)
        assert len(entries) >= finished, (number, len(entries), finished)
        kept += len(entries)
        shutil.rmtree(home)
    print(f"{runs} sessions killed: {kept} entries kept, none lost, none twice; {torn} torn last lines")


def killed_session(talpa, home, seconds):
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(HOME=home, TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execv(talpa, [talpa])
    seen, typed, end = b"", 0, None
    while end is None or time.time() < end:
        if select.select([terminal], [], [], 0.002)[0]:
            seen += os.read(terminal, 65536)
        prompts = seen.count(PROMPT)
        if prompts and end is None:
            end = time.time() + seconds
        if prompts > typed:
            os.write(terminal, f":set threads {1 + typed % 4}\r".encode())
            typed += 1
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    # A prompt after an entry says that the entry has ended and was kept.
    return seen.count(PROMPT) - 1


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]))
