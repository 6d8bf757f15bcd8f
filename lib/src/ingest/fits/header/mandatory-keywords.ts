import type { Hdu } from "../hdu/hdu";

/** What the standard says about the first keywords of a header: order and presence. */
export function mandatoryFaults(hdu: Hdu): { message: string; keyword: string }[] {
  const faults: { message: string; keyword: string }[] = [];
  const { header } = hdu;
  const isFirst = hdu.index === 0;
  const start = header.has("XTENSION") ? "XTENSION" : "SIMPLE";
  const naxis = Math.min(999, header.integer("NAXIS") ?? 0);
  const wanted = [start, "BITPIX", "NAXIS", ...Array.from({ length: naxis }, (_, i) => `NAXIS${i + 1}`)];
  if (start === "XTENSION") wanted.push("PCOUNT", "GCOUNT");
  if (hdu.kind.endsWith("table") || hdu.kind === "compressed image") wanted.push("TFIELDS");
  for (const [place, keyword] of wanted.entries()) {
    const found = header.cards[place]?.keyword;
    if (found === keyword) continue;
    const message = header.has(keyword)
      ? `Keyword ${keyword} should be card ${place + 1}, where ${found || "a comment"} stands`
      : `Keyword ${keyword} is missing`;
    faults.push({ message, keyword });
    break;
  }
  if (isFirst && start === "XTENSION") faults.push({ message: "The file begins with an extension", keyword: "SIMPLE" });
  if (isFirst && header.get("SIMPLE") === false) {
    faults.push({ message: "SIMPLE is F: the file says itself that it breaks the standard", keyword: "SIMPLE" });
  }
  if (start === "XTENSION") faults.push(...fixedValues(hdu));
  return faults;
}

/** PCOUNT and GCOUNT have fixed values where they mean nothing. */
function fixedValues(hdu: Hdu): { message: string; keyword: string }[] {
  const { pcount, gcount } = hdu.record.extent;
  const faults: { message: string; keyword: string }[] = [];
  if (hdu.kind !== "foreign" && hdu.kind !== "damaged" && gcount !== 1) {
    faults.push({ message: `GCOUNT must be 1: ${gcount}`, keyword: "GCOUNT" });
  }
  if ((hdu.kind === "image" || hdu.kind === "ascii table") && pcount !== 0) {
    faults.push({ message: `PCOUNT must be 0: ${pcount}`, keyword: "PCOUNT" });
  }
  return faults;
}
