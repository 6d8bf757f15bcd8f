import { NightbookError } from "../../core/errors";

/** Where a Redis is. The password stays inside: nothing that prints or serialises an address shows it. */
export class RedisAddress {
  readonly host: string;
  readonly port: number;
  /** Number of the database. */
  readonly db: number;
  readonly encrypted: boolean;
  readonly #username: string;
  readonly #password: string;

  private constructor(url: URL) {
    this.host = url.hostname.replace(/^\[|\]$/g, "") || "127.0.0.1";
    this.port = url.port === "" ? 6379 : Number(url.port);
    this.db = url.pathname.length > 1 ? Number(url.pathname.slice(1)) : 0;
    this.encrypted = url.protocol === "rediss:";
    this.#username = decodeURIComponent(url.username);
    this.#password = decodeURIComponent(url.password);
  }

  /**
   * Reads `redis://[user:password@]host[:port][/database]`, or `rediss://…` for an encrypted connection.
   * @param text the address
   * @param options `insecure` allows a Redis that other machines can reach and that has no password
   * @throws {NightbookError} `QUEUE_ADDRESS` when it is no such address or is not allowed; the text is not repeated,
   *   because there may be a password in it
   */
  static parse(text: string, { insecure = false }: { insecure?: boolean } = {}): RedisAddress {
    let address: RedisAddress;
    try {
      const url = new URL(text.trim());
      if (url.protocol !== "redis:" && url.protocol !== "rediss:") throw new RangeError("protocol");
      address = new RedisAddress(url);
      if (!Number.isInteger(address.db) || address.db < 0) throw new RangeError("database");
    } catch {
      throw new NightbookError("The address of the queue is not that of a Redis", {
        code: "QUEUE_ADDRESS",
        hint: "Write it as redis://host:port, with a password as redis://:password@host:port in $NIGHTBOOK_QUEUE",
      });
    }
    if (address.#password !== "" || address.onLoopback || insecure) return address;
    throw new NightbookError(`The Redis at ${address} can be reached by other machines and has no password`, {
      code: "QUEUE_ADDRESS",
      hint: "Give it a password and put it into the address, or use --insecure on a network that you trust",
    });
  }

  /** True when only this machine can reach it. */
  get onLoopback(): boolean {
    return this.host === "localhost" || this.host === "::1" || /^127(\.\d+){3}$/.test(this.host);
  }

  /** What a client needs to connect; the only place that gives the password away. */
  credentials(): { username?: string; password?: string } {
    return { username: this.#username || undefined, password: this.#password || undefined };
  }

  toString(): string {
    return `${this.host.includes(":") ? `[${this.host}]` : this.host}:${this.port}`;
  }
}

/**
 * The address of the queue that a command means: its flag, or `$NIGHTBOOK_QUEUE`.
 * @param flag what `--queue` says
 * @returns undefined when neither names one
 *
 * @example
 * ```ts
 * import { queueAddress } from "nightbook/parallel";
 *
 * queueAddress("redis://localhost:7000"); // => "redis://localhost:7000"
 * ```
 */
export function queueAddress(flag?: string): string | undefined {
  return flag ?? (process.env["NIGHTBOOK_QUEUE"] || undefined);
}
