import { type FileHandle, open } from "node:fs/promises";
import { NightbookError } from "../../core/errors";
import type { LedgerStore } from "../../fitting/nested-sampling";

const readAtOnce = 2 ** 18;
/** Bytes that wait for the disk at most before whoever appends has to wait too. */
const mostWaiting = 2 ** 24;
/** Milliseconds between two calls that wait for the disk. */
const syncInterval = 200;

/**
 * A ledger in a file. What is appended is handed to the system at once, in order and without waiting, so that a kill
 * loses next to nothing; a few times a second it is made safe against a loss of power as well.
 */
export class LedgerFile implements LedgerStore {
  private position = 0;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private writing: Promise<void> | null = null;
  private unsafe = false;
  private syncedAt = 0;
  private timer: NodeJS.Timeout | null = null;
  private failure: NightbookError | null = null;
  private closed = false;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Opens the file; makes it if it is missing. */
  static async open(path: string): Promise<LedgerFile> {
    try {
      return new LedgerFile(path, await open(path, "r+").catch(() => open(path, "wx+")));
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  async read(): Promise<Uint8Array | null> {
    const buffer = new Uint8Array(readAtOnce);
    const { bytesRead } = await this.handle.read(buffer, 0, readAtOnce, this.position).catch((cause: unknown) => {
      throw new NightbookError(`Cannot read the ledger: ${(cause as Error).message}`, {
        code: "FILE_UNREADABLE",
        place: { path: this.path },
        hint: "Check the disk, or start anew with --new (in a notebook: { fresh: true })",
        cause,
      });
    });
    this.position += bytesRead;
    return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
  }

  async truncate(length: number): Promise<void> {
    await this.handle.truncate(length).catch((cause: unknown) => {
      throw unwritable(this.path, cause);
    });
    this.position = length;
  }

  async append(bytes: Uint8Array): Promise<void> {
    if (this.failure !== null) throw this.failure;
    if (this.closed) return;
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.writing ??= this.write();
    if (this.waitingBytes > mostWaiting) await this.writing;
    if (this.failure !== null) throw this.failure;
  }

  async flush(): Promise<void> {
    await this.writing;
    if (this.failure !== null) throw this.failure;
    await this.sync();
  }

  /** Makes everything safe and closes the file. What comes later is not kept. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.writing;
    await this.sync();
    if (this.timer !== null) clearTimeout(this.timer);
    await this.handle.close();
  }

  /** Writes what waits, and what comes meanwhile. Failures are kept for whoever comes next. */
  private async write(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const bytes = Buffer.concat(this.waiting.splice(0));
        for (let written = 0; written < bytes.length; ) {
          const more = await this.handle.write(bytes, written, bytes.length - written, this.position);
          written += more.bytesWritten;
          this.position += more.bytesWritten;
        }
        this.waitingBytes -= bytes.length;
        this.unsafe = true;
      }
      this.syncSoon();
    } catch (cause) {
      this.failure ??= unwritable(this.path, cause);
      this.waiting = [];
    } finally {
      this.writing = null;
    }
  }

  private syncSoon(): void {
    if (this.timer !== null || this.closed) return;
    const wait = Math.max(0, this.syncedAt + syncInterval - Date.now());
    this.timer = setTimeout(() => {
      void this.sync().finally(() => {
        this.timer = null;
        if (this.unsafe && this.failure === null) this.syncSoon();
      });
    }, wait);
    this.timer.unref();
  }

  private async sync(): Promise<void> {
    if (!this.unsafe) return;
    this.unsafe = false;
    try {
      await this.handle.datasync();
    } catch (cause) {
      this.failure ??= unwritable(this.path, cause);
    }
    this.syncedAt = Date.now();
  }
}

function unwritable(path: string, cause: unknown): NightbookError {
  return new NightbookError(`Cannot write the ledger: ${(cause as Error).message}`, {
    code: "FILE_UNWRITABLE",
    place: { path },
    hint: "Check the folder's permissions and the free space, then run again: what was computed is kept",
    cause,
  });
}
