import { Command } from "commander";
import { printable } from "../core/text";
import { redrawBackup } from "../notebook/meteor-products/redraw.node";
import { print, printJson } from "./output.node";

interface PlotFlags {
  output?: string;
  observation?: string;
  json?: boolean;
}

/** `nightbook meteor plot BACKUP.pkl.gz` */
export function plotCommand(): Command {
  return new Command("plot")
    .description("draw every plot again that a posterior backup allows, the original's backups included")
    .argument("<backup.pkl.gz>", "posterior backup; nothing in it is executed")
    .option("-o, --output <dir>", "folder of the plots; default that of the backup, where they are replaced")
    .option("--observation <obs.json>", "observation, for backups without it; default an obs_data_*.json nearby")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  nightbook meteor plot 20191023_091225_posterior_backup.pkl.gz -o plots")
    .action(async (path: string, { output, observation, json }: PlotFlags) => {
      const drawn = await redrawBackup(path, { folder: output, observation });
      for (const note of drawn.notes) process.stderr.write(`${path}: ${printable(note)}.\n`);
      if (json) printJson(drawn);
      else print(`Wrote ${drawn.files.length} files of ${drawn.files.length / 3} plots to ${drawn.folder}`);
    });
}
