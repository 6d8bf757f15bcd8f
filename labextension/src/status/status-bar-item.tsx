import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import { fitFace, progressShare, progressText } from "./fit-progress";
import { hasEnded, inReadingOrder } from "./kernel-fits";
import type { StatusHub } from "./status-hub";

/** One button in the status bar: how the fit in view stands; it opens the panel. */
export class StatusBarItem extends ReactWidget {
  private text = "";

  constructor(
    private readonly hub: StatusHub,
    private readonly open: () => void,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass("nightbook-StatusBarItem");
    hub.changed.connect(this.onNews, this);
  }

  protected override render(): JSX.Element | null {
    const { trans, text } = this;
    if (text === "") return null;
    return (
      <button type="button" title={trans.__("Show the sampler status")} onClick={this.open}>
        {text}
      </button>
    );
  }

  /** Only a change of the text is worth a redraw. */
  private onNews(): void {
    const text = this.lineNow();
    if (text === this.text) return;
    this.text = text;
    this.update();
  }

  private lineNow(): string {
    const fits = this.hub.view.groups.flatMap(({ fits }) => fits.fits);
    const fit = inReadingOrder(fits)[0];
    if (fit === undefined || hasEnded(fit)) return "";
    const share = progressShare(fit);
    const { sign } = fitFace(fit);
    const percent = share === null ? "" : `${Math.round(share * 100)} %, `;
    return `${sign} ${fit.label}: ${percent}${progressText(fit, this.trans)}`;
  }
}
