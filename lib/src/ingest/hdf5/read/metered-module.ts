import { concatenatedBytes } from "../../../core/concatenated";
import { leb, signedLeb } from "./wasm-bytes";

/**
 * A WebAssembly module that counts the rounds of its loops down and stops when none are left: so a decoder that damaged
 * data keep waiting ends, after the same work on every machine.
 *
 * @param module its bytes
 * @param counter where in the memory of the module the rounds that are left stand, 64 bits
 * @throws {RangeError} when the module is damaged or has instructions that are not known here
 */
export function meteredModule(module: Uint8Array, counter: number): Uint8Array {
  const reader = new Reader(module);
  const parts: Uint8Array[] = [reader.bytes(preambleBytes)];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const section = reader.bytes(reader.number());
    const content = id === codeSection ? meteredCode(section, counter) : section;
    parts.push(Uint8Array.of(id, ...leb(content.length)), content);
  }
  return concatenatedBytes(parts);
}

const preambleBytes = 8;
const codeSection = 10;

function meteredCode(section: Uint8Array, counter: number): Uint8Array {
  const reader = new Reader(section);
  const count = reader.number();
  const round = roundCode(counter);
  const parts: Uint8Array[] = [Uint8Array.from(leb(count))];
  for (let i = 0; i < count; i++) {
    const body = meteredBody(reader.bytes(reader.number()), round);
    parts.push(Uint8Array.from(leb(body.length)), body);
  }
  return concatenatedBytes(parts);
}

/** What is put at the begin of every loop: one round less, and an end when none is left. */
function roundCode(counter: number): Uint8Array {
  const place = [0x41, ...signedLeb(counter)];
  const [load, store] = [
    [0x29, 3, 0],
    [0x37, 3, 0],
  ];
  const minusOne = [0x42, 1, 0x7d];
  const stopAtZero = [0x50, 0x04, 0x40, 0x00, 0x0b];
  return Uint8Array.from([...place, ...place, ...load, ...minusOne, ...store, ...place, ...load, ...stopAtZero]);
}

function meteredBody(body: Uint8Array, round: Uint8Array): Uint8Array {
  const reader = new Reader(body);
  for (let kinds = reader.number(); kinds > 0; kinds--) reader.skip("ub");
  const parts: Uint8Array[] = [];
  let copied = 0;
  while (!reader.isAtEnd) {
    const code = reader.byte();
    reader.skip(immediates(code, reader));
    if (code !== loop) continue;
    parts.push(body.subarray(copied, reader.at), round);
    copied = reader.at;
  }
  return concatenatedBytes([...parts, body.subarray(copied)]);
}

const loop = 0x03;

/**
 * What follows the code of an instruction: `u` a number of any length, `b` a byte, `m` alignment and offset in memory,
 * `v` a count of numbers and those.
 */
function immediates(code: number, reader: Reader): string {
  if (code === 0xfc) return bulk[reader.number()] ?? unknown(code);
  if (code === 0xfd) return vectorImmediates(reader.number());
  if (code === 0xfe) return reader.number() === 3 ? "b" : "m";
  if ((code >= 0x28 && code <= 0x3e) || code > 0xd2) return code > 0xd2 ? unknown(code) : "m";
  if (code >= 0x45 && code <= 0xc4) return "";
  return simple[code] ?? unknown(code);
}

/** Instructions of one byte, but for those that reach into memory and those that only compute. */
const simple: Readonly<Record<number, string>> = {
  ...Object.fromEntries([0x00, 0x01, 0x05, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1].map((code) => [code, ""])),
  ...Object.fromEntries([0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0c, 0x0d, 0x10, 0x12].map((code) => [code, "u"])),
  ...Object.fromEntries([0x18, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26].map((code) => [code, "u"])),
  ...Object.fromEntries([0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2].map((code) => [code, "u"])),
  14: "vu",
  17: "uu",
  19: "uu",
  28: "v",
  67: "bbbb",
  68: "bbbbbbbb",
};

const bulk: readonly string[] = [..."01234567"]
  .map(() => "")
  .concat(["uu", "u", "uu", "u", "uu", "u", "uu", "u", "u", "u"]);

function vectorImmediates(code: number): string {
  if (code <= 11 || code === 92 || code === 93) return "m";
  if (code <= 13) return "b".repeat(16);
  if (code >= 21 && code <= 34) return "b";
  return code >= 84 && code <= 91 ? "mb" : "";
}

function unknown(code: number): never {
  throw new RangeError(`The module has an instruction that is not known: ${code}`);
}

class Reader {
  at = 0;

  constructor(private readonly module: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.at >= this.module.length;
  }

  byte(): number {
    if (this.isAtEnd) throw new RangeError(`The module ends too early: ${this.at}`);
    return this.module[this.at++];
  }

  /** The low 32 bits of a number of any length (LEB128). */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  bytes(length: number): Uint8Array {
    const start = this.at;
    this.at += length;
    if (this.at > this.module.length) throw new RangeError(`The module ends too early: ${start}`);
    return this.module.subarray(start, this.at);
  }

  skip(kinds: string): void {
    for (const kind of kinds) {
      if (kind === "b") this.byte();
      else if (kind === "u") this.number();
      else if (kind === "v") for (let count = this.number(); count > 0; count--) this.number();
      else {
        // A set bit says that the number of the memory follows.
        if (this.number() & 0x40) this.number();
        this.number();
      }
    }
  }
}
