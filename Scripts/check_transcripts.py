#!/usr/bin/env python3
"""Holds exported transcripts against the tools that will read them.

    pip install nbformat jsonschema markdown-it-py
    Scripts/check_transcripts.py .build/release/talpa

Types hostile sentences and commands into a session on a terminal, exports it in every format, and checks: the journal and
the JSON Lines against docs/journal.schema.json, the notebook with nbformat, the Markdown with markdown-it (what was typed stays
text, tables are tables), the page for scripts and links that are not its own.
"""

import html.parser
import json
import os
import pathlib
import pty
import select
import sys
import tempfile
import time

import jsonschema
import markdown_it
import nbformat

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINES = [
    "The mole dug.", "<script>alert(1)</script> & <img src=x onerror=alert(1)>", "``` | a | b | \\| ~~x~~ **b**",
    "![x](javascript:alert(1)) [l](http://example.org)", "# heading", "東京の鼴鼠 🙂", ":attention --text --head 3", ":attention --text --view grid",
    ":similar a ||| <b>b</b>", ":nonsense <i>", ":tokens --explain <u>|",
]


def main(talpa):
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home)
        run(talpa, home, LINES + [f":export {home}/s.{ending}" for ending in ("md", "html", "ipynb", "jsonl", "txt")])
        schema = json.loads((ROOT / "docs/journal.schema.json").read_text())
        journal = next((folder / ".local/state/talpa/sessions").iterdir())
        for path in (journal, folder / "s.jsonl"):
            for line in path.read_text().splitlines():
                jsonschema.validate(json.loads(line), schema)
        nbformat.validate(nbformat.read(folder / "s.ipynb", as_version=4))
        rendered = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).render((folder / "s.md").read_text())
        check(rendered, allowed={"h1", "pre", "code", "table", "thead", "tbody", "tr", "th", "td", "p", "img"})
        assert rendered.count("<table>") >= 6 and "javascript:" not in "".join(attributes(rendered))
        page = (folder / "s.html").read_text()
        assert tags(page).count("script") == 1 + tags(page).count("svg") and "img" not in tags(page) and "a" not in tags(page)
        assert "\x1b" not in page + rendered + (folder / "s.txt").read_text()
    print("journal, JSON Lines, notebook, Markdown and page are what their readers expect")


def run(talpa, home, lines):
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(HOME=home, TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execv(talpa, [talpa])
    seen = b""

    def wait(count):
        nonlocal seen
        end = time.time() + 30
        while seen.count("\x1b[?2004h".encode()) < count and time.time() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 65536)

    for number, line in enumerate(lines):
        wait(number + 1)
        os.write(terminal, line.encode() + b"\r")
    wait(len(lines) + 1)
    os.write(terminal, b":quit\r")
    time.sleep(0.3)
    os.close(terminal)
    os.waitpid(pid, 0)


class Collector(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [f"{name}={value}" for name, value in attributes]


def collected(text):
    collector = Collector()
    collector.feed(text)
    return collector


def tags(text):
    return collected(text).tags


def attributes(text):
    return collected(text).attributes


def check(text, allowed):
    others = set(tags(text)) - allowed
    assert not others, f"markup that nobody meant: {others}"


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
