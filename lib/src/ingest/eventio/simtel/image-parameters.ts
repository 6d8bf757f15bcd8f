import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Object 2014: moments of an image, as the simulation found them. Angles in rad. */
export interface ImageParameters {
  telescope: number;
  /** Which cleaning. */
  cut: number;
  pixels: number;
  saturated: number;
  /** Where saturated pixels were cut off, photo-electrons. */
  clipAmplitude?: number;
  /** Photo-electrons. */
  amplitude: number;
  x: number;
  y: number;
  phi: number;
  length: number;
  width: number;
  concentratedPixels: number;
  concentration: number;
  /** Of x, y, phi, length, width. */
  errors?: Float32Array;
  /** Skewness, its error, kurtosis, its error. */
  shape?: Float32Array;
  /** The brightest pixels. */
  hot?: { amplitudes: Float32Array; pixels: Int32Array };
  /** Slope of time along the image (ns/rad), what is left of it, two widths of pulses and their rise (ns). */
  timing?: Float32Array;
}

export const imageParametersReader: ObjectReader<ImageParameters> = {
  type: 2014,
  versions: [5, 6],
  read(object) {
    const { id } = object;
    const isPacked = object.version >= 6;
    const cursor = new Cursor(object);
    const count = () => (isPacked ? cursor.varint() : cursor.int16());
    const [pixels, saturated] = [count(), count()];
    const image: ImageParameters = {
      telescope: (id & 0xff) | ((id & 0x3f000000) >> 16),
      cut: (id & 0xff000) >> 12,
      pixels,
      saturated,
      ...(saturated > 0 ? { clipAmplitude: cursor.float32() } : {}),
      amplitude: cursor.float32(),
      x: cursor.float32(),
      y: cursor.float32(),
      phi: cursor.float32(),
      length: cursor.float32(),
      width: cursor.float32(),
      concentratedPixels: cursor.int16(),
      concentration: cursor.float32(),
    };
    if (id & 0x100) image.errors = cursor.float32s(5);
    if (id & 0x200) image.shape = cursor.float32s(4);
    if (id & 0x400) {
      const hot = count();
      const amplitudes = cursor.float32s(hot);
      image.hot = { amplitudes, pixels: isPacked ? cursor.varints(hot) : new Int32Array(cursor.int16s(hot)) };
    }
    if (id & 0x800) image.timing = cursor.float32s(5);
    return image;
  },
};
