"use strict";

/** Runs a sampler, ours or a peer, on a reference problem, and judges what it returns. */
const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { childRun } = require("../child-run.cjs");
const { origin } = require("../machine.cjs");
const { rounded } = require("../rounded.cjs");
const { effectiveSamples, marginalErrors, marginals, normalized } = require("../statistics.cjs");
const { peerEngines, peersPython } = require("./peers.cjs");

const golden = join(__dirname, "../../lib/test/golden/sampler/problems.json");
const truths = Object.fromEntries(JSON.parse(readFileSync(golden, "utf8")).problems.map((p) => [p.name, p]));

const problemNames = Object.keys(truths);
const ourEngines = ["importance", "dynamic"];
const engineNames = [...ourEngines, ...peerEngines];

/**
 * One run in a process of its own.
 * @param job `{ problem, engine, seed, target }`
 * @param seconds when it is given up
 * @returns an entry of the results: measured, or with the reason of its failure
 */
async function measure(job, seconds) {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-"));
  try {
    const samples = join(folder, "samples.f64");
    const words = JSON.stringify({ ...job, samples });
    const command = peerEngines.includes(job.engine)
      ? [peersPython(), "-B", join(__dirname, "peer_run.py"), words]
      : [process.execPath, join(__dirname, "our-run.cjs"), words];
    const { answer, failure } = await childRun(command, { seconds });
    const from = origin();
    if (failure) return { ...job, failure, ...from };
    const versions = peerEngines.includes(job.engine) ? answer.versions : from.versions;
    return rounded({ ...job, ...answer, ...judged(job.problem, answer, samples), ...from, versions });
  } catch (error) {
    return { ...job, failure: error.message, ...origin() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Effective samples, and how far evidence and marginals are from the truth. */
function judged(problem, { ndim, calls, logz, logzError }, file) {
  const bytes = readFileSync(file);
  const rows = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const n = rows.length / (ndim + 1);
  const weights = normalized(Float64Array.from({ length: n }, (_, i) => rows[i * (ndim + 1)]));
  const samples = Float64Array.from({ length: n * ndim }, (_, j) => {
    const i = Math.floor(j / ndim);
    return rows[i * (ndim + 1) + 1 + (j - i * ndim)];
  });
  const ess = effectiveSamples(weights);
  const truth = truths[problem];
  return {
    ess,
    callsPerSample: calls / ess,
    logzTruth: truth.logz,
    z: (logz - truth.logz) / logzError,
    errors: marginalErrors(marginals(samples, weights), truth),
  };
}

module.exports = { engineNames, measure, ourEngines, peerEngines, problemNames };
