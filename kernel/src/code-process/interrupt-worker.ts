import { Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { pipes } from "./conversation";
import { InspectorBridge } from "./inspector-bridge";

/**
 * Ends computations. The kernel writes a line; the main thread is told, and while it does not answer, whatever
 * it executes is terminated from here. It runs in a thread of its own because the main thread may be busy for ever,
 * or stand at a breakpoint: the debugger's commands go through this thread too.
 */
const answered = new Int32Array(workerData as SharedArrayBuffer);
const patience = 60;
const session = new Session();
session.connectToMainThread();
const bridge = new InspectorBridge(session);

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
  for (const cell of lines) {
    const request: InterruptRequest = { request: ++asked, cell };
    parentPort?.postMessage(request);
    setTimeout(() => insist(request.request), patience);
  }
});
// The kernel is gone: a busy main thread would outlive it.
pipe.on("close", () => process.kill(process.pid, "SIGKILL"));
