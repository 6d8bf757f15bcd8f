/** Exit status of a command that was ended with Ctrl-C. */
export const interruptedStatus = 130;

/**
 * Runs work that can be ended early. The first Ctrl-C (or `SIGTERM`) aborts the signal, so that the work ends in order
 * and saves what it has; the second ends the process at once.
 *
 * @param work what to do
 * @param announce what to say at the first Ctrl-C
 * @returns what the work returns, and whether it was interrupted
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  announce: (text: string) => void,
): Promise<{ value: T; interrupted: boolean }> {
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(interruptedStatus);
    announce("Stopping; Ctrl-C once more ends at once.");
    stop.abort();
  };
  const names = ["SIGINT", "SIGTERM"] as const;
  for (const name of names) process.on(name, interrupt);
  try {
    const value = await work(stop.signal);
    if (stop.signal.aborted) process.exitCode = interruptedStatus;
    return { value, interrupted: stop.signal.aborted };
  } catch (error) {
    if (stop.signal.aborted) process.exitCode = interruptedStatus;
    throw error;
  } finally {
    for (const name of names) process.off(name, interrupt);
  }
}
