/**
 * Characters of a cell as text: up to the first zero byte, without trailing blanks.
 * @param keepBlanks leave trailing blanks, and zero bytes that are not at the end
 */
export function decodeText(bytes: Uint8Array, from: number, length: number, keepBlanks = false): string {
  let end = from + length;
  if (keepBlanks) while (end > from && bytes[end - 1] === 0) end--;
  else {
    for (let i = from; i < end; i++) if (bytes[i] === 0) end = i;
    while (end > from && bytes[end - 1] === 0x20) end--;
  }
  let text = "";
  for (let i = from; i < end; i++) text += String.fromCharCode(bytes[i]);
  return text;
}
