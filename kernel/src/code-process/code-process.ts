import { type ChildProcess, spawn } from "node:child_process";
import * as path from "node:path";
import type { Duplex, Readable, Writable } from "node:stream";
import { answerMark, type Command, type InputAnswer, pipes, type Report } from "./conversation";
import { encodeFrame, FrameDecoder } from "./frame-codec";
import type { InspectorCommand, InspectorMessage } from "./inspector-bridge";

/** Node says so when a process exits whose inspector is in use. */
const nodesFarewell = "Waiting for the debugger to disconnect...\n";

/** What the kernel wants to know of a code process. */
export interface CodeProcessListener {
  report(report: Report, buffers: Buffer[]): void;
  /** Text that came by the file descriptors themselves: from child processes and native code. */
  rawOutput(name: "stdout" | "stderr", text: string): void;
  /** The inspector answers the debugger, or tells it something. */
  inspected(message: InspectorMessage): void;
  /** The process has ended, all its reports have been delivered. */
  ended(cause: string): void;
}

/** A process that runs the user's code, seen from the kernel. */
export class CodeProcess {
  private readonly child: ChildProcess;
  private readonly commands: Writable;
  private readonly interrupts: Writable;
  private readonly inspector: Duplex;
  /** Interrupts that were sent, and how many of them have been acted on. */
  private asked = 0;
  private calmed = 0;
  /** What must not be read while something may be ended by force. */
  private held: Buffer[] = [];

  constructor(folder: string, listener: CodeProcessListener) {
    this.child = spawn(process.execPath, [...nodeFlags(), path.join(__dirname, "main.js")], {
      cwd: folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe", "pipe"],
    });
    const stdio: readonly (Readable | Writable | null | undefined)[] = this.child.stdio;
    this.commands = stdio[pipes.commands] as Writable;
    this.interrupts = stdio[pipes.interrupts] as Writable;
    this.inspector = stdio[pipes.inspector] as Duplex;
    // A write to a process that is just dying fails; its end is reported below.
    this.commands.on("error", () => {});
    this.interrupts.on("error", () => {});
    this.inspector.on("error", () => {});
    for (const name of ["stdout", "stderr"] as const) {
      this.child[name]?.setEncoding("utf8").on("data", (text: string) => {
        const said = text.replace(nodesFarewell, "");
        if (said !== "") listener.rawOutput(name, said);
      });
    }
    const inspected = new FrameDecoder<InspectorMessage>();
    this.inspector.on("data", (chunk: Buffer) => {
      for (const { header } of inspected.push(chunk)) listener.inspected(header);
    });
    const decoder = new FrameDecoder<Report>();
    const reports = stdio[pipes.reports] as Readable;
    reports.on("data", (chunk: Buffer) => {
      for (const { header, buffers } of decoder.push(chunk)) {
        if (header.type === "calm") this.calm(header.request);
        else listener.report(header, buffers);
      }
    });
    const drained = new Promise<void>((resolve) => reports.once("close", resolve));
    this.child.once("error", (error) => listener.ended(`it could not be started: ${error.message}`));
    this.child.once("exit", (code, signal) => {
      void drained.then(() => listener.ended(signal === null ? `exit status ${code}` : `signal ${signal}`));
    });
  }

  send(command: Command, buffers: readonly ArrayBufferView[] = []): void {
    const frame = encodeFrame(command, buffers);
    if (this.calmed < this.asked) this.held.push(frame);
    else this.commands.write(frame);
  }

  private calm(request: number): void {
    this.calmed = request;
    if (this.calmed < this.asked) return;
    for (const frame of this.held.splice(0)) this.commands.write(frame);
  }

  /**
   * Interrupts what the process is doing; its state stays.
   * @param cell the cell that was sent to be run and has not ended; `""` when there is none
   */
  interrupt(cell: string): void {
    this.asked++;
    this.interrupts.write(`${cell}\n`);
  }

  /** Answers a question for which the process stands still. */
  answer(answer: InputAnswer): void {
    this.interrupts.write(`${answerMark}${JSON.stringify(answer)}\n`);
  }

  /** Sends a command of the debugger to the process's inspector. */
  inspect(command: InspectorCommand): void {
    this.inspector.write(encodeFrame(command));
  }

  /** Ends the process: politely, and by force if it does not react. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.child.once("exit", () => resolve()));
    this.commands.end();
    const force = setTimeout(() => this.child.kill("SIGKILL"), 300);
    await gone;
    clearTimeout(force);
  }
}

/** The kernel's environment, less what the kernelspec sets for the kernel's own good. */
function environment(): NodeJS.ProcessEnv {
  const { MALLOC_ARENA_MAX: _, ...rest } = process.env;
  return rest;
}

/** Node's flags. `$NIGHTBOOK_HEAP_MB` bounds the heap of the user's code. */
function nodeFlags(): string[] {
  const heap = Number(process.env["NIGHTBOOK_HEAP_MB"]);
  return [
    // With the checks, ending a timer's callback by force would end the process.
    "--no-force-async-hooks-checks",
    "--disable-warning=ExperimentalWarning",
    ...(heap > 0 ? [`--max-old-space-size=${Math.round(heap)}`] : []),
  ];
}
