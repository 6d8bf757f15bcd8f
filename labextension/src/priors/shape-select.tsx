import type { TranslationBundle } from "@jupyterlab/translation";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { PriorShape } from "./prior-shape";

interface ShapeSelectProps {
  shape: PriorShape | null;
  /** What the variable can be. */
  choices: readonly PriorShape[];
  label: string;
  onChoose(shape: PriorShape): void;
  onCancel(): void;
  /** The focus has gone elsewhere. */
  onLeave(): void;
  trans: TranslationBundle;
}

/** The menu of shapes of a cell being edited. */
export function ShapeSelect({
  shape,
  choices,
  label,
  onChoose,
  onCancel,
  onLeave,
  trans,
}: ShapeSelectProps): JSX.Element {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    select.current?.focus();
    // Not every browser has it, and some refuse it without a click.
    try {
      select.current?.showPicker?.();
    } catch {
      // The menu opens with a click or Alt and the arrow down.
    }
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab" || event.key === "Enter") onCancel();
    if (event.key === "Escape" || event.key === "Tab") event.preventDefault();
  };
  return (
    <select
      ref={select}
      className="nightbook-Cell-select"
      data-lm-suppress-shortcuts="true"
      aria-label={label}
      value={shape?.id ?? ""}
      onChange={(event) => onChoose(choices.find((choice) => choice.id === event.target.value)!)}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
    >
      {(shape === null || !choices.includes(shape)) && (
        <option value={shape?.id ?? ""}>{trans.__("as written")}</option>
      )}
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {trans.__(choice.label)}
        </option>
      ))}
    </select>
  );
}
