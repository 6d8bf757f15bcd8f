import type { TranslationBundle } from "@jupyterlab/translation";
import type { Link } from "./link";
import { durationText } from "./number-text";

interface LinkBadgeProps {
  link: Link;
  /** Milliseconds since the last message. */
  silent: number;
  onReconnect(): void;
  trans: TranslationBundle;
}

/** Says whether what the panel shows is fresh, and offers to connect anew where it is not. */
export function LinkBadge({ link, silent, onReconnect, trans }: LinkBadgeProps): JSX.Element {
  return (
    <div className="nightbook-Link" data-link={link}>
      <span className="nightbook-Link-text">{linkText(link, silent, trans)}</span>
      {(link === "disconnected" || link === "late") && (
        <button type="button" className="jp-mod-styled" onClick={onReconnect}>
          {trans.__("Reconnect")}
        </button>
      )}
    </div>
  );
}

function linkText(link: Link, silent: number, trans: TranslationBundle): string {
  switch (link) {
    case "live":
      return trans.__("Connected");
    case "connecting":
      return trans.__("Connecting…");
    case "disconnected":
      return trans.__("Disconnected");
    case "late":
      return trans.__("No news for %1", durationText(silent / 1000, trans));
  }
}
