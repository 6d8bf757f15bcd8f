/** Place in the text of one field: offsets in UTF-16 units, `end` exclusive. */
interface Placed {
  start: number;
  end: number;
}

/** `+ -` */
export type UnaryOperator = "+" | "-";

/** `+ - * / // % **` */
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";

/** Syntax tree of one arithmetic expression. */
export type Expression =
  | (Placed & { type: "number"; value: number })
  | (Placed & { type: "boolean"; value: boolean })
  | (Placed & { type: "name"; name: string })
  | (Placed & { type: "unary"; operator: UnaryOperator; operand: Expression })
  | (Placed & { type: "binary"; operator: BinaryOperator; left: Expression; right: Expression })
  | (Placed & { type: "call"; name: string; arguments: readonly Expression[] });
