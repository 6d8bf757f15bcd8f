/** Light added up per instant; the instants must not run backwards. */
export class LightCurve {
  readonly time: number[] = [];
  readonly luminosity: number[] = [];
  readonly tauLuminosity: number[] = [];

  add(time: number, luminosity: number, tau: number): void {
    const last = this.time.length - 1;
    if (last >= 0 && this.time[last] === time) {
      this.luminosity[last] += luminosity;
      this.tauLuminosity[last] += tau * luminosity;
    } else {
      this.time.push(time);
      this.luminosity.push(luminosity);
      this.tauLuminosity.push(tau * luminosity);
    }
  }
}
