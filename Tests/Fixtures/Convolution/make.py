#!/usr/bin/env python3
"""Convolutions by PyTorch, forward and both ways back, for ConvolutionFixtureTests.

    python make.py        writes the .npy files beside it

Made with Python 3.11.7, PyTorch 2.15.0, numpy 2.4.6.
Computed in double precision, rounded to single at the end.

Each file is one vector: input, weight, bias, output, signal at the output, gradients at input, weight and bias.
The test knows the shapes.
"""
import os

import numpy as np
import torch

os.chdir(os.path.dirname(os.path.abspath(__file__)))
torch.manual_seed(11)

CASES = {
    "same": dict(input=(2, 8, 10, 9), weight=(9, 8, 3, 3), padding=1),
    "strided": dict(input=(1, 3, 23, 20), weight=(5, 3, 5, 3), stride=(2, 3), padding=(2, 0)),
    "dilated": dict(input=(1, 4, 13, 15), weight=(6, 2, 3, 3), padding=(2, 1), dilation=(2, 3), groups=2),
    "pointwise": dict(input=(2, 7, 5, 6), weight=(4, 7, 1, 1)),
    "depthwise": dict(input=(1, 6, 9, 8), weight=(6, 1, 3, 3), stride=(1, 1), padding=1, groups=6),
}

for name, case in CASES.items():
    case = dict(case)
    input, weight = (torch.randn(case.pop(key)).float().double().requires_grad_() for key in ("input", "weight"))
    bias = torch.randn(len(weight)).float().double().requires_grad_()
    output = torch.nn.functional.conv2d(input, weight, bias, **case)
    signal = torch.randn(output.shape).float().double()
    gradients = torch.autograd.grad(output, (input, weight, bias), signal)
    parts = [input, weight, bias, output, signal, *gradients]
    np.save(f"{name}.npy", np.concatenate([part.detach().numpy().ravel() for part in parts]).astype(np.float32))
