"""Starts the kernel that a wheel has installed into this environment, and runs a cell.

Jupyter's own packages come from another environment, through PYTHONPATH.
"""

import json
import subprocess
import sys

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

folder = sys.argv[1]
spec = KernelSpecManager().get_kernel_spec("nightbook")
manager, client = start_new_kernel(kernel_name="nightbook", cwd=folder, startup_timeout=120)
try:
    found = []
    client.execute_interactive(
        "const answer: number = 6 * 7; answer",
        timeout=120,
        output_hook=lambda message: found.append(message["content"].get("data", {}).get("text/plain")),
    )
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)

listing = subprocess.run(
    [sys.executable, "-m", "jupyterlab.labextensions", "list"], capture_output=True, text=True, check=True
)
print(
    json.dumps(
        {
            "spec": spec.resource_dir,
            "argv": spec.argv,
            "answer": [text for text in found if text],
            "extensions": listing.stdout + listing.stderr,
        }
    )
)
