"use strict";
// Speed of the HDF5 writer and reader beside PyTables and h5py, on a photon list (20 bytes a row):
//   node bench/hdf5/hdf5.cjs [--rows 10000000] [--repeats 3] [--json]
// Writing in milliseconds by the clock, reading in those of the processor, the best of the repeats; both programs take
// turns on the same machine. Nothing else should run.
const { execFileSync } = require("node:child_process");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { ingest } = require("../../lib/dist/notebook");
const { random } = require("../../lib/dist/core");

const option = (name, otherwise) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : Number(process.argv[place + 1]);
};
const rows = option("rows", 10_000_000);
const repeats = option("repeats", 3);
const python = join(__dirname, "../../.venv/bin/python");
const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-hdf5-"));

/** Photons sorted by pixel and time, always the same. */
function photons() {
  const stream = random(1).stream(0);
  const numbers = (kind, of) => kind.from({ length: rows }, (_, i) => of(i));
  return [
    { name: "ResID", values: numbers(Uint32Array, (i) => 10_000 + Math.floor((i * 10_000) / rows)) },
    {
      name: "Time",
      unit: "us",
      values: numbers(Uint32Array, (i) => ((i * 10_000) % rows) * (3e7 / rows) + 3e4 * stream.uniform()),
    },
    { name: "Wavelength", unit: "deg", values: numbers(Float32Array, () => -70 + 15 * stream.normal()) },
    { name: "SpecWeight", values: new Float32Array(rows).fill(1) },
    { name: "NoiseWeight", values: new Float32Array(rows).fill(1) },
  ];
}

async function write(path, columns, options) {
  const file = ingest.createHdf5(path);
  await file.table("/Photons/PhotonTable", columns, options).append(columns);
  await file.end();
}

async function best(work, clock) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    const start = clock();
    await work();
    least = Math.min(least, clock() - start);
  }
  return least;
}

async function read(path, names) {
  const file = await ingest.hdf5(path);
  file.table("/Photons/PhotonTable").read(names);
  file.close();
}

const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function main() {
  const columns = photons();
  const [plain, packed] = ["plain.h5", "packed.h5"].map((name) => join(folder, name));
  const now = () => performance.now();
  const ours = {
    none: await best(() => write(plain, columns), now),
    lz4: await best(() => write(join(folder, "lz4.h5"), columns, { compression: ingest.lz4() }), now),
    zlib: await best(() => write(packed, columns, { compression: ingest.zlib(1) }), now),
    columns: await best(() => read(packed, ["Time", "Wavelength"]), processor),
    all: await best(() => read(packed), processor),
  };
  const environment = { ...process.env, OMP_NUM_THREADS: "1", BLOSC_NTHREADS: "1" };
  const peer = JSON.parse(
    execFileSync(python, [join(__dirname, "peer.py"), folder, packed, String(rows), String(repeats)], {
      encoding: "utf8",
      env: environment,
    }),
  );
  if (process.argv.includes("--json")) return console.log(JSON.stringify({ rows, ours, peer }));
  const names = {
    none: "write, not packed, PyTables",
    lz4: "write, lz4, PyTables (blosc:lz4)",
    zlib: "write, zlib, PyTables",
    columns: "read two columns, PyTables",
    all: "read all, h5py",
  };
  console.log(`${rows} rows, milliseconds`);
  for (const [key, name] of Object.entries(names)) {
    const numbers = `ours ${ours[key].toFixed(0).padStart(6)}  theirs ${peer[key].toFixed(0).padStart(6)}`;
    console.log(`${name.padEnd(34)} ${numbers}  ${(peer[key] / ours[key]).toFixed(2)}×`);
  }
}

main().finally(() => rmSync(folder, { recursive: true, force: true }));
