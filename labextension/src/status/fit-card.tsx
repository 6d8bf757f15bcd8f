import type { TranslationBundle } from "@jupyterlab/translation";
import { caretDownIcon, caretRightIcon } from "@jupyterlab/ui-components";
import type { FitStatus } from "nightbook/core";
import { useId, useState } from "react";
import { FieldList } from "./field-list";
import { type FitActions, FitControls } from "./fit-controls";
import { fitFace, progressShare, progressText } from "./fit-progress";
import { hasEnded } from "./kernel-fits";
import { withErrorText } from "./number-text";
import { PosteriorView } from "./posterior-view";
import { RemoteList } from "./remote-list";
import { workersText } from "./remote-text";
import { TraceView } from "./trace-view";
import { useSlowly } from "./use-slowly";

/** Trace and posterior change little from one message to the next; time between two drawings, milliseconds. */
const sketchPause = 1000;

interface FitCardProps {
  fit: FitStatus;
  /** Whether the card is open at first. */
  open: boolean;
  /** Ids of the fields to leave out. */
  hiddenFields: readonly string[];
  /** Whether anything can be asked of the fit from here. */
  isOurs: boolean;
  actions: FitActions;
  trans: TranslationBundle;
}

/** One fit: where it stands, how far it is, what it found so far. */
export function FitCard(props: FitCardProps): JSX.Element {
  const { fit, open, hiddenFields, isOurs, actions, trans } = props;
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
      {fit.message !== undefined && <Message fit={fit} text={fit.message} trans={trans} />}
      {fit.warnings.length > 0 && <Warnings warnings={fit.warnings} trans={trans} />}
      <FitControls fit={fit} isOurs={isOurs} actions={actions} trans={trans} />
      <div id={`${id}-body`} hidden={!isOpen}>
        {isOpen && <Body fit={fit} hiddenFields={hiddenFields} trans={trans} />}
      </div>
    </article>
  );
}

function Progress({ fit, trans }: { fit: FitStatus; trans: TranslationBundle }): JSX.Element {
  const face = fitFace(fit);
  const share = progressShare(fit);
  const percent = share === null ? null : Math.round(share * 100);
  const text = progressText(fit, trans);
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
        data-unknown={percent === null && !hasEnded(fit) && !fit.paused}
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

/** Why a fit ended as it did, with a way to take the text along. */
function Message({ fit, text, trans }: { fit: FitStatus; text: string; trans: TranslationBundle }): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <div className="nightbook-FitCard-message">
      <p>{text}</p>
      {fit.phase === "failed" && (
        <button type="button" className="jp-mod-styled" onClick={copy}>
          {isCopied ? trans.__("Copied") : trans.__("Copy")}
        </button>
      )}
    </div>
  );
}

interface BodyProps {
  fit: FitStatus;
  hiddenFields: readonly string[];
  trans: TranslationBundle;
}

function Body({ fit, hiddenFields, trans }: BodyProps): JSX.Element {
  const sketched = useSlowly(fit, sketchPause, hasEnded(fit));
  const engine = fit.engine === "" ? "" : `${trans.__("%1 engine", fit.engine)} · `;
  return (
    <>
      <p className="nightbook-Evidence">
        <abbr title={trans.__("Logarithm of the evidence, with one standard error")}>log Z</abbr>
        <strong>{withErrorText(fit.logz, fit.logzError, 2)}</strong>
      </p>
      <TraceView fit={sketched} trans={trans} />
      {sketched.posterior !== undefined && sketched.posterior.parameters.length > 0 && (
        <PosteriorView sketch={sketched.posterior} isFinal={hasEnded(fit)} trans={trans} />
      )}
      <FieldList fit={fit} hidden={hiddenFields} trans={trans} />
      <p className="nightbook-FitCard-origin">
        {engine}
        {workersText(fit, trans)} · {trans.__("began %1", new Date(fit.startedAt).toLocaleTimeString())}
      </p>
      <RemoteList fit={fit} trans={trans} />
    </>
  );
}
