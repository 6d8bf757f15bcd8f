import type { TranslationBundle } from "@jupyterlab/translation";
import { IssueSign } from "./issue-summary";
import type { PlacedIssue } from "./prior-rows";

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
            <IssueSign severity={issue.severity} trans={props.trans} /> {sentence(issue.message)}{" "}
            {sentence(issue.hint ?? "")}
          </p>
        ))}
      </td>
    </tr>
  );
}

function sentence(text: string): string {
  return text === "" || /[.?!]$/.test(text) ? text : `${text}.`;
}
