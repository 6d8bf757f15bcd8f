import * as path from "node:path";
import { Worker } from "node:worker_threads";
import { log } from "../log";
import type { CompilerWork } from "./service";

/** A call to the thread. It carries all that the thread has to know of earlier cells. */
export interface CompilerCall {
  id: number;
  name: keyof CompilerWork;
  carried: string;
  args: unknown[];
}

/** Its answer. */
export interface CompilerAnswer {
  id: number;
  result?: unknown;
  error?: string;
}

/** The thread ended while it worked on a call; the next call finds a new one. */
export class CompilerEnded extends Error {
  override name = "CompilerEnded";
}

interface WaitingCall {
  call: CompilerCall;
  resolve(value: never): void;
  reject(error: Error): void;
}

/** The thread in which TypeScript works. One that dies costs the call it was at; a new one does those behind it. */
export class CompilerThread {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, WaitingCall>();
  private count = 0;

  /** Lets the thread do something. */
  ask(name: keyof CompilerWork, carried: string, args: unknown[]): Promise<never> {
    const call = { id: ++this.count, name, carried, args };
    return new Promise((resolve, reject) => {
      this.waiting.set(call.id, { call, resolve, reject });
      this.post(call);
    });
  }

  /** Lets a new thread do what comes next, and what waits. */
  async restart(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    worker?.removeAllListeners();
    await worker?.terminate();
    for (const { call } of this.waiting.values()) this.post(call);
  }

  /** Ends the thread, and forgets the calls that wait. */
  async end(): Promise<void> {
    this.waiting.clear();
    await this.worker?.terminate();
  }

  private post(call: CompilerCall): void {
    this.worker ??= this.start();
    this.worker.postMessage(call);
  }

  private start(): Worker {
    const worker = new Worker(path.join(__dirname, "worker.js"));
    let cause: string | undefined;
    worker.on("message", (answer: CompilerAnswer) => this.settle(answer));
    worker.on("error", (error) => {
      cause = error.message;
    });
    worker.on("exit", (status) => this.replace(cause ?? `exit status ${status}`));
    return worker;
  }

  private settle({ id, result, error }: CompilerAnswer): void {
    const call = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) call?.resolve(result as never);
    else call?.reject(new Error(error));
  }

  /** The thread is gone. It took calls in their order, so the oldest is what it died of. */
  private replace(cause: string): void {
    log(`typescript: the thread has ended: ${cause}`);
    this.worker = undefined;
    const [fatal, ...others] = this.waiting.values();
    if (fatal === undefined) return;
    this.waiting.delete(fatal.call.id);
    fatal.reject(new CompilerEnded(cause));
    for (const { call } of others) this.post(call);
  }
}
