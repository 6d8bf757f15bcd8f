import type { TrajectoryRecord } from "../../ingest";
import { ownReportLine } from "../meteor-input/beside-data.node";

const degrees = 180 / Math.PI;

/** A report on trajectories whose solver's own report is not there: what the fit takes from them. */
export function trajectoryReport(records: readonly TrajectoryRecord[]): string {
  return `${[ownReportLine, ...records.flatMap(lines)].join("\n")}\n`;
}

function lines({ fileName, referenceJulianDate, begin, end, orbit, observations }: TrajectoryRecord): string[] {
  const point = ({ latitude, longitude, height }: TrajectoryRecord["begin"]) =>
    `${(latitude * degrees).toFixed(6)} deg N, ${(longitude * degrees).toFixed(6)} deg E, ${height.toFixed(2)} m`;
  return [
    "",
    fileName,
    `  Reference Julian date: ${referenceJulianDate.toFixed(12)}`,
    `  Begin: ${point(begin)}`,
    `  End:   ${point(end)}`,
    `  Initial speed: ${orbit.initialSpeed.toFixed(2)} m/s`,
    `  Average speed: ${orbit.averageSpeed.toFixed(2)} m/s`,
    `  Zenith angle:  ${(orbit.zenithAngle * degrees).toFixed(4)} deg`,
    ...observations.map(
      ({ stationId, time, absoluteMagnitude, ignored }) =>
        `  Camera ${stationId}: ${time.length} points, ${ignored.reduce((sum, one) => sum + one, 0)} of them ignored, ` +
        `${absoluteMagnitude === null ? "without" : "with"} magnitudes`,
    ),
  ];
}
