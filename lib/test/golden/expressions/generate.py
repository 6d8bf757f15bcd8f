"""Random Python arithmetic and what Python makes of it; null where it divides by zero or is complex.

    pip install numpy==2.4.6
    python generate.py     writes expressions.json
"""

import ast
import json
import os
import random
import re
import warnings

import numpy as np

random.seed(20191023)
warnings.simplefilter("error")
helpers = {"h_beg": 116109.8, "v_0": 67455.75, "m_0": 1.42e-6, "zc_0": 0.496}
ones = ["log10", "log", "sqrt", "exp", "abs", "floor", "ceil", "round", "sin", "cos", "arctan", "tanh", "radians", "sign",
        "cbrt", "log1p", "expm1", "degrees", "trunc", "square"]
twos = ["minimum", "maximum", "arctan2", "power", "mod", "hypot", "floor_divide"]


def number():
    return random.choice(["1", "2", "3", "7", "0.5", ".25", "10", "1e-6", "2.5E3", "1_000", "4.", "0"])


def expression(depth):
    kind = random.random()
    if depth == 0 or kind < 0.12:
        return random.choice([number(), number(), random.choice(list(helpers)), "np.pi", "np.e"])
    if kind < 0.25:
        return random.choice("-+") + expression(depth - 1)
    if kind < 0.38:
        return "(" + expression(depth - 1) + ")"
    if kind < 0.48:
        return f"np.{random.choice(ones)}({expression(depth - 1)})"
    if kind < 0.53:
        return f"np.{random.choice(twos)}({expression(depth - 1)}, {expression(depth - 1)})"
    operator = random.choice(["+", "-", "*", "/", "//", "%", "**", "**"])
    blank = random.choice(["", " "])
    return expression(depth - 1) + blank + operator + blank + expression(depth - 1)


class NotComparable(Exception):
    """Overflows and numpy's warnings, where Python and numpy disagree among themselves; ill-conditioned values."""


class Shaken(ast.NodeTransformer):
    """Makes every power and every function a little wrong."""

    def shaken(self, node):
        self.generic_visit(node)
        return ast.BinOp(node, ast.Mult(), ast.Constant(1 + 1e-14))

    def visit_Call(self, node):
        return self.shaken(node)

    def visit_BinOp(self, node):
        return self.shaken(node) if isinstance(node.op, ast.Pow) else self.generic_visit(node)


def evaluate(tree):
    try:
        code = compile(ast.fix_missing_locations(tree), "expression", "eval")
        return eval(code, {"__builtins__": {}, "np": np}, dict(helpers))
    except (OverflowError, RuntimeWarning, TypeError) as error:
        raise NotComparable from error


def outcome(text):
    # whole numbers of any size would never end
    floats = re.sub(r"(?<![\w.])(?<![eE]-)(\d[\d_]*)(?![\w.])", r"\1.0", text)
    try:
        value = evaluate(ast.parse(floats, mode="eval"))
    except ZeroDivisionError:
        return None
    if isinstance(value, complex):
        return None
    near = evaluate(Shaken().visit(ast.parse(floats, mode="eval")))
    if not np.isfinite(value) or not abs(value - near) <= 1e-12 * abs(value):
        raise NotComparable
    return float(value)


rows = []
while len(rows) < 1500:
    text = expression(random.randint(1, 4))
    if len(text) < 120 and text not in [row[0] for row in rows]:
        try:
            rows.append([text, outcome(text)])
        except NotComparable:
            pass
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "expressions.json"), "w") as file:
    file.write(json.dumps({"helpers": helpers})[:-1] + ', "rows": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]}\n")
