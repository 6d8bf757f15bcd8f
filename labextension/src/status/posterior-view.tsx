import type { TranslationBundle } from "@jupyterlab/translation";
import type { ParameterSketch, PosteriorSketch } from "nightbook/core";
import { Fragment, memo, useId, useMemo, useState } from "react";
import { shortNumber } from "../priors/resolved-text";
import { countText, roundedWithErrorText } from "./number-text";

const width = 100;
const height = 22;
/** Parameters that are shown before somebody chooses. */
const shownAtFirst = 4;

interface PosteriorViewProps {
  sketch: PosteriorSketch;
  /** Whether the fit has ended. */
  isFinal: boolean;
  trans: TranslationBundle;
}

/** The posterior so far: a histogram of each chosen parameter. */
export const PosteriorView = memo(function PosteriorView(props: PosteriorViewProps): JSX.Element {
  const { sketch, isFinal, trans } = props;
  const title = isFinal ? trans.__("Posterior") : trans.__("Posterior so far");
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const names = sketch.parameters.map(({ name }) => name);
  const shown = chosen ?? names.slice(0, shownAtFirst);
  const toggle = (name: string): void =>
    setChosen(shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name]);
  return (
    <section className="nightbook-Posterior" aria-label={title}>
      <p className="nightbook-Posterior-title">
        {title}
        <span>{trans.__("%1 effective samples", countText(sketch.nEffective))}</span>
      </p>
      <ul>
        {sketch.parameters
          .filter(({ name }) => shown.includes(name))
          .map((parameter) => (
            <Histogram key={parameter.name} parameter={parameter} trans={trans} />
          ))}
      </ul>
      {names.length > shownAtFirst && <Choice names={names} shown={shown} onToggle={toggle} trans={trans} />}
    </section>
  );
});

interface ChoiceProps {
  names: readonly string[];
  shown: readonly string[];
  onToggle(name: string): void;
  trans: TranslationBundle;
}

function Choice({ names, shown, onToggle, trans }: ChoiceProps): JSX.Element {
  const id = useId();
  return (
    <details className="nightbook-Posterior-choice">
      <summary>{trans.__("Choose parameters")}</summary>
      {names.map((name) => (
        <label key={name} htmlFor={`${id}-${name}`}>
          <input id={`${id}-${name}`} type="checkbox" checked={shown.includes(name)} onChange={() => onToggle(name)} />{" "}
          {name}
        </label>
      ))}
    </details>
  );
}

function Histogram({ parameter, trans }: { parameter: ParameterSketch; trans: TranslationBundle }): JSX.Element {
  const { name, log, mean, sd, from, to, counts } = parameter;
  const content = counts.join(" ");
  const path = useMemo(() => columnsPath(content.split(" ").map(Number)), [content]);
  const label = log ? `log₁₀ ${name}` : name;
  const value = roundedWithErrorText(mean, sd);
  return (
    <li data-parameter={name}>
      <span className="nightbook-Posterior-name">
        {log && "log₁₀ "}
        <span className="nightbook-Posterior-parameter">{breakable(name)}</span>
      </span>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={trans.__("%1: %2, between %3 and %4", label, value, shortNumber(from), shortNumber(to))}
      >
        <path d={path} />
      </svg>
      <span className="nightbook-Posterior-value">{value}</span>
    </li>
  );
}

/** A name that may go on in the next line behind an underscore. */
function breakable(name: string): JSX.Element[] {
  return name.split(/(?<=_)/).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** Columns that stand side by side, the highest as high as the box. */
function columnsPath(counts: readonly number[]): string {
  const step = width / counts.length;
  const tops = counts.map((count, i) => {
    const y = (height * (1 - count / 100)).toFixed(1);
    return `L${(i * step).toFixed(1)},${y}L${((i + 1) * step).toFixed(1)},${y}`;
  });
  return `M0,${height}${tops.join("")}L${width},${height}Z`;
}
