import { type FitControls, type FitRequest, type FitStatus, setProgressSink } from "nightbook/core";
import type { CellAttribution } from "./cell-attribution";
import { hasEnded } from "./fit-phase";
import type { Stoppable } from "./interrupts";
import { report } from "./report";

/** Follows the fits of this process: tells the kernel how they stand, and stops them on request. */
export class RunningFits implements Stoppable {
  private readonly running = new Map<string, { controls: FitControls; cell: string; status: FitStatus }>();

  constructor(private readonly attribution: CellAttribution) {}

  /** Lets the library report to this object. */
  install(): void {
    setProgressSink({
      update: (status, controls) => {
        const cell = this.running.get(status.id)?.cell ?? this.attribution.current();
        if (hasEnded(status)) this.running.delete(status.id);
        else this.running.set(status.id, { controls, cell, status });
        report({ type: "fit", cell, status });
      },
    });
  }

  /** Does to one fit what a page asks; when it is stopped, its partial result is kept. */
  obey(id: string, ask: FitRequest): void {
    const controls = this.running.get(id)?.controls;
    switch (ask.request) {
      case "stop":
        controls?.stop();
        break;
      case "pause":
        controls?.pause?.();
        break;
      case "resume":
        controls?.resume?.();
        break;
      case "extend":
        controls?.extend?.(ask.nEffective);
        break;
    }
  }

  stopAll(): boolean {
    const any = this.running.size > 0;
    for (const { controls } of [...this.running.values()]) {
      try {
        controls.stop();
      } catch (error) {
        // Told as an error outside cells: the interrupt goes on.
        void Promise.reject(error);
      }
    }
    return any;
  }

  abandon(cell: string): void {
    for (const [id, { cell: own, status }] of this.running) {
      if (own !== cell) continue;
      this.running.delete(id);
      const message = "Its cell was interrupted";
      report({ type: "fit", cell, status: { ...status, phase: "stopped", remaining: null, message } });
    }
  }
}
