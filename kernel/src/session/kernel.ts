import { CodeProcess } from "../code-process/code-process";
import type { Report } from "../code-process/conversation";
import { Debugger } from "../debugger/debugger";
import type { DebugRequest } from "../debugger/protocol";
import { ChartImages } from "../display/chart-images";
import { log } from "../log";
import { IdleCollection } from "../memory/idle-collection";
import { Channels, type RequestChannel } from "../protocol/channels";
import type { ConnectionInfo } from "../protocol/connection";
import { HeaderMaker, type JsonObject, type Message } from "../protocol/message";
import { IopubPublisher } from "../protocol/publisher";
import { TypeScriptService } from "../typescript/service";
import { CellOutputs } from "./cell-outputs";
import { Cells } from "./cells";
import { CommRegistry } from "./comm-registry";
import { Executor } from "./executor";
import { FitBoard } from "./fit-board";
import { History } from "./history";
import { kernelInfo } from "./kernel-info";
import { NpmCommands } from "./npm-command";
import { Responder } from "./responder";
import { cursorOfUnits, unitsOfCursor } from "./text-cursor";
import { UserQuestions } from "./user-questions";

/** A Jupyter kernel: takes messages, and keeps the processes and threads that do the work. */
export class Kernel {
  private readonly headers = new HeaderMaker();
  private readonly channels: Channels;
  private readonly publisher: IopubPublisher;
  private readonly responder: Responder;
  private readonly cells = new Cells();
  private readonly images = new ChartImages(log);
  private readonly outputs: CellOutputs;
  private readonly history = new History();
  private readonly typescript = new TypeScriptService();
  private readonly board: FitBoard;
  private readonly comms: CommRegistry;
  private readonly questions: UserQuestions;
  private readonly executor: Executor;
  private readonly debugger: Debugger;
  private readonly npm: NpmCommands;
  private debugParent: Message["header"] | JsonObject = {};
  private code: CodeProcess | undefined;
  private codeReady = false;
  private readonly collection = new IdleCollection();
  private lastWords = "";
  private ending = false;

  /**
   * @param info where to listen
   * @param folder the notebook's folder
   */
  constructor(
    info: ConnectionInfo,
    private readonly folder: string,
  ) {
    this.channels = new Channels(info);
    this.publisher = new IopubPublisher(this.channels, this.headers);
    this.responder = new Responder(this.channels, this.headers, this.publisher);
    this.outputs = new CellOutputs(this.publisher, this.cells, this.images);
    const code = () => this.codeProcess();
    this.board = new FitBoard(this.headers.session, this.publisher, this.cells, (id, ask) =>
      code().send({ type: "fit", id, ask }),
    );
    this.comms = new CommRegistry(this.publisher, this.board, code);
    this.questions = new UserQuestions(this.responder, this.cells, {
      send: (answer) => code().send({ type: "input", ...answer }),
      sendBlocking: (answer) => code().answer(answer),
    });
    this.npm = new NpmCommands(folder);
    this.debugger = new Debugger({
      send: (command) => code().inspect(command),
      publish: (event) => this.publisher.publish("debug_event", event, this.debugParent),
      statementLines: (text) => this.typescript.statementLines(text),
    });
    const { responder, cells, outputs, history, typescript, debugger: inspector } = this;
    this.executor = new Executor({
      responder,
      cells,
      outputs,
      history,
      typescript,
      npm: this.npm,
      debugger: inspector,
      code,
    });
  }

  /** Starts to answer. The code process and the compiler warm up meanwhile. */
  async start(): Promise<void> {
    this.codeProcess();
    void this.typescript.warmUp().catch((error: Error) => log(`typescript: ${error.message}`));
    // No request is read before all sockets are bound: what it makes the kernel say would be refused.
    await this.channels.open();
    this.publisher.publish("status", { execution_state: "starting" }, {});
    this.channels.listen("shell", (message) => this.onRequest("shell", message));
    this.channels.listen("control", (message) => this.onRequest("control", message));
    this.channels.listen("stdin", (message) => {
      if (message.header.msg_type === "input_reply") this.questions.answer(message);
    });
  }

  /** Ends everything this kernel started. */
  async shutdown(): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    this.board.close();
    this.debugger.close();
    this.npm.stop();
    await Promise.all([this.code?.end(), this.typescript.close(), this.images.close()]);
    this.publisher.flush();
    await this.channels.close();
  }

  private onRequest(channel: RequestChannel, request: Message): void {
    this.collection.worked();
    const type = request.header.msg_type;
    if (type === "execute_request") {
      this.executor.enqueue(request);
      return;
    }
    const handle = Object.hasOwn(this.handlers, type) ? this.handlers[type] : undefined;
    if (handle === undefined) {
      log(`unknown message type ${type}`);
      return;
    }
    void this.responder
      .respond(channel, request, () => handle(request))
      .then(() => {
        if (type === "shutdown_request") void this.shutdown().then(() => process.exit(0));
      });
  }

  private readonly handlers: Record<string, (request: Message) => object | undefined | Promise<object | undefined>> = {
    kernel_info_request: () => kernelInfo,
    connect_request: () => this.channels.ports,
    history_request: ({ content }) => this.history.answer(content),
    is_complete_request: ({ content }) => this.typescript.completeness(String(content["code"] ?? "")),
    complete_request: ({ content }) => this.complete(content),
    inspect_request: ({ content }) => this.inspect(content),
    comm_info_request: ({ content }) => this.comms.info(content["target_name"]),
    comm_open: (request) => this.comms.receive(request).then(() => undefined),
    comm_msg: (request) => this.comms.receive(request).then(() => undefined),
    comm_close: (request) => this.comms.receive(request).then(() => undefined),
    debug_request: ({ content, header }) => {
      this.debugParent = header;
      return this.debugger.answer(content as unknown as DebugRequest);
    },
    interrupt_request: () => {
      this.questions.forget();
      this.executor.interrupt();
      return { status: "ok" };
    },
    shutdown_request: ({ content, header }) => {
      const answer = { status: "ok", restart: content["restart"] === true };
      this.publisher.publish("shutdown_reply", answer, header);
      return answer;
    },
  };

  private async complete(content: JsonObject): Promise<object> {
    const code = String(content["code"] ?? "");
    const cursor = unitsOfCursor(code, Number(content["cursor_pos"] ?? code.length));
    const { matches, kinds, start, end } = await this.typescript.complete(code, cursor);
    const cursor_start = cursorOfUnits(code, start);
    const cursor_end = cursorOfUnits(code, end);
    const types = matches.map((text, index) => ({ text, type: kinds[index], start: cursor_start, end: cursor_end }));
    return { status: "ok", matches, cursor_start, cursor_end, metadata: { _jupyter_types_experimental: types } };
  }

  private async inspect(content: JsonObject): Promise<object> {
    const code = String(content["code"] ?? "");
    const cursor = unitsOfCursor(code, Number(content["cursor_pos"] ?? code.length));
    const found = await this.typescript.inspect(code, cursor);
    if (found === undefined) return { status: "ok", found: false, data: {}, metadata: {} };
    const data = { "text/plain": found.text, "text/markdown": found.markdown };
    return { status: "ok", found: true, data, metadata: {} };
  }

  private codeProcess(): CodeProcess {
    if (this.code !== undefined) return this.code;
    this.code = new CodeProcess(this.folder, {
      inspected: (message) => this.debugger.receive(message),
      report: (report, buffers) => this.onReport(report, buffers),
      rawOutput: (name, text) => {
        this.lastWords = (this.lastWords + text).slice(-4000);
        const cell = this.cells.last;
        if (cell !== undefined) this.outputs.show({ type: "stream", cell: cell.name, name, text });
      },
      ended: (cause) => this.onCodeProcessEnded(cause),
    });
    this.debugger?.processStarted();
    return this.code;
  }

  private onReport(report: Report, buffers: Buffer[]): void {
    switch (report.type) {
      case "ready":
        this.codeReady = true;
        break;
      case "stream":
      case "display":
      case "clear":
      case "broadcast":
        this.outputs.show(report, buffers);
        break;
      case "done":
        this.executor.finished(report.cell, report.outcome);
        break;
      case "input":
        this.questions.ask(report);
        break;
      case "target":
        this.comms.setTarget(report.name, report.known);
        break;
      case "comm":
        this.comms.publish(report, buffers, this.cells.last?.request);
        break;
      case "commDone":
        this.comms.settled(report.token);
        break;
      case "fit":
        this.board.update(report.cell, report.status);
        break;
    }
  }

  /** The user's code exited, crashed or ran out of memory: say so, and be ready for the next cell. */
  private onCodeProcessEnded(cause: string): void {
    this.code = undefined;
    if (this.ending) return;
    const memory = this.lastWords.includes("heap out of memory") ? ", out of memory" : "";
    const evalue = `The process that runs your code has ended (${cause}${memory}). Its variables are gone; a new one is ready.`;
    log(evalue);
    this.lastWords = "";
    this.typescript.reset();
    this.comms.allLost();
    this.questions.forget();
    this.debugger.processEnded();
    this.board.allLost("the process that ran it has ended");
    const cell = this.cells.last;
    const ranCell = this.executor.lost({ ename: "ProcessEnded", evalue, traceback: [`ProcessEnded: ${evalue}`] });
    if (!ranCell && cell !== undefined) {
      this.outputs.show({ type: "stream", cell: cell.name, name: "stderr", text: `${evalue}\n` });
    }
    // One that could not even start is tried again only when it is needed.
    if (this.codeReady) this.codeProcess();
    this.codeReady = false;
  }
}
