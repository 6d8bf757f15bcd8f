"""Times PyTables and h5py on a photon list: `peer.py FOLDER FILE ROWS REPEATS` prints milliseconds, the best of the repeats.
Writing is timed by the clock, as ours is, which uses all cores; reading in processor time."""
import json
import sys
import time

import h5py
import numpy as np
import tables as tb

folder, path, count, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with h5py.File(path) as file:
    rows = file["Photons/PhotonTable"][:]
rows = rows.astype([(name, rows.dtype[name].newbyteorder("=")) for name in rows.dtype.names])


def best(work, clock):
    least = float("inf")
    for _ in range(repeats):
        start = clock()
        work()
        least = min(least, clock() - start)
    return 1e3 * least


def write(filters):
    with tb.open_file(f"{folder}/peer.h5", "w") as file:
        file.create_table("/Photons", "PhotonTable", rows.dtype, "", filters, count, createparents=True).append(rows)


def read_tables():
    with tb.open_file(path) as file:
        return [file.root.Photons.PhotonTable.col(name) for name in ("Time", "Wavelength")]


def read_h5py():
    with h5py.File(path) as file:
        return file["Photons/PhotonTable"][:]


wall, processor = time.perf_counter, time.process_time
print(
    json.dumps(
        {
            "none": best(lambda: write(None), wall),
            "zlib": best(lambda: write(tb.Filters(1, "zlib", shuffle=True)), wall),
            "lz4": best(lambda: write(tb.Filters(1, "blosc:lz4", shuffle=True)), wall),
            "columns": best(read_tables, processor),
            "all": best(read_h5py, processor),
        }
    )
)
