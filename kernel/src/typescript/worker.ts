import { parentPort } from "node:worker_threads";
import { CellEngine } from "./cell-engine";
import { completeness } from "./completeness";
import { completeAt } from "./completion";
import { inspectAt } from "./inspection";
import type { TypeScriptAnswer, TypeScriptCall, TypeScriptService } from "./service";

/** The thread in which TypeScript works, so that nothing else of the kernel waits for it. */
const folder = process.cwd();
let engine = new CellEngine(folder);

const service: { [Name in keyof TypeScriptService]: (...args: Parameters<TypeScriptService[Name]>) => unknown } = {
  convert: (code, cell) => engine.convert(code, cell),
  commit: () => engine.commit(),
  reset: () => engine.reset(),
  complete: (code, cursor) => completeAt(engine, code, cursor),
  inspect: (code, cursor) => inspectAt(engine, code, cursor),
  completeness: (code) => completeness(code),
  warmUp: () => {
    engine.convert("const warm: number[] = [1];\nwarm.length", "cell-0");
  },
};

parentPort?.on("message", ({ id, name, args }: TypeScriptCall) => {
  parentPort?.postMessage(answer(id, name, args));
});

function answer(id: number, name: keyof TypeScriptService, args: unknown[]): TypeScriptAnswer {
  try {
    return { id, result: (service[name] as (...args: unknown[]) => unknown)(...args) };
  } catch (error) {
    // A defect of the compiler must not cost the session: start again without what earlier cells declared.
    engine = new CellEngine(folder);
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
