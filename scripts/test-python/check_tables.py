"""Reads the tables of samples with PyArrow and pandas, and plain arrays with NumPy."""
import json
import sys

import numpy as np
import pandas
import pyarrow.feather
import pyarrow.ipc

csv, arrow, archive = sys.argv[1:]
table = pyarrow.ipc.open_file(arrow).read_all()
frame = pandas.read_csv(csv, float_precision="round_trip")
with np.load(archive, allow_pickle=False) as arrays:
    shapes = {name: [arrays[name].dtype.str, list(arrays[name].shape)] for name in arrays.files}
    text = json.loads(arrays["nightbook/provenance"].item())
    parameters = arrays["nightbook/parameters"].tolist()
print(
    json.dumps(
        {
            "names": table.column_names,
            "columns": {name: table.column(name).to_numpy().tolist() for name in table.column_names},
            "units": {
                field.name: {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
                for field in table.schema
            },
            "metadata": {key.decode(): value.decode() for key, value in table.schema.metadata.items()},
            "feather": pyarrow.feather.read_table(arrow).num_rows,
            "csv": {name: frame[name].tolist() for name in frame.columns},
            "shapes": shapes,
            "provenance": text,
            "parameters": parameters,
        }
    )
)
