"""Reads tables of ours with PyTables, h5py and pandas, and lets PyTables go on writing into them."""
import json
import shutil
import sys

import h5py
import numpy as np
import pandas as pd
import tables as tb

path, count = sys.argv[1], int(sys.argv[2])
h5py_names = ["plain", "shuffled", "packed", "threads"]
# The h5py of this test has no Blosc.
names = [*h5py_names, "lz4"]
k = np.arange(count)


def agrees(rows):
    return bool(
        (rows["id"] == k).all()
        and (rows["ok"].astype(bool) == (k % 3 == 0)).all()
        and [text.decode() for text in rows["target"]] == [f"é {i}" for i in k]
        and (rows["image"].reshape(-1) == np.arange(6 * count)).all()
        and (rows["wave"] == np.arange(0, 2 * count, 2) + 1j * np.arange(1, 2 * count, 2)).all()
        and (rows["inner"]["a"] == k % 256).all()
        and (rows["inner"]["b"] == -k / 2).all()
        and (rows["pair"].reshape(-1) == [f"n{i}".encode() for i in range(2 * count)]).all()
    )


found = {}
with h5py.File(path) as file:
    found["h5py"] = [agrees(file["g"][name][:]) for name in h5py_names]
    found["dtype"] = str(file["g/plain"].dtype)
    found["truths"] = file["truths"][:].tolist()
    found["complex"] = [[float(z.real), float(z.imag)] for z in file["complex"][:]]
    found["grows"] = [list(file["grows"].maxshape), file["grows"][:].tolist()]

shutil.copy(path, path + ".more")
with tb.open_file(path + ".more", "a") as file:
    found["title"] = str(file.root.g.plain.title)
    found["columns"] = {name: [col.type, list(col.shape)] for name, col in file.root.g.plain.coldescrs.items()}
    found["filters"] = [f"{t.filters.complib} {t.filters.shuffle}" for t in (file.root.g._f_get_child(n) for n in names)]
    found["pytables"], found["attributes"] = [], []
    for name in names:
        table = file.root.g._f_get_child(name)
        rows = table.read()
        found["pytables"].append(agrees(rows))
        found["attributes"].append([int(table.attrs.NROWS), float(table.attrs.EXPTIME)])
        table.append(rows[:10])
        table.flush()
        table.attrs.later = "x"
        table.cols.id.create_index()
    empty = file.root.g.empty
    empty.append([(3,), (4,)])
    file.root.grows.append(np.ones((2, 3), "f4"))

with tb.open_file(path + ".more") as file:
    tables = [file.root.g._f_get_child(name) for name in names]
    found["appended"] = [[table.nrows, len(table.get_where_list("id == 5")), table.attrs.later] for table in tables]
    found["empty"] = [int(value[0]) for value in file.root.g.empty[:]]
    found["earray"] = file.root.grows[:].tolist()

frame = pd.read_hdf(path, "g/frame")
found["pandas"] = {name: frame[name].tolist() for name in frame}
print(json.dumps(found, default=int))
