import * as path from "node:path";
import { Worker } from "node:worker_threads";
import type { Conversion } from "./cell-engine";
import type { Completeness } from "./completeness";
import type { Completions } from "./completion";
import type { Inspection } from "./inspection";

/** What TypeScript does for the kernel. Cursors count UTF-16 units. */
export interface TypeScriptService {
  convert(code: string, cell: string): Promise<Conversion>;
  commit(): Promise<void>;
  reset(): Promise<void>;
  complete(code: string, cursor: number): Promise<Completions>;
  inspect(code: string, cursor: number): Promise<Inspection | undefined>;
  completeness(code: string): Promise<Completeness>;
  warmUp(): Promise<void>;
}

/** A call to the worker thread. */
export interface TypeScriptCall {
  id: number;
  name: keyof TypeScriptService;
  args: unknown[];
}

/** Its answer. */
export interface TypeScriptAnswer {
  id: number;
  result?: unknown;
  error?: string;
}

/** Starts TypeScript in a thread of its own. */
export function startTypeScript(): TypeScriptService & { close(): Promise<number> } {
  const worker = new Worker(path.join(__dirname, "worker.js"));
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let count = 0;
  worker.on("message", ({ id, result, error }: TypeScriptAnswer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result as never);
    else call?.reject(new Error(error));
  });
  worker.on("error", (error) => {
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  });
  const ask =
    (name: keyof TypeScriptService) =>
    (...args: unknown[]): Promise<never> => {
      const id = ++count;
      worker.postMessage({ id, name, args } satisfies TypeScriptCall);
      return new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject }));
    };
  return {
    convert: ask("convert"),
    commit: ask("commit"),
    reset: ask("reset"),
    complete: ask("complete"),
    inspect: ask("inspect"),
    completeness: ask("completeness"),
    warmUp: ask("warmUp"),
    close: () => worker.terminate(),
  };
}
