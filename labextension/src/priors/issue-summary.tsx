import type { TranslationBundle } from "@jupyterlab/translation";
import type { PriorIssue } from "nightbook/priors";
import { issueCountText, issuesInOrder } from "./issue-walk";

interface IssueSummaryProps {
  issues: readonly PriorIssue[];
  onStep(step: 1 | -1): void;
  onGo(issue: PriorIssue): void;
  trans: TranslationBundle;
}

/** How many problems there are, ways through them, and the list. */
export function IssueSummary({ issues, onStep, onGo, trans }: IssueSummaryProps): JSX.Element {
  const ordered = issuesInOrder(issues);
  const worst = ordered.some((issue) => issue.severity === "error") ? "error" : ordered.length > 0 ? "warning" : "none";
  return (
    <div className="nightbook-Issues" data-worst={worst}>
      <div className="nightbook-Issues-bar">
        <span role="status" className="nightbook-Issues-count">
          <IssueSign severity={worst} trans={trans} /> {issueCountText(issues, trans)}
        </span>
        {ordered.length > 0 && (
          <>
            <button type="button" className="jp-mod-styled" onClick={() => onStep(-1)} title="Shift F8">
              {trans.__("Previous")}
            </button>
            <button type="button" className="jp-mod-styled" onClick={() => onStep(1)} title="F8">
              {trans.__("Next")}
            </button>
          </>
        )}
      </div>
      {ordered.length > 0 && (
        <ul aria-label={trans.__("Problems")}>
          {ordered.map((issue) => (
            <li key={`${issue.line} ${issue.column} ${issue.code}`} data-severity={issue.severity}>
              <button type="button" onClick={() => onGo(issue)}>
                <IssueSign severity={issue.severity} trans={trans} />
                <span className="nightbook-Issues-line">{trans.__("line %1", issue.line)}</span>
                <span>{issue.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const signs = { error: "✕", warning: "⚠", info: "i", none: "✓" };
const words = { error: "Error:", warning: "Warning:", info: "Note:", none: "" };

/** The sign of a severity, with its word for those who hear the page. */
export function IssueSign({
  severity,
  trans,
}: {
  severity: keyof typeof signs;
  trans: TranslationBundle;
}): JSX.Element {
  return (
    <span className="nightbook-Sign" data-severity={severity}>
      <span aria-hidden="true">{signs[severity]}</span>
      <span className="nightbook-Spoken">{words[severity] && trans.__(words[severity])}</span>
    </span>
  );
}
