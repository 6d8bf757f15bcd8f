"use strict";
// Speed of our readers of simulated and raw Cherenkov data beside pyeventio and protozfits:
//   node bench/cherenkov/cherenkov.cjs [--data FOLDER] [--python .venv-cherenkov/bin/python] [--repeats 5] [--json]
// Milliseconds of the processor, the best of the repeats, both programs one after the other on the same files, each file in
// a process of its own: packed as they are, and unpacked. FOLDER may hold more files than the tests do. requirements.txt says how the peers are installed.
const { execFileSync } = require("node:child_process");
const { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { loadavg, tmpdir } = require("node:os");
const { basename, join } = require("node:path");
const { allHeaders, openSimtel } = require("../../lib/dist/ingest/eventio");
const { unpackedSource } = require("../../lib/dist/ingest/eventio/unpacked");
const { openZfits } = require("../../lib/dist/ingest/zfits");
const { openFile } = require("../../lib/dist/notebook/cherenkov/file-path.node");
const { blockUnpackers, fileUnpackers } = require("../../lib/dist/notebook/cherenkov/unpack.node");

const option = (name, otherwise) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : process.argv[place + 1];
};
const root = join(__dirname, "../..");
const repeats = Number(option("repeats", 5));
const python = option("python", join(root, ".venv-cherenkov/bin/python"));
const data = option("data", join(root, "lib/test/golden/cherenkov/files"));
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The best of the repeats, each long enough to be measured. */
function best(work) {
  let rounds = 1;
  for (;;) {
    const start = spent();
    for (let i = 0; i < rounds; i++) work();
    if (spent() - start >= 200) break;
    rounds *= 2;
  }
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < repeats; k++) {
    const start = spent();
    for (let i = 0; i < rounds; i++) work();
    least = Math.min(least, (spent() - start) / rounds);
  }
  return least;
}

function withFile(path, work) {
  const { content, close } = openFile(path, work);
  close();
  return content;
}

const works = {
  headers: (path) =>
    withFile(path, (file) => {
      let count = 0;
      for (const _ of allHeaders(unpackedSource(file, fileUnpackers), () => {})) count++;
      return count;
    }),
  events: (path) =>
    withFile(path, (file) => {
      let count = 0;
      for (const event of openSimtel(file, fileUnpackers).events()) if (event.telescopes.size > 0) count++;
      return count;
    }),
  waveforms: (path) =>
    withFile(path, (file) => {
      const { events } = openZfits(file, blockUnpackers);
      const name = events.columns.some(({ name }) => name === "waveform") ? "waveform" : "hiGain_waveforms_samples";
      let total = 0;
      for (const row of events.rows([name])) total += row[name][0];
      return total;
    }),
};

/** Files as they are, and simulations unpacked too. */
function inputs(folder) {
  const packed = readdirSync(data, { recursive: true })
    .map((name) => join(data, name))
    .filter((path) => /\.(simtel\.(gz|zst)|fits\.fz)$/.test(path) && !path.includes("digicamconfig"));
  const bare = packed
    .filter((path) => path.includes(".simtel"))
    .map((path) => {
      const target = join(folder, basename(path).replace(/\.(gz|zst)$/, ""));
      withFile(path, (file) => {
        const source = unpackedSource(file, fileUnpackers);
        writeFileSync(target, source.read(0, source.size));
      });
      return target;
    });
  return [...packed, ...bare].sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
}

/** All works of a file, by name: ours in this process, as the peer does. */
function measured(path) {
  const names = path.includes(".fits") ? ["waveforms"] : ["headers", "events"];
  return Object.fromEntries(names.map((name) => [name, best(() => works[name](path))]));
}

const run = (program, ...parts) => JSON.parse(execFileSync(program, parts, { encoding: "utf8" }));

function compareAll() {
  if (!existsSync(python)) {
    console.error(`${python}: There is no such Python. Install the peers as bench/cherenkov/requirements.txt says.`);
    process.exit(1);
  }
  const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-cherenkov-"));
  try {
    const rows = inputs(folder).flatMap((path) => {
      const peer = run(python, join(__dirname, "peer.py"), String(repeats), path)[path];
      const ours = run(process.execPath, __filename, "--one", path, "--repeats", String(repeats));
      const file = { file: basename(path), bytes: statSync(path).size };
      return Object.keys(peer).map((work) => ({
        ...file,
        work,
        ours: ours[work],
        peer: peer[work],
        ratio: peer[work] / ours[work],
        load: loadavg()[0],
      }));
    });
    if (process.argv.includes("--json")) console.log(JSON.stringify(rows));
    else print(rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(rows) {
  console.log(
    `milliseconds of the processor; load of the machine up to ${Math.max(...rows.map(({ load }) => load)).toFixed(1)}`,
  );
  for (const { file, work, ours, peer, ratio } of rows) {
    const times = `ours ${ours.toFixed(2).padStart(8)}  peer ${peer.toFixed(2).padStart(8)}  ${ratio.toFixed(1).padStart(6)}×`;
    console.log(`${file.padEnd(46)} ${work.padEnd(10)} ${times}`);
  }
}

const one = option("one");
if (one === undefined) compareAll();
else console.log(JSON.stringify(measured(one)));
