"use strict";

/** Tables of sampler runs: what each engine costs and how right it is, and ours against the peers. */
const { spread } = require("../statistics.cjs");
const { short, textTable } = require("../text-table.cjs");
const { ourEngines, peerEngines } = require("./measure.cjs");

/** What is spread over the seeds, by column. */
const columns = {
  calls: (run) => run.calls,
  "calls/sample": (run) => run.callsPerSample,
  "wall s": (run) => run.wall,
  "CPU s": (run) => run.cpu,
  samples: (run) => run.ess,
  "claimed err": (run) => run.logzError,
  z: (run) => run.z,
  "mean err [sd]": (run) => run.errors.mean,
  "sd err": (run) => run.errors.sd,
};

/** One item per problem and engine: spreads of every column. */
function summarized(runs) {
  const names = new Set(runs.map(({ problem, engine }) => `${problem} ${engine}`));
  return [...names].map((name) => {
    const group = runs.filter(({ problem, engine }) => `${problem} ${engine}` === name);
    const done = group.filter(({ failure }) => failure === undefined);
    return {
      problem: group[0].problem,
      engine: group[0].engine,
      runs: done.length,
      failures: group.length - done.length,
      notConverged: done.filter(({ outcome }) => outcome !== undefined && outcome !== "converged").length,
      ...Object.fromEntries(Object.entries(columns).map(([name, of]) => [name, spread(done.map(of))])),
    };
  });
}

/** Medians of ours over medians of the peers, for each pair that has both. */
function ratios(summaries) {
  const of = (problem, engine) => summaries.find((s) => s.problem === problem && s.engine === engine && s.runs > 0);
  return [...new Set(summaries.map(({ problem }) => problem))].flatMap((problem) =>
    ourEngines.flatMap((engine) =>
      peerEngines.flatMap((peer) => {
        const [ours, theirs] = [of(problem, engine), of(problem, peer)];
        if (!ours || !theirs) return [];
        const ratio = (name) => ours[name].median / theirs[name].median;
        return [{ problem, engine, peer, callsPerSample: ratio("calls/sample"), cpu: ratio("CPU s") }];
      }),
    ),
  );
}

function summaryText(summaries) {
  const range = ({ min, median, max }) =>
    min === max ? short(median) : `${short(min)} / ${short(median)} / ${short(max)}`;
  const head = ["problem", "engine", "runs", ...Object.keys(columns)];
  const rows = summaries.map((s) => {
    const marks = `${s.notConverged ? ` ${s.notConverged} open` : ""}${s.failures ? ` ${s.failures} failed` : ""}`;
    return [s.problem, s.engine, `${s.runs}${marks}`, ...Object.keys(columns).map((name) => range(s[name]))];
  });
  return `Min / median / max over the seeds\n${textTable(head, rows, 2)}`;
}

function ratiosText(list) {
  if (list.length === 0) return "";
  const fraction = (ratio) => (ratio < 1 ? `1/${short(1 / ratio)}` : short(ratio));
  const head = ["problem", "ours", "peer", "calls per sample", "CPU time"];
  const rows = list.map((r) => [r.problem, r.engine, r.peer, fraction(r.callsPerSample), fraction(r.cpu)]);
  return `Ours over peer, medians\n${textTable(head, rows, 3)}`;
}

/** One run in a line, as it is done. */
function runText(run) {
  const label = `${run.problem} ${run.engine} seed ${run.seed}`.padEnd(32);
  if (run.failure) return `${label} failed: ${run.failure}`;
  const { calls, callsPerSample, ess, wall, cpu, z, logzError, errors } = run;
  const parts = [
    `${calls} calls`,
    `${short(ess)} samples`,
    `${short(callsPerSample)} calls/sample`,
    `wall ${short(wall)} s`,
    `CPU ${short(cpu)} s`,
    `z ${short(z)} (claimed ${short(logzError)})`,
    `mean ${short(errors.mean)} sd, sd ${short(100 * errors.sd)} %`,
    ...(run.outcome && run.outcome !== "converged" ? [`${run.outcome}: ${run.message ?? ""}`] : []),
  ];
  return `${label} ${parts.join(", ")}`;
}

module.exports = { ratios, ratiosText, runText, summarized, summaryText };
