import { describe, expect, it } from "@jest/globals";
import { linkOf } from "../../../src/status/link";

const connected = { socket: "connected", receivedAt: 0, running: true } as const;

describe("linkOf", () => {
  it("is late only after the given silence of a running fit", () => {
    expect(linkOf(connected, 15_000, 15_000)).toBe("live");
    expect(linkOf(connected, 15_001, 15_000)).toBe("late");
    expect(linkOf({ ...connected, running: false }, 60_000, 15_000)).toBe("live");
    expect(linkOf({ ...connected, receivedAt: null }, 60_000, 15_000)).toBe("live");
  });

  it("puts the state of the socket first", () => {
    expect(linkOf({ ...connected, socket: "disconnected" }, 60_000, 15_000)).toBe("disconnected");
    expect(linkOf({ ...connected, socket: "connecting" }, 1, 15_000)).toBe("connecting");
  });
});
