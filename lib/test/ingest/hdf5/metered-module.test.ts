import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { meteredModule } from "../../../src/ingest/hdf5/read/metered-module";

const folder = join(require.resolve("h5wasm-plugins"), "..", "plugins");

/** A module with a memory and a function `run` that adds up the numbers below its parameter, or never ends at 0. */
const summing = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f],
  ...[3, 2, 1, 0],
  ...[5, 3, 1, 0, 1],
  ...[7, 16, 2, 3, 0x72, 0x75, 0x6e, 0, 0, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0],
  // local.get 0, local.get 1, +, local.set 1, local.get 0, 1, -, local.tee 0, br_if 0
  ...[10, 27, 1, 25, 1, 1, 0x7f, 0x03, 0x40, 0x20, 0, 0x20, 1, 0x6a, 0x21, 1],
  ...[0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 1, 0x0b],
]);

function instance(rounds: bigint) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(meteredModule(summing, 4096) as BufferSource));
  const memory = new DataView((exports["memory"] as WebAssembly.Memory).buffer);
  memory.setBigInt64(4096, rounds, true);
  const left = () => memory.getBigInt64(4096, true);
  return { run: exports["run"] as (count: number) => number, left };
}

describe("a metered module", () => {
  it("computes as before and counts the rounds", () => {
    const { run, left } = instance(1000n);
    expect(run(10)).toBe(55);
    expect(left()).toBe(990n);
  });

  it("stops when no rounds are left", () => {
    const { run, left } = instance(1_000_000n);
    expect(() => run(0)).toThrow(WebAssembly.RuntimeError);
    expect(left()).toBe(0n);
  });

  it.each(readdirSync(folder).filter((name) => name.endsWith(".so")))("is made of %s", (name) => {
    const module = new Uint8Array(readFileSync(join(folder, name)));
    const metered = meteredModule(module, 70_000);
    expect(WebAssembly.validate(metered as BufferSource)).toBe(true);
    expect(metered.length).toBeGreaterThan(module.length);
  });

  it("is not made of what is none", () => {
    expect(() => meteredModule(summing.subarray(0, 60), 0)).toThrow(RangeError);
    const odd = summing.slice();
    odd[odd.indexOf(0x6a)] = 0xf0;
    expect(() => meteredModule(odd, 0)).toThrow("not known: 240");
  });
});
