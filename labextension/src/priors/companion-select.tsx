import type { TranslationBundle } from "@jupyterlab/translation";
import { useCallback, useEffect, useId, useState } from "react";
import { baseName } from "../observation/observation-origin";
import type { PriorModel } from "./prior-model";

/** Which fragmentation file goes with the prior; nothing where there is none to choose. */
export function FragmentationSelect({ model, trans }: { model: PriorModel; trans: TranslationBundle }) {
  const id = useId();
  const { chosen } = model.fragmentation;
  const [beside, setBeside] = useState<readonly string[]>([]);
  const look = useCallback(() => void model.library.fragmentationsBeside(model.path).then(setBeside), [model]);
  useEffect(look, [look]);
  const paths = chosen === null || beside.includes(chosen) ? beside : [chosen, ...beside];
  if (paths.length === 0) return null;
  return (
    <>
      <label htmlFor={id}>{trans.__("Fragmentations")}</label>
      <select
        id={id}
        className="nightbook-Fragmentations"
        value={chosen ?? ""}
        data-lm-suppress-shortcuts="true"
        onFocus={look}
        onChange={(event) => model.fragmentation.choose(event.target.value === "" ? null : event.target.value)}
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
