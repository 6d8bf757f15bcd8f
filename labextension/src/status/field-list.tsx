import type { FitStatus } from "nightbook/core";
import { type KeyboardEvent, useId, useState } from "react";
import { type FitField, fitFields } from "./fit-fields";

/** The fields of the status line; each name explains itself when pointed at or focused. */
export function FieldList({ fit }: { fit: FitStatus }): JSX.Element {
  return (
    <dl className="nightbook-Fields">
      {fitFields.map((field) => (
        <Field key={field.id} field={field} fit={fit} />
      ))}
    </dl>
  );
}

function Field({ field, fit }: { field: FitField; fit: FitStatus }): JSX.Element {
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
          {field.name}
        </button>
        <span id={tip} role="tooltip" className="nightbook-Tip" hidden={dismissed}>
          {field.explain(fit)}
        </span>
      </dt>
      <dd>{field.value(fit)}</dd>
    </div>
  );
}
