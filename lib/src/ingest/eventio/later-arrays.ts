import { Cursor } from "./cursor";

const unread = Symbol("reads the arrays");
/** By which Node knows how to show an object. */
const shown = Symbol.for("nodejs.util.inspect.custom");

type Target = Record<PropertyKey, unknown>;

const showsWhole: PropertyDescriptor = {
  value(this: Target) {
    return { ...this };
  },
  configurable: true,
};

/** One for each name: objects that share their accessors are made in half the time. */
const accessors = new Map<string, PropertyDescriptor>();

function accessor(name: string): PropertyDescriptor {
  const known = accessors.get(name);
  if (known !== undefined) return known;
  const made: PropertyDescriptor = {
    get(this: Target) {
      readAll(this);
      return this[name];
    },
    set(this: Target, value: unknown) {
      define(this, name, value);
    },
    enumerable: true,
    configurable: true,
  };
  accessors.set(name, made);
  return made;
}

function define(target: Target, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Arrays become properties like others, but for those that have been set since. */
function readAll(target: Target): void {
  const read = target[unread] as () => Target;
  for (const [name, array] of Object.entries(read())) {
    if (Object.getOwnPropertyDescriptor(target, name)?.get) define(target, name, array);
  }
  // What they were read from is not needed any more.
  delete target[unread];
}

/**
 * An object with long arrays. Their bytes are kept until one of the arrays is looked at; then all are read, and become
 * properties like others.
 * @param head its other properties; the arrays are added
 * @param bytes that the arrays take, of which is known that they can be read; `undefined` to read them now
 */
export function withArrays<Head extends object, Arrays extends object>(
  cursor: Cursor,
  head: Head,
  names: readonly (keyof Arrays & string)[],
  bytes: number | undefined,
  read: (cursor: Cursor) => Arrays,
): Head & Arrays {
  if (bytes === undefined) return Object.assign(head, read(cursor));
  const { object } = cursor;
  const start = cursor.take(bytes);
  const content = cursor.bytes.slice(start, start + bytes);
  const value = () => read(new Cursor({ ...object, offset: object.offset + start, content }));
  for (const name of names) Object.defineProperty(head, name, accessor(name));
  Object.defineProperty(head, unread, { value, configurable: true });
  Object.defineProperty(head, shown, showsWhole);
  return head as Head & Arrays;
}
