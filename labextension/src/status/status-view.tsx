import type { TranslationBundle } from "@jupyterlab/translation";
import { EmptyState } from "./empty-state";
import { type FitActions, FitCard } from "./fit-card";
import { inReadingOrder } from "./kernel-fits";
import type { Link } from "./link";
import { LinkBadge } from "./link-badge";
import type { StatusView } from "./status-hub";

interface SamplerStatusProps {
  view: StatusView;
  link: Link;
  /** Milliseconds since the last message. */
  silent: number;
  /** What a screen reader is told. */
  announcement: string;
  actions: FitActions & { reconnect(): void };
  trans: TranslationBundle;
}

/** The whole panel: which notebook, how the link is, and a card for every fit. */
export function SamplerStatus(props: SamplerStatusProps): JSX.Element {
  const { view, link, silent, announcement, actions, trans } = props;
  const fits = inReadingOrder(view.fits.fits);
  return (
    <div className="nightbook-Status" data-link={link}>
      <header className="nightbook-Status-header">
        <h2>{trans.__("Sampler status")}</h2>
        <span className="nightbook-Status-notebook" title={view.notebook ?? ""}>
          {view.notebook ?? trans.__("No notebook open")}
        </span>
        {view.kernelId !== null && (
          <LinkBadge link={link} silent={silent} onReconnect={actions.reconnect} trans={trans} />
        )}
      </header>
      <div role="status" aria-live="polite" className="nightbook-Spoken">
        {announcement}
      </div>
      {view.fits.notice === "unreadable" && (
        <p className="nightbook-Status-notice">
          {trans.__(
            "The kernel reports in a form this panel does not know. Kernel and extension should be of the same version.",
          )}
        </p>
      )}
      {view.fits.notice === "restarted" && (
        <p className="nightbook-Status-notice">
          {trans.__("The kernel has stopped or restarted; the fits that were running in it have ended.")}
        </p>
      )}
      {fits.length === 0 ? (
        <EmptyState view={view} trans={trans} />
      ) : (
        <div className="nightbook-Status-fits">
          {fits.map((fit, i) => (
            <FitCard
              key={`${view.kernelId} ${view.fits.session} ${fit.id}`}
              fit={fit}
              open={i === 0 || fit.phase !== "done"}
              actions={actions}
              trans={trans}
            />
          ))}
        </div>
      )}
    </div>
  );
}
