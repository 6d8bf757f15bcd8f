import * as elementary from "../../../core/special/elementary";
import { floorDivide, pythonModulo, roundHalfEven } from "./python-arithmetic";

/** A function that expressions may call. */
export interface NumpyFunction {
  /** Fewest and most arguments. */
  arity: readonly [number, number];
  apply(...values: number[]): number;
}

const degree = Math.PI / 180;
const one = (apply: (x: number) => number): NumpyFunction => ({ arity: [1, 1], apply });
const two = (apply: (x: number, y: number) => number): NumpyFunction => ({ arity: [2, 2], apply });
const many = (apply: (...values: number[]) => number): NumpyFunction => ({ arity: [2, 20], apply });

const abs = one(Math.abs);
const round: NumpyFunction = { arity: [1, 2], apply: roundHalfEven };
const asin = one(elementary.asin);
const acos = one(elementary.acos);
const atan = one(elementary.atan);
const atan2 = two(elementary.atan2);
const toRadians = one((x) => x * degree);
const toDegrees = one((x) => x / degree);
const minimum = two(Math.min);
const maximum = two(Math.max);
const pow = two(elementary.pow);
const modulo = two(pythonModulo);

/** All functions by the name they are called by. */
export const numpyFunctions: ReadonlyMap<string, NumpyFunction> = new Map(
  Object.entries({
    "np.abs": abs,
    "np.absolute": abs,
    "np.fabs": abs,
    "np.sign": one(Math.sign),
    "np.sqrt": one(Math.sqrt),
    "np.cbrt": one(elementary.cbrt),
    "np.square": one((x) => x * x),
    "np.reciprocal": one((x) => 1 / x),
    "np.exp": one(elementary.exp),
    "np.exp2": one((x) => elementary.pow(2, x)),
    "np.expm1": one(elementary.expm1),
    "np.log": one(elementary.log),
    "np.log2": one(elementary.log2),
    "np.log10": one(elementary.log10),
    "np.log1p": one(elementary.log1p),
    "np.floor": one(Math.floor),
    "np.ceil": one(Math.ceil),
    "np.trunc": one(Math.trunc),
    "np.rint": one((x) => roundHalfEven(x)),
    "np.round": round,
    "np.around": round,
    "np.sin": one(elementary.sin),
    "np.cos": one(elementary.cos),
    "np.tan": one(elementary.tan),
    "np.arcsin": asin,
    "np.asin": asin,
    "np.arccos": acos,
    "np.acos": acos,
    "np.arctan": atan,
    "np.atan": atan,
    "np.arctan2": atan2,
    "np.atan2": atan2,
    "np.sinh": one(elementary.sinh),
    "np.cosh": one(elementary.cosh),
    "np.tanh": one(elementary.tanh),
    "np.arcsinh": one(elementary.asinh),
    "np.arccosh": one(elementary.acosh),
    "np.arctanh": one(elementary.atanh),
    "np.deg2rad": toRadians,
    "np.radians": toRadians,
    "np.rad2deg": toDegrees,
    "np.degrees": toDegrees,
    "np.hypot": two(elementary.hypot),
    "np.minimum": minimum,
    "np.fmin": minimum,
    "np.maximum": maximum,
    "np.fmax": maximum,
    "np.clip": { arity: [3, 3], apply: (x, low, high) => Math.min(Math.max(x, low), high) },
    "np.power": pow,
    "np.float_power": pow,
    "np.pow": pow,
    "np.mod": modulo,
    "np.remainder": modulo,
    "np.fmod": two((x, y) => x % y),
    "np.floor_divide": two(floorDivide),
    abs,
    round,
    pow,
    min: many(Math.min),
    max: many(Math.max),
    float: one((x) => x),
    int: one(Math.trunc),
  } satisfies Record<string, NumpyFunction>),
);

/** All constants. */
export const numpyConstants: ReadonlyMap<string, number> = new Map([
  ["np.pi", Math.PI],
  ["np.e", Math.E],
  ["np.inf", Number.POSITIVE_INFINITY],
  ["np.nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["nan", Number.NaN],
  ["NaN", Number.NaN],
]);
