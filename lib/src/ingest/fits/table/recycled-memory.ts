/** Memory that is asked for in the same order again and again. */
export interface RecycledMemory {
  /** From here on the memory that was given out may be given again. */
  again(): void;
  allocate(bytes: number): ArrayBuffer;
}

/**
 * Gives the memory of the round before once more, where as much of it is wanted: then nothing waits for the collector
 * of garbage, which lets tens of megabytes lie.
 * @param allocate gives new memory
 */
export function recycledMemory(allocate = (bytes: number) => new ArrayBuffer(bytes)): RecycledMemory {
  const given: ArrayBuffer[] = [];
  let next = 0;
  return {
    again() {
      next = 0;
    },
    allocate(bytes) {
      const place = next++;
      if (given[place]?.byteLength !== bytes) given[place] = allocate(bytes);
      return given[place];
    },
  };
}
