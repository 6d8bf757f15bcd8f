import { Signal } from "@lumino/signaling";
import { createContext } from "react";

/** What a person may choose about the editor; see `schema/prior-editor.json`. */
export interface PriorSettingsValue {
  /** Whether densities are drawn. */
  densities: boolean;
  /** Points of a density's curve. */
  densityPoints: number;
  /** Whether each change is saved at once. */
  saveOnCommit: boolean;
  /** Whether the prior predictive is shown when a file is opened. */
  predictive: boolean;
}

export const defaultPriorSettings: PriorSettingsValue = {
  densities: true,
  densityPoints: 120,
  saveOnCommit: false,
  predictive: false,
};

/** The settings that all editors share. */
export class PriorSettings {
  readonly changed = new Signal<this, void>(this);
  private _value = defaultPriorSettings;

  get value(): PriorSettingsValue {
    return this._value;
  }

  set value(value: PriorSettingsValue) {
    this._value = value;
    this.changed.emit();
  }
}

/** The settings, for what is drawn deep in a table. */
export const PriorSettingsContext = createContext(defaultPriorSettings);
