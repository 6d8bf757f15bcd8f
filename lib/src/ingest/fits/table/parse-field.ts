/**
 * The number in a field of an ASCII table. An empty field is zero; where a real number has no point, the last digits
 * stand behind it.
 *
 * @param field characters, blanks around them allowed
 * @param code I, F, E or D
 * @param decimals digits behind an implied point
 * @returns `undefined` when it is not a number; a bigint beyond 2⁵³
 * @see [Pence2010] section 7.2.5
 */
export function parseField(field: string, code: "I" | "F" | "E" | "D", decimals: number): number | bigint | undefined {
  const text = field.trim();
  if (text === "") return 0;
  if (code === "I") {
    if (!/^[+-]?\d+$/.test(text)) return undefined;
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text.replace(/^\+/, ""));
  }
  const match = /^([+-]?\d*)(\.?)(\d*)(?:(?:[EDed]([+-]?\d+))|([+-]\d+))?$/.exec(text);
  if (match === null || !/\d/.test(match[1] + match[3])) return special(text);
  const [, whole, point, fraction, exponent, bare] = match;
  const shift = point === "" ? -decimals : 0;
  return Number(
    `${whole || "0"}.${fraction || "0"}E${Number(exponent ?? bare ?? 0) + shift}`.replace(/^([+-])\./, "$10."),
  );
}

function special(text: string): number | undefined {
  const match = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(text);
  if (match === null) return undefined;
  if (match[2].toLowerCase() === "nan") return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
