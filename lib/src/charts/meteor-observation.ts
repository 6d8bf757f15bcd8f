import { type Chart, chart } from "./chart";
import { describeLag, type LagData, lagView } from "./lag";
import { type ChartOptions, describeLightCurve, heightAxis, type LightCurveData, lightCurveView } from "./light-curve";
import { stationNames } from "./stations";

/** What the picture of a meteor's observation shows. */
export interface MeteorObservationData extends LightCurveData, LagData {}

/**
 * The picture of a meteor's observation: light curve and lag side by side, on one height axis.
 *
 * @param data an observation
 * @param options title
 * @returns the chart
 * @throws {RangeError} when a part has no point or its arrays differ in length
 * @example
 * ```ts
 * import { meteorObservation } from "nightbook/charts";
 *
 * const picture = meteorObservation({
 *   height_lum: [110e3, 105e3], absolute_magnitudes: [5.1, 2.8], stations_lum: ["01G", "01G"],
 *   height_lag: [105e3, 100e3], time_lag: [0, 0.1], lag: [0, -120], stations_lag: ["02T", "02T"],
 * });
 * if (!picture.description.startsWith("Light curve of 2 points")) throw new Error(picture.description);
 * ```
 */
export function meteorObservation(data: MeteorObservationData, { title }: ChartOptions = {}): Chart {
  const stations = stationNames(data.stations_lum, data.stations_lag);
  const lag = lagView(data, stations, "height");
  return chart(
    {
      ...(title && { title }),
      hconcat: [
        lightCurveView(data, stations),
        { ...lag, encoding: { ...lag.encoding, y: { ...heightAxis, title: null } } },
      ],
      resolve: { scale: { y: "shared" } },
    },
    `${describeLightCurve(data)} ${describeLag(data)}`,
  );
}
