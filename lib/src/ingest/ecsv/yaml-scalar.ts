import type { Fact } from "../table/table-data";

const words: Record<string, null | boolean> = {
  ...{ "": null, "~": null, null: null, Null: null, NULL: null },
  ...{ true: true, True: true, TRUE: true, yes: true, Yes: true, YES: true, on: true, On: true, ON: true },
  ...{ false: false, False: false, FALSE: false, no: false, No: false, NO: false, off: false, Off: false, OFF: false },
};

/** What plain text of YAML 1.1 stands for: nothing, a truth, a number or itself. Long whole numbers stay text. */
export function plainScalar(text: string): Fact {
  if (Object.hasOwn(words, text)) return words[text];
  if (/^[+-]?(?:0|[1-9][\d_]*)$/.test(text)) {
    const value = Number(text.replaceAll("_", ""));
    return Number.isSafeInteger(value) ? value : text;
  }
  if (/^[+-]?0x[\da-f]+$/i.test(text)) {
    const value = Number(text.replace(/^[+-]/, ""));
    return Number.isSafeInteger(value) ? (text.startsWith("-") ? -value : value) : text;
  }
  if (/^[+-]?(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) || /^[+-]?\d+e[+-]?\d+$/i.test(text)) return Number(text);
  if (/^[+]?\.inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-\.inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  return /^\.nan$/i.test(text) ? Number.NaN : text;
}

const escapes: Record<string, string> = {
  ...{ "0": "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"' },
  ...{ "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029", "\t": "\t" },
};

/** Text in quotes, which are part of the argument; `undefined` for an escape that is not known. */
export function quotedScalar(quoted: string): string | undefined {
  const folded = quoted
    .slice(1, -1)
    .replace(/\\\n[ \t]*/g, "")
    .replace(/[ \t]*\n([ \t]*\n)*[ \t]*/g, (breaks) => "\n".repeat(breaks.split("\n").length - 2) || " ");
  if (quoted.startsWith("'")) return folded.replaceAll("''", "'");
  let isKnown = true;
  const text = folded.replace(/\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([\s\S]))/gi, (_all, x, u, long, one) => {
    const code = Number.parseInt(x ?? u ?? long ?? "-1", 16);
    if (one === undefined && code <= 0x10ffff) return String.fromCodePoint(code);
    if (one === undefined || !Object.hasOwn(escapes, one)) isKnown = false;
    return escapes[one] ?? "";
  });
  return isKnown ? text : undefined;
}

/** A value in one line of YAML, which any reader understands the same way. */
export function yamlText(value: Fact | undefined): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (Number.isNaN(value)) return ".nan";
    if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
    const text = Object.is(value, -0) ? "-0.0" : String(value);
    // YAML 1.1 knows powers of ten behind a point only.
    return /e/.test(text) && !text.includes(".") ? text.replace("e", ".0e") : text;
  }
  if (typeof value === "string") return yamlString(value);
  if (Array.isArray(value)) return `[${value.map(yamlText).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `${yamlString(name)}: ${yamlText(item)}`)
    .join(", ")}}`;
}

function yamlString(text: string): string {
  if (/^[A-Za-z_][\w./()+-]*(?: [\w./()+-]+)*$/.test(text) && plainScalar(text) === text) return text;
  const escaped = JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return escaped;
}
