"""Reads a result and a file of everything that the HDF5 writer can write."""
import json
import shutil
import sys

import h5py
import numpy as np

result, gallery = sys.argv[1:]
with h5py.File(result) as file:
    found = {
        "names": list(file),
        "samples": file["samples"][:].tolist(),
        "logz": file["logz"][-1],
        "niter": int(file["niter"][()]),
        "parameters": file["nightbook/parameters"].asstr()[:].tolist(),
        "provenance": json.loads(file.attrs["provenance"]),
    }

with h5py.File(gallery) as file:
    data = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset) and item.size <= 20:
            strings = h5py.check_string_dtype(item.dtype)
            value = item.asstr()[()] if strings else item[()]
            data[name] = [item.dtype.str if not strings else "text", list(item.shape), np.asarray(value).ravel().tolist()]

    file.visititems(visit)
    found["data"] = json.loads(json.dumps(data))
    found["attributes"] = {
        name: value.ravel().tolist() if isinstance(value, np.ndarray) else value
        for name, value in ((name, file.attrs[name]) for name in file.attrs)
    }
    found["long"] = len(file.attrs["long"])
    del found["attributes"]["long"]
    found["members"] = len(file["many"])
    grid = np.arange(300 * 70 * 11, dtype=float).reshape(300, 70, 11)
    found["chunks"] = [bool((file[name][:] == grid).all()) for name in ("pieces", "packed")]
    found["filter"] = [file["pieces"].compression, file["packed"].compression]
    found["large"] = [list(file["large"].shape), float(file["large"][-1, -1]), float(file["large"][:].sum())]

# The library can go on writing into such a file.
changed = gallery + ".changed.h5"
shutil.copy(gallery, changed)
with h5py.File(changed, "r+") as file:
    file.attrs["added"] = 1
    file["added"] = np.arange(3)
    file["a b,ü/added"] = 1
    file["texts"][1] = "changed"
with h5py.File(changed) as file:
    found["changed"] = [file["texts"].asstr()[1], file["added"][:].tolist(), len(file["a b,ü"]), int(file.attrs["added"])]
print(json.dumps(found))
