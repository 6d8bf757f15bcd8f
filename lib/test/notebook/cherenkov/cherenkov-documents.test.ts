import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { displaySymbol } from "../../../src/core/display";
import { unzstd } from "../../../src/core/zstd";
import { ingest } from "../../../src/notebook";
import { samplePath } from "../../ingest/eventio/golden";

const path = (name: string) => samplePath(name) ?? "";
const folder = mkdtempSync(join(tmpdir(), "nightbook-cherenkov-"));

describe("ingest.simtel", () => {
  const file = ingest.simtel(path("calib_events.simtel.gz"));

  it("draws itself as a summary of its run", () => {
    const bundle = file[displaySymbol]();
    expect(bundle["text/html"]).toContain("<table>");
    const text = String(file);
    expect(text).toMatch(/telescopes +7 \(1, 2, 3, 4, 5, 6, 7\)/);
    expect(text).toMatch(/telescope 6 +1296 pixels, focal length 5.6/);
  });

  it("gives its events as records with units", () => {
    const { length, names } = ingest.simtel(path("lst_with_photons.simtel.zst")).table();
    expect([length, names.slice(0, 3)]).toEqual([1, ["event", "primary", "energy"]]);
    const all = file.table({ untriggered: true });
    expect(all.unit("energy")).toBe("TeV");
    expect(all.length).toBe(file.file.count({ untriggered: true }));
  });

  it("draws images of cameras in photo-electrons", () => {
    const [event] = file.events();
    for (const telescope of event.telescopes.keys()) {
      const picture = file.image(event, telescope);
      expect([picture.unit, picture.values.length]).toEqual(["p.e.", picture.camera.pixels]);
      expect(picture[displaySymbol]()["text/plain"]).toMatch(/^Camera of \d+ pixels, shown from/);
    }
    expect(() => file.image(event, 99)).toThrow("telescope 99");
  });

  it("reads files that are not packed, packed, and cut off", () => {
    const bytes = unzstd(new Uint8Array(readFileSync(path("lst_with_photons.simtel.zst"))));
    const packed = gzipSync(bytes);
    const [plain, whole, cut] = ["plain.simtel", "whole.simtel.gz", "cut.simtel.gz"].map((name) => join(folder, name));
    writeFileSync(plain, bytes);
    writeFileSync(whole, packed);
    writeFileSync(cut, packed.subarray(0, packed.length - 200_000));
    const events = (path: string) => [...ingest.simtel(path).events()];
    expect(events(plain)).toEqual(events(whole));
    const opened = ingest.simtel(cut);
    expect([...opened.events()]).toHaveLength(0);
    expect(opened.file.findings.map(({ code }) => code)).toContain("OBJECT_CUT");
  });

  it("reads streams", async () => {
    const stream = ingest.simtelStream(path("calib_events.simtel.gz"));
    const found: number[] = [];
    for await (const { event } of stream) found.push(event);
    expect(found).toEqual([...file.events()].map(({ event }) => event));
    expect(stream.header.telescopes.size).toBe(7);
  });

  it("says which file it is that cannot be read", () => {
    expect(() => ingest.simtel(join(folder, "none"))).toThrow("There is no such file");
    expect(() => ingest.simtel(folder)).toThrow("This is a folder, not a file");
    const wrong = join(folder, "wrong.simtel");
    writeFileSync(wrong, "SIMPLE");
    try {
      ingest.simtel(wrong);
      throw new Error("It was opened");
    } catch (error) {
      expect(error).toMatchObject({ code: "EVENTIO_NOT_EVENTIO", place: { path: wrong } });
    }
  });
});

describe("ingest.zfits", () => {
  const file = ingest.zfits(path("example_10evts.fits.fz"));

  it("draws itself as its tables", () => {
    expect(String(file)).toMatch(
      /Events +DataModel\.CameraEvent +10 +telescopeID, eventNumber, hiGain_waveforms_samples\[64800\]/,
    );
    expect(file[displaySymbol]()["text/html"]).toContain("DataModel.CameraEvent");
  });

  it("gives events as messages, and columns as records", () => {
    const [event] = file.events(["eventNumber", "hiGain_waveforms_baselines"], { start: 3, end: 4 });
    expect(Object.keys(event)).toEqual(["eventNumber", "hiGain"]);
    const records = file.table();
    expect(records.names).toEqual(["telescopeID", "eventNumber", "local_time_nanosec", "local_time_sec", "event_type"]);
    expect(records.row(3)["eventNumber"]).toBe(event["eventNumber"]);
    expect(file.table("Events", { columns: ["hiGain_waveforms_samples"], start: 0, end: 2 }).toArrow().numRows).toBe(2);
  });
});
