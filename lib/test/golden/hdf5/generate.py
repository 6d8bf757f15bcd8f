"""Makes the files of this folder: `python generate.py`, with the versions that README.md names."""

import base64
import gzip
import json
from pathlib import Path

import h5py
import hdf5plugin
import numpy as np
import pandas as pd
import tables as tb

here = Path(__file__).parent

x = (np.arange(600, dtype="f4") * 0.5).reshape(20, 30)
packed = dict(data=x, chunks=(7, 30))
with h5py.File(here / "filters.h5", "w") as f:
    f.create_dataset("zlib", compression="gzip", shuffle=True, fletcher32=True, **packed)
    f.create_dataset("lzf", compression="lzf", **packed)
    f.create_dataset("szip", compression="szip", **packed)
    f.create_dataset("blosc", **packed, **hdf5plugin.Blosc(cname="lz4"))
    f.create_dataset("blosc_zstd", **packed, **hdf5plugin.Blosc(cname="zstd", shuffle=2))
    f.create_dataset("blosc2", **packed, **hdf5plugin.Blosc2(cname="zstd"))
    f.create_dataset("lz4", **packed, **hdf5plugin.LZ4())
    f.create_dataset("zstd", **packed, **hdf5plugin.Zstd())
    f.create_dataset("bzip2", **packed, **hdf5plugin.BZip2())
    f.create_dataset("bitshuffle", **packed, **hdf5plugin.Bitshuffle())
    f.create_dataset("bitshuffle_zstd", **packed, **hdf5plugin.Bitshuffle(cname="zstd"))
    f.create_dataset("zfp", **packed, **hdf5plugin.Zfp(reversible=True))
    f.create_dataset("scaleoffset", data=np.arange(600).reshape(20, 30), chunks=(7, 30), scaleoffset=True)

with h5py.File(here / "types.h5", "w") as f:
    for kind in ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]:
        f["little_" + kind] = np.arange(6).reshape(2, 3).astype("<" + kind)
        f["big_" + kind] = np.arange(6).astype(">" + kind)
    f["bool"] = np.array([True, False])
    f["complex64"] = np.array([1 + 2j], "c8")
    f["big_complex"] = np.array([1 + 2j, 3 - 4j], ">c16")
    f["half"] = np.array([65504, -6e-8, np.inf, -np.inf, np.nan, -0.0, 0.1], "f2")
    f["scalar"] = 3.5
    f["empty"] = h5py.Empty("f4")
    f["none"] = np.zeros((0, 3))
    f["text"] = "hé"
    f["texts"] = np.array(["a", "", "ü"], dtype=h5py.string_dtype())
    f["fixed"] = np.array([b"ab", b"abc"])
    blanks = f.create_dataset("utf8", (2,), dtype=h5py.string_dtype("utf-8", 5))
    blanks[:] = ["é", "x  "]
    f["enum"] = np.array([1, 2, 1], dtype=h5py.enum_dtype({"RED": 1, "GREEN": 2}, "u1"))
    lists = f.create_dataset("lists", (3,), dtype=h5py.vlen_dtype("i4"))
    lists[0], lists[2] = [1, 2, 3], [4]
    f["opaque"] = np.array([b"\x00\x01"], dtype="V2")
    f["references"] = np.array([f.ref, f["bool"].ref], dtype=h5py.ref_dtype)
    f["regions"] = np.array([f["little_i2"].regionref[0:1, 0:2]], dtype=h5py.regionref_dtype)
    array = h5py.h5t.array_create(h5py.h5t.IEEE_F32BE, (3,))
    arrays = h5py.h5d.create(f.id, b"arrays", array, h5py.h5s.create_simple((2,)))
    arrays.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(6, dtype=">f4").reshape(2, 3), mtype=array)
    row = np.dtype(
        [
            ("a", "<i8"),
            ("b", ">f4"),
            ("s", "S6"),
            ("v", h5py.string_dtype()),
            ("m", "<u2", (2, 3)),
            ("ok", "?"),
            ("e", h5py.enum_dtype({"X": 0, "Y": 5}, "i4")),
            ("n", [("p", "<f8"), ("q", [("r", "i1")])]),
            ("h", "<f2"),
            ("c", "<c8"),
            ("l", h5py.vlen_dtype("u1")),
            ("o", h5py.ref_dtype),
            ("w", ">u4", (2,)),
        ]
    )
    k = np.arange(20)
    rows = np.zeros(20, row)
    rows["a"] = k - 10
    rows["b"] = k / 2
    rows["s"] = [b"row%d" % i for i in k]
    rows["v"] = ["v%dé" % i for i in k]
    rows["m"] = np.arange(120).reshape(20, 2, 3)
    rows["ok"] = k % 2
    rows["e"] = np.where(k % 3, 5, 0)
    rows["n"]["p"] = k * 0.25
    rows["n"]["q"]["r"] = -k
    rows["h"] = k / 4
    rows["c"] = k * 1j
    rows["w"] = np.arange(40).reshape(20, 2)
    for i in k:
        rows["l"][i] = np.arange(i % 4, dtype="u1")
        rows["o"][i] = f["bool"].ref
    table = f.create_dataset("rows", data=rows, chunks=(7,), compression="gzip")
    table.attrs["unit"] = "m<b>"
    table.attrs["int64"] = np.int64(2**60)
    table.attrs["list"] = [1.5, 2.5]
    table.attrs["texts"] = ["a", "b"]
    table.attrs["truth"] = True
    table.attrs["empty"] = h5py.Empty("S1")
    table.attrs["reference"] = f["bool"].ref
    table.attrs["fixed"] = np.bytes_(b"fx")
    table.attrs["pair"] = rows[1][["a", "s"]]
    f.create_dataset("huge", (10**9, 10**6), "f8", chunks=(1000, 1000))
    f["g/soft"] = h5py.SoftLink("/scalar")
    f["g/broken"] = h5py.SoftLink("/nowhere")
    f["g/external"] = h5py.ExternalLink("/etc/hostname", "/x")
    f["g/<script>alert(1)</script>"] = np.arange(3)
    f["g/circle"] = f["g"]
    f["type"] = np.dtype("<f4")


colours = {"RED": 1, "GREEN": 2, "NEG": -3}
with h5py.File(here / "enums.h5", "w") as f:
    f["enum"] = np.array([1, 2, -3], dtype=h5py.enum_dtype(colours, ">i2"))
    f["unsigned"] = np.array([1, 200000, 1], dtype=h5py.enum_dtype({"RED": 1, "GREEN": 200000}, ">u4"))
    options = dict(dtype=h5py.enum_dtype(colours, ">i2"), chunks=(30,), compression="gzip")
    f.create_dataset("packed", data=np.arange(100) % 2 + 1, **options)
    f["scalar"] = np.array(2, dtype=h5py.enum_dtype(colours, ">i2"))
    k = np.arange(6)
    big = h5py.enum_dtype({"X": 0, "Y": 5}, ">i4")
    for name, a, b in [("rows", ">i4", ">f8"), ("mixed", "<i4", ">f8"), ("mixed2", ">i4", "<f8")]:
        group = [("p", a), ("e", big), ("q", b)]
        rows = np.zeros(6, np.dtype([("a", a), ("n", group), ("z", b), ("w", b, (2,)), ("c", ">c16"), ("t", "S3")]))
        rows["a"], rows["n"]["p"], rows["n"]["e"], rows["n"]["q"] = k, -k, 5 * (k % 2), k / 4
        rows["z"], rows["w"], rows["c"], rows["t"] = k / 8, (k / 16)[:, None] + [0, 1], k * 1j, b"abc"
        f[name] = rows
    array = h5py.h5t.array_create(h5py.h5t.py_create(big, logical=True), (3,))
    arrays = h5py.h5d.create(f.id, b"arrays", array, h5py.h5s.create_simple((2,)))
    arrays.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([[0, 5, 0], [5, 5, 0]], ">i4"), mtype=array)
    lists = f.create_dataset("lists", (2,), dtype=h5py.vlen_dtype(big))
    lists[0], lists[1] = np.array([5, 0], ">i4"), np.array([5], ">i4")
    f["enum"].attrs.create("kind", np.array([2, -3], dtype=h5py.enum_dtype(colours, ">i2")))

class Photon(tb.IsDescription):
    ResID = tb.UInt32Col(pos=0)
    Time = tb.UInt32Col(pos=1)
    Wavelength = tb.Float32Col(pos=2)
    ok = tb.BoolCol(pos=3)
    target = tb.StringCol(10, pos=4)
    image = tb.Int16Col(shape=(2, 2), pos=5)

    class more(tb.IsDescription):
        _v_pos = 6
        phase = tb.Float64Col()


with tb.open_file(here / "pytables.h5", "w", title="Photons") as h:
    photons = np.zeros(3000, tb.dtype_from_descr(Photon))
    i = np.arange(3000)
    photons["ResID"], photons["Time"], photons["Wavelength"] = 10000 + i // 100, i * 7, i / 4
    photons["ok"], photons["image"] = i % 2, (i % 100)[:, None, None] + np.arange(4).reshape(2, 2)
    photons["target"] = [b"star %d" % (k % 10) for k in i]
    photons["more"]["phase"] = i / 8
    for library in ["zlib", "bzip2", "blosc:lz4", "blosc:zstd", "blosc2:zstd"]:
        filters = tb.Filters(1, library, shuffle=True)
        name = library.replace(":", "_")
        options = dict(filters=filters, expectedrows=3000, chunkshape=250, createparents=True)
        table = h.create_table("/Photons", name, photons.dtype, f"by {library}", **options)
        table.append(photons)
        table.attrs.EXPTIME = 1.5
    table.cols.ResID.create_index(optlevel=1, kind="ultralight", filters=tb.Filters(9))
    h.create_earray("/", "grows", obj=np.arange(6).reshape(2, 3))
    h.create_vlarray("/", "lists", tb.Int32Atom()).append([1, 2, 3])

frame = pd.DataFrame({"x": [1.5, 2.5], "n": [1, 2], "s": ["a", "bü"]}, index=[10, 11])
frame.to_hdf(here / "pandas.h5", key="rows", format="table", complib="zlib", complevel=9, index=False)
frame.to_hdf(here / "pandas.h5", key="fixed", format="fixed", complib="zlib", complevel=9)


class Moment(tb.IsDescription):
    whole = tb.Time32Col(pos=0)
    time = tb.Time64Col(pos=1)
    pair = tb.Time64Col(shape=(2,), pos=2)


with tb.open_file(here / "times.h5", "w") as h:
    moments = h.create_table("/", "times", Moment, chunkshape=4)
    moments.append([(1700000000, 1700000000.25, (0.5, -1.75)), (-5, -0.000001, (1e9, 0))])

# What the module of Blosc that is shipped cannot unpack.
with tb.open_file(here / "blosc_zlib.h5", "w") as h:
    h.create_carray("/", "x", obj=np.repeat(np.arange(40.0), 20), filters=tb.Filters(5, "blosc:zlib"))
    h.create_carray("/", "y", obj=np.repeat(np.arange(40.0), 20), filters=tb.Filters(5, "blosc2:zlib"))

# Every codec and order of bytes that Blosc has, for elements of one part, of several, and of too many to be split.
k = np.arange(40_000)
elements = np.zeros(515, [("a", "<u4"), ("b", "<f8"), ("c", "<i8")])
elements["a"], elements["b"], elements["c"] = k[:515] // 3, k[:515] / 8, -k[:515]
kinds = {"bytes": (k[:5000] // 9 % 50).astype("u1"), "floats": (k[:1003] // 10 / 2).astype("f4"), "rows": elements}
kinds["blocks"] = (k // 50 * 0.5).astype("f8")
chunks = []
with h5py.File(here / "blosc.h5", "w") as f:
    for codec in ["blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"]:
        for shuffle in range(3):
            for kind, values in kinds.items():
                name = f"{codec}_{shuffle}_{kind}"
                blosc = hdf5plugin.Blosc(cname=codec, shuffle=shuffle, clevel=9)
                x = f.create_dataset(name, data=values, chunks=values.shape, **blosc)
                mask, chunk = x.id.read_direct_chunk((0,))
                # What does not get smaller is left as it is.
                if mask == 0:
                    chunks.append({"name": name, "chunk": base64.b64encode(chunk).decode()})
packed = gzip.compress(json.dumps(chunks).encode(), mtime=0)
(here / "blosc-chunks.json.gz").write_bytes(packed)
