import { describe, expect, it } from "@jest/globals";
import { remoteSummary, remoteText } from "../../../src/status/remote-text";

describe("remote workers", () => {
  it("tell their cores and their pace", () => {
    expect(remoteText({ name: "a", cores: 16, perSecond: 312.4 })).toBe("16 cores, 312 points/s");
    expect(remoteText({ name: "a", cores: 1, perSecond: 2.345 })).toBe("1 core, 2.3 points/s");
    expect(remoteText({ name: "a", cores: 2, perSecond: 0.25 })).toBe("2 cores, 0.25 points/s");
    expect(remoteText({ name: "a", cores: 2, perSecond: 0 })).toBe("2 cores, no answer yet");
  });

  it("are summed up", () => {
    const remote = [
      { name: "a", cores: 16, perSecond: 1200 },
      { name: "b", cores: 4, perSecond: 300 },
    ];
    expect(remoteSummary(remote)).toBe("Of them on other machines: 20 cores, 1\u202f500 points/s");
    expect(remoteSummary([{ name: "a", cores: 1, perSecond: 0 }])).toBe("Of them on other machines: 1 core");
  });
});
