import type { TranslationBundle } from "@jupyterlab/translation";
import { useEffect, useMemo, useState } from "react";
import type { RowPage } from "./kernel-rows";
import { rowOrder, type Sort } from "./row-order";
import { shownRows } from "./shown-rows";
import type { CellValue, TableColumn, TableContent } from "./table-content";
import { TablePager } from "./table-pager";
import { cutNotes, rowsText, sizeText } from "./table-text";
import { pageOf, sortedBy, type TableView } from "./table-view";

interface TableProps {
  content: TableContent;
  /** Where the kernel gives the rows: those that came last, or `null` before the first did. */
  far: RowPage | null | undefined;
  view: TableView;
  onView(view: TableView): void;
  trans: TranslationBundle;
}

/** A table in pages, sorted by the header that was pressed last. Values are only ever text nodes. */
export function Table({ content, far, view, onView, trans }: TableProps): JSX.Element {
  const { columns, rows, caption } = content;
  const order = useMemo(() => rowOrder(content, view.sort), [content, view.sort]);
  // The pages are those that can be turned to; order and line tell of the rows that stand there.
  const reachable = far === undefined ? rows.length : content.total;
  const shown = shownRows(content, far, view, order);
  const { from, available, sort, isLate } = shown;
  const isLoading = useLasting(isLate, patience);
  return (
    <div className="nightbook-Table">
      <div className="nightbook-Table-scroll">
        <table aria-rowcount={available + 1} aria-busy={isLate}>
          <caption>
            {caption !== "" && <span className="nightbook-Table-caption">{caption}</span>}
            <span className="nightbook-Spoken"> {sizeText(content, trans)}</span>
          </caption>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column, at) => (
                <Header
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity, names may repeat
                  key={at}
                  column={column}
                  sorted={sort?.column === at ? sort.direction : undefined}
                  onSort={() => onView(sortedBy(view, at))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map(({ key, values }, at) => (
              <Row key={key} index={from + at + 2} columns={columns} values={values} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="nightbook-Table-foot">
        <span role="status">{rowsText(content, shown, trans)}</span>
        <TablePager page={pageOf(view, reachable)} rows={reachable} view={view} onView={onView} trans={trans} />
        {/* Behind the buttons, which shall not move under the pointer. */}
        <span role="status" className="nightbook-Table-loading">
          {isLoading && trans.__("Loading…")}
        </span>
      </div>
      {cutNotes(content, available, trans).map((note) => (
        <p key={note} className="nightbook-Table-note">
          {note}
        </p>
      ))}
    </div>
  );
}

/** Rows that come sooner, in ms, are not said to be on their way. */
const patience = 400;

/** Whether something has been so for some time, in ms. */
function useLasting(isSo: boolean, time: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => setLasts(true), time);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo, time]);
  return isSo && lasts;
}

interface HeaderProps {
  column: TableColumn;
  sorted: Sort["direction"] | undefined;
  onSort(): void;
}

const arrows = { ascending: "▲", descending: "▼" };

function Header({ column, sorted, onSort }: HeaderProps): JSX.Element {
  const { name, kind, unit, description } = column;
  return (
    <th scope="col" aria-sort={sorted} data-kind={kind}>
      <button
        type="button"
        className="nightbook-Table-sort"
        title={description || undefined}
        onClick={onSort}
        data-lm-suppress-shortcuts="true"
      >
        <span className="nightbook-Table-name">
          {name}
          <span className="nightbook-Table-arrow" aria-hidden="true">
            {sorted === undefined ? "" : arrows[sorted]}
          </span>
        </span>
        {unit !== "" && <span className="nightbook-Table-unit"> {unit}</span>}
      </button>
    </th>
  );
}

interface RowProps {
  /** Place of the row in the whole table, the header being 1. */
  index: number;
  columns: readonly TableColumn[];
  values: readonly CellValue[];
}

function Row({ index, columns, values }: RowProps): JSX.Element {
  return (
    <tr aria-rowindex={index}>
      {columns.map(({ kind }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity
        <td key={at} data-kind={kind}>
          {String(values[at] ?? "")}
        </td>
      ))}
    </tr>
  );
}
