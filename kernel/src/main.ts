import { log } from "./log";
import { readConnection } from "./protocol/connection";
import { Kernel } from "./session/kernel";
import { watchParent } from "./session/parent-watch";

/** Started by Jupyter as `node main.js CONNECTION_FILE`, in the notebook's folder. */
const file = process.argv[2];
if (file === undefined) {
  process.stderr.write("Usage: node main.js CONNECTION_FILE\nJupyter starts this program; see the kernelspec.\n");
  process.exit(2);
}

const kernel = new Kernel(readConnection(file), process.cwd());
const end = () => void kernel.shutdown().then(() => process.exit(0));
process.on("SIGTERM", end);
// Interrupts come as messages. A Ctrl-C in the terminal of the server reaches the kernel too and is not meant for it.
process.on("SIGINT", () => {});
process.on("uncaughtException", (error) => log(`kernel: ${error.stack ?? error.message}`));
process.on("unhandledRejection", (reason) => log(`kernel: ${reason instanceof Error ? reason.stack : String(reason)}`));
watchParent(end);
kernel.start().catch((error: Error) => {
  process.stderr.write(`The kernel could not start: ${error.message}\n`);
  process.exit(1);
});
