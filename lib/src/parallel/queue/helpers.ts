import { printable } from "../../core/text";
import { type JobAnswer, type JobContent, Liveness, type RemoteWorker, type WorkerNotice } from "./protocol";

interface Helper {
  readonly name: string;
  readonly cores: number;
  /** Points or tasks answered, and the seconds of work that they took. */
  done: number;
  seconds: number;
}

/** The workers that help a run, as it sees them. */
export class Helpers {
  private readonly helpers = new Map<string, Helper>();
  private readonly refused = new Set<string>();
  private readonly liveness: Liveness;
  /** Smoothed seconds that one core takes for a point. */
  private secondsPerPoint: number | undefined;

  constructor(
    gone: number,
    private readonly notice: (line: string) => void,
  ) {
    this.liveness = new Liveness(gone);
  }

  /**
   * @param notices what the workers say: id → {@link WorkerNotice} as JSON
   * @param now milliseconds
   * @returns whether workers came or went
   */
  update(notices: Readonly<Record<string, string>>, now: number): boolean {
    let changed = false;
    const here = new Set<string>();
    for (const [id, text] of Object.entries(notices)) {
      const worker = readNotice(text);
      if (worker === null || !this.liveness.alive(id, worker.beat, now)) continue;
      if (worker.refusal !== undefined) {
        if (!this.refused.has(id)) this.notice(`Worker ${worker.name} does not help: ${worker.refusal}`);
        this.refused.add(id);
        continue;
      }
      here.add(id);
      if (this.helpers.has(id)) continue;
      this.helpers.set(id, { name: worker.name, cores: worker.cores, done: 0, seconds: 0 });
      changed = true;
    }
    for (const id of this.helpers.keys()) {
      if (here.has(id)) continue;
      this.helpers.delete(id);
      changed = true;
    }
    return changed;
  }

  /** Learns from an answer how fast its worker is. */
  answered({ worker, seconds }: JobAnswer, content: JobContent): void {
    const helper = this.helpers.get(worker);
    if (helper === undefined || !(seconds >= 0)) return;
    const done = content.kind === "points" ? content.u.length / content.ndim : content.tasks.length;
    helper.done += done;
    helper.seconds += seconds;
    if (content.kind !== "points" || done === 0) return;
    const measured = (seconds * helper.cores) / done;
    this.secondsPerPoint = this.secondsPerPoint === undefined ? measured : 0.8 * this.secondsPerPoint + 0.2 * measured;
  }

  /** Forgets everybody, until they are seen again. */
  clear(): void {
    this.helpers.clear();
  }

  get count(): number {
    return this.helpers.size;
  }

  get cores(): number {
    let cores = 0;
    for (const helper of this.helpers.values()) cores += helper.cores;
    return cores;
  }

  /** Seconds per point on one core; undefined before the first answer. */
  get pace(): number | undefined {
    return this.secondsPerPoint;
  }

  list(): RemoteWorker[] {
    return [...this.helpers.values()].map(({ name, cores, done, seconds }) => ({
      name,
      cores,
      perSecond: seconds > 0 ? done / seconds : 0,
    }));
  }
}

function readNotice(text: string): WorkerNotice | null {
  try {
    const notice = JSON.parse(text) as Partial<WorkerNotice> | null;
    if (typeof notice?.name !== "string" || typeof notice.beat !== "number") return null;
    if (!Number.isInteger(notice.cores) || Number(notice.cores) < 1) return null;
    const refusal = typeof notice.refusal === "string" ? printable(notice.refusal) : undefined;
    return { name: printable(notice.name), beat: notice.beat, cores: Number(notice.cores), refusal };
  } catch {
    return null;
  }
}
