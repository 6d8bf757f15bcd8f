import type { TranslationBundle } from "@jupyterlab/translation";
import type { PriorIssue } from "nightbook/priors";
import { ObservationBar } from "../observation/observation-bar";
import { BlockPicker } from "./block-tools";
import { IssueSummary } from "./issue-summary";
import type { PriorModel } from "./prior-model";
import { VariablePicker } from "./variable-picker";

interface EditorHeadProps {
  model: PriorModel;
  /** Where the next variable goes. */
  after: { line: number } | null;
  showsPredictive: boolean;
  onPredictive(shows: boolean): void;
  onStep(step: 1 | -1): void;
  onGo(issue: PriorIssue): void;
  trans: TranslationBundle;
}

/** Above the table: what is wrong, for which observation, and what can be added or done. */
export function EditorHead(props: EditorHeadProps): JSX.Element {
  const { model, after, showsPredictive, onPredictive, onStep, onGo, trans } = props;
  const { fit } = model.services;
  const isPrior = model.view.document.kind === "prior";
  return (
    <div className="nightbook-PriorEditor-head">
      <IssueSummary issues={model.view.issues} onStep={onStep} onGo={onGo} trans={trans} />
      {!model.readOnly && (
        <div className="nightbook-PriorEditor-add">
          {!isPrior && <BlockPicker model={model} trans={trans} />}
          <VariablePicker model={model} after={after} trans={trans} />
        </div>
      )}
      <div className="nightbook-PriorEditor-use">
        <ObservationBar model={model} trans={trans} />
        <div className="nightbook-PriorEditor-actions">
          <button
            type="button"
            className="jp-mod-styled"
            aria-pressed={showsPredictive}
            title={trans.__("Light curves and lags of meteors drawn from this prior, over the data")}
            onClick={() => onPredictive(!showsPredictive)}
          >
            {trans.__("Prior predictive")}
          </button>
          {fit !== null && model.files.prior !== null && (
            <button type="button" className="jp-mod-styled jp-mod-accept" onClick={() => void fit(model)}>
              {trans.__("Fit with this prior…")}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
