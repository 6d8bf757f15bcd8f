import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { Table } from "./table";

/** How it went with one event. `pending` is one whose turn never came. */
export type EventState = "done" | "plotted" | "stopped" | "failed" | "pending";

/** What became of one event. */
export interface EventOutcome {
  readonly event: string;
  readonly state: EventState;
  /** Its folder. */
  readonly folder: string;
  /** Folder of its results, when there are any. */
  readonly results: string | null;
  /** File that tells why it failed. */
  readonly errorLog: string | null;
  /** Why it failed, one line each; or what else is to be said. */
  readonly reasons: readonly string[];
  readonly seed: number | string | null;
  readonly engine: string | null;
  readonly logz: number | null;
  readonly logzerr: number | null;
  readonly ncall: number | null;
  readonly n_effective: number | null;
}

/** What became of all events of a call. Draws itself as a table. */
export class MeteorBatch implements Displayable {
  constructor(readonly events: readonly EventOutcome[]) {}

  /** The events that failed. */
  get failed(): EventOutcome[] {
    return this.events.filter(({ state }) => state === "failed");
  }

  /** One row for each event. */
  table(): Table {
    const number = (value: number | null, digits = 0) => (value === null ? "" : value.toFixed(digits));
    const right = (title: string) => ({ title, align: "right" as const });
    return new Table(
      [
        { title: "event" },
        { title: "state" },
        right("log-evidence"),
        right("calls"),
        right("effective samples"),
        { title: "where" },
      ],
      this.events.map(({ event, state, logz, logzerr, ncall, n_effective, results, folder, errorLog }) => [
        event,
        state,
        logz === null ? "" : `${number(logz, 2)} ± ${number(logzerr, 2)}`,
        number(ncall),
        number(n_effective),
        errorLog ?? results ?? folder,
      ]),
    );
  }

  toString(): string {
    return this.table().toString();
  }

  toJSON(): Record<string, unknown> {
    return { events: this.events };
  }

  [displaySymbol](): MimeBundle {
    return this.table()[displaySymbol]();
  }
}
