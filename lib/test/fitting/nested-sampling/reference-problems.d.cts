/** A sampling problem with a known answer. */
export interface Problem {
  name: string;
  parameters: string[];
  priorTransform(u: Float64Array): Float64Array;
  logLikelihood(x: Float64Array): number;
  truth: { logz: number; mean: number[]; sd: number[] };
  checkPoints: { u: number[]; x: number[]; logl: number }[];
}
export function problems(normalQuantile: (p: number) => number): Record<string, Problem>;
