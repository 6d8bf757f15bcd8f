import { describe, expect, it } from "@jest/globals";
import { nextAnnouncement } from "../../../src/status/announcement";
import { endText } from "../../../src/status/end-notice-text";
import { fitFace, progressText } from "../../../src/status/fit-progress";
import { workersText } from "../../../src/status/remote-text";
import { isRunStatus, RunFollower } from "../../../src/status/run-follower";
import { serverPath, serverRootOf } from "../../../src/status/server-path";
import { readRunStatus, readStatusMessage } from "../../../src/status/status-message";
import { english } from "../../../src/translate";
import { sampleFit, sampleMessage } from "./sample-fit";

describe("a fit that waits", () => {
  it("shows that, until it ends", () => {
    expect(fitFace(sampleFit({ paused: true })).word).toBe("Paused");
    expect(progressText(sampleFit({ paused: true }))).toBe("goes on when resumed");
    expect(fitFace(sampleFit({ paused: true, phase: "stopped" })).word).toBe("Stopped");
    expect(nextAnnouncement({ text: "", at: 0 }, [sampleFit({ paused: true })], 1, 10).text).toContain("paused");
  });
});

describe("what else a message carries", () => {
  const sent = sampleFit({
    controls: ["pause", "extend"],
    folder: "/runs/a",
    cellId: "c1",
    paused: true,
    posterior: {
      nEffective: 12,
      parameters: [{ name: "rho", log: true, from: 2, to: 3, mean: 2.5, sd: 0.1, counts: [0, 100, 0] }],
    },
  });

  it("is read in full", () => {
    expect(readStatusMessage(sampleMessage({ fits: [sent] }))!.fits[0]).toMatchObject(sent);
  });

  it("is left out where it is damaged", () => {
    const damaged = { ...sent, controls: "all", posterior: { parameters: [null, { name: 7, counts: ["x"] }] } };
    const fit = readStatusMessage({ ...sampleMessage(), fits: [damaged] })!.fits[0]!;
    expect(fit.controls).toBeUndefined();
    expect(fit.posterior!.parameters).toEqual([{ name: "", from: 0, to: 0, mean: 0, sd: 0, counts: [0] }]);
  });
});

describe("workersText", () => {
  it("says what the workers do together", () => {
    expect(workersText(sampleFit())).toBe("2 workers, 9\u202f595 calls/s");
    expect(workersText(sampleFit({ workers: 1, ncall: 0 }))).toBe("1 worker");
  });
});

describe("endText", () => {
  it("says how a fit has ended", () => {
    expect(endText(sampleFit({ phase: "done" }), english)).toBe(
      "20191023_091225 is done after 5 min 00 s: log Z −472.18 ± 0.22.",
    );
    expect(endText(sampleFit({ phase: "failed", message: "No luck" }), english)).toBe(
      "20191023_091225 has failed after 5 min 00 s. No luck",
    );
  });
});

describe("serverPath", () => {
  it.each([
    ["/home/ann/work/runs/a", "/home/ann/work", "/runs/a"],
    ["/home/ann/work", "/home/ann/work/", "/"],
    ["/home/ann/work/runs/a", "~/work", "/runs/a"],
    ["/data/runs", "/home/ann/work", null],
    ["", "/home/ann", null],
    ["C:\\work\\runs", "C:\\work", "/runs"],
  ])("of %j under %j is %j", (path, root, expected) => {
    expect(serverPath(path, root)).toBe(expected);
  });

  it("needs a root that the page may not have", () => {
    expect(serverRootOf({ getElementById: () => ({ textContent: "{broken" }) } as unknown as Document)).toBe("");
    const page = { getElementById: () => ({ textContent: '{"serverRoot":"~/x"}' }) } as unknown as Document;
    expect(serverRootOf(page)).toBe("~/x");
  });
});

describe("a run of the command line", () => {
  const text = (changes = {}) => JSON.stringify({ v: 1, kind: "meteor", ...sampleFit(changes) });

  it("is told by its status file", () => {
    expect(["status.json", "a/b/status.json", "a/status_n2.json"].every(isRunStatus)).toBe(true);
    expect(["a/mystatus.json", "status.json.part", "a/status_x.json"].some(isRunStatus)).toBe(false);
    expect(readRunStatus(text())?.ncall).toBe(2878565);
    expect(readRunStatus("{")).toBeNull();
    expect(readRunStatus('{"v":2}')).toBeNull();
  });

  it("is followed through the file, for better and worse", async () => {
    let file: string | null = text({ controls: ["pause"] });
    let now = 1000;
    const contents = {
      get: async () => {
        if (file === null) throw new Error("gone");
        return { content: file };
      },
    };
    const follower = new RunFollower("r/status.json", contents as never, () => now);
    let news = 0;
    follower.changed.connect(() => news++);
    await follower.look();
    expect(follower.fits.fits[0]).toMatchObject({ label: "20191023_091225", controls: [] });
    expect(follower.link).toEqual({ socket: "connected", receivedAt: 1000, running: true });
    now = 9000;
    const before = news;
    await follower.look();
    expect([news, follower.link.receivedAt]).toEqual([before, 1000]);
    file = text({ phase: "done", elapsed: 301 });
    await follower.look();
    expect(follower.link).toEqual({ socket: "connected", receivedAt: 9000, running: false });
    file = null;
    await follower.look();
    expect(follower.link.socket).toBe("disconnected");
    expect(follower.fits.fits).toHaveLength(1);
    file = "not a status";
    await follower.look();
    expect(follower.fits.notice).toBe("unreadable");
    follower.dispose();
  });
});
