import type { Entry } from "./results.cjs";

export function report(benches: Record<string, readonly Entry[]>): string;
