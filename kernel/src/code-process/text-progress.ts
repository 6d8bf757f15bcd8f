import { randomUUID } from "node:crypto";
import type { Progress } from "../notebook-api/api";
import { report } from "./report";

const width = 24;
const shortestPause = 100;

/** Starts a progress line in a cell. It is redrawn at most ten times a second. */
export function startProgress(cell: string, label: string, total?: number): Progress {
  const id = `progress-${randomUUID()}`;
  let drawn = 0;
  let ended = false;
  const draw = (text: string, update: boolean) => {
    report({ type: "display", cell, id, update, data: { "text/plain": text }, metadata: {} });
    drawn = Date.now();
  };
  draw(line(label, 0, total), false);
  return {
    update(done, message) {
      const complete = total !== undefined && done >= total;
      if (ended || (!complete && Date.now() - drawn < shortestPause)) return;
      draw(line(label, done, total, message), true);
    },
    done(message = "done") {
      if (!ended) draw(`${label}: ${message}`, true);
      ended = true;
    },
  };
}

function line(label: string, done: number, total?: number, message?: string): string {
  const tail = message === undefined ? "" : `  ${message}`;
  if (total === undefined || !(total > 0)) return `${label}: ${done}${tail}`;
  const fraction = Math.min(1, Math.max(0, done / total));
  const filled = Math.round(fraction * width);
  return `${label}: ${"█".repeat(filled)}${"░".repeat(width - filled)} ${done}/${total}${tail}`;
}
