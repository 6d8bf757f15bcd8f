import type { JsonObject } from "../protocol/message";

/** An executed cell. */
interface Entry {
  line: number;
  input: string;
  /** Text of the value that the cell came to. */
  output?: string;
}

/** Characters of an output that are kept. */
const longestOutput = 1000;

/** Session number under which this kernel's own cells are listed. */
const presentSession = 1;

/** The inputs of this session. */
export class History {
  private readonly entries: Entry[] = [];

  add(line: number, input: string): void {
    this.entries.push({ line, input });
  }

  /** The cell of that line came to a value. */
  addOutput(line: number, output: string): void {
    const entry = this.entries.findLast((candidate) => candidate.line === line);
    if (entry !== undefined) entry.output = output.slice(0, longestOutput);
  }

  /** What a `history_request` asks for: `[session, line, input]`, or with outputs `[…, [input, output]]`. */
  answer(request: JsonObject): JsonObject {
    const found = this.select(request);
    const output = request["output"] === true;
    const history = found.map((entry) => {
      const { line, input } = entry;
      return [presentSession, line, output ? [input, entry.output ?? null] : input];
    });
    return { status: "ok", history };
  }

  private select(request: JsonObject): Entry[] {
    const n = typeof request["n"] === "number" ? request["n"] : undefined;
    switch (request["hist_access_type"]) {
      case "range": {
        const session = Number(request["session"] ?? 0);
        if (session !== 0 && session !== presentSession) return [];
        const start = Number(request["start"] ?? 0);
        const stop = typeof request["stop"] === "number" ? request["stop"] : Number.POSITIVE_INFINITY;
        return this.entries.filter(({ line }) => line >= start && line < stop);
      }
      case "search": {
        const pattern = globPattern(String(request["pattern"] ?? "*"));
        const matching = this.entries.filter(({ input }) => pattern.test(input));
        return last(request["unique"] === true ? latestOfEach(matching) : matching, n);
      }
      default:
        return last(this.entries, n);
    }
  }
}

function last(entries: Entry[], n: number | undefined): Entry[] {
  return n === undefined ? entries : n <= 0 ? [] : entries.slice(-n);
}

function latestOfEach(entries: Entry[]): Entry[] {
  const latest = new Map(entries.map((entry) => [entry.input, entry]));
  return entries.filter((entry) => latest.get(entry.input) === entry);
}

/** A shell pattern with `*` and `?` as a regular expression for the whole text. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[\\^$.|+(){}[\]]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s");
}
