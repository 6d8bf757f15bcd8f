import { bytesOf, type ConstructionSite } from "./construction-site";
import { fillArray, NumpyArray } from "./numpy-array";
import { NumpyDtype, setDtypeState } from "./numpy-dtype";
import { pickleError } from "./pickle-error";
import { type PickleDict, PickleObject, PickleTuple, type PickleValue } from "./value";

/** Gives an object the state that its pickle holds: numpy's own objects are filled, others keep it as data. */
export function setState(target: PickleValue, state: PickleValue, site: ConstructionSite): void {
  if (target instanceof PickleObject) {
    target.state = merged(target.state, state, site);
  } else if (target instanceof NumpyArray) {
    setArrayState(target, state, site);
  } else if (target instanceof NumpyDtype) {
    if (!(state instanceof PickleTuple) || !setDtypeState(target, state.items, site)) {
      throw pickleError("PICKLE_DAMAGED", site.offset, "a numpy type has a state of an unknown form");
    }
  } else if (target === null || typeof target !== "object") {
    throw pickleError("PICKLE_DAMAGED", site.offset, "attributes are set on something that has none");
  }
  // Attributes that a program hung on a built-in collection are not part of the data: let them go.
}

/** A second dictionary of attributes adds to the first, as it does in Python. */
function merged(
  before: PickleValue | undefined,
  state: PickleValue,
  { allowance, offset }: ConstructionSite,
): PickleValue {
  if (!(before instanceof Map) || !(state instanceof Map) || before === state) return state;
  allowance.spend(32 * (before.size + state.size), offset);
  return new Map([...before, ...state]);
}

function setArrayState(array: NumpyArray, state: PickleValue, site: ConstructionSite): void {
  const items = state instanceof PickleTuple ? state.items : [];
  // Kinds of arrays that have something of their own put it beside what all have, or behind it.
  if (items.length === 2 && items[0] instanceof PickleTuple) {
    setArrayState(array, items[0], site);
    array.attributes = items[1];
    return;
  }
  // Version, shape, dtype, Fortran order, content; very old files leave the version out.
  const from = items[0] instanceof PickleTuple ? 0 : 1;
  const [shape, dtype, fortranOrder, content, ...more] = items.slice(from);
  if (more.length > 0) array.attributes = more.length === 1 ? more[0] : new PickleTuple(more);
  const held = Array.isArray(content) ? content : bytesOf(content, site);
  if (shape === undefined || !(dtype instanceof NumpyDtype) || held === undefined) {
    throw pickleError("PICKLE_DAMAGED", site.offset, "a numpy array has a state of an unknown form");
  }
  fillArray(array, dtype, shape, fortranOrder === true || fortranOrder === 1, held, site);
}

/** Adds elements to a list, a set or an object that behaves like one. */
export function append(target: PickleValue, values: readonly PickleValue[], offset: number): void {
  if (Array.isArray(target)) pushAll(target, values);
  else if (target instanceof PickleObject) {
    target.items ??= [];
    pushAll(target.items, values);
  } else throw pickleError("PICKLE_DAMAGED", offset, "elements are appended to something that is not a list");
}

/** Adds members to a set or an object that behaves like one. */
export function addMembers(target: PickleValue, values: readonly PickleValue[], offset: number): void {
  if (target instanceof Set) for (const value of values) target.add(value);
  else if (target instanceof PickleObject) append(target, values, offset);
  else throw pickleError("PICKLE_DAMAGED", offset, "members are added to something that is not a set");
}

/** Adds keys and values, which alternate, to a dictionary or an object that behaves like one. */
export function setItems(target: PickleValue, pairs: readonly PickleValue[], offset: number): void {
  if (pairs.length % 2 !== 0) throw pickleError("PICKLE_DAMAGED", offset, "a dictionary has a key without a value");
  let entries: PickleDict;
  if (target instanceof Map) entries = target;
  else if (target instanceof PickleObject) entries = target.entries ??= new Map();
  else throw pickleError("PICKLE_DAMAGED", offset, "keys are set in something that is not a dictionary");
  for (let i = 0; i < pairs.length; i += 2) entries.set(pairs[i], pairs[i + 1]);
}

function pushAll(list: PickleValue[], values: readonly PickleValue[]): void {
  for (const value of values) list.push(value);
}
