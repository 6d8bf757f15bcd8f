import { Fragment, type ReactNode } from "react";
import { DensityView } from "./density-view";
import type { EntryRowProps } from "./entry-cell";
import type { EntryColumn } from "./prior-rows";
import { usualText, valueName } from "./prior-shape";
import { fromData, resolvedText } from "./resolved-text";

/** What a cell shows while nobody edits it. */
export function CellText(props: EntryRowProps & { column: EntryColumn }): ReactNode {
  const { row, index, column, readOnly, actions, trans } = props;
  switch (column) {
    case "name":
      return (
        <>
          <span className="nightbook-Cell-name-text nightbook-Cell-text">{breakable(row.entry.name.text)}</span>
          <Description row={row} trans={trans} />
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
          <span className="nightbook-Cell-role">{trans.__(valueName(row.shape, column))}</span>
          <code className="nightbook-Cell-text">{field.text}</code>
        </>
      );
    }
    case "resolved": {
      if (row.variable === null) return null;
      const wrong = row.issues.some(({ issue }) => issue.severity === "error");
      const text = resolvedText(row.variable, wrong);
      const isDefault = !text.includes(fromData) && row.variable.defaulted.includes(true);
      return (
        <>
          <span data-open={text === fromData || undefined}>{trans.__(text)}</span>
          {isDefault && (
            <span className="nightbook-Defaulted" title={trans.__("The line says nan: the program chose")}>
              {trans.__("default")}
            </span>
          )}
        </>
      );
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
function Description({ row, trans }: Pick<EntryRowProps, "row" | "trans">): JSX.Element | null {
  const known = row.variable?.meaning ?? row.info?.meaning ?? "";
  const meaning = [known && trans.__(known), usualText(row.info, trans)].filter((part) => part !== "").join(", ");
  if (row.note !== "") {
    return (
      <span className="nightbook-Cell-meaning" title={meaning}>
        <em># {row.note}</em>
      </span>
    );
  }
  return meaning === "" ? null : <span className="nightbook-Cell-meaning">{meaning}</span>;
}
