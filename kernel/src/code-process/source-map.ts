/** A place in the text that the user wrote; one-based line and column. */
export interface OriginalPlace {
  line: number;
  column: number;
}

interface Segment {
  generatedColumn: number;
  line: number;
  column: number;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Source map (version 3) of a text with one source. */
export class SourceMap {
  private lines: Segment[][] | undefined;

  /**
   * @param json the map
   * @param extraLines lines that stand before the user's text in the mapped source
   */
  constructor(
    private readonly json: string,
    private readonly extraLines = 0,
  ) {}

  /** The user's place for a place (one-based) in the generated text. */
  original(line: number, column: number): OriginalPlace | undefined {
    const segments = this.decoded()[line - 1] ?? [];
    let best: Segment | undefined;
    for (const segment of segments) {
      if (segment.generatedColumn > column - 1) break;
      best = segment;
    }
    best ??= segments[0];
    if (best === undefined) return undefined;
    return { line: best.line + 1 - this.extraLines, column: best.column + 1 };
  }

  /** Where in the generated text (one-based) the first code stands that comes of the user's line, or of a later one. */
  generated(line: number): OriginalPlace | undefined {
    const wanted = line - 1 + this.extraLines;
    let best: { place: OriginalPlace; original: Segment } | undefined;
    for (const [index, segments] of this.decoded().entries()) {
      for (const segment of segments) {
        if (segment.line < wanted || (best !== undefined && !isBefore(segment, best.original))) continue;
        best = { place: { line: index + 1, column: segment.generatedColumn + 1 }, original: segment };
      }
    }
    return best?.place;
  }

  private decoded(): Segment[][] {
    this.lines ??= decode((JSON.parse(this.json) as { mappings: string }).mappings);
    return this.lines;
  }
}

function isBefore(a: Segment, b: Segment): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** Segments of every generated line from the base-64 variable-length quantities. */
function decode(mappings: string): Segment[][] {
  const state = [0, 0, 0, 0, 0];
  return mappings.split(";").map((line) => {
    state[0] = 0;
    const segments: Segment[] = [];
    for (const text of line.split(",")) {
      const fields = quantities(text);
      for (const [index, delta] of fields.entries()) state[index] = (state[index] ?? 0) + delta;
      if (fields.length >= 4) {
        segments.push({ generatedColumn: state[0] ?? 0, line: state[2] ?? 0, column: state[3] ?? 0 });
      }
    }
    return segments;
  });
}

function quantities(text: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of text) {
    const bits = digits.indexOf(digit);
    value |= (bits & 31) << shift;
    if ((bits & 32) !== 0) {
      shift += 5;
      continue;
    }
    values.push((value & 1) === 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return values;
}
