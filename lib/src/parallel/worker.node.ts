import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { TaskMessage, WorkerFailure, WorkerMessage, WorkerStart } from "./messages";

/** The thread of one worker: loads its module, then carries out tasks one by one. */
async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const post = (message: WorkerMessage) => port.postMessage(message);
  try {
    const carryOut = await load(workerData as WorkerStart);
    port.on("message", async ({ id, task }: TaskMessage) => {
      try {
        post({ kind: "answer", id, answer: await carryOut(task) });
      } catch (error) {
        post({ kind: "failure", id, failure: failureOf(error) });
      }
    });
  } catch (error) {
    post({ kind: "broken", failure: failureOf(error) });
  }
}

async function load({ module, export: name, data }: WorkerStart): Promise<(task: unknown) => unknown> {
  const loaded = await import(pathToFileURL(module).href);
  const factory: unknown = loaded[name] ?? loaded.default?.[name];
  if (typeof factory !== "function") throw new TypeError(`${module} exports no function ${name}`);
  const carryOut: unknown = await factory(data);
  if (typeof carryOut !== "function") throw new TypeError(`${name} of ${module} gives no function`);
  return carryOut as (task: unknown) => unknown;
}

function failureOf(error: unknown): WorkerFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = (error as { code?: unknown }).code;
  return { message: error.message, code: typeof code === "string" ? code : undefined };
}

if (parentPort !== null) void work(parentPort);
