import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import { samplerIcon } from "../icons";
import { type Announcement, nextAnnouncement } from "./announcement";
import { inReadingOrder } from "./kernel-fits";
import { linkOf } from "./link";
import type { StatusHub } from "./status-hub";
import { SamplerStatus } from "./status-view";

/** Shortest time between two sentences to a screen reader, milliseconds. */
const announcementPause = 10_000;

/** The side panel that follows the fits of the notebook in front. It rests while hidden. */
export class StatusPanel extends ReactWidget {
  /** Silence of a running fit that counts as late, milliseconds. */
  staleAfter = 15_000;
  private announcement: Announcement = { text: "", at: 0 };
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly hub: StatusHub,
    private readonly trans: TranslationBundle,
    private readonly now: () => number,
  ) {
    super();
    this.id = "nightbook-sampler-status";
    this.addClass("nightbook-StatusPanel");
    this.title.icon = samplerIcon;
    this.title.caption = trans.__("Sampler status");
    this.node.setAttribute("role", "region");
    this.node.setAttribute("aria-label", trans.__("Sampler status"));
    hub.changed.connect(this.update, this);
  }

  protected override render(): JSX.Element {
    const { hub, trans } = this;
    const now = this.now();
    const view = hub.view;
    const fits = inReadingOrder(view.fits.fits);
    this.announcement = nextAnnouncement(this.announcement, fits, now, announcementPause);
    return (
      <SamplerStatus
        view={view}
        link={linkOf(view.link, now, this.staleAfter)}
        silent={view.fits.receivedAt === null ? 0 : now - view.fits.receivedAt}
        announcement={this.announcement.text}
        actions={{
          stop: (fitId) => hub.stop(fitId),
          interrupt: () => void hub.interrupt(),
          reconnect: () => void hub.reconnect().then(() => hub.refresh()),
        }}
        trans={trans}
      />
    );
  }

  /** Lumino asks for updates of hidden widgets too; drawing can wait until the panel is seen. */
  protected override onUpdateRequest(message: Message): void {
    if (this.isVisible) super.onUpdateRequest(message);
  }

  protected override onAfterShow(_: Message): void {
    this.update();
    // Silence makes no event: look at the clock while somebody watches.
    this.timer ??= setInterval(() => this.update(), 1000);
  }

  protected override onBeforeHide(_: Message): void {
    this.rest();
  }

  protected override onBeforeDetach(message: Message): void {
    this.rest();
    super.onBeforeDetach(message);
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
