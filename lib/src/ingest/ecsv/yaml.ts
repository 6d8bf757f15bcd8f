import { csvError } from "../csv/csv-error";
import type { Fact } from "../table/table-data";
import { plainScalar, quotedScalar } from "./yaml-scalar";

/** Deepest nesting, and most values, aliases counted each time. */
const deepest = 64;
const mostValues = 1_000_000;

/**
 * Reads the part of YAML that headers of tables use: mappings and lists in blocks and in braces, plain and quoted text,
 * blocks of text, anchors, `!!omap`. Other tags are passed over.
 *
 * @param text the document
 * @param firstLine line of its beginning in the file, for messages
 * @throws {NightbookError} `CSV_DAMAGED` with the line
 */
export function readYaml(text: string, firstLine = 1): Fact {
  return new YamlReader(text, firstLine).document();
}

class YamlReader {
  #at = 0;
  #values = 0;
  readonly #anchors = new Map<string, { value: Fact; size: number }>();

  constructor(
    readonly text: string,
    readonly firstLine: number,
  ) {}

  document(): Fact {
    this.#skip();
    if (this.text.startsWith("---", this.#at)) this.#at += 3;
    const value = this.#node(-1, 0);
    this.#skip();
    if (this.#at < this.text.length && !this.text.startsWith("...", this.#at))
      throw this.#failure("does not belong here");
    return value;
  }

  /** A value in a block whose lines are indented by more than `indent`. */
  #node(indent: number, depth: number): Fact {
    if (depth > deepest) throw this.#failure("is nested too deeply");
    this.#skip();
    if (this.#at >= this.text.length || this.#column() <= indent) return this.#count(null);
    const { tag, anchor } = this.#properties();
    const before = this.#values;
    this.#skip();
    const value = this.#content(indent, depth, tag);
    if (anchor !== undefined) this.#anchors.set(anchor, { value, size: this.#values - before });
    return value;
  }

  #content(indent: number, depth: number, tag: string | undefined): Fact {
    const column = this.#column();
    if (this.#at >= this.text.length || column <= indent) return this.#count(null);
    const start = this.text[this.#at];
    if (start === "-" && /[\s]|^$/.test(this.text[this.#at + 1] ?? " ")) return this.#list(column, depth, tag);
    if (start === "|" || start === ">") return this.#count(this.#block(indent));
    if (this.#key(true) !== undefined) return this.#mapping(column, depth);
    return this.#inline(depth, indent);
  }

  #list(column: number, depth: number, tag: string | undefined): Fact {
    const items: Fact[] = [];
    while (
      this.#at < this.text.length &&
      this.#column() === column &&
      /^-(?:\s|$)/.test(this.text.slice(this.#at, this.#at + 2))
    ) {
      this.#at++;
      items.push(this.#node(column, depth + 1));
      this.#skip();
    }
    if (!tag?.endsWith("omap")) return this.#count(items);
    const isPair = (item: Fact) => typeof item === "object" && item !== null && !Array.isArray(item);
    if (!items.every(isPair)) throw this.#failure("is no ordered mapping");
    return this.#count(objectOf(items.flatMap((item) => Object.entries(item as Record<string, Fact>))));
  }

  #mapping(column: number, depth: number): Fact {
    const entries: [string, Fact][] = [];
    while (this.#at < this.text.length && this.#column() === column) {
      const key = this.#key(false);
      if (key === undefined) throw this.#failure("is no key with a colon");
      // A list may begin in the column of its key.
      this.#spaces();
      const goesOn = this.#at < this.text.length && this.text[this.#at] !== "\n" && this.text[this.#at] !== "#";
      let below = column;
      if (!goesOn) {
        this.#skip();
        if (this.#column() === column && /^-(?:\s|$)/.test(this.text.slice(this.#at, this.#at + 2))) below = column - 1;
      } else if (/^(?:![^\s]*|&[^\s]+)\s*\n\s*-\s/.test(this.text.slice(this.#at, this.#at + 200))) below = column - 1;
      entries.push([key, this.#node(below, depth + 1)]);
      this.#skip();
    }
    return this.#count(objectOf(entries));
  }

  /** The key that stands here, with its colon; `undefined` when there is none. */
  #key(isTrial: boolean): string | undefined {
    const key =
      /(?:"((?:[^"\\\n]|\\.)*)" *|'((?:[^'\n]|'')*)' *|((?:[^\s#&*!|>'"%@`{}[\],?-]|[?-](?=\S))(?:[^\n#:]|:(?!\s|$)|(?<=\S)#)*)):(?=\s|$)/y;
    key.lastIndex = this.#at;
    const match = key.exec(this.text);
    if (match === null) return undefined;
    if (!isTrial) this.#at = key.lastIndex;
    if (match[1] !== undefined) return quotedScalar(`"${match[1]}"`);
    return match[2] === undefined ? match[3].trimEnd() : match[2].replaceAll("''", "'");
  }

  /** A value in braces or brackets, a quoted or plain one, an alias. */
  #inline(depth: number, indent: number, isFlow = false): Fact {
    if (depth > deepest) throw this.#failure("is nested too deeply");
    const { tag, anchor } = this.#properties();
    const before = this.#values;
    if (isFlow) this.#flowSpace();
    const value = this.#inlineContent(depth, indent, isFlow, tag);
    if (anchor !== undefined) this.#anchors.set(anchor, { value, size: this.#values - before });
    return value;
  }

  #inlineContent(depth: number, indent: number, isFlow: boolean, tag: string | undefined): Fact {
    const start = this.text[this.#at];
    if (start === "{") return this.#flowMapping(depth);
    if (start === "[") return this.#flowList(depth, tag);
    if (start === "*") return this.#alias();
    if (start === '"' || start === "'") return this.#count(this.#quoted());
    const text = this.#plain(indent, isFlow);
    return this.#count(tag === "!!str" ? text : plainScalar(text));
  }

  #flowMapping(depth: number): Fact {
    const entries: [string, Fact][] = [];
    this.#at++;
    for (;;) {
      this.#flowSpace();
      if (this.#take("}")) return this.#count(objectOf(entries));
      const key = this.#inline(depth + 1, -1, true);
      this.#flowSpace();
      let value: Fact = null;
      if (this.#take(":")) {
        this.#flowSpace();
        if (!/[,}]/.test(this.text[this.#at] ?? "")) value = this.#inline(depth + 1, -1, true);
      }
      entries.push([this.#name(key), value]);
      this.#flowSpace();
      if (!this.#take(",") && this.text[this.#at] !== "}") throw this.#failure("has no comma or closing brace");
    }
  }

  #flowList(depth: number, tag: string | undefined): Fact {
    const items: Fact[] = [];
    this.#at++;
    for (;;) {
      this.#flowSpace();
      if (this.#take("]")) break;
      const item = this.#inline(depth + 1, -1, true);
      this.#flowSpace();
      // One pair without braces.
      if (this.#take(":")) {
        this.#flowSpace();
        items.push(objectOf([[this.#name(item), this.#inline(depth + 1, -1, true)]]));
        this.#flowSpace();
      } else items.push(item);
      if (!this.#take(",") && this.text[this.#at] !== "]") throw this.#failure("has no comma or closing bracket");
    }
    if (!tag?.endsWith("omap")) return this.#count(items);
    return this.#count(
      objectOf(
        items.flatMap((item) =>
          Object.entries(typeof item === "object" && item !== null ? (item as Record<string, Fact>) : {}),
        ),
      ),
    );
  }

  #alias(): Fact {
    const match = /^\*([^\s,[\]{}]+)/.exec(this.text.slice(this.#at, this.#at + 200));
    const known = this.#anchors.get(match?.[1] ?? "");
    if (match === null || known === undefined) throw this.#failure("stands for nothing");
    this.#at += match[0].length;
    this.#values += known.size;
    return this.#count(known.value);
  }

  #quoted(): string {
    const pattern = this.text[this.#at] === '"' ? /"(?:[^"\\]|\\[\s\S])*"/y : /'(?:[^']|'')*'/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match === null) throw this.#failure("has no closing quotes");
    const text = quotedScalar(match[0]);
    if (text === undefined) throw this.#failure("has an escape that is not known");
    this.#at = pattern.lastIndex;
    return text;
  }

  /** Plain text; it goes on in lines that are indented more. */
  #plain(indent: number, isFlow: boolean): string {
    const piece = isFlow
      ? /(?:[^\s,[\]{}#:]|:(?![\s,[\]{}]|$)|(?<=\S)#|[ \t]+(?=[^\s#]))+/y
      : /(?:[^\n#:]|:(?!\s|$)|(?<=\S)#)+/y;
    let text = "";
    for (;;) {
      piece.lastIndex = this.#at;
      const match = piece.exec(this.text);
      if (match === null) {
        if (text === "") throw this.#failure("is no value");
        return text;
      }
      this.#at = piece.lastIndex;
      text += (text === "" ? "" : " ") + match[0].trim();
      const before = this.#at;
      const next = /[ \t]*(?:\n[ \t]*)+/y;
      next.lastIndex = this.#at;
      if (next.exec(this.text) === null) return text;
      this.#at = next.lastIndex;
      const ends =
        this.#at >= this.text.length || (isFlow ? /[,[\]{}:#]/.test(this.text[this.#at]) : this.#column() <= indent);
      if (ends || this.text[this.#at] === "#" || (!isFlow && this.#key(true) !== undefined)) {
        this.#at = before;
        return text;
      }
    }
  }

  /** Text in lines of its own behind `|` or `>`. */
  #block(indent: number): string {
    const head = /([|>])([+-]?)\d*([+-]?)[^\n]*\n?/y;
    head.lastIndex = this.#at;
    const [, kind, before, after] = head.exec(this.text) as RegExpExecArray;
    this.#at = head.lastIndex;
    const lines: string[] = [];
    let margin = -1;
    while (this.#at < this.text.length) {
      const end = this.text.indexOf("\n", this.#at);
      const line = this.text.slice(this.#at, end < 0 ? this.text.length : end);
      const column = line.search(/\S/);
      if (column >= 0 && column <= indent) break;
      if (column >= 0 && margin < 0) margin = column;
      lines.push(column < 0 ? "" : line.slice(Math.min(margin, column)));
      this.#at = end < 0 ? this.text.length : end + 1;
    }
    while (lines.at(-1) === "") lines.pop();
    const text = kind === "|" ? lines.join("\n") : lines.join(" ").replace(/ {2,}/g, "\n");
    return before === "-" || after === "-" ? text : `${text}\n`;
  }

  #properties(): { tag?: string; anchor?: string } {
    const found: { tag?: string; anchor?: string } = {};
    for (;;) {
      const property = /(?:(!(?:<[^>\n]*>|[^\s,[\]{}]*))|&([^\s,[\]{}]+))(?:[ \t]+|(?=[\n,[\]{}]|$))/y;
      property.lastIndex = this.#at;
      const match = property.exec(this.text);
      if (match === null) return found;
      if (match[1] !== undefined) found.tag = match[1];
      else found.anchor = match[2];
      this.#at = property.lastIndex;
    }
  }

  #name(key: Fact): string {
    if (typeof key === "object" && key !== null) throw this.#failure("follows a key that is no text");
    return String(key);
  }

  #take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** Passes over blanks, comments and empty lines. */
  #skip(): void {
    for (;;) {
      this.#spaces();
      if (this.text[this.#at] === "#") this.#at = (this.text.indexOf("\n", this.#at) + 1 || this.text.length + 1) - 1;
      if (this.text[this.#at] !== "\n") return;
      this.#at++;
    }
  }

  #flowSpace(): void {
    this.#skip();
    if (this.#at >= this.text.length) throw this.#failure("has no closing bracket");
  }

  #spaces(): void {
    while (this.text[this.#at] === " " || this.text[this.#at] === "\t") this.#at++;
  }

  #column(): number {
    return this.#at - (this.text.lastIndexOf("\n", this.#at - 1) + 1);
  }

  #count<Value extends Fact>(value: Value): Value {
    if (++this.#values > mostValues) throw this.#failure("has too many values");
    return value;
  }

  #failure(what: string): Error {
    const line = this.firstLine + this.text.slice(0, this.#at).split("\n").length - 1;
    const rest = JSON.stringify(this.text.slice(this.#at, this.#at + 30).split("\n")[0]);
    return csvError("CSV_DAMAGED", `the header cannot be understood: what stands at ${rest} ${what}`, { line });
  }
}

function objectOf(entries: readonly (readonly [string, Fact])[]): Record<string, Fact> {
  const object: Record<string, Fact> = Object.create(null);
  for (const [name, value] of entries) object[name] = value;
  return object;
}
