import type { TranslationBundle } from "@jupyterlab/translation";
import { EmptyState } from "./empty-state";
import { type GroupActions, GroupView } from "./group-view";
import type { StatusScope, StatusView } from "./status-hub";
import type { StatusSettings } from "./status-settings";

interface SamplerStatusProps {
  view: StatusView;
  now: number;
  settings: StatusSettings;
  /** What a screen reader is told. */
  announcement: string;
  actions: GroupActions & { setScope(scope: StatusScope): void };
  trans: TranslationBundle;
}

/** The whole panel: whose fits, and a card for each. */
export function SamplerStatus(props: SamplerStatusProps): JSX.Element {
  const { view, announcement, actions, trans } = props;
  const { groups } = view;
  const isEmpty = groups.every(({ kind, fits }) => kind === "kernel" && fits.fits.length === 0);
  return (
    <div className="nightbook-Status">
      <header className="nightbook-Status-header">
        <h2>{trans.__("Sampler status")}</h2>
        <ScopeChoice scope={view.scope} onChoose={actions.setScope} trans={trans} />
      </header>
      <div role="status" aria-live="polite" className="nightbook-Spoken">
        {announcement}
      </div>
      {groups.map((group) => (
        <GroupView key={group.key} {...props} group={group} />
      ))}
      {isEmpty && <EmptyState view={view} trans={trans} />}
    </div>
  );
}

interface ScopeChoiceProps {
  scope: StatusScope;
  onChoose(scope: StatusScope): void;
  trans: TranslationBundle;
}

/** Whose fits are shown. */
function ScopeChoice({ scope, onChoose, trans }: ScopeChoiceProps): JSX.Element {
  const scopes: [StatusScope, string, string][] = [
    ["notebook", trans.__("Notebook"), trans.__("Fits of the notebook in front")],
    ["pinned", trans.__("Pin"), trans.__("Keep this notebook's fits here, whatever comes to the front")],
    ["all", trans.__("All kernels"), trans.__("Fits of all running kernels")],
  ];
  return (
    <fieldset className="nightbook-Scope">
      <legend className="nightbook-Spoken">{trans.__("Whose fits are shown")}</legend>
      {scopes.map(([id, label, about]) => (
        <button
          key={id}
          type="button"
          data-scope={id}
          aria-pressed={scope === id}
          title={about}
          onClick={() => onChoose(id)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
