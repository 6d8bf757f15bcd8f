import * as fs from "node:fs";

/** What a connection file tells: where to listen, and how messages are signed. */
export interface ConnectionInfo {
  transport: string;
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  signature_scheme: string;
  key: string;
}

/** Reads a connection file. */
export function readConnection(file: string): ConnectionInfo {
  return JSON.parse(fs.readFileSync(file, "utf8")) as ConnectionInfo;
}

/** Address of a channel in ZeroMQ's spelling. */
export function channelAddress(info: ConnectionInfo, port: number): string {
  return info.transport === "ipc" ? `ipc://${info.ip}-${port}` : `${info.transport}://${info.ip}:${port}`;
}
