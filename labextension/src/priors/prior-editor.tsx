import type { TranslationBundle } from "@jupyterlab/translation";
import type { ISignal } from "@lumino/signaling";
import type { PriorIssue } from "nightbook/priors";
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { PredictiveView } from "../predictive/predictive-view";
import { DiskBanner } from "./disk-banner";
import { EditorHead } from "./editor-head";
import { nextIssue } from "./issue-walk";
import type { PriorModel } from "./prior-model";
import { priorRows } from "./prior-rows";
import { PriorSettingsContext } from "./prior-settings";
import { PriorTable } from "./prior-table";
import type { PriorView } from "./prior-view";
import { resolvedText } from "./resolved-text";
import { TemplateList } from "./template-list";

interface PriorEditorProps {
  model: PriorModel;
  /** Asks to go to the next (1) or previous (−1) problem. */
  stepRequested: ISignal<unknown, 1 | -1>;
  trans: TranslationBundle;
}

/** A problem to show; every request makes a new object, so that the same problem can be shown again. */
interface Target {
  issue: PriorIssue;
}

/** The editor of one prior file: what is wrong, the table, what it predicts, and ways to add to it. */
export function PriorEditor({ model, stepRequested, trans }: PriorEditorProps): JSX.Element | null {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [target, setTarget] = useState<Target | null>(null);
  const [after, setAfter] = useState<{ line: number } | null>(null);
  const { settings } = model.services;
  const [showsPredictive, setShowsPredictive] = useState(model.showsPredictive);
  const line = useRef<number | null>(null);

  useEffect(() => {
    model.changed.connect(redraw);
    settings.changed.connect(redraw);
    return () => {
      model.changed.disconnect(redraw);
      settings.changed.disconnect(redraw);
    };
  }, [model, settings]);

  useEffect(() => {
    const onStep = (_: unknown, direction: 1 | -1): void =>
      setTarget((current) => nextTarget(model, current, line.current, direction));
    stepRequested.connect(onStep);
    return () => void stepRequested.disconnect(onStep);
  }, [model, stepRequested]);

  const view = model.isReady ? model.view : null;
  const rows = useMemo(() => (view === null ? [] : priorRows(view.document, view.issues, view.variables)), [view]);
  if (view === null) return null;
  return (
    <PriorSettingsContext.Provider value={settings.value}>
      <DiskBanner model={model} trans={trans} />
      <EditorHead
        model={model}
        after={after}
        showsPredictive={showsPredictive}
        onPredictive={(shows) => {
          model.showsPredictive = shows;
          setShowsPredictive(shows);
        }}
        onStep={(direction) => setTarget((current) => nextTarget(model, current, line.current, direction))}
        onGo={(issue) => setTarget({ issue })}
        trans={trans}
      />
      <div className="nightbook-PriorEditor-body">
        <div className="nightbook-PriorEditor-table">
          {rows.length === 0 ? (
            <TemplateList model={model} trans={trans} />
          ) : (
            <PriorTable
              model={model}
              rows={rows}
              target={target}
              onLine={(at) => {
                line.current = at;
              }}
              onInsert={(at) => setAfter({ line: at })}
              trans={trans}
            />
          )}
          <AddedVariables view={view} trans={trans} />
        </div>
        {showsPredictive && <PredictiveView model={model} trans={trans} />}
      </div>
    </PriorSettingsContext.Provider>
  );
}

/** The problem to go to: after the last one while still on its line, else from where one is. */
function nextTarget(model: PriorModel, last: Target | null, line: number | null, direction: 1 | -1): Target | null {
  const from = last !== null && last.issue.line === line ? last.issue : null;
  const issue = nextIssue(model.view.issues, from, line, direction);
  return issue === null ? null : { issue };
}

/** Variables that the file leaves out and a fit needs. */
function AddedVariables({ view, trans }: { view: PriorView; trans: TranslationBundle }): JSX.Element | null {
  const added = view.variables.filter((variable) => variable.line === null);
  if (added.length === 0 || view.document.kind !== "prior") return null;
  return (
    <p className="nightbook-PriorEditor-added">
      {trans.__("Not in the file, added as fixed:")}{" "}
      {added.map((variable) => `${variable.name} = ${resolvedText(variable, false)}`).join(", ")}
    </p>
  );
}
