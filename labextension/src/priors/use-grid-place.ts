import { type MutableRefObject, type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { GridPlace } from "./grid-keys";
import type { PriorRow } from "./prior-rows";

interface PlaceInGrid {
  place: GridPlace;
  setPlace(place: GridPlace): void;
  /** Set where the focus has to follow the place: keys do that, redrawing must not. */
  follow: MutableRefObject<boolean>;
}

/** The place in the table; it stays with its line when somebody else puts lines in above or takes them out. */
export function useGridPlace(rows: readonly PriorRow[], table: RefObject<HTMLElement>): PlaceInGrid {
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const follow = useRef(false);
  // What the row at the place says; unknown while the place is newer than what is drawn.
  const here = useRef<string | null>(null);
  useLayoutEffect(() => {
    const moved = here.current === null ? place.row : nearestRow(rows, here.current, place.row);
    here.current = rows[moved] === undefined ? null : rowText(rows[moved]);
    if (moved === place.row) return;
    follow.current ||= table.current?.contains(document.activeElement) ?? false;
    setPlace({ row: moved, column: place.column });
  }, [rows, place, table]);
  const go = useCallback((next: GridPlace): void => {
    here.current = null;
    setPlace(next);
  }, []);
  return { place, setPlace: go, follow };
}

/** The row that says a text, nearest to where it was; where none does, the place stays. */
export function nearestRow(rows: readonly PriorRow[], text: string, row: number): number {
  const found = rows.flatMap((candidate, i) => (rowText(candidate) === text ? [i] : []));
  if (found.length === 0) return row;
  return found.reduce((best, i) => (Math.abs(i - row) < Math.abs(best - row) ? i : best));
}

function rowText(row: PriorRow): string {
  return row.kind === "entry" ? row.entry.name.text : row.text;
}
