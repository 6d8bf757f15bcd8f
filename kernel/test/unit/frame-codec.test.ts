import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { encodeFrame, FrameDecoder } from "../../src/code-process/frame-codec";

describe("frame codec", () => {
  it("gives back what was encoded, however the bytes are cut", () => {
    const frames = fc.array(
      fc.record({
        header: fc.record({ text: fc.string({ unit: "grapheme" }), n: fc.integer() }),
        buffers: fc.array(fc.uint8Array()),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(({ header, buffers }) => encodeFrame(header, buffers)));
        const decoder = new FrameDecoder<object>();
        const received: unknown[] = [];
        for (let at = 0, cut = 0; at < bytes.length; cut++) {
          const end = at + (cuts[cut % cuts.length] ?? 1);
          for (const { header, buffers } of decoder.push(bytes.subarray(at, end))) {
            received.push({ header, buffers: buffers.map((buffer) => [...buffer]) });
          }
          at = end;
        }
        expect(received).toEqual(sent.map(({ header, buffers }) => ({ header, buffers: buffers.map((b) => [...b]) })));
      }),
    );
  });

  it("sends the bytes of a view, not of the whole array behind it", () => {
    const view = new Float32Array([1, 2, 3]).subarray(1, 2);
    const [frame] = new FrameDecoder().push(encodeFrame({}, [view]));
    expect(frame?.buffers[0]?.readFloatLE(0)).toBe(2);
    expect(frame?.buffers[0]).toHaveLength(4);
  });
});
