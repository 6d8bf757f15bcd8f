"""Reads chains with GetDist. Arguments: roots of the names of files."""
import json
import sys

import getdist


def check(root):
    samples = getdist.loadMCSamples(root, settings={"ignore_rows": 0}, no_cache=True)
    names = samples.getParamNames().names
    return {
        "names": [name.name for name in names],
        "derived": [bool(name.isDerived) for name in names],
        "labels": [name.label for name in names],
        "mean": samples.getMeans().tolist(),
        "effective": float(samples.weights.sum() ** 2 / (samples.weights**2).sum()),
        "best": float(samples.loglikes.min()),
        "lower": [samples.ranges.getLower(name.name) for name in names],
        "upper": [samples.ranges.getUpper(name.name) for name in names],
        "interval": [float(limit) for limit in samples.get1DDensity(names[0].name).getLimits([0.68])[:2]],
    }


found = [check(root) for root in sys.argv[1:]]
print()
print(json.dumps(found))
