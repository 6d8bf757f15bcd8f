import * as path from "node:path";
import { type JsonObject, protocolVersion } from "../protocol/message";

const version = (require(path.join(__dirname, "..", "..", "package.json")) as { version: string }).version;
const typescript = (require("typescript/package.json") as { version: string }).version;

/** Content of the reply to `kernel_info_request`. */
export const kernelInfo: JsonObject = {
  status: "ok",
  protocol_version: protocolVersion,
  implementation: "nightbook",
  implementation_version: version,
  language_info: {
    name: "typescript",
    version: typescript,
    mimetype: "application/typescript",
    file_extension: ".ts",
    codemirror_mode: "typescript",
    pygments_lexer: "typescript",
    nbconvert_exporter: "script",
  },
  banner: `Nightbook ${version}: TypeScript ${typescript}, Node ${process.version}`,
  debugger: true,
  supported_features: ["debugger"],
  help_links: [{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" }],
};
