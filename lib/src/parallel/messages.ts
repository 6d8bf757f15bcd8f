/** What a worker thread is started with: where its work is defined. */
export interface WorkerStart {
  /** Absolute path of a JavaScript module. */
  readonly module: string;
  /** Name of a function that it exports: called once with `data`, it gives the function that carries out tasks. */
  readonly export: string;
  /** Anything that structured cloning can copy. */
  readonly data?: unknown;
}

/** A failure, in a form that crosses threads. */
export interface WorkerFailure {
  readonly message: string;
  readonly code?: string;
}

/** Pool to worker. */
export interface TaskMessage {
  readonly id: number;
  readonly task: unknown;
}

/** Worker to pool. */
export type WorkerMessage =
  | { readonly kind: "broken"; readonly failure: WorkerFailure }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: WorkerFailure };
