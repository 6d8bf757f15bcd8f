"use strict";
// One jest project in a process of its own, which may neither run for ever nor stay when its tests are over.
const { spawn } = require("node:child_process");
const { existsSync, mkdirSync, readFileSync, rmSync } = require("node:fs");
const { join } = require("node:path");
const { root, say } = require("../setup/steps.cjs");

const jest = join(root, "node_modules/jest/bin/jest.js");
const long = process.env.NIGHTBOOK_LONG === "1";
/** A suite that takes longer hangs; the longest takes about a third of it. */
const mostMinutes = long ? Number.POSITIVE_INFINITY : 25;
/** Between the report, which jest writes last, and the end of its process. */
const farewellSeconds = 20;

/** Waits for a process; ends it, with everything it has started, when it hangs. Tells why it was ended. */
function ended(child, report) {
  return new Promise((resolve) => {
    let why;
    let reportedAt;
    const began = Date.now();
    const watch = setInterval(() => {
      const now = Date.now();
      if (existsSync(report)) reportedAt ??= now;
      if (now - began > mostMinutes * 60_000) why = `did not end in ${mostMinutes} minutes`;
      else if (now - reportedAt > farewellSeconds * 1000)
        why = "left something open: the process stayed after its tests";
      if (why === undefined) return;
      clearInterval(watch);
      // The process leads a group of its own.
      process.kill(-child.pid, "SIGKILL");
    }, 1000);
    child.once("close", (status) => {
      clearInterval(watch);
      resolve({ status, why });
    });
  });
}

/**
 * Runs a jest project and counts from its JSON report.
 * @param options `projects` and `paths` select tests, `node` runs them
 * @returns numbers of tests passed, failed and skipped, and the names of those that were tried twice
 */
async function runSuite(suite, { node = process.execPath, projects = [suite], paths = [], env = {} } = {}) {
  const report = join(root, ".state", `${suite.replace(/\W+/g, "-")}.json`);
  mkdirSync(join(root, ".state"), { recursive: true });
  rmSync(report, { force: true });
  const args = ["--experimental-vm-modules", "--no-warnings", jest, "--selectProjects", ...projects];
  args.push("--json", `--outputFile=${report}`, ...(paths.length > 0 ? ["--testPathPatterns", ...paths] : []));
  // Jest writes its report for people to stderr; standard output carries the JSON, which the file holds too.
  const stdio = ["ignore", "ignore", "inherit"];
  const child = spawn(node, args, { cwd: root, env: { ...process.env, ...env }, stdio, detached: true });
  const stop = () => process.kill(-child.pid, "SIGKILL");
  process.once("exit", stop);
  const interrupt = () => process.exit(130);
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const { status, why } = await ended(child, report);
  process.off("exit", stop).off("SIGINT", interrupt).off("SIGTERM", interrupt);
  if (why !== undefined) say(`\n*** ${suite} ${why} ***\n`);

  let counted;
  try {
    counted = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const retried = counted.testResults.flatMap((file) => file.assertionResults).filter((test) => test.invocations > 1);
  const brokenFiles = counted.numRuntimeErrorTestSuites;
  const unexplained = status !== 0 && counted.numFailedTests + brokenFiles === 0 ? 1 : 0;
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests + brokenFiles + unexplained,
    skipped: counted.numPendingTests + counted.numTodoTests,
    retried: retried.map((test) => test.fullName),
  };
}

module.exports = { runSuite };
