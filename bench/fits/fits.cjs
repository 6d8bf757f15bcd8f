"use strict";
// Speed of the FITS reader and writer beside astropy's, on an event list like those of Chandra's HRC (46 bytes a row):
//   node bench/fits/fits.cjs [--rows 1000000] [--repeats 15] [--json]
// Milliseconds of the processor, the best of the repeats; both programs take turns on the same file.
const { execFileSync } = require("node:child_process");
const { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { FitsWriter, writeFits } = require("../../lib/dist/ingest/fits");
const { openFitsPath } = require("../../lib/dist/notebook/fits");
const { random } = require("../../lib/dist/core");

const option = (name, otherwise) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : Number(process.argv[place + 1]);
};
const rows = option("rows", 1_000_000);
const repeats = option("repeats", 15);
const python = join(__dirname, "../../.venv/bin/python");
const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-fits-"));
const path = join(folder, "events.fits");

/** An event list with a bit column, always the same. */
function makeFile() {
  const stream = random(1).stream(0);
  const numbers = (kind, of) => kind.from({ length: rows }, of);
  const near = () => 16384 + 300 * stream.normal();
  const columns = [{ name: "time", unit: "s", values: numbers(Float64Array, (_, i) => 7.4e8 + (4e4 * i) / rows) }];
  for (const name of ["chipx", "chipy"]) columns.push({ name, values: numbers(Int16Array, () => near() - 8192) });
  for (const name of ["detx", "dety", "x", "y"]) columns.push({ name, values: numbers(Float32Array, near) });
  for (const name of ["pha", "pi", "sumamps"]) {
    columns.push({ name, values: numbers(Int16Array, () => 1000 * stream.uniform()) });
  }
  columns.push({ name: "samp", values: numbers(Float32Array, () => 400 * stream.uniform()) });
  columns.push({ name: "chip_id", values: new Int16Array(rows) });
  const bits = new Uint8Array(32 * rows);
  for (let i = 0; i < bits.length; i++) bits[i] = stream.word() < 4e7 ? 1 : 0;
  columns.push({ name: "status", type: "bit", cellShape: [32], values: bits });
  writeFileSync(path, writeFits([{ table: columns, name: "EVENTS" }]));
}

/** What the last work gave lives until the next is done, as it does in a notebook. */
const last = { result: undefined };

function best(work) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    const start = process.cpuUsage();
    last.result = work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function withFile(work) {
  const { file, close } = openFitsPath(path);
  try {
    return work(file);
  } finally {
    close();
  }
}

function rewrite(file) {
  const descriptor = openSync(`${path}.ours`, "w");
  const writer = new FitsWriter({
    write: (bytes) => writeSync(descriptor, bytes, 0, bytes.length),
    rewrite: (offset, bytes) => writeSync(descriptor, bytes, 0, bytes.length, offset),
  });
  for (const hdu of file.hdus) writer.copy(hdu);
  writer.end();
  closeSync(descriptor);
}

try {
  makeFile();
  const ours = {
    header: best(() => withFile((file) => file.hdus[1].header.cards.length)),
    four: best(() => withFile((file) => file.table("EVENTS").read(["time", "x", "y", "pi"]))),
    all: best(() => withFile((file) => file.table("EVENTS").read())),
    rewrite: best(() => withFile(rewrite)),
  };
  const peer = JSON.parse(
    execFileSync(python, [join(__dirname, "peer.py"), path, String(repeats)], { encoding: "utf8" }),
  );
  const names = {
    header: "headers only",
    four: "four columns",
    all: "all 13 columns",
    rewrite: "rewrite with checksums",
  };
  if (process.argv.includes("--json")) console.log(JSON.stringify({ rows, ours, peer }));
  else {
    console.log(`${rows} rows, milliseconds of the processor`);
    for (const [key, name] of Object.entries(names)) {
      const ratio = (peer[key] / ours[key]).toFixed(2);
      console.log(
        `${name.padEnd(24)} ours ${ours[key].toFixed(1).padStart(7)}  astropy ${peer[key].toFixed(1).padStart(7)}  ${ratio}×`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
