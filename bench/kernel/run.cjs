"use strict";

/**
 * How fast our kernel is beside tslab and, where it is installed, Deno's: the same cells, the same client, one after the
 * other on the same machine.
 */
const { renameSync, writeFileSync } = require("node:fs");
const { commandLine, names, number } = require("../command-line.cjs");
const { kernels } = require("./kernels.cjs");
const measure = require("./measure.cjs");
const { origin } = require("../machine.cjs");
const { rounded } = require("../rounded.cjs");
const { short, textTable } = require("../text-table.cjs");

const usage = `node bench/kernel/run.cjs [flags]
  --kernels x,y     of ${Object.keys(kernels).join(", ")}; default all that are installed
  --times N         cells of each kind, default 60
  --starts N        starts, default 5
  --cells N         cells between the two measurements of memory, default 1000; 0: none
  --output FILE     writes the figures to a file, too
  --json            the figures as JSON on standard output`;

/** What is asked of our kernel on an idle machine. */
const targets = {
  "1 + 1 [ms]": 5,
  "typed declaration [ms]": 15,
  "31 lines, 10 interfaces [ms]": 50,
  "start [s]": 1,
  "20 000 lines [s]": 1,
  "growth of memory [MB]": 60,
};

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const settings = readArguments();
  const entries = [];
  for (const name of settings.kernels) {
    const kernel = kernels[name]();
    if (kernel === undefined) {
      console.error(`${name}: not installed`);
      continue;
    }
    entries.push(rounded({ kernel: name, figures: await figuresOf(kernel, settings), ...origin() }));
  }
  if (settings.file !== undefined) {
    writeFileSync(`${settings.file}.part`, `${JSON.stringify({ version: 1, kernels: entries }, null, 1)}\n`);
    renameSync(`${settings.file}.part`, settings.file);
  }
  console.log(settings.json ? JSON.stringify(entries) : kernelText(entries));
}

async function figuresOf(kernel, { times, starts, cells }) {
  const attempt = (promise) => promise.catch((error) => ({ failure: error.message }));
  const lines = await attempt(measure.printedLines(kernel));
  const memory = cells > 0 ? await attempt(measure.memory(kernel, cells, 5)) : {};
  return {
    "start [s]": await attempt(measure.startTime(kernel, starts)),
    "first cell [ms]": await attempt(measure.firstCell(kernel, starts)),
    "1 + 1 [ms]": await attempt(measure.cells(kernel, times, () => "1 + 1")),
    "1 + n, another each time [ms]": await attempt(measure.cells(kernel, times, (n) => `1 + ${n}`)),
    "typed declaration [ms]": await attempt(measure.cells(kernel, times, measure.declaration)),
    "31 lines, 10 interfaces [ms]": await attempt(measure.cells(kernel, Math.ceil(times / 3), measure.interfaces)),
    "completion [ms]": await attempt(measure.completions(kernel, Math.ceil(times / 4))),
    "20 000 lines [s]": { median: lines.seconds, failure: lines.failure ?? lost(lines.lines) },
    "memory at start [MB]": { median: memory.start, failure: memory.failure },
    "growth of memory [MB]": { median: memory.growth, failure: memory.failure },
  };
}

/** What is wrong with a number of lines that came of 20 000. */
function lost(lines) {
  return lines === 20_000 ? undefined : `${20_000 - lines} lines lost`;
}

function kernelText(entries) {
  const own = entries.find(({ kernel }) => kernel === "nightbook");
  const peers = entries.filter(({ kernel }) => kernel !== "nightbook");
  const head = [
    "figure",
    "target",
    ...entries.map(({ kernel }) => kernel),
    ...peers.map(({ kernel }) => `/ ${kernel}`),
  ];
  const rows = Object.keys(entries[0]?.figures ?? {}).map((figure) => [
    figure,
    targets[figure] === undefined ? "" : `≤ ${targets[figure]}`,
    ...entries.map(({ figures }) => figures[figure].failure ?? short(figures[figure].median)),
    ...peers.map(({ figures }) => ratio(own?.figures[figure], figures[figure])),
  ]);
  return textTable(head, rows);
}

function ratio(own, peer) {
  return own === undefined || own.failure || peer.failure ? "-" : short(own.median / peer.median);
}

function readArguments() {
  const options = {
    kernels: { type: "string", default: Object.keys(kernels).join(",") },
    times: { type: "string", default: "60" },
    starts: { type: "string", default: "5" },
    cells: { type: "string", default: "1000" },
    output: { type: "string" },
    json: { type: "boolean", default: false },
  };
  return commandLine(usage, options, (values) => ({
    kernels: names("kernels", values.kernels, Object.keys(kernels)),
    times: number("times", values.times, 1),
    starts: number("starts", values.starts, 1),
    cells: number("cells", values.cells, 0),
    file: values.output,
    json: values.json,
  }));
}
