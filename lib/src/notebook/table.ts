import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { escapeHtml } from "../core/text";

/** One column of a {@link Table}. */
export interface TableColumn {
  title: string;
  /** Written in brackets after the title; `""` for none. */
  unit?: string;
  /** Numbers are set flush right. */
  align?: "left" | "right";
}

/**
 * A small table that draws itself: HTML for a notebook, aligned text for a terminal.
 * Cells are text already, so that every number is rounded by whoever knows its meaning.
 */
export class Table implements Displayable {
  constructor(
    readonly columns: readonly TableColumn[],
    readonly rows: readonly (readonly string[])[],
    readonly caption = "",
  ) {}

  /** Aligned text, as the command line prints it. */
  toString(): string {
    const cells = [this.columns.map(heading), ...this.rows.map((row) => [...row])];
    const widths = this.columns.map((_, column) => Math.max(...cells.map((row) => length(row[column] ?? ""))));
    const line = (row: readonly string[]) =>
      row
        .map((cell, column) => {
          const gap = " ".repeat((widths[column] ?? 0) - length(cell));
          return this.columns[column]?.align === "right" ? gap + cell : cell + gap;
        })
        .join("  ")
        .trimEnd();
    const [head = [], ...body] = cells;
    const rule = widths.map((width) => "-".repeat(width)).join("  ");
    return [...(this.caption ? [this.caption] : []), line(head), rule, ...body.map(line)].join("\n");
  }

  [displaySymbol](): MimeBundle {
    const align = (column: number) => ` style="text-align:${this.columns[column]?.align ?? "left"}"`;
    const row = (cells: readonly string[], tag: string) =>
      `<tr>${cells.map((cell, column) => `<${tag}${align(column)}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
    const caption = this.caption ? `<caption>${escapeHtml(this.caption)}</caption>` : "";
    const head = row(this.columns.map(heading), "th");
    const body = this.rows.map((cells) => row(cells, "td")).join("");
    return {
      "text/html": `<table>${caption}<thead>${head}</thead><tbody>${body}</tbody></table>`,
      "text/plain": this.toString(),
    };
  }
}

function heading(column: TableColumn): string {
  return column.unit ? `${column.title} [${column.unit}]` : column.title;
}

/** Characters, not UTF-16 units, so that Greek and superscripts keep the columns straight. */
function length(text: string): number {
  return [...text].length;
}
