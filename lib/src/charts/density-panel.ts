import { compact } from "./number-text";
import { palette } from "./theme";

/** Channel of a density whose greatest value is 1. */
export const densityChannel = {
  field: "density",
  type: "quantitative",
  axis: null,
  stack: null,
  scale: { domain: [0, 1.08], nice: false },
};

/** The area under a density between two values. */
export function bandUnderDensity(x: object, low: number, high: number, opacity: number) {
  return {
    transform: [{ filter: `datum.x >= ${compact(low)} && datum.x <= ${compact(high)}` }],
    mark: { type: "area", color: palette.blue, opacity },
    encoding: { x, y: densityChannel },
  };
}
