import { type DropoutAttributes, dropoutScale } from "@tenetjs/cells/internals";
import { threefryParity, threefryRotations } from "@tenetjs/core/internals";
import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { Shader } from "../device/shader.ts";
import { kernel } from "../kernel.ts";
import { groupsFor, spread } from "../threads.ts";

/** The kernel `dropoutKernel`. A thread draws the bits of four values. */
export const dropOut = kernel<{ readonly x: TensorInfo }, DropoutAttributes>(
  ({ gpu, inputs, attributes }) => {
    const { x } = inputs;
    const { key0, key1, below } = attributes;
    const out = gpu.output(x.shape, "float32");
    const count = util.sizeFromShape([...x.shape]);
    const scalars = { count, key0, key1, below, scale: dropoutScale(attributes) };
    const draws = 4 * Math.ceil(count / 16);
    gpu.dispatch(shader, { buffers: { x, out }, scalars, groups: [groupsFor(gpu, draws)] });
    return out;
  },
);

/** Five groups of four rounds of Threefry-2x32 on `a` and `b`, each followed by the next words of the key. */
const rounds = [1, 2, 3, 4, 5]
  .map((group) => {
    const mixed = (threefryRotations[group % 2] as readonly number[]).map(
      (distance) => `a += b; b = ((b << ${distance}u) | (b >> ${32 - distance}u)) ^ a;`,
    );
    return [...mixed, `a += key[${group % 3}]; b += key[${(group + 1) % 3}] + ${group}u;`].join("\n    ");
  })
  .join("\n    ");

const shader: Shader<"x" | "out", "count" | "key0" | "key1" | "below" | "scale"> = {
  label: "dropout",
  buffers: { x: "read f32", out: "write f32" },
  scalars: { count: "u32", key0: "u32", key1: "u32", below: "u32", scale: "f32" },
  code: `${spread.main} {
  ${spread.stride}
  let key = array<u32, 3>(scalars.key0, scalars.key1, ${threefryParity}u ^ scalars.key0 ^ scalars.key1);
  for (var counter = at.x; counter < 4u * ((scalars.count + 15u) / 16u); counter += stride) {
    var a = counter + key[0];
    var b = key[1];
    ${rounds}
    let bits = array<u32, 4>(a & 0xffffu, a >> 16u, b & 0xffffu, b >> 16u);
    let first = 16u * (counter / 4u) + counter % 4u;
    for (var index = 0u; index < 4u; index += 1u) {
      let place = first + 4u * index;
      if (place < scalars.count) { out[place] = x[place] * select(scalars.scale, 0f, bits[index] < scalars.below); }
    }
  }
}`,
};
