import type { TranslationBundle } from "@jupyterlab/translation";
import { CellText } from "./cell-text";
import { type EntryColumn, type EntryRow, isEditable, type PlacedIssue } from "./prior-rows";
import { shapesFor, valueName } from "./prior-shape";
import type { Editing, RowActions } from "./row-actions";
import { ShapeSelect } from "./shape-select";
import { TextEditor } from "./text-editor";

/** What a row of the table knows. */
export interface EntryRowProps {
  row: EntryRow;
  index: number;
  /** Column of the cell that Tab reaches, or −1. */
  active: number;
  editing: Editing | null;
  readOnly: boolean;
  /** Beginning of the ids of this row's messages. */
  id: string;
  actions: RowActions;
  trans: TranslationBundle;
}

/** One cell of a line: what it holds, or the means to change it. */
export function EntryCell(
  props: EntryRowProps & { column: EntryColumn; place: number; messages: readonly PlacedIssue[] },
): JSX.Element {
  const { row, index, column, place, active, editing, readOnly, messages, id } = props;
  const own = messages.flatMap((message, i) => (message.column === column ? [i] : []));
  const invalid = own.some((i) => messages[i]!.issue.severity === "error");
  const isEditing = editing?.column === place;
  const editable = isEditable(row, column) && !readOnly;
  const Tag = column === "name" ? "th" : "td";
  return (
    <Tag
      role={column === "name" ? "rowheader" : "gridcell"}
      scope={column === "name" ? "row" : undefined}
      className={`nightbook-Cell nightbook-Cell-${column}`}
      data-row={index}
      data-column={place}
      data-severity={own.length === 0 ? undefined : invalid ? "error" : "warning"}
      tabIndex={active === place ? 0 : -1}
      aria-invalid={invalid || undefined}
      aria-describedby={own.length > 0 ? own.map((i) => `${id}-${i}`).join(" ") : undefined}
      aria-readonly={!editable || undefined}
    >
      {isEditing ? <CellEditor {...props} typed={editing.typed} /> : <CellText {...props} />}
    </Tag>
  );
}

function CellEditor(props: EntryRowProps & { column: EntryColumn; place: number; typed: string | null }): JSX.Element {
  const { row, index, column, place, typed, actions, trans } = props;
  if (column === "shape") {
    return (
      <ShapeSelect
        shape={row.shape}
        choices={shapesFor(row.info)}
        label={trans.__("Shape of %1", row.entry.name.text)}
        onChoose={(shape) => actions.chooseShape(index, shape)}
        onCancel={actions.cancel}
        onLeave={actions.leave}
        trans={trans}
      />
    );
  }
  const field = column === "name" || column === "first" ? column : "second";
  return (
    <TextEditor
      text={row.entry[field]?.text ?? ""}
      typed={typed}
      label={`${row.entry.name.text}, ${trans.__(valueName(row.shape, field))}`}
      complete={(text, cursor) => actions.complete(row, field === "name" ? "name" : "value", text, cursor)}
      onCommit={(text, then) => actions.commit(index, place, text, then)}
      onCancel={actions.cancel}
      onSave={actions.save}
    />
  );
}
