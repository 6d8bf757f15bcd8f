import type { Dialogs } from "../notebook-api/dialogs";
import type { CellAttribution } from "./cell-attribution";
import type { UserInput } from "./user-input";

/** The browser's dialogs, asked below the cell. While one is open the code waits, whatever it is. */
export function dialogs(attribution: CellAttribution, input: UserInput): Dialogs {
  const ask = (prompt: string, password = false) => input.askBlocking(attribution.current(), prompt, password);
  return {
    prompt(message = "Prompt", fallback = "", options = {}) {
      const text = fallback === "" ? `${message} ` : `${message} [${fallback}] `;
      const answer = ask(text, options.password === true);
      if (answer === undefined) return null;
      return answer === "" ? fallback : answer;
    },
    confirm(message = "Confirm") {
      return /^\s*y(es)?\s*$/i.test(ask(`${message} [y/N] `) ?? "");
    },
    alert(message = "Alert") {
      if (ask(`${message} [Enter] `) === undefined) process.stdout.write(`${message}\n`);
    },
  };
}
