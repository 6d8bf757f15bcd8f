/** A place in the table; `column` counts the cells of its row. */
export interface GridPlace {
  row: number;
  column: number;
}

/**
 * Where a key leads in a grid, after the pattern that screen readers know: arrows by one,
 * Home and End within the row, with Control to the first and last row, Page keys by ten.
 * @param columns number of cells in each row; a row without cells is stepped over
 * @returns the new place, or `null` when the key does not move
 */
export function moveByKey(
  place: GridPlace,
  key: string,
  control: boolean,
  columns: readonly number[],
): GridPlace | null {
  const rows = columns.flatMap((count, row) => (count > 0 ? [row] : []));
  const here = rows.indexOf(place.row);
  if (here < 0) return null;
  const go = (index: number, column: number): GridPlace => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]!;
    return { row, column: Math.min(Math.max(0, column), columns[row]! - 1) };
  };
  switch (key) {
    case "ArrowUp":
      return go(here - 1, place.column);
    case "ArrowDown":
      return go(here + 1, place.column);
    case "ArrowLeft":
      return go(here, place.column - 1);
    case "ArrowRight":
      return go(here, place.column + 1);
    case "Home":
      return go(control ? 0 : here, 0);
    case "End":
      return go(control ? rows.length : here, Number.POSITIVE_INFINITY);
    case "PageUp":
      return go(here - 10, place.column);
    case "PageDown":
      return go(here + 10, place.column);
    default:
      return null;
  }
}

/** Where the focus goes after an edit; `leave` lets it go where it went. */
export type AfterEdit = "leave" | "stay" | "down" | "right" | "left";

/** The place to go to after an edit; to the right of the last cell the next row begins, and back. */
export function moveAfterEdit(
  place: GridPlace,
  then: Exclude<AfterEdit, "leave">,
  columns: readonly number[],
): GridPlace {
  const { row, column } = place;
  const lastColumn = (columns[row] ?? 1) - 1;
  if (then === "right" && column === lastColumn && row + 1 < columns.length) return { row: row + 1, column: 0 };
  if (then === "left" && column === 0 && row > 0) return { row: row - 1, column: (columns[row - 1] ?? 1) - 1 };
  const key = { stay: "", down: "ArrowDown", right: "ArrowRight", left: "ArrowLeft" }[then];
  return moveByKey(place, key, false, columns) ?? place;
}
