import type { TranslationBundle } from "@jupyterlab/translation";
import type { PriorModel } from "./prior-model";
import { templatesFor } from "./templates";

/** What an empty file can begin as. */
export function TemplateList({ model, trans }: { model: PriorModel; trans: TranslationBundle }): JSX.Element {
  return (
    <section className="nightbook-Templates" aria-label={trans.__("Templates")}>
      <p>{trans.__("The file is empty. Begin with a template, or add a variable above.")}</p>
      <ul>
        {templatesFor(model.view.document.kind).map(({ name, title, description, text }) => (
          <li key={name}>
            <button
              type="button"
              data-template={name}
              disabled={model.readOnly}
              onClick={() => model.apply({ start: 0, end: model.text.length, text })}
            >
              <strong>{trans.__(title)}</strong>
              <span>{trans.__(description)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
