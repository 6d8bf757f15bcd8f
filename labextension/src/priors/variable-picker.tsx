import type { TranslationBundle } from "@jupyterlab/translation";
import { insertVariable } from "nightbook/priors";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { completeWhole } from "../completion/complete";
import { CompletingInput } from "../completion/completing-input";
import type { PriorModel } from "./prior-model";
import { nameSuggestions } from "./suggestions";

interface VariablePickerProps {
  model: PriorModel;
  /** Where to put the next variable; a new object each time somebody asks. */
  after: { line: number } | null;
  trans: TranslationBundle;
}

/** Adds a variable, found by its name or meaning. */
export function VariablePicker({ model, after, trans }: VariablePickerProps): JSX.Element {
  const [text, setText] = useState("");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const line = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (after === null) return;
    line.current = after.line;
    input.current?.focus();
  }, [after]);
  const names = nameSuggestions(model.view.document, null, trans);
  const add = (wanted: string): void => {
    const chosen = names.find((name) => name.text === wanted.trim());
    if (chosen === undefined) return;
    model.apply(insertVariable(model.view.document, chosen.text, line.current));
    line.current = undefined;
    setText("");
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    add(text);
  };
  return (
    <form className="nightbook-Picker" onSubmit={onSubmit}>
      <label htmlFor={id}>{trans.__("Add a variable")}</label>
      <CompletingInput
        inputRef={input}
        id={id}
        placeholder={trans.__("name or meaning")}
        text={text}
        onText={setText}
        complete={(value) => completeWhole(value, names)}
        takesBest
        onTake={add}
      />
      <button type="submit" className="jp-mod-styled" disabled={!names.some((name) => name.text === text.trim())}>
        {trans.__("Add")}
      </button>
    </form>
  );
}
