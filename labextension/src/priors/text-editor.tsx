import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { AfterEdit } from "./grid-keys";

interface TextEditorProps {
  /** What stands in the file. */
  text: string;
  /** The first key, when typing began the edit; it replaces the text. */
  typed: string | null;
  label: string;
  /** Names to offer while typing. */
  suggestions?: string;
  /** Words to offer while typing. */
  choices?: readonly string[];
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
  const words = useId();
  const choices = props.choices ?? [];
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

  const field = (
    <input
      ref={input}
      className="nightbook-Cell-input"
      // JupyterLab would take Ctrl Z and others for the document while they are meant for this text.
      data-lm-suppress-shortcuts="true"
      aria-label={props.label}
      list={choices.length > 0 ? words : props.suggestions}
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => commit("leave")}
    />
  );
  if (choices.length === 0) return field;
  return (
    <>
      {field}
      <datalist id={words}>
        {choices.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}
