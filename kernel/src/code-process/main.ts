import { Socket } from "node:net";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel, Worker } from "node:worker_threads";
import { outputOf } from "../display/mime-bundle";
import { CellAttribution } from "./cell-attribution";
import { CellComms } from "./cell-comms";
import { CellImports } from "./cell-imports";
import { CellRunner } from "./cell-runner";
import { installStreams } from "./cell-streams";
import { type Command, pipes } from "./conversation";
import { denoNamespace } from "./deno-jupyter";
import { describeError, interruptName, KeyboardInterrupt } from "./describe-error";
import { dialogs } from "./dialogs";
import { Evaluator } from "./evaluator";
import { type Frame, FrameDecoder } from "./frame-codec";
import type { InterruptRequest, InterruptWorkerData } from "./interrupt-worker";
import { Interrupts } from "./interrupts";
import { notebookApi } from "./notebook-global";
import { offerMeteors } from "./opened-meteors";
import { ownImmediate } from "./own-timers";
import { installPackageFallback } from "./package-fallback";
import { report } from "./report";
import { RunningFits } from "./running-fits";
import { cellInStack, installStackTraces } from "./stack-traces";
import { serveTablePages } from "./table-pages";
import { Turn } from "./turn";
import { installTypeScriptModules } from "./typescript-modules";
import { UserInput } from "./user-input";

/** The process that runs the user's code, and nothing else: it may hang, crash or exit. */
const folder = process.cwd();
const attribution = new CellAttribution();
installStackTraces();
installStreams(attribution);
attribution.install();
installPackageFallback();
installTypeScriptModules();

const fits = new RunningFits(attribution);
const interrupts = new Interrupts(fits, attribution, (cell) => {
  report({ type: "done", cell, outcome: { status: "error", error: describeError(new KeyboardInterrupt()) } });
});
const comms = new CellComms();
const rung = new SharedArrayBuffer(4);
const answers = new MessageChannel();
const input = new UserInput(new Int32Array(rung), answers.port1);
const imports = new CellImports(folder);
const runner = new CellRunner(new Evaluator(), attribution, interrupts);
fits.install();
serveTablePages(comms);
offerMeteors(comms);

const notebook = path.join(folder, "notebook.ts");
const nb = notebookApi({ attribution, comms, interrupts, input });
define("nb", nb);
for (const [name, dialog] of Object.entries(dialogs(attribution, input))) define(name, dialog);
define("__nb_deno", denoNamespace(nb, attribution));
define("require", imports.require);
define("module", { exports: {} });
define("exports", {});
define("__filename", notebook);
define("__dirname", folder);
define("__nb_await", (value: unknown) => interrupts.wait(value));
define("__nb_iterate", (iterable: AsyncIterable<unknown> & Iterable<unknown>) => interrupts.iterate(iterable));
define("__nb_import", (specifier: unknown) => imports.load(String(specifier)));
define("__nb_meta", { url: pathToFileURL(notebook).href, filename: notebook, dirname: folder });

define("__nb_bundle", outputOf);
const given = new Set(Object.getOwnPropertyNames(globalThis));
given.add("__nb_own_globals");
define("__nb_own_globals", () => Object.getOwnPropertyNames(globalThis).filter((name) => !given.has(name)));

process.on("uncaughtException", reportLateError);
process.on("unhandledRejection", reportLateError);

const turnMemory = new SharedArrayBuffer(8);
const turn = new Int32Array(turnMemory);
const interruptWorker = new Worker(path.join(__dirname, "interrupt-worker.js"), {
  workerData: { turn: turnMemory, rung, answers: answers.port2 } satisfies InterruptWorkerData,
  transferList: [answers.port2],
});
interruptWorker.unref();
interruptWorker.on("message", ({ request, cell }: InterruptRequest) => {
  if (Atomics.load(turn, 1) >= request) return;
  // With a termination under way this serves it as a target; the message comes again.
  if (Atomics.compareExchange(turn, 0, Turn.free, Turn.acting) !== Turn.free) return;
  interrupts.interrupt(cell);
  report({ type: "calm", request });
  Atomics.store(turn, 1, request);
  Atomics.compareExchange(turn, 0, Turn.acting, Turn.free);
});

const decoder = new FrameDecoder<Command>();
const pending: Frame<Command>[] = [];
const commands = new Socket({ fd: pipes.commands, readable: true, writable: false });
commands.on("data", (chunk) => {
  pending.push(...decoder.push(chunk));
  obeyNext();
});
commands.on("close", () => process.exit(0));
interruptWorker.once("online", () => report({ type: "ready" }));

/** Obeys one command. The next is arranged for first: an interrupt may unwind everything here. */
function obeyNext(): void {
  const next = pending.shift();
  attribution.pause();
  if (pending.length > 0) ownImmediate(obeyNext);
  try {
    if (next !== undefined) obey(next.header, next.buffers);
  } catch (error) {
    reportLateError(error);
  }
}

function obey(command: Command, buffers: Buffer[]): void {
  switch (command.type) {
    case "run":
      runner.run(command);
      break;
    case "input":
      input.answer(command);
      break;
    case "comm":
      comms.receive(command, buffers);
      break;
    case "fit":
      fits.obey(command.id, command.ask);
      break;
  }
}

/** An error outside any cell: told in the cell that caused it, and survived. */
function reportLateError(thrown: unknown): void {
  const { ename, traceback } = describeError(thrown);
  if (ename === interruptName) return;
  const text = traceback.join("\n");
  report({ type: "stream", cell: cellInStack(text) ?? attribution.current(), name: "stderr", text: `${text}\n` });
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
