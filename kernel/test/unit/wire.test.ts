import { describe, expect, it } from "@jest/globals";
import { HeaderMaker } from "../../src/protocol/message";
import { decodeMessage, encodeMessage, Signer } from "../../src/protocol/wire";

describe("wire", () => {
  const signer = new Signer("hmac-sha256", "key");
  const message = {
    identities: [Buffer.from("someone")],
    header: new HeaderMaker().make("test_request"),
    parent: {},
    metadata: { m: 1 },
    content: { text: "α" },
    buffers: [Buffer.from([1, 2])],
  };

  it("decodes what it encoded", () => {
    expect(decodeMessage(encodeMessage(message, signer), signer)).toEqual(message);
  });

  it("refuses a changed part, another key, and too few frames", () => {
    const frames = encodeMessage(message, signer);
    const changed = frames.map((frame, index) => (index === 6 ? Buffer.from('{"text":"β"}') : frame));
    expect(decodeMessage(changed, signer)).toBeUndefined();
    expect(decodeMessage(frames, new Signer("hmac-sha256", "other"))).toBeUndefined();
    expect(decodeMessage(frames.slice(0, 4), signer)).toBeUndefined();
    expect(decodeMessage([], signer)).toBeUndefined();
  });

  it("refuses parts that are no JSON, however well signed", () => {
    const parts = [0, 1, 2, 3].map(() => Buffer.from("{"));
    expect(decodeMessage([Buffer.from("<IDS|MSG>"), signer.sign(parts), ...parts], signer)).toBeUndefined();
  });

  it("takes any signature when there is no key", () => {
    const open = new Signer("hmac-sha256", "");
    expect(decodeMessage(encodeMessage(message, open), open)).toEqual(message);
  });
});
