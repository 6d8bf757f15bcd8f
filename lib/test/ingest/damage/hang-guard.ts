import { Worker } from "node:worker_threads";

/** Seconds by the clock after which a file is given up: the limit of processor time, and much for a busy machine. */
const patience = 120;

/** Ends the process when one file takes for ever: a loop without end would keep the test from failing. */
export class HangGuard {
  readonly #place = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;

  constructor() {
    const watch = `
      const { place, patience } = require("node:worker_threads").workerData;
      let [last, since] = [-1, Date.now()];
      setInterval(() => {
        const now = Atomics.load(place, 0);
        if (now !== last) [last, since] = [now, Date.now()];
        else if (Date.now() - since > 1000 * patience) {
          require("node:fs").writeSync(2, "Damaged file " + now + " is read without end\\n");
          process.kill(process.pid, "SIGKILL");
        }
      }, 1000);`;
    this.#worker = new Worker(watch, { eval: true, workerData: { place: this.#place, patience } });
    this.#worker.unref();
  }

  /** A file is about to be read. */
  begin(number: number): void {
    Atomics.store(this.#place, 0, number);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
