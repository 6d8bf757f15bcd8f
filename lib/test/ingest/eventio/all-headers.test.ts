import { describe, expect, it } from "@jest/globals";
import {
  allHeaders,
  type EventioFinding,
  type EventioObject,
  loadObject,
  type ObjectHeader,
  objectHeaders,
  subObjects,
} from "../../../src/ingest/eventio";
import { type ByteSource, memorySource } from "../../../src/ingest/fits/byte-source";
import { file, type ObjectParts, object } from "./writer";

const leaf = (type: number, bytes: number): ObjectParts => ({ type, content: new Uint8Array(bytes).fill(0x37) });
const of = (type: number, ...parts: ObjectParts[]): ObjectParts => ({ type, content: parts.map(object) });

/** Objects whose contents are read, for comparison. */
function* inside(object: EventioObject): Generator<ObjectHeader> {
  for (const part of subObjects(object)) {
    yield part;
    if (part.onlySubObjects) yield* inside(part);
  }
}

function* slowly(source: ByteSource): Generator<ObjectHeader> {
  for (const header of objectHeaders(source, () => {})) {
    yield header;
    if (header.onlySubObjects) yield* inside(loadObject(source, header));
  }
}

const told = ({ type, id, offset, length, onlySubObjects }: ObjectHeader) => ({
  ...{ type, id, offset, length, onlySubObjects },
});

describe("allHeaders", () => {
  const parts = [of(3, leaf(4, 9), leaf(5, 0)), leaf(6, 40_000), of(7, leaf(8, 9_000)), leaf(9, 1)];
  const bytes = file(of(1, ...parts), leaf(2, 100_000), of(10, leaf(11, 3)));

  it("gives what reading the contents gives, long ones without reading them", () => {
    const source = memorySource(bytes);
    let read = 0;
    const counted: ByteSource = {
      size: source.size,
      read(offset, length, buffer) {
        read += length;
        // As a file does: what was given before is overwritten.
        const given = source.read(offset, length);
        buffer?.set(given);
        return buffer?.subarray(0, given.length) ?? given;
      },
    };
    const headers = [...allHeaders(counted, () => {})].map(told);
    expect(headers).toEqual([...slowly(source)].map(told));
    expect(headers.map(({ type }) => type)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 2, 10, 11]);
    expect(read).toBeLessThan(bytes.length);
  });

  it("says which object has parts beyond its end, and goes on behind it", () => {
    const damaged = bytes.slice();
    const [, inner] = allHeaders(memorySource(bytes), () => {});
    // The length of the first part of the first object.
    new DataView(damaged.buffer).setInt32(inner.offset - 4, 0x7fffff, true);
    const findings: EventioFinding[] = [];
    const types = [...allHeaders(memorySource(damaged), (finding) => findings.push(finding))].map(({ type }) => type);
    expect(types).toEqual([1, 2, 10, 11]);
    expect(findings).toEqual([expect.objectContaining({ code: "OBJECT_DAMAGED", offset: inner.offset - 12 })]);
  });

  it("ends in objects that lie inside each other without end", () => {
    let deep = leaf(1, 0);
    for (let i = 0; i < 200; i++) deep = of(1, deep);
    const findings: EventioFinding[] = [];
    const headers = [...allHeaders(memorySource(file(deep)), (finding) => findings.push(finding))];
    expect(headers.length).toBeLessThan(50);
    expect(findings[0].message).toContain("too deep");
  });
});
