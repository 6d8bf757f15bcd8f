import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { type CallGuard, type CallOutcome, CallWatch, type GuardedMessage, type GuardedTask } from "./call-watch";
import type { WorkerFailure, WorkerStart } from "./messages";

/** What the thread is started with. */
export interface GuardedStart extends WorkerStart {
  readonly watch: SharedArrayBuffer;
}

/** Milliseconds of a call above which its outcome is worth a message, so that it need not be made again. */
const worthKeeping = 20;

/** Makes the calls of one task after the other. */
class Guard implements CallGuard {
  private task: GuardedTask = { id: -1, task: undefined, known: new Map() };
  private calls = 0;

  constructor(
    private readonly watch: CallWatch,
    private readonly post: (message: GuardedMessage) => void,
  ) {}

  begin(task: GuardedTask): void {
    this.task = task;
    this.calls = 0;
  }

  call<T>(work: () => T): T {
    const number = this.calls++;
    const known = this.task.known.get(number);
    if (known !== undefined) return replay(known) as T;
    const startedAt = performance.now();
    this.watch.enter(this.task.id, number);
    let value: T;
    try {
      value = work();
    } catch (error) {
      this.watch.leave();
      this.keep(number, startedAt, { failure: failureOf(error) });
      throw error;
    }
    this.watch.leave();
    this.keep(number, startedAt, { value });
    return value;
  }

  private keep(call: number, startedAt: number, outcome: CallOutcome): void {
    if (performance.now() - startedAt < worthKeeping) return;
    try {
      this.post({ kind: "outcome", id: this.task.id, call, outcome });
    } catch {
      // It cannot be copied between threads; then it is computed again if need be.
    }
  }
}

function replay(outcome: CallOutcome): unknown {
  if ("value" in outcome) return outcome.value;
  const { message, code } = outcome.failure;
  throw Object.assign(new Error(message), code === undefined ? {} : { code });
}

/** A thread that hangs in foreign code can be ended: loads its module, then carries out tasks one by one. */
async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const post = (message: GuardedMessage) => port.postMessage(message);
  const start = workerData as GuardedStart;
  const guard = new Guard(new CallWatch(start.watch), post);
  try {
    const loaded = await import(pathToFileURL(start.module).href);
    const factory: unknown = loaded[start.export] ?? loaded.default?.[start.export];
    if (typeof factory !== "function") throw new TypeError(`${start.module} exports no function ${start.export}`);
    const carryOut: (task: unknown) => unknown = await factory(start.data, guard);
    let last: Promise<void> = Promise.resolve();
    port.on("message", (message: GuardedTask) => {
      // One after the other, because the guard counts the calls of one task.
      last = last.then(async () => {
        guard.begin(message);
        try {
          post({ kind: "answer", id: message.id, answer: await carryOut(message.task) });
        } catch (error) {
          post({ kind: "failure", id: message.id, failure: failureOf(error) });
        }
      });
    });
    post({ kind: "ready" });
  } catch (error) {
    post({ kind: "broken", failure: failureOf(error) });
  }
}

function failureOf(error: unknown): WorkerFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = (error as { code?: unknown }).code;
  return { message: error.message, code: typeof code === "string" ? code : undefined };
}

if (parentPort !== null) void work(parentPort);
