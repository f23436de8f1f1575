/** What a .pt or .pth file is, and what to do instead: a pickle is a program, and reading one runs it. */
export const pickle = {
  name: "a pickle of PyTorch (.pt, .pth), which is a program rather than data",
  next: 'Save it as safetensors, so: from safetensors.torch import save_file; save_file(torch.load("model.pt", weights_only=True), "model.safetensors")',
} as const;
