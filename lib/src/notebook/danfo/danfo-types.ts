/** A value in a frame. */
export type DanfoValue = number | string | boolean | null;

/** Along which direction: 0 down the columns, 1 along the rows. */
export interface DanfoAxis {
  axis?: 0 | 1;
}

/** What may stand at the other side of an operation between frames. */
export type DanfoOperand = DanfoFrame | DanfoSeries | number;

/** One column of a frame, with its labels. */
export interface DanfoSeries {
  readonly values: DanfoValue[];
  readonly index: (string | number)[];
  readonly shape: number[];
  readonly dtypes: string[];
  readonly str: Record<string, (...args: unknown[]) => DanfoSeries>;
  readonly dt: Record<string, (...args: unknown[]) => DanfoSeries>;
  count(): number;
  sum(): number;
  mean(): number;
  median(): number;
  mode(): number[];
  std(): number;
  var(): number;
  min(): number;
  max(): number;
  argMax(): number;
  argMin(): number;
  abs(): DanfoSeries;
  round(digits?: number): DanfoSeries;
  add(other: DanfoSeries | number): DanfoSeries;
  sub(other: DanfoSeries | number): DanfoSeries;
  mul(other: DanfoSeries | number): DanfoSeries;
  div(other: DanfoSeries | number): DanfoSeries;
  pow(other: DanfoSeries | number): DanfoSeries;
  mod(other: DanfoSeries | number): DanfoSeries;
  gt(other: DanfoSeries | DanfoValue): DanfoSeries;
  ge(other: DanfoSeries | DanfoValue): DanfoSeries;
  lt(other: DanfoSeries | DanfoValue): DanfoSeries;
  le(other: DanfoSeries | DanfoValue): DanfoSeries;
  eq(other: DanfoSeries | DanfoValue): DanfoSeries;
  ne(other: DanfoSeries | DanfoValue): DanfoSeries;
  and(other: DanfoSeries): DanfoSeries;
  or(other: DanfoSeries): DanfoSeries;
  isNa(): DanfoSeries;
  dropNa(): DanfoSeries;
  fillNa(value: DanfoValue): DanfoSeries;
  apply(map: (value: DanfoValue) => DanfoValue): DanfoSeries;
  map(map: (value: DanfoValue) => DanfoValue): DanfoSeries;
  unique(): DanfoSeries;
  nUnique(): number;
  valueCounts(): DanfoSeries;
  sortValues(options?: { ascending?: boolean }): DanfoSeries;
  cumSum(): DanfoSeries;
  describe(): DanfoSeries;
  head(rows?: number): DanfoSeries;
  tail(rows?: number): DanfoSeries;
  iloc(rows: (number | string | boolean)[]): DanfoSeries;
  copy(): DanfoSeries;
  print(): void;
}

/** Rows that agree in some columns. */
export interface DanfoGroups {
  col(columns: string[]): DanfoGroups;
  count(): DanfoFrame;
  sum(): DanfoFrame;
  mean(): DanfoFrame;
  std(): DanfoFrame;
  var(): DanfoFrame;
  min(): DanfoFrame;
  max(): DanfoFrame;
  agg(how: Record<string, string | string[]>): DanfoFrame;
  getGroup(keys: DanfoValue[]): DanfoFrame;
}

/** A table of danfojs. */
export interface DanfoFrame {
  readonly columns: string[];
  readonly index: (string | number)[];
  readonly values: DanfoValue[][];
  readonly shape: [number, number];
  readonly dtypes: string[];
  readonly T: DanfoFrame;
  column(name: string): DanfoSeries;
  head(rows?: number): DanfoFrame;
  tail(rows?: number): DanfoFrame;
  loc(where: { rows?: unknown; columns?: (string | number)[] }): DanfoFrame;
  iloc(where: { rows?: unknown; columns?: (string | number)[] }): DanfoFrame;
  query(condition: DanfoSeries): DanfoFrame;
  addColumn(name: string, values: DanfoSeries | DanfoValue[], options?: { inplace?: boolean }): DanfoFrame;
  drop(what: { columns?: string[]; index?: (string | number)[]; inplace?: boolean }): DanfoFrame;
  rename(names: Record<string, string>, options?: DanfoAxis & { inplace?: boolean }): DanfoFrame;
  sortValues(by: string, options?: { ascending?: boolean; inplace?: boolean }): DanfoFrame;
  sortIndex(options?: { ascending?: boolean; inplace?: boolean }): DanfoFrame;
  groupby(columns: string[]): DanfoGroups;
  describe(): DanfoFrame;
  count(options?: DanfoAxis): DanfoSeries;
  sum(options?: DanfoAxis): DanfoSeries;
  mean(options?: DanfoAxis): DanfoSeries;
  median(options?: DanfoAxis): DanfoSeries;
  std(options?: DanfoAxis): DanfoSeries;
  var(options?: DanfoAxis): DanfoSeries;
  min(options?: DanfoAxis): DanfoSeries;
  max(options?: DanfoAxis): DanfoSeries;
  add(other: DanfoOperand, options?: DanfoAxis): DanfoFrame;
  sub(other: DanfoOperand, options?: DanfoAxis): DanfoFrame;
  mul(other: DanfoOperand, options?: DanfoAxis): DanfoFrame;
  div(other: DanfoOperand, options?: DanfoAxis): DanfoFrame;
  pow(other: DanfoOperand, options?: DanfoAxis): DanfoFrame;
  gt(other: DanfoOperand, options?: DanfoAxis): DanfoFrame;
  lt(other: DanfoOperand, options?: DanfoAxis): DanfoFrame;
  isNa(): DanfoFrame;
  dropNa(options?: DanfoAxis): DanfoFrame;
  fillNa(value: DanfoValue | DanfoValue[], options?: { columns?: string[] }): DanfoFrame;
  apply(map: (row: DanfoValue[]) => unknown, options?: DanfoAxis): DanfoFrame | DanfoSeries;
  sample(rows: number, options?: { seed?: number }): Promise<DanfoFrame>;
  setIndex(what: { column?: string; index?: (string | number)[]; drop?: boolean }): DanfoFrame;
  resetIndex(): DanfoFrame;
  copy(): DanfoFrame;
  print(): void;
}

/** danfojs itself. Functions that are not listed here are documented by danfojs. */
export interface Danfo {
  readonly DataFrame: new (
    data: unknown,
    options?: { columns?: string[]; index?: (string | number)[]; dtypes?: string[] },
  ) => DanfoFrame;
  readonly Series: new (
    data: DanfoValue[],
    options?: { index?: (string | number)[]; dtypes?: string[] },
  ) => DanfoSeries;
  concat(what: { dfList: (DanfoFrame | DanfoSeries)[]; axis: 0 | 1 }): DanfoFrame | DanfoSeries;
  merge(what: {
    left: DanfoFrame;
    right: DanfoFrame;
    on: string[];
    how?: "inner" | "outer" | "left" | "right";
  }): DanfoFrame;
  getDummies(data: DanfoFrame | DanfoSeries, options?: { columns?: string[] }): DanfoFrame;
  readCSV(file: string, options?: object): Promise<DanfoFrame>;
  readJSON(file: string, options?: object): Promise<DanfoFrame>;
  toCSV(frame: DanfoFrame | DanfoSeries, options?: { filePath?: string; sep?: string; header?: boolean }): string;
  toJSON(frame: DanfoFrame | DanfoSeries, options?: { filePath?: string; format?: "column" | "row" }): object;
}
