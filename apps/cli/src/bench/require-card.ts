import { survey } from "@tenetjs/backends";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * Refuses to measure a graphics card where there is none, or where a program on the processor plays it and that is not what is wanted.
 *
 * @throws {TenetError} `BACKEND_UNAVAILABLE`, with what there is instead.
 */
export async function requireCard({ softwareGpu }: { readonly softwareGpu: boolean }): Promise<void> {
  const report = (await survey()).find(({ name }) => name === "webgpu");
  if (report?.available && (!report.software || softwareGpu)) return;
  const [got, next] = report?.available
    ? [
        `${report.device}, a program on the processor`,
        "Install the card's driver; or pass --software-gpu to see that all of it runs, in times that say nothing of a card.",
      ]
    : [`none: ${report?.reason}`, report?.remedy];
  throw new TenetError("BACKEND_UNAVAILABLE", problem("bench --gpu", "a graphics card", phrase(got), next));
}
