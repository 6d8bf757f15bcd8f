"use strict";
// `npm test`: sets up, then runs the suites one after another.
//   npm test                    everything
//   npm test -- unit kernel     only these suites
const { spawnSync } = require("node:child_process");
const { mkdirSync, readFileSync, rmSync } = require("node:fs");
const { join } = require("node:path");
const { root, runMain, say, SetupError } = require("./setup/steps.cjs");
const { setUp } = require("./setup/index.cjs");
const { installTestServers } = require("./setup/test-servers.cjs");
const { installNode24 } = require("./setup/node24.cjs");
const { installPythonChecks } = require("./setup/python.cjs");

const inCI = process.env.CI === "true" || process.env.CI === "1";
const jest = join(root, "node_modules/jest/bin/jest.js");

/** Runs one jest project and counts from its JSON report. */
function runJest(suite, { node = process.execPath, projects = [suite], paths = [], env = {} } = {}) {
  const report = join(root, ".state", `${suite.replace(/\W+/g, "-")}.json`);
  mkdirSync(join(root, ".state"), { recursive: true });
  rmSync(report, { force: true });
  const args = ["--experimental-vm-modules", "--no-warnings", jest, "--selectProjects", ...projects];
  args.push("--json", `--outputFile=${report}`, ...(paths.length > 0 ? ["--testPathPatterns", ...paths] : []));
  // Jest writes its report for people to stderr; standard output carries the JSON, which the file holds too.
  const done = spawnSync(node, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "ignore", 2] });
  let counted;
  try {
    counted = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const retried = counted.testResults.flatMap((file) => file.assertionResults).filter((test) => test.invocations > 1);
  const brokenFiles = counted.numRuntimeErrorTestSuites;
  const unexplained = done.status !== 0 && counted.numFailedTests + brokenFiles === 0 ? 1 : 0;
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests + brokenFiles + unexplained,
    skipped: counted.numPendingTests + counted.numTodoTests,
    retried: retried.map((test) => test.fullName),
  };
}

runMain(() => {
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
  const isWanted = (suite) => wanted.length === 0 || wanted.includes(suite);
  setUp();
  const servers = installTestServers();
  if (isWanted("python")) installPythonChecks();
  const node24 = isWanted("node24") ? installNode24() : undefined;
  const env = {
    ...(servers.Chromium && { NIGHTBOOK_CHROMIUM: servers.Chromium }),
    ...(servers.Redis && { NIGHTBOOK_REDIS_SERVER: servers.Redis }),
    ...(servers.MariaDB && { NIGHTBOOK_MARIADBD: servers.MariaDB }),
  };
  const suites = [
    ["unit", () => runJest("unit", { env })],
    ["servers", servers.Redis && servers.MariaDB && (() => runJest("servers", { env }))],
    ["python", () => runJest("python", { env })],
    ["kernel", () => runJest("kernel", { env })],
    ["notebooks", () => runJest("notebooks", { env })],
    ["browser", servers.Chromium && (() => runJest("browser", { env }))],
    [
      "node24",
      node24 &&
        (() =>
          runJest("node24", {
            node: node24,
            projects: ["kernel", "unit"],
            // That samplers give the same bits there is what the hashes of results tell.
            paths: ["kernel/test", "lib/test/(core|ingest|fitting/(?!nested-sampling/(?!ledger/)))"],
            env,
          })),
    ],
  ];

  const unknown = wanted.filter((word) => !suites.some(([name]) => name === word));
  if (unknown.length > 0) {
    const names = suites.map(([name]) => name).join(", ");
    throw new SetupError(`There is no suite of the name ${unknown.join(", ")}`, `The suites are ${names}`);
  }

  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const [name, suite] of suites) {
    if (!isWanted(name)) continue;
    const started = Date.now();
    // What cannot run here is a failure in CI and a loud skip elsewhere.
    const counts = suite ? suite() : { passed: 0, failed: inCI ? 1 : 0, skipped: 1 };
    if (inCI) counts.failed += suite ? counts.skipped : 0;
    for (const key of Object.keys(total)) total[key] += counts[key];
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const skipped = suite ? (counts.skipped > 0 ? `, ${counts.skipped} skipped` : "") : ", SUITE SKIPPED";
    for (const name of counts.retried ?? []) lines.push(`${name}: passed or failed at a SECOND try`);
    lines.push(
      `${name.padEnd(10)} ${seconds.padStart(7)} s  ${counts.passed} passed, ${counts.failed} failed${skipped}`,
    );
    say(`\n${lines.at(-1)}\n`);
  }
  process.stdout.write(`\nSeconds per suite\n${lines.map((line) => `  ${line}`).join("\n")}\n`);
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}\n`,
  );
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
