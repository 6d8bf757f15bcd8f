import type { TranslationBundle } from "@jupyterlab/translation";
import { moveLine, type PriorIssue, removeLine } from "nightbook/priors";
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { cellEdit } from "./cell-edit";
import { EntryRowView } from "./entry-row";
import { type GridPlace, moveAfterEdit, moveByKey } from "./grid-keys";
import type { PriorModel } from "./prior-model";
import { cellContent, cellCount, entryColumns, isEditable, type PriorRow, placeOfIssue } from "./prior-rows";
import { changeShape } from "./prior-shape";
import { entryInfo } from "./prior-view";
import type { Editing, RowActions } from "./row-actions";
import { completionFor } from "./suggestions";
import { TextRowView } from "./text-row";
import { useGridPlace } from "./use-grid-place";

/** An edit under way, and what stood in its cell when it began. */
interface BegunEdit extends Editing {
  row: number;
  content: string;
}

interface PriorTableProps {
  model: PriorModel;
  rows: readonly PriorRow[];
  /** A problem to go to; a new object each time. */
  target: { issue: PriorIssue } | null;
  onLine(line: number): void;
  /** Asks for a variable to be put in behind a line. */
  onInsert(line: number): void;
  trans: TranslationBundle;
}

/** The lines of a prior as a grid: arrows move, Enter edits, Escape gives up, Tab goes on. */
export function PriorTable({ model, rows, target, onLine, onInsert, trans }: PriorTableProps): JSX.Element {
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const { place, setPlace, follow } = useGridPlace(rows, table);
  const [begun, setEditing] = useState<BegunEdit | null>(null);
  // Somebody else may change the line meanwhile: then the edit has lost its ground.
  const editing = begun !== null && begun.content === cellContent(rows[begun.row], begun.column) ? begun : null;
  useEffect(() => {
    if (editing === null) setEditing(null);
  }, [editing]);
  // Only a new target moves; the rows change with every edit.
  const latestRows = useRef(rows);
  latestRows.current = rows;
  const columns = useMemo(() => rows.map(cellCount), [rows]);
  const row = Math.min(place.row, rows.length - 1);
  const column = Math.min(place.column, (columns[row] ?? 1) - 1);

  useEffect(() => {
    if (!follow.current || editing !== null) return;
    follow.current = false;
    const cell = table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest" });
  });

  useEffect(() => {
    if (target === null) return;
    const found = placeOfIssue(latestRows.current, target.issue);
    if (found === null) return;
    follow.current = true;
    setEditing(null);
    setPlace(found);
  }, [target, setPlace, follow]);

  const go = (next: GridPlace): void => {
    follow.current = true;
    setPlace(next);
    setEditing(null);
  };

  const edit = (atRow: number, atColumn: number, typed: string | null = null): void => {
    const candidate = rows[atRow];
    if (candidate === undefined || model.readOnly) return;
    if (candidate.kind === "entry" && !isEditable(candidate, entryColumns[atColumn]!)) return;
    if (typed !== null && entryColumns[atColumn] === "shape" && candidate.kind === "entry") return;
    if (candidate.kind === "entry") void model.lookForHelpers();
    setPlace({ row: atRow, column: atColumn });
    setEditing({ row: atRow, column: atColumn, typed, content: cellContent(candidate, atColumn) });
  };

  const actions: RowActions = {
    commit: (atRow, atColumn, text, then) => {
      const change = editing === null ? null : cellEdit(model.text, rows[atRow]!, atColumn, text);
      if (change !== null) model.apply(change);
      if (then === "leave") {
        setPlace({ row, column });
        return setEditing(null);
      }
      go(moveAfterEdit({ row: atRow, column: atColumn }, then, columns));
    },
    chooseShape: (atRow, shape) => {
      const candidate = rows[atRow];
      if (candidate?.kind === "entry") {
        model.apply(changeShape(model.text, candidate.entry, shape, entryInfo(model.view, candidate.entry)));
      }
      go({ row: atRow, column: entryColumns.indexOf("shape") });
    },
    cancel: () => go({ row, column }),
    leave: () => setEditing(null),
    remove: (atRow) => {
      const candidate = rows[atRow];
      if (candidate === undefined) return;
      model.apply(removeLine(model.view.document, candidate.line));
      go({ row: atRow, column });
    },
    complete: (candidate, what, text, cursor) =>
      completionFor(model.view.document, candidate, what, [text, cursor], model.helpers, trans),
    save: () => void model.save(),
  };

  /** Moves the line of a row by one, past lines that the table does not show. */
  const moveRow = (atRow: number, step: 1 | -1): void => {
    const [candidate, other] = [rows[atRow], rows[atRow + step]];
    if (candidate === undefined || other === undefined || model.readOnly) return;
    const after = step > 0 ? other.line : other.line - 1;
    if (model.apply(moveLine(model.view.document, candidate.line, after))) go({ row: atRow + step, column });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing !== null || placeOf(event.target as Element) === null) return;
    const control = event.ctrlKey || event.metaKey;
    const next = event.altKey ? null : moveByKey({ row, column }, event.key, control, columns);
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      moveRow(row, event.key === "ArrowUp" ? -1 : 1);
    } else if (next !== null) go(next);
    else if (event.key === "Insert" && !model.readOnly) onInsert(rows[row]!.line);
    else if (event.key === "Enter" || event.key === "F2") edit(row, column);
    else if (event.key === "Delete" && control && !model.readOnly) actions.remove(row);
    else if (event.key === "Delete" || event.key === "Backspace") edit(row, column, "");
    else if (event.key.length === 1 && !control && !event.altKey && event.key !== " ") edit(row, column, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onFocus = (event: FocusEvent): void => {
    const at = placeOf(event.target);
    if (at === null) return;
    setPlace(at);
    onLine(rows[at.row]!.line);
  };

  const onClick = (event: MouseEvent): void => {
    const at = editing === null ? placeOf((event.target as Element).closest("[data-row]")) : null;
    if (at !== null) edit(at.row, at.column);
  };

  const shared = { readOnly: model.readOnly, actions, trans };
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table one can move and edit in
      role="grid"
      className="nightbook-Prior"
      aria-label={trans.__("Prior")}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={onClick}
    >
      <thead>
        <tr>
          <th scope="col">{trans.__("Variable")}</th>
          <th scope="col">{trans.__("Shape")}</th>
          <th scope="col" colSpan={2}>
            {trans.__("Values")}
          </th>
          <th scope="col">{trans.__("Becomes")}</th>
          <th scope="col">{trans.__("Density")}</th>
        </tr>
      </thead>
      {cards(rows).map(({ from, to }) => (
        <tbody key={rows[from]?.line ?? 0} data-card={isCard(rows[from]) || undefined}>
          {rows.slice(from, to).map((candidate, i) => {
            const index = from + i;
            const own = {
              ...shared,
              index,
              active: index === row ? column : -1,
              editing: editing?.row === index ? editing : null,
              id: `${id}-${candidate.line}`,
            };
            return candidate.kind === "entry" ? (
              <EntryRowView key={candidate.line} {...own} row={candidate} />
            ) : (
              <TextRowView key={candidate.line} {...own} model={model} row={candidate} columns={entryColumns.length} />
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

function isCard(row: PriorRow | undefined): boolean {
  return row?.kind === "block";
}

/** Rows `from` to `to` that belong together: those before the first fragmentation, then each with what is under it. */
function cards(rows: readonly PriorRow[]): { from: number; to: number }[] {
  const starts = rows.flatMap((row, i) => (i === 0 || isCard(row) ? [i] : []));
  return starts.map((from, k) => ({ from, to: starts[k + 1] ?? rows.length }));
}

/** The place of a cell's element, or `null` for any other element. */
function placeOf(element: Element | null): GridPlace | null {
  const { row, column } = (element as HTMLElement | null)?.dataset ?? {};
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}
