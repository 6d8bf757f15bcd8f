"""Rebuilds dynesty's results with the reader of the documentation and draws them. Arguments: documentation, files."""
import contextlib
import io
import json
import sys

import numpy as np
from dynesty import plotting, utils
from matplotlib import pyplot

documentation, *paths = sys.argv[1:]
with open(documentation, encoding="utf8") as file:
    blocks = file.read().split("```python\n")[1:]
exec(next(block for block in blocks if "def read_nightbook" in block).split("```")[0])


def check(path):
    results = read_nightbook(path)  # noqa: F821
    weights = results.importance_weights()
    with contextlib.redirect_stdout(io.StringIO()) as summary:
        results.summary()
    figure, axes = plotting.runplot(results)
    plotting.traceplot(results)
    plotting.cornerplot(results)
    bounds = [type(bound).__name__ for bound in results.bound]
    if "importance" not in path:
        plotting.boundplot(results, dims=(0, 1), it=len(results.logl) // 2)
        utils.jitter_run(results, rstate=np.random.default_rng(1))
    pyplot.close("all")
    return {
        "is_dynamic": results.isdynamic(),
        "samples": list(results.samples.shape),
        "logz": results.logz[-1],
        "weights": weights.tolist(),
        "mean": (weights @ results.samples).tolist(),
        "blob": list(results.blob.shape),
        "bounds": bounds,
        "panels": len(axes),
        "summary": summary.getvalue(),
    }


print(json.dumps([check(path) for path in paths]))
