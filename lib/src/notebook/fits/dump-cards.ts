import type { Card, CardValue } from "../../ingest/fits";
import { jsonNumber } from "./dump-statistics";

const types: Partial<Record<Card["kind"], string>> = {
  text: "str",
  commentary: "str",
  integer: "int",
  real: "float",
  complex: "complex",
  logical: "bool",
  undefined: "undefined",
};

/** A card as a dump shows it: keyword, type, value and comment. */
export function dumpCard(card: Card): Record<string, unknown> {
  const { keyword, kind, value, comment } = card;
  if (kind === "unparsable") return { raw: card.image ?? "", error: (card.faults ?? []).join("; ") };
  const record =
    kind === "text"
      ? /^([A-Za-z_]\w*(?:\.\d+)?(?:\.[A-Za-z_]\w*(?:\.\d+)?)*): +([+-]?(?:\.\d+|\d+(?:\.\d*)?)(?:[ED][+-]?\d+)?)$/.exec(
          String(value),
        )
      : null;
  if (record) return { k: `${keyword}.${record[1]}`, t: "float", v: Number(record[2].replace(/d/i, "E")), c: comment };
  return { k: keyword, t: types[kind], v: dumpValue(value), c: comment };
}

/** A value as JSON has it. */
export function dumpValue(value: CardValue): unknown {
  if (typeof value === "number") return jsonNumber(value);
  if (typeof value === "object" && value !== null) return { re: jsonNumber(value.re), im: jsonNumber(value.im) };
  return value;
}
