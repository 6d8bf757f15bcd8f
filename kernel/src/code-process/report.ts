import * as fs from "node:fs";
import type { Report } from "./conversation";
import { pipes } from "./conversation";
import { encodeFrame } from "./frame-codec";

const pause = new Int32Array(new SharedArrayBuffer(4));
/** What is left to write of a message during which the cell was ended by force. */
let rest: Uint8Array = new Uint8Array(0);

/**
 * Tells the kernel something, at once: the write is synchronous, so that the order of texts, pictures
 * and comm messages is exact, output streams while a loop is busy, and a crash loses nothing.
 */
export function report(message: Report, buffers: readonly ArrayBufferView[] = []): void {
  const bytes = encodeFrame(message, buffers);
  flush();
  rest = bytes;
  flush();
}

function flush(): void {
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(pipes.reports, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
