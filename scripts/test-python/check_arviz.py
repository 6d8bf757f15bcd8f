"""Opens posteriors with ArviZ, and the netCDF files with both of its readers. Arguments: files."""
import json
import sys

import arviz
import netCDF4
import xarray


def check(path):
    data = arviz.from_netcdf(path)
    posterior = data.posterior
    found = {
        "groups": sorted(data.groups()),
        "sizes": {str(name): int(size) for name, size in posterior.sizes.items()},
        "mean": {str(name): float(posterior[name].mean()) for name in posterior.data_vars},
        "attributes": {name: str(value) for name, value in posterior.attrs.items()},
        "units": posterior["x"].attrs["units"],
        "lp": float(data.sample_stats["lp"].max()),
        "summary": list(arviz.summary(data).index),
    }
    for engine in ("netcdf4", "h5netcdf"):
        with xarray.open_dataset(path, group="posterior", engine=engine) as group:
            found[engine] = {
                str(name): [list(map(str, group[name].dims)), float(group[name].mean())] for name in group.data_vars
            }
    with netCDF4.Dataset(path) as file:
        found["format"] = file.data_model
        found["dimensions"] = {name: len(size) for name, size in file["posterior"].dimensions.items()}
        found["coordinates"] = file["posterior/draw"][:3].tolist()
    return found


print(json.dumps([check(path) for path in sys.argv[1:]]))
