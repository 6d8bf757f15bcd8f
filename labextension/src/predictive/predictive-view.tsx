import type { TranslationBundle } from "@jupyterlab/translation";
import type { Observation } from "nightbook/meteoroid";
import { useEffect, useMemo, useRef, useState } from "react";
import { baseName } from "../observation/observation-origin";
import type { PriorModel } from "../priors/prior-model";
import type { DrawnMeteor } from "./drawn-meteors";
import type { Axis } from "./plot-axis";
import { type PredictivePanel, predictivePlot } from "./predictive-plot";
import { predictiveSummary, summaryText } from "./predictive-summary";

const width = 220;
const height = 190;
/** A pause in editing after which meteors are drawn anew, milliseconds. */
const pause = 250;
const draws = 100;

/** Light curves and lags of draws from the prior, over the data: can this prior explain the meteor? */
export function PredictiveView({ model, trans }: { model: PriorModel; trans: TranslationBundle }): JSX.Element {
  const { prior, hasBrokenCompanion } = model.view;
  const { prior: priorPath, extra } = model.files;
  const { observation } = model.observation.state;
  const drawn = useDraws(model);
  const needs =
    observation === null
      ? trans.__("Choose an observation: the curves are drawn over its data.")
      : prior === null
        ? priorPath === null
          ? trans.__("Choose the prior that these fragmentations go with.")
          : hasBrokenCompanion
            ? trans.__(
                "%1 has errors; once they are mended and saved, the meteors are drawn.",
                baseName((priorPath === model.path ? extra : priorPath) ?? ""),
              )
            : trans.__("There are errors; once they are mended, the meteors are drawn.")
        : prior.variables.length === 0
          ? trans.__("Nothing is free in this prior.")
          : drawn.problem;
  return (
    <section className="nightbook-Predictive" aria-label={trans.__("Prior predictive")} aria-busy={!drawn.done}>
      <h3>{trans.__("Prior predictive")}</h3>
      {needs !== "" && <p className="nightbook-Predictive-note">{needs}</p>}
      {observation !== null && <Picture observation={observation} drawn={drawn} trans={trans} />}
    </section>
  );
}

interface Drawn {
  meteors: readonly (DrawnMeteor | null)[];
  done: boolean;
  problem: string;
  /** What it took, milliseconds; 0 while under way. */
  took: number;
}

const none: Drawn = { meteors: [], done: true, problem: "", took: 0 };

function Picture(props: { observation: Observation; drawn: Drawn; trans: TranslationBundle }): JSX.Element {
  const { observation, drawn, trans } = props;
  const { meteors, done } = drawn;
  const plot = useMemo(() => predictivePlot(observation, meteors, width, height), [observation, meteors]);
  const summary = useMemo(() => (done ? predictiveSummary(observation, meteors) : null), [observation, meteors, done]);
  const text = summary === null ? "" : summaryText(summary, trans);
  return (
    <>
      <div className="nightbook-Predictive-panels">
        <Panel
          panel={plot.light}
          vertical={plot.height}
          heightTitle={trans.__("Height [km]")}
          title={trans.__("Absolute magnitude")}
          label={trans.__("Light curves of %1 draws over the observed one. %2", meteors.length, text)}
        />
        <Panel
          panel={plot.lag}
          vertical={plot.height}
          heightTitle={trans.__("Height [km]")}
          title={trans.__("Lag [m]")}
          label={trans.__("Lags of %1 draws over the observed one. %2", meteors.length, text)}
        />
      </div>
      <p role="status" className="nightbook-Predictive-verdict" data-verdict={summary?.verdict} data-took={drawn.took}>
        {text !== "" ? text : done ? "" : trans.__("%1 of %2 meteors simulated…", meteors.length, draws)}
      </p>
    </>
  );
}

const margin = { left: 42, bottom: 32, top: 6, right: 8 };

function Panel(props: {
  panel: PredictivePanel;
  vertical: Axis;
  heightTitle: string;
  title: string;
  label: string;
}): JSX.Element {
  const { panel, vertical, heightTitle, title, label } = props;
  const box = `${-margin.left} ${-margin.top} ${width + margin.left + margin.right} ${height + margin.top + margin.bottom}`;
  return (
    <svg className="nightbook-Predictive-panel" viewBox={box} role="img" aria-label={label}>
      <g className="nightbook-Predictive-axes">
        {vertical.ticks.map(({ at, label: text }) => (
          <g key={text} transform={`translate(0 ${at})`}>
            <line x1={0} x2={width} />
            <text x={-5} dy="0.32em" textAnchor="end">
              {text}
            </text>
          </g>
        ))}
        {panel.horizontal.ticks.map(({ at, label: text }) => (
          <text key={text} x={at} y={height + 13} textAnchor="middle">
            {text}
          </text>
        ))}
        <text transform={`translate(-32 ${height / 2}) rotate(-90)`} textAnchor="middle">
          {heightTitle}
        </text>
        <text x={width / 2} y={height + 27} textAnchor="middle">
          {title}
        </text>
        <rect width={width} height={height} />
      </g>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {panel.curves.map((curve, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a draw has no other identity
          <path key={i} className="nightbook-Predictive-draw" d={curve} />
        ))}
        {panel.points.map((point, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point has no other identity
          <circle key={i} cx={point.x} cy={point.y} r={1.8} />
        ))}
      </svg>
    </svg>
  );
}

/** Draws whenever prior or observation have changed and the editor is seen; the last picture stays meanwhile. */
function useDraws(model: PriorModel): Drawn {
  const [drawn, setDrawn] = useState<Drawn>(none);
  const { prior } = model.view;
  const { observation } = model.observation.state;
  const content =
    prior === null || prior.variables.length === 0 ? null : JSON.stringify([prior.bounds, prior.flags, prior.fixed]);
  const latest = useRef(prior);
  latest.current = prior;
  const { isSeen } = model;
  useEffect(() => {
    if (content === null || observation === null || latest.current === null) return setDrawn(none);
    if (!isSeen) return;
    const resolved = latest.current;
    let end = (): void => {};
    const timer = setTimeout(() => {
      const began = performance.now();
      let meteors: (DrawnMeteor | null)[] = [];
      end = model.worker.draw(observation, resolved, draws, (more, done, problem) => {
        meteors = [...meteors, ...more];
        const took = done ? Math.round(performance.now() - began) : 0;
        if (done || meteors.length > 20) setDrawn({ meteors, done, problem, took });
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [model, content, observation, isSeen]);
  return drawn;
}
