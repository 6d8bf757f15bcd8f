import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import type { Observation } from "nightbook/meteoroid";
import type { LoadingOverrides } from "nightbook/priors";
import type { MeteorWorker } from "./meteor-worker-client";
import type { ObservationLibrary } from "./observation-library";
import { type ObservationOrigin, originKey } from "./observation-origin";

/** How the choice stands. While another observation is being read, the last one stays. */
export interface ObservationState {
  origin: ObservationOrigin | null;
  observation: Observation | null;
  isReading: boolean;
  /** Why it could not be read; empty when all is well. */
  problem: string;
}

const nothing: ObservationState = { origin: null, observation: null, isReading: false, problem: "" };

/** Remembers choices between visits. */
export interface ChoiceMemory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The observation that a prior is shown for: chosen by a person, read anew when the prior fixes something about it. */
export class ChosenObservation implements IDisposable {
  private readonly _changed = new Signal<this, void>(this);
  private _state = nothing;
  private overrides: LoadingOverrides = {};
  private reading = 0;
  private _isDisposed = false;

  constructor(
    private readonly library: ObservationLibrary,
    private readonly worker: MeteorWorker,
    private readonly memory: ChoiceMemory,
  ) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get state(): ObservationState {
    return this._state;
  }

  /** Takes what was chosen for this file last, else the only observation beside it. */
  async recall(path: string): Promise<void> {
    const stored = this.memory.getItem(memoryKey(path));
    const known = stored === null ? null : readPaths(stored);
    if (known !== null) return void (known.length > 0 && this.choose({ kind: "files", paths: known }));
    const beside = await this.library.beside(path);
    if (beside.length === 1 && this._state.origin === null) this.choose(beside[0]!);
  }

  /** Chooses, and remembers it for the file. A notebook's meteor is gone with its kernel, so it is not remembered. */
  choose(origin: ObservationOrigin | null, path?: string): void {
    if (path !== undefined) {
      const paths = origin === null ? [] : origin.kind === "files" ? origin.paths : null;
      if (paths === null) this.memory.removeItem(memoryKey(path));
      else this.memory.setItem(memoryKey(path), JSON.stringify(paths));
    }
    const same = originKey(origin) === originKey(this._state.origin);
    this.set({ ...nothing, origin, observation: same ? this._state.observation : null });
    void this.read();
  }

  /** Tells what the prior fixes before the observation is made. */
  setOverrides(overrides: LoadingOverrides): void {
    if (JSON.stringify(overrides) === JSON.stringify(this.overrides)) return;
    this.overrides = overrides;
    void this.read();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private async read(): Promise<void> {
    const { origin } = this._state;
    const turn = ++this.reading;
    if (origin === null) return;
    this.set({ ...this._state, isReading: true });
    try {
      const observation = await this.observationAt(origin);
      if (turn === this.reading) this.set({ origin, observation, isReading: false, problem: "" });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (turn === this.reading) this.set({ origin, observation: null, isReading: false, problem });
    }
  }

  private async observationAt(origin: ObservationOrigin): Promise<Observation> {
    if (origin.kind === "notebook") return this.library.fromNotebook(origin, this.overrides);
    return this.worker.observe(await this.library.read(origin.paths), this.overrides);
  }

  private set(state: ObservationState): void {
    this._state = state;
    if (!this._isDisposed) this._changed.emit();
  }
}

function memoryKey(path: string): string {
  return `nightbook:observation:${path}`;
}

function readPaths(stored: string): string[] | null {
  try {
    const paths: unknown = JSON.parse(stored);
    return Array.isArray(paths) && paths.every((path) => typeof path === "string") ? paths : null;
  } catch {
    return null;
  }
}
