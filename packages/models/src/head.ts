import { xavier } from "@tenetjs/cells";
import { type Rng, split } from "@tenetjs/core";
import { checkShape, checkStarted } from "@tenetjs/core/tensors/internals";
import {
  add,
  matMul,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor2d,
  zeros,
} from "@tensorflow/tfjs-core";

/** `w` is `[hidden, classes]`, `b` is `[classes]`. */
export type HeadParams = { readonly w: Tensor2D; readonly b: Tensor1D };

/** Initial parameters of an affine map from `hidden` to `classes` numbers: Xavier weights and a bias of 0. */
export function initHead(rng: Rng, hidden: number, classes: number): HeadParams {
  checkStarted("model");
  return { w: tensor2d(xavier()(split(rng, "w"), hidden, classes), [hidden, classes]), b: zeros([classes]) };
}

/** h W + b along the last axis of `h`, which may have any other axes. */
export function applyHead({ w, b }: HeadParams, h: Tensor): Tensor {
  const hidden = h.shape.at(-1) as number;
  const axes = checkShape("head", "w", w, [hidden, "classes"]);
  checkShape("head", "b", b, ["classes"], axes);
  const rows = add(matMul(reshape(h, [-1, hidden]) as Tensor2D, w), b);
  return reshape(rows, [...h.shape.slice(0, -1), b.shape[0]]);
}

/** A head whose logits are h w + b, with w `transposed` or not. */
export type AffineHead = HeadParams & { readonly transposed: boolean };

/** The head with these parameters. Without a `w` of its own, it is tied to the `table` of an embedding, `[vocabulary, hidden]`. */
export function affineHead(
  head: HeadParams | { readonly b: Tensor1D },
  table: Tensor2D | undefined,
): AffineHead {
  if ("w" in head) return { ...head, transposed: false };
  return { w: table as Tensor2D, b: head.b, transposed: true };
}
