import { pow } from "../special";
import { type BaseUnit, unitOfName } from "./base-units";

/** A unit taken apart. */
export interface Unit {
  /** As it was written. */
  text: string;
  /** Size in base units (kg, m, s, A, K, mol, cd, rad, sr and counted things). */
  scale: number;
  /** Powers of the base units; those that are 0 are left out. */
  powers: Partial<Record<BaseUnit, number>>;
}

/**
 * Takes a unit string apart, in the grammar of the FITS standard: names with prefixes, powers as `s-1`, `s**-1`, `s^-1`
 * or `s(-1)`, products with blank, `.` or `*`, quotients with `/`, brackets, `sqrt()`, and a power of ten at the
 * beginning.
 *
 * @throws {RangeError} when it follows no rule or has a name that is not known
 * @see [Pence2010] section 4.3
 *
 * @example
 * ```ts
 * import { parseUnit } from "nightbook/core";
 *
 * const { scale, powers } = parseUnit("10**-14 erg/cm2/s");
 * scale; // => 1.00e-17
 * powers; // => ({ kg: 1, s: -3 })
 * ```
 */
export function parseUnit(text: string): Unit {
  return new UnitParser(text).parse();
}

/**
 * The unit of a string; `undefined` where {@link parseUnit} would throw.
 *
 * @example
 * ```ts
 * import { unitOf } from "nightbook/core";
 *
 * unitOf("furlong"); // => undefined
 * ```
 */
export function unitOf(text: string): Unit | undefined {
  try {
    return parseUnit(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * By what a number in one unit is multiplied to be in another.
 *
 * @throws {RangeError} when a unit is not known or the dimensions differ
 *
 * @example
 * ```ts
 * import { unitFactor } from "nightbook/core";
 *
 * unitFactor("km/h", "m s-1"); // => 0.2778
 * unitFactor("arcsec", "mas"); // => 1000.0
 * ```
 */
export function unitFactor(from: string, to: string): number {
  const [a, b] = [parseUnit(from), parseUnit(to)];
  const names = new Set([...Object.keys(a.powers), ...Object.keys(b.powers)]) as Set<BaseUnit>;
  for (const name of names) {
    if ((a.powers[name] ?? 0) !== (b.powers[name] ?? 0)) {
      throw new RangeError(`These units do not measure the same: ${from}, ${to}`);
    }
  }
  return a.scale / b.scale;
}

class UnitParser {
  #at = 0;

  constructor(readonly text: string) {}

  parse(): Unit {
    const { scale, powers } = this.#product();
    if (this.#at < this.text.length) throw this.#failure();
    for (const name of Object.keys(powers) as BaseUnit[]) if (powers[name] === 0) delete powers[name];
    return { text: this.text, scale, powers };
  }

  /** Factors, each multiplied or divided by. */
  #product(): Omit<Unit, "text"> {
    const result: Omit<Unit, "text"> = { scale: 1, powers: {} };
    this.#skip();
    if (this.#at === this.text.length) return result;
    let sign = 1;
    if (this.#take(/\//y)) sign = -1;
    for (;;) {
      const isNumber = /\d/.test(this.text[this.#at] ?? "");
      multiply(result, this.#factor(), sign);
      // A unit may stand directly behind a number.
      const operator = this.#take(isNumber ? / *([*./]) *| +(?=[^ ])|(?=[A-Za-z])/y : / *([*./]) *| +(?=[^ ])/y);
      if (operator === undefined || this.text[this.#at] === ")") {
        this.#skip();
        return result;
      }
      sign = operator.includes("/") ? -1 : 1;
    }
  }

  /** A name, a power of ten or a bracket, with its power. */
  #factor(): Omit<Unit, "text"> {
    this.#skip();
    const ten = this.#take(/10(?:(?:\*\*|\^) *(?:[+-]?\d+|\( *[+-]?\d+ *\))|[+-]\d+|\( *[+-]?\d+ *\))/y);
    if (ten !== undefined) return { scale: Number(`1e${/([+-]?\d+) *\)?$/.exec(ten)?.[1]}`), powers: {} };
    const number = this.#take(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { scale: Number(number), powers: {} };
    const bracket = this.#take(/(?:sqrt)? *\(/y);
    if (bracket !== undefined) {
      const inside = this.#product();
      if (this.#take(/\)/y) === undefined) throw this.#failure();
      const result: Omit<Unit, "text"> = { scale: 1, powers: {} };
      return multiply(result, inside, this.#power() * (bracket.includes("sqrt") ? 0.5 : 1));
    }
    const name = this.#take(/[A-Za-zµμ%]+/y);
    const unit = name === undefined ? undefined : unitOfName(name);
    if (unit === undefined) throw this.#failure(name);
    return multiply({ scale: 1, powers: {} }, { scale: unit.scale, powers: { ...unit.powers } }, this.#power());
  }

  #power(): number {
    const text = this.#take(
      / *(?:\*\*|\^) *(?:[+-]?\d+(?:\.\d+)?|\( *[+-]?\d+(?:\.\d+)?(?: *\/ *\d+)? *\))|\(([+-]?\d+(?:\.\d+)?(?: *\/ *\d+)?)\)|[+-]?\d+(?:\.\d+)?/y,
    );
    if (text === undefined) return 1;
    const [over, under = "1"] = text.replace(/[ *^()]/g, "").split("/");
    return Number(over) / Number(under);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #skip(): void {
    this.#take(/ +/y);
  }

  #failure(name?: string): RangeError {
    const what = name === undefined ? `at character ${this.#at + 1}` : `no unit is called ${name}`;
    return new RangeError(`Not a unit (${what}): ${JSON.stringify(this.text)}`);
  }
}

function multiply(into: Omit<Unit, "text">, by: Omit<Unit, "text">, power: number): Omit<Unit, "text"> {
  into.scale *= raised(by.scale, power);
  for (const [name, exponent] of Object.entries(by.powers) as [BaseUnit, number][]) {
    into.powers[name] = (into.powers[name] ?? 0) + exponent * power;
  }
  return into;
}

/** Whole powers by multiplication, which keeps powers of ten exact where they can be. */
function raised(base: number, power: number): number {
  if (!Number.isInteger(power) || Math.abs(power) > 64) return pow(base, power);
  let result = 1;
  for (let i = 0; i < Math.abs(power); i++) result *= base;
  return power < 0 ? 1 / result : result;
}
