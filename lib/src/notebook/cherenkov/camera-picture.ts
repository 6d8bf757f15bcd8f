import { type CameraImageOptions, type Chart, cameraImage } from "../../charts";
import { type Displayable, displaySymbol, type MimeBundle } from "../../core/display";
import type { CameraSettings, SimtelEvent, TelescopeEvent, TelescopeMonitor } from "../../ingest/eventio";

/** What one telescope saw of an event, as a picture of its camera. */
export class CameraPicture implements Displayable {
  constructor(
    readonly title: string,
    readonly camera: CameraSettings,
    /** Number of each pixel. */
    readonly values: Float64Array,
    readonly unit: string,
  ) {}

  /** The picture. */
  show(options: CameraImageOptions = {}): Chart {
    const { x, y, area, shape } = this.camera;
    return cameraImage({ x, y, area, shape, values: this.values, unit: this.unit }, { title: this.title, ...options });
  }

  [displaySymbol](): MimeBundle {
    return this.show()[displaySymbol]();
  }
}

/**
 * Sums of the samples of each pixel, less the pedestal, in photo-electrons where the calibration is known.
 * @throws {RangeError} when the telescope has no data of pixels
 */
export function pixelCharges(event: SimtelEvent, telescope: number, gain = 0): { values: Float64Array; unit: string } {
  const seen = event.telescopes.get(telescope);
  if (seen === undefined) {
    throw new RangeError(
      `The event has no data of this telescope (has ${[...event.telescopes.keys()].join(", ")}): ${telescope}`,
    );
  }
  const { sums, samples, pixels } = samplesSummed(seen, gain);
  const { camera, laser }: TelescopeMonitor = event.monitor.get(telescope) ?? {};
  const { pedestal } = camera ?? {};
  const start = gain * pixels;
  const factors = laser?.factors;
  const values = sums.map((sum, pixel) => {
    const level = pedestal ? (pedestal.values[start + pixel] / Math.max(1, pedestal.slices)) * samples : 0;
    return (sum - level) * (factors ? factors[start + pixel] : 1);
  });
  return { values, unit: factors ? "p.e." : "ADC counts" };
}

function samplesSummed({ waveforms, sums }: TelescopeEvent, gain: number) {
  if (waveforms && gain < waveforms.gains) {
    const { pixels, samples, values, isRead } = waveforms;
    const result = new Float64Array(pixels);
    for (let pixel = 0, at = gain * pixels * samples; pixel < pixels; pixel++) {
      for (const end = at + samples; at < end; at++) result[pixel] += values[at];
      if (isRead?.[pixel] === 0) result[pixel] = Number.NaN;
    }
    return { sums: result, samples, pixels };
  }
  if (sums && gain < sums.gains) {
    const start = gain * sums.pixels;
    const result = Float64Array.from(sums.values.subarray(start, start + sums.pixels));
    return { sums: result, samples: 0, pixels: sums.pixels };
  }
  throw new RangeError(`The telescope has no samples or sums of this gain: ${gain}`);
}
