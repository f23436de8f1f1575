import { characterVocabulary } from "@tenetjs/datasets";
import { expect, test } from "vitest";
import { colouredText } from "./coloured-text.ts";
import { sourceTrack } from "./source-track.ts";

const hares = "The hare ran over the hill, and the hill ran under the hare. ";
const owls = "An owl (old, grey) sat up; it sat on an oak: so it sat.\n";

test("a sample that moves from one text to the other is seen to, and drawn so", async () => {
  const vocabulary = characterVocabulary([hares, owls]);
  const split = (name: string, text: string) => {
    return { name, train: vocabulary.encode(text.repeat(20)), validation: vocabulary.encode(text) };
  };
  const sample = `${hares}${owls}`;
  const track = await sourceTrack(sample, {
    vocabulary,
    splits: [split("hares", hares), split("owls", owls)],
    order: 6,
  });
  const likeSecond = track.second.map((value) => value > 0.5);
  expect(likeSecond.slice(0, 50)).not.toContain(true);
  expect(likeSecond.slice(-45)).not.toContain(false);
  expect(track.changesPerThousand).toBeCloseTo(1000 / sample.length, 6);

  const svg = colouredText("A <sample>", track, ["hares", "owls"]);
  expect(svg).toContain("A &lt;sample&gt;");
  const shown = (second: boolean) =>
    Array.from(svg.matchAll(/<text [^>]*textLength[^>]*>([^<]*)</g), ([whole, text = ""]) => ({
      whole,
      text,
    }))
      .filter(({ whole }) => whole.includes("underline") === second)
      .map(({ text }) => text)
      .join("");
  expect(shown(false)).toContain("The hare ran over the hill, and the hill ran under");
  expect(shown(true)).toContain("it sat on an oak: so it sat.");
});
