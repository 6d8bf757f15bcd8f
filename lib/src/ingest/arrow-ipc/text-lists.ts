/**
 * Cells of several texts, which our files keep as lists in JSON.
 * @returns the texts one after the other and how many a cell has; `undefined` when the cells are something else
 */
export function textLists(cells: readonly string[]): { texts: string[]; perCell: number } | undefined {
  const texts: string[] = [];
  let perCell: number | undefined;
  for (const cell of cells) {
    const list = parsed(cell);
    if (!Array.isArray(list) || !list.every((text) => typeof text === "string")) return undefined;
    perCell ??= list.length;
    if (list.length !== perCell) return undefined;
    for (const text of list) texts.push(text);
  }
  return perCell === undefined ? undefined : { texts, perCell };
}

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return undefined;
  }
}
