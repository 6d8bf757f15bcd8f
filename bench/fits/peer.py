"""Times astropy on an event list: `peer.py FILE REPEATS` prints milliseconds of the processor, the best of the repeats."""
import json
import sys
import time

import numpy as np
from astropy.io import fits

path, repeats = sys.argv[1], int(sys.argv[2])


def best(work):
    least = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return 1e3 * least


def four():
    with fits.open(path, memmap=True) as hdus:
        data = hdus["EVENTS"].data
        return [np.array(data[name], dtype=data[name].dtype.newbyteorder("=")) for name in ("time", "x", "y", "pi")]


def every():
    with fits.open(path, memmap=True) as hdus:
        data = hdus["EVENTS"].data
        return [np.array(data[name]) for name in data.names]


def header():
    with fits.open(path) as hdus:
        return len(hdus[1].header)


def rewrite():
    with fits.open(path, memmap=False) as hdus:
        hdus.writeto(path + ".peer", overwrite=True, checksum=True)


print(json.dumps({"header": best(header), "four": best(four), "all": best(every), "rewrite": best(rewrite)}))
