/** Where the bytes of a ledger are kept. First they are read from the beginning, then more are appended. */
export interface LedgerStore {
  /** The next bytes of what is stored; null at the end. */
  read(): Promise<Uint8Array | null>;
  /** Drops everything from this byte on. What is appended afterwards goes there. */
  truncate(length: number): Promise<void>;
  /** Adds bytes at the end, which then belong to the store. Resolves when there is room for more. */
  append(bytes: Uint8Array): Promise<void>;
  /** Resolves when everything that was appended is safe. */
  flush(): Promise<void>;
}

/** A store in memory, from the bytes of a ledger. */
export interface MemoryStore extends LedgerStore {
  /** All that is stored. */
  bytes(): Uint8Array;
}

/**
 * Keeps a ledger in memory.
 *
 * @param stored the bytes of a ledger; none for a new one
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const store = nestedSampling.memoryStore();
 * await store.append(Uint8Array.of(1, 2));
 * store.bytes().length; // => 2
 * ```
 */
export function memoryStore(stored: Uint8Array = new Uint8Array(0)): MemoryStore {
  let parts: Uint8Array[] = [stored];
  let read = false;
  const bytes = (): Uint8Array => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  return {
    bytes,
    async read(): Promise<Uint8Array | null> {
      if (read) return null;
      read = true;
      return stored;
    },
    async truncate(length: number): Promise<void> {
      parts = [bytes().slice(0, length)];
    },
    async append(more: Uint8Array): Promise<void> {
      parts.push(more);
    },
    async flush(): Promise<void> {},
  };
}
