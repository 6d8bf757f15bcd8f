/** How well the page is in touch with the kernel that reports. */
export type Link = "live" | "late" | "connecting" | "disconnected";

/** What is known about the connection. */
export interface LinkState {
  /** State of the page's socket to the kernel. */
  socket: "connected" | "connecting" | "disconnected";
  /** When the last message came; `null` before the first. */
  receivedAt: number | null;
  /** Whether a fit is running as far as the page knows. */
  running: boolean;
}

/**
 * Judges the link. The kernel sends a sign of life every five seconds; silence only
 * matters while a fit runs, since a kernel that has nothing to report may be older.
 * @param staleAfter silence in milliseconds that counts as late
 */
export function linkOf(state: LinkState, now: number, staleAfter: number): Link {
  if (state.socket !== "connected") return state.socket;
  const silent = state.receivedAt === null ? 0 : now - state.receivedAt;
  return state.running && silent > staleAfter ? "late" : "live";
}
