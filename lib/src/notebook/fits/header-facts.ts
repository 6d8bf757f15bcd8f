import type { Header } from "../../ingest/fits";
import { freeCards } from "../../ingest/fits/write/header-bytes";
import type { Fact } from "../../ingest/table";

/** What a header says about a table as a whole: keywords with their values, lines of comments and history. */
export function headerFacts(header: Header): Record<string, Fact> {
  const facts: Record<string, Fact> = Object.create(null);
  const lines: Record<string, string[]> = Object.create(null);
  for (const { keyword, kind, value } of freeCards(header, "table").cards) {
    if (kind === "unparsable") continue;
    if (kind === "commentary") {
      if (keyword === "") continue;
      lines[keyword] ??= [];
      lines[keyword].push(String(value));
    } else if (!(keyword in facts)) {
      facts[keyword] =
        typeof value === "bigint" ? String(value) : typeof value === "object" && value !== null ? { ...value } : value;
    }
  }
  return { ...facts, ...lines };
}
