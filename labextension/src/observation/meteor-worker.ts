/** The worker of a prior editor: reads observations and simulates meteors, so that the page stays free. */
import { drawnMeteors } from "../predictive/drawn-meteors";
import { observationOfFiles } from "./observation-of-files";
import type { WorkerReply, WorkerRequest } from "./worker-messages";

/** Longest stretch of work before other messages have their turn, milliseconds. */
const stretch = 60;

/** The request to draw that counts; an older one ends. */
let drawing = -1;

const reply = (message: WorkerReply): void => globalThis.postMessage(message);

globalThis.onmessage = ({ data }: MessageEvent<WorkerRequest>): void => {
  void carryOut(data).catch((error: unknown) => reply({ id: data.id, kind: "failed", message: messageOf(error) }));
};

async function carryOut(request: WorkerRequest): Promise<void> {
  const { id } = request;
  switch (request.kind) {
    case "observe":
      return reply({ id, kind: "observation", observation: observationOfFiles(request.source, request.overrides) });
    case "cancel":
      drawing = -1;
      return;
    case "draw":
      drawing = id;
      return draw(request);
  }
}

async function draw({ id, observation, prior, count }: Extract<WorkerRequest, { kind: "draw" }>): Promise<void> {
  const meteors = drawnMeteors(observation, prior);
  for (let made = 0; made < count; ) {
    const draws = [];
    const until = performance.now() + stretch;
    while (made + draws.length < count && performance.now() < until) draws.push(meteors.next().value);
    made += draws.length;
    reply({ id, kind: "draws", draws, done: made >= count });
    await new Promise((done) => setTimeout(done));
    if (drawing !== id) return;
  }
}

/** A reason and what to do about it, in one line. */
function messageOf(error: unknown): string {
  const { message, hint } = error as { message?: string; hint?: string };
  return [message ?? String(error), hint].filter((part) => part !== undefined).join(". ");
}
