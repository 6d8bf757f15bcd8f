"use strict";

/** A Jupyter client for benches: starts a kernel by its kernelspec's command and counts the time of requests. */
const { spawn } = require("node:child_process");
const { createHmac, randomBytes, randomUUID } = require("node:crypto");
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { createRequire } = require("node:module");
const { freePort } = require("../free-port.cjs");
const { Dealer, Subscriber } = createRequire(join(__dirname, "../../kernel/package.json"))("zeromq");

/** Time in ms after which a request is given up. */
const patience = 60_000;

class Connection {
  /**
   * Starts a kernel in an empty folder and waits until it answers.
   * @param spec `{ argv, env }` as in a kernelspec
   */
  static async start({ argv, env = {} }) {
    const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-"));
    const ports = await Promise.all(Array.from({ length: 5 }, freePort));
    const key = randomBytes(16).toString("hex");
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
    const where = { shell_port, iopub_port, stdin_port, control_port, hb_port, ip: "127.0.0.1", transport: "tcp" };
    const file = join(folder, "connection.json");
    writeFileSync(file, JSON.stringify({ ...where, key, signature_scheme: "hmac-sha256" }));
    const started = performance.now();
    const [program, ...words] = argv.map((word) => word.replace("{connection_file}", file));
    const child = spawn(program, words, {
      cwd: folder,
      env: { ...process.env, ...env, JPY_PARENT_PID: String(process.pid) },
      stdio: "ignore",
    });
    const connection = new Connection(child, folder, key, ports);
    await connection.ready();
    connection.startSeconds = (performance.now() - started) / 1000;
    return connection;
  }

  constructor(child, folder, key, [shell, iopub, , control]) {
    Object.assign(this, { child, folder, key, session: randomUUID(), messages: [], waiters: new Set() });
    this.sockets = { shell: new Dealer({ linger: 0 }), control: new Dealer({ linger: 0 }) };
    this.sockets.iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
    this.sockets.iopub.subscribe();
    this.tails = { shell: Promise.resolve(), control: Promise.resolve() };
    for (const [name, port] of Object.entries({ shell, iopub, control })) {
      this.sockets[name].connect(`tcp://127.0.0.1:${port}`);
      void this.receive(name);
    }
  }

  /** Runs a cell and gives the milliseconds until its reply and its idle status have come. */
  async cell(code) {
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    const started = performance.now();
    const id = this.send("shell", "execute_request", { ...content, stop_on_error: false });
    await this.finished(id);
    return { milliseconds: performance.now() - started, messages: this.take(id) };
  }

  /** Milliseconds until the answer to a request. */
  async request(type, content) {
    const started = performance.now();
    const id = this.send("shell", type, content);
    await this.finished(id);
    return { milliseconds: performance.now() - started, messages: this.take(id) };
  }

  async stop() {
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.send("control", "shutdown_request", { restart: false });
      const force = setTimeout(() => this.child.kill("SIGKILL"), 3000);
      await gone;
      clearTimeout(force);
    }
    for (const socket of Object.values(this.sockets)) socket.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ready() {
    for (let attempt = 0; attempt < 400; attempt++) {
      const id = this.send("shell", "kernel_info_request", {});
      if (await this.finished(id, 100 + 10 * attempt).then(...[true, false].map((heard) => () => heard))) return;
    }
    throw new Error("The kernel does not answer");
  }

  finished(id, limit = patience) {
    const isDone = () => {
      const own = this.messages.filter(({ parent }) => parent === id);
      return own.some(({ type }) => type.endsWith("_reply")) && own.some(({ state }) => state === "idle");
    };
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!isDone()) return;
        this.waiters.delete(check);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiters.delete(check);
        reject(new Error(`No answer within ${limit} ms`));
      }, limit);
      this.waiters.add(check);
      check();
    });
  }

  take(id) {
    const own = this.messages.filter(({ parent }) => parent === id);
    this.messages = this.messages.filter(({ parent }) => parent !== id);
    return own;
  }

  send(channel, msg_type, content) {
    const msg_id = randomUUID();
    const header = { msg_id, msg_type, session: this.session, username: "bench", date: new Date(), version: "5.3" };
    const parts = [header, {}, {}, content].map((part) => Buffer.from(JSON.stringify(part)));
    const hmac = createHmac("sha256", this.key);
    for (const part of parts) hmac.update(part);
    const frames = [Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...parts];
    this.tails[channel] = this.tails[channel].then(() => this.sockets[channel].send(frames));
    return msg_id;
  }

  async receive(name) {
    for await (const frames of this.sockets[name]) {
      const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
      const [header, parent, , content] = frames.slice(at + 2, at + 6).map((frame) => JSON.parse(frame.toString()));
      const message = { type: header.msg_type, parent: parent.msg_id, content };
      this.messages.push({ ...message, state: header.msg_type === "status" ? content.execution_state : undefined });
      for (const waiter of [...this.waiters]) waiter();
    }
  }
}

module.exports = { Connection };
