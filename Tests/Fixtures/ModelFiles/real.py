"""What PyTorch, Captum and onnxruntime say of real networks and pictures, at sampled places.

Run in this folder: python real.py DATA, DATA being the folder of the networks and pictures. Made with onnx 1.23.2,
onnxruntime 1.32.0, torch 2.15.0, captum 0.9.0, Pillow 13.0.0 and numpy 2.4.6.

real-NETWORK-PICTURE.npy is [4,300]: 300 places in the flattened picture, half of them where the gradient is largest and
half drawn, and the signal that reaches them from the score of the top class by the gradient (PyTorch's autograd), guided
backpropagation and the deconvnet (Captum's), all in double precision, with respect to the picture in 0...1. A signal is
NaN where PyTorch's own in single precision is another: then some activation is so near 0 that rounding decides its sign.
"""
import sys

import captum.attr
import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from PIL import Image

data = sys.argv[1]
torch.manual_seed(0)


class FromONNX(torch.nn.Module):
    """The graph of a file up to its scores, its ReLUs modules of their own, after the preparation of the picture."""

    def __init__(self, name, scale, mean, std, reverse=False):
        super().__init__()
        graph = onnx.load(f"{data}/{name}.onnx").graph
        self.weights = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()).double() for w in graph.initializer}
        self.nodes = [node for node in graph.node if node.op_type != "Softmax"]
        self.input = next(i.name for i in graph.input if i.name not in self.weights)
        self.relus = torch.nn.ModuleList(torch.nn.ReLU() for node in self.nodes if node.op_type == "Relu")
        self.scale, self.reverse = scale, reverse
        self.mean = torch.tensor(mean).double().reshape(1, -1, 1, 1)
        self.std = torch.tensor(std).double().reshape(1, -1, 1, 1)

    def to_precision(self, dtype):
        self.weights = {name: w.to(dtype) if w.is_floating_point() else w for name, w in self.weights.items()}
        self.mean, self.std = self.mean.to(dtype), self.std.to(dtype)

    def forward(self, picture):
        x = (self.scale * picture - self.mean) / self.std
        values = dict(self.weights)
        values[self.input] = x.flip(1) if self.reverse else x
        relus = iter(self.relus)
        for node in self.nodes:
            inputs = [values[name] for name in node.input if name]
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            values[node.output[0]] = self.result(node.op_type, inputs, attributes, relus)
        return values[self.nodes[-1].output[0]]

    def result(self, operator, inputs, attributes, relus):
        x = inputs[0]
        stride = attributes.get("strides", [1, 1])
        kernel = attributes.get("kernel_shape")
        if kernel:
            top, left, bottom, right = attributes.get("pads", [0] * 4)
            if attributes.get("auto_pad") == b"SAME_UPPER":
                totals = [max((-(-n // s) - 1) * s + k - n, 0) for n, s, k in zip(x.shape[2:], stride, kernel)]
                top, left = (total // 2 for total in totals)
                bottom, right = totals[0] - top, totals[1] - left
        match operator:
            case "Conv":
                return F.conv2d(F.pad(x, (left, right, top, bottom)), *inputs[1:], stride=stride,
                                groups=attributes.get("group", 1))
            case "MaxPool":
                x = F.pad(x, (left, right, top, bottom), value=-torch.inf)
                return F.max_pool2d(x, kernel, stride, ceil_mode=bool(attributes.get("ceil_mode")))
            case "AveragePool":
                assert not any((top, left, bottom, right, attributes.get("ceil_mode", 0)))
                return F.avg_pool2d(x, kernel, stride)
            case "Relu": return next(relus)(x)
            case "Concat": return torch.cat(inputs, attributes["axis"])
            case "Add": return x + inputs[1]
            case "Dropout": return x
            case "GlobalAveragePool": return x.mean((2, 3), keepdim=True)
            case "Flatten": return x.flatten(1)
            case "Gemm":
                assert attributes.get("alpha", 1) == attributes.get("beta", 1) == 1
                return x @ (inputs[1].T if attributes.get("transB") else inputs[1]) + inputs[2]
        raise NotImplementedError(operator)


def signals(model, picture, number):
    """[3, places]: by the gradient, guided backpropagation and the deconvnet, in the precision of the model."""
    x = torch.from_numpy(picture).to(model.mean.dtype)[None].requires_grad_()
    maps = [torch.autograd.grad(model(x)[0, number], x)[0]]
    for method in (captum.attr.GuidedBackprop, captum.attr.Deconvolution):
        maps.append(method(model).attribute(x, target=number))
    return np.stack([m.detach().double().numpy().ravel() for m in maps])


def sample(model, name, picture, picture_name):
    session = onnxruntime.InferenceSession(f"{data}/{name}.onnx", providers=["CPUExecutionProvider"])
    model.to_precision(torch.float64)
    x = torch.from_numpy(picture)[None]
    scores = model(x)
    top = int(scores.argmax())
    prepared = (model.scale * x - model.mean) / model.std
    prepared = (prepared.flip(1) if model.reverse else prepared).float().numpy()
    probabilities = session.run(None, {session.get_inputs()[0].name: prepared})[0]
    assert np.abs(torch.softmax(scores, -1).numpy() - probabilities).max() < 1e-5
    maps = signals(model, picture, top)
    generator = np.random.default_rng(1)
    largest = np.argsort(-np.abs(maps[0]))[:150]
    places = np.concatenate([largest, generator.choice(maps.shape[1], 150, replace=False)])
    model.to_precision(torch.float32)
    for exact, rounded in zip(maps, signals(model, picture, top)):
        if np.abs(exact - rounded).max() > 1e-5 * np.abs(exact).max():
            exact[:] = np.nan
    np.save(f"real-{name}-{picture_name}.npy", np.vstack([places, maps[:, places]]).astype(np.float32))
    print(name, picture_name, "class", top, "largest", np.abs(maps).max(1))


def photograph(name):
    return np.asarray(Image.open(f"{data}/{name}.png"), np.float64).transpose(2, 0, 1) / 255


squeezenet = FromONNX("squeezenet", 255, [123.0, 117, 104], [1.0, 1, 1], reverse=True)
for name in ("samoyed-227", "cat-chelsea-227"):
    sample(squeezenet, "squeezenet", photograph(name), name)
records = np.fromfile(f"{data}/cifar10-test-0000-0999.bin", np.uint8).reshape(-1, 3073)
cifar = FromONNX("convnetjs-cifar10", 1, [0.5] * 3, [1.0] * 3)
for number in (0, 1):
    sample(cifar, "convnetjs-cifar10", records[number, 1:].reshape(3, 32, 32) / 255, str(number))
face = FromONNX("face-expression", 1, [0.481498, 0.458827, 0.409012], [1.0] * 3)
sample(face, "face-expression", photograph("face-smiling-112"), "face-smiling-112")
