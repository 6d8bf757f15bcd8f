import { useRef } from "react";

/**
 * A value that follows another one, but changes at most once per pause; what is drawn from it is drawn no oftener.
 * The panel is drawn at least once a second, so it never stays behind.
 * @param isFinal whether no other value will come, so that this one counts at once
 */
export function useSlowly<T>(value: T, pause: number, isFinal: boolean): T {
  const shown = useRef({ value, at: Number.NEGATIVE_INFINITY });
  const now = performance.now();
  if (isFinal || now - shown.current.at >= pause) shown.current = { value, at: now };
  return shown.current.value;
}
