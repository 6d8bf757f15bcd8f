import type { TranslationBundle } from "@jupyterlab/translation";
import { caretDownIcon, caretRightIcon } from "@jupyterlab/ui-components";
import type { FitStatus } from "nightbook/core";
import { useEffect, useId, useState } from "react";
import { FieldList } from "./field-list";
import { phaseFace, progressShare, progressText } from "./fit-progress";
import { hasEnded } from "./kernel-fits";
import { withErrorText } from "./number-text";
import { RemoteList } from "./remote-list";
import { TraceView } from "./trace-view";

/** How long the kernel may take to heed a request before the card offers an interrupt. */
const patience = 10_000;

/** What a card can ask of the panel. */
export interface FitActions {
  stop(fitId: string): void;
  interrupt(): void;
}

interface FitCardProps {
  fit: FitStatus;
  /** Whether the card is open at first. */
  open: boolean;
  actions: FitActions;
  trans: TranslationBundle;
}

/** One fit: where it stands, how far it is, what it found so far. */
export function FitCard({ fit, open, actions, trans }: FitCardProps): JSX.Element {
  const id = useId();
  const [isOpen, setOpen] = useState(open);
  const Caret = isOpen ? caretDownIcon.react : caretRightIcon.react;
  return (
    <article className="nightbook-FitCard" aria-labelledby={`${id}-label`} data-phase={fit.phase} data-fit={fit.id}>
      <h3 id={`${id}-label`}>
        <button type="button" aria-expanded={isOpen} aria-controls={`${id}-body`} onClick={() => setOpen(!isOpen)}>
          <Caret tag="span" width="14px" />
          <span className="nightbook-FitCard-label">{fit.label}</span>
        </button>
      </h3>
      <Progress fit={fit} trans={trans} />
      {fit.message !== undefined && <p className="nightbook-FitCard-message">{fit.message}</p>}
      {fit.warnings.length > 0 && <Warnings warnings={fit.warnings} trans={trans} />}
      <div id={`${id}-body`} hidden={!isOpen}>
        {isOpen && <Body fit={fit} trans={trans} />}
      </div>
      {!hasEnded(fit) && <StopButton fit={fit} actions={actions} trans={trans} />}
    </article>
  );
}

function Progress({ fit, trans }: { fit: FitStatus; trans: TranslationBundle }): JSX.Element {
  const face = phaseFace(fit.phase);
  const share = progressShare(fit);
  const percent = share === null ? null : Math.round(share * 100);
  const text = trans.__(progressText(fit));
  const full = percent === null || hasEnded(fit) ? text : `${percent} %, ${text}`;
  return (
    <div className="nightbook-Progress">
      <div className="nightbook-Progress-text">
        <span className="nightbook-Phase">
          <span aria-hidden="true">{face.sign}</span> {trans.__(face.word)}
        </span>
        <span>{full}</span>
      </div>
      <div
        role="progressbar"
        aria-label={trans.__("Progress of %1", fit.label)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={full}
        data-unknown={percent === null && !hasEnded(fit)}
      >
        <div className="nightbook-Progress-bar" style={percent === null ? undefined : { width: `${percent}%` }} />
      </div>
    </div>
  );
}

function Warnings({ warnings, trans }: { warnings: string[]; trans: TranslationBundle }): JSX.Element {
  return (
    <ul className="nightbook-Warnings" aria-label={trans.__("Warnings")}>
      {warnings.map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}

function Body({ fit, trans }: { fit: FitStatus; trans: TranslationBundle }): JSX.Element {
  const workers = fit.workers === 1 ? trans.__("1 worker") : trans.__("%1 workers", fit.workers);
  const engine = fit.engine === "" ? "" : `${trans.__("%1 engine", fit.engine)} · `;
  return (
    <>
      <p className="nightbook-Evidence">
        <abbr title={trans.__("Logarithm of the evidence, with one standard error")}>log Z</abbr>
        <strong>{withErrorText(fit.logz, fit.logzError, 2)}</strong>
      </p>
      <TraceView fit={fit} trans={trans} />
      <FieldList fit={fit} />
      <p className="nightbook-FitCard-origin">
        {engine}
        {workers} · {trans.__("began %1", new Date(fit.startedAt).toLocaleTimeString())}
      </p>
      <RemoteList fit={fit} trans={trans} />
    </>
  );
}

function StopButton({ fit, actions, trans }: Omit<FitCardProps, "open">): JSX.Element {
  const [asked, setAsked] = useState(false);
  const [ignored, setIgnored] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setIgnored(true), patience);
    return () => clearTimeout(timer);
  }, [asked]);
  const stop = (): void => {
    setAsked(true);
    actions.stop(fit.id);
  };
  return (
    <footer>
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
        aria-label={trans.__("Stop %1 after its current step and keep what it has found", fit.label)}
        onClick={stop}
      >
        {asked ? trans.__("Stopping…") : trans.__("Stop")}
      </button>
    </footer>
  );
}
