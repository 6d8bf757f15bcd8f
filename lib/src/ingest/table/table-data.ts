import type { ColumnData } from "../fits/table/column-data";

/** A column of a table with what is known about it. */
export interface DescribedColumn extends ColumnData {
  /** What it holds, one phrase. */
  description?: string;
}

/** A fact about a table: what JSON can say. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

/** A table as readers give it and writers take it: columns of equal length, and facts about them all. */
export interface TableData {
  readonly columns: readonly DescribedColumn[];
  /** Facts about the table as a whole: where it comes from, keywords, comments. */
  readonly metadata?: Readonly<Record<string, Fact>>;
}

/** Rows of a table; 0 without columns. */
export function rowCount({ columns }: Pick<TableData, "columns">): number {
  return columns[0]?.length ?? 0;
}

/** How many entries of `values` a cell of fixed shape takes: complex numbers take two each. */
export function cellLength({ cellShape, type }: Pick<ColumnData, "cellShape" | "type">): number {
  return cellShape.reduce((product, length) => product * length, type.startsWith("complex") ? 2 : 1);
}

/** Names that are all different, by a number behind those that stand there already. */
export function distinctColumnNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let distinct = name;
    for (let n = 2; taken.has(distinct); n++) distinct = `${name}_${n}`;
    taken.add(distinct);
    return distinct;
  });
}
