import { type FitStatus, type ProgressSink, progressSink } from "../core/progress";
import { FitGate } from "./fit-gate";

/** What viewers are told of a fit besides its status. */
export interface FitSetting {
  /** Absolute path of the folder in which it is kept. */
  readonly folder?: string;
  /** Parameters of which the sampler sees log10. */
  readonly logarithmic?: readonly string[];
}

/** A running fit as its viewers see it: they can stop it, let it wait, and, where it is kept, ask for more samples. */
export class ViewedFit {
  readonly gate = new FitGate();
  private latest: FitStatus | null = null;
  /** Effective samples that somebody has asked for. */
  private asked = 0;

  constructor(
    private readonly setting: FitSetting,
    private readonly stop: () => void,
    private readonly sink: () => ProgressSink | undefined = progressSink,
  ) {}

  /** Effective samples to go on to after the run has come to its end; undefined when nobody wants more. */
  get more(): number | undefined {
    const wanted = this.latest?.nEffectiveWanted ?? 0;
    return wanted > 0 && this.asked > wanted ? this.asked : undefined;
  }

  /** Tells the viewers how the fit stands. One that goes on beyond its end is not done. */
  tell(status: FitStatus): void {
    this.latest = status;
    const goesOn = status.phase === "done" && this.more !== undefined;
    this.sink()?.update(
      { ...status, ...(goesOn && { phase: "sampling" }), ...this.circumstances(status) },
      {
        stop: this.stop,
        pause: () => this.setPaused(true),
        resume: () => this.setPaused(false),
        ...(this.setting.folder !== undefined && { extend: (nEffective: number) => this.extend(nEffective) }),
      },
    );
  }

  private circumstances({ posterior, nEffectiveWanted, phase }: FitStatus): Partial<FitStatus> {
    const { folder, logarithmic = [] } = this.setting;
    const ended = phase === "stopped" || phase === "failed" || (phase === "done" && this.more === undefined);
    return {
      controls: folder === undefined || nEffectiveWanted === 0 ? ["pause"] : ["pause", "extend"],
      ...(folder !== undefined && { folder }),
      ...(this.gate.isClosed && !ended && { paused: true }),
      ...(this.more !== undefined && !ended && { nEffectiveWanted: this.more }),
      ...(posterior && {
        posterior: {
          ...posterior,
          parameters: posterior.parameters.map((parameter) =>
            logarithmic.includes(parameter.name) ? { ...parameter, log: true } : parameter,
          ),
        },
      }),
    };
  }

  private extend(nEffective: number): void {
    if (nEffective <= this.asked) return;
    this.asked = nEffective;
    this.tellAgain();
  }

  private setPaused(paused: boolean): void {
    if (paused === this.gate.isClosed) return;
    if (paused) this.gate.close();
    else this.gate.open();
    this.tellAgain();
  }

  private tellAgain(): void {
    if (this.latest !== null) this.tell(this.latest);
  }
}
