import * as fs from "node:fs";
import * as path from "node:path";
import type { InspectorCommand, InspectorMessage } from "../code-process/inspector-bridge";
import { Breakpoints, type SourceBreakpoint } from "./breakpoints";
import { CellFiles } from "./cell-files";
import { InspectorLink } from "./inspector-link";
import { Pause, type PausedEvent } from "./pause";
import { capabilities, cellThread, type DebugEvent, type DebugRequest, type DebugResponse } from "./protocol";
import { Scripts } from "./scripts";
import { type RemoteValue, textOf, type VariableRange, Variables } from "./variables";

/** What the debugger needs of the kernel. */
export interface DebuggerParts {
  /** Hands a command to the inspector of the present code process. */
  send(command: InspectorCommand): void;
  /** Tells the pages something. */
  publish(event: DebugEvent): void;
  /** The lines (one-based) of a text on which a statement begins. */
  statementLines(code: string): Promise<number[]>;
}

type Arguments = Record<string, unknown>;
type Handler = (args: Arguments) => object | Promise<object>;

/** Name under which the inspector keeps the values of the list of variables. */
const shownGroup = "nightbook-variables";
const ownFolder = path.join(__dirname, "..");

/**
 * The Debug Adapter Protocol over the inspector of the code process, as Jupyter's `debug_request` carries it.
 * Requests are worked off one after another: what a step means depends on what came before it.
 */
export class Debugger {
  private readonly files = new CellFiles();
  private readonly scripts = new Scripts(this.files);
  private readonly link: InspectorLink;
  private readonly variables: Variables;
  private readonly breakpoints: Breakpoints;
  private pause: Pause | undefined;
  private started = false;
  private pauseOnExceptions = "none";
  private stepping = "";
  private seq = 0;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: DebuggerParts) {
    this.link = new InspectorLink(parts.send, (method, params) => this.onInspector(method, params));
    this.variables = new Variables(this.link);
    this.breakpoints = new Breakpoints(this.link, this.scripts, () => this.started);
  }

  /** Answers a `debug_request`. */
  answer(request: DebugRequest): Promise<DebugResponse> {
    const answered = this.tail.then(() => this.respond(request));
    this.tail = answered;
    return answered;
  }

  /** A cell is going to run: its breakpoints are set first. */
  async beforeRun(code: string, cell: string, map: string): Promise<void> {
    const url = `${cell}.ts`;
    const file = this.scripts.addCell(code, url, map);
    if (!this.started) return;
    await this.breakpoints.setIn(file, url).catch(() => {});
    await this.breakpoints.followEdits().catch(() => {});
  }

  /** The inspector of the code process says something. */
  receive(message: InspectorMessage): void {
    this.link.receive(message);
  }

  /** The code process is gone; `again` when a new one already runs. */
  processEnded(): void {
    this.link.lost();
    this.scripts.forget();
    if (this.pause !== undefined) this.runsOn();
  }

  /** A new code process is there: what was asked of the old one is asked of it. */
  processStarted(): void {
    if (this.started) void this.enable().catch(() => {});
  }

  /** Removes the files it wrote. */
  close(): void {
    this.files.remove();
  }

  private async respond({ seq, command, arguments: args = {} }: DebugRequest): Promise<DebugResponse> {
    const answer = { type: "response", request_seq: seq, command } as const;
    const handle = Object.hasOwn(this.handlers, command) ? this.handlers[command] : undefined;
    try {
      if (handle === undefined) throw new Error(`This debugger does not know the command ${command}`);
      const body = await handle(args);
      return { ...answer, seq: ++this.seq, success: true, body };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...answer, seq: ++this.seq, success: false, message, body: { error: { id: 1, format: message } } };
    }
  }

  private readonly handlers: Record<string, Handler> = {
    initialize: () => capabilities,
    attach: async () => {
      await this.start();
      return {};
    },
    launch: async () => {
      await this.start();
      return {};
    },
    configurationDone: () => ({}),
    debugInfo: () => ({
      isStarted: this.started,
      ...this.files.naming,
      breakpoints: this.breakpoints.all,
      stoppedThreads: this.pause === undefined ? [] : [cellThread],
      richRendering: true,
      exceptionPaths: ["typescript"],
      copyToGlobals: true,
    }),
    dumpCell: ({ code }) => ({ sourcePath: this.files.dump(String(code ?? "")) }),
    setBreakpoints: (args) => this.setBreakpoints(args),
    setExceptionBreakpoints: (args) => this.setExceptionBreakpoints(args),
    threads: () => ({ threads: [{ id: cellThread, name: "Cells" }] }),
    stackTrace: ({ startFrame, levels }) => this.paused().stack(Number(startFrame ?? 0), Number(levels ?? 0)),
    scopes: ({ frameId }) => ({ scopes: this.paused().scopes(Number(frameId)) }),
    variables: async ({ variablesReference, ...range }) => ({
      variables: await this.variables.of(Number(variablesReference), range as VariableRange),
    }),
    inspectVariables: async () => ({ variables: await this.notebookVariables() }),
    richInspectVariables: ({ variableName, frameId }) => this.rich(String(variableName), frameId),
    evaluate: async ({ expression, frameId }) => {
      const value = await this.evaluate(String(expression), frameId);
      const { type, variablesReference } = this.variables.variable("", value, String(expression));
      return { result: textOf(value), type, variablesReference };
    },
    setVariable: async ({ name, value }) => this.paused().assign(String(name), String(value)),
    copyToGlobals: async ({ srcVariableName, dstVariableName, srcFrameId }) => {
      const target = `globalThis[${JSON.stringify(String(dstVariableName))}]`;
      await this.evaluate(`${target} = ${String(srcVariableName)}`, srcFrameId);
      return {};
    },
    source: ({ source }) => this.source(String((source as { path?: unknown } | undefined)?.path ?? "")),
    modules: () => {
      const modules = this.scripts.files.map((file, index) => ({ id: index, name: path.basename(file), path: file }));
      return { modules, totalModules: modules.length };
    },
    loadedSources: () => ({
      sources: this.scripts.files.map((file) => ({ name: path.basename(file), path: file })),
    }),
    pause: () => this.link.post("Debugger.pause").then(() => this.began("pause")),
    continue: async () => {
      await this.proceed("Debugger.resume", "");
      return { allThreadsContinued: true };
    },
    next: () => this.proceed("Debugger.stepOver", "step"),
    stepIn: () => this.proceed("Debugger.stepInto", "step"),
    stepOut: () => this.proceed("Debugger.stepOut", "step"),
    disconnect: () => this.stop(),
    terminate: () => this.stop(),
  };

  private async start(): Promise<void> {
    if (!this.started) {
      this.started = true;
      await this.enable();
    }
    this.tell("initialized", {});
    this.tell("thread", { reason: "started", threadId: cellThread });
  }

  private async enable(): Promise<void> {
    await this.link.post("Debugger.enable");
    // Steps pass by the kernel's own functions and Node's.
    const own = ownFolder.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/\\\\/g, "/");
    await this.link.post("Debugger.setBlackboxPatterns", {
      patterns: ["^node:", `^(file://)?/?${own.replace(/^\//, "")}`],
    });
    await this.link.post("Debugger.setPauseOnExceptions", { state: this.pauseOnExceptions });
    await this.breakpoints.setAll();
  }

  private async stop(): Promise<object> {
    if (!this.started) return {};
    this.started = false;
    this.breakpoints.clear();
    if (this.pause !== undefined) await this.proceed("Debugger.resume", "");
    await this.link.post("Debugger.disable");
    this.scripts.forget();
    this.tell("terminated", {});
    return {};
  }

  private async setBreakpoints(args: Arguments): Promise<object> {
    const file = String((args["source"] as { path?: unknown } | undefined)?.path ?? "");
    const plain = (Array.isArray(args["lines"]) ? args["lines"] : []).map((line) => ({ line: Number(line) }));
    const asked = (Array.isArray(args["breakpoints"]) ? args["breakpoints"] : plain) as SourceBreakpoint[];
    const text = this.textOf(file);
    const lines = text === undefined ? [] : await this.parts.statementLines(text);
    const places = asked.map(({ line }) => lines.find((candidate) => candidate >= line) ?? lines.at(-1) ?? line);
    return { breakpoints: await this.breakpoints.replace(file, asked, places) };
  }

  private async setExceptionBreakpoints({ filters }: Arguments): Promise<object> {
    const names = Array.isArray(filters) ? filters.map(String) : [];
    this.pauseOnExceptions = names.includes("raised") || names.includes("all") ? "all" : "none";
    if (this.pauseOnExceptions === "none" && names.includes("uncaught")) this.pauseOnExceptions = "uncaught";
    if (this.started) await this.link.post("Debugger.setPauseOnExceptions", { state: this.pauseOnExceptions });
    return {};
  }

  private source(file: string): object {
    const content = this.textOf(file);
    if (content === undefined) throw new Error(`There is no source of this name: ${file}`);
    return { content, mimeType: "application/typescript" };
  }

  private textOf(file: string): string | undefined {
    const cell = this.files.textOf(file);
    if (cell !== undefined) return cell;
    try {
      return fs.readFileSync(file, "utf8");
    } catch {
      return undefined;
    }
  }

  private paused(): Pause {
    if (this.pause === undefined) throw new Error("Nothing is paused");
    return this.pause;
  }

  private async evaluate(expression: string, frameId: unknown, more: object = {}): Promise<RemoteValue> {
    if (this.pause !== undefined) {
      return this.pause.evaluate(expression, frameId === undefined ? undefined : Number(frameId), more);
    }
    const answer = await this.link.post<{ result: RemoteValue; exceptionDetails?: { exception?: RemoteValue } }>(
      "Runtime.evaluate",
      { expression, replMode: true, silent: true, awaitPromise: true, ...more },
    );
    const { result, exceptionDetails } = answer;
    if (exceptionDetails !== undefined) throw new Error(textOf(exceptionDetails.exception ?? result));
    return result;
  }

  /** What cells have declared, while nothing is paused. */
  private async notebookVariables(): Promise<object[]> {
    await this.link.post("Runtime.releaseObjectGroup", { objectGroup: shownGroup });
    const { names } = await this.link.post<{ names: string[] }>("Runtime.globalLexicalScopeNames");
    const listed = await this.evaluate("__nb_own_globals()", undefined, { returnByValue: true });
    const all = [...new Set([...names, ...((listed.value as string[] | undefined) ?? [])])];
    const shown = all.map(async (name) => {
      const value = await this.evaluate(name, undefined, { throwOnSideEffect: true, objectGroup: shownGroup }).catch(
        () => undefined,
      );
      return value === undefined ? [] : [this.variables.variable(name, value, name)];
    });
    return (await Promise.all(shown)).flat();
  }

  /** A variable as a cell would show it. */
  private async rich(name: string, frameId: unknown): Promise<object> {
    const value = await this.evaluate(`__nb_bundle(${name})`, frameId, { returnByValue: true });
    return (value.value as object | undefined) ?? { data: {}, metadata: {} };
  }

  private async proceed(method: string, stepping: string): Promise<object> {
    this.paused();
    this.runsOn();
    this.began(stepping);
    await this.link.post(method);
    return {};
  }

  private began(stepping: string): object {
    this.stepping = stepping;
    return {};
  }

  /** The program runs on: nothing that was shown of the pause is true any more. */
  private runsOn(): void {
    this.pause = undefined;
    this.variables.forget();
    this.tell("continued", { threadId: cellThread, allThreadsContinued: true });
  }

  private onInspector(method: string, params: object): void {
    if (method === "Debugger.scriptParsed") this.scripts.parsed(params as Parameters<Scripts["parsed"]>[0]);
    if (method === "Debugger.paused") void this.onPaused(params as PausedEvent);
    if (method === "Debugger.resumed" && this.pause !== undefined) this.runsOn();
  }

  private async onPaused(event: PausedEvent): Promise<void> {
    const pause = new Pause(event, this.scripts, this.variables, this.link);
    if (pause.frames.length === 0) {
      // Only code that is not the user's: nothing to see.
      await this.link.post("Debugger.resume").catch(() => {});
      return;
    }
    this.pause = pause;
    const reason = reasonOf(event, this.stepping);
    this.stepping = "";
    this.tell("stopped", {
      reason,
      description: event.data?.description?.split("\n")[0],
      text: event.data?.description,
      threadId: cellThread,
      allThreadsStopped: true,
    });
  }

  private tell(event: string, body: object): void {
    this.parts.publish({ seq: ++this.seq, type: "event", event, body });
  }
}

function reasonOf({ reason, hitBreakpoints = [] }: PausedEvent, stepping: string): string {
  if (reason === "exception" || reason === "promiseRejection") return "exception";
  if (hitBreakpoints.length > 0) return "breakpoint";
  return stepping === "" ? "breakpoint" : stepping;
}
