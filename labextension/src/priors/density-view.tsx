import type { TranslationBundle } from "@jupyterlab/translation";
import { type DrawablePrior, type PriorDensity, priorDensity, type ResolvedVariable } from "nightbook/priors";
import { useContext, useEffect, useMemo, useRef, useState } from "react";
import { densityPath } from "./density-path";
import { PriorSettingsContext } from "./prior-settings";

const width = 140;
const height = 32;

/** A pause in typing after which a curve is drawn anew, milliseconds. */
const pause = 150;

interface DensityViewProps {
  variable: ResolvedVariable;
  trans: TranslationBundle;
}

/** The density of a free variable with its 68 % and 95 % bands, drawn when it comes into view. */
export function DensityView({ variable, trans }: DensityViewProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const seen = useSeen(box);
  const { densities, densityPoints } = useContext(PriorSettingsContext);
  const density = useDensity(variable, seen && densities, densityPoints);
  const path = useMemo(() => density && densityPath(density, width, height), [density]);
  const isFree = variable.role === "free" && densities;
  return (
    <div ref={box} className="nightbook-Density">
      {isFree && density !== null && path ? (
        <svg
          width={width}
          height={height + 2}
          viewBox={`0 0 ${width} ${height + 2}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={density.text}
        >
          <title>{density.text}</title>
          <g transform="translate(0 1)">
            <path className="nightbook-Density-band95" d={path.band95} />
            <path className="nightbook-Density-band68" d={path.band68} />
            <path className="nightbook-Density-curve" d={path.curve} vectorEffect="non-scaling-stroke" />
            <path
              className="nightbook-Density-axis"
              d={`M0,${height}H${width}${path.ticks}`}
              vectorEffect="non-scaling-stroke"
            />
          </g>
        </svg>
      ) : (
        isFree &&
        variable.bounds.includes(null) && (
          <span className="nightbook-Density-none" title={trans.__("Drawn once an observation is chosen")}>
            –
          </span>
        )
      )}
    </div>
  );
}

/** The density once bounds are known; the last one stays while they are not. */
function useDensity(variable: ResolvedVariable, seen: boolean, points: number): PriorDensity | null {
  const [density, setDensity] = useState<PriorDensity | null>(null);
  const drawn = useRef(false);
  // All that the curve depends on, as one value that compares by content.
  const content = drawableContent(variable);
  useEffect(() => {
    if (!seen || content === null) return;
    const draw = (): void => setDensity(densityOf(content, points));
    if (!drawn.current) {
      drawn.current = true;
      draw();
      return;
    }
    const timer = setTimeout(draw, pause);
    return () => clearTimeout(timer);
  }, [content, seen, points]);
  return density;
}

function drawableContent({ name, bounds, flags, role, unit }: ResolvedVariable): string | null {
  if (role !== "free" || bounds.includes(null)) return null;
  return JSON.stringify({
    variables: [name],
    bounds: [bounds],
    flags: { [name]: flags },
    details: { [name]: { unit } },
  });
}

function densityOf(content: string, points: number): PriorDensity | null {
  try {
    const prior: DrawablePrior = JSON.parse(content);
    return priorDensity(prior, prior.variables[0]!, points);
  } catch {
    // Bounds that make no distribution: the row says what is wrong with them.
    return null;
  }
}

/** True from the moment an element first comes into view. */
function useSeen(element: React.RefObject<HTMLElement>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || element.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, seen]);
  return seen;
}
