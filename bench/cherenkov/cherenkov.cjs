"use strict";
// Speed of our readers of simulated and raw Cherenkov data beside pyeventio and protozfits:
//   node bench/cherenkov/cherenkov.cjs [--data FOLDER] [--python .venv-cherenkov/bin/python] [--repeats 5] [--json]
// Milliseconds of the processor and of the clock, each the least of many runs, both programs one after the other on the same
// files, each file in a process of its own: packed as they are, and unpacked. Runs go on for a third of a second per repeat.
// FOLDER may hold more files than the tests do. requirements.txt says how the peers are installed.
//
// headers: of all objects, passing over contents. events: all that belongs to them. everything: what stands before them
// too, which we read when it is asked for and pyeventio always. Of both we check long arrays and keep their bytes; values: all
// arrays are looked at, and all samples added up, which pyeventio does too. column: the waveforms alone are asked for. waveforms: of all
// messages, of which we unpack what is looked at and protozfits all. fields: all fields of all messages are looked at.
// "Unpacking alone" is what a packed file takes before its first byte can be looked at, and the ratio that nobody who unpacks
// it so can surpass.
const { execFileSync } = require("node:child_process");
const { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { loadavg, tmpdir } = require("node:os");
const { basename, join } = require("node:path");
const { fileKind } = require("../../lib/dist/ingest/file-kind");
const { memorySource } = require("../../lib/dist/ingest/fits");
const { allHeaders, openSimtel } = require("../../lib/dist/ingest/eventio");
const { unpackedSource } = require("../../lib/dist/ingest/eventio/unpacked");
const { openZfits } = require("../../lib/dist/ingest/zfits");
const { openFile } = require("../../lib/dist/notebook/cherenkov/file-path.node");
const { blockUnpackers, fileUnpackers } = require("../../lib/dist/notebook/cherenkov/unpack.node");
const { textTable } = require("../text-table.cjs");

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

/** Least times of the processor and of the clock, and what the work gives. */
function best(work) {
  const until = performance.now() + 333 * (repeats + 1);
  const least = { cpu: Number.POSITIVE_INFINITY, wall: Number.POSITIVE_INFINITY, result: undefined };
  for (let runs = 0; runs < 5 || performance.now() < until; runs++) {
    const [start, began] = [spent(), performance.now()];
    least.result = work();
    const wall = performance.now() - began;
    least.cpu = Math.min(least.cpu, spent() - start);
    least.wall = Math.min(least.wall, wall);
  }
  return least;
}

function withFile(path, work) {
  const { content, close } = openFile(path, work);
  close();
  return content;
}

function simulation(path, work) {
  return withFile(path, (file) => {
    const simtel = openSimtel(file, fileUnpackers);
    let count = 0;
    for (const event of simtel.events()) if (event.telescopes.size > 0) count++;
    return work(simtel, count);
  });
}

const waveformColumn = ({ columns }) =>
  ["waveform", "hiGain_waveforms_samples"].find((wanted) => columns.some(({ name }) => name === wanted));

const works = {
  headers: (path) =>
    withFile(path, (file) => {
      let count = 0;
      for (const _ of allHeaders(unpackedSource(file, fileUnpackers), () => {})) count++;
      return count;
    }),
  events: (path) => simulation(path, (_, count) => count),
  everything: (path) => simulation(path, ({ header }, count) => header.history.length + header.telescopes.size + count),
  values: (path) =>
    withFile(path, (file) => {
      const simtel = openSimtel(file, fileUnpackers);
      let [total, numbers] = [0, 0];
      for (const event of simtel.events()) {
        numbers += numbersIn(event);
        for (const { waveforms } of event.telescopes.values()) total += sum(waveforms?.values ?? []);
      }
      for (const { text } of simtel.header.history) numbers += text.length;
      numbers += numbersIn(simtel.header.telescopes);
      return numbers > 0 ? total : undefined;
    }),
  column: (path) =>
    messages(path, (events, name) => {
      let total = 0;
      for (const row of events.rows([name])) total += row[name][0];
      return total;
    }),
  waveforms: (path) =>
    messages(path, (events) => {
      let total = 0;
      for (const { hiGain, waveform } of events.messages()) total += (waveform ?? hiGain.waveforms.samples)[0];
      return total;
    }),
  fields: (path) =>
    messages(path, (events) => {
      let count = 0;
      for (const message of events.messages()) count += lookedAt(message);
      return count;
    }),
};

/** How many numbers there are in all arrays of an object, each of which is looked at. */
function numbersIn(value) {
  if (ArrayBuffer.isView(value)) return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (value instanceof Map) for (const inner of value.values()) count += numbersIn(inner);
  else for (const name in value) count += numbersIn(value[name]);
  return count;
}

/** In parts whose sums are whole numbers of 31 bits, which are added faster than others. */
function sum(numbers) {
  let total = 0;
  for (let start = 0; start < numbers.length; start += 8192) {
    const end = Math.min(start + 8192, numbers.length);
    let part = 0;
    for (let i = start; i < end; i++) part = (part + numbers[i]) | 0;
    total += part;
  }
  return total;
}

function messages(path, work) {
  return withFile(path, (file) => {
    const { events } = openZfits(file, blockUnpackers);
    return work(events, waveformColumn(events));
  });
}

function lookedAt(message) {
  let count = 0;
  for (const name of Object.keys(message)) {
    const value = message[name];
    count += typeof value === "object" && !ArrayBuffer.isView(value) ? lookedAt(value) : 1;
  }
  return count;
}

/** The works that a file can be used for, by its content; none for other files, and, said so, for those that cannot be read. */
function worksOf(path) {
  const kind = fileKind(unpacked(path) ?? readFileSync(path));
  try {
    if (kind === "fits") {
      return messages(path, (_, name) => name) ? ["column", "waveforms", "fields"] : [];
    }
    if (kind === "eventio") {
      const isEmpty = withFile(path, (file) => openSimtel(file, fileUnpackers).objects().next().done);
      return isEmpty ? [] : ["headers", "events", "everything", "values"];
    }
  } catch (error) {
    console.error(`${basename(path)} is left out: ${error.message}`);
  }
  return [];
}

/** What is in a packed file; `undefined` for others. */
function unpacked(path) {
  const packed = memorySource(readFileSync(path));
  const source = unpackedSource(packed, fileUnpackers);
  return source === packed ? undefined : source.read(0, source.size);
}

/** Files as they are, and packed simulations unpacked too. */
function inputs(folder) {
  const given = readdirSync(data, { recursive: true })
    .map((name) => join(data, name))
    .filter((path) => /\.(gz|zst|simtel|fz)$/.test(path))
    .map((path) => ({ path, names: worksOf(path) }))
    .filter(({ names }) => names.length > 0);
  const bare = given.flatMap(({ path, names }) => {
    const bytes = names.includes("events") && unpacked(path);
    if (!bytes) return [];
    const target = join(folder, basename(path).replace(/\.(gz|zst)$/, ""));
    writeFileSync(target, bytes);
    return [{ path: target, names }];
  });
  return [...given, ...bare].sort((a, b) => (basename(a.path) < basename(b.path) ? -1 : 1));
}

/** All works of a file, by name: ours in this process, as the peer does. */
function measured(path) {
  const times = Object.fromEntries(worksOf(path).map((name) => [name, best(() => works[name](path))]));
  if (times.events !== undefined && unpacked(path)) times.unpacking = best(() => unpacked(path).length);
  return times;
}

const run = (program, ...parts) => JSON.parse(execFileSync(program, parts, { encoding: "utf8" }));

function compareAll() {
  if (!existsSync(python)) {
    console.error(`${python}: There is no such Python. Install the peers as bench/cherenkov/requirements.txt says.`);
    process.exit(1);
  }
  const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-cherenkov-"));
  try {
    const rows = inputs(folder).flatMap(({ path, names }) => {
      const peer = run(python, join(__dirname, "peer.py"), String(repeats), path)[path];
      const ours = run(process.execPath, __filename, "--one", path, "--repeats", String(repeats));
      const file = { file: basename(path), bytes: statSync(path).size, load: loadavg()[0] };
      return names.map((work) => {
        const theirs = peer[{ everything: "events", column: "waveforms" }[work] ?? work];
        const mine = ours[work];
        if (work === "values" && mine.result !== theirs.result) {
          throw new Error(`${path}: the samples add up to ${mine.result} here and to ${theirs.result} there`);
        }
        const floor = ours.unpacking?.cpu;
        return {
          ...file,
          work,
          ours: mine.cpu,
          peer: theirs.cpu,
          ratio: theirs.cpu / mine.cpu,
          wall: { ours: mine.wall, peer: theirs.wall, ratio: theirs.wall / mine.wall },
          ...(floor === undefined ? {} : { unpacking: floor, mostRatio: theirs.cpu / floor }),
        };
      });
    });
    if (process.argv.includes("--json")) console.log(JSON.stringify(rows));
    else print(rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(rows) {
  const load = Math.max(...rows.map((row) => row.load)).toFixed(1);
  console.log(
    `milliseconds of the processor and of the clock, Node ${process.versions.node}; load of the machine up to ${load}`,
  );
  const header = [
    "file",
    "work",
    "ours",
    "peer",
    "ratio",
    "clock",
    "peer",
    "ratio",
    "unpacking alone",
    "ratio at most",
  ];
  const times = (value) => (value === undefined ? "" : value.toFixed(2));
  const factor = (value) => (value === undefined ? "" : `${value.toFixed(1)}×`);
  const cells = rows.map((row) => [
    ...[row.file, row.work, times(row.ours), times(row.peer), factor(row.ratio)],
    ...[times(row.wall.ours), times(row.wall.peer), factor(row.wall.ratio)],
    ...[times(row.unpacking), factor(row.mostRatio)],
  ]);
  console.log(textTable(header, cells, 2));
}

const one = option("one");
if (one === undefined) compareAll();
else console.log(JSON.stringify(measured(one)));
