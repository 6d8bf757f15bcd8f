import type { Evaluator } from "../fitting/nested-sampling";

/** Lets a fit wait: while it is closed, nothing new is asked of those who compute. What is under way is still answered. */
export class FitGate {
  private waiting: (() => void)[] = [];
  private closed = false;

  get isClosed(): boolean {
    return this.closed;
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.closed = false;
    for (const go of this.waiting.splice(0)) go();
  }

  /** Resolves at once while the gate is open, else when it opens. */
  async passed(): Promise<void> {
    while (this.closed) await new Promise<void>((go) => this.waiting.push(go));
  }
}

/** An evaluator behind a gate. It gives the same answers, sooner or later. */
export function gatedEvaluator(inner: Evaluator, gate: FitGate): Evaluator {
  return {
    parameters: inner.parameters,
    derived: inner.derived,
    wrapped: inner.wrapped,
    get workers() {
      return inner.workers;
    },
    get remote() {
      return inner.remote;
    },
    async evaluate(u, signal) {
      await gate.passed();
      return inner.evaluate(u, signal);
    },
    async chains(tasks, signal) {
      await gate.passed();
      return inner.chains(tasks, signal);
    },
  };
}
