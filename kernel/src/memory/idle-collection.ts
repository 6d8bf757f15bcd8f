import * as v8 from "node:v8";
import * as vm from "node:vm";

/** Time in ms without work after which garbage is collected. */
const restTime = 700;
/** Work after which it pays. */
const enoughWork = 25;

/**
 * Collects the garbage of a thread while nothing else is to be done. The compiler leaves much of it behind, and V8 on
 * its own lets it pile up to hundreds of megabytes before it looks.
 */
export class IdleCollection {
  private readonly collect: () => void;
  private work = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    v8.setFlagsFromString("--expose-gc");
    // Else the pages stay, each with a little in it.
    v8.setFlagsFromString("--compact-on-every-full-gc");
    this.collect = vm.runInNewContext("gc") as () => void;
  }

  /** Something was done. */
  worked(): void {
    this.work++;
    clearTimeout(this.timer);
    if (this.work < enoughWork) return;
    this.timer = setTimeout(() => {
      this.work = 0;
      // What the first round found unused, the second gives back.
      this.collect();
      this.collect();
    }, restTime).unref();
  }
}
