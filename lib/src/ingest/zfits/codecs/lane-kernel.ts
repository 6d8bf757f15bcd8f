import { type Kernel, kernels, type WithKernel } from "../../../core/kernels";
import { symbolLanesBytes } from "./symbol-lanes-module";

/** The functions of lib/assembly/symbol-lanes.ts on its memory; places are bytes there. */
export interface LaneKernel extends Kernel {
  decode(second: number, branches: number, input: number): void;
  sums(from: number, to: number, before: number): number;
  shift(from: number, to: number, by: number): number;
  means(from: number, to: number): void;
  eightMeans(): void;
}

export const withKernel: WithKernel<LaneKernel> = kernels<LaneKernel>(symbolLanesBytes);
