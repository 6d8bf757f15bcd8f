import { Command } from "commander";
import { isNightbookError, NightbookError } from "../core/errors";
import { columnTable, dumpFits, hduTable, openFitsPath, verifyFits } from "../notebook/fits";
import { failureLines, print, printJson } from "./output.node";

/** `nightbook fits …` */
export function fitsCommand(): Command {
  return new Command("fits")
    .description("FITS files: what is in them, everything that is in them, and whether they are sound")
    .addHelpText("after", "\nExample:\n  nightbook fits info image.fits")
    .addCommand(infoCommand())
    .addCommand(dumpCommand())
    .addCommand(verifyCommand());
}

function infoCommand(): Command {
  return new Command("info")
    .description("list the HDUs of FITS files, with the columns of their tables")
    .argument("<file...>", "FITS files; they may be packed with gzip or compress")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  nightbook fits info events.fits.gz")
    .action((paths: string[], { json }: { json?: boolean }) => {
      const all: unknown[] = [];
      eachFile(paths, (path) => {
        const { file, close } = openFitsPath(path);
        try {
          if (json) all.push({ file: path, hdus: file.hdus.map(summary), findings: file.findings });
          else {
            print(hduTable(file, path).toString());
            for (const hdu of file.hdus) {
              if (hdu.kind.endsWith("table")) print(`\n${columnTable(hdu, hdu.label)}`);
            }
            for (const { severity, message, hdu } of file.findings) {
              process.stderr.write(`${severity}: ${path}, HDU ${hdu}: ${message}\n`);
            }
          }
        } finally {
          close();
        }
      });
      if (json) printJson(paths.length === 1 ? (all[0] ?? null) : all);
    });
}

function summary(hdu: ReturnType<typeof openFitsPath>["file"]["hdus"][number]) {
  const { index, name, version, kind, record } = hdu;
  const columns = (hdu as unknown as { columns?: { name: string; format: string; unit?: string }[] }).columns;
  return {
    ...{ index, name, version, kind, cards: hdu.header.cards.length },
    shape: (hdu as unknown as { shape?: number[] }).shape,
    rows: columns ? (hdu as unknown as { length: number }).length : undefined,
    columns: columns?.map(({ name, format, unit }) => ({ name, format, unit: unit ?? null })),
    headerOffset: record.headerOffset,
    dataOffset: record.dataOffset,
    dataBytes: record.extent.bytes,
  };
}

function dumpCommand(): Command {
  return new Command("dump")
    .description("print everything that a FITS file holds: all cards, and statistics and hashes of all values")
    .argument("<file>", "FITS file; it may be packed with gzip or compress")
    .option("--json", "print one JSON document (the only form there is)")
    .addHelpText("after", "\nExample:\n  nightbook fits dump image.fits --json")
    .action((path: string) => printExactJson(dumpFits(path)));
}

/** JSON in which whole numbers beyond 2⁵³ keep all digits, and real ones as large do not look like whole numbers. */
function printExactJson(value: unknown): void {
  const mark = "\u0000number:";
  const exact = (_: string, item: unknown) => {
    if (typeof item === "bigint") return `${mark}${item}`;
    const isLarge = typeof item === "number" && Math.abs(item) > Number.MAX_SAFE_INTEGER;
    return isLarge && Number.isFinite(item) ? `${mark}${item.toExponential()}` : item;
  };
  const text = JSON.stringify(value, exact, 1);
  process.stdout.write(`${text.replaceAll(/"\\u0000number:([-+.\de]+)"/g, "$1")}\n`);
}

function verifyCommand(): Command {
  return new Command("verify")
    .description("check structure, keywords and both checksums of FITS files")
    .argument("<file...>", "FITS files; they may be packed with gzip or compress")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  nightbook fits verify *.fits")
    .action((paths: string[], { json }: { json?: boolean }) => {
      const all: unknown[] = [];
      eachFile(paths, (path) => {
        const report = verifyFits(path);
        all.push(report);
        if (!report.ok) process.exitCode = 1;
        if (json) return;
        for (const { severity, message, hdu } of report.findings) {
          const name = report.hdus[hdu]?.name;
          const part = name ? `HDU ${hdu} (${name})` : `HDU ${hdu}`;
          const line = new NightbookError(message, { code: "FITS_FINDING", place: { path, part } }).oneLine();
          print(`${severity}: ${line}`);
        }
        const sums = report.hdus.filter(({ datasum, checksum }) => datasum === "ok" || checksum === "ok").length;
        print(`${path}: ${report.ok ? "sound" : "not sound"}; ${report.hdus.length} HDUs, ${sums} with good checksums`);
      });
      if (json) printJson(paths.length === 1 ? (all[0] ?? null) : all);
    });
}

/** One after the other; a file that fails is told and does not stop the others. */
function eachFile(paths: readonly string[], work: (path: string) => void): void {
  for (const path of paths) {
    try {
      work(path);
    } catch (error) {
      if (!isNightbookError(error)) throw error;
      for (const line of failureLines(error)) process.stderr.write(`${line}\n`);
      process.exitCode = 1;
    }
  }
}
