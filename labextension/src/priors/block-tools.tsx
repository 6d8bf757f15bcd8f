import type { TranslationBundle } from "@jupyterlab/translation";
import { fragmentationTypes, insertBlock, insertVariable } from "nightbook/priors";
import { absentInBlock, lastLineOf, removeBlock } from "./block-edit";
import type { PriorModel } from "./prior-model";

/** What can be done with one fragmentation: name another variable, or take it out. */
export function BlockTools({ model, block, trans }: { model: PriorModel; block: number; trans: TranslationBundle }) {
  const { document } = model.view;
  const { suffix } = document.blocks[block]!;
  const absent = absentInBlock(document, block);
  const add = (name: string): void => void model.apply(insertVariable(document, name, lastLineOf(document, block)));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and clicks for these tools are none of the grid's
    <span
      className="nightbook-Block-tools"
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
    >
      {absent.length > 0 && (
        <select
          value=""
          data-lm-suppress-shortcuts="true"
          aria-label={trans.__("Add a variable to %1", suffix.slice(1))}
          onChange={(event) => add(event.target.value)}
        >
          <option value="">{trans.__("Add a variable…")}</option>
          {absent.map(({ name, meaning }) => (
            <option key={name} value={name}>
              {name}: {trans.__(meaning)}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        className="jp-mod-styled"
        aria-label={trans.__("Remove the fragmentation of line %1", document.blocks[block]!.line)}
        onClick={() => model.apply(removeBlock(document, block))}
      >
        {trans.__("Remove")}
      </button>
    </span>
  );
}

/** Buttons that add a fragmentation of each kind. */
export function BlockPicker({ model, trans }: { model: PriorModel; trans: TranslationBundle }): JSX.Element {
  return (
    <fieldset className="nightbook-BlockPicker">
      <legend>{trans.__("Add a fragmentation")}</legend>
      {fragmentationTypes.map(({ type, title, meaning }) => (
        <button
          key={type}
          type="button"
          className="jp-mod-styled"
          aria-label={`${type}: ${trans.__(title)}`}
          title={`${trans.__(title)}. ${trans.__(meaning)}.`}
          onClick={() => model.apply(insertBlock(model.view.document, type))}
        >
          {type}
        </button>
      ))}
    </fieldset>
  );
}
