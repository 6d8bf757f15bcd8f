"use strict";

/** Writes the tables of `bench/README.md` from `bench/results.json`, between the markers `results` and `end of results`. */
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { readResults } = require("./results.cjs");
const { summarized } = require("./sampler/summary.cjs");
const { short } = require("./text-table.cjs");

const readme = join(__dirname, "README.md");
const target = 10_000;

if (require.main === module) {
  const text = readFileSync(readme, "utf8");
  const tables = report(readResults());
  writeFileSync(readme, text.replace(/(<!-- results -->\n)[\s\S]*(<!-- end of results -->)/, `$1${tables}$2`));
}

/** @param benches entries by bench, as `readResults` gives them */
function report(benches) {
  const machines = [...new Set(Object.values(benches).flatMap((entries) => entries.map(({ machine }) => machine)))];
  return machines.map((machine) => `\n### ${machine}\n${sections(benches, machine)}\n`).join("");
}

function sections(benches, machine) {
  const of = (bench) => (benches[bench] ?? []).filter((entry) => entry.machine === machine && !entry.failure);
  const made = { sampler: samplerTable, calibration: calibrationTable, meteorFit: meteorTable };
  Object.assign(made, { meteorAgreement: agreementTable, overhead: overheadTable });
  return Object.entries(made)
    .map(([bench, table]) => (of(bench).length === 0 ? "" : `\n${table(of(bench))}\n${origins(of(bench))}\n`))
    .join("");
}

/** When, with what, and whether other programs were at work too. */
function origins(entries) {
  const dates = entries.map(({ date }) => date).toSorted();
  const time = dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
  const versions = entries.flatMap((entry) =>
    Object.entries(entry.versions).map(([name, version]) => `${name} ${version}`),
  );
  const loads = entries.map(({ load }) => load).filter((load) => load !== undefined);
  const busiest = Math.max(...loads);
  const load = loads.length > 0 ? ` Load of the machine up to ${busiest}.` : "";
  return `\nMeasured ${time} with ${[...new Set(versions)].toSorted().join(", ")}.${load}`;
}

function samplerTable(all) {
  const summaries = summarized(all.filter((run) => run.target === target));
  const dynesty = (problem) => summaries.find((s) => s.problem === problem && s.engine === "dynesty");
  const rows = summaries.map((s) => {
    const own = s["calls/sample"].median;
    const peer = dynesty(s.problem)?.["calls/sample"].median;
    const compared = s.engine === "dynesty" || !peer ? "" : own < peer ? `1/${short(peer / own)}` : short(own / peer);
    const z = s.runs === 1 ? short(s.z.median) : `${short(s.z.min)} … ${short(s.z.max)}`;
    const open = s.notConverged > 0 ? ` (${s.notConverged} not converged)` : "";
    const figures = [s.calls, s["calls/sample"]].map(({ median }) => short(median));
    const errors = [s["claimed err"].median, s["mean err [sd]"].median].map(short);
    return [s.problem, s.engine, `${s.runs}${open}`, ...figures, compared, z, ...errors, short(s["CPU s"].median)];
  });
  const head = ["problem", "engine", "seeds", "calls", "calls per sample", "of dynesty's", "z of log Z"];
  return markdown("Reference problems", [...head, "claimed error", "worst mean [sd]", "CPU s"], rows);
}

function calibrationTable(entries) {
  const head = [
    "problem",
    "engine",
    "seeds",
    "samples wanted",
    "mean z",
    "sd of z",
    "chi²",
    "scatter",
    "claimed error",
  ];
  const rows = entries.map((e) => [
    e.problem,
    e.engine,
    e.n,
    e.target,
    ...[e.meanZ, e.sdZ, e.chiSquared, e.scatter, e.claimed].map(short),
  ]);
  return markdown("Calibration of the error of log Z", head, rows);
}

function meteorTable(entries) {
  const head = [
    "engine",
    "seed",
    "cores",
    "wall s",
    "calls",
    "ms per call",
    "samples",
    "log Z",
    "overhead",
    "in CPU time",
  ];
  const rows = entries.map((e) => [
    e.engine,
    e.seed,
    e.cores,
    short(e.wall),
    e.calls,
    short(e.millisecondsPerCall),
    short(e.ess),
    `${e.logz.toFixed(2)} ± ${short(e.logzError)}`,
    percent(e.overheadWall),
    percent(e.overheadCpu),
    e.outcome,
  ]);
  return markdown("The Orionid, eleven free parameters", [...head, "outcome"], rows);
}

function agreementTable(entries) {
  const head = ["seed", "parameter", "importance", "dynamic", "means differ [errors]", "sds differ [errors]"];
  const rows = entries.flatMap((e) => [
    ...e.parameters.map((p) => [
      e.seed,
      p.name,
      ...[p.first, p.second].map(({ mean, sd }) => `${mean.toPrecision(6)} ± ${sd.toPrecision(3)}`),
      short(p.meanDifference),
      short(p.sdDifference),
    ]),
    [e.seed, "log Z", ...e.logz.values.map((v) => v.toFixed(3)), short(e.logz.difference), ""],
  ]);
  return markdown("The Orionid, five free parameters, both engines", head, rows);
}

function overheadTable(entries) {
  const head = [
    "engine",
    "parameters",
    "cores",
    "ms per call",
    "calls",
    "engine ms per call",
    "overhead",
    "in CPU time",
  ];
  const rows = entries.map((e) => [
    e.engine,
    e.ndim,
    e.cores,
    short(e.millisecondsPerCall),
    e.calls,
    short(e.engineMillisecondsPerCall),
    e.milliseconds === 0 ? "" : percent(e.overheadWall),
    e.milliseconds === 0 ? "" : percent(e.overheadCpu),
  ]);
  return markdown("What the engines cost beside the likelihood", head, rows);
}

const percent = (part) => `${short(100 * part)} %`;

function markdown(title, head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [`#### ${title}`, "", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

module.exports = { report };
