import type { Card } from "../cards/card";
import { Header } from "../header/header";

/** Keywords of the packed form that say nothing about the image. */
const ofPacking =
  /^(XTENSION|SIMPLE|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|TFIELDS|THEAP|T(TYPE|FORM|UNIT|NULL|SCAL|ZERO|DISP|DIM|BCOL)\d+|CHECKSUM|DATASUM)$/;
const ofTiles =
  /^Z(IMAGE|TABLE|CMPTYPE|TILE(LEN|\d+)|NAME\d+|VAL\d+|QUANTIZ|DITHER0|SCALE|ZERO|BLANK|MASKCMP|CTYP\d+|THEAP|TENSION|SIMPLE|EXTEND|BLOCKED|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|HECKSUM|DATASUM|FORM\d+)$/;

/** The header of an image as it was before it was packed into a table. */
export function unpackedImageHeader(packed: Header): Header {
  const cards: Card[] = [];
  const axes = packed.integer("ZNAXIS") ?? 0;
  const put = (keyword: string, from: string, otherwise?: Card["value"]) => {
    const card = packed.card(from);
    const value = card?.value ?? otherwise;
    if (value === undefined) return;
    cards.push(card ? renamed(card, keyword) : new Header().set(keyword, value).cards[0]);
  };
  if (packed.has("ZSIMPLE")) put("SIMPLE", "ZSIMPLE");
  else put("XTENSION", "ZTENSION", "IMAGE");
  put("BITPIX", "ZBITPIX");
  put("NAXIS", "ZNAXIS");
  for (let axis = 1; axis <= Math.min(axes, 999); axis++) put(`NAXIS${axis}`, `ZNAXIS${axis}`);
  if (!packed.has("ZSIMPLE")) {
    put("PCOUNT", "ZPCOUNT", 0);
    put("GCOUNT", "ZGCOUNT", 1);
  }
  for (const keyword of ["EXTEND", "BLOCKED"]) put(keyword, `Z${keyword}`);
  const isMade = packed.text("EXTNAME") === "COMPRESSED_IMAGE";
  for (const card of packed.cards) {
    if (ofPacking.test(card.keyword) || ofTiles.test(card.keyword)) continue;
    if (isMade && card.keyword === "EXTNAME") continue;
    cards.push(card);
  }
  put("CHECKSUM", "ZHECKSUM");
  put("DATASUM", "ZDATASUM");
  return new Header(cards);
}

/** The header of a table as it was before its columns were packed. */
export function unpackedTableHeader(packed: Header): Header {
  const header = new Header();
  const cards = packed.cards.flatMap((card): Card[] => {
    const { keyword } = card;
    const form = /^TFORM(\d+)$/.exec(keyword);
    const original = form ? `ZFORM${form[1]}` : { NAXIS1: "ZNAXIS1", NAXIS2: "ZNAXIS2", PCOUNT: "ZPCOUNT" }[keyword];
    const value = original === undefined ? undefined : packed.get(original);
    if (original !== undefined && value !== undefined) {
      return [renamed(packed.card(original) as Card, keyword)];
    }
    return ofTiles.test(keyword) || /^(CHECKSUM|DATASUM|THEAP)$/.test(keyword) ? [] : [card];
  });
  for (const [keyword, from] of [
    ["THEAP", "ZTHEAP"],
    ["CHECKSUM", "ZHECKSUM"],
    ["DATASUM", "ZDATASUM"],
  ]) {
    const card = packed.card(from);
    if (card !== undefined) header.add(renamed(card, keyword));
  }
  return new Header([...cards, ...header.cards]);
}

/** The same card under another keyword. */
function renamed({ kind, value, comment }: Card, keyword: string): Card {
  return { keyword, kind, value, comment };
}
