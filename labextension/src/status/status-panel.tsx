import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import { samplerIcon } from "../icons";
import { type Announcement, nextAnnouncement } from "./announcement";
import type { GroupActions } from "./group-view";
import { inReadingOrder } from "./kernel-fits";
import type { StatusHub } from "./status-hub";
import { defaultStatusSettings } from "./status-settings";
import { SamplerStatus } from "./status-view";

/** Shortest time between two sentences to a screen reader, milliseconds. */
const announcementPause = 10_000;
/** Between two ticks of the clock; a longer silence of the clock itself means that the machine has slept. */
const tick = 1000;
const slept = 20_000;

/** The side panel that follows fits. It rests while hidden. */
export class StatusPanel extends ReactWidget {
  private _settings = defaultStatusSettings;
  private announcement: Announcement = { text: "", at: 0 };
  private clock: ReturnType<typeof setInterval> | undefined;
  private redraw: ReturnType<typeof setTimeout> | undefined;
  private drawnAt = 0;
  private tickedAt = 0;

  constructor(
    private readonly hub: StatusHub,
    private readonly actions: GroupActions,
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
    hub.changed.connect(this.onNews, this);
  }

  get settings(): typeof defaultStatusSettings {
    return this._settings;
  }

  set settings(settings: typeof defaultStatusSettings) {
    this._settings = settings;
    this.update();
  }

  override dispose(): void {
    this.rest();
    super.dispose();
  }

  protected override render(): JSX.Element {
    const { hub, actions, trans } = this;
    const now = this.now();
    this.drawnAt = now;
    const view = hub.view;
    const fits = inReadingOrder(view.groups.flatMap((group) => group.fits.fits));
    this.announcement = nextAnnouncement(this.announcement, fits, now, announcementPause, trans);
    return (
      <SamplerStatus
        view={view}
        now={now}
        settings={this.settings}
        announcement={this.announcement.text}
        actions={{ ...actions, setScope: (scope) => hub.setScope(scope) }}
        trans={trans}
      />
    );
  }

  /** Lumino asks for updates of hidden widgets too; drawing can wait until the panel is seen. */
  protected override onUpdateRequest(message: Message): void {
    if (this.isVisible && !document.hidden) super.onUpdateRequest(message);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) this.watch();
  }

  protected override onAfterShow(_: Message): void {
    this.watch();
  }

  protected override onBeforeHide(_: Message): void {
    this.rest();
  }

  protected override onBeforeDetach(message: Message): void {
    this.rest();
    super.onBeforeDetach(message);
  }

  /** News come as fast as kernels send them; they are drawn no faster than the settings allow. */
  private onNews(): void {
    if (this.redraw !== undefined || !this.isVisible) return;
    const wait = Math.max(0, this.drawnAt + 1000 / this.settings.refreshRate - this.now());
    this.redraw = setTimeout(() => {
      this.redraw = undefined;
      this.update();
    }, wait);
  }

  private watch(): void {
    this.hub.isSeen = true;
    this.update();
    this.tickedAt = this.now();
    // Silence makes no event: look at the clock while somebody watches.
    this.clock ??= setInterval(() => this.onTick(), tick);
  }

  private onTick(): void {
    const now = this.now();
    if (now - this.tickedAt > slept) this.hub.wake();
    this.tickedAt = now;
    if (now - this.drawnAt >= tick / 2) this.update();
  }

  private rest(): void {
    this.hub.isSeen = false;
    clearInterval(this.clock);
    this.clock = undefined;
    clearTimeout(this.redraw);
    this.redraw = undefined;
  }
}
