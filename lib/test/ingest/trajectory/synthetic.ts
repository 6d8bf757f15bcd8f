import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NumpyArray, NumpyDtype, PickleObject, type PickleValue, readPickle } from "../../../src/ingest/pickle";

export const exampleName = "20191023_091225_trajectory.pickle";

/** Bytes of the real event. */
export const exampleBytes = (): Uint8Array =>
  new Uint8Array(readFileSync(join(__dirname, "../../../../notebooks/data/meteor", exampleName)));

/** The real event, read afresh. */
export const examplePickle = (): PickleObject => readPickle(exampleBytes()) as PickleObject;

/** An object of an unknown class with these attributes. */
export function objectOf(name: string, attributes: Record<string, PickleValue>): PickleObject {
  const object = new PickleObject(name, []);
  object.state = new Map(Object.entries(attributes));
  return object;
}

/** A numpy array of doubles. */
export function doubles(values: readonly number[]): NumpyArray {
  const array = new NumpyArray();
  array.dtype = new NumpyDtype("f", 8);
  array.shape = [values.length];
  array.data = Float64Array.from(values);
  return array;
}

/** A copy of an object with other attributes; `undefined` removes one. */
export function withAttributes(object: PickleObject, changes: Record<string, PickleValue | undefined>): PickleObject {
  const copy = new PickleObject(object.class, object.args);
  const state = new Map(object.state as Map<PickleValue, PickleValue>);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) state.delete(name);
    else state.set(name, value);
  }
  copy.state = state;
  return copy;
}
