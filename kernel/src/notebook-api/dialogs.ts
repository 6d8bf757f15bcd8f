/** The dialogs that browsers and Deno have: functions that wait for the user's answer, without `await`. */
export interface Dialogs {
  /**
   * Asks for a line of text.
   * @param fallback what an empty line means
   * @returns the line, or `null` where the page takes no input
   */
  prompt(message?: string, fallback?: string, options?: { password?: boolean }): string | null;
  /** Asks a question that is answered with y or n; `false` where the page takes no input. */
  confirm(message?: string): boolean;
  /** Shows a message and waits until it was read. */
  alert(message?: string): void;
}
