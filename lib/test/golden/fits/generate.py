"""Makes awkward FITS files with astropy, and what astropy reads in them.

    python generate.py        writes made.json.gz beside this file (files as base64, values), and wcs.json

Values of an array: shape, type, SHA-256 of all values as little-endian doubles (NaN and zero in one form each).
"""
import base64
import gzip
import hashlib
import io
import json
import pathlib
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
random = np.random.default_rng(5)
files = {}


def keep(name, *hdus, **options):
    target = io.BytesIO()
    fits.HDUList([fits.PrimaryHDU(), *hdus]).writeto(target, checksum=True, **options)
    files[name] = target.getvalue()


def sha256(values):
    values = np.ascontiguousarray(values, dtype="<f8").copy()
    values[np.isnan(values)] = np.nan
    values[values == 0] = 0.0
    return hashlib.sha256(values.tobytes()).hexdigest()


def describe(array):
    array = np.asarray(array)
    if array.dtype.kind in "US":
        texts = [str(text).rstrip() for text in array.ravel()]
        return {"shape": list(array.shape), "type": "text", "texts": texts}
    if array.dtype.kind == "c":
        parts = np.stack([array.real, array.imag], axis=-1).astype("f8")
        return {"shape": list(array.shape), "type": array.dtype.name, "sha256": sha256(parts.ravel())}
    return {"shape": list(array.shape), "type": array.dtype.newbyteorder("=").name, "sha256": sha256(array.ravel())}


noisy = (random.normal(1000, 50, (61, 73)) + np.arange(73) * 3).astype("f4")
noisy[10:20, 10:20] = 0
with_nan = noisy.copy()
with_nan[5, 5] = np.nan
image = fits.CompImageHDU
for method in ["RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1"]:
    plain = method != "HCOMPRESS_1"
    for quantise, suffix in ((-1, "plain"), (1, "dither 1"), (2, "dither 2")):
        keep(
            f"{method} quantised, {suffix}",
            image(
                with_nan if plain else noisy,
                compression_type=method,
                quantize_method=quantise,
                dither_seed=77,
                tile_shape=(10, 30) if plain else (16, 73),
            ),
        )
    for kind in ["u1", "i2", "i4", "u2", "u4"]:
        low, high = (0, 200) if kind == "u1" else (-3000, 3000) if kind[0] == "i" else (0, 60000)
        values = random.integers(low, high, (45, 37)).astype(kind)
        keep(f"{method} {kind}", image(values, compression_type=method, tile_shape=(7, 11) if plain else (9, 37)))
mask = np.zeros((50, 60), "i2")
mask[10:20, 5:50] = 7
mask[30, 3] = 4000
mask[31, :] = np.arange(60) * 13
keep("PLIO_1", image(mask, compression_type="PLIO_1", tile_shape=(5, 60)))
slope = (np.add.outer(np.arange(64) ** 2, np.arange(80) * 11) + random.integers(0, 30, (64, 80))).astype("i4")
for scale in (0, 1, 4, 13):
    for smooth in (0, 1):
        keep(
            f"HCOMPRESS_1 scale {scale} smooth {smooth}",
            image(slope, compression_type="HCOMPRESS_1", hcomp_scale=scale, hcomp_smooth=smooth, tile_shape=(32, 40)),
        )
large = random.integers(-(2**29), 2**29, (33, 47)).astype("i4")
keep("HCOMPRESS_1 large", image(large, compression_type="HCOMPRESS_1", tile_shape=(33, 47)))
keep("GZIP_2 float64", image(random.normal(size=(20, 30)), compression_type="GZIP_2", quantize_level=0))
keep("GZIP_1 float32", image(random.normal(size=(20, 30)).astype("f4"), compression_type="GZIP_1", quantize_level=0))
keep("RICE_1 float64", image(random.normal(size=(3, 20, 30)), compression_type="RICE_1", quantize_method=1, dither_seed=5))
keep("RICE_1 cube", image(random.integers(0, 999, (4, 13, 17)).astype("i2"), compression_type="RICE_1", tile_shape=(2, 5, 6)))

for kind in ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"]:
    keep(f"image {kind}", fits.ImageHDU(random.integers(0, 100, (3, 4, 5)).astype(kind), name="X"))
scaled = fits.ImageHDU(random.integers(-100, 100, (10, 10)).astype("i2"))
scaled.data[2, 2] = 7
scaled.header["BLANK"] = 7
scaled.header["BSCALE"] = 0.1
scaled.header["BZERO"] = 3.3
target = io.BytesIO()
fits.HDUList([fits.PrimaryHDU(), scaled]).writeto(target)
files["image scaled, with a blank"] = target.getvalue()

n = 11
rows = range(n)
column = fits.Column
columns = [
    column("l", "L", array=random.integers(0, 2, n).astype(bool)),
    column("x", "13X", array=random.integers(0, 2, (n, 13)).astype(bool)),
    column("b", "B", array=random.integers(0, 255, n).astype("u1")),
    column("i", "3I", array=random.integers(-9, 9, (n, 3)).astype("i2")),
    column("ui", "I", bzero=2**15, array=random.integers(0, 2**16 - 1, n).astype("u2")),
    column("uj", "J", bzero=2**31, array=random.integers(0, 2**32 - 1, n).astype("u4")),
    column("uk", "K", bzero=2**63, array=random.integers(0, 2**62, n).astype("u8")),
    column("k", "K", array=random.integers(-(2**60), 2**60, n)),
    column("e", "E", unit="count/s", array=random.normal(size=n).astype("f4")),
    column("d", "D", unit="km s-1", array=random.normal(size=n)),
    column("c", "C", array=(random.normal(size=n) + 1j * random.normal(size=n)).astype("c8")),
    column("m", "2M", array=random.normal(size=(n, 2)) + 1j),
    column("a", "7A", array=np.array([f"r{i}  " for i in rows])),
    column("a2", "12A", dim="(3,4)", array=np.array([["ab", "c", "", "xyz"]] * n)),
    column("dd", "6E", dim="(3,2)", array=random.normal(size=(n, 2, 3)).astype("f4")),
    column("pe", "PE()", array=np.array([random.normal(size=i).astype("f4") for i in rows], dtype=object)),
    column("qj", "QJ()", array=np.array([np.arange(i % 3, dtype="i4") for i in rows], dtype=object)),
    column("pd", "PD()", array=np.array([random.normal(size=i % 4) for i in rows], dtype=object)),
]
keep("table", fits.BinTableHDU.from_columns(columns, name="T"))
columns = [
    column("a", "A5", array=np.array(["ab", "cde", "", "x y", "zz"])),
    column("i", "I10", array=np.array([1, -2, 3, 4, 5])),
    column("f", "F12.4", array=np.array([1.5, -2.25, 3, 4e3, 5])),
    column("e", "E15.7", array=np.array([1.5e10, -2.25, 3e-8, 4, 5])),
    column("d", "D25.17", array=np.array([1 / 3, -2.25, 3e-8, 4, 5])),
    column("l", "I12", array=np.array([1, 2, 3, 4, 2**31])),
]
keep("ascii table", fits.TableHDU.from_columns(columns, name="A"))

cards = fits.ImageHDU(np.zeros((2, 2)))
header = cards.header
header["HIERARCH ESO TEL AIRM START"] = 1.2345
header["LONGSTR"] = "x" * 150
header["QUOTE"] = "it's 'quoted' "
header["CPLX"] = 1 + 2j
header["NOVALUE"] = None
header["BIG"] = 123456789012345678901
header["EXPO"] = 1.5e-300
header["LONGC"] = ("y" * 60, "a comment that is much too long for the card it stands in, is it not")
header["HISTORY"] = "h" * 100
header["COMMENT"] = "c"
header[""] = "blank"
header["NEG"] = -5
header["B"] = False
header["SLASH"] = "a / b"
header["EMPTY"] = ""
keep("cards", cards)


def values(data):
    with fits.open(io.BytesIO(data)) as hdus:
        hdu = hdus[1]
        raw = fits.open(io.BytesIO(data), disable_image_compression=True)[1].header
        found = {"cards": [[c.keyword, str(c.value) if isinstance(c.value, (complex, int)) and not isinstance(c.value, bool) else None if isinstance(c.value, fits.card.Undefined) else c.value, c.comment] for c in raw.cards]}
        if isinstance(hdu.data, np.ndarray) and hdu.data.dtype.names is None:
            return {**found, "image": describe(hdu.data)}
        columns = {}
        for one in hdu.columns:
            data = hdu.data[one.name]
            if data.dtype.kind == "O":
                flat = np.concatenate([np.ravel(row) for row in data])
                columns[one.name] = {"lengths": [len(row) for row in data], **describe(flat)}
            else:
                columns[one.name] = describe(data)
        return {**found, "columns": columns}


made = {name: {"bytes": base64.b64encode(data).decode(), **values(data)} for name, data in files.items()}
text = json.dumps(made, separators=(",", ":"), allow_nan=False).encode()
(here / "made.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))

# World coordinates: headers, pixels (from 1) and where astropy (wcslib) finds them.
degrees = np.pi / 180
turn = np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
cd = turn @ np.diag([-0.00013, 0.00013])
base = {"NAXIS": 2, "NAXIS1": 500, "NAXIS2": 400, "CTYPE1": "RA---TAN", "CTYPE2": "DEC--TAN", "CRPIX1": 250.5, "CRPIX2": 199.0, "CUNIT1": "deg", "CUNIT2": "deg"}
headers = {
    "CDELT": {**base, "CRVAL1": 247.352, "CRVAL2": -26.432, "CDELT1": -0.0001, "CDELT2": 0.0001},
    "CROTA2": {**base, "CRVAL1": 10.0, "CRVAL2": 41.3, "CDELT1": -0.001, "CDELT2": 0.0012, "CROTA2": 33.0},
    "CD": {**base, "CRVAL1": 0.001, "CRVAL2": 60.0, "CD1_1": cd[0, 0], "CD1_2": cd[0, 1], "CD2_1": cd[1, 0], "CD2_2": cd[1, 1]},
    "PC": {**base, "CRVAL1": 359.999, "CRVAL2": 89.9, "CDELT1": -0.01, "CDELT2": 0.01, "PC1_1": 0.8, "PC1_2": -0.6, "PC2_1": 0.6, "PC2_2": 0.8},
    "LONPOLE": {**base, "CRVAL1": 120.0, "CRVAL2": -80.0, "CDELT1": -0.01, "CDELT2": 0.01, "LONPOLE": 150.0},
    "CROTA1, latitude first": {**base, "CTYPE1": "DEC--TAN", "CTYPE2": "RA---TAN", "CRVAL1": -26.4, "CRVAL2": 247.3, "CDELT1": 0.0012, "CDELT2": -0.001, "CROTA1": 33.0},
    "galactic, latitude first": {**base, "CTYPE1": "GLAT-TAN", "CTYPE2": "GLON-TAN", "CRVAL1": 5.0, "CRVAL2": 30.0, "CDELT1": 0.01, "CDELT2": -0.01},
}
pixels = [[1.0, 1.0], [250.5, 199.0], [500.0, 400.0], [17.25, 333.0]]
wcs = {}
for name, keywords in headers.items():
    solution = WCS(fits.Header(list(keywords.items())))
    wcs[name] = {"header": keywords, "pixels": pixels, "world": solution.all_pix2world(pixels, 1).tolist()}
(here / "wcs.json").write_text(json.dumps(wcs, indent=1) + "\n")
