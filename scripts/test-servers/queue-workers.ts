import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** Everything happens sooner than in earnest. */
export const quickTiming = { beat: 100, gone: 4000, lock: 2000, search: 600, grace: 500 };

/** A worker process of a test. */
export class WorkerProcess {
  said = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, args, {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, ...env },
    });
    this.child.stderr?.on("data", (chunk) => {
      this.said += chunk;
    });
    this.ended = new Promise((resolve) => this.child.once("close", resolve));
  }

  /** Waits until it has said something. */
  async untilItSays(words: RegExp): Promise<void> {
    for (let i = 0; i < 1000 && !words.test(this.said); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    if (!words.test(this.said)) throw new Error(`The worker has not said ${words}: ${this.said}`);
  }

  /** @returns its exit status */
  end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }
}

/** A worker that knows the models `plane` and `ring`. */
export function fixtureWorker(queue: string, options: { cores?: number; hash?: string } = {}): WorkerProcess {
  const given = { queue, cores: 1, timing: quickTiming, ...options };
  return new WorkerProcess([join(root, "lib/test/parallel/fixtures/queue-worker.cjs"), JSON.stringify(given)]);
}

/** `nightbook worker` with flags. */
export function nightbookWorker(flags: readonly string[], env: NodeJS.ProcessEnv = {}): WorkerProcess {
  return new WorkerProcess([join(root, "lib/bin/nightbook.js"), "worker", ...flags], env);
}
