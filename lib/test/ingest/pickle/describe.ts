import { NumpyArray, PickleFrozenSet, PickleObject, PickleTuple, type PickleValue } from "../../../src/ingest/pickle";

/** A value read from a pickle as JSON, in the form that fixtures/make_pickles.py gives the original. */
export function describeValue(value: PickleValue): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return { bigint: String(value) };
  if (typeof value === "number") return Number.isFinite(value) ? value : { float: pythonName(value) };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(describeValue);
  if (value instanceof Map) return { dict: [...value].map((pair) => pair.map(describeValue)) };
  if (value instanceof Set) return { set: [...value].map(describeValue) };
  if (value instanceof PickleTuple) return { tuple: value.items.map(describeValue) };
  if (value instanceof PickleFrozenSet) return { frozenset: [...value.items].map(describeValue) };
  if (value instanceof NumpyArray) return describeArray(value);
  if (value instanceof PickleObject) {
    return {
      object: value.class,
      args: value.args.map(describeValue),
      ...(value.keywords && { keywords: describeValue(value.keywords) }),
      ...(value.state !== undefined && { state: describeValue(value.state) }),
      ...(value.items && { items: value.items.map(describeValue) }),
      ...(value.entries && { entries: describeValue(value.entries) }),
    };
  }
  switch (value.kind) {
    case "complex":
      return { complex: [describeValue(value.re), describeValue(value.im)] };
    case "datetime":
      return {
        datetime: [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond],
      };
    case "date":
      return { date: [value.year, value.month, value.day] };
    case "time":
      return { time: [value.hour, value.minute, value.second, value.microsecond] };
    case "timedelta":
      return { timedelta: [value.days, value.seconds, value.microseconds] };
    case "global":
      return { global: value.path };
    case "dtype":
      return { dtype: value.code };
  }
}

function describeArray({ dtype, shape, data }: NumpyArray): unknown {
  const items: unknown[] = [];
  const elements = [...(data as ArrayLike<PickleValue> & Iterable<PickleValue>)];
  if (dtype?.letter === "c") {
    for (let i = 0; i < elements.length; i += 2) items.push({ complex: elements.slice(i, i + 2).map(describeValue) });
  } else {
    for (const element of elements) items.push(describeElement(element, dtype?.letter));
  }
  return { ndarray: dtype?.code, shape, data: items };
}

function describeElement(element: PickleValue, letter: string | undefined): unknown {
  if (letter === "b") return element === 1;
  // Python describes an integer by its size, whatever array it comes from.
  if (typeof element === "bigint" && Number.isSafeInteger(Number(element))) return Number(element);
  return describeValue(element);
}

function pythonName(value: number): string {
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
