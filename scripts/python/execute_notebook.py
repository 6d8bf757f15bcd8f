"""Executes one notebook on its kernel and writes it with its outputs.

Progress goes to standard error: each cell as it starts, and the line that a running fit keeps up to
date in its cell. A cell that fails ends the run with status 1 after the notebook has been written,
so that the error can be read in place.
"""

import argparse
import asyncio
import os
import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

def say(text):
    print(text, file=sys.stderr, flush=True)


def first_line(cell):
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    return (lines[0] if lines else "")[:70]


def progress_line(msg):
    """The line that a running task keeps up to date in its cell: a display of plain text alone with an id."""
    if msg["msg_type"] not in ("display_data", "update_display_data"):
        return None
    content = msg["content"]
    data = content.get("data", {})
    if not content.get("transient", {}).get("display_id") or list(data) != ["text/plain"]:
        return None
    return " ".join(data["text/plain"].split())


class Client(NotebookClient):
    """A client that tells what happens while it happens."""

    last_said = 0.0

    def process_message(self, msg, cell, cell_index):
        line = progress_line(msg)
        if line is not None:
            self.report(line, msg["msg_type"] == "display_data")
        return super().process_message(msg, cell, cell_index)

    def report(self, line, is_new):
        pace = 0.5 if sys.stderr.isatty() else 5.0
        ended = any(word in line for word in (": done in", ": stopped after", ": failed after"))
        if is_new or ended or time.monotonic() - self.last_said >= pace:
            self.last_said = time.monotonic()
            say(f"    {line}")


def announce(cell, cell_index):
    if cell.cell_type == "code":
        say(f"  cell {cell_index + 1}: {first_line(cell)}")


def execute(source, target, timeout):
    notebook = nbformat.read(source, as_version=4)
    client = Client(
        notebook,
        timeout=timeout,
        kernel_name="nightbook",
        resources={"metadata": {"path": str(source.parent)}},
        record_timing=False,
        on_cell_start=announce,
    )
    failure = None
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        failure = error
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".part")
    nbformat.write(notebook, temporary)
    os.replace(temporary, target)
    return failure


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("target", type=pathlib.Path)
    parser.add_argument("--timeout", type=int, default=540, help="seconds that one cell may take")
    options = parser.parse_args()
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    failure = execute(options.source.resolve(), options.target.resolve(), options.timeout)
    if failure is not None:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
