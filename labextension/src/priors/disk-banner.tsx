import type { TranslationBundle } from "@jupyterlab/translation";
import type { PriorModel } from "./prior-model";

/** Says that the file on disk is newer than what is shown; nothing is blocked. */
export function DiskBanner({ model, trans }: { model: PriorModel; trans: TranslationBundle }): JSX.Element | null {
  if (!model.disk.isOutdated) return null;
  return (
    <div className="nightbook-DiskBanner" role="status">
      <span>{trans.__("The file on disk is newer than what you see here.")}</span>
      <button type="button" className="jp-mod-styled" onClick={() => void model.reload()}>
        {trans.__("Reload from Disk")}
      </button>
      <button type="button" className="jp-mod-styled" onClick={() => model.disk.dismiss()}>
        {trans.__("Keep mine")}
      </button>
    </div>
  );
}
