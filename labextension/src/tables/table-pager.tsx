import type { TranslationBundle } from "@jupyterlab/translation";
import { countText } from "../status/number-text";
import { type Page, pageSizes, type TableView, toPage, withSize } from "./table-view";

interface TablePagerProps {
  page: Page;
  rows: number;
  view: TableView;
  onView(view: TableView): void;
  trans: TranslationBundle;
}

/** Buttons that turn the pages, and how many rows a page has. A short table needs neither. */
export function TablePager({ page, rows, view, onView, trans }: TablePagerProps): JSX.Element | null {
  if (rows <= (pageSizes[0] ?? 0)) return null;
  const last = page.count - 1;
  const turn = (sign: string, label: string, index: number, possible: boolean): JSX.Element => (
    // Not `disabled`: that would take the focus away on the last page.
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={!possible}
      data-lm-suppress-shortcuts="true"
      onClick={() => possible && onView(toPage(view, index, rows))}
    >
      {sign}
    </button>
  );
  return (
    <div className="nightbook-Table-pager">
      <label>
        {trans.__("Rows per page")}
        <select
          value={view.size}
          data-lm-suppress-shortcuts="true"
          onChange={(event) => onView(withSize(view, Number(event.target.value), rows))}
        >
          {pageSizes.map((size) => (
            <option key={size} value={size}>
              {countText(size)}
            </option>
          ))}
        </select>
      </label>
      <span className="nightbook-Table-turn">
        {turn("«", trans.__("First page"), 0, page.index > 0)}
        {turn("‹", trans.__("Previous page"), page.index - 1, page.index > 0)}
        <span>{trans.__("%1 of %2", page.index + 1, page.count)}</span>
        {turn("›", trans.__("Next page"), page.index + 1, page.index < last)}
        {turn("»", trans.__("Last page"), last, page.index < last)}
      </span>
    </div>
  );
}
