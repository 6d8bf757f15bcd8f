import { parentPort } from "node:worker_threads";
import { IdleCollection } from "../memory/idle-collection";
import { CellEngine } from "./cell-engine";
import type { CompilerAnswer, CompilerCall } from "./compiler-thread";
import { completeness } from "./completeness";
import { completeAt } from "./completion";
import { inspectAt } from "./inspection";
import type { CompilerWork } from "./service";
import { statementLines } from "./statement-lines";
import { expressionCode } from "./user-expression";

/** The thread in which TypeScript works, so that nothing else of the kernel waits for it. */
const folder = process.cwd();
let engine = new CellEngine(folder);
const collection = new IdleCollection();

const work: CompilerWork = {
  convert: (code, cell) => engine.convert(code, cell),
  complete: (code, cursor) => completeAt(engine, code, cursor),
  inspect: (code, cursor) => inspectAt(engine, code, cursor),
  completeness: (code) => completeness(code),
  statementLines: (code) => statementLines(code),
  expressions: (asked) =>
    Object.fromEntries(Object.entries(asked).map(([name, code]) => [name, expressionCode(String(code))])),
  warmUp: () => {
    engine.convert("const warm: number[] = [1];\nwarm.length", "cell-0");
  },
};

parentPort?.on("message", (call: CompilerCall) => {
  parentPort?.postMessage(answer(call));
  collection.worked();
});

function answer({ id, name, carried, args }: CompilerCall): CompilerAnswer {
  try {
    engine.carried = carried;
    return { id, result: (work[name] as (...args: unknown[]) => unknown)(...args) };
  } catch (error) {
    // After a defect the compiler's state cannot be trusted.
    engine = new CellEngine(folder);
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
