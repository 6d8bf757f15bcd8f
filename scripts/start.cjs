"use strict";
// `npm start`: sets up, fits a real meteor in a notebook, and opens JupyterLab on it.
//   --no-lab    ends after the results, also on a terminal
const { spawn } = require("node:child_process");
const { mkdirSync, readFileSync, rmSync } = require("node:fs");
const { join } = require("node:path");
const { root, run, runMain, say } = require("./setup/steps.cjs");
const { setUp } = require("./setup/index.cjs");
const { venvPython } = require("./setup/python.cjs");

const notebook = join(root, "notebooks/first-steps/fit-a-meteor.ipynb");
const out = join(root, "out");
const executed = join(out, "fit-a-meteor.ipynb");

function fitTheMeteor() {
  say("Fitting a real meteor: notebooks/first-steps/fit-a-meteor.ipynb");
  // What an earlier run left must not be taken for this one's.
  for (const name of ["fit", "fit-a-meteor.ipynb", "fit-a-meteor.html"])
    rmSync(join(out, name), { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const fitFolder = join(out, "fit");
  run(venvPython, [join(root, "scripts/python/execute_notebook.py"), notebook, executed], {
    env: { ...process.env, NIGHTBOOK_OUT: fitFolder },
    cause: "The notebook did not run to its end",
    remedy: `Read the error above; ${executed} holds what had run`,
  });
  run(venvPython, ["-m", "nbconvert", "--to", "html", "--log-level=ERROR", executed, "--output-dir", out], {
    quiet: true,
    cause: "The HTML report could not be written",
    remedy: "Read the lines above",
  });
  const { timings } = JSON.parse(readFileSync(join(fitFolder, "results.json.run.json"), "utf8"));
  process.stdout.write(`${readFileSync(join(fitFolder, "summary.txt"), "utf8").trimEnd()}\n`);
  process.stdout.write(`Time               ${timings.elapsed.toFixed(0)} s on ${timings.workers} cores\n\n`);
  process.stdout.write("Notebook  out/fit-a-meteor.ipynb\nReport    out/fit-a-meteor.html\nFit       out/fit/\n");
}

/** JupyterLab on loopback, with a token of its own making, until the user ends it. */
function openLab() {
  say("\nOpening JupyterLab (Ctrl-C twice ends it)");
  const lab = spawn(
    venvPython,
    [
      "-m",
      "jupyterlab",
      "--ServerApp.ip=127.0.0.1",
      // Jupyter wants to be asked before it runs as root, as it does in a container.
      ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
      `--ServerApp.root_dir=${root}`,
      "notebooks/first-steps/fit-a-meteor.ipynb",
    ],
    { cwd: root, stdio: "inherit" },
  );
  process.on("SIGINT", () => {});
  return new Promise((resolve) => lab.once("close", (status) => resolve(status ?? 0)));
}

runMain(() => {
  setUp();
  fitTheMeteor();
  const hasTerminal = process.stdout.isTTY && process.stdin.isTTY;
  if (hasTerminal && !process.argv.includes("--no-lab")) return openLab();
  return 0;
});
