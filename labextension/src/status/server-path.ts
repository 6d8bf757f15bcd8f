/**
 * The path on the server of a file or folder that a kernel names in full, or `null` where the server does not show it.
 * @param root folder that the server shows, as it says itself
 */
export function serverPath(path: string, root: string): string | null {
  const [plain, base] = [path, root].map((text) => text.replaceAll("\\", "/").replace(/\/+$/, ""));
  if (plain === undefined || base === undefined || plain === "") return null;
  if (plain === base) return "/";
  if (plain.startsWith(`${base}/`)) return plain.slice(base.length);
  // The server writes the home folder as ~.
  const underHome = /^~\/(.+)$/.exec(base)?.[1];
  const at = underHome === undefined ? -1 : `${plain}/`.indexOf(`/${underHome}/`);
  return underHome === undefined || at < 0 ? null : plain.slice(at + underHome.length + 1) || "/";
}

/** What the server says about itself in the page. */
export function serverRootOf(page: Document): string {
  try {
    const text = page.getElementById("jupyter-config-data")?.textContent ?? "{}";
    const root: unknown = JSON.parse(text).serverRoot;
    return typeof root === "string" ? root : "";
  } catch {
    return "";
  }
}
