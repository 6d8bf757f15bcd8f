import { ExpressionFailure } from "./expression-problem";

/** One word of an expression. */
export interface Token {
  type: "number" | "name" | "operator" | "(" | ")" | "," | "end";
  text: string;
  start: number;
  end: number;
}

const number = /(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
const name = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y;
const operator = /\*\*|\/\/|[-+*/%]/y;
const blank = /\s+/y;

/** Remedies for characters that people type in good faith. */
const remedies: Record<string, string> = {
  "^": "A power is written **, as in 10**3",
  "−": "Use the plain minus sign -",
  "–": "Use the plain minus sign -",
  "×": "A product is written *",
  "·": "A product is written *",
  "÷": "A quotient is written /",
  "[": "Lists are not possible here",
  "{": "Use round brackets",
  '"': "Text is possible only as the value of a fixed word, such as gamma",
  "'": "Text is possible only as the value of a fixed word, such as gamma",
  "=": "Only arithmetic is possible here",
  "<": "Only arithmetic is possible here",
  ">": "Only arithmetic is possible here",
};

/**
 * Splits an expression into words.
 * @throws {ExpressionFailure} at a character that means nothing
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp, type: Token["type"] | null): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return false;
    const start = at;
    at = pattern.lastIndex;
    if (type) tokens.push({ type, text: match[0], start, end: at });
    return true;
  };
  while (at < text.length) {
    if (take(blank, null) || take(number, "number") || take(name, "name") || take(operator, "operator")) continue;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const place = { start: at, end: at + character.length };
    if (character !== "(" && character !== ")" && character !== ",") {
      throw new ExpressionFailure(
        "BAD_CHARACTER",
        `The character ${character} has no meaning here`,
        place,
        Object.hasOwn(remedies, character) ? remedies[character] : undefined,
      );
    }
    tokens.push({ type: character, text: character, ...place });
    at = place.end;
  }
  tokens.push({ type: "end", text: "", start: text.length, end: text.length });
  return tokens;
}
