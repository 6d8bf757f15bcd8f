/** The name that a cell such as `JSON?` or `?nb.display` asks about, or `undefined` for any other cell. */
export function helpRequest(code: string): string | undefined {
  const found = /^\s*(?:\?{1,2}\s*([\w$.]+)|([\w$.]+)\s*\?{1,2})\s*$/.exec(code);
  return found?.[1] ?? found?.[2];
}
