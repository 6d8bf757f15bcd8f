import type { TranslationBundle } from "@jupyterlab/translation";
import { helperCatalogue } from "nightbook/priors";
import { useCallback, useEffect, useId, useState } from "react";
import { CompanionSelect } from "../priors/companion-select";
import type { PriorModel } from "../priors/prior-model";
import { shortNumber } from "../priors/resolved-text";
import { type ObservationOrigin, originKey, originText } from "./observation-origin";

const fileChoice = "choose";

/** Which observation the prior is shown for, and the helper variables that follow from it. */
export function ObservationBar({ model, trans }: { model: PriorModel; trans: TranslationBundle }): JSX.Element {
  const id = useId();
  const { origin, observation, isReading, problem } = model.observation.state;
  const [choices, setChoices] = useState<readonly ObservationOrigin[]>([]);
  const look = useCallback(() => {
    const { library, path } = model;
    void Promise.all([library.beside(path), library.inNotebooks()]).then((found) => setChoices(found.flat()));
  }, [model]);
  useEffect(look, [look]);
  const known = new Map(choices.map((choice) => [originKey(choice), choice]));
  if (origin !== null) known.set(originKey(origin), origin);
  const choose = async (key: string): Promise<void> => {
    const chosen = key === fileChoice ? await model.library.pick(model.path) : (known.get(key) ?? null);
    if (key !== fileChoice || chosen !== null) model.observation.choose(chosen, model.path);
  };
  return (
    <div className="nightbook-Observation">
      <label htmlFor={id}>{trans.__("Observation")}</label>
      <select
        id={id}
        value={originKey(origin)}
        data-lm-suppress-shortcuts="true"
        aria-describedby={problem === "" ? undefined : `${id}-problem`}
        onFocus={look}
        onChange={(event) => void choose(event.target.value)}
      >
        <option value="">{trans.__("none")}</option>
        {[...known].map(([key, choice]) => (
          <option key={key} value={key}>
            {originText(choice)}
          </option>
        ))}
        <option value={fileChoice}>{trans.__("Choose a file…")}</option>
      </select>
      {isReading && <span className="nightbook-Observation-note">{trans.__("reading…")}</span>}
      <CompanionSelect model={model} trans={trans} />
      {problem !== "" && (
        <p id={`${id}-problem`} role="alert" className="nightbook-Observation-problem">
          {problem}
        </p>
      )}
      {observation !== null && (
        <details className="nightbook-Helpers">
          <summary>{trans.__("Helper variables")}</summary>
          <dl>
            {helperCatalogue.map(({ name, meaning, unit }) => {
              const value = (observation.helper_vars as unknown as Record<string, number>)[name];
              return (
                <div key={name} title={trans.__(meaning)}>
                  <dt>{name}</dt>
                  <dd>
                    {value === undefined ? "–" : shortNumber(value)} {unit}
                  </dd>
                </div>
              );
            })}
          </dl>
        </details>
      )}
    </div>
  );
}
