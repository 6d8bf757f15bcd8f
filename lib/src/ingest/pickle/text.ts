const chunk = 8192;

/** One character per byte. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += chunk) {
    text += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return text;
}

/** One byte per character; undefined when a character does not fit. */
export function encodeLatin1(text: string, highest = 0xff): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > highest) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}

/**
 * Text from UTF-8. Surrogates encoded on their own are let through, as Python writes them;
 * undefined for anything else that is not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = "";
  const units: number[] = [];
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i++];
    if (lead < 0x80) {
      units.push(lead);
    } else {
      const extra =
        lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
      if (extra === 0 || i + extra > bytes.length) return undefined;
      let point = lead & (0x3f >> extra);
      for (let k = 0; k < extra; k++) {
        const next = bytes[i++];
        if ((next & 0xc0) !== 0x80) return undefined;
        point = (point << 6) | (next & 0x3f);
      }
      if (extra === 2 && point < 0x800) return undefined;
      if (extra === 3 && (point < 0x10000 || point > 0x10ffff)) return undefined;
      if (point < 0x10000) units.push(point);
      else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    }
    if (units.length >= chunk) {
      text += String.fromCharCode(...units);
      units.length = 0;
    }
  }
  return text + String.fromCharCode(...units);
}

/** UTF-8 of a text; a lone surrogate is encoded on its own. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else {
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 0x3f),
        0x80 | ((point >> 6) & 0x3f),
        0x80 | (point & 0x3f),
      );
    }
  }
  return Uint8Array.from(bytes);
}

const simpleEscapes: Record<string, string> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};

/** The content of a quoted Python 2 string as protocol 0 writes it; undefined when the quotes do not match. */
export function decodeQuoted(line: string): string | undefined {
  const quote = line[0];
  if (line.length < 2 || (quote !== "'" && quote !== '"') || line.at(-1) !== quote) return undefined;
  return line.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[\s\S])/g, (whole, escaped: string) => {
    if (escaped.length === 3 && escaped[0] === "x") return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 0xff);
    return Object.hasOwn(simpleEscapes, escaped) ? simpleEscapes[escaped] : whole;
  });
}

/** The text of a protocol-0 unicode line: latin-1 with `\uXXXX` and `\UXXXXXXXX`; undefined when one is malformed. */
export function decodeRawUnicodeEscape(line: string): string | undefined {
  let valid = true;
  // A backslash that follows an odd number of others belongs to them and starts no escape.
  const text = line.replace(
    /(\\+)(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[uU])?/g,
    (whole, slashes: string, escaped?: string) => {
      if (escaped === undefined || slashes.length % 2 === 0) return whole;
      const point = escaped.length > 1 ? Number.parseInt(escaped.slice(1), 16) : Number.POSITIVE_INFINITY;
      if (point > 0x10ffff) {
        valid = false;
        return whole;
      }
      return slashes.slice(1) + String.fromCodePoint(point);
    },
  );
  return valid ? text : undefined;
}
