import type { TextEdit } from "nightbook/priors";

/**
 * The same change with everything left out that stays as it is, or `null` when nothing
 * changes. It keeps cursors of other views where they are and makes small steps for undo.
 */
export function minimalEdit(source: string, edit: TextEdit): TextEdit | null {
  let { start, end, text } = edit;
  while (start < end && text !== "" && source[start] === text[0]) {
    start++;
    text = text.slice(1);
  }
  while (start < end && text !== "" && source[end - 1] === text.at(-1)) {
    end--;
    text = text.slice(0, -1);
  }
  return start === end && text === "" ? null : { start, end, text };
}
