import { createHash, type Hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { memorySource, openFits } from "../../../src/ingest/fits";
import { openZfits, type ZfitsFile, type ZfitsMessage } from "../../../src/ingest/zfits";
import r0 from "../../golden/cherenkov/r0-checksums.json";
import { availableSamples, goldenValues, samplePath, sha1 } from "../eventio/golden";

interface GoldenTable {
  rows: number;
  /** Type and hash over all rows. */
  fields: Record<string, [string, string]>;
}

const golden = goldenValues<Record<string, GoldenTable>>("zfits.json.gz");
const names = availableSamples(Object.keys(golden));
const inflate = (bytes: Uint8Array, limit: number) => inflateSync(bytes, { maxOutputLength: limit });
const open = (name: string): ZfitsFile => openZfits(readFileSync(samplePath(name) ?? ""), { inflate });

/** All fields with the path of names to them. */
function* fieldsOf(
  message: ZfitsMessage,
  prefix = "",
): Generator<[string, string | number | bigint | NodeJS.TypedArray]> {
  for (const [name, value] of Object.entries(message)) {
    if (ArrayBuffer.isView(value)) yield [prefix + name, value];
    else if (typeof value === "object") yield* fieldsOf(value as ZfitsMessage, `${prefix}${name}.`);
    else yield [prefix + name, value];
  }
}

const typeName = (values: NodeJS.TypedArray) =>
  values.constructor.name.replace("Array", "").replace("Big", "").toLowerCase();

describe.each(names)("%s", (name) => {
  it.each(Object.keys(golden[name]))("has the rows of %s that protozfits reads, to the last bit", (tableName) => {
    const table = open(name).table(tableName);
    const hashes = new Map<string, [string, Hash]>();
    let rows = 0;
    for (const message of table.messages()) {
      rows++;
      for (const [field, value] of fieldsOf(message)) {
        const isArray = ArrayBuffer.isView(value);
        // protozfits tells empty fields from those that are not there as little as we do.
        if (isArray ? value.byteLength === 0 : value === 0 || value === "") continue;
        const known = hashes.get(field) ?? [isArray ? typeName(value) : "single", createHash("sha1")];
        known[1].update(isArray ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : `${value};`);
        hashes.set(field, known);
      }
    }
    expect(rows).toBe(golden[name][tableName].rows);
    expect(table.length).toBe(rows);
    const found = Object.fromEntries([...hashes].map(([field, [type, hash]]) => [field, [type, hash.digest("hex")]]));
    expect(found).toEqual(golden[name][tableName].fields);
  });

  it("has nothing wrong", () => expect(open(name).findings).toEqual([]));
});

const raw = availableSamples(Object.keys(r0));

describe.each(raw as (keyof typeof r0)[])("raw data of the SST-1M, %s", (name) => {
  const { n_pixels: pixels, n_samples: samples, events } = r0[name];

  it("has the waveforms, in the order of the pixels", () => {
    let place = 0;
    for (const message of open(name).events.messages()) {
      const { waveforms } = message["hiGain"] as { waveforms: Record<string, Int16Array> };
      const { samples: stored, pixelsIndices, baselines } = waveforms;
      const order = [...pixelsIndices.keys()].sort((a, b) => pixelsIndices[a] - pixelsIndices[b]);
      const sorted = new Int16Array(pixels * samples);
      for (const [to, from] of order.entries())
        sorted.set(stored.subarray(from * samples, (from + 1) * samples), to * samples);
      const sum = (values: Int16Array) => values.reduce((total, value) => total + value, 0);
      expect({
        eventNumber: message["eventNumber"],
        event_type: message["event_type"],
        sec: message["local_time_sec"],
        ns: message["local_time_nanosec"],
        adc_sum: sum(sorted),
        baseline_sum: sum(baselines),
        pixel0_first5: [...sorted.subarray(0, 5)],
        sha1_sorted_i2le: sha1(sorted),
      }).toEqual(events[place++]);
    }
    expect(place).toBe(events.length);
  });
});

describe("columns", () => {
  const file = open("10_CTA_R1_dummy_evts.fits.fz");

  it("are joined from their tiles", () => {
    const waveform = file.events.column("waveform");
    const rows = [...file.events.rows(["waveform"])].map((row) => row["waveform"] as Int16Array);
    expect([waveform.length, waveform.cellShape, waveform.type]).toEqual([100, [1000], "int16"]);
    expect(waveform.values).toEqual(Int16Array.from(rows.flatMap((row) => [...row])));
    const some = file.events.column("waveform", { start: 7, end: 23 });
    expect(some.values).toEqual((waveform.values as Int16Array).slice(7000, 23000));
    expect(file.events.column("event_id", { start: 3, end: 5 }).values).toEqual(BigUint64Array.of(10n, 10n));
    expect(file.events.column("waveform", { start: 4, end: 4 }).length).toBe(0);
  });

  it("that are not there are named", () => {
    expect(() => file.events.column("waveforms")).toThrow("there is no column waveforms");
    expect(() => file.table("Event")).toThrow("there is no table Event");
    expect(() => file.events.column("waveform", { start: 0, end: 101 })).toThrow(RangeError);
  });

  it("are unpacked tile by tile, and only those that are asked for", () => {
    const bytes = new Uint8Array(readFileSync(samplePath("10_CTA_R1_dummy_evts.fits.fz") ?? ""));
    const memory = memorySource(bytes);
    let read = 0;
    const source = {
      size: memory.size,
      read(offset: number, length: number) {
        read += length;
        return memory.read(offset, length);
      },
    };
    const { events } = openZfits(source);
    read = 0;
    events.column("tel_id", { start: 55, end: 57 });
    expect(read).toBeLessThan(200);
  });

  it("of messages are unpacked when they are first looked at, also when the file is closed", () => {
    const bytes = new Uint8Array(readFileSync(samplePath("10_CTA_R1_dummy_evts.fits.fz") ?? ""));
    const memory = memorySource(bytes);
    let isOpen = true;
    const source = {
      size: memory.size,
      read(offset: number, length: number) {
        if (!isOpen) throw new Error("closed");
        return memory.read(offset, length);
      },
    };
    const { events } = openZfits(source);
    const messages = [...events.messages()];
    isOpen = false;
    const known = openZfits(bytes).events;
    for (const [row, wanted] of [...known.messages(known.columns.map(({ name }) => name))].entries()) {
      expect(messages[row]).toEqual(wanted);
      expect(messages[row]["waveform"]).toBe(messages[row]["waveform"]);
    }
    messages[3]["pixel_status"] = 5;
    expect(messages[3]["pixel_status"]).toBe(5);
  });

  it("have an open file beside them as plain FITS", () => {
    expect(file.fits.hdus.map(({ name }) => name)).toEqual(["PRIMARY", "CameraConfiguration", "Events"]);
    expect(() =>
      openZfits(
        new Uint8Array(
          openFits(new Uint8Array(readFileSync(samplePath("example_10evts.fits.fz") ?? ""))).source.read(0, 2880),
        ),
      ),
    ).toThrow("holds no table packed tile by tile");
  });
});
