"""Reads pickles with Python's own reader and tells what it found. Arguments: files, one per protocol."""
import io
import json
import math
import pickle
import pickletools
import sys

import numpy as np


def check(path):
    with open(path, "rb") as file:
        content = file.read()
    # Every opcode is known to the protocol that the file claims.
    opcodes = [opcode for opcode, _, _ in pickletools.genops(content)]
    assert max(opcode.proto for opcode in opcodes) <= content[1], "an opcode of a later protocol"
    pickletools.dis(content, out=io.StringIO())
    value = pickle.loads(content)
    arrays = value["arrays"]
    return {
        "protocol": content[1],
        "integers": [str(number) for number in value["integers"]],
        "kinds": [type(item).__name__ for item in value["kinds"]],
        "floats": [repr(number) for number in value["floats"]],
        "sign": math.copysign(1, value["floats"][1]),
        "texts": value["texts"],
        "bytes": [list(item) for item in value["bytes"]],
        "shared": value["shared"][0] is value["shared"][1],
        "loop": value["loop"][0] is value["loop"],
        "keys": list(value),
        "arrays": {name: [array.dtype.str, list(array.shape), array.tolist()] for name, array in arrays.items()},
        "writeable": all(array.flags.writeable for array in arrays.values()),
        "same": arrays["float64"] is value["again"],
        "sum": float(np.sum(value["long"])),
    }


print(json.dumps([check(path) for path in sys.argv[1:]]))
