import {
  type ChangeEvent,
  type InputHTMLAttributes,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Completion } from "./complete";
import { SuggestionList } from "./suggestion-list";

interface CompletingInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "list"> {
  inputRef: RefObject<HTMLInputElement>;
  text: string;
  onText(text: string): void;
  /** What may be meant at a place of the text; without it nothing is suggested. */
  complete?(text: string, cursor: number): Completion;
  /** Whether Enter takes the best match at once, as in a search. */
  takesBest?: boolean;
  /** A suggestion was taken; the text with it. */
  onTake?(text: string): void;
}

/** What is suggested, and which of it the keys are on; −1 for none. */
interface Offer {
  completion: Completion;
  active: number;
}

/**
 * A line of text that suggests what may be meant, after the combobox pattern: the list opens while one types, or with
 * the arrow down or Ctrl Space; arrows go through it, Enter or Tab take, Escape closes it.
 */
export function CompletingInput(props: CompletingInputProps): JSX.Element {
  const { inputRef, text, onText, complete, takesBest = false, onTake, onKeyDown, onBlur, ...rest } = props;
  const id = useId();
  const [offer, setOffer] = useState<Offer | null>(null);
  const cursor = useRef<number | null>(null);

  // A text that was put in leaves the cursor behind it.
  useLayoutEffect(() => {
    if (cursor.current === null) return;
    inputRef.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });
  useEffect(() => {
    if (offer === null) return;
    // The list would stay where the input was.
    const close = ({ target }: Event): void => {
      if (target !== inputRef.current && (target as Element | null)?.id !== id) setOffer(null);
    };
    window.addEventListener("resize", close);
    window.addEventListener("scroll", close, true);
    return () => {
      window.removeEventListener("resize", close);
      window.removeEventListener("scroll", close, true);
    };
  }, [offer, id, inputRef]);

  const suggest = (value: string, at: number, isAsked: boolean): boolean => {
    const completion = complete?.(value, at);
    const isWanted = completion !== undefined && (isAsked || completion.from < at) && completion.suggestions.length > 0;
    setOffer(isWanted ? { completion, active: isAsked || takesBest ? 0 : -1 } : null);
    return isWanted;
  };

  const onChange = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    onText(target.value);
    suggest(target.value, target.selectionStart ?? target.value.length, false);
  };

  const take = ({ completion: { from, to, suggestions } }: Offer, index: number): void => {
    const chosen = suggestions[index]!.text;
    const changed = text.slice(0, from) + chosen + text.slice(to);
    cursor.current = from + chosen.length;
    setOffer(null);
    onText(changed);
    onTake?.(changed);
  };

  /** Whether the list takes the key. */
  const goes = (event: KeyboardEvent): boolean => {
    const { key } = event;
    if (offer === null) {
      const isAsked = key === "ArrowDown" || (key === " " && event.ctrlKey);
      return isAsked && suggest(text, inputRef.current?.selectionStart ?? text.length, true);
    }
    const count = offer.completion.suggestions.length;
    if (key === "ArrowDown") setOffer({ ...offer, active: (offer.active + 1) % count });
    else if (key === "ArrowUp") setOffer({ ...offer, active: offer.active <= 0 ? count - 1 : offer.active - 1 });
    else if (key === "Escape") setOffer(null);
    else if ((key === "Enter" || (key === "Tab" && !takesBest)) && offer.active >= 0) take(offer, offer.active);
    else return false;
    return true;
  };

  return (
    <>
      <input
        {...rest}
        ref={inputRef}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offer !== null}
        aria-controls={offer === null ? undefined : id}
        aria-activedescendant={offer === null || offer.active < 0 ? undefined : `${id}-${offer.active}`}
        // JupyterLab would take Ctrl Z and others for the document while they are meant for this text.
        data-lm-suppress-shortcuts="true"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={onChange}
        onKeyDown={(event) => {
          if (!goes(event)) return onKeyDown?.(event);
          event.preventDefault();
          event.stopPropagation();
        }}
        onBlur={(event) => {
          setOffer(null);
          onBlur?.(event);
        }}
      />
      {offer !== null && (
        <SuggestionList
          id={id}
          beside={inputRef}
          suggestions={offer.completion.suggestions}
          active={offer.active}
          label={rest["aria-label"] ?? rest.placeholder ?? ""}
          onTake={(index) => take(offer, index)}
        />
      )}
    </>
  );
}
