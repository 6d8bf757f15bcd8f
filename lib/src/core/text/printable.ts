/**
 * Text as a terminal may show it: every control character, line breaks included, becomes visible as `\x1b`. What a
 * file says can then neither move the cursor nor hide or recolour what stands beside it.
 *
 * @example
 * ```ts
 * import { printable } from "nightbook/core";
 *
 * printable("rho\u001b[2J"); // => "rho\\x1b[2J"
 * ```
 */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
