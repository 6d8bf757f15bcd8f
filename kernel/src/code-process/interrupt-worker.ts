import { Session } from "node:inspector";
import { Socket } from "node:net";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { answerMark, pipes } from "./conversation";
import { InspectorBridge } from "./inspector-bridge";
import { Turn } from "./turn";

/**
 * Ends computations. The kernel writes a line; the main thread is told, and while it does not act, whatever
 * it executes is terminated from here. It runs in a thread of its own because the main thread may be busy for ever,
 * or stand at a breakpoint: the debugger's commands go through this thread too.
 *
 * A termination strikes whatever the main thread executes next, so none may be under way once it acts: the two agree
 * by a {@link Turn} in shared memory.
 */
const { turn: turnMemory, rung: rungMemory, answers } = workerData as InterruptWorkerData;
const turn = new Int32Array(turnMemory);
const rung = new Int32Array(rungMemory);
/** Time in ms that the main thread has to act before what it executes is terminated. */
const patience = 60;
/** Time in ms between two messages that give a pending termination something harmless to strike. */
const nudge = 25;
const session = new Session();
session.connectToMainThread();
const bridge = new InspectorBridge(session);

/** What this thread shares with the main one. */
export interface InterruptWorkerData {
  /** Whose {@link Turn} it is, and the number of the last interrupt that the main thread has acted on. */
  turn: SharedArrayBuffer;
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

/** Sees to it that the main thread acts on a request. */
function pursue(request: InterruptRequest, isLate: boolean): void {
  if (Atomics.load(turn, 1) >= request.request) return;
  const again = () => pursue(request, true);
  parentPort?.postMessage(request);
  // A handler of the user's may keep the main thread from acting to the end.
  const free = Atomics.compareExchange(turn, 0, Turn.free, Turn.terminating) === Turn.free;
  const stuck = !free && isLate && Atomics.compareExchange(turn, 0, Turn.acting, Turn.terminating) === Turn.acting;
  if (!free && !stuck) {
    setTimeout(again, patience);
    return;
  }
  if (bridge.abandonPause()) {
    Atomics.store(turn, 0, Turn.free);
    setTimeout(again, patience);
    return;
  }
  const nudging = setInterval(() => parentPort?.postMessage(request), nudge);
  // The inspector answers when the termination has struck.
  session.post("Runtime.terminateExecution", () => {
    clearInterval(nudging);
    Atomics.store(turn, 0, Turn.free);
    parentPort?.postMessage(request);
    setTimeout(again, patience);
  });
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
    const request: InterruptRequest = { request: ++asked, cell: line };
    parentPort?.postMessage(request);
    setTimeout(() => pursue(request, false), patience);
  }
});
// The kernel is gone: a busy main thread would outlive it.
pipe.on("close", () => process.kill(process.pid, "SIGKILL"));
