"""Reads FITS files of ours with astropy: verifies them strictly, and compares them with the originals if there are any.

    check_astropy.py FOLDER      FOLDER holds pairs NAME.ours.fits and, where there is one, NAME.original.fits
"""
import json
import pathlib
import sys
import warnings

import numpy as np
from astropy.io import fits

folder = pathlib.Path(sys.argv[1])
found = {}


def same(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.dtype.kind == "O":
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if a.dtype.kind in "US":
        return bool((np.char.rstrip(a) == np.char.rstrip(b)).all())
    return a.shape == b.shape and a.dtype.name == b.dtype.name and np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")


def differences(ours, original):
    if len(ours) != len(original):
        return [f"{len(ours)} HDUs instead of {len(original)}"]
    wrong = []
    for i, (a, b) in enumerate(zip(ours, original)):
        if b.data is None:
            continue
        if isinstance(b, fits.GroupsHDU):
            if not same(a.data.data, b.data.data):
                wrong.append(f"{i}: groups")
        elif hasattr(b, "columns"):
            for name in b.columns.names or []:
                if not same(a.data[name], b.data[name]):
                    wrong.append(f"{i}: column {name}")
                if a.columns[name].unit != b.columns[name].unit:
                    wrong.append(f"{i}: unit of {name}")
        elif not same(a.data, b.data):
            wrong.append(f"{i}: pixels")
    return wrong


for path in sorted(folder.glob("*.ours.fits")):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with fits.open(path, checksum=True, memmap=False) as ours:
            ours.verify("exception")
            shapes = [None if hdu.data is None else list(hdu.data.shape) for hdu in ours]
            said = [str(warning.message) for warning in caught]
            original = path.with_name(path.name.replace(".ours.", ".original."))
            wrong = []
            if original.exists():
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    with fits.open(original, memmap=False) as theirs:
                        wrong = differences(ours, theirs)
    found[path.name.removesuffix(".ours.fits")] = {"warnings": said, "differences": wrong, "shapes": shapes}
print(json.dumps(found))
