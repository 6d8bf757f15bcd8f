"""Executes one notebook on its kernel and writes it with its outputs.

Progress goes to standard error: each cell as it starts, and what running fits report on the
status comm. A cell that fails ends the run with status 1 after the notebook has been written,
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
from nbclient.exceptions import CellExecutionError

STATUS_COMM = "nightbook-status-main"


def say(text):
    print(text, file=sys.stderr, flush=True)


def first_line(cell):
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    return (lines[0] if lines else "")[:70]


def duration(seconds):
    minutes, seconds = divmod(int(seconds), 60)
    return f"{minutes}:{seconds:02d}"


def fit_line(fit):
    """One line about a running fit, from its status message."""
    parts = [f"{fit['label']}: {fit['phase']}, {fit['ncall']} calls"]
    if fit.get("logz") is not None:
        parts.append(f"log Z {fit['logz']:.2f} ± {fit['logzError'] or 0:.2f}")
    if fit.get("nEffective") is not None:
        parts.append(f"{fit['nEffective']:.0f} of {fit['nEffectiveWanted']} effective samples")
    if fit.get("remaining") is not None:
        parts.append(f"{duration(fit['remaining'])} left")
    return ", ".join(parts)


class Client(NotebookClient):
    """A client that tells what happens while it happens."""

    last_said = 0.0
    last_line = ""

    def process_message(self, msg, cell, cell_index):
        content = msg["content"]
        if msg["msg_type"] == "comm_msg" and content.get("comm_id") == STATUS_COMM:
            self.report(content.get("data", {}).get("fits", []))
        return super().process_message(msg, cell, cell_index)

    def report(self, fits):
        pace = 0.5 if sys.stderr.isatty() else 5.0
        for fit in fits:
            ended = fit["phase"] in ("done", "stopped", "failed")
            line = fit_line(fit)
            if line == self.last_line or (not ended and time.monotonic() - self.last_said < pace):
                continue
            self.last_said, self.last_line = time.monotonic(), line
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
    except CellExecutionError as error:
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
