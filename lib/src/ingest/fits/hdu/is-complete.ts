import type { Hdu } from "./hdu";

/** True when all data that the header declares are there. */
export function isComplete(hdu: Hdu): boolean {
  return hdu.kind !== "damaged" && hdu.record.extent.bytes <= hdu.record.available;
}
