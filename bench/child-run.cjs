"use strict";

/** A run in a process of its own, with a time limit: what it answers, or why it does not. */
const { spawn } = require("node:child_process");

/**
 * @param command program and arguments; the last line of its standard output is JSON
 * @param seconds when it is killed
 * @param env variables beside those of this process
 * @returns `{ answer }` or `{ failure }`, one line
 */
function childRun([program, ...words], { seconds, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const heard = { stdout: "", stderr: "" };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, seconds * 1000);
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => {
        heard[stream] += text;
      });
    }
    const settle = (outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    child.on("error", (error) => settle({ failure: error.message }));
    child.on("close", (status, signal) => {
      if (late) return settle({ failure: `not done after ${seconds} s` });
      if (status !== 0) return settle({ failure: lastLine(heard.stderr) ?? `ended with ${signal ?? status}` });
      try {
        settle({ answer: JSON.parse(lastLine(heard.stdout) ?? "") });
      } catch {
        settle({ failure: `no answer: ${lastLine(heard.stdout) ?? "nothing printed"}` });
      }
    });
  });
}

const lastLine = (text) => text.trim().split("\n").at(-1) || undefined;

module.exports = { childRun };
