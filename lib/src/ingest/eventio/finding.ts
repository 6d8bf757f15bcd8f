/** Something wrong with a file that does not keep it from being read. */
export interface Finding {
  severity: "error" | "warning";
  /** Stable name: `BYTES_BETWEEN`, `OBJECT_CUT`, `OBJECT_DAMAGED`, `OBJECT_UNKNOWN`, `VERSION_UNKNOWN`, `RUN_REPEATED`. */
  code: string;
  message: string;
  /** Place in the unpacked file. */
  offset?: number;
}

/** Most findings that are kept; a damaged file could give as many as it has bytes. */
const mostFindings = 1000;

/** Collects findings, each kind of unknown object once. */
export class Findings {
  readonly list: Finding[] = [];
  readonly #known = new Set<string>();

  readonly report = (finding: Finding): void => {
    const isKind = finding.code.endsWith("_UNKNOWN");
    if (this.list.length >= mostFindings || (isKind && this.#known.has(finding.message))) return;
    this.#known.add(finding.message);
    this.list.push(finding);
  };
}
