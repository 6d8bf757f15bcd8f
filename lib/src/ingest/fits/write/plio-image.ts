import { plioOffset } from "../compression/plio";
import type { ImageContent, ImageOptions } from "./fits-writer";

/**
 * An image as PLIO_1 can pack it, which packs no number below zero: unsigned numbers of 16 bits, which FITS stores
 * shifted, become whole ones of 32. Programs do not agree on shifted ones, and read these alike.
 */
export function plioImage(image: ImageContent, options: ImageOptions): { image: ImageContent; options: ImageOptions } {
  const { shape, values } = image;
  const { header, stored } = options;
  if (values instanceof Uint16Array) return { image: { shape, values: Int32Array.from(values) }, options };
  const offset = stored && header && values instanceof Int16Array ? plioOffset(header, 16) : 0;
  if (!header || offset === 0) return { image, options };
  const physical = header.copy(({ keyword }) => keyword !== "BSCALE" && keyword !== "BZERO");
  const blank = header.integer("BLANK");
  if (blank !== undefined) physical.set("BLANK", blank + offset);
  const shifted = Int32Array.from(values as Int16Array, (value) => value + offset);
  return { image: { shape, values: shifted }, options: { ...options, header: physical } };
}
