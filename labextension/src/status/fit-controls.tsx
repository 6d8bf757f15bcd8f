import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { useEffect, useState } from "react";
import { hasEnded } from "./kernel-fits";

/** How long the kernel may take to heed a request before the card offers an interrupt. */
const patience = 10_000;

/** What a card can ask of the panel. */
export interface FitActions {
  stop(): void;
  pause(): void;
  resume(): void;
  /** Asks a person how many effective samples are wanted, then goes on to them. */
  extend(): void;
  /** Shows the cell that the fit runs in; `null` where there is none. */
  reveal: (() => void) | null;
  /** Shows the folder with the results; `null` where there is none. */
  openResults: (() => void) | null;
  interrupt(): void;
}

interface FitControlsProps {
  fit: FitStatus;
  /** Whether anything can be asked of the fit from here. */
  isOurs: boolean;
  actions: FitActions;
  trans: TranslationBundle;
}

/** The buttons of a fit: what can be done with it, and where to find it. */
export function FitControls({ fit, isOurs, actions, trans }: FitControlsProps): JSX.Element {
  const canAsk = isOurs && !hasEnded(fit);
  const { controls = [] } = fit;
  return (
    <div className="nightbook-FitCard-controls">
      {actions.reveal !== null && (
        <Button
          text={trans.__("Show cell")}
          about={trans.__("Show the cell of %1", fit.label)}
          onClick={actions.reveal}
        />
      )}
      {actions.openResults !== null && (
        <Button
          text={trans.__("Open results")}
          about={trans.__("Open the folder with the results of %1", fit.label)}
          onClick={actions.openResults}
        />
      )}
      {canAsk && controls.includes("extend") && (
        <Button
          text={trans.__("Extend…")}
          about={trans.__("Let %1 go on to more effective samples", fit.label)}
          onClick={actions.extend}
        />
      )}
      {canAsk && controls.includes("pause") && (
        <Button
          text={fit.paused ? trans.__("Resume") : trans.__("Pause")}
          about={
            fit.paused
              ? trans.__("Let %1 go on", fit.label)
              : trans.__("Let %1 wait once its current step is done", fit.label)
          }
          onClick={fit.paused ? actions.resume : actions.pause}
        />
      )}
      {canAsk && <StopButton fit={fit} actions={actions} trans={trans} />}
    </div>
  );
}

function Button({ text, about, onClick }: { text: string; about: string; onClick(): void }): JSX.Element {
  return (
    <button type="button" className="jp-mod-styled" title={about} aria-label={`${text}: ${about}`} onClick={onClick}>
      {text}
    </button>
  );
}

function StopButton({ fit, actions, trans }: Omit<FitControlsProps, "isOurs">): JSX.Element {
  const [asked, setAsked] = useState(false);
  const [ignored, setIgnored] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setIgnored(true), patience);
    return () => clearTimeout(timer);
  }, [asked]);
  const text = asked ? trans.__("Stopping…") : trans.__("Stop");
  const stop = (): void => {
    setAsked(true);
    actions.stop();
  };
  return (
    <>
      {ignored && (
        <>
          <span className="nightbook-FitCard-ignored">{trans.__("The kernel has not answered yet.")}</span>
          <button type="button" className="jp-mod-styled jp-mod-warn" onClick={actions.interrupt}>
            {trans.__("Interrupt kernel")}
          </button>
        </>
      )}
      <button
        type="button"
        className="jp-mod-styled nightbook-Stop"
        disabled={asked}
        aria-label={`${text}: ${trans.__("End %1 after its current step and keep what it has found", fit.label)}`}
        onClick={stop}
      >
        {text}
      </button>
    </>
  );
}
