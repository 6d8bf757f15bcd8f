import type { StatusHub, StatusScope } from "./status-hub";

const key = "nightbook:sampler-status";
const scopes: readonly StatusScope[] = ["notebook", "pinned", "all"];

interface Remembered {
  scope?: unknown;
  pin?: unknown;
  followed?: unknown;
}

/**
 * Brings back what was shown before the page was loaded, and takes note of changes.
 * @returns whether there was anything to bring back
 */
export function rememberChoices(hub: StatusHub, memory: Pick<Storage, "getItem" | "setItem">): boolean {
  const { scope, pin, followed } = read(memory.getItem(key));
  const known = scopes.find((candidate) => candidate === scope);
  if (known !== undefined) hub.setScope(known, typeof pin === "string" ? pin : null);
  if (Array.isArray(followed)) for (const path of followed) if (typeof path === "string") hub.followRun(path);
  let stored = memory.getItem(key);
  hub.changed.connect(() => {
    const now = JSON.stringify({ scope: hub.scope, pin: hub.pin, followed: hub.followed });
    if (now !== stored) memory.setItem(key, now);
    stored = now;
  });
  return known !== undefined;
}

function read(stored: string | null): Remembered {
  try {
    return (JSON.parse(stored ?? "{}") ?? {}) as Remembered;
  } catch {
    return {};
  }
}
