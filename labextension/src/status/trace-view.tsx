import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { memo, useId } from "react";
import { countText, decimalText, withErrorText } from "./number-text";
import { tracePath } from "./trace-path";

const width = 300;
const height = 72;

/** The log-evidence so far against likelihood calls, with a band of one standard error. */
export const TraceView = memo(function TraceView(props: {
  fit: FitStatus;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { fit, trans } = props;
  const clip = useId();
  const path = tracePath(fit.trace, width, height);
  if (path === null) return null;
  const decimals = path.range[1] - path.range[0] < 20 ? 1 : 0;
  const label = trans.__(
    "Log-evidence against likelihood calls: now %1 after %2 calls",
    withErrorText(fit.logz, fit.logzError, 2),
    countText(path.calls),
  );
  return (
    <figure className="nightbook-Trace">
      <div className="nightbook-Trace-plot">
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
          <clipPath id={clip}>
            <rect width={width} height={height} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>
            <path className="nightbook-Trace-band" d={path.band} />
            <path className="nightbook-Trace-line" d={path.line} vectorEffect="non-scaling-stroke" />
          </g>
        </svg>
        <div className="nightbook-Trace-scale" aria-hidden="true">
          <span>{decimalText(path.range[1], decimals)}</span>
          <span>{decimalText(path.range[0], decimals)}</span>
        </div>
      </div>
      <figcaption aria-hidden="true">
        <span>0</span>
        <span>
          {countText(path.calls)} {trans.__("calls")}
        </span>
      </figcaption>
    </figure>
  );
});
