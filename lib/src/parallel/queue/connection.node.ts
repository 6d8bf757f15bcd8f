import { Redis } from "ioredis";
import { NightbookError } from "../../core/errors";
import type { RedisAddress } from "./redis-address.node";

/** A client that connects again by itself, for as long as it takes; commands wait meanwhile. */
export function redisClient(address: RedisAddress): Redis {
  const client = new Redis({
    host: address.host,
    port: address.port,
    db: address.db,
    ...address.credentials(),
    ...(address.encrypted ? { tls: {} } : {}),
    lazyConnect: true,
    connectTimeout: 5000,
    disconnectTimeout: 200,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1000),
  });
  // Without a listener an error would end the process; whoever cares hears of `close` and `ready`.
  client.on("error", () => {});
  return client;
}

/**
 * Begins to connect and waits until that is done or `patience` is over.
 * @returns null when it is connected, or why it is not yet
 * @throws {NightbookError} `QUEUE_REFUSED` when the Redis does not accept the password
 */
export async function connected(client: Redis, address: RedisAddress, patience: number): Promise<string | null> {
  let reason = "no answer";
  let refused = false;
  let done = () => {};
  const outcome = new Promise<void>((resolve) => {
    done = resolve;
  });
  const onError = (error: Error) => {
    // The error itself knows the command and its arguments, so only its words are used.
    reason = error.message;
    refused = /^(NOAUTH|WRONGPASS|NOPERM|ERR AUTH|ERR invalid password|ERR Client sent AUTH)/i.test(reason);
    if (refused) done();
  };
  const timer = setTimeout(done, patience);
  client.on("error", onError);
  client.once("ready", done);
  try {
    if (client.status === "wait") client.connect().catch(() => {});
    if (client.status !== "ready") await outcome;
  } finally {
    clearTimeout(timer);
    client.off("error", onError);
    client.off("ready", done);
  }
  if (client.status === "ready" && !refused) return null;
  if (!refused) return reason;
  client.disconnect();
  throw new NightbookError(`The Redis at ${address} refuses us: ${reason}`, {
    code: "QUEUE_REFUSED",
    hint: "Check user and password in the address of the queue",
  });
}
