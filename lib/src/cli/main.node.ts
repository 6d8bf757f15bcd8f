import { runProgram } from "./program.node";

// A reader that closes early (`nightbook … | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

runProgram(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
