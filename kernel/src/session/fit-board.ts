import { type FitRequest, type FitStatus, type StatusMessage, statusCommId, statusCommTarget } from "nightbook/core";
import { hasEnded } from "../code-process/fit-phase";
import type { Header, JsonObject } from "../protocol/message";
import type { IopubPublisher } from "../protocol/publisher";
import type { Cells } from "./cells";
import { fitLine } from "./fit-line";

const keptFits = 20;
/** Shortest time in ms between two status messages, and between two states of a cell's line. */
const statusPause = 250;
const linePause = 1000;
/** Longest silence in ms while something runs. */
const heartbeat = 5000;

interface Fit {
  /** As pages see it: with an id of the session. */
  status: FitStatus;
  /** The id that the fit has in the process that runs it. */
  processId: string;
  cell: string;
  lineShownAt: number;
}

/**
 * How all fits of this session stand. It is told on one well-known comm, always as a whole, so that a page may
 * come, go and come back at any time; and in each fit's cell as a line of text.
 */
export class FitBoard {
  private readonly fits = new Map<string, Fit>();
  /** Processes with fits so far: each counts its fits from the start. */
  private processes = 1;
  private sequence = 0;
  private opened = false;
  private toldAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly kernelSession: string,
    private readonly publisher: IopubPublisher,
    private readonly cells: Cells,
    private readonly ask: (processId: string, request: FitRequest) => void,
  ) {}

  /** A fit reports. */
  update(cell: string, status: FitStatus): void {
    const processId = status.id;
    const id = this.processes === 1 ? processId : `${processId}@${this.processes}`;
    const known = this.fits.get(id);
    const cellId = this.cells.find(cell)?.request.metadata["cellId"];
    const inCell = typeof cellId === "string" ? { cellId } : {};
    const fit: Fit = { status: { ...status, id, ...inCell }, processId, cell, lineShownAt: known?.lineShownAt ?? 0 };
    this.fits.set(id, fit);
    this.forgetOldest();
    this.showLine(fit, known === undefined);
    this.tellSoon(hasEnded(status) ? 0 : statusPause - (Date.now() - this.toldAt));
  }

  /** The process in which fits ran has ended. */
  allLost(reason: string): void {
    for (const { status, processId, cell } of [...this.fits.values()]) {
      if (!hasEnded(status)) this.update(cell, { ...status, id: processId, phase: "failed", message: reason });
    }
    this.processes++;
  }

  /** A page asks something. */
  request(content: JsonObject, parent: Header): void {
    const { id, ...request } = (content["data"] ?? {}) as { id?: unknown; request?: unknown; nEffective?: unknown };
    const fit = this.fits.get(String(id));
    if (fit !== undefined && !hasEnded(fit.status) && isFitRequest(request)) this.ask(fit.processId, request);
    this.tell(parent);
  }

  /** Ends the timers. */
  close(): void {
    clearTimeout(this.timer);
  }

  private tellSoon(delay: number): void {
    clearTimeout(this.timer);
    if (delay <= 0) this.tell();
    else this.timer = setTimeout(() => this.tell(), delay);
  }

  private tell(parent: Header | JsonObject = {}): void {
    clearTimeout(this.timer);
    const data = this.message();
    if (this.opened) {
      this.publisher.publish("comm_msg", { comm_id: statusCommId, data }, parent);
    } else {
      this.opened = true;
      this.publisher.publish("comm_open", { comm_id: statusCommId, target_name: statusCommTarget, data }, parent);
    }
    this.toldAt = Date.now();
    const running = [...this.fits.values()].some(({ status }) => !hasEnded(status));
    if (running) this.timer = setTimeout(() => this.tell(), heartbeat);
  }

  private message(): StatusMessage {
    const fits = [...this.fits.values()].map(({ status }) => status);
    return { v: 1, kernelSession: this.kernelSession, seq: ++this.sequence, sent: Date.now(), fits };
  }

  /** The line in the fit's cell: at most once a second, and at the end. */
  private showLine(fit: Fit, isNew: boolean): void {
    const cell = this.cells.find(fit.cell);
    const now = Date.now();
    if (cell === undefined || cell.silent) return;
    if (!isNew && !hasEnded(fit.status) && now - fit.lineShownAt < linePause) return;
    fit.lineShownAt = now;
    const content = {
      data: { "text/plain": fitLine(fit.status) },
      metadata: {},
      transient: { display_id: `fit-${fit.status.id}` },
    };
    this.publisher.publish(isNew ? "display_data" : "update_display_data", content, cell.request.header);
  }

  private forgetOldest(): void {
    for (const [id, { status }] of this.fits) {
      if (this.fits.size <= keptFits) return;
      if (hasEnded(status)) this.fits.delete(id);
    }
  }
}

/** Pages are not trusted to ask for what there is. */
function isFitRequest(asked: { request?: unknown; nEffective?: unknown }): asked is FitRequest {
  if (asked.request === "extend") return typeof asked.nEffective === "number" && asked.nEffective > 0;
  return asked.request === "stop" || asked.request === "pause" || asked.request === "resume";
}
