import { Command, InvalidArgumentError, Option } from "commander";
import type { TileAlgorithm } from "../ingest/fits";
import { packFitsImages } from "../notebook/fits/pack-images.node";
import { convertTable } from "../notebook/tables/convert.node";
import { tableFormat } from "../notebook/tables/save-table.node";
import { printJson } from "./output.node";

interface ConvertFlags {
  hdu?: string;
  columns?: string[];
  overwrite?: boolean;
  force?: boolean;
  json?: boolean;
  pack?: TileAlgorithm | "none";
  quantise?: number;
}

const packings = ["RICE_1", "GZIP_1", "GZIP_2", "PLIO_1", "HCOMPRESS_1", "none"];

/** `nightbook convert IN OUT` */
export function convertCommand(): Command {
  return new Command("convert")
    .description("write a table in another format: FITS, HDF5, CSV, ECSV, Arrow (Feather), Parquet")
    .argument("<in>", "file with a table; its format is recognised by content")
    .argument("<out>", "file to write; its extension names the format", outputPath)
    .option("--hdu <name>", "which table: name or number of an HDU, path in an HDF5 file (default: the first one)")
    .option("--columns <names>", "which columns, separated by commas (default: all)", list)
    .addOption(
      new Option("--pack <algorithm>", "FITS to FITS: pack all images tile by tile, copy all else").choices(packings),
    )
    .option("--quantise <steps>", "with --pack: keep real numbers to this many steps per noise", steps)
    .option("--overwrite", "replace <out> when it is there")
    .option("--force", "the same as --overwrite")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExamples:\n  nightbook convert events.fits events.ecsv --hdu EVENTS --columns TIME,PI\n  nightbook convert image.fits image.fits.fz --pack RICE_1 --quantise 16",
    )
    .action(async (input: string, output: string, flags: ConvertFlags) => {
      const { hdu: part, columns, json } = flags;
      const overwrite = flags.overwrite === true || flags.force === true;
      if (flags.pack) {
        const { pack: algorithm, quantise } = flags;
        const packed = packFitsImages(input, output, { algorithm, quantise, overwrite });
        if (json) printJson(packed);
        else process.stderr.write(`Wrote ${output}: ${packed.images} images, ${packed.bytes} bytes\n`);
        return;
      }
      const done = await convertTable(input, output, { part, columns, overwrite });
      for (const note of done.notes) process.stderr.write(`${output}: ${note}\n`);
      if (json) printJson(done);
      else process.stderr.write(`Wrote ${output}: ${done.rows} rows, ${done.columns.length} columns\n`);
    });
}

function outputPath(path: string): string {
  try {
    // Packed images are known by this one, too.
    if (!/\.fz$/i.test(path)) tableFormat(path);
    return path;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function steps(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isFinite(number) && number !== 0) return number;
  throw new InvalidArgumentError("It is a number of steps per noise, or the step itself, below 0");
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
