import { describe, expect, it } from "@jest/globals";
import { type PointBatch, pointBatch } from "../../../src/core/point-batch";
import { DividedBatch } from "../../../src/parallel/queue/divided-batch.node";
import type { PointAnswers } from "../../../src/parallel/queue/protocol";
import type { RemoteJob } from "../../../src/parallel/queue/run-queue.node";

const u = Float64Array.from({ length: 12 }, (_, i) => i / 12);

function divided(): { batch: PointBatch; work: DividedBatch; notices: string[] } {
  const batch = pointBatch(u, 2, 1);
  const notices: string[] = [];
  return {
    batch,
    work: new DividedBatch(
      batch,
      null,
      (line) => notices.push(line),
      () => {},
    ),
    notices,
  };
}

function jobOf(work: DividedBatch, most: number): RemoteJob {
  const job = work.nextJob(most);
  if (job === null) throw new Error("There are no points left");
  return job;
}

/** What a worker answers: log-likelihood is the first coordinate, the third point of a job fails. */
function answers(job: RemoteJob): PointAnswers {
  if (job.content.kind !== "points") throw new Error("no points");
  const v = job.content.u;
  const logl = Float64Array.from({ length: v.length / 2 }, (_, k) => (k === 2 ? Number.NEGATIVE_INFINITY : v[2 * k]));
  const failures = logl.length > 2 ? [{ point: 2, reason: "odd", parameters: v.slice(4, 6) }] : [];
  return { v, logl, derived: logl.map((x) => 2 * x), failures };
}

const give = (job: RemoteJob, content = answers(job)) => job.answered({ worker: "w", seconds: 1, content });

describe("a batch that other machines work on", () => {
  it("hands out its last points first, and ends when all are answered", async () => {
    const { batch, work } = divided();
    const [last, first] = [jobOf(work, 4), jobOf(work, 4)];
    expect([last, first].map(({ content }) => content.kind === "points" && content.u)).toEqual([
      u.slice(4),
      u.slice(0, 4),
    ]);
    expect([work.free, work.sent, work.nextJob(1)]).toEqual([0, 6, null]);
    give(first);
    expect(work.isSettled).toBe(false);
    give(last);
    expect(await work.result).toEqual([{ point: 4, reason: "odd", parameters: u.slice(8, 10) }]);
    expect(batch.v).toEqual(u);
    expect(Array.from(batch.logl)).toEqual([0, 2, 4, 6, Number.NEGATIVE_INFINITY, 10].map((i) => i / 12));
  });

  it("takes the first answer to a point that was given out twice, and warns of a second that differs", async () => {
    const { batch, work, notices } = divided();
    const slow = jobOf(work, 6);
    work.takeBack([slow]);
    const quick = jobOf(work, 6);
    give(quick);
    await work.result;
    give(slow);
    expect(notices).toEqual([]);
    const other = answers(slow);
    other.logl[1] += 1e-15;
    give(slow, other);
    expect(notices).toEqual([
      expect.stringMatching(/^Worker w finds log-likelihood .* where another found .*: its machine/),
    ]);
    expect(batch.logl[1]).toBe(2 / 12);
  });

  it("takes the answer of a job that was thought lost", async () => {
    const { work } = divided();
    const slow = jobOf(work, 6);
    work.takeBack([slow]);
    give(slow);
    expect(await work.result).toHaveLength(1);
  });

  it.each([
    ["of another length", { logl: new Float64Array(3) }],
    ["that is no array", { derived: [1, 2, 3, 4, 5, 6] }],
    ["without failures", { failures: undefined }],
  ])("refuses an answer %s", async (_what, part) => {
    const { work } = divided();
    const job = jobOf(work, 6);
    give(job, { ...answers(job), ...(part as Partial<PointAnswers>) });
    await expect(work.result).rejects.toThrow(/Worker w sent an answer of a wrong shape/);
  });
});
