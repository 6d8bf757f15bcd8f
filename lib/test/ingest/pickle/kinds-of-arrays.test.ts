import { describe, expect, it } from "@jest/globals";
import { type NumpyArray, PickleObject, readPickle, writePickle } from "../../../src/ingest/pickle";

const read = (base64: string) => readPickle(new Uint8Array(Buffer.from(base64, "base64"))) as NumpyArray;

// pickle.dumps(…, 2) of Python with numpy and astropy.
const quantity =
  "gAJjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjYXN0cm9weS51bml0cy5xdWFudGl0eQpRdWFudGl0eQpxAUsAhXECY19jb2RlY3MKZW5jb2RlCnEDWAEAAABicQRYBgAAAGxhdGluMXEFhnEGUnEHh3EIUnEJKEsBSwKFcQpjbnVtcHkKZHR5cGUKcQtYAgAAAGY4cQyJiIdxDVJxDihLA1gBAAAAPHEPTk5OSv////9K/////0sAdHEQYoloA1gRAAAAAAAAAAAAw7g/AAAAAAAAAEBxEWgFhnESUnETdHEUfXEVWAUAAABfdW5pdHEWY2FzdHJvcHkudW5pdHMuY29yZQpfcmVjcmVhdGVfaXJyZWR1Y2libGVfdW5pdApxF2Nhc3Ryb3B5LnVuaXRzLmNvcmUKSXJyZWR1Y2libGVVbml0CnEYXXEZKFgBAAAAbXEaWAUAAABtZXRlcnEbZYiHcRxScR19cR4oWAYAAABfbmFtZXNxH11xIChoGmgbZVgMAAAAX3Nob3J0X25hbWVzcSFdcSJoGmFYCwAAAF9sb25nX25hbWVzcSNdcSRoG2FYBwAAAF9mb3JtYXRxJX1xJlgHAAAAX19kb2NfX3EnWCAAAABtZXRlcjogYmFzZSB1bml0IG9mIGxlbmd0aCBpbiBTSXEodWJzhnEpYi4=";
const column =
  "gAJjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjYXN0cm9weS50YWJsZS5jb2x1bW4KQ29sdW1uCnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAoVxCmNudW1weQpkdHlwZQpxC1gCAAAAZjhxDImIh3ENUnEOKEsDWAEAAAA8cQ9OTk5K/////0r/////SwB0cRBiiWgDWBEAAAAAAAAAAADDuD8AAAAAAAAEQHERaAWGcRJScRMoWAEAAAB4cRRjYXN0cm9weS51bml0cy5jb3JlCl9yZWNyZWF0ZV9pcnJlZHVjaWJsZV91bml0CnEVY2FzdHJvcHkudW5pdHMuY29yZQpJcnJlZHVjaWJsZVVuaXQKcRZdcRcoWAEAAABtcRhYBQAAAG1ldGVycRlliIdxGlJxG31xHChYBgAAAF9uYW1lc3EdXXEeKGgYaBllWAwAAABfc2hvcnRfbmFtZXNxH11xIGgYYVgLAAAAX2xvbmdfbmFtZXNxIV1xImgZYVgHAAAAX2Zvcm1hdHEjfXEkWAcAAABfX2RvY19fcSVYIAAAAG1ldGVyOiBiYXNlIHVuaXQgb2YgbGVuZ3RoIGluIFNJcSZ1Yk5OfXEnXXEodHEpdHEqYi4=";
const records =
  "gAJjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjbnVtcHkucmVjCnJlY2FycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAYVxCmNudW1weQpkdHlwZQpxC2NudW1weQpyZWNvcmQKcQyJiIdxDVJxDihLA1gBAAAAfHEPTlgBAAAAYXEQWAEAAABicRGGcRJ9cRMoaBBoC1gCAAAAaTRxFImIh3EVUnEWKEsDWAEAAAA8cRdOTk5K/////0r/////SwB0cRhiSwCGcRloEWgLWAIAAABmOHEaiYiHcRtScRwoSwNoF05OTkr/////Sv////9LAHRxHWJLBIZxHnVLDEsBSxB0cR9iiWgDWAwAAAABAAAAAAAAAAAABEBxIGgFhnEhUnEidHEjYi4=";

describe("arrays that have more than elements", () => {
  it("keep it: the unit of a quantity", () => {
    const array = read(quantity);
    expect([array.shape, array.data]).toEqual([[2], Float64Array.of(1.5, 2)]);
    const unit = (array.attributes as Map<string, PickleObject>).get("_unit");
    expect(unit).toBeInstanceOf(PickleObject);
    expect(JSON.stringify(unit)).toContain("IrreducibleUnit");
    expect(() => writePickle(array)).toThrow("Only plain numpy arrays");
  });

  it("keep what stands behind the elements: a column of a table", () => {
    const array = read(column);
    expect(array.data).toEqual(Float64Array.of(1.5, 2.5));
    expect(array.attributes).toBeDefined();
  });

  it("may hold records", () => {
    const array = read(records);
    expect([array.shape, array.dtype?.fieldNames, array.dtype?.itemSize]).toEqual([[1], ["a", "b"], 12]);
    expect((array.data as Uint8Array).length).toBe(12);
    expect(array.attributes).toBeUndefined();
  });
});
