import { latin1 } from "../../core/text/latin1";
import { decodeUtf8 } from "../pickle/text";

/** Text from UTF-8, or, where it is none, a character for each byte. Most is ASCII, which is both. */
export function textOf(bytes: Uint8Array): string {
  let at = 0;
  while (at < bytes.length && bytes[at] < 0x80) at++;
  const text = at === bytes.length ? undefined : decodeUtf8(bytes);
  return text ?? latin1(bytes);
}
