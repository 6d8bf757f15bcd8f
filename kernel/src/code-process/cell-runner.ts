import { types } from "node:util";
import { outputOf } from "../display/mime-bundle";
import { property } from "../display/properties";
import type { CellAttribution } from "./cell-attribution";
import type { Command, ExpressionResult, Outcome } from "./conversation";
import { describeError, KeyboardInterrupt } from "./describe-error";
import type { Evaluation, Evaluator } from "./evaluator";
import type { Interrupts } from "./interrupts";
import { report } from "./report";
import { SourceMap } from "./source-map";
import { rememberSource } from "./stack-traces";

type RunCommand = Extract<Command, { type: "run" }>;

/** Lines that stand before the user's text in the source a cell was made from. */
const prefixLines = 1;

/** Runs one cell after another and reports how each ended. */
export class CellRunner {
  constructor(
    private readonly evaluator: Evaluator,
    private readonly attribution: CellAttribution,
    private readonly interrupts: Interrupts,
  ) {}

  /** Runs a cell. */
  run(command: RunCommand): void {
    const { cell } = command;
    const file = `${cell}.ts`;
    let finished = false;
    const finish = (outcome: Outcome) => {
      if (finished) return;
      this.interrupts.end();
      report({ type: "done", cell, outcome });
      // Last: whoever is ended by force before it has reported must be able to report again.
      finished = true;
    };
    rememberSource(file, new SourceMap(command.map, prefixLines), command.source);
    this.attribution.begin(cell);
    // An interrupt may unwind everything up to here: the cell must end even if nothing below returns.
    const interrupted = () => finish({ status: "error", error: describeError(new KeyboardInterrupt()) });
    if (!this.interrupts.begin(cell, interrupted)) {
      interrupted();
      return;
    }
    void this.outcome(command, file).then(finish);
    this.attribution.pause();
  }

  private async outcome(command: RunCommand, file: string): Promise<Outcome> {
    const code = command.code.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "");
    const evaluation = await this.evaluator.evaluate(code, file);
    try {
      const { value } = await this.settled(evaluation);
      const result = command.showsValue && value !== undefined ? await outputOf(value) : undefined;
      const expressions = await this.expressions(command.expressions);
      return { status: "ok", expressions, ...(result === undefined ? {} : { result }) };
    } catch (thrown) {
      return { status: "error", error: describeError(thrown) };
    }
  }

  /**
   * The value of an evaluation, boxed; a promise is waited for, as people expect of a cell's last line. (Unboxed, a proxy
   * that answers to `then` as to every name would be waited for for ever.)
   */
  private async settled(evaluation: Evaluation): Promise<{ value: unknown }> {
    if (evaluation.status === "terminated") throw new KeyboardInterrupt();
    if (evaluation.status === "thrown") throw evaluation.thrown;
    const { value } = evaluation;
    return { value: isWaitedFor(value) ? await this.interrupts.wait(value) : value };
  }

  private async expressions(asked: Record<string, string>): Promise<Record<string, ExpressionResult>> {
    const results: Record<string, ExpressionResult> = {};
    for (const [name, expression] of Object.entries(asked)) {
      try {
        const evaluation = await this.evaluator.evaluate(expression, "expression.ts");
        results[name] = { status: "ok", ...(await outputOf((await this.settled(evaluation)).value)) };
      } catch (thrown) {
        results[name] = { status: "error", ...describeError(thrown) };
      }
    }
    return results;
  }
}

/** Promises, and other objects with a method `then`; not proxies, which may answer to every name. */
function isWaitedFor(value: unknown): boolean {
  if (value === null || typeof value !== "object" || types.isProxy(value)) return false;
  return types.isPromise(value) || typeof property(value, "then") === "function";
}
