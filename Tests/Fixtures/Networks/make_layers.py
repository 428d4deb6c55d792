"""Fixtures for the tests of the layers that imported networks have: what PyTorch and ONNX Runtime compute.

Run in this folder: python make_layers.py. Made with Python 3.11, torch 2.15.0, onnx 1.23.2, onnxruntime 1.32.0,
numpy 2.4.6. A file is one vector of 32-bit floats: the inputs, the parameters, the output, a signal into it, and what
comes back to each input and parameter that has a gradient, one behind the other; the tests know the shapes. Those named
`resize-…` and `lrn-…-onnx` hold the input and the output alone.
"""
import numpy as np
import onnx
import onnx.reference
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import helper

torch.manual_seed(11)


def save(name, *tensors):
    parts = [np.asarray(t.detach() if isinstance(t, torch.Tensor) else t, dtype=np.float32).ravel() for t in tensors]
    np.save(f"layer-{name}.npy", np.concatenate(parts))


def layer(name, function, *inputs, fixed=()):
    """`fixed` are parameters without a gradient; they stand behind the inputs."""
    inputs = [i.clone().requires_grad_() for i in inputs]
    output = function(*inputs, *fixed)
    signal = torch.randn_like(output)
    output.backward(signal)
    save(name, *inputs, *fixed, output, signal, *[i.grad for i in inputs])


x = 3 * torch.randn(2, 3, 3, 4)
layer("leakyrelu", lambda x: F.leaky_relu(x, 0.2), x)
layer("relu6", lambda x: F.relu6(x), 3 * x)
layer("sigmoid", torch.sigmoid, 10 * x)
layer("tanh", torch.tanh, x)
layer("hardswish", F.hardswish, x)
layer("logsoftmax", lambda x: F.log_softmax(x, 1), x)

statistics = (torch.randn(3), torch.rand(3) + 0.1)
scale, offset = torch.randn(3), torch.randn(3)
layer(
    "batchnorm", lambda x, s, o, m, v: F.batch_norm(x, m, v, s, o, False, 0, 1e-3), x, scale, offset, fixed=statistics)
layer("instancenorm", lambda x, s, o: F.instance_norm(x, None, None, s, o, True, 0, 1e-3), x, scale, offset)
layer("lrn", lambda x: F.local_response_norm(x, 3, 0.7, 0.6, 1.5), torch.randn(2, 5, 2, 3))

layer(
    "deconv", lambda x, w, b: F.conv_transpose2d(x, w, b, (2, 3), (1, 0), (1, 2), 1, (1, 1)),
    torch.randn(2, 3, 3, 4), torch.randn(3, 4, 3, 2), torch.randn(4))
layer(
    "deconv-groups", lambda x, w, b: F.conv_transpose2d(x, w, b, 1, 1, 0, 2, (2, 1)),
    torch.randn(1, 4, 5, 4), torch.randn(4, 3, 2, 3), torch.randn(6))
layer(
    "conv-asymmetric", lambda x, w, b: F.conv2d(F.pad(x, (0, 2, 1, 0)), w, b, (2, 1), 0, (1, 2), 2),
    torch.randn(2, 4, 7, 6), torch.randn(6, 2, 3, 2), torch.randn(6))
layer(
    "conv-depthwise", lambda x, w, b: F.conv2d(F.pad(x, (1, 0, 0, 1)), w, b, 2, 0, 1, 4),
    torch.randn(2, 4, 6, 7), torch.randn(4, 1, 3, 3), torch.randn(4))
layer(
    "conv-pointwise-padded", lambda x, w, b: F.conv2d(F.pad(x, (1, 0, 2, 0)), w, b, 2),
    torch.randn(1, 3, 4, 5), torch.randn(2, 3, 1, 1), torch.randn(2))
layer(
    "maxpool-dilated", lambda x: F.max_pool2d(x, (3, 2), (2, 1), 1, (1, 3), True),
    torch.randint(-2, 3, (2, 2, 7, 8)).float())

a, b, c = torch.randn(2, 3, 2, 4), torch.randn(2, 3, 1, 1), torch.randn(2, 1, 1, 4)
apart = lambda t: t + 0.5 * torch.sign(t)
layer("subtract", lambda a, b: a - b, a, b)
layer("multiply", lambda a, b: a * b, c, b)
layer("divide", lambda a, b: a / b, a, apart(c))
layer("matmul", torch.matmul, torch.randn(2, 2, 1, 3, 4), torch.randn(2, 1, 3, 4, 2))
layer("linear-axis", F.linear, torch.randn(2, 3, 2, 5), torch.randn(4, 5), torch.randn(4))

layer("pad-negative", lambda x: F.pad(x, (2, -1, -1, 3), value=0.5), x)
layer("pad-reflect", lambda x: F.pad(x, (3, 2, 1, 2), mode="reflect"), x)
layer("pad-edge", lambda x: F.pad(x, (5, 2, 1, 4), mode="replicate"), x)
layer("transpose", lambda x: x.permute(0, 2, 3, 1), x)
layer("mean", lambda x: x.mean((1, 3)), x)
y = torch.randn(1, 2, 5, 4)
layer("bilinear", lambda x: F.interpolate(x, (8, 3), mode="bilinear", align_corners=False), y)
layer("bilinear-corners", lambda x: F.interpolate(x, (8, 3), mode="bilinear", align_corners=True), y)
layer("nearest", lambda x: F.interpolate(x, (8, 3), mode="nearest"), y)


def onnx_output(node, feeds):
    """What ONNX Runtime makes of one node; the first feed is its input, the others are constants."""
    constants = [onnx.numpy_helper.from_array(v, k) for k, v in list(feeds.items())[1:]]
    name, value = next(iter(feeds.items()))
    graph = helper.make_graph(
        [node], "g", [helper.make_tensor_value_info(name, 1, value.shape)],
        [helper.make_tensor_value_info("y", 1, None)], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {name: value})[0]


wave = np.random.default_rng(3).normal(size=(1, 2, 5, 4)).astype(np.float32)
# ONNX Runtime takes odd sizes alone; the reference of the ONNX project takes even ones, and gets the first channels
# right, as many as there are pictures in the batch.
even = np.random.default_rng(4).normal(size=(5, 5, 1, 2)).astype(np.float32)
lrn = helper.make_node("LRN", ["x"], ["y"], size=4, alpha=0.8, beta=0.6, bias=1.5)
save("lrn-even-onnx", even, onnx.reference.ReferenceEvaluator(lrn).run(None, {"x": even})[0])
coordinates = ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"]
roundings = ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"]
for transform in coordinates:
    outputs = []
    for mode, rounding in [("linear", roundings[0])] + [("nearest", r) for r in roundings]:
        for sizes, scales in [((8, 3), None), ((1, 10), None), (None, (2, 0.6)), (None, (0.5, 2.5))]:
            node = helper.make_node(
                "Resize", ["x", "", "", "sizes"] if sizes else ["x", "", "scales"], ["y"], mode=mode,
                coordinate_transformation_mode=transform, nearest_mode=rounding)
            extra = ({"sizes": np.array((1, 2) + sizes, np.int64)} if sizes
                     else {"scales": np.array((1, 1) + scales, np.float32)})
            outputs.append(onnx_output(node, {"x": wave, **extra}))
    save(f"resize-{transform}", wave, *outputs)
