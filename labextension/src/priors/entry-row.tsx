import { EntryCell, type EntryRowProps } from "./entry-cell";
import { MessageRow } from "./message-row";
import { entryColumns } from "./prior-rows";

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
      <tr
        className="nightbook-Entry"
        data-name={row.entry.name.text}
        data-line={row.line}
        data-worst={worst}
        data-role={role}
        data-defaulted={row.variable?.defaulted.includes(true) || undefined}
      >
        {entryColumns.map((column, i) => (
          <EntryCell key={column} {...props} column={column} place={i} messages={messages} />
        ))}
      </tr>
      {messages.length > 0 && <MessageRow id={id} messages={messages} columns={entryColumns.length} trans={trans} />}
    </>
  );
}
