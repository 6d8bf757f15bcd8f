"""CPU times, in ms, of runs of WesternMeteorPyLib's erosion model, as one JSON list on the last line.

usage: PYTHONPATH=<checkout> python erosion-peer.py CONSTANTS.json CALLS
"""

import contextlib
import io
import json
import sys
import time

import numpy as np

OUTPUTS = (
    "erosion_beg_vel",
    "erosion_beg_mass",
    "erosion_beg_dyn_press",
    "mass_at_erosion_change",
    "main_mass_exhaustion_ht",
    "disruption_height",
)


def main(path, calls):
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    if given.get("fragmentation_entries"):
        sys.exit("constants with fragmentation entries cannot be timed")
    with contextlib.redirect_stdout(io.StringIO()):
        from wmpl.MetSim.MetSimErosion import Constants, runSimulation

        np.seterr(all="ignore")
        times = []
        warm_up = 2
        for call in range(calls + warm_up):
            constants = Constants()
            for name, value in given.items():
                if hasattr(constants, name):
                    setattr(constants, name, value)
            constants.dens_co = np.array(constants.dens_co, dtype=float)
            for name in OUTPUTS:
                setattr(constants, name, None)
            start = time.process_time()
            runSimulation(constants, compute_wake=False)
            if call >= warm_up:
                times.append(1e3 * (time.process_time() - start))
    print(json.dumps(times))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
