"""Reads PolyChord's files and GetDist's chains with anesthetic. Arguments: roots of the names of files."""
import json
import sys

import anesthetic
import numpy as np


def check(root):
    samples = anesthetic.read_chains(root)
    names = [name for name in samples.columns.get_level_values(0) if name not in ("logL", "logL_birth", "nlive", "chain")]
    found = {
        "type": type(samples).__name__,
        "rows": len(samples),
        "names": names,
        "mean": [float(samples[name].mean()) for name in names],
    }
    if isinstance(samples, anesthetic.NestedSamples):
        np.random.seed(1)
        found.update(
            logz=float(samples.logZ()),
            logzerr=float(samples.logZ(200).std()),
            live=int(samples.nlive.max()),
            live_at_end=int(samples.nlive.iloc[-1]),
            from_prior=int((samples.logL_birth < -1e29).sum()),
        )
    return found


print(json.dumps([check(root) for root in sys.argv[1:]]))
