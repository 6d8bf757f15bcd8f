"""Finds Node and the kernel's npm package, or says what to do."""

import os
import shutil
import subprocess
from pathlib import Path

NEEDED = (20, 19)
PACKAGE = Path("@nightbook") / "kernel" / "dist" / "main.js"


class Missing(Exception):
    """Something that the kernel needs is not there."""

    def __init__(self, message, remedy):
        super().__init__(message)
        self.remedy = remedy


def node_program():
    """Path of a Node that is new enough; ``$NIGHTBOOK_NODE`` decides if it is set."""
    asked = os.environ.get("NIGHTBOOK_NODE")
    program = shutil.which(asked or "node")
    if program is None:
        raise Missing(
            f"there is no Node at {asked} ($NIGHTBOOK_NODE)" if asked else "Node was not found on the path",
            f"Install Node {dotted(NEEDED)} or newer (https://nodejs.org), or set NIGHTBOOK_NODE to its full path.",
        )
    found = node_version(program)
    if found is None or found < NEEDED:
        raise Missing(
            f"{program} is Node {dotted(found) if found else 'of an unknown version'}",
            f"Install Node {dotted(NEEDED)} or newer (https://nodejs.org), or set NIGHTBOOK_NODE to its full path.",
        )
    return program


def node_version(program):
    """Major and minor version of a Node; None where it does not start."""
    try:
        text = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=True).stdout
        major, minor = text.strip().lstrip("v").split(".")[:2]
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def kernel_main():
    """Path of the kernel's program; ``$NIGHTBOOK_KERNEL``, a file or the package's folder, decides if it is set."""
    asked = os.environ.get("NIGHTBOOK_KERNEL")
    if asked:
        for candidate in (Path(asked), Path(asked) / "dist" / "main.js"):
            if candidate.is_file():
                return str(candidate)
        raise Missing(f"there is no kernel at {asked} ($NIGHTBOOK_KERNEL)", "Name its folder or its dist/main.js.")
    for folder in package_folders():
        candidate = folder / PACKAGE
        if candidate.is_file():
            return str(candidate)
    raise Missing(
        "the npm package @nightbook/kernel was not found in the notebook's folder, above it, or among npm's global packages",
        "Install it with: npm install -g @nightbook/kernel nightbook\n"
        "or set NIGHTBOOK_KERNEL to the folder of the package.",
    )


def package_folders():
    """Folders in which npm puts packages: those of the notebook and above, then the global one."""
    here = Path.cwd()
    yield from (folder / "node_modules" for folder in (here, *here.parents))
    npm = shutil.which("npm")
    if npm is None:
        return
    try:
        root = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, timeout=30, check=True).stdout
        yield Path(root.strip())
    except (OSError, subprocess.SubprocessError):
        return


def dotted(version):
    return ".".join(str(part) for part in version)
