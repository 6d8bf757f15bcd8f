import { NightbookError } from "../../core/errors";
import { NumpyArray, PickleObject, PickleTuple, type PickleValue } from "../pickle";

/** Where a field that a trajectory lacks comes from. */
const hint = "Solve the trajectory again with WesternMeteorPyLib and use the pickle it writes";

/** Takes typed fields out of an object of a pickle; what is missing or wrong becomes an error that names the field. */
export class FieldReader {
  /**
   * @param object the object whose attributes are the fields
   * @param path file, for errors
   * @param part what the object is within the file, for errors
   */
  constructor(
    readonly object: PickleObject,
    readonly path: string,
    readonly part?: string,
  ) {}

  /** The value of a field; never undefined. */
  value(name: string): PickleValue {
    const value = this.object.attribute(name);
    if (value === undefined) throw this.error("TRAJECTORY_FIELD_MISSING", `no .${name}`);
    return value;
  }

  /** A finite number. */
  number(name: string): number {
    const number = asNumber(this.value(name));
    if (number === undefined || !Number.isFinite(number)) throw this.invalid(name, "is not a finite number");
    return number;
  }

  /** Text; a whole number is taken as its digits. */
  text(name: string): string {
    const value = this.value(name);
    if (typeof value === "string") return value;
    const number = asNumber(value);
    if (number === undefined || !Number.isInteger(number)) throw this.invalid(name, "is not text");
    return String(number);
  }

  /** Another object, to be read the same way. */
  nested(name: string): FieldReader {
    const value = this.value(name);
    if (!(value instanceof PickleObject)) throw this.invalid(name, "is not an object");
    return new FieldReader(value, this.path, name);
  }

  /** Elements of a list, tuple or numpy array of one dimension. */
  list(name: string): readonly PickleValue[] {
    const elements = elementsOf(this.value(name));
    if (elements === undefined) throw this.invalid(name, "is not a list");
    return elements;
  }

  /**
   * A column of numbers.
   * @param length that it must have, when known
   * @param missing allows elements that are None or not a number; they become NaN
   */
  column(name: string, length?: number, missing = false): Float64Array {
    const elements = this.list(name);
    if (length !== undefined && elements.length !== length) {
      throw this.invalid(name, `has ${elements.length} values, not ${length}`);
    }
    return Float64Array.from(elements, (element, i) => {
      const number = element === null ? Number.NaN : asNumber(element);
      if (number === undefined || !(missing || Number.isFinite(number))) {
        throw this.invalid(name, `holds a value that is not a finite number, at index ${i}`);
      }
      return number;
    });
  }

  invalid(name: string, reason: string): NightbookError {
    return this.error("TRAJECTORY_FIELD_INVALID", `.${name} ${reason}`);
  }

  error(code: string, reason: string): NightbookError {
    return new NightbookError(reason, { code, place: { path: this.path, part: this.part }, hint });
  }
}

function asNumber(value: PickleValue): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof NumpyArray && value.shape.length === 0) return asNumber((value.data[0] ?? null) as PickleValue);
  return undefined;
}

function elementsOf(value: PickleValue): readonly PickleValue[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof PickleTuple) return value.items;
  if (!(value instanceof NumpyArray) || value.shape.length !== 1 || !"biufO".includes(value.dtype?.letter ?? "-")) {
    return undefined;
  }
  return Array.from(value.data as ArrayLike<PickleValue>);
}
