import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { FitStatus } from "../../core/progress";
import { statusSnapshot } from "./status-snapshot";

/** Milliseconds between two versions of the same phase. */
const interval = 1000;

/** Keeps `status.json` up to date. That it cannot be written ends no run. */
export class StatusFile {
  private writtenAt = Number.NEGATIVE_INFINITY;
  private phase: string | null = null;
  private latest: FitStatus | null = null;

  constructor(
    private readonly path: string,
    private readonly kind: string,
  ) {}

  /** Takes note of a status, and writes it when the phase has changed or a second has passed. */
  update(status: FitStatus): void {
    this.latest = status;
    if (status.phase === this.phase && Date.now() - this.writtenAt < interval) return;
    this.write(status);
  }

  /** Writes the latest status if it is not there yet. */
  flush(): void {
    if (this.latest !== null) this.write(this.latest);
  }

  private write(status: FitStatus): void {
    this.writtenAt = Date.now();
    this.phase = status.phase;
    this.latest = null;
    const temporary = `${this.path}.${randomBytes(4).toString("hex")}.part`;
    try {
      writeFileSync(temporary, statusSnapshot(status, this.kind));
      renameSync(temporary, this.path);
    } catch {
      rmSync(temporary, { force: true });
    }
  }
}
