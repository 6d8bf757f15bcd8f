import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { type KeyboardEvent, memo, useId, useState } from "react";
import { fitFields } from "./fit-fields";

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
          <Field
            key={field.id}
            id={field.id}
            name={trans.__(field.name)}
            about={trans.__(field.explain(fit))}
            value={field.value(fit, trans)}
          />
        ))}
    </dl>
  );
}

/** Most fields stay as they are from one message to the next. */
const Field = memo(function Field(props: { id: string; name: string; about: string; value: string }): JSX.Element {
  const { id, name, about, value } = props;
  const tip = useId();
  // Escape puts an explanation away without moving the focus; it comes back on the next visit.
  const [dismissed, setDismissed] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") setDismissed(true);
  };
  const recall = (): void => setDismissed(false);
  return (
    <div className="nightbook-Field" data-field={id}>
      <dt>
        <button type="button" aria-describedby={tip} onKeyDown={onKeyDown} onBlur={recall} onMouseLeave={recall}>
          {name}
        </button>
        <span id={tip} role="tooltip" className="nightbook-Tip" hidden={dismissed}>
          {about}
        </span>
      </dt>
      <dd>{value}</dd>
    </div>
  );
});
