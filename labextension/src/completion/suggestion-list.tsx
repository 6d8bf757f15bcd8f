import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Suggestion } from "./complete";

interface SuggestionListProps {
  id: string;
  /** The input that the list belongs to. */
  beside: RefObject<HTMLElement>;
  suggestions: readonly Suggestion[];
  /** The one that the keys are on, or −1. */
  active: number;
  label: string;
  onTake(index: number): void;
}

/** Room for the list, pixels. */
const height = 220;
const width = 340;

/** What may be meant, under the input or above it; over everything else, so that no frame cuts it off. */
export function SuggestionList({ id, beside, suggestions, active, label, onTake }: SuggestionListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    // Not every browser can; there it lies within the frame of the table.
    if (element === null || !("popover" in element)) return;
    element.popover = "manual";
    element.showPopover();
  }, []);
  useLayoutEffect(() => {
    if (list.current === null || beside.current === null) return;
    const { left, top, bottom } = beside.current.getBoundingClientRect();
    const { style } = list.current;
    const isAbove = bottom + height > window.innerHeight && top > height;
    style.left = `${Math.max(0, Math.min(left, window.innerWidth - width))}px`;
    style.top = isAbove ? "auto" : `${bottom + 2}px`;
    style.bottom = isAbove ? `${window.innerHeight - top + 2}px` : "auto";
  });
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="nightbook-Suggestions">
      {suggestions.map(({ text, about }, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus
        <div
          key={text}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          // The input must not lose the focus to the list.
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.stopPropagation();
            onTake(i);
          }}
        >
          <code>{text}</code> <span>{about}</span>
        </div>
      ))}
    </div>
  );
}
