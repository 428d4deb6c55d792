"""Maps of a small random network by other libraries, for AttributionTests.

    python make.py        writes the .npy files beside it

Made with Python 3.11.7, numpy 2.4.6, PyTorch 2.15.0, Captum 0.9.0 and SciPy 1.17.1.
"""
import os

import captum
import numpy as np
import scipy
import torch
from captum.attr import (
    Deconvolution, GuidedBackprop, GuidedGradCam, IntegratedGradients, LayerGradCam, Occlusion, Saliency)
from torch import nn

os.chdir(os.path.dirname(os.path.abspath(__file__)))
torch.manual_seed(7)
layers = {
    "conv1": nn.Conv2d(3, 4, 3, padding=1), "relu1": nn.ReLU(), "conv2": nn.Conv2d(4, 6, 3, padding=1), "relu2": nn.ReLU(),
    "pool": nn.MaxPool2d(2), "flatten": nn.Flatten(), "fc1": nn.Linear(216, 16), "code": nn.ReLU(), "scores": nn.Linear(16, 5),
}
network = nn.Sequential(*layers.values()).eval()
image = torch.rand(1, 3, 12, 12)
target = 2


def save(name, tensor):
    np.save(f"{name}.npy", tensor.detach().numpy().astype(np.float32))


for name, layer in layers.items():
    if hasattr(layer, "weight"):
        save(f"{name}.weight", layer.weight)
        save(f"{name}.bias", layer.bias)
save("image", image[0])
for name, method in [("gradient", Saliency(network)), ("guided", GuidedBackprop(network)), ("deconvnet", Deconvolution(network))]:
    extra = {"abs": False} if name == "gradient" else {}
    save(name, method.attribute(image.clone().requires_grad_(), target=target, **extra)[0])

# Captum's occlusion where the patches tile the picture: each pixel has the drop of its own patch.
tiled = Occlusion(network).attribute(image, (3, 4, 4), target=target, strides=(3, 4, 4), baselines=0.5)
save("drop_tiled", tiled[0, 0, ::4, ::4])


def heatmap(model, height, width, stride, fill):
    """The score with the patch at each position, by plain loops."""
    rows, columns = (12 - height) // stride + 1, (12 - width) // stride + 1
    out = torch.zeros(rows, columns)
    for i in range(rows):
        for j in range(columns):
            covered = image.clone()
            block = (slice(None), slice(None), slice(i * stride, i * stride + height), slice(j * stride, j * stride + width))
            covered[block] = fill[block]
            out[i, j] = model(covered)
    return out


with torch.no_grad():
    probability = lambda x: network(x).softmax(1)[0, target]
    mean = image.mean((2, 3), keepdim=True).expand_as(image)
    save("heatmap_probability", heatmap(probability, 3, 5, 2, mean))
    save("heatmap_unit", heatmap(lambda x: network[:4](x)[0, 1, 5, 6], 4, 4, 2, torch.zeros_like(image)))
    save("baseline_probability", probability(image).reshape(1))
print("numpy", np.__version__, "torch", torch.__version__, "captum", captum.__version__)

# The path's middle points, as fovea takes them; Captum's own are Gauss and Legendre's.
grey = torch.full_like(image, 0.25)
save("integrated", IntegratedGradients(network).attribute(image, grey, target, n_steps=20, method="riemann_middle")[0])

# Captum neither rectifies nor stretches; its guided Grad-CAM does.
cam = LayerGradCam(network, network[4]).attribute(image, target)
save("gradcam_weighted", cam[0, 0])
save("gradcam_map", nn.functional.interpolate(cam.relu(), (12, 12), mode="bilinear")[0, 0])
save("gradcam_guided", GuidedGradCam(network, network[4]).attribute(image, target, interpolate_mode="bilinear")[0])

# Spearman's correlation of numbers of which many are equal.
random = np.random.default_rng(5)
pairs = np.stack([random.integers(-3, 4, (40, 30)), random.integers(0, 3, (40, 30))]).astype(np.float32)
pairs[1] += pairs[0] / 2
np.save("ranked.npy", pairs)
correlation = scipy.stats.spearmanr(pairs[0].ravel(), pairs[1].ravel()).statistic
np.save("rank_correlation.npy", np.float32(correlation).reshape(1))
