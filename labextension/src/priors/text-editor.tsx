import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Completion } from "../completion/complete";
import { CompletingInput } from "../completion/completing-input";
import type { AfterEdit } from "./grid-keys";

interface TextEditorProps {
  /** What stands in the file. */
  text: string;
  /** The first key, when typing began the edit; it replaces the text. */
  typed: string | null;
  label: string;
  /** What may be meant by what is typed. */
  complete?(text: string, cursor: number): Completion;
  onCommit(text: string, then: AfterEdit): void;
  onCancel(): void;
  onSave(): void;
}

/**
 * The input of a cell being edited. Enter takes the text and goes down, Tab takes it and goes
 * on, Escape leaves the file as it is.
 */
export function TextEditor(props: TextEditorProps): JSX.Element {
  const [text, setText] = useState(props.typed ?? props.text);
  const input = useRef<HTMLInputElement>(null);
  // Leaving the input takes the text, unless a key already did or gave up.
  const settled = useRef(false);

  useEffect(() => {
    input.current?.focus();
    if (props.typed === null) input.current?.select();
  }, [props.typed]);

  const commit = (then: AfterEdit): void => {
    if (settled.current) return;
    settled.current = true;
    props.onCommit(text, then);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Enter") commit("down");
    else if (event.key === "Tab") commit(event.shiftKey ? "left" : "right");
    else if (event.key === "Escape") {
      settled.current = true;
      props.onCancel();
    } else if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      commit("stay");
      props.onSave();
    } else return;
    event.preventDefault();
  };

  return (
    <CompletingInput
      inputRef={input}
      className="nightbook-Cell-input"
      aria-label={props.label}
      text={text}
      onText={setText}
      complete={props.complete}
      onKeyDown={onKeyDown}
      onBlur={() => commit("leave")}
    />
  );
}
