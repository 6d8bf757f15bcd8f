/** Something wrong or unusual in a FITS file that did not keep it from being read. */
export interface Finding {
  /** `error`: the file breaks the standard or has lost data; `warning`: unusual, but nothing is lost. */
  severity: "error" | "warning";
  /** Stable name, for example `"CHECKSUM_BAD"`. */
  code: string;
  /** What was found, one sentence. */
  message: string;
  /** Zero-based index of the HDU. */
  hdu: number;
  /** Keyword or column it is about. */
  subject?: string;
}
