import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Values of single functions, as the original program computes them. */
export const unitValues = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, "../../../golden/erosion/units.json.gz"))).toString(),
);

/** The observation of the example event, as the original program prepares it. */
export const goldenObservation = JSON.parse(
  readFileSync(join(__dirname, "../../../golden/meteor-example/obs_20191023_091225.json"), "utf8"),
);
