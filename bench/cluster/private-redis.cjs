"use strict";

/** A Redis of this process's own, on a free loopback port. */
const { spawn } = require("node:child_process");
const { mkdtempSync, rmSync } = require("node:fs");
const { connect } = require("node:net");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { freePort } = require("../free-port.cjs");

async function privateRedis() {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-redis-"));
  const program = process.env.NIGHTBOOK_REDIS_SERVER || "redis-server";
  const words = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
  const child = spawn(program, words, { stdio: "ignore" });
  let failure;
  child.once("error", (error) => {
    failure = error;
  });
  for (let i = 0; i < 100 && !(await answers(port)); i++) {
    if (failure) throw new Error(`Cannot start ${program}: ${failure.message}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, port, stop };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (value) => {
      socket.destroy();
      resolve(value);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

module.exports = { privateRedis };
