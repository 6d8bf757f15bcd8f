import type { TranslationBundle } from "@jupyterlab/translation";
import { samplerIcon } from "../icons";
import type { StatusView } from "./status-hub";

/** The cell that starts a fit. */
const example = `const fit = fitting.meteor(meteor, prior);
const result = await fit.run();`;

/** Says what to do to see something here. */
export function EmptyState({ view, trans }: { view: StatusView; trans: TranslationBundle }): JSX.Element {
  return (
    <div className="nightbook-Empty">
      <samplerIcon.react tag="span" className="nightbook-Empty-icon" width="40px" height="40px" />
      <p className="nightbook-Empty-lead">{trans.__("No fit has run here yet")}</p>
      {view.notebook === null ? (
        <p>{trans.__("Open a notebook that uses the kernel TypeScript (Nightbook).")}</p>
      ) : view.kernelName === null ? (
        <p>{trans.__("%1 has no kernel. Choose TypeScript (Nightbook) for it.", view.notebook)}</p>
      ) : (
        <p>
          {trans.__("%1 runs on %2. A fit shows up here as soon as a cell starts it:", view.notebook, view.kernelName)}
        </p>
      )}
      <pre>
        <code>{example}</code>
      </pre>
    </div>
  );
}
