import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { jest } from "@jest/globals";
import { Dealer, Request, Subscriber } from "zeromq";

/** Content of a message: tests look into it as they need. */
export type Content = Record<string, unknown>;

/** A message from the kernel. */
export interface KernelMessage {
  channel: "shell" | "control" | "stdin" | "iopub";
  type: string;
  parent: string;
  content: Content;
  metadata: Content;
  buffers: Buffer[];
  header: Content;
}

/** Everything that came of a request. */
export interface Exchange {
  reply: Content;
  messages: KernelMessage[];
}

/** Options of a client's kernel. */
export interface ClientOptions {
  env?: Record<string, string>;
  folder?: string;
  /** The kernel's program, instead of that of this tree. */
  main?: string;
}

const kernelMain = path.join(__dirname, "..", "dist", "main.js");
const limit = 30_000;

// A kernel that starts on a busy machine takes its time.
jest.setTimeout(2 * limit);

/** Starts a kernel from `dist` and speaks Jupyter's protocol with it, as a frontend does. */
export class KernelClient {
  readonly session = randomUUID();
  readonly messages: KernelMessage[] = [];
  private readonly shell = new Dealer({ linger: 0 });
  private readonly control = new Dealer({ linger: 0 });
  private readonly stdin = new Dealer({ linger: 0 });
  private readonly iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  private readonly waiters = new Set<() => void>();
  private lastWords = "";
  /** Answers to the questions that cells ask. */
  answer: ((prompt: string) => string) | undefined;

  private constructor(
    readonly folder: string,
    private readonly key: string,
    private readonly ports: readonly number[],
    readonly process: ChildProcess,
  ) {
    process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.lastWords += text;
      globalThis.process.stderr.write(text);
    });
  }

  /** Starts a kernel in an empty folder and waits until it answers. If others take its ports, it gets new ones. */
  static async start(options: ClientOptions = {}): Promise<KernelClient> {
    return KernelClient.launch(options).catch((error: Error) => {
      if (!error.message.includes("Address already in use")) throw error;
      return KernelClient.launch(options);
    });
  }

  private static async launch(options: ClientOptions): Promise<KernelClient> {
    const folder = options.folder ?? fs.mkdtempSync(path.join(os.tmpdir(), "nightbook-kernel-"));
    const ports = await freePorts(5);
    const key = randomBytes(16).toString("hex");
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
    const info = { shell_port, iopub_port, stdin_port, control_port, hb_port, ip: "127.0.0.1", transport: "tcp" };
    fs.mkdirSync(folder, { recursive: true });
    const file = path.join(folder, ".connection.json");
    fs.writeFileSync(file, JSON.stringify({ ...info, key, signature_scheme: "hmac-sha256", kernel_name: "nightbook" }));
    const env = { ...process.env, NIGHTBOOK_PNG: "0", ...options.env };
    const child = spawn(process.execPath, [options.main ?? kernelMain, file], {
      cwd: folder,
      env,
      stdio: ["ignore", "inherit", "pipe"],
    });
    const client = new KernelClient(folder, key, ports, child);
    try {
      await client.connect();
    } catch (error) {
      child.kill("SIGKILL");
      await client.stop();
      throw error;
    }
    return client;
  }

  /** Shuts the kernel down and waits until its process has ended. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = new Promise<void>((resolve) => this.process.once("exit", () => resolve()));
      this.send("control", "shutdown_request", { restart: false });
      const force = setTimeout(() => this.process.kill("SIGKILL"), 5000);
      await gone;
      clearTimeout(force);
    }
    for (const socket of [this.shell, this.control, this.stdin, this.iopub]) socket.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** Executes a cell and waits for its reply and its idle status. */
  async execute(code: string, more: Content = {}): Promise<Exchange> {
    return this.finish(this.begin(code, more));
  }

  /** Sends a cell and returns the id of the request. */
  begin(code: string, more: Content = {}): string {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
    };
    return this.send("shell", "execute_request", { ...content, ...more });
  }

  /** Sends a request and waits for its reply and its idle status. */
  async request(type: string, content: Content = {}, channel: "shell" | "control" = "shell"): Promise<Exchange> {
    return this.finish(this.send(channel, type, content));
  }

  /** Waits for the reply and the idle status of a request. */
  async finish(id: string): Promise<Exchange> {
    const reply = await this.waitFor((message) => message.parent === id && isReply(message));
    await this.waitFor(
      (message) => message.parent === id && message.type === "status" && message.content["execution_state"] === "idle",
    );
    return { reply: reply.content, messages: this.of(id) };
  }

  /** What came so far of a request. */
  of(id: string): KernelMessage[] {
    return this.messages.filter((message) => message.parent === id);
  }

  /** Waits for a message, one that came already included. */
  async waitFor(accepts: (message: KernelMessage) => boolean, patience = limit): Promise<KernelMessage> {
    let seen = 0;
    const look = () => {
      for (; seen < this.messages.length; seen++) {
        const message = this.messages[seen];
        if (message !== undefined && accepts(message)) return message;
      }
      return undefined;
    };
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = look();
        if (found === undefined) return;
        this.waiters.delete(check);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.waiters.delete(check);
        reject(new Error(`No such message came within ${patience} ms; the last were ${this.tail()}`));
      }, patience);
      this.waiters.add(check);
      check();
    });
  }

  /** Sends a message and returns its id. */
  send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: Content,
    buffers: Buffer[] = [],
    key = this.key,
    metadata: Content = {},
  ): string {
    const id = randomUUID();
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: "test",
      date: new Date().toISOString(),
      version: "5.4",
    };
    const parts = [header, {}, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    const hmac = createHmac("sha256", key);
    for (const part of parts) hmac.update(part);
    const frames = [Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...parts, ...buffers];
    this.chains[channel] = this.chains[channel].then(() => this[channel].send(frames));
    return id;
  }

  /** Sends bytes to the heartbeat and returns what comes back. */
  async heartbeat(text: string): Promise<string> {
    const socket = new Request({ linger: 0 });
    socket.connect(`tcp://127.0.0.1:${this.ports[4]}`);
    await socket.send(text);
    const [answer] = await socket.receive();
    socket.close();
    return String(answer);
  }

  private readonly chains = { shell: Promise.resolve(), control: Promise.resolve(), stdin: Promise.resolve() };

  private async connect(): Promise<void> {
    const [shell, iopub, stdin, control] = this.ports;
    for (const socket of [this.shell, this.control, this.stdin]) socket.routingId = this.session;
    this.shell.connect(`tcp://127.0.0.1:${shell}`);
    this.control.connect(`tcp://127.0.0.1:${control}`);
    this.stdin.connect(`tcp://127.0.0.1:${stdin}`);
    this.iopub.connect(`tcp://127.0.0.1:${iopub}`);
    this.iopub.subscribe();
    for (const channel of ["shell", "control", "stdin", "iopub"] as const) void this.receive(channel);
    // A subscription takes a moment: ask until an answer's status comes through.
    for (let attempt = 0; attempt < 100; attempt++) {
      const { exitCode, signalCode } = this.process;
      if (exitCode !== null || signalCode !== null) {
        throw new Error(`The kernel ended: ${exitCode ?? signalCode} ${this.lastWords}`);
      }
      const id = this.send("shell", "kernel_info_request", {});
      const heard = this.waitFor((message) => message.channel === "iopub" && message.parent === id, 300);
      if (
        await heard.then(
          () => true,
          () => false,
        )
      )
        return;
    }
    throw new Error(`The kernel does not answer; what came was ${this.tail()}`);
  }

  private async receive(channel: KernelMessage["channel"]): Promise<void> {
    for await (const frames of this[channel]) {
      const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
      const [header, parent, metadata, content] = frames
        .slice(at + 2, at + 6)
        .map((frame) => JSON.parse(frame.toString()) as Content);
      if (header === undefined) continue;
      const message: KernelMessage = {
        channel,
        type: String(header["msg_type"]),
        parent: String(parent?.["msg_id"] ?? ""),
        content: content ?? {},
        metadata: metadata ?? {},
        buffers: frames.slice(at + 6),
        header,
      };
      this.messages.push(message);
      if (message.type === "input_request" && this.answer !== undefined) {
        this.send("stdin", "input_reply", { status: "ok", value: this.answer(String(message.content["prompt"])) });
      }
      for (const waiter of [...this.waiters]) waiter();
    }
  }

  private tail(): string {
    return this.messages
      .slice(-8)
      .map(({ type, content }) => `${type} ${JSON.stringify(content).slice(0, 200)}`)
      .join("; ");
  }
}

/** Text that a request printed. */
export function printed({ messages }: { messages: KernelMessage[] }, name = "stdout"): string {
  return messages
    .filter(({ type, content }) => type === "stream" && content["name"] === name)
    .map(({ content }) => String(content["text"]))
    .join("");
}

/** The bundle of the value of a cell. */
export function result(exchange: Exchange): Content | undefined {
  return exchange.messages.find(({ type }) => type === "execute_result")?.content["data"] as Content | undefined;
}

/** The bundles that a cell displayed. */
export function displayed(exchange: Exchange): Content[] {
  return exchange.messages
    .filter(({ type }) => type === "display_data")
    .map(({ content }) => content["data"] as Content);
}

/** Types of the messages of an exchange on iopub, in their order. */
export function broadcast(exchange: Exchange): string[] {
  return exchange.messages.filter(({ channel }) => channel === "iopub").map(({ type }) => type);
}

function isReply(message: KernelMessage): boolean {
  return (message.channel === "shell" || message.channel === "control") && message.type.endsWith("_reply");
}

/**
 * Free ports below the range from which the system takes ports for outgoing connections: there, a client that
 * tries to connect before the kernel listens may meet itself.
 */
async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(12_000, 32_000);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
