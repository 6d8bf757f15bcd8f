import { ABCWidgetFactory, type DocumentRegistry, DocumentWidget } from "@jupyterlab/docregistry";
import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget, Toolbar } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import { Signal } from "@lumino/signaling";
import { priorIcon } from "../icons";
import { PriorEditor } from "./prior-editor";
import { PriorModel, type PriorServices } from "./prior-model";

/** The content of a prior document: the editor on its text. */
export class PriorEditorWidget extends ReactWidget {
  readonly model: PriorModel;
  private readonly stepRequested = new Signal<this, 1 | -1>(this);

  constructor(
    context: DocumentRegistry.CodeContext,
    services: PriorServices,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass("nightbook-PriorEditor");
    // The Edit menu's shortcuts for undo and redo look for this mark.
    this.node.dataset.jpUndoer = "true";
    this.model = new PriorModel(context, services);
  }

  /** Moves to the next (1) or previous (−1) problem. */
  goToProblem(step: 1 | -1): void {
    this.stepRequested.emit(step);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.model.dispose();
    super.dispose();
    Signal.clearData(this);
  }

  protected override render(): JSX.Element {
    return <PriorEditor model={this.model} stepRequested={this.stepRequested} trans={this.trans} />;
  }

  protected override onAfterShow(_: Message): void {
    this.model.isSeen = true;
  }

  protected override onBeforeHide(_: Message): void {
    this.model.isSeen = false;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.model.isSeen = this.isVisible;
  }

  protected override onResize(message: Parameters<ReactWidget["onResize"]>[0]): void {
    super.onResize(message);
    this.node.toggleAttribute("data-wide", this.node.clientWidth >= roomForTwo);
  }

  protected override onBeforeDetach(message: Message): void {
    this.model.isSeen = false;
    super.onBeforeDetach(message);
  }

  protected override onActivateRequest(_: Message): void {
    if (this.node.contains(document.activeElement)) return;
    this.node.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
  }
}

/** Width from which table and predictive stand side by side, pixels. */
const roomForTwo = 980;

export type PriorDocumentWidget = DocumentWidget<PriorEditorWidget, DocumentRegistry.ICodeModel>;

/** Makes prior editors for files. */
export class PriorEditorFactory extends ABCWidgetFactory<PriorDocumentWidget, DocumentRegistry.ICodeModel> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<PriorDocumentWidget>,
    private readonly services: PriorServices,
    private readonly trans: TranslationBundle,
    private readonly textProvider: () => string | undefined,
  ) {
    super(options);
  }

  /** Texts come from where the plain text editor has them: with it, and with others who collaborate, one is shared. */
  override get contentProviderId(): string | undefined {
    return this.textProvider();
  }

  protected override createNewWidget(context: DocumentRegistry.CodeContext): PriorDocumentWidget {
    const content = new PriorEditorWidget(context, this.services, this.trans);
    // A toolbar of the usual kind would leave its menu in memory; ours is not even shown.
    const widget = new DocumentWidget({ context, content, toolbar: new Toolbar() });
    widget.title.icon = priorIcon;
    widget.toolbar.hide();
    return widget;
  }
}
