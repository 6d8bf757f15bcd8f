"use strict";
// `npm test`: sets up, then runs the suites one after another.
//   npm test                    everything
//   npm test -- unit kernel     only these suites
const { runMain, say, SetupError } = require("./setup/steps.cjs");
const { setUp } = require("./setup/index.cjs");
const { installTestServers } = require("./setup/test-servers.cjs");
const { installNode24 } = require("./setup/node24.cjs");
const { installPythonChecks } = require("./setup/python.cjs");
const { runSuite } = require("./jest/run-suite.cjs");

const inCI = process.env.CI === "true" || process.env.CI === "1";
runMain(async () => {
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
    ["unit", () => runSuite("unit", { env })],
    ["servers", servers.Redis && servers.MariaDB && (() => runSuite("servers", { env }))],
    ["python", () => runSuite("python", { env })],
    ["kernel", () => runSuite("kernel", { env })],
    ["notebooks", () => runSuite("notebooks", { env })],
    ["browser", servers.Chromium && (() => runSuite("browser", { env }))],
    [
      "node24",
      node24 &&
        (() =>
          runSuite("node24", {
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
    const counts = suite ? await suite() : { passed: 0, failed: inCI ? 1 : 0, skipped: 1 };
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
