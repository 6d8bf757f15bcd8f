import * as fs from "node:fs";
import type { Report } from "./conversation";
import { pipes } from "./conversation";
import { encodeFrame } from "./frame-codec";

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Tells the kernel something, at once: the write is synchronous, so that the order of texts, pictures
 * and comm messages is exact, output streams while a loop is busy, and a crash loses nothing.
 */
export function report(message: Report, buffers: readonly ArrayBufferView[] = []): void {
  const bytes = encodeFrame(message, buffers);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(pipes.reports, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
