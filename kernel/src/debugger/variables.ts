import type { InspectorLink } from "./inspector-link";

/** A value as the inspector describes it. */
export interface RemoteValue {
  type: string;
  subtype?: string;
  className?: string;
  value?: unknown;
  unserializableValue?: string;
  description?: string;
  objectId?: string;
}

/** A variable as the Debug Adapter Protocol shows it. */
export interface Variable {
  name: string;
  value: string;
  type: string;
  evaluateName?: string;
  variablesReference: number;
  namedVariables?: number;
  indexedVariables?: number;
}

interface Property {
  name: string;
  value?: RemoteValue;
  get?: RemoteValue;
  enumerable: boolean;
  symbol?: object;
}

/** Which of an object's properties are asked for. */
export interface VariableRange {
  filter?: "indexed" | "named";
  start?: number;
  count?: number;
}

const mostVariables = 1000;

/** The objects that a page may look into, by number. They are valid until the program runs on. */
export class Variables {
  private readonly objects = new Map<number, { objectId: string; expression?: string }>();
  private count = 0;

  constructor(private readonly link: InspectorLink) {}

  /** The program runs on: what was shown is no longer true. */
  forget(): void {
    this.objects.clear();
  }

  /** A number under which the properties of an object can be asked for; 0 for what has none. */
  reference(value: RemoteValue, expression?: string): number {
    if (value.objectId === undefined) return 0;
    this.objects.set(++this.count, { objectId: value.objectId, expression });
    return this.count;
  }

  /** A variable of a name and a value. */
  variable(name: string, value: RemoteValue, evaluateName?: string): Variable {
    return {
      name,
      value: textOf(value),
      type: typeOf(value),
      evaluateName,
      variablesReference: this.reference(value, evaluateName),
      ...sizeOf(value),
    };
  }

  /** The properties of an object that was given a number. */
  async of(reference: number, { filter, start = 0, count }: VariableRange = {}): Promise<Variable[]> {
    const object = this.objects.get(reference);
    if (object === undefined) throw new Error(`There are no variables under this number: ${reference}`);
    const { result, internalProperties = [] } = await this.link.post<{
      result: Property[];
      internalProperties?: Property[];
    }>("Runtime.getProperties", { objectId: object.objectId, ownProperties: true });
    const isWanted = ({ name }: Property) => filter === undefined || (filter === "indexed") === isIndex(name);
    const inside = internalProperties.filter(({ name }) => name === "[[Entries]]" || name === "[[PromiseResult]]");
    const last = start + (count === undefined || count <= 0 ? mostVariables : Math.min(count, mostVariables));
    return [...result, ...(filter === "indexed" ? [] : inside)]
      .filter(isWanted)
      .slice(start, last)
      .map((property) => this.property(property, object.expression));
  }

  private property({ name, value, get, symbol }: Property, owner: string | undefined): Variable {
    if (value === undefined)
      return { name, value: get === undefined ? "undefined" : "(getter)", type: "", variablesReference: 0 };
    const inner =
      owner === undefined || symbol !== undefined || name.startsWith("[[") ? undefined : member(owner, name);
    return this.variable(name, value, inner);
  }
}

/** A value in one line. */
export function textOf(value: RemoteValue): string {
  if (value.type === "undefined") return "undefined";
  if (value.type === "string") return JSON.stringify(value.value);
  if (value.subtype === "null") return "null";
  if (value.type === "function") return String(value.description ?? "function").split("\n")[0] ?? "";
  return String(value.unserializableValue ?? value.description ?? value.value).split("\n")[0] ?? "";
}

function typeOf(value: RemoteValue): string {
  if (value.subtype === "null") return "null";
  return value.className ?? value.type;
}

function sizeOf(value: RemoteValue): { indexedVariables?: number } {
  if (value.subtype !== "array" && value.subtype !== "typedarray") return {};
  const length = Number(/\((\d+)\)/.exec(value.description ?? "")?.[1]);
  return length > 100 ? { indexedVariables: length } : {};
}

function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}

/** The expression for a property; the owner of what stands in a scope is the empty text. */
function member(owner: string, name: string): string {
  if (owner === "") return name;
  if (isIndex(name)) return `${owner}[${name}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `${owner}.${name}` : `${owner}[${JSON.stringify(name)}]`;
}
