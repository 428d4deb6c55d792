"""A safetensors file whose tensors are stored as 32-bit, half and bfloat16 numbers, and the same as 32-bit arrays.

Run in this folder: python make.py. Made with torch 2.15.0, which rounds to the short types.
"""
import json
import struct

import numpy as np
import torch

torch.manual_seed(3)
special = torch.tensor([0.0, -0.0, 1.0, -2.5, 6e-8, -5.5e-5, 65504.0, float("inf"), float("-inf"), float("nan")])
tensors = {
    "full": torch.randn(2, 3),
    "half": torch.cat([special, torch.randn(22)]).reshape(4, 8).to(torch.float16),
    "brain": torch.cat([special, 1e30 * torch.randn(6)]).reshape(16, 1).to(torch.bfloat16),
    "scalar": torch.tensor(7.0),
    "empty": torch.zeros(0, 5),
}
names = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}
header, data = {"__metadata__": {"made": "with \"quotes\", ü and 日"}}, b""
for name, tensor in tensors.items():
    raw = tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.numel() else b""
    header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape),
                    "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
    np.save(f"{name}.npy", tensor.float().numpy())
text = json.dumps(header).encode()
open("mixed.safetensors", "wb").write(struct.pack("<Q", len(text)) + text + data)
