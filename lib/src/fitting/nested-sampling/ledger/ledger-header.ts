import { NightbookError } from "../../../core/errors";
import { ByteWriter } from "./byte-writer";
import { writeFrame } from "./frames";
import type { LedgerConfiguration } from "./ledger-configuration";

/** First bytes of a ledger. The first is no text, the line ends show a transfer that changed them. */
const magic = Uint8Array.of(0x89, 0x4e, 0x53, 0x4c, 0x0d, 0x0a, 0x1a, 0x0a);
/** Version of the format that this code writes, and the only one there is. */
const formatVersion = 1;
/** Bytes before the first frame: magic and version. */
export const preambleLength = magic.length + 4;

/** The header: magic, version, and the configuration as a frame of JSON in ASCII. */
export function encodeHeader(configuration: LedgerConfiguration): Uint8Array {
  const writer = new ByteWriter();
  writer.raw(magic);
  writer.u32(formatVersion);
  const json = JSON.stringify(configuration).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  writeFrame(writer, () => {
    for (let i = 0; i < json.length; i++) writer.u8(json.charCodeAt(i));
  });
  return writer.written().slice();
}

/**
 * Checks the bytes before the first frame.
 * @param bytes at most {@link preambleLength}; fewer when there are no more
 * @returns false when there are too few, but what is there is right
 * @throws {NightbookError} `LEDGER_FOREIGN` when this is no ledger, `LEDGER_VERSION` when it is of a later version
 */
export function checkPreamble(bytes: Uint8Array): boolean {
  if (!bytes.subarray(0, magic.length).every((byte, i) => byte === magic[i])) {
    throw new NightbookError("This is not a ledger of a fit", {
      code: "LEDGER_FOREIGN",
      hint: "Choose another folder for the run, or move this file away",
    });
  }
  if (bytes.length < preambleLength) return false;
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  if (version === formatVersion) return true;
  throw new NightbookError(`The ledger has format version ${version}; this program knows version ${formatVersion}`, {
    code: "LEDGER_VERSION",
    hint: "Go on with the version of nightbook that began this run, or start anew with --new",
  });
}

/** The configuration in the header's frame; null when this is none. */
export function decodeConfiguration(content: Uint8Array): LedgerConfiguration | null {
  let json = "";
  for (const byte of content) json += String.fromCharCode(byte);
  try {
    const parsed: unknown = JSON.parse(json);
    const isObject = typeof parsed === "object" && parsed !== null && "program" in parsed;
    return isObject ? (parsed as LedgerConfiguration) : null;
  } catch {
    return null;
  }
}
