import type { ChecksumState, Finding } from "../../ingest/fits";
import { openFitsPath } from "./open-fits.node";

/** What is wrong with a file, and whether its checksums agree. */
export interface FitsReport {
  file: string;
  /** True when there is no finding of severity `error`. */
  ok: boolean;
  hdus: { index: number; name: string; kind: string; datasum: ChecksumState; checksum: ChecksumState }[];
  findings: Finding[];
}

/** Checks everything about a file: structure, mandatory keywords, cards, filling, both checksums of every HDU. */
export function verifyFits(path: string): FitsReport {
  const { file, close } = openFitsPath(path);
  try {
    const findings = file.verify();
    const hdus = file.hdus.map((hdu) => ({
      ...{ index: hdu.index, name: hdu.name, kind: hdu.kind },
      ...hdu.verifyChecksums(),
    }));
    return { file: path, ok: !findings.some(({ severity }) => severity === "error"), hdus, findings };
  } finally {
    close();
  }
}
