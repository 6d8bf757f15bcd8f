import { runProgram } from "./program.node";

// A password in an address among the arguments would stand in the list of processes.
if (process.argv.some((word) => /:\/\/[^/]*@/.test(word))) process.title = "nightbook";

// A reader that closes early (`nightbook … | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

runProgram(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
