import { concatenatedBytes } from "../../../core/concatenated";

// The parts of a small WebAssembly module as bytes.

const preambleBytes = 8;

/** Types of values, and of what a table holds. */
export const [i32, functionReference] = [0x7f, 0x70];

/** Kinds of imports and exports. */
export const kinds = { function: 0, table: 1, memory: 2, global: 3 };

/** Instructions. */
export const code = {
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  getLocal: 0x20,
  getGlobal: 0x23,
  load: 0x28,
  store: 0x36,
  constant: 0x41,
  equal: 0x46,
  memoryCopy: [0xfc, 0x0a, 0, 0],
};

/** A whole number of any length (LEB128). */
export function leb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** The same with a sign, of 32 bits. */
export function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const isLast = rest >> 6 === 0 || rest >> 6 === -1;
    bytes.push((rest & 0x7f) | (isLast ? 0 : 0x80));
    if (isLast) return bytes;
  }
}

/** Bytes behind their number. */
export function sized(bytes: readonly number[]): number[] {
  return [...leb(bytes.length), ...bytes];
}

/** Items behind their number. */
export function vector(items: readonly (readonly number[])[]): number[] {
  return [...leb(items.length), ...items.flat()];
}

export function text(letters: string): number[] {
  return sized(Array.from(letters, (letter) => letter.charCodeAt(0)));
}

/** The type of a function of some numbers that gives a number. */
export function functionType(parameters: number): number[] {
  return [0x60, parameters, ...new Array<number>(parameters).fill(i32), 1, i32];
}

/** Puts a number on the stack. */
export function constant(value: number): number[] {
  return [code.constant, ...signedLeb(value)];
}

/** Loads or stores a number so many bytes behind a place. */
export function at(instruction: number, offset: number): number[] {
  return [instruction, 2, ...leb(offset)];
}

/** A function without variables of its own. */
export function body(...instructions: readonly (readonly number[])[]): number[] {
  return sized([0, ...instructions.flat(), code.end]);
}

/** What a library that loads other modules is told of one: how much of its table it takes, and modules it needs. */
export function linkSection(tablePlaces: number, needed: readonly string[]): number[] {
  return [...text("dylink.0"), 1, ...sized([0, 0, ...leb(tablePlaces), 0]), ...neededPart(needed)];
}

function neededPart(needed: readonly string[]): number[] {
  return needed.length === 0 ? [] : [2, ...sized(vector(needed.map(text)))];
}

/** A module, made by others, that needs some more: that is said at the end of its first section. */
export function needing(module: Uint8Array, needed: readonly string[]): Uint8Array {
  let [length, at] = [0, preambleBytes + 1];
  for (let shift = 0; ; shift += 7) {
    const byte = module[at++];
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  const part = neededPart(needed);
  const head = [...module.subarray(0, preambleBytes + 1), ...leb(length + part.length)];
  const [section, others] = [module.subarray(at, at + length), module.subarray(at + length)];
  return concatenatedBytes([Uint8Array.from(head), section, Uint8Array.from(part), others]);
}

/** A module of sections by their numbers. */
export function wasmModule(sections: readonly (readonly [id: number, content: readonly number[]])[]): Uint8Array {
  return Uint8Array.of(
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...sections.flatMap(([id, content]) => [id, ...sized(content)]),
  );
}
