/** A request of the Debug Adapter Protocol. */
export interface DebugRequest {
  seq: number;
  type: "request";
  command: string;
  arguments?: Record<string, unknown>;
}

/** The answer to a request. */
export interface DebugResponse {
  seq: number;
  type: "response";
  request_seq: number;
  command: string;
  success: boolean;
  message?: string;
  body: object;
}

/** Something a page is told unasked. */
export interface DebugEvent {
  seq: number;
  type: "event";
  event: string;
  body: object;
}

/** What the debugger can do, as `initialize` answers it. */
export const capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: false,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  supportsTerminateRequest: true,
  supportsModulesRequest: true,
  supportsLoadedSourcesRequest: true,
  supportTerminateDebuggee: false,
  supportsDelayedStackTraceLoading: true,
  exceptionBreakpointFilters: [
    { filter: "raised", label: "Raised exceptions", default: false, description: "Wherever an error is thrown" },
    { filter: "uncaught", label: "Uncaught exceptions", default: false, description: "Where nothing catches it" },
  ],
} as const;

/** The thread that cells run in. */
export const cellThread = 1;
