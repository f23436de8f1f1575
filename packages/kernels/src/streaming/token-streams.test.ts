import { streamingModelContract } from "@tenetjs/testing";
import { expect, test } from "vitest";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";
import { streamed, streamSubject } from "../testing/stream-subject.ts";

await onKernelBackends((backend) => {
  for (const name of ["a stack of phased-gru", "a tied embedding"]) {
    streamingModelContract(name, () => streamSubject(streamed[name]!));
  }

  test("a released state is refused, and releasing it again does nothing", async () => {
    const { model, free } = streamSubject(streamed["a stack of lstm"]!);
    const state = model.start(1);
    model.release(state);
    model.release(state);
    await expect(model.step(state, Int32Array.of(1))).rejects.toThrow(/a live state/);
    expect(() => model.gather(state, Int32Array.of(0))).toThrow(/a live state/);
    if (backend === "webgpu")
      await expect(model.draw(state, Int32Array.of(1), { count: 2 })).rejects.toThrow(/a live state/);
    free();
  });

  test("disposed parameters are refused, and nothing leaks", async () => {
    const { model, held, free } = streamSubject(streamed["a stack of lstm"]!);
    const state = model.start(1);
    free();
    const before = held();
    await expect(model.step(state, Int32Array.of(1))).rejects.toThrow(/parameters that are not disposed/);
    expect(held()).toBe(before);
    model.release(state);
  });
});
