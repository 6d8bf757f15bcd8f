"""Makes the Arrow stream of types within types, the Feather file of version 1, and what PyArrow reads in them.

Run with PyArrow and pandas: `python generate_nested.py`.
"""
import json
import pathlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.feather as feather

folder = pathlib.Path(__file__).parent
runs = pa.RunEndEncodedArray.from_arrays
kind = pa.array([0, 1, 0], pa.int8())
columns = {
    "map": pa.array([[("a", 1), ("b", None)], None, []], pa.map_(pa.string(), pa.int32())),
    "map of numbers": pa.array([[(1, 1.5)], [(2, 2.5), (3, None)], []], pa.map_(pa.int64(), pa.float64())),
    "view": pa.array([[1, 2], [], [3]], pa.list_view(pa.int32())),
    "large view": pa.array([[1.5, None], [], [3]], pa.large_list_view(pa.float64())),
    "view of texts": pa.array([["a", 'b"'], [], ["c"]], pa.list_view(pa.string())),
    "runs": runs(pa.array([2, 3], pa.int32()), pa.array(["x", None])),
    "cut runs": runs(pa.array([2, 5, 6], pa.int16()), pa.array([1.5, 2.5, 3.5])).slice(1, 3),
    "dense union": pa.UnionArray.from_dense(kind, pa.array([0, 0, 1], pa.int32()), [pa.array([1, 2]), pa.array(["x"])]),
    "sparse union": pa.UnionArray.from_sparse(kind, [pa.array([1, 2, 3], pa.int16()), pa.array([1.5, 2.5, 3.5])]),
    "records": pa.array([[{"a": 1, "b": {"c": True}}, None], [], [{"a": None, "b": {"c": False}}]]),
    "fixed records": pa.array([[{"a": 1}], [{"a": 2}], [{"a": 3}]], pa.list_(pa.struct([("a", pa.int8())]), 1)),
    "texts in lists": pa.array([[["a"], ["b", None]], [], [[]]]),
    "dictionary of lists": pa.DictionaryArray.from_arrays(pa.array([0, 1, 0], pa.int8()), pa.array([[1, 2], [3]])),
    "tensor": pa.FixedShapeTensorArray.from_numpy_ndarray(np.arange(12.0).reshape(3, 2, 2)),
    "text view": pa.array(["short", "a very long string beyond twelve", None], pa.string_view()),
    "decimal": pa.array([pa.scalar(1.25).as_py(), None, -9.5]).cast(pa.decimal64(12, 3)),
}
table = pa.table(columns)
with pa.ipc.new_stream(folder / "nested.arrows", table.schema) as writer:
    writer.write_table(table)
plain = {name: column.to_pylist() for name, column in columns.items()}
plain["map"] = [None if cell is None else dict(cell) for cell in plain["map"]]
plain["map of numbers"] = [{str(key): value for key, value in cell} for cell in plain["map of numbers"]]
plain["decimal"] = [None if cell is None else float(cell) for cell in plain["decimal"]]

times = pd.to_datetime(["2020-01-01 00:00:00", "2021-02-03 04:05:06", None])
frame = pd.DataFrame(
    {
        **{"int64": [1, 2, 3], "float64": [1.5, np.nan, 3], "text": ["a", None, "é"], "bool": [True, False, True]},
        **{"category": pd.Categorical(["u", "v", "u"]), "time": times, "uint8": np.array([1, 2, 255], np.uint8)},
    }
)
feather.write_feather(frame, folder / "version1.feather", version=1)
old = feather.read_table(folder / "version1.feather")
plain_old = {name: old[name].to_pylist() for name in old.column_names}
plain_old["time"] = [None if cell is None else cell.isoformat() for cell in plain_old["time"]]
values = {"nested": plain, "version1": plain_old}
(folder / "nested.json").write_text(json.dumps(values, indent=1) + "\n")
