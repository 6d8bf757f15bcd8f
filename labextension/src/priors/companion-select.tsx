import type { TranslationBundle } from "@jupyterlab/translation";
import { useCallback, useEffect, useId, useState } from "react";
import { baseName } from "../observation/observation-origin";
import { companionKind } from "./companion-choice";
import type { PriorModel } from "./prior-model";

/** Which fragmentations go with a prior, or which prior with fragmentations; nothing where there is none to choose. */
export function CompanionSelect({ model, trans }: { model: PriorModel; trans: TranslationBundle }) {
  const id = useId();
  const { chosen } = model.companion;
  const [beside, setBeside] = useState<readonly string[]>([]);
  const look = useCallback(() => void model.library.companionsBeside(model.path).then(setBeside), [model]);
  useEffect(look, [look]);
  const paths = chosen === null || beside.includes(chosen) ? beside : [chosen, ...beside];
  if (paths.length === 0) return null;
  return (
    <>
      <label htmlFor={id}>
        {companionKind(model.path) === "prior" ? trans.__("Prior") : trans.__("Fragmentations")}
      </label>
      <select
        id={id}
        className="nightbook-Companion"
        value={chosen ?? ""}
        data-lm-suppress-shortcuts="true"
        onFocus={look}
        onChange={(event) => model.companion.choose(event.target.value === "" ? null : event.target.value)}
      >
        <option value="">{trans.__("none")}</option>
        {paths.map((path) => (
          <option key={path} value={path}>
            {baseName(path)}
          </option>
        ))}
      </select>
    </>
  );
}
