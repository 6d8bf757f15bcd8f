import type { StatusScope } from "./status-hub";

/** What a person may choose about the panel; see `schema/sampler-status.json`. */
export interface StatusSettings {
  /** Seconds of silence that count as late. */
  staleAfter: number;
  /** Whether the panel opens when a fit begins. */
  showOnStart: boolean;
  /** Times that it is drawn anew in a second, at most. */
  refreshRate: number;
  /** Fields of the status line to leave out. */
  hiddenFields: readonly string[];
  /** Whether a notice is given when a fit ends, and how many seconds the fit has to have taken. */
  notify: boolean;
  notifyAfter: number;
  /** What is shown at first. */
  scope: StatusScope;
}

export const defaultStatusSettings: StatusSettings = {
  staleAfter: 15,
  showOnStart: true,
  refreshRate: 4,
  hiddenFields: [],
  notify: true,
  notifyAfter: 60,
  scope: "notebook",
};
