import { describe, expect, it } from "@jest/globals";
import { fileKind } from "../../../src/ingest/file-kind";

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("the kind of a file", () => {
  // pickle.dumps of Python, protocols 0 and 1.
  it.each([
    ["list0", "KGxwMApJMQphRjIuNQphVmEKcDEKYS4="],
    ["dict0", "KGRwMApWYQpwMQpJMQpzLg=="],
    [
      "array0",
      "Y251bXB5Ll9jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnAwCihjbnVtcHkKbmRhcnJheQpwMQooSTAKdHAyCmNfY29kZWNzCmVuY29kZQpwMwooVmIKcDQKVmxhdGluMQpwNQp0cDYKUnA3CnRwOApScDkKKEkxCihJMgp0cDEwCmNudW1weQpkdHlwZQpwMTEKKFZmOApwMTIKSTAwCkkwMQp0cDEzClJwMTQKKEkzClY8CnAxNQpOTk5JLTEKSS0xCkkwCnRwMTYKYkkwMApnMwooVlx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMPA/CnAxNwpnNQp0cDE4ClJwMTkKdHAyMApiLg==",
    ],
    ["complex0", "Y19fYnVpbHRpbl9fCmNvbXBsZXgKcDAKKEYxLjAKRjIuMAp0cDEKUnAyCi4="],
    ["int0", "STEyCi4="],
    ["list1", "XXEAKEsBR0AEAAAAAAAAWAEAAABhcQFlLg=="],
    ["dict1", "fXEAWAEAAABhcQFLAXMu"],
    [
      "array1",
      "Y251bXB5Ll9jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnEAKGNudW1weQpuZGFycmF5CnEBKEsAdHECY19jb2RlY3MKZW5jb2RlCnEDKFgBAAAAYnEEWAYAAABsYXRpbjFxBXRxBlJxB3RxCFJxCShLAShLAnRxCmNudW1weQpkdHlwZQpxCyhYAgAAAGY4cQxJMDAKSTAxCnRxDVJxDihLA1gBAAAAPHEPTk5OSv////9K/////0sAdHEQYkkwMApoAyhYEQAAAAAAAAAAAAAAAAAAAAAAw7A/cRFoBXRxElJxE3RxFGIu",
    ],
    ["complex1", "Y19fYnVpbHRpbl9fCmNvbXBsZXgKcQAoRz/wAAAAAAAAR0AAAAAAAAAAdHEBUnECLg=="],
    ["int1", "Swwu"],
  ])("is seen in a pickle without a signature: %s", (_name, base64) => {
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    expect(fileKind(bytes)).toBe("pickle");
  });

  it("is seen in the begin of a long pickle", () => {
    const bytes = new Uint8Array(Buffer.from(`]q\0(${"K\x05".repeat(300)}e.`, "latin1"));
    expect(fileKind(bytes.subarray(0, 200))).toBe("pickle");
  });

  it.each([
    "a,b\n1,2\n",
    "I,V\n1,2\n",
    "N\nS\n",
    "NAME,RA\nX,1\n",
    "GAIA_ID,ra,dec\n1,2,3\n",
    "KIC,mag\n1,2\n",
    "MJD flux\n1 2\n",
    "Lines,x\n",
    "S'x',y\n1,2\n",
    "category,x\nfoo,1\n",
    "(a),(b)\n1,2\n",
    "Person\nAnn\n",
    "Vega\nDeneb\n",
    "F1\nF2\nF3\nF4\n",
  ])("is not a pickle for text that begins like one: %j", (text) => {
    expect(fileKind(ascii(text))).toBe("csv");
  });
});
