import type { IDisposable } from "@lumino/disposable";
import type { Observation } from "nightbook/meteoroid";
import type { LoadingOverrides, ResolvedPrior } from "nightbook/priors";
import type { DrawnMeteor } from "../predictive/drawn-meteors";
import type { ObservationSource } from "./observation-of-files";
import type { WorkerReply, WorkerRequest } from "./worker-messages";

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/** The page's side of the meteor worker, which starts with the first request. */
export class MeteorWorker implements IDisposable {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (reply: WorkerReply) => void>();
  private requests = 0;
  private _isDisposed = false;

  /** The observation in files; rejects with a reason for people. */
  observe(source: ObservationSource, overrides: LoadingOverrides): Promise<Observation> {
    return new Promise((resolve, reject) => {
      const id = this.ask({ kind: "observe", source, overrides }, (answer) => {
        this.waiting.delete(id);
        if (answer.kind === "observation") resolve(answer.observation);
        else if (answer.kind === "failed") reject(new Error(answer.message));
      });
    });
  }

  /**
   * Simulates meteors drawn from a prior.
   * @param onDraws told of each part, and with `done` that it was the last
   * @returns ends the drawing
   */
  draw(
    observation: Observation,
    prior: ResolvedPrior,
    count: number,
    onDraws: (draws: (DrawnMeteor | null)[], done: boolean, problem: string) => void,
  ): () => void {
    const id = this.ask({ kind: "draw", observation, prior, count }, (answer) => {
      if (answer.kind === "draws") onDraws(answer.draws, answer.done, "");
      else if (answer.kind === "failed") onDraws([], true, answer.message);
      if (answer.kind === "failed" || (answer.kind === "draws" && answer.done)) this.waiting.delete(id);
    });
    return () => {
      if (this.waiting.delete(id)) this.ask({ kind: "cancel" }, () => {});
    };
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this.worker?.terminate();
    this.worker = null;
    this.waiting.clear();
  }

  private ask(request: WithoutId<WorkerRequest>, onReply: (reply: WorkerReply) => void): number {
    const id = this.requests++;
    if (this._isDisposed) return id;
    this.worker ??= this.start();
    if (request.kind !== "cancel") this.waiting.set(id, onReply);
    this.worker.postMessage({ ...request, id });
    return id;
  }

  private start(): Worker {
    const worker = new Worker(new URL("./meteor-worker.js", import.meta.url));
    worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => this.waiting.get(data.id)?.(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const message = event.message || "The worker that reads observations could not be started";
      for (const [id, onReply] of [...this.waiting]) onReply({ id, kind: "failed", message });
      this.waiting.clear();
    };
    return worker;
  }
}
