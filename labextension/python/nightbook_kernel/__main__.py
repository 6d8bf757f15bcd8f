"""Starts the kernel: ``python -m nightbook_kernel CONNECTION_FILE``."""

import os
import subprocess
import sys

from .find import Missing, kernel_main, node_program

USAGE = """usage: python -m nightbook_kernel CONNECTION_FILE   starts the kernel, as Jupyter does
       python -m nightbook_kernel --check           says which Node and which kernel would run"""


def main(arguments):
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(USAGE, file=sys.stderr)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    try:
        command = [node_program(), kernel_main()]
    except Missing as missing:
        print(f"nightbook: {missing}\n{missing.remedy}", file=sys.stderr)
        return 1
    if arguments[0] == "--check":
        print("\n".join(command))
        return 0
    # One pool of memory: with one for each thread, glibc keeps hundreds of megabytes that nobody uses.
    environment = {"MALLOC_ARENA_MAX": "1", **os.environ}
    if os.name == "posix":
        # Jupyter's signals then reach Node itself.
        os.execve(command[0], [*command, arguments[0]], environment)
    return subprocess.call([*command, arguments[0]], env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
