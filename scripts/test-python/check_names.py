"""Reads files whose parameters have strange names. Arguments: netCDF, Arrow, CSV, root of a chain."""
import json
import sys

import anesthetic
import getdist
import pandas
import pyarrow.ipc
import xarray

netcdf, arrow, csv, root = sys.argv[1:]
found = {}
for engine in ("netcdf4", "h5netcdf"):
    with xarray.open_dataset(netcdf, group="posterior", engine=engine) as group:
        found[engine] = {name: float(group[name].mean()) for name in group.data_vars}
table = pyarrow.ipc.open_file(arrow).read_all()
found["arrow"] = {name: float(table.column(name).to_numpy().mean()) for name in table.column_names}
frame = pandas.read_csv(csv, keep_default_na=False)
found["csv"] = frame.mean().tolist()
found["getdist"] = getdist.loadMCSamples(root, settings={"ignore_rows": 0}, no_cache=True).getMeans().tolist()
found["anesthetic"] = [float(mean) for mean in anesthetic.read_chains(root).mean()][: len(found["getdist"])]
print()
print(json.dumps(found))
