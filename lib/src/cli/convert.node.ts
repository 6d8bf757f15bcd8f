import { Command, InvalidArgumentError } from "commander";
import { convertTable } from "../notebook/tables/convert.node";
import { tableFormat } from "../notebook/tables/save-table.node";
import { printJson } from "./output.node";

interface ConvertFlags {
  hdu?: string;
  columns?: string[];
  overwrite?: boolean;
  force?: boolean;
  json?: boolean;
}

/** `nightbook convert IN OUT` */
export function convertCommand(): Command {
  return new Command("convert")
    .description("write a table in another format: FITS, HDF5, CSV, ECSV, Arrow (Feather), Parquet")
    .argument("<in>", "file with a table; its format is recognised by content")
    .argument("<out>", "file to write; its extension names the format", outputPath)
    .option("--hdu <name>", "which table: name or number of an HDU, path in an HDF5 file (default: the first one)")
    .option("--columns <names>", "which columns, separated by commas (default: all)", list)
    .option("--overwrite", "replace <out> when it is there")
    .option("--force", "the same as --overwrite")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  nightbook convert events.fits events.ecsv --hdu EVENTS --columns TIME,PI")
    .action(async (input: string, output: string, flags: ConvertFlags) => {
      const { hdu: part, columns, json } = flags;
      const overwrite = flags.overwrite === true || flags.force === true;
      const done = await convertTable(input, output, { part, columns, overwrite });
      for (const note of done.notes) process.stderr.write(`${output}: ${note}\n`);
      if (json) printJson(done);
      else process.stderr.write(`Wrote ${output}: ${done.rows} rows, ${done.columns.length} columns\n`);
    });
}

function outputPath(path: string): string {
  try {
    tableFormat(path);
    return path;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
