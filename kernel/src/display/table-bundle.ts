import { htmlTable } from "./html-table";
import { keepTable } from "./kept-tables";
import { type TableSource, tableContent, tableMime } from "./table-content";
import { textTable } from "./text-table";

/** A table for the lab extension, for any other page, and for a terminal. */
export function tableBundle(source: TableSource, caption?: string): Record<string, unknown> {
  const content = tableContent(source, caption);
  if (content.rows.length < content.total && source.isPartial !== true) content.id = keepTable(source);
  return { [tableMime]: content, "text/html": htmlTable(content), "text/plain": textTable(content) };
}
