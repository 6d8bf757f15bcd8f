import { Cursor } from "./cursor";

const later = Symbol("arrays that are read later");
/** By which Node knows how to show an object. */
const shown = Symbol.for("nodejs.util.inspect.custom");

type Arrays = Record<string, unknown>;

/** Arrays, or what reads them. */
interface Later {
  arrays?: Arrays;
  read?: (() => Arrays) | undefined;
}

interface Holder {
  [later]: Later;
}

function arraysOf(holder: Holder): Arrays {
  const state = holder[later];
  if (state.arrays === undefined && state.read !== undefined) {
    state.arrays = state.read();
    // What they were read from is not needed any more.
    state.read = undefined;
  }
  return state.arrays as Arrays;
}

/**
 * One for each name: objects that share their accessors are made in half the time. They stay accessors, as an object whose
 * properties change their kind becomes slow.
 */
const accessors = new Map<string, PropertyDescriptor>();

function accessor(name: string): PropertyDescriptor {
  const known = accessors.get(name);
  if (known !== undefined) return known;
  const made: PropertyDescriptor = {
    get(this: Holder) {
      return arraysOf(this)[name];
    },
    set(this: Holder, value: unknown) {
      arraysOf(this)[name] = value;
    },
    enumerable: true,
    configurable: true,
  };
  accessors.set(name, made);
  return made;
}

const showsWhole: PropertyDescriptor = {
  value(this: Holder) {
    return { ...this };
  },
  configurable: true,
};

/**
 * An object with long arrays. Their bytes are kept until one of the arrays is looked at; then all are read.
 * @param head its other properties; the arrays are added
 * @param bytes that the arrays take, of which is known that they can be read; `undefined` to read them now
 */
export function withArrays<Head extends object, Read extends object>(
  cursor: Cursor,
  head: Head,
  names: readonly (keyof Read & string)[],
  bytes: number | undefined,
  read: (cursor: Cursor) => Read,
): Head & Read {
  if (bytes === undefined) return Object.assign(head, read(cursor));
  const { object } = cursor;
  const start = cursor.take(bytes);
  const content = cursor.bytes.slice(start, start + bytes);
  const state = { read: () => read(new Cursor({ ...object, offset: object.offset + start, content })) };
  for (const name of names) Object.defineProperty(head, name, accessor(name));
  Object.defineProperty(head, later, { value: state });
  Object.defineProperty(head, shown, showsWhole);
  return head as Head & Read;
}
