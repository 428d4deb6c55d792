"""Fixtures for the tests of the networks: what PyTorch and Captum compute.

Run in this folder: python make.py. Made with Python 3.11, torch 2.15.0, captum 0.9.0, numpy 2.4.6.
Everything is a 32-bit float array; names say layer, case and what it is.
"""
import warnings

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from captum.attr import Deconvolution, GuidedBackprop, Saliency

warnings.filterwarnings("ignore")
torch.manual_seed(4)


def save(name, tensor):
    np.save(name + ".npy", tensor.detach().numpy().astype(np.float32))


def layer(name, function, *inputs):
    """The output, a signal into it, and what comes back to each input (and parameter)."""
    inputs = [i.clone().requires_grad_() for i in inputs]
    output = function(*inputs)
    signal = torch.randn_like(output)
    output.backward(signal)
    for number, i in enumerate(inputs):
        save(f"{name}-input{number}", i)
        save(f"{name}-back{number}", i.grad)
    save(f"{name}-output", output)
    save(f"{name}-signal", signal)


# Whole numbers make ties.
coarse = torch.randint(-2, 3, (2, 3, 7, 9)).float()
layer("maxpool-2", lambda x: F.max_pool2d(x, 2), coarse)
layer("maxpool-3-2", lambda x: F.max_pool2d(x, 3, 2), coarse)
layer("maxpool-3-2-padded", lambda x: F.max_pool2d(x, 3, 2, 1), coarse)
layer("maxpool-3-2-ceiling", lambda x: F.max_pool2d(x, 3, 2, 0, ceil_mode=True), torch.randn(2, 3, 8, 10))
layer("maxpool-2x3-ceiling", lambda x: F.max_pool2d(x, (2, 3), (2, 1), (1, 1), ceil_mode=True), coarse)

fine = torch.randn(2, 3, 8, 9)
layer("meanpool-2", lambda x: F.avg_pool2d(x, 2), fine)
layer("meanpool-3-2-counted", lambda x: F.avg_pool2d(x, 3, 2, 1, ceil_mode=True, count_include_pad=True), fine)
layer("meanpool-3-2-uncounted", lambda x: F.avg_pool2d(x, 3, 2, 1, ceil_mode=True, count_include_pad=False), fine)
layer("meanpool-global", lambda x: F.adaptive_avg_pool2d(x, 1), fine)

layer("linear", F.linear, torch.randn(5, 7), torch.randn(4, 7), torch.randn(4))
layer("softmax", lambda x: F.softmax(x, -1), 3 * torch.randn(5, 6))
layer("concat", lambda a, b: torch.cat([a, b], 1), torch.randn(2, 1, 3, 4), torch.randn(2, 2, 3, 4))


class Branched(nn.Module):
    """Two branches that are concatenated, a shortcut that is added, pooling with overlap."""

    def __init__(s):
        super().__init__()
        s.conv1 = nn.Conv2d(2, 4, 3, padding=1)
        s.relu1 = nn.ReLU()
        s.pool1 = nn.MaxPool2d(3, 2, ceil_mode=True)
        s.left, s.reluleft = nn.Conv2d(4, 3, 1), nn.ReLU()
        s.right, s.reluright = nn.Conv2d(4, 2, 3, padding=1), nn.ReLU()
        s.conv2, s.relu2 = nn.Conv2d(5, 5, 3, padding=1), nn.ReLU()
        s.pool2 = nn.AvgPool2d(2)
        s.scores = nn.Linear(5 * 2 * 3, 3)

    def forward(s, x):
        x = s.pool1(s.relu1(s.conv1(x)))
        x = torch.cat([s.reluleft(s.left(x)), s.reluright(s.right(x))], 1)
        x = x + s.relu2(s.conv2(x))
        return s.scores(torch.flatten(s.pool2(x), 1))


net = Branched().eval()
image = torch.rand(1, 2, 10, 12)
save("branched-image", image[0])
for name, module in net.named_children():
    if hasattr(module, "weight"):
        save(f"branched-{name}.weight", module.weight)
        save(f"branched-{name}.bias", module.bias)
save("branched-scores", net(image)[0])
for rule, method in [
    ("gradient", lambda: Saliency(net).attribute(image, target=1, abs=False)),
    ("deconvnet", lambda: Deconvolution(net).attribute(image, target=1)),
    ("guided", lambda: GuidedBackprop(net).attribute(image, target=1)),
]:
    image = image.detach().requires_grad_()
    save(f"branched-{rule}", method()[0])

# Three updates of Adam with decoupled decay, and three of momentum, on fixed gradients.
start, gradients = torch.randn(6), torch.randn(3, 6)
save("optimizer-start", start)
save("optimizer-gradients", gradients)
for name, make in [
    ("adam", lambda w: torch.optim.AdamW([w], lr=0.1, weight_decay=0.05)),
    ("momentum", lambda w: torch.optim.SGD([w], lr=0.1, momentum=0.9)),
]:
    w = nn.Parameter(start.clone())
    optimizer = make(w)
    for g in gradients:
        w.grad = g.clone()
        optimizer.step()
    save(f"optimizer-{name}", w)
scores, labels = torch.randn(4, 5).requires_grad_(), torch.tensor([0, 3, 4, 1])
loss = F.cross_entropy(scores, labels, label_smoothing=0.1, reduction="sum")
loss.backward()
save("crossentropy-scores", scores)
save("crossentropy-loss", loss)
save("crossentropy-gradient", scores.grad)
