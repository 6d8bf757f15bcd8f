import { Dialog, showDialog } from "@jupyterlab/apputils";
import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import { useId } from "react";

/** One question in a dialog. */
export interface Question {
  title: string;
  /** What is asked for; the input's name for those who hear the page. */
  label: string;
  okLabel: string;
  /** What stands there at first. */
  value: string;
  /** Texts to choose from; without them, something is typed. */
  choices?: readonly string[];
  type?: "text" | "number";
}

/** Asks a person one thing; `null` when they think better of it. */
export async function ask(question: Question, trans: TranslationBundle): Promise<string | null> {
  const { value, button } = await showDialog({
    title: question.title,
    body: new QuestionBody(question),
    buttons: [Dialog.cancelButton({ label: trans.__("Cancel") }), Dialog.okButton({ label: question.okLabel })],
  });
  return button.accept ? value : null;
}

/** The inside of the dialog; the label belongs to its input, which JupyterLab's own dialogs leave without a name. */
class QuestionBody extends ReactWidget implements Dialog.IBodyWidget<string> {
  private value: string;

  constructor(private readonly question: Question) {
    super();
    this.value = question.value;
    this.addClass("nightbook-Question");
  }

  getValue(): string {
    return this.value;
  }

  protected override render(): JSX.Element {
    const onValue = (value: string): void => {
      this.value = value;
    };
    return <QuestionInput question={this.question} onValue={onValue} />;
  }
}

function QuestionInput({ question, onValue }: { question: Question; onValue(value: string): void }): JSX.Element {
  const id = useId();
  const { label, choices, type = "text", value } = question;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {choices === undefined ? (
        <input id={id} ref={takeFocus} type={type} defaultValue={value} onChange={(e) => onValue(e.target.value)} />
      ) : (
        <select id={id} ref={takeFocus} defaultValue={value} onChange={(e) => onValue(e.target.value)}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
    </>
  );
}

function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
