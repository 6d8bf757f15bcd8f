export type { PickleLimits } from "./allowance";
export { NumpyArray, type NumpyData } from "./numpy-array";
export { NumpyDtype } from "./numpy-dtype";
export type { PickleErrorCode } from "./pickle-error";
export { readPickle, readPickles } from "./read-pickle";
export {
  type PickleComplex,
  type PickleDate,
  type PickleDateTime,
  type PickleDict,
  PickleFrozenSet,
  PickleGlobal,
  PickleObject,
  type PickleTime,
  type PickleTimeDelta,
  PickleTuple,
  type PickleValue,
} from "./value";
export type { WritableTypedArray } from "./write-numpy";
export { NumpyScalar, type WritableValue, type WritePickleOptions, writePickle } from "./write-pickle";
