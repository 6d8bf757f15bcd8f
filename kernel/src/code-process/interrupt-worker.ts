import { Session } from "node:inspector";
import { Socket } from "node:net";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { answerMark, pipes } from "./conversation";
import { InspectorBridge } from "./inspector-bridge";

/**
 * Ends computations. The kernel writes a line; the main thread is told, and while it does not answer, whatever
 * it executes is terminated from here. It runs in a thread of its own because the main thread may be busy for ever,
 * or stand at a breakpoint: the debugger's commands go through this thread too.
 */
const { answered: answeredMemory, rung: rungMemory, answers } = workerData as InterruptWorkerData;
const answered = new Int32Array(answeredMemory);
const rung = new Int32Array(rungMemory);
const patience = 60;
const session = new Session();
session.connectToMainThread();
const bridge = new InspectorBridge(session);

/** What this thread shares with the main one. */
export interface InterruptWorkerData {
  /** Number of the last interrupt that the main thread has heard of. */
  answered: SharedArrayBuffer;
  /** Counts the answers to blocking questions. */
  rung: SharedArrayBuffer;
  /** Where those answers go. */
  answers: MessagePort;
}

/** An interrupt: its number, and the cell that the kernel has sent to be run. */
export interface InterruptRequest {
  request: number;
  cell: string;
}

let asked = 0;
let heard = "";

function insist(request: number): void {
  if (Atomics.load(answered, 0) >= request) return;
  if (!bridge.abandonPause()) session.post("Runtime.terminateExecution");
  setTimeout(() => insist(request), patience);
}

const pipe = new Socket({ fd: pipes.interrupts, readable: true, writable: false });
pipe.setEncoding("utf8").on("data", (text: string) => {
  const lines = (heard + text).split("\n");
  heard = lines.pop() ?? "";
  for (const line of lines) {
    if (line.startsWith(answerMark)) {
      answers.postMessage(JSON.parse(line.slice(answerMark.length)));
      Atomics.add(rung, 0, 1);
      Atomics.notify(rung, 0);
      continue;
    }
    const cell = line;
    const request: InterruptRequest = { request: ++asked, cell };
    parentPort?.postMessage(request);
    setTimeout(() => insist(request.request), patience);
  }
});
// The kernel is gone: a busy main thread would outlive it.
pipe.on("close", () => process.kill(process.pid, "SIGKILL"));
