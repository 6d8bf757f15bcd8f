import type { CodeProcess } from "../code-process/code-process";
import type { Outcome } from "../code-process/conversation";
import type { Debugger } from "../debugger/debugger";
import type { Message } from "../protocol/message";
import type { CellError } from "../typescript/cell-errors";
import { CompilerEnded } from "../typescript/compiler-thread";
import type { TypeScriptService } from "../typescript/service";
import type { CellOutputs } from "./cell-outputs";
import type { Cell, Cells } from "./cells";
import { helpRequest } from "./help-request";
import type { History } from "./history";
import type { NpmCommands } from "./npm-command";
import type { Responder } from "./responder";

/** What the executor works with. */
export interface ExecutorParts {
  responder: Responder;
  cells: Cells;
  outputs: CellOutputs;
  history: History;
  typescript: TypeScriptService;
  debugger: Debugger;
  npm: NpmCommands;
  code(): CodeProcess;
}

/** Executes cells one at a time, in the order in which they were asked for. */
export class Executor {
  private readonly queue: Message[] = [];
  private working = false;
  private count = 0;
  private running: { cell: Cell; finish(outcome: Outcome): void } | undefined;
  private interrupted = false;

  constructor(private readonly parts: ExecutorParts) {}

  /** Takes an execute request. */
  enqueue(request: Message): void {
    this.queue.push(request);
    if (!this.working) void this.work();
  }

  /** A cell has ended in the code process. */
  finished(cell: string, outcome: Outcome): void {
    if (this.running?.cell.name === cell) this.running.finish(outcome);
  }

  /** The code process is gone. True when it took a running cell with it. */
  lost(error: CellError): boolean {
    const { running } = this;
    running?.finish({ status: "error", error });
    return running !== undefined;
  }

  /** The user wants the running cell to end. */
  interrupt(): void {
    this.interrupted = true;
    this.parts.npm.stop();
    this.parts.code().interrupt(this.running?.cell.name ?? "");
  }

  private async work(): Promise<void> {
    this.working = true;
    for (let request = this.queue.shift(); request !== undefined; request = this.queue.shift()) {
      await this.execute(request);
    }
    this.working = false;
  }

  private abort(requests: readonly Message[]): void {
    const { responder } = this.parts;
    for (const request of requests) {
      responder.busy(request);
      responder.reply("shell", request, { status: "aborted", execution_count: this.count });
      responder.idle(request);
    }
  }

  private async execute(request: Message): Promise<void> {
    const { responder, cells, outputs, history } = this.parts;
    const silent = request.content["silent"] === true;
    const counted = !silent && request.content["store_history"] !== false;
    if (counted) this.count++;
    this.interrupted = false;
    const cell = cells.add(request, this.count, counted);
    const execution_count = this.count;
    const { header } = request;
    responder.startExecuting(request);
    if (!silent) responder.publisher.publish("execute_input", { code: cell.code, execution_count }, header);
    if (counted) history.add(this.count, cell.code);
    const outcome = await this.outcome(cell, request);
    if (outcome.status === "ok" && outcome.result !== undefined) {
      if (counted) history.addOutput(this.count, String(outcome.result.data["text/plain"] ?? ""));
      outputs.result(cell, outcome.result, execution_count);
    }
    outputs.inOrder(() => {
      // Cells sent before the error is known are not run: they were meant to follow a success. They are taken out
      // before the error is told, because whoever hears of it may send the next cell at once.
      const stops = outcome.status === "error" && request.content["stop_on_error"] !== false;
      const doomed = stops ? this.queue.splice(0) : [];
      if (outcome.status === "ok") {
        const { expressions: user_expressions, payload = [] } = outcome;
        responder.reply("shell", request, { status: "ok", execution_count, payload, user_expressions });
      } else {
        const { error } = outcome;
        if (!silent) responder.publisher.publish("error", error, header);
        const rest = { payload: [], user_expressions: {} };
        responder.reply("shell", request, { status: "error", execution_count, ...error, ...rest });
      }
      responder.endExecuting(request);
      this.abort(doomed);
    });
    await new Promise<void>((resolve) => outputs.inOrder(resolve));
  }

  private async outcome(cell: Cell, request: Message): Promise<Outcome> {
    const { typescript, npm, outputs } = this.parts;
    const expressions = (request.content["user_expressions"] ?? {}) as Record<string, string>;
    if (cell.code.trim() === "" && Object.keys(expressions).length === 0) return { status: "ok", expressions: {} };
    try {
      const commands = await npm.run(cell.code, (name, text) =>
        outputs.show({ type: "stream", cell: cell.name, name, text }),
      );
      if (commands.error !== undefined) return { status: "error", error: commands.error };
      if (commands.any) await typescript.restart();
      const topic = helpRequest(cell.code);
      if (topic !== undefined) return await this.help(topic);
      const conversion = await typescript.convert(cell.code, cell.name);
      if (conversion.status === "error") return conversion;
      await this.parts.debugger.beforeRun(cell.code, cell.name, conversion.map);
      const asked = await typescript.expressions(expressions);
      if (this.interrupted) return { status: "error", error: stoppedBeforeRun };
      const outcome = await this.run(cell, conversion, asked);
      typescript.commit();
      return outcome;
    } catch (error) {
      return { status: "error", error: compilerDefect(error) };
    }
  }

  /** What is known about a name, in the page's pager. */
  private async help(topic: string): Promise<Outcome> {
    const found = await this.parts.typescript.inspect(topic, topic.length);
    const text = found?.text ?? `Nothing is known about ${topic}`;
    const data = { "text/plain": text, "text/markdown": found?.markdown ?? text };
    return { status: "ok", expressions: {}, payload: [{ source: "page", data, start: 0 }] };
  }

  private run(
    cell: Cell,
    conversion: { code: string; map: string; showsValue: boolean },
    expressions: Record<string, string>,
  ): Promise<Outcome> {
    return new Promise((resolve) => {
      this.running = {
        cell,
        finish: (outcome) => {
          this.running = undefined;
          // What a child process wrote is already in its pipe: it is read in the next turns of the event loop.
          setImmediate(() => setImmediate(() => resolve(outcome)));
        },
      };
      const { code, map, showsValue } = conversion;
      this.parts.code().send({ type: "run", cell: cell.name, code, map, source: cell.code, showsValue, expressions });
    });
  }
}

const stoppedBeforeRun: CellError = {
  ename: "KeyboardInterrupt",
  evalue: "The cell was interrupted",
  traceback: ["KeyboardInterrupt: The cell was interrupted before it ran"],
};

function compilerDefect(error: unknown): CellError {
  const ended = error instanceof CompilerEnded;
  const evalue = ended
    ? `The compiler ended on this cell (${error.message}) and was started again; what earlier cells declared is kept`
    : "TypeScript failed on this cell; what earlier cells declared has to be declared again";
  const detail = ended ? [] : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  return { ename: "CompilerError", evalue, traceback: [`CompilerError: ${evalue}`, ...detail] };
}
