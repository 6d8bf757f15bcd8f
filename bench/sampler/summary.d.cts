import type { Entry } from "../results.cjs";

export type Range = { min: number | null; median: number | null; max: number | null };
export type Summary = {
  problem: string;
  engine: string;
  runs: number;
  failures: number;
  notConverged: number;
} & Record<string, unknown>;
export interface Ratio {
  problem: string;
  engine: string;
  peer: string;
  callsPerSample: number;
  cpu: number;
}
export function summarized(runs: readonly Entry[]): Summary[];
export function ratios(summaries: readonly Summary[]): Ratio[];
export function summaryText(summaries: readonly Summary[]): string;
export function ratiosText(list: readonly Ratio[]): string;
export function runText(run: Entry): string;
