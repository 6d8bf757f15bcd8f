import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { leadingCommands } from "../typescript/cell-commands";
import type { CellError } from "../typescript/cell-errors";

/** npm commands that a cell may give: those that change or show what is installed beside the notebook. */
const known: ReadonlySet<string> = new Set([
  "install",
  "i",
  "add",
  "uninstall",
  "remove",
  "rm",
  "update",
  "list",
  "ls",
]);
const installing: ReadonlySet<string> = new Set(["install", "i", "add", "update"]);
/** With this word install scripts run, too. */
const scriptsWord = "--scripts";

/** Where the output of npm goes. */
export type Print = (name: "stdout" | "stderr", text: string) => void;

/** The `%npm` lines of a cell: packages are installed beside the notebook, without their install scripts unless asked. */
export class NpmCommands {
  private child: ChildProcess | undefined;
  private stopped = false;

  /** @param folder the notebook's folder */
  constructor(private readonly folder: string) {}

  /**
   * Carries out the commands at the top of a cell.
   * @returns whether there were any, and the error of the first that failed
   */
  async run(code: string, print: Print): Promise<{ any: boolean; error?: CellError }> {
    const lines = leadingCommands(code);
    this.stopped = false;
    for (const line of lines) {
      const error = await this.runLine(line, print);
      if (error !== undefined) return { any: true, error };
    }
    return { any: lines.length > 0 };
  }

  /** Ends the command that is running. */
  stop(): void {
    this.stopped = true;
    this.child?.kill("SIGTERM");
  }

  private async runLine(line: string, print: Print): Promise<CellError | undefined> {
    const [command = "", ...words] = wordsOf(line);
    if (!known.has(command)) {
      const names = "install, uninstall, update and list";
      return npmError(`%npm knows ${names}, not ${JSON.stringify(command)}. For other commands use a terminal`);
    }
    const withScripts = words.includes(scriptsWord) || words.includes("--ignore-scripts=false");
    const args = [command, ...words.filter((word) => word !== scriptsWord)];
    if (!withScripts) args.push("--ignore-scripts");
    // Without a prefix npm looks for a project in the folders above.
    args.push("--prefix", this.folder, "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier");
    const status = await this.spawn(args, print).catch((error: Error) => error);
    if (status instanceof Error) return npmError(`npm could not be started: ${status.message}`);
    if (this.stopped)
      return {
        ename: "KeyboardInterrupt",
        evalue: "npm was interrupted",
        traceback: ["KeyboardInterrupt: npm was interrupted"],
      };
    if (status !== 0) return npmError(`npm ${command} failed with status ${status}; its messages are above`);
    if (installing.has(command)) {
      print("stdout", `Installed in ${path.join(this.folder, "node_modules")}. `);
      print(
        "stdout",
        withScripts ? "Install scripts were run.\n" : `Install scripts were not run (${scriptsWord} runs them).\n`,
      );
    }
    return undefined;
  }

  private spawn(args: string[], print: Print): Promise<number> {
    return new Promise((resolve, reject) => {
      const [program, lead] = npmProgram();
      const child = spawn(program, [...lead, ...args], {
        cwd: this.folder,
        env: { ...process.env, NO_COLOR: "1" },
        stdio: ["ignore", "pipe", "pipe"],
        shell: program === "npm" && process.platform === "win32",
      });
      this.child = child;
      for (const name of ["stdout", "stderr"] as const) {
        child[name]?.setEncoding("utf8").on("data", (text: string) => print(name, text));
      }
      child.once("error", reject);
      child.once("close", (code) => {
        this.child = undefined;
        resolve(code ?? 1);
      });
    });
  }
}

/** The npm that came with this Node, or the one on the path. */
function npmProgram(): [string, string[]] {
  const bin = path.dirname(process.execPath);
  const places = [path.join(bin, "..", "lib", "node_modules"), path.join(bin, "node_modules")];
  const script = places
    .map((place) => path.join(place, "npm", "bin", "npm-cli.js"))
    .find((file) => fs.existsSync(file));
  return script === undefined ? ["npm", []] : [process.execPath, [script]];
}

/** The words of a command; quotes hold together what has blanks in it. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
}

function npmError(evalue: string): CellError {
  return { ename: "NpmError", evalue, traceback: [`NpmError: ${evalue}`] };
}
