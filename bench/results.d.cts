export type Entry = Record<string, unknown>;
export const resultsFile: string;
export function readResults(file?: string): Record<string, Entry[]>;
export function merged(bench: string, before: readonly Entry[], added: readonly Entry[]): Entry[];
export function saveResults(bench: string, entries: readonly Entry[], file?: string): void;
