import { describe, expect, it } from "@jest/globals";
import { SourceWindow } from "../../../src/ingest/eventio/source-window";
import { memorySource } from "../../../src/ingest/fits";

const bytes = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);

/** As a file: it uses the memory that it is given. */
function fileLike() {
  const reads: number[] = [];
  const memory = memorySource(bytes);
  return {
    reads,
    size: bytes.length,
    read(offset: number, length: number, buffer?: Uint8Array) {
      const answer = memory.read(offset, length);
      reads.push(answer.length);
      if (buffer === undefined || buffer.length < answer.length) return answer.slice();
      buffer.set(answer);
      return buffer.subarray(0, answer.length);
    },
  };
}

describe("SourceWindow", () => {
  it.each([
    ["a file", fileLike()],
    ["memory", memorySource(bytes)],
  ])("gives what %s has", (_what, source) => {
    const window = new SourceWindow(source, true);
    for (const [offset, length] of [
      [0, 4],
      [4, 100_000],
      [99_000, 2000],
      [50, 10],
      [200_000, 400_000],
      [699_990, 10],
      [699_990, 20],
      [700_000, 5],
    ]) {
      expect(Buffer.compare(window.read(offset, length), bytes.subarray(offset, offset + length))).toBe(0);
    }
  });

  it("reads ahead, and none but the range when that is long", () => {
    const source = fileLike();
    const window = new SourceWindow(source, true);
    for (let offset = 0; offset < 100_000; offset += 1000) window.read(offset, 1000);
    expect(source.reads).toEqual([131_072]);
    window.read(100_000, 500_000);
    expect(source.reads).toEqual([131_072, 500_000]);
  });
});
