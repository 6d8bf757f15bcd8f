import type { FitRequest, FitStatus } from "nightbook/core";
import type { CellError } from "../typescript/cell-errors";

/** Content by MIME type with its metadata. */
export interface Output {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** What a user expression came to. */
export type ExpressionResult =
  | ({ status: "ok" } & Output)
  | { status: "error"; ename: string; evalue: string; traceback: string[] };

/** How a cell ended. */
export type Outcome =
  | { status: "ok"; result?: Output; expressions: Record<string, ExpressionResult>; payload?: object[] }
  | { status: "error"; error: CellError };

/** Which end of a comm does what. */
export type CommKind = "open" | "msg" | "close";

/** A message over a comm, either way; its buffers travel beside it. */
export interface CommFrame {
  kind: CommKind;
  id: string;
  target?: string;
  data: unknown;
  metadata: Record<string, unknown>;
}

/** What the code process tells the kernel. `cell` names the cell that an output belongs to. */
export type Report =
  | { type: "ready" }
  | { type: "stream"; cell: string; name: "stdout" | "stderr"; text: string }
  | ({ type: "display"; cell: string; id?: string; update?: boolean } & Output)
  | { type: "clear"; cell: string; wait: boolean }
  | {
      type: "broadcast";
      cell: string;
      messageType: string;
      content: Record<string, unknown>;
      metadata: Record<string, unknown>;
    }
  | { type: "done"; cell: string; outcome: Outcome }
  /** The interrupt of this number has been acted on: nothing will be ended by force on its account any more. */
  | { type: "calm"; request: number }
  | { type: "input"; cell: string; id: number; prompt: string; password: boolean; blocking?: boolean }
  | { type: "target"; name: string; known: boolean }
  | ({ type: "comm"; token?: number } & CommFrame)
  | { type: "commDone"; token: number }
  | { type: "fit"; cell: string; status: FitStatus };

/** The answer to a question of a cell, or why there is none. */
export interface InputAnswer {
  id: number;
  value?: string;
  error?: string;
}

/** What the kernel asks of the code process. */
export type Command =
  | {
      type: "run";
      cell: string;
      code: string;
      map: string;
      source: string;
      showsValue: boolean;
      expressions: Record<string, string>;
    }
  | ({ type: "input" } & InputAnswer)
  | ({ type: "comm"; token: number } & CommFrame)
  | { type: "fit"; id: string; ask: FitRequest };

/** Leads an {@link InputAnswer} on the pipe of interrupts: while the process waits for it, it reads no other. */
export const answerMark = "=";

/** File descriptors of the code process beyond the three standard ones. */
export const pipes = { reports: 3, interrupts: 4, commands: 5, inspector: 6 } as const;
