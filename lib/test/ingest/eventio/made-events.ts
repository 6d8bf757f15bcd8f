import { ContentWriter, type ObjectParts, object } from "./writer";

export const content = () => new ContentWriter();
export const shower = { type: 2020, content: content().int32(1).float32(1, 2, 3, 4, 5).int16(0).bytes };
export const use = (id: number) => ({ type: 2021, id, content: content().int32(1).float32(0, 0).bytes });
export const array = (id: number, ...parts: ObjectParts[]) => ({
  type: 2010,
  id,
  content: [object({ type: 2201, content: parts.map(object) })],
});
