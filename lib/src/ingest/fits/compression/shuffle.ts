/** Brings bytes that are grouped by significance (all first bytes, all second bytes, …) back into elements. */
export function unshuffle(bytes: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(bytes.length / width);
  const elements = new Uint8Array(count * width);
  for (let byte = 0, from = 0; byte < width; byte++) {
    for (let i = 0, to = byte; i < count; i++, to += width) elements[to] = bytes[from++];
  }
  return elements;
}

/** Groups the bytes of elements by their significance, as GZIP_2 packs them. */
export function shuffle(bytes: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(bytes.length / width);
  const groups = new Uint8Array(count * width);
  for (let byte = 0, to = 0; byte < width; byte++) {
    for (let i = 0, from = byte; i < count; i++, from += width) groups[to++] = bytes[from];
  }
  return groups;
}
