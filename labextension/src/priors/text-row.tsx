import type { TranslationBundle } from "@jupyterlab/translation";
import { fragmentationType } from "nightbook/priors";
import { BlockTools } from "./block-tools";
import { MessageRow } from "./message-row";
import type { PriorModel } from "./prior-model";
import type { TextRow } from "./prior-rows";
import type { Editing, RowActions } from "./row-actions";
import { TextEditor } from "./text-editor";

interface TextRowProps {
  model: PriorModel;
  row: TextRow;
  index: number;
  active: number;
  editing: Editing | null;
  columns: number;
  id: string;
  actions: RowActions;
  trans: TranslationBundle;
}

/** A comment, the heading of a block, or a line that could not be read: shown and edited whole. */
export function TextRowView(props: TextRowProps): JSX.Element {
  const { model, row, index, active, editing, columns, id, actions, trans } = props;
  const messages = row.issues.filter(({ issue }) => issue.severity !== "info");
  const invalid = messages.some(({ issue }) => issue.severity === "error");
  const info = row.block === null ? null : fragmentationType(row.block.type);
  return (
    <>
      <tr className="nightbook-TextRow" data-kind={row.kind} data-line={row.line}>
        <td
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid, not of a plain table
          role="gridcell"
          colSpan={columns}
          className="nightbook-Cell"
          data-row={index}
          data-column={0}
          data-severity={invalid ? "error" : undefined}
          tabIndex={active === 0 ? 0 : -1}
          aria-invalid={invalid || undefined}
          aria-describedby={messages.length > 0 ? messages.map((_, i) => `${id}-${i}`).join(" ") : undefined}
        >
          {editing !== null ? (
            <TextEditor
              text={row.text}
              typed={editing.typed}
              label={trans.__("Line %1", row.line)}
              onCommit={(text, then) => actions.commit(index, 0, text, then)}
              onCancel={actions.cancel}
              onSave={actions.save}
            />
          ) : (
            <>
              <code className="nightbook-Cell-text">{row.text}</code>
              {info !== null && (
                <span className="nightbook-TextRow-title">
                  {trans.__(info.title)}. <span>{trans.__(info.meaning)}.</span>
                </span>
              )}
              {row.block !== null && !model.readOnly && (
                <BlockTools model={model} block={model.view.document.blocks.indexOf(row.block)} trans={trans} />
              )}
            </>
          )}
        </td>
      </tr>
      {messages.length > 0 && <MessageRow id={id} messages={messages} columns={columns} trans={trans} />}
    </>
  );
}
