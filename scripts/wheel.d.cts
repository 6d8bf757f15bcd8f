/** Writes the wheel into a folder and returns its path. */
export function buildWheel(folder: string): string;
