import type { OpenPool, OpenPoolOptions } from "../open-pool.node";
import { CombinedPool } from "./combined-pool.node";
import { usualTiming } from "./protocol";
import { RedisAddress } from "./redis-address.node";

/** The side of `openPool` that needs a Redis. */
export async function connectPool<Task, Answer>(
  queue: string,
  options: OpenPoolOptions,
): Promise<OpenPool<Task, Answer>> {
  const { module, export: name, data, cores, model, label = model.name, onNotice, timing = usualTiming } = options;
  const address = RedisAddress.parse(queue, options);
  const pool = new CombinedPool<Task, Answer>({
    local: { module, export: name, data, cores },
    facts: { model, data, label },
    address,
    timing,
    wait: options.queueWait ?? false,
    notice: onNotice ?? (() => {}),
  });
  try {
    await pool.start();
  } catch (error) {
    await pool.close();
    throw error;
  }
  return pool;
}
