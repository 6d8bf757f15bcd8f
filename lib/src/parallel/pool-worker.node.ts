import { Worker } from "node:worker_threads";
import type { TaskMessage, WorkerFailure, WorkerMessage, WorkerStart } from "./messages";

/** What a pool hears from one of its workers. */
export interface WorkerListener {
  answer(id: number, answer: unknown): void;
  failure(id: number, failure: WorkerFailure): void;
  /** The module cannot be loaded. */
  broken(failure: WorkerFailure): void;
  /** The thread ended although nobody asked it to. */
  lost(reason: string): void;
}

/** One thread of a pool, with the tasks it holds. It keeps the process alive only while it holds some. */
export class PoolWorker {
  /** Ids of the tasks it has not answered. */
  readonly holding = new Set<number>();
  private readonly worker: Worker;
  private ended = false;

  constructor(file: string, start: WorkerStart, listener: WorkerListener) {
    this.worker = new Worker(file, { workerData: start });
    this.worker.unref();
    let reason = "";
    this.worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "broken") return listener.broken(message.failure);
      this.holding.delete(message.id);
      // A thread that is being ended must keep the process alive until it has ended.
      if (this.holding.size === 0 && !this.ended) this.worker.unref();
      if (message.kind === "answer") listener.answer(message.id, message.answer);
      else listener.failure(message.id, message.failure);
    });
    this.worker.on("error", (error) => {
      reason = error.message;
    });
    this.worker.on("exit", (status) => {
      if (this.ended) return;
      this.ended = true;
      listener.lost(reason === "" ? `it ended with status ${status}` : reason);
    });
  }

  post(message: TaskMessage): void {
    this.holding.add(message.id);
    this.worker.ref();
    this.worker.postMessage(message);
  }

  async terminate(): Promise<void> {
    this.ended = true;
    await this.worker.terminate();
  }
}
