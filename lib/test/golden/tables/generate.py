"""Makes tables with PyArrow and astropy, and writes what they hold into values.json.

    generate.py FOLDER
"""
import datetime
import decimal
import json
import pathlib
import sys

import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import MaskedColumn, QTable, Table
from astropy.time import Time

folder = pathlib.Path(sys.argv[1])


def plain(value):
    """A value as JSON holds it without loss."""
    if value is None or value is np.ma.masked:
        return None
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return repr(float(value))
    if isinstance(value, (complex, np.complexfloating)):
        return [repr(value.real), repr(value.imag)]
    if isinstance(value, decimal.Decimal):
        return repr(float(value))
    if isinstance(value, bytes):
        return [str(byte) for byte in value]
    return str(value)


arrow = {
    "int8": pa.array([1, None, 3, -4, 5], pa.int8()),
    "uint64": pa.array([2**64 - 1, 0, 1, None, 2], pa.uint64()),
    "int64": pa.array([-(2**63), 0, None, 1, 2], pa.int64()),
    "float16": pa.array(np.array([1.5, np.nan, np.inf, -2e-5, 0], "f2")),
    "float32": pa.array([1.5, None, 3, 4, 5], pa.float32()),
    "float64": pa.array([0.1, 0.2, float("nan"), None, 1e300]),
    "bool": pa.array([True, None, False, True, True]),
    "text": pa.array(["a", None, "é😀", "", "longer than twelve bytes"]),
    "large text": pa.array(["a", None, "b", "", "x"], pa.large_string()),
    "text view": pa.array(["a", None, "é", "", "longer than twelve bytes"], pa.string_view()),
    "dictionary": pa.array(["x", "y", None, "x", "x"]).dictionary_encode(),
    "decimal": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("-3.10"), 0, 5], pa.decimal128(20, 2)),
    "list": pa.array([[1, 2], [0], [], [3], [4, 5, 6]], pa.list_(pa.int32())),
    "fixed list": pa.array([[1.0, 2.0], [3, 4], [9, 9], [5, 6], [7, 8]], pa.list_(pa.float64(), 2)),
    "grid": pa.array([[[1, 2], [3, 4]]] * 5, pa.list_(pa.list_(pa.int16(), 2), 2)),
    "record": pa.array([{"x": 1, "y": "a"}, {"x": 2, "y": None}, {"x": 3, "y": "c"}, {"x": 4, "y": "d"}, {"x": 5, "y": ""}]),
    "bytes": pa.array([b"ab", b"x", b"", b"c", b"\xff"]),
    "duration": pa.array([1, None, 3, 4, 5], pa.duration("ms")).cast(pa.int64()),
    "timestamp": pa.array([0, 1, None, -1, 10**18], pa.timestamp("ns")),
    "zoned": pa.array([0, 1, None, -1, 10**15], pa.timestamp("us", "UTC")),
    "date": pa.array([0, 1, None, -1, 20000], pa.date32()),
    "time": pa.array([0, 1, None, 86399999999, 5], pa.time64("us")),
    "nothing": pa.nulls(5),
}
notes = {"float64": {"unit": "m/s", "description": "speed, é"}}
schema = pa.schema(
    [pa.field(name, column.type, metadata=notes.get(name)) for name, column in arrow.items()],
    metadata={"origin": "generate.py", "list": '{"x": [1, 2]}'},
)
table = pa.table(list(arrow.values()), schema=schema)
feather.write_feather(table, folder / "lz4.feather")
feather.write_feather(table, folder / "zstd.feather", compression="zstd", chunksize=2)
feather.write_feather(table, folder / "plain.feather", compression="uncompressed", chunksize=3)
feather.write_feather(table.slice(0, 0), folder / "empty.feather")
with pa.OSFile(str(folder / "stream.arrows"), "wb") as out, pa.ipc.new_stream(out, table.schema) as writer:
    writer.write_table(table, max_chunksize=3)
times = {"timestamp", "zoned", "date", "time"}
values = {"arrow": {name: plain(column.to_pylist()) for name, column in arrow.items() if name not in times}}

made = QTable()
made["int16"] = np.array([1, 2, 3], "i2")
made["speed"] = [1.5, np.nan, np.inf] * u.km / u.s
made["text"] = ["x y", "", '#q"z']
made["gaps"] = MaskedColumn([1, 2, 3], mask=[0, 1, 0], description='masked, "one": yes')
made["text gaps"] = MaskedColumn(["a", "b", "c"], mask=[0, 0, 1])
made["grid"] = np.arange(12.0).reshape(3, 2, 2)
made["bool"] = [True, False, True]
made["time"] = Time([1, 2, 3], format="mjd")
made["place"] = SkyCoord([1, 2, 3], [4, 5, 6], unit="deg")
made["words"] = np.array([["a", "b"], ["c", "d"], ["e", "é"]])
made["uint64"] = np.array([2**64 - 1, 0, 1], "u8")
lists = np.empty(3, object)
lists[:] = [np.array([1.0, 2]), np.array([3.0]), np.array([])]
made["lists"] = lists
made.meta["keywords"] = {"OBJ": "x: y", "n": [1, 2.5, None, True], "deep": {"k": "a" * 200}}
made.meta["comments"] = ["line # 1", "it's \n two"]
made["int16"].description = "some long description " * 10
made["int16"].meta["x"] = 1
for name, delimiter in (("blank", " "), ("comma", ",")):
    made.write(folder / f"{name}.ecsv", format="ascii.ecsv", overwrite=True, delimiter=delimiter)
read = Table.read(folder / "blank.ecsv", format="ascii.ecsv")
del read["time"], read["place"]
values["ecsv"] = {
    name: {
        "values": plain([read[name][i] for i in range(3)]),
        "unit": None if read[name].unit is None else str(read[name].unit),
        "description": read[name].description,
    }
    for name in read.colnames
}
values["meta"] = {name: made.meta[name] for name in ("keywords", "comments")}
(folder / "values.json").write_text(json.dumps(values, indent=1) + "\n")
