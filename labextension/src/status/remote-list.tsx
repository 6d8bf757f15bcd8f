import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { useId } from "react";
import { remoteSummary, remoteText } from "./remote-text";

/** The workers on other machines that help with a fit, each with what it contributes. */
export function RemoteList({ fit, trans }: { fit: FitStatus; trans: TranslationBundle }): JSX.Element | null {
  const title = useId();
  const { remote = [] } = fit;
  if (remote.length === 0) return null;
  return (
    <div className="nightbook-Remote">
      <p id={title}>{remoteSummary(remote, trans)}</p>
      <ul aria-labelledby={title}>
        {remote.map((worker, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two machines may have the same name
          <li key={at}>
            <span className="nightbook-Remote-name">{worker.name}</span>
            <span>{remoteText(worker, trans)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
