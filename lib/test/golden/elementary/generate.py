"""Values of elementary functions to 60 digits, as a double and what it misses, and the coefficients behind ours.

    pip install mpmath==1.3.0
    python generate.py            writes elementary.json
    python generate.py --tables   writes the *-coefficients.ts in lib/src/core/special/elementary
"""

import json
import os
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
random.seed(20191023)
here = os.path.dirname(os.path.abspath(__file__))


def number(text):
    return text.removesuffix(".0").replace("e+", "e") if text != "-0.0" else "0"


def show(x):
    return number(repr(float(x)))


# --- tables -----------------------------------------------------------------------------------------------------


def array(name, comment, values):
    return f"/** {comment} */\nexport const {name}: Float64Array = Float64Array.of({', '.join(show(v) for v in values)});\n"


def constant(name, comment, value):
    return f"/** {comment} */\nexport const {name} = {show(value)};\n"


def split(value, bits):
    """The leading bits of a value, and what is left as a double."""
    scale = mpf(2) ** (bits - 1 - int(mpmath.floor(mpmath.log(abs(value), 2))))
    high = mpmath.nint(value * scale) / scale
    return high, value - high


def rest(value):
    return value - mpf(float(value))


def minimax(f, width, degree):
    """Nearly the best polynomial on [-width, width], constant term first."""
    return list(reversed(mpmath.chebyfit(f, [-width, width], degree + 1)))


def exp_tables():
    steps = 64
    powers = [mpf(2) ** (mpf(j) / steps) for j in range(steps)]
    step_high, step_low = split(mpmath.log(2) / steps, 32)
    half = mpmath.log(2) / (2 * steps) * mpf("1.001")
    tail = minimax(lambda r: (mpmath.expm1(r) - r) / r**2 if abs(r) > 1e-20 else mpf(1) / 2, half, 3)
    small = minimax(expm1_tail, mpf("0.36"), 12)
    return (
        array("powersOfTwo", "2^(j/64)", powers)
        + array("powersOfTwoLow", "What those doubles miss.", [rest(p) for p in powers])
        + constant("stepsPerUnit", "64/ln 2", steps / mpmath.log(2))
        + constant("stepHigh", "ln 2/64 to 32 bits, so that its multiples are exact.", step_high)
        + constant("stepLow", "What that misses.", step_low)
        + constant("stepLowest", "What both miss.", step_low - mpf(float(step_low)))
        + array("expTail", "(e^r − 1 − r)/r² for |r| < ln 2/128", tail)
        + array("expm1Tail", "(e^x − 1 − x − x²/2)/x³ for |x| < 0.36", small)
    )


def expm1_tail(x):
    if abs(x) < mpf("0.01"):
        return sum(x**k / mpmath.factorial(k + 3) for k in range(25))
    return (mpmath.expm1(x) - x - x * x / 2) / x**3


def log_tables():
    cells = range(90, 182)
    values = [mpmath.log(mpf(j) / 128) for j in cells]
    highs = [mpmath.nint(v * mpf(2) ** 42) / mpf(2) ** 42 for v in values]
    ln2 = mpmath.log(2)
    ln2_high = mpmath.nint(ln2 * mpf(2) ** 42) / mpf(2) ** 42

    def tail(r):
        return (mpmath.log1p(r) - r) / r**2 if abs(r) > 1e-20 else -mpf(1) / 2

    def wide_tail(r):
        if abs(r) < 1e-4:
            return sum((-r) ** k / (k + 3) for k in range(15))
        return (mpmath.log1p(r) - r + r * r / 2) / r**3

    ln10 = 1 / mpmath.log(10)
    ln2inv = 1 / ln2
    width = mpf("0.00556")
    return (
        constant("firstCell", "Cells are centred on j/128; this is the first j.", 90)
        + array("logHigh", "ln(j/128) to a multiple of 2^−42, so that adding multiples of ln 2 to it is exact.", highs)
        + array("logLow", "What that misses.", [v - h for v, h in zip(values, highs)])
        + array("logLowest", "What both miss.", [(v - h) - mpf(float(v - h)) for v, h in zip(values, highs)])
        + constant("ln2High", "ln 2 to a multiple of 2^−42.", ln2_high)
        + constant("ln2Low", "What that misses.", ln2 - ln2_high)
        + constant("ln2Lowest", "What both miss.", (ln2 - ln2_high) - mpf(float(ln2 - ln2_high)))
        + array("logTail", "(ln(1 + r) − r)/r² for |r| < 0.0056", minimax(tail, width, 6))
        + array("logWideTail", "(ln(1 + r) − r + r²/2)/r³ for |r| < 0.0056", minimax(wide_tail, width, 5))
        + constant("perLn10High", "1/ln 10", ln10)
        + constant("perLn10Low", "What that misses.", rest(ln10))
        + constant("perLn2High", "1/ln 2", ln2inv)
        + constant("perLn2Low", "What that misses.", rest(ln2inv))
    )


def sine_tables():
    half_pi = mpmath.pi / 2
    first, left = split(half_pi, 30)
    second, left = split(left, 30)
    third, left = split(left, 30)
    # Polynomials in z = r².
    top = (mpmath.pi / 4 * mpf("1.0001")) ** 2

    def sine_tail(z):
        if z < mpf("1e-12"):
            return -mpf(1) / 6 + z / 120
        r = mpmath.sqrt(z)
        return (mpmath.sin(r) - r) / r**3

    def cosine_tail(z):
        if z < mpf("1e-9"):
            return mpf(1) / 24 - z / 720 + z * z / 40320
        r = mpmath.sqrt(z)
        return (mpmath.cos(r) - 1 + z / 2) / z**2

    def fit(f, degree):
        return list(reversed(mpmath.chebyfit(f, [mpf("1e-13"), top], degree + 1)))

    digits = 1200
    mp.dps = 420
    two_over_pi = int(mpmath.floor(2 / mpmath.pi * mpf(2) ** digits))
    mp.dps = 60
    return (
        constant("perHalfPi", "2/π", 2 / mpmath.pi)
        + array("halfPiParts", "π/2 in parts of 30 bits and a last one, so that their small multiples are exact.", [first, second, third, left])
        + constant("halfPiHigh", "π/2", half_pi)
        + constant("halfPiLow", "What that misses.", rest(half_pi))
        + array("sineTail", "(sin r − r)/r³ for |r| < π/4, in powers of r²", fit(sine_tail, 6))
        + array("cosineTail", "(cos r − 1 + r²/2)/r⁴ for |r| < π/4, in powers of r²", fit(cosine_tail, 6))
        + f"/** 2/π to {digits} bits after the point. */\nexport const twoOverPiBits = {digits};\n"
        + f"export const twoOverPi = {hex(two_over_pi)}n;\n"
    )


def arctangent_tables():
    values = [mpmath.atan(mpf(j) / 16) for j in range(17)]

    def tail(t):
        if abs(t) < mpf("1e-6"):
            return -mpf(1) / 3 + t**2 / 5 - t**4 / 7
        return (mpmath.atan(t) - t) / t**3

    def even_tail(z):
        return tail(mpmath.sqrt(z))

    top = mpf("0.0335") ** 2
    return (
        array("arctangents", "atan(j/16)", values)
        + array("arctangentsLow", "What those doubles miss.", [rest(v) for v in values])
        + array("arctangentTail", "(atan t − t)/t³ for |t| < 1/30, in powers of t²", list(reversed(mpmath.chebyfit(even_tail, [mpf("1e-14"), top], 5))))
    )


def write_tables():
    folder = os.path.join(here, "../../../src/core/special/elementary")
    for name, make in [("exp", exp_tables), ("log", log_tables), ("sine", sine_tables), ("arctangent", arctangent_tables)]:
        with open(os.path.join(folder, f"{name}-coefficients.ts"), "w", encoding="utf-8") as file:
            file.write("// Made by lib/test/golden/elementary/generate.py --tables.\n\n" + make().replace("\n/**", "\n\n/**"))


# --- golden values ----------------------------------------------------------------------------------------------


def spread(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


def decades(low, high, count, signs=False):
    values = [10 ** random.uniform(low, high) for _ in range(count)]
    return [v * random.choice([-1, 1]) for v in values] if signs else values


def one_argument():
    huge = [1e22, 1.7976931348623157e308, 6381956970095103 * 2.0**797, 2.0**120, 1e15, 1e6, 16367173 * 2.0**72]
    angles = spread(-20, 20, 60) + decades(-8, 300, 30, True) + huge + [3.141592653589793, 1.5707963267948966, 0.7853981633974483, 355.0, 6.283185307179586, 22.0, 1e-300]
    positive = decades(-300, 300, 40) + spread(0.4, 2.5, 60) + [1 + s * 2.0**-k for k in (1, 5, 8, 9, 20, 40, 52) for s in (1, -1)] + [5e-324, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308, 10.0, 1000.0, 1e-5, 1e22, 8.0, 0.125]
    unit = spread(-1, 1, 60) + decades(-20, -1, 20, True) + [1.0, -1.0, 0.5, -0.5, 0.9999999999999999, -0.9999999999999999]
    small = spread(-0.5, 0.5, 40) + decades(-300, -1, 20, True)
    functions = {
        "exp": spread(-745, 709, 60) + small + [709.782712893384, -745.133219101941, -708.5, -740.0, 1.0, 0.5],
        "expm1": spread(-50, 709, 40) + spread(-2, 2, 60) + small + [709.782712893384, -36.0, -40.0, 0.35, -0.35, 0.36],
        "log": positive,
        "log2": positive,
        "log10": positive,
        "log1p": [v for v in positive] + spread(-0.99, 0, 30) + small + [-0.9999999999999999],
        "cbrt": decades(-300, 300, 60, True) + spread(-8, 8, 40) + [5e-324, -1e-310, 27.0, -1000.0, 1.7976931348623157e308, 1e-9],
        "sin": angles,
        "cos": angles,
        "tan": angles,
        "atan": spread(-5, 5, 60) + decades(-300, 300, 40, True) + [1.0, 0.03125, 0.09375, 1e16, -1e17],
        "asin": unit,
        "acos": unit,
        "sinh": spread(-700, 700, 30) + spread(-3, 3, 40) + small + [710.4, -710.4],
        "cosh": spread(-700, 700, 30) + spread(-3, 3, 40) + small + [710.4, -710.4],
        "tanh": spread(-25, 25, 40) + spread(-3, 3, 40) + small,
        "asinh": spread(-3, 3, 40) + decades(-300, 300, 40, True) + small + [1.7976931348623157e308],
        "acosh": spread(1, 3, 40) + decades(0.1, 300, 30) + [1.0000000000000002, 1.0000001, 1.7976931348623157e308],
        "atanh": [v for v in unit if abs(v) != 1],
    }
    return functions


def two_arguments():
    pow_pairs = [(x, random.uniform(-1, 1) * 700 / abs(float(mpmath.log(x)))) for x in decades(-300, 300, 60)]
    pow_pairs += [(random.uniform(0.9, 1.1), random.uniform(-6000, 6000)) for _ in range(40)]
    pow_pairs += [(10.0, random.uniform(-300, 300)) for _ in range(20)] + [(10.0, random.uniform(-3, 3)) for _ in range(20)]
    pow_pairs += [(-2.5, 3.0), (-2.5, -4.0), (2.0, -1074.0), (2.0, 1023.0), (1.0000000000000002, 3e18), (0.5, 1070.3), (3.0, -670.5), (1e-310, 0.5)]
    around = [(random.uniform(-2, 2), random.uniform(-2, 2)) for _ in range(60)]
    around += [(a, b) for a, b in zip(decades(-300, 300, 40, True), decades(-300, 300, 40, True))]
    around += [(1e-320, 3e-320), (1e-300, -1e300), (-1.0, 1e-300), (1.0, 1.0), (-3.0, -3.0), (5e-324, 1.0), (1.7e308, 1.1e308)]
    return {"pow": pow_pairs, "atan2": around, "hypot": [p for p in around if p != (1.7e308, 1.1e308)] + [(1.2e308, 1.1e308), (3.0, 4.0)]}


def reference(name, *arguments):
    mp.dps = 400 if name in ("sin", "cos", "tan") else 60
    x = [mpf(a) for a in arguments]
    f = {
        "log2": lambda v: mpmath.log(v, 2), "log1p": lambda v: mpmath.log1p(v), "cbrt": lambda v: mpmath.sign(v) * mpmath.cbrt(abs(v)),
        "pow": lambda a, b: mpmath.power(a, b), "atan2": mpmath.atan2, "hypot": mpmath.hypot,
    }.get(name) or getattr(mpmath, name)
    if name in ("log2", "log10", "log"):
        mp.dps = 90
    value = f(*x)
    high = float(value)
    low = float(value - mpf(high)) if abs(high) != float("inf") else 0.0
    mp.dps = 60
    return high, low


def main():
    result = {}
    for name, points in one_argument().items():
        result[name] = [[x, *reference(name, x)] for x in points]
    for name, points in two_arguments().items():
        result[name] = [[x, y, *reference(name, x, y)] for x, y in points]
    lines = [f' "{name}": [\n' + ",\n".join("  " + json.dumps(row) for row in rows) + "\n ]" for name, rows in result.items()]
    with open(os.path.join(here, "elementary.json"), "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    write_tables() if "--tables" in sys.argv else main()
