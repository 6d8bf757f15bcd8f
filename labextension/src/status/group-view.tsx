import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { FitCard } from "./fit-card";
import type { FitActions } from "./fit-controls";
import { inReadingOrder } from "./kernel-fits";
import { linkOf } from "./link";
import { LinkBadge } from "./link-badge";
import type { StatusGroup } from "./status-hub";
import type { StatusSettings } from "./status-settings";

/** What a group can ask of the panel. */
export interface GroupActions {
  fit(group: StatusGroup, fit: FitStatus): FitActions;
  reconnect(group: StatusGroup): void;
  /** No longer follows a run. */
  leave(group: StatusGroup): void;
}

interface GroupViewProps {
  group: StatusGroup;
  now: number;
  settings: StatusSettings;
  actions: GroupActions;
  trans: TranslationBundle;
}

/** The fits of one kernel or one run folder, and how fresh they are. */
export function GroupView({ group, now, settings, actions, trans }: GroupViewProps): JSX.Element {
  const { fits } = group;
  const link = linkOf(group.link, now, settings.staleAfter * 1000);
  const silent = fits.receivedAt === null ? 0 : now - fits.receivedAt;
  return (
    <section className="nightbook-Group" data-link={link} data-kind={group.kind} aria-label={group.title}>
      <div className="nightbook-Group-head">
        <span className="nightbook-Status-notebook" title={group.path ?? group.key}>
          {group.kind === "run" ? trans.__("Run in %1", group.title) : group.title}
        </span>
        <LinkBadge link={link} silent={silent} onReconnect={() => actions.reconnect(group)} trans={trans} />
        {group.kind === "run" && (
          <button type="button" className="jp-mod-styled nightbook-Group-leave" onClick={() => actions.leave(group)}>
            {trans.__("Stop following")}
          </button>
        )}
      </div>
      <Notice group={group} trans={trans} />
      <div className="nightbook-Status-fits">
        {inReadingOrder(fits.fits).map((fit, i) => (
          <FitCard
            key={`${fits.session} ${fit.id}`}
            fit={fit}
            open={i === 0 || fit.phase !== "done"}
            hiddenFields={settings.hiddenFields}
            isOurs={group.kind === "kernel"}
            actions={actions.fit(group, fit)}
            trans={trans}
          />
        ))}
      </div>
    </section>
  );
}

function Notice({ group, trans }: { group: StatusGroup; trans: TranslationBundle }): JSX.Element | null {
  const { kind, fits } = group;
  if (fits.notice === "none") return null;
  const text =
    fits.notice === "restarted"
      ? trans.__("The kernel has stopped or restarted; the fits that were running in it have ended.")
      : kind === "run"
        ? trans.__("This file does not say how a run stands in a form that this panel knows.")
        : trans.__(
            "The kernel reports in a form this panel does not know. Kernel and extension should be of the same version.",
          );
  return <p className="nightbook-Status-notice">{text}</p>;
}
