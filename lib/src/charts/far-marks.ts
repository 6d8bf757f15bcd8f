/** A box as `[left, top, right, bottom]`. */
type Box = readonly [number, number, number, number];

/** A place in SVG; undefined where it is rotated or scaled, and not followed any further. */
type Offset = readonly [x: number, y: number] | undefined;

const tags = /<(\/?)([A-Za-z]+)((?:[^>"]|"[^"]*")*?)(\/?)>/g;

/**
 * An SVG document without the marks that lie far outside of the picture. They are not to be seen, and resvg ends the whole
 * process when a clipped or translucent group holds nothing but what lies beyond twice its width or height.
 *
 * @param svg as Vega writes it: groups and marks are moved by `translate`
 * @param width of the picture
 * @param height of the picture
 */
export function withoutFarMarks(svg: string, width: number, height: number): string {
  const isFar = ([left, top, right, bottom]: Box) =>
    right < -0.5 * width || left > 1.5 * width || bottom < -0.5 * height || top > 1.5 * height;
  // How long a text is remains open.
  const textBox: Box = [-0.5 * width, -0.5 * height, 0.5 * width, 0.5 * height];
  const offsets: Offset[] = [[0, 0]];
  let kept = "";
  let from = 0;
  let depthOfDefinitions = 0;
  for (const tag of svg.matchAll(tags)) {
    const [text, closing, name, attributes, empty] = tag;
    if (name === "defs" || name === "clipPath") depthOfDefinitions += closing ? -1 : empty ? 0 : 1;
    if (name === "g") {
      if (closing) offsets.pop();
      else if (!empty) offsets.push(moved(offsets.at(-1), attributes));
      continue;
    }
    if (closing || depthOfDefinitions > 0) continue;
    const box = boxOf(name, attributes, moved(offsets.at(-1), attributes), textBox);
    if (box === undefined || !isFar(box) || tag.index < from) continue;
    const end = empty ? tag.index + text.length : svg.indexOf(`</${name}>`, tag.index) + name.length + 3;
    kept += svg.slice(from, tag.index);
    from = end;
  }
  return kept + svg.slice(from);
}

/** Where the content of an element stands. */
function moved(offset: Offset, attributes: string): Offset {
  const transform = attribute(attributes, "transform");
  if (offset === undefined || transform === undefined) return offset;
  const [, x, y = 0] = /^translate\(([^,)]+)(?:,([^)]+))?\)/.exec(transform) ?? [];
  // A text that is rotated about its own place stays there.
  const place: Offset = [offset[0] + Number(x), offset[1] + Number(y)];
  return place.every(Number.isFinite) && !/scale|matrix|skew/.test(transform) ? place : undefined;
}

function boxOf(name: string, attributes: string, offset: Offset, textBox: Box): Box | undefined {
  if (offset === undefined) return undefined;
  const number = (key: string) => Number(attribute(attributes, key) ?? 0);
  const around = ([left, top, right, bottom]: Box): Box => [
    left + offset[0],
    top + offset[1],
    right + offset[0],
    bottom + offset[1],
  ];
  if (name === "path") {
    const box = boxOfPath(attribute(attributes, "d") ?? "");
    return box && around(box);
  }
  if (name === "line") return around(ordered([number("x1"), number("y1")], [number("x2"), number("y2")]));
  if (name === "rect" || name === "image") {
    const corner: [number, number] = [number("x"), number("y")];
    return around([...corner, corner[0] + number("width"), corner[1] + number("height")]);
  }
  return name === "text" ? around(textBox) : undefined;
}

/** How many numbers the commands of a path take; the last two are where it goes. */
const numbersOf: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, S: 4, T: 2, A: 7, Z: 0 };

/** A box that holds a path; undefined when it cannot be told. */
function boxOfPath(path: string): Box | undefined {
  let [x, y] = [0, 0];
  let box: Box | undefined;
  const reach = (to: readonly [number, number], radius = 0) => {
    const grown = ordered([to[0] - radius, to[1] - radius], [to[0] + radius, to[1] + radius]);
    box = box === undefined ? grown : joined(box, grown);
  };
  for (const [, letter, text] of path.matchAll(/([A-Za-z])([^A-Za-z]*(?:e[-+]?\d+[^A-Za-z]*)*)/g)) {
    const command = letter.toUpperCase();
    const isRelative = letter !== command;
    const count = numbersOf[command];
    const numbers = (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g) ?? []).map(Number);
    if (count === undefined) return undefined;
    for (let i = 0; count > 0 && i + count <= numbers.length; i += count) {
      const at = numbers.slice(i, i + count);
      const [dx, dy] = isRelative ? [x, y] : [0, 0];
      if (command === "H") x = at[0] + dx;
      else if (command === "V") y = at[0] + dy;
      else {
        if (command !== "A") for (let k = 0; k + 2 < count; k += 2) reach([at[k] + dx, at[k + 1] + dy]);
        [x, y] = [at[count - 2] + dx, at[count - 1] + dy];
      }
      reach([x, y], command === "A" ? 2 * Math.max(at[0], at[1]) : 0);
    }
  }
  return box?.every(Number.isFinite) ? box : undefined;
}

function ordered([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Box {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

function joined(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}
