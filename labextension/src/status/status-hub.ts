import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { Contents, Kernel } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import type { FitRequest, FitStatus } from "nightbook/core";
import { type ElsewhereKernel, ElsewhereKernels, type RunningKernels } from "./elsewhere-kernels";
import { hasBegun, hasEnded, isRunning, type KernelFits } from "./kernel-fits";
import { type KernelNews, KernelStore } from "./kernel-store";
import type { LinkState } from "./link";
import { RunFollower } from "./run-follower";

/** Which fits are shown: those of the notebook in front, of a pinned one, or of all kernels. */
export type StatusScope = "notebook" | "pinned" | "all";

/** The fits of one kernel, or of one run folder that is followed. */
export interface StatusGroup {
  /** Kernel id, or path of the followed status file. */
  key: string;
  kind: "kernel" | "run";
  /** Name of the notebook, or path of the run folder. */
  title: string;
  /** Path of the notebook on the server; `null` for a run. */
  path: string | null;
  fits: KernelFits;
  link: LinkState;
}

/** What the panel shows. */
export interface StatusView {
  scope: StatusScope;
  /** Name of the notebook in front; `null` without one. */
  notebook: string | null;
  /** Name of the kernel it runs on, for people; `null` without one. */
  kernelName: string | null;
  groups: readonly StatusGroup[];
}

/** A fit that has just ended, and where it ran. */
export interface EndedFit {
  fit: FitStatus;
  group: StatusGroup;
}

/** What the hub needs of the page. */
export interface HubServices {
  notebooks: INotebookTracker;
  contents: Pick<Contents.IManager, "get">;
  kernels: RunningKernels;
  now(): number;
}

/** Keeps the fits of all that the page can see, and tells which of them are in view. */
export class StatusHub implements IDisposable {
  private readonly _changed = new Signal<this, void>(this);
  private readonly _begun = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, EndedFit>(this);
  private readonly store: KernelStore;
  private readonly elsewhere: ElsewhereKernels;
  private readonly followers = new Map<string, RunFollower>();
  private _scope: StatusScope = "notebook";
  private pinned: string | null = null;
  private _isSeen = false;
  private _isDisposed = false;

  constructor(private readonly services: HubServices) {
    const { notebooks } = services;
    this.store = new KernelStore(services.now);
    this.store.changed.connect(this.onNews, this);
    this.elsewhere = new ElsewhereKernels(services.kernels, this.store, (id) => this.panelOf(id) !== undefined);
    this.elsewhere.changed.connect(this.emitChanged, this);
    for (const panel of notebooks.filter(() => true)) this.follow(panel);
    notebooks.widgetAdded.connect(this.onNotebook, this);
    notebooks.currentChanged.connect(this.emitChanged, this);
  }

  /** Something the panel shows has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A fit has begun in the notebook in front. */
  get begun(): ISignal<this, void> {
    return this._begun;
  }

  /** A fit has ended, wherever. */
  get ended(): ISignal<this, EndedFit> {
    return this._ended;
  }

  get view(): StatusView {
    const panel = this.services.notebooks.currentWidget;
    const kernel = panel?.sessionContext.session?.kernel ?? null;
    return {
      scope: this._scope,
      notebook: panel?.title.label ?? null,
      kernelName: kernel ? panel!.sessionContext.kernelDisplayName : null,
      groups: [...this.kernelGroups(kernel?.id ?? null), ...[...this.followers.values()].map(groupOfRun)],
    };
  }

  get scope(): StatusScope {
    return this._scope;
  }

  /** Chooses what is shown. To pin is to keep the notebook in front, whatever comes to the front later. */
  setScope(scope: StatusScope, pin: string | null = this.frontKernel?.id ?? null): void {
    this._scope = scope;
    this.pinned = scope === "pinned" ? pin : null;
    this.elsewhere.isOn = scope === "all";
    this.emitChanged();
  }

  /** The kernel that is pinned. */
  get pin(): string | null {
    return this.pinned;
  }

  /** Whether somebody watches. */
  set isSeen(seen: boolean) {
    this._isSeen = seen;
    for (const follower of this.followers.values()) follower.isSeen = seen;
  }

  /** Paths of the status files that are followed. */
  get followed(): string[] {
    return [...this.followers.keys()];
  }

  /** Follows a run through its status file. */
  followRun(path: string): void {
    if (this.followers.has(path)) return;
    const { contents, now } = this.services;
    const follower = new RunFollower(path, contents, now);
    follower.isSeen = this._isSeen;
    follower.changed.connect((_, before) => {
      this.emitChanged();
      this.tellEnds(before, follower.fits, groupOfRun(follower));
    }, this);
    this.followers.set(path, follower);
    this.emitChanged();
  }

  leaveRun(path: string): void {
    this.followers.get(path)?.dispose();
    this.followers.delete(path);
    this.emitChanged();
  }

  /** Asks something of a fit. */
  ask(group: StatusGroup, fitId: string, request: FitRequest): void {
    if (group.kind === "kernel") this.store.request(group.key, { id: fitId, ...request });
  }

  /** Interrupts a kernel, for when it does not heed what is asked of a fit. */
  async interrupt(group: StatusGroup): Promise<void> {
    await this.store.connectionTo(group.key)?.interrupt();
  }

  /** Connects anew after a connection was closed, and asks for the state. */
  async reconnect(group: StatusGroup): Promise<void> {
    if (group.kind === "run") return this.followers.get(group.key)?.look();
    await this.store.connectionTo(group.key)?.reconnect();
    this.store.request(group.key, { request: "snapshot" });
  }

  /** After a sleep or a lost network. */
  wake(): void {
    this.store.wake();
    for (const follower of this.followers.values()) void follower.look();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    for (const follower of this.followers.values()) follower.dispose();
    this.elsewhere.dispose();
    this.store.dispose();
    Signal.clearData(this);
  }

  private get frontKernel(): Kernel.IKernelConnection | null {
    return this.services.notebooks.currentWidget?.sessionContext.session?.kernel ?? null;
  }

  private panelOf(kernelId: string): NotebookPanel | undefined {
    return this.services.notebooks.find((panel) => panel.sessionContext.session?.kernel?.id === kernelId);
  }

  private kernelGroups(front: string | null): StatusGroup[] {
    if (this._scope === "all") return this.allGroups();
    const shown = this._scope === "pinned" ? (this.pinned ?? front) : front;
    return shown === null ? [] : [this.groupOf(shown)];
  }

  /** Kernels with fits, those that run first. */
  private allGroups(): StatusGroup[] {
    const open = this.services.notebooks.filter(() => true);
    const ids = open.flatMap((panel) => panel.sessionContext.session?.kernel?.id ?? []);
    const groups = [...new Set([...ids, ...this.elsewhere.kernels.map(({ id }) => id)])].map((id) => this.groupOf(id));
    return groups
      .filter(({ fits }) => fits.fits.length > 0 || fits.notice !== "none")
      .sort((a, b) => Number(isRunning(b.fits)) - Number(isRunning(a.fits)));
  }

  private groupOf(id: string): StatusGroup {
    const fits = this.store.fitsOf(id);
    const panel = this.panelOf(id);
    const other: ElsewhereKernel | undefined = this.elsewhere.kernels.find((kernel) => kernel.id === id);
    const path = panel?.context.path ?? other?.path ?? null;
    const socket = this.store.connectionTo(id)?.connectionStatus ?? "disconnected";
    return {
      key: id,
      kind: "kernel",
      title: panel?.title.label ?? other?.name ?? "",
      path,
      fits,
      link: { socket, receivedAt: fits.receivedAt, running: isRunning(fits) },
    };
  }

  private onNotebook(_: INotebookTracker, panel: NotebookPanel): void {
    this.follow(panel);
  }

  private follow(panel: NotebookPanel): void {
    const context = panel.sessionContext;
    context.kernelChanged.connect((_, { oldValue, newValue }) => {
      if (oldValue) this.store.leave(oldValue);
      if (newValue) this.store.join(newValue);
      this.emitChanged();
    }, this);
    panel.disposed.connect(() => {
      this.store.leaveDisposed();
      this.elsewhere.refresh();
    }, this);
    const kernel = context.session?.kernel;
    if (kernel) this.store.join(kernel);
  }

  private onNews(_: KernelStore, news: KernelNews | null): void {
    this.emitChanged();
    if (news === null) return;
    const { kernelId, before, after } = news;
    if (kernelId === this.frontKernel?.id && hasBegun(before, after)) this._begun.emit();
    this.tellEnds(before, after, this.groupOf(kernelId));
  }

  private tellEnds(before: KernelFits, after: KernelFits, group: StatusGroup): void {
    if (before.session !== after.session) return;
    for (const fit of after.fits) {
      const earlier = before.fits.find(({ id }) => id === fit.id);
      if (earlier !== undefined && !hasEnded(earlier) && hasEnded(fit)) this._ended.emit({ fit, group });
    }
  }

  private emitChanged(): void {
    if (!this._isDisposed) this._changed.emit();
  }
}

function groupOfRun(follower: RunFollower): StatusGroup {
  const { path, fits, link } = follower;
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "/";
  return { key: path, kind: "run", title: folder, path: null, fits, link };
}
