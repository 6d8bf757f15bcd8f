import type { TranslationBundle } from "@jupyterlab/translation";
import { Fragment, type ReactNode } from "react";
import { DensityView } from "./density-view";
import { IssueSign } from "./issue-list-view";
import type { EntryColumn, EntryRow, PlacedIssue } from "./prior-rows";
import { entryColumns } from "./prior-rows";
import type { PriorShape } from "./prior-shape";
import { fromData, resolvedText } from "./resolved-text";
import { ShapeSelect } from "./shape-select";
import { type AfterEdit, TextEditor } from "./text-cell";

/** An edit under way: which column, and the key that began it. */
export interface Editing {
  column: number;
  typed: string | null;
}

/** What rows ask of the table. */
export interface RowActions {
  commit(row: number, column: number, text: string, then: AfterEdit): void;
  chooseShape(row: number, shape: PriorShape): void;
  /** Gives up and goes back to the cell. */
  cancel(): void;
  /** Gives up and lets the focus go where it went. */
  leave(): void;
  remove(row: number): void;
  save(): void;
}

interface EntryRowProps {
  row: EntryRow;
  index: number;
  /** Column of the cell that Tab reaches, or −1. */
  active: number;
  editing: Editing | null;
  readOnly: boolean;
  /** Id of the list of variable names. */
  names: string;
  /** Beginning of the ids of this row's messages. */
  id: string;
  actions: RowActions;
  trans: TranslationBundle;
}

/** One variable: its line in the table, and under it what is wrong with it. */
export function EntryRowView(props: EntryRowProps): JSX.Element {
  const { row, id, trans } = props;
  const messages = row.issues.filter(({ issue }) => issue.severity !== "info");
  const worst = messages.some(({ issue }) => issue.severity === "error")
    ? "error"
    : messages.length > 0
      ? "warning"
      : "none";
  const role = row.variable?.role ?? (row.entry.fixed ? "fixed" : "free");
  return (
    <>
      <tr className="nightbook-Entry" data-line={row.line} data-worst={worst} data-role={role}>
        {entryColumns.map((column, i) => (
          <Cell key={column} {...props} column={column} place={i} messages={messages} />
        ))}
      </tr>
      {messages.length > 0 && <MessageRow id={id} messages={messages} columns={entryColumns.length} trans={trans} />}
    </>
  );
}

/** The messages of a row, each with its hint. */
export function MessageRow(props: {
  id: string;
  messages: readonly PlacedIssue[];
  columns: number;
  trans: TranslationBundle;
}): JSX.Element {
  return (
    <tr className="nightbook-MessageRow">
      <td colSpan={props.columns}>
        {props.messages.map(({ issue }, i) => (
          <p key={`${issue.column} ${issue.code}`} id={`${props.id}-${i}`} data-severity={issue.severity}>
            <IssueSign severity={issue.severity} /> {sentence(issue.message)} {sentence(issue.hint ?? "")}
          </p>
        ))}
      </td>
    </tr>
  );
}

function sentence(text: string): string {
  return text === "" || /[.?!]$/.test(text) ? text : `${text}.`;
}

function Cell(
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

/** Whether a cell of this row can be typed or chosen in. */
export function isEditable(row: EntryRow, column: EntryColumn): boolean {
  if (column === "second") return !row.entry.fixed || row.entry.second !== null;
  return column === "name" || column === "shape" || column === "first";
}

function CellEditor(props: EntryRowProps & { column: EntryColumn; place: number; typed: string | null }): JSX.Element {
  const { row, index, column, place, typed, names, actions, trans } = props;
  if (column === "shape") {
    return (
      <ShapeSelect
        shape={row.shape}
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
      label={`${row.entry.name.text}, ${valueName(row, field, trans)}`}
      suggestions={field === "name" ? names : undefined}
      onCommit={(text, then) => actions.commit(index, place, text, then)}
      onCancel={actions.cancel}
      onSave={actions.save}
    />
  );
}

function CellText(props: EntryRowProps & { column: EntryColumn }): ReactNode {
  const { row, index, column, readOnly, actions, trans } = props;
  switch (column) {
    case "name":
      return (
        <>
          <span className="nightbook-Cell-name-text nightbook-Cell-text">{breakable(row.entry.name.text)}</span>
          <Description row={row} />
          {!readOnly && (
            <button
              type="button"
              tabIndex={-1}
              className="nightbook-Cell-remove"
              aria-label={trans.__("Remove the line of %1", row.entry.name.text)}
              title={trans.__("Remove this line (Ctrl Delete)")}
              onClick={(event) => {
                event.stopPropagation();
                actions.remove(index);
              }}
            >
              ×
            </button>
          )}
        </>
      );
    case "shape":
      return (
        <span className="nightbook-Cell-text">
          {row.shape === null ? row.entry.options.map((option) => option.text).join(", ") : trans.__(row.shape.label)}
        </span>
      );
    case "first":
    case "second": {
      const field = row.entry[column];
      if (field === null) return null;
      return (
        <>
          <span className="nightbook-Cell-role">{valueName(row, column, trans)}</span>
          <code className="nightbook-Cell-text">{field.text}</code>
        </>
      );
    }
    case "resolved": {
      if (row.variable === null) return null;
      const wrong = row.issues.some(({ issue }) => issue.severity === "error");
      const text = resolvedText(row.variable, wrong);
      return <span data-open={text === fromData || undefined}>{trans.__(text)}</span>;
    }
    case "preview":
      return row.variable === null ? null : <DensityView variable={row.variable} trans={trans} />;
  }
}

/** A name that may go on in the next line after an underscore. */
function breakable(name: string): ReactNode {
  return name.split("_").map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name have no other identity
    <Fragment key={i}>
      {i > 0 && "_"}
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** What the variable is: in the words of the file where it has some, else in those of the catalogue. */
function Description({ row }: { row: EntryRow }): JSX.Element | null {
  const meaning = row.variable?.meaning ?? "";
  if (row.note !== "") {
    return (
      <span className="nightbook-Cell-meaning" title={meaning}>
        <em># {row.note}</em>
      </span>
    );
  }
  return meaning === "" ? null : <span className="nightbook-Cell-meaning">{meaning}</span>;
}

function valueName(row: EntryRow, column: "name" | "first" | "second", trans: TranslationBundle): string {
  if (column === "name") return trans.__("name");
  const name = row.shape?.[column];
  return name === undefined || name === null ? "" : trans.__(name);
}
