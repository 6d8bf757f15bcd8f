import { fitsError } from "../fits-error";
import type { Header } from "./header";

/** What the mandatory keywords say about the data of an HDU. */
export interface DataExtent {
  /** 8, 16, 32, 64, −32 or −64. */
  bitpix: number;
  /** NAXIS1, NAXIS2, …: the first varies fastest. */
  axes: number[];
  pcount: number;
  gcount: number;
  isGroups: boolean;
  /** Length of the data without filling, bytes. */
  bytes: number;
}

const bitpixValues: ReadonlySet<number> = new Set([8, 16, 32, 64, -32, -64]);

/**
 * How much data a header declares, by arithmetic alone.
 *
 * @throws {NightbookError} `FITS_DAMAGED` when a mandatory keyword is missing or impossible
 * @see [Pence2010] sections 4.4.1 and 6
 */
export function dataExtent(header: Header): DataExtent {
  const bitpix = header.integer("BITPIX");
  if (bitpix === undefined || !bitpixValues.has(bitpix)) throw impossible(header, "BITPIX");
  const naxis = header.integer("NAXIS");
  if (naxis === undefined || naxis < 0 || naxis > 999) throw impossible(header, "NAXIS");
  const axes: number[] = [];
  for (let i = 1; i <= naxis; i++) {
    const length = header.integer(`NAXIS${i}`);
    if (length === undefined || length < 0) throw impossible(header, `NAXIS${i}`);
    axes.push(length);
  }
  const isExtension = header.has("XTENSION");
  const isGroups = !isExtension && header.logical("GROUPS") === true && axes[0] === 0;
  const counted = isExtension || isGroups;
  const pcount = counted ? count(header, "PCOUNT", 0) : 0;
  const gcount = counted ? count(header, "GCOUNT", 1) : 1;
  const elements = (isGroups ? axes.slice(1) : axes).reduce((product, length) => product * length, naxis > 0 ? 1 : 0);
  const bytes = (Math.abs(bitpix) / 8) * gcount * (pcount + elements);
  if (!Number.isSafeInteger(bytes)) {
    throw fitsError(
      "FITS_DAMAGED",
      `the header declares an impossible size of ${bytes} bytes (NAXISn, PCOUNT, GCOUNT)`,
    );
  }
  return { bitpix, axes, pcount, gcount, isGroups, bytes };
}

function count(header: Header, keyword: string, otherwise: number): number {
  if (!header.has(keyword)) return otherwise;
  const value = header.integer(keyword);
  if (value === undefined || value < 0) throw impossible(header, keyword);
  return value;
}

function impossible(header: Header, keyword: string) {
  const value = header.get(keyword);
  const what = value === undefined ? `${keyword} is missing` : `${keyword} cannot be ${String(value)}`;
  return fitsError("FITS_DAMAGED", what);
}
