export { startWorkerPool, type WorkerPool, type WorkerPoolOptions } from "./local-pool.node";
export { type OpenPool, type OpenPoolOptions, openPool } from "./open-pool.node";
export type { ModelName, RemoteWorker } from "./queue/protocol";
export { queueAddress } from "./queue/redis-address.node";
export { type QueueWorkerOptions, type ServedModel, serveQueue } from "./serve-queue.node";
