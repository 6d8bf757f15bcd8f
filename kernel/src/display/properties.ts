/** Reads a property of an unknown object: proxies may throw or answer to every name. */
export function property(value: object, name: string | symbol): unknown {
  try {
    return (value as Record<string | symbol, unknown>)[name];
  } catch {
    return undefined;
  }
}

/** Calls a method of an unknown object, if it has one that does not throw. */
export function call(value: object, name: string, ...args: unknown[]): unknown {
  const method = property(value, name);
  try {
    return typeof method === "function" ? method.apply(value, args) : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is object {
  return value !== null && (typeof value === "object" || typeof value === "function");
}
