import { ILabShell, ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Dialog, ICommandPalette, showDialog } from "@jupyterlab/apputils";
import { IDefaultFileBrowser } from "@jupyterlab/filebrowser";
import { INotebookTracker } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStatusBar } from "@jupyterlab/statusbar";
import { ITranslator, nullTranslator, type TranslationBundle } from "@jupyterlab/translation";
import { ask } from "../dialogs/ask";
import { samplerIcon } from "../icons";
import { noticeEnd } from "./end-notice";
import { FitPlaces } from "./fit-places";
import type { GroupActions } from "./group-view";
import { isRunStatus } from "./run-follower";
import { serverRootOf } from "./server-path";
import { StatusBarItem } from "./status-bar-item";
import { StatusHub } from "./status-hub";
import { rememberChoices } from "./status-memory";
import { StatusPanel } from "./status-panel";
import { defaultStatusSettings, type StatusSettings } from "./status-settings";

const pluginId = "@nightbook/labextension:sampler-status";
const showCommand = "nightbook:show-sampler-status";
const followCommand = "nightbook:follow-run";

/** The live status panel of running fits, in the right side bar. */
export const samplerStatusPlugin: JupyterFrontEndPlugin<void> = {
  id: pluginId,
  description: "Follows running fits in a side panel.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [
    ITranslator,
    ILayoutRestorer,
    ICommandPalette,
    ISettingRegistry,
    ILabShell,
    IStatusBar,
    IDefaultFileBrowser,
  ],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    labShell: ILabShell | null,
    statusBar: IStatusBar | null,
    browser: IDefaultFileBrowser | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load("nightbook");
    const now = (): number => Date.now();
    const { contents, kernels, sessions } = app.serviceManager;
    const hub = new StatusHub({ notebooks, contents, kernels: { kernels, sessions }, now });
    const places = new FitPlaces(app, notebooks, serverRootOf(document), trans);
    const panel = new StatusPanel(hub, groupActions(hub, places, trans), trans, now);
    app.shell.add(panel, "right", { rank: 900, type: "Sampler Status" });
    restorer?.add(panel, panel.id);
    const show = (): void => app.shell.activateById(panel.id);

    app.commands.addCommand(showCommand, {
      label: trans.__("Sampler Status"),
      caption: trans.__("Show the panel that follows running fits"),
      icon: (args) => (args.isPalette ? undefined : samplerIcon),
      describedBy: { args: { type: "object", properties: {} } },
      execute: show,
    });
    addFollowCommand(app, hub, browser, show, trans);
    for (const command of [showCommand, followCommand]) {
      palette?.addItem({ command, category: "Nightbook", args: { isPalette: true } });
    }
    const item = new StatusBarItem(hub, show, trans);
    statusBar?.registerStatusItem("@nightbook/labextension:sampler-status", { item, align: "left", rank: 90 });

    // Only into an empty side: what somebody has open there stays.
    hub.begun.connect(() => {
      if (panel.settings.showOnStart && labShell?.rightCollapsed) labShell.activateById(panel.id);
    });
    hub.ended.connect((_, { fit, group }) => {
      const { notify, notifyAfter } = panel.settings;
      const isWatched = panel.isVisible && !document.hidden && hub.view.groups.some(({ key }) => key === group.key);
      if (!notify || fit.elapsed < notifyAfter || isWatched) return;
      noticeEnd(fit, places.hasCell(group) ? () => void places.reveal(group, fit) : show, trans);
    });
    wakeWithPage(hub, panel);
    followSettings(registry, hub, panel);
  },
};

function groupActions(hub: StatusHub, places: FitPlaces, trans: TranslationBundle): GroupActions {
  return {
    fit: (group, fit) => ({
      stop: () => hub.ask(group, fit.id, { request: "stop" }),
      pause: () => hub.ask(group, fit.id, { request: "pause" }),
      resume: () => hub.ask(group, fit.id, { request: "resume" }),
      extend: async () => {
        const wanted = await ask(
          {
            title: trans.__("Extend %1", fit.label),
            label: trans.__("Effective samples wanted, now %1", fit.nEffectiveWanted),
            okLabel: trans.__("Extend"),
            value: String(2 * fit.nEffectiveWanted),
            type: "number",
          },
          trans,
        );
        const nEffective = Number(wanted);
        if (nEffective > 0) hub.ask(group, fit.id, { request: "extend", nEffective });
      },
      reveal: places.hasCell(group) ? () => void places.reveal(group, fit) : null,
      openResults: group.kind === "run" || fit.folder !== undefined ? () => void places.openResults(group, fit) : null,
      interrupt: async () => {
        const { button } = await showDialog({
          title: trans.__("Interrupt the kernel?"),
          body: trans.__("The cell that runs in %1 ends, whatever it does; %2 ends with it.", group.title, fit.label),
          buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__("Interrupt") })],
        });
        if (button.accept) await hub.interrupt(group);
      },
    }),
    reconnect: (group) => void hub.reconnect(group),
    leave: (group) => hub.leaveRun(group.key),
  };
}

/** Follows a run through its status file: the one given or selected, else one that is asked for. */
function addFollowCommand(
  app: JupyterFrontEnd,
  hub: StatusHub,
  browser: IDefaultFileBrowser | null,
  show: () => void,
  trans: TranslationBundle,
): void {
  const selected = (): string | undefined => {
    const [item] = browser?.selectedItems() ?? [];
    if (item === undefined) return undefined;
    return item.type === "directory" ? `${item.path}/status.json` : item.path;
  };
  app.commands.addCommand(followCommand, {
    label: (args) => (args.isPalette ? trans.__("Follow a Run…") : trans.__("Follow Run in Sampler Status")),
    caption: trans.__("Follow a run of the command line through the status.json in its folder"),
    icon: (args) => (args.isPalette ? undefined : samplerIcon),
    describedBy: { args: { type: "object", properties: { path: { type: "string" } } } },
    isVisible: (args) => args.isPalette === true || typeof args.path === "string" || isRunStatus(selected() ?? ""),
    execute: async (args) => {
      let path = typeof args.path === "string" ? args.path : args.isPalette ? undefined : selected();
      if (path === undefined) {
        const asked = await ask(
          {
            title: trans.__("Follow a run"),
            label: trans.__("Its folder, or the status.json in it"),
            okLabel: trans.__("Follow"),
            value: selected() ?? "",
          },
          trans,
        );
        path = asked || undefined;
      }
      if (path === undefined) return;
      const plain = path.replace(/^\/+|\/+$/g, "");
      hub.followRun(isRunStatus(plain) ? plain : `${plain}/status.json`);
      show();
    },
  });
}

/** A page that was asleep, hidden or without a network has missed messages. */
function wakeWithPage(hub: StatusHub, panel: StatusPanel): void {
  const onWake = (): void => {
    if (document.hidden) return;
    hub.wake();
    panel.update();
  };
  document.addEventListener("visibilitychange", onWake);
  window.addEventListener("online", onWake);
}

function followSettings(registry: ISettingRegistry | null, hub: StatusHub, panel: StatusPanel): void {
  const remembered = rememberChoices(hub, window.localStorage);
  void registry?.load(pluginId).then((loaded) => {
    const apply = (): void => {
      panel.settings = { ...defaultStatusSettings, ...(loaded.composite as Partial<StatusSettings>) };
    };
    apply();
    if (!remembered) hub.setScope(panel.settings.scope);
    loaded.changed.connect(apply);
  });
}
