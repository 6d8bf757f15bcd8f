import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { type KeyboardEvent, useId, useState } from "react";
import { type FitField, fitFields } from "./fit-fields";

interface FieldListProps {
  fit: FitStatus;
  /** Ids of the fields to leave out. */
  hidden: readonly string[];
  trans: TranslationBundle;
}

/** The fields of the status line; each name explains itself when pointed at or focused. */
export function FieldList({ fit, hidden, trans }: FieldListProps): JSX.Element {
  return (
    <dl className="nightbook-Fields">
      {fitFields
        .filter((field) => !hidden.includes(field.id))
        .map((field) => (
          <Field key={field.id} field={field} fit={fit} trans={trans} />
        ))}
    </dl>
  );
}

function Field(props: { field: FitField; fit: FitStatus; trans: TranslationBundle }): JSX.Element {
  const { field, fit, trans } = props;
  const tip = useId();
  // Escape puts an explanation away without moving the focus; it comes back on the next visit.
  const [dismissed, setDismissed] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") setDismissed(true);
  };
  const recall = (): void => setDismissed(false);
  return (
    <div className="nightbook-Field" data-field={field.id}>
      <dt>
        <button type="button" aria-describedby={tip} onKeyDown={onKeyDown} onBlur={recall} onMouseLeave={recall}>
          {trans.__(field.name)}
        </button>
        <span id={tip} role="tooltip" className="nightbook-Tip" hidden={dismissed}>
          {trans.__(field.explain(fit))}
        </span>
      </dt>
      <dd>{field.value(fit, trans)}</dd>
    </div>
  );
}
