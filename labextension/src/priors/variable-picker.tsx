import type { TranslationBundle } from "@jupyterlab/translation";
import { fragmentationVariables, insertVariable, priorVariables, type VariableInfo } from "nightbook/priors";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { PriorModel } from "./prior-model";

interface VariablePickerProps {
  model: PriorModel;
  /** Id under which the list of names is offered to others. */
  names: string;
  /** Where to put the next variable; a new object each time somebody asks. */
  after: { line: number } | null;
  trans: TranslationBundle;
}

/** Adds a variable, found by its name or meaning. */
export function VariablePicker({ model, names, after, trans }: VariablePickerProps): JSX.Element {
  const [text, setText] = useState("");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const line = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (after === null) return;
    line.current = after.line;
    input.current?.focus();
  }, [after]);
  const variables = absentVariables(model);
  const chosen = variables.find((variable) => variable.name === text.trim());
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen === undefined) return;
    model.apply(insertVariable(model.view.document, chosen.name, line.current));
    line.current = undefined;
    setText("");
  };
  return (
    <form className="nightbook-Picker" onSubmit={add}>
      <label htmlFor={id}>{trans.__("Add a variable")}</label>
      <input
        ref={input}
        id={id}
        list={names}
        data-lm-suppress-shortcuts="true"
        placeholder={trans.__("name or meaning")}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <datalist id={names}>
        {variables.map((variable) => (
          <option key={variable.name} value={variable.name}>
            {variable.unit === "" ? variable.meaning : `${variable.meaning}, ${variable.unit}`}
          </option>
        ))}
      </datalist>
      <button type="submit" className="jp-mod-styled" disabled={chosen === undefined}>
        {trans.__("Add")}
      </button>
    </form>
  );
}

/** What the file could still name: all of a prior once, those of a block in each block. */
function absentVariables(model: PriorModel): readonly VariableInfo[] {
  const { document } = model.view;
  const lastBlock = document.blocks.length - 1;
  const present = new Set(
    document.lines.flatMap(({ entry }) =>
      entry !== null && (document.kind === "prior" || entry.block === lastBlock) ? [entry.name.text] : [],
    ),
  );
  const all = document.kind === "prior" ? priorVariables : fragmentationVariables;
  return all.filter((variable) => !present.has(variable.name));
}
