/** Content of an output as JSON can carry it: bytes in base 64, numbers too big for JSON as text. */
export function jsonSafe(mime: string, content: unknown): unknown {
  if (content instanceof Uint8Array) return Buffer.from(content).toString("base64");
  if (typeof content === "string") return content;
  if (isTextual(mime)) return String(content);
  return JSON.parse(
    JSON.stringify(content, (_key, value) => (typeof value === "bigint" ? String(value) : value)) ?? "null",
  );
}

/** Media type of an image or a PDF by its first bytes. */
export function bytesMime(bytes: Uint8Array): string | undefined {
  const starts = (...lead: number[]) => lead.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return "image/png";
  if (starts(0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(0x47, 0x49, 0x46, 0x38)) return "image/gif";
  if (starts(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57) return "image/webp";
  if (starts(0x25, 0x50, 0x44, 0x46)) return "application/pdf";
  return undefined;
}

/** An image's bundle, with plain text that tells its size. */
export function imageOutput(bytes: Uint8Array, mime: string): Record<string, unknown> {
  return { [mime]: bytes, "text/plain": `[${mime}, ${bytes.length} bytes]` };
}

function isTextual(mime: string): boolean {
  return (mime.startsWith("text/") || mime.startsWith("image/")) && !mime.endsWith("json");
}
