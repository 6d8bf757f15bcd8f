import { describe, expect, it } from "@jest/globals";
import { readMessage } from "../../../src/ingest/zfits";

const varint = (value: bigint): number[] =>
  value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)];
const field = (number: number, wire: number, ...bytes: number[]) => [...varint(BigInt(8 * number + wire)), ...bytes];
const inside = (number: number, ...bytes: number[]) => field(number, 2, ...varint(BigInt(bytes.length)), ...bytes);
const fixed32 = (value: number) => [...new Uint8Array(Int32Array.of(value).buffer)];
const fixed64 = (value: bigint) => [...new Uint8Array(BigInt64Array.of(value).buffer)];
const array = (number: number, type: number, values: ArrayBufferView) =>
  inside(
    number,
    ...field(1, 0, type),
    ...inside(2, ...new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );

describe("readMessage", () => {
  it("reads events of R0, R1 of version 0 and of version 1", () => {
    const r0 = Uint8Array.from([
      ...field(1, 5, ...fixed32(-22)),
      ...field(4, 5, ...fixed32(-1)),
      ...inside(6, ...inside(1, ...array(1, 3, Int16Array.of(-5, 300)), ...array(2, 4, Uint16Array.of(7)))),
      ...field(31, 1, ...fixed64(1534982401n)),
      ...inside(40, ...field(5, 1, ...new Uint8Array(Float64Array.of(0.25).buffer))),
    ]);
    expect(readMessage("ProtoDataModel.CameraEvent", r0)).toEqual({
      telescopeID: -22,
      eventNumber: 4294967295,
      hiGain: { waveforms: { samples: Int16Array.of(-5, 300), pixelsIndices: Uint16Array.of(7) } },
      local_time_sec: 1534982401,
      hillas: { intensity: 0.25 },
    });
    const v0 = Uint8Array.from([...field(2, 1, ...fixed64(2n ** 60n)), ...inside(11, ...field(2, 5, ...fixed32(3)))]);
    expect(readMessage("R1.CameraEvent", v0)).toEqual({ event_id: 2n ** 60n, lstcam: { extdevices_presence: 3 } });
    const v1 = Uint8Array.from([
      ...field(4, 5, ...fixed32(32)),
      ...array(11, 8, BigUint64Array.of(1n)),
      ...array(13, 9, Float32Array.of(1.5)),
    ]);
    expect(readMessage("CTAR1.Event", v1)).toEqual({
      event_type: 32,
      waveform: BigUint64Array.of(1n),
      first_cell_id: Float32Array.of(1.5),
    });
  });

  it("reads texts, numbers of variable length, and passes over what it does not know", () => {
    const bytes = Uint8Array.from([
      ...inside(2, ...new TextEncoder().encode("Käse")),
      ...field(5, 0, ...varint(1855n)),
      ...field(400, 0, ...varint(2n ** 63n)),
      ...inside(401, 1, 2, 3),
      ...inside(11),
    ]);
    expect(readMessage("ProtoR1.CameraConfiguration", bytes)).toEqual({ cs_serial: "Käse", num_pixels: 1855 });
  });

  it("refuses what is no message", () => {
    const bytes = Uint8Array.from([...array(11, 3, Int16Array.of(1, 2)), ...field(4, 5, ...fixed32(32))]);
    for (const length of [1, 3, 8, bytes.length - 1])
      expect(() => readMessage("R1v1.Event", bytes.subarray(0, length))).toThrow("cannot be read");
    expect(() => readMessage("R1v1.Event", Uint8Array.from(array(11, 7, Int16Array.of(1))))).toThrow("whole number");
    expect(() => readMessage("R1v1.Event", Uint8Array.from(array(11, 55, Int16Array.of(1))))).toThrow(
      "no type that is known",
    );
    expect(() => readMessage("R1v1.Event", new Uint8Array(20).fill(255))).toThrow("does not end");
    expect(() => readMessage("R2.Event", bytes)).toThrow(RangeError);
  });
});
