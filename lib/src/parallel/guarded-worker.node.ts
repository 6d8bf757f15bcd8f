import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import {
  type CallGuard,
  type CallOutcome,
  CallWatch,
  callKey,
  type GuardedMessage,
  type GuardedTask,
} from "./call-watch";
import type { WorkerFailure, WorkerStart } from "./messages";

/** What the thread is started with. */
export interface GuardedStart extends WorkerStart {
  readonly watch: SharedArrayBuffer;
  /** How calls ended that earlier threads made, by their keys. */
  readonly known: ReadonlyMap<string, CallOutcome>;
}

/** Milliseconds of a call above which its outcome is worth a message, so that it need not be made again. */
const worthKeeping = 20;

/** Makes calls, and writes down which one it is in. */
class Guard implements CallGuard {
  constructor(
    private readonly watch: CallWatch,
    private readonly known: ReadonlyMap<string, CallOutcome>,
    private readonly post: (message: GuardedMessage) => void,
  ) {}

  call<T>(name: number, argument: Float64Array, work: () => T): T {
    const known = this.known.size === 0 ? undefined : this.known.get(callKey(name, argument));
    if (known !== undefined) return replay(known) as T;
    // The function may write on its argument.
    const asked = argument.slice();
    const startedAt = performance.now();
    this.watch.enter(name, asked);
    let value: T;
    try {
      value = work();
    } catch (error) {
      this.watch.leave();
      this.keep(name, asked, startedAt, { failure: failureOf(error) });
      throw error;
    }
    this.watch.leave();
    this.keep(name, asked, startedAt, { value });
    return value;
  }

  private keep(name: number, argument: Float64Array, startedAt: number, outcome: CallOutcome): void {
    if (performance.now() - startedAt < worthKeeping) return;
    try {
      this.post({ kind: "outcome", key: callKey(name, argument), outcome });
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

/** The thread: loads its module, then carries out tasks one by one. */
async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const post = (message: GuardedMessage) => port.postMessage(message);
  const { module, export: name, data, watch, known } = workerData as GuardedStart;
  try {
    const loaded = await import(pathToFileURL(module).href);
    const factory: unknown = loaded[name] ?? loaded.default?.[name];
    if (typeof factory !== "function") throw new TypeError(`${module} exports no function ${name}`);
    const carryOut: (task: unknown) => unknown = await factory(data, new Guard(new CallWatch(watch), known, post));
    port.on("message", ({ id, task }: GuardedTask) => {
      try {
        post({ kind: "answer", id, answer: carryOut(task) });
      } catch (error) {
        post({ kind: "failure", id, failure: failureOf(error) });
      }
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
