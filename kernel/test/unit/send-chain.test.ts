import { describe, expect, it } from "@jest/globals";
import { SendChain } from "../../src/protocol/send-chain";

describe("chain of messages", () => {
  const chainTo = (send: (text: string) => Promise<void>) => {
    const chain = new SendChain({ send: (frames) => send(String(frames[0])) });
    const sendAll = (...texts: string[]) => {
      for (const text of texts) chain.send([Buffer.from(text)]);
    };
    return { chain, send: sendAll };
  };

  it("sends one at a time, in order", async () => {
    const told: string[] = [];
    const { chain, send } = chainTo(async (text) => {
      told.push(`${text} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      told.push(`${text} ends`);
    });
    send("a", "b");
    await chain.idle();
    expect(told).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("busy");
      },
    ],
    ["rejects", () => Promise.reject(new Error("busy"))],
  ])("goes on after a socket that %s", async (_, refuse) => {
    const sent: string[] = [];
    const { chain, send } = chainTo((text) => (text === "first" ? refuse() : Promise.resolve(void sent.push(text))));
    send("first", "second");
    await chain.idle();
    send("third");
    await chain.idle();
    expect(sent).toEqual(["second", "third"]);
  });
});
