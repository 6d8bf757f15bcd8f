/**
 * Who may do what while an interrupt is under way. The main thread acts on it only when no termination is pending,
 * and none is begun while it acts.
 */
export const Turn = {
  free: 0,
  /** The interrupt worker has a termination under way, which strikes what the main thread executes. */
  terminating: 1,
  /** The main thread acts on an interrupt. */
  acting: 2,
} as const;
