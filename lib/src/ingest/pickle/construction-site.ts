import type { Allowance } from "./allowance";
import { encodeLatin1 } from "./text";
import type { PickleValue } from "./value";

/** What a constructor may need besides its arguments. */
export interface ConstructionSite {
  allowance: Allowance;
  /** Byte of the instruction, for errors. */
  offset: number;
}

/**
 * What a known class makes of its arguments; undefined when they are not the ones the class itself pickles.
 * Constructors only arrange data.
 */
export type Constructor = (args: readonly PickleValue[], site: ConstructionSite) => PickleValue | undefined;

/** Bytes of a value that stands for bytes: Python 3 bytes, or a Python 2 string of one character per byte. */
export function bytesOf(
  value: PickleValue | undefined,
  { allowance, offset }: ConstructionSite,
): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "string") return undefined;
  allowance.spend(value.length, offset);
  return encodeLatin1(value);
}
