"""One tiny ONNX graph for each operator and each of several drawn shapes and attributes, and what comes out of it.

Run in this folder: python make.py. Made with onnx 1.23.2, onnxruntime 1.32.0, torch 2.15.0 and numpy 2.4.6.

OPERATOR-NN.onnx takes a picture `image` and puts out what its node `tested` does. OPERATOR.npy holds, for the cases in
order, the picture, the output by onnxruntime, a random weighting w of the output, and the gradient of sum(w * output) at
the picture: four tensors a case, each as its rank, its lengths and its elements, one behind the other.

The gradient is PyTorch's autograd of the same operation, written a second time below, in double precision; where PyTorch
lacks a linear operation (resizing in other coordinates), it is that of onnxruntime's outputs for every unit picture. The
second writing must agree with onnxruntime before anything is stored.
"""
import glob
import itertools
import os

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

rng = np.random.default_rng(5)
onnxruntime.set_default_logger_severity(4)
OPSETS = [7, 9, 11, 13, 18, 21]
IR_VERSIONS = {7: 3, 8: 3, 9: 4, 10: 5, 11: 6, 12: 7, 13: 7, 14: 7, 15: 8, 16: 8, 17: 8, 18: 8, 19: 9, 20: 9, 21: 10}
cases = {}


class Graph:
    """A graph that grows node by node; every method returns the name of a value."""

    def __init__(self, opset, shape):
        self.opset, self.shape = opset, list(shape)
        self.nodes, self.weights = [], []

    def constant(self, array, dtype=np.float32):
        name = f"c{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(array, dtype), name))
        return name

    def integers(self, array):
        return self.constant(array, np.int64)

    def node(self, operator, inputs, name=None, outputs=None, **attributes):
        name = name or f"n{len(self.nodes)}"
        attributes = {key: value for key, value in attributes.items() if value is not None}
        self.nodes.append(helper.make_node(operator, inputs, outputs or [name], name=name, **attributes))
        return (outputs or [name])[0]

    def model(self, output=None):
        value = helper.make_tensor_value_info
        ir_version = IR_VERSIONS[self.opset]
        inputs = [value("image", TensorProto.FLOAT, [1] + self.shape)]
        if ir_version < 4:
            inputs += [value(weight.name, weight.data_type, weight.dims) for weight in self.weights]
        outputs = [value("tested", TensorProto.FLOAT, output)]
        graph = helper.make_graph(self.nodes, "tested", inputs, outputs, self.weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], ir_version=ir_version)


def normal(*shape):
    return rng.normal(size=shape).astype(np.float32)


def positive(*shape):
    return rng.uniform(0.5, 2, size=shape).astype(np.float32)


def double(array):
    return torch.from_numpy(np.asarray(array, np.float64))


def case(operator, graph, again=None):
    """Stores a case: the graph, and the operation written again for PyTorch (nil for a linear one that it lacks)."""
    number = len(cases.setdefault(operator, [])) + 1
    model = graph.model().SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])

    def run(picture):
        return session.run(None, {"image": picture.astype(np.float32)})[0]

    picture = normal(1, *graph.shape)
    output = run(picture)
    model = graph.model(output.shape)
    onnx.checker.check_model(model)
    weighting = rng.normal(size=output.shape).astype(np.float32)
    if again:
        x = double(picture).requires_grad_()
        y = again(x)
        assert tuple(y.shape) == output.shape, (operator, number, tuple(y.shape), output.shape)
        difference = np.abs(y.detach().numpy() - output).max() / np.abs(output).max()
        assert difference < 1e-5, (operator, number, difference)
        (y * double(weighting)).sum().backward()
        gradient = x.grad.numpy()
    else:
        offset = run(np.zeros_like(picture)).astype(np.float64)
        units = np.eye(picture.size).reshape(-1, *picture.shape)
        columns = np.stack([run(unit) - offset for unit in units])
        difference = np.abs(np.tensordot(picture.ravel(), columns, 1) + offset - output).max()
        assert difference < 1e-5 * np.abs(output).max(), (operator, number, difference)
        gradient = np.array([(column * weighting).sum() for column in columns]).reshape(picture.shape)
    with open(f"{operator}-{number:02}.onnx", "wb") as file:
        file.write(model.SerializeToString())
    cases[operator].append([a[0].astype(np.float32) for a in (picture, output, weighting, gradient)])


def draw(*choices):
    return choices[rng.integers(len(choices))]


def pair(*choices):
    return [draw(*choices), draw(*choices)]


def padded(x, pads, value=0.0):
    top, left, bottom, right = pads
    return F.pad(x, (left, right, top, bottom), value=value)


def same_pads(size, kernel, stride, dilation, upper):
    """The padding that auto_pad stands for."""
    begins, ends = [], []
    for length, k, s, d in zip(size, kernel, stride, dilation):
        total = max((-(-length // s) - 1) * s + (k - 1) * d + 1 - length, 0)
        begins.append(total // 2 if upper else total - total // 2)
        ends.append(total - begins[-1])
    return begins + ends


def convolutions():
    drawn = zip(itertools.cycle(OPSETS), [None, None, "SAME_UPPER", None, "SAME_LOWER", "VALID", None, "NOTSET", None])
    for opset, auto_pad in drawn:
        groups = draw(1, 3)
        size, kernel, stride, dilation = [draw(6, 7), draw(5, 8)], pair(1, 2, 3), pair(1, 2, 3), pair(1, 2)
        pads = [draw(0, 1, 2) for _ in range(4)]
        if auto_pad and auto_pad.startswith("SAME"):
            dilation = [1, 1]
        weight, bias = normal(draw(3, 6), 3 // groups, *kernel), None
        graph = Graph(opset, [3] + size)
        inputs = ["image", graph.constant(weight)]
        if rng.random() < 0.7:
            bias = normal(weight.shape[0])
            inputs.append(graph.constant(bias))
        explicit = auto_pad in (None, "NOTSET")
        graph.node("Conv", inputs, "tested", group=groups, strides=stride, dilations=dilation, auto_pad=auto_pad,
                   pads=pads if explicit else None, kernel_shape=draw(kernel, None))
        if auto_pad == "VALID":
            pads = [0] * 4
        elif not explicit:
            pads = same_pads(size, kernel, stride, dilation, auto_pad == "SAME_UPPER")
        case("Conv", graph, lambda x: F.conv2d(
            padded(x, pads), double(weight), None if bias is None else double(bias), stride, 0, dilation, groups))
    weight = normal(2, 1, 2, 2)
    graph = Graph(13, [1, 4, 5])
    graph.node("Conv", ["image", graph.constant(weight)], "tested")
    case("Conv", graph, lambda x: F.conv2d(x, double(weight)))


def transposed_convolutions():
    drawn = zip(itertools.cycle(OPSETS), [None, None, "SAME_UPPER", None, "output_shape", "SAME_LOWER", None, None])
    for opset, kind in drawn:
        groups = draw(1, 3)
        size, kernel, stride, dilation = pair(3, 4), pair(2, 3), pair(1, 2), pair(1, 2)
        pads, extra = [draw(0, 1) for _ in range(4)], [0, 0]
        if kind and kind.startswith("SAME"):
            dilation = [1, 1]
        weight, bias = normal(3, draw(1, 2), *kernel), None
        graph = Graph(opset, [3] + size)
        inputs = ["image", graph.constant(weight)]
        if rng.random() < 0.6:
            bias = normal(weight.shape[1] * groups)
            inputs.append(graph.constant(bias))
        if kind is None:
            extra = [draw(0, s - 1) for s in stride]
            graph.node("ConvTranspose", inputs, "tested", group=groups, strides=stride, dilations=dilation, pads=pads,
                       output_padding=extra)
        else:
            wanted = [s * length for s, length in zip(stride, size)]
            if kind == "output_shape":
                wanted = [length + 1 for length in wanted]
            totals = [s * (length - 1) + (k - 1) * d + 1 - out
                      for s, length, k, d, out in zip(stride, size, kernel, dilation, wanted)]
            totals = [max(total, 0) for total in totals]
            if kind == "SAME_UPPER":
                begins = [total // 2 for total in totals]
            else:
                begins = [total - total // 2 for total in totals]
            pads = begins + [total - begin for total, begin in zip(totals, begins)]
            extra = [out - (s * (length - 1) + (k - 1) * d + 1 - total) for s, length, k, d, out, total
                     in zip(stride, size, kernel, dilation, wanted, totals)]
            graph.node("ConvTranspose", inputs, "tested", group=groups, strides=stride, dilations=dilation,
                       auto_pad=None if kind == "output_shape" else kind,
                       output_shape=wanted if kind == "output_shape" else None)

        def again(x):
            y = F.conv_transpose2d(x, double(weight), None, stride, 0, 0, groups, dilation)
            y = F.pad(y, (0, extra[1], 0, extra[0]))
            y = y[:, :, pads[0]:y.shape[2] - pads[2], pads[1]:y.shape[3] - pads[3]]
            return y if bias is None else y + double(bias).reshape(1, -1, 1, 1)
        case("ConvTranspose", graph, again)


def activations():
    def simple(operator, opset, again, **attributes):
        graph = Graph(opset, [draw(1, 3), draw(2, 4), draw(4, 5)])
        graph.node(operator, ["image"], "tested", **attributes)
        case(operator, graph, again)

    for opset in (7, 14):
        simple("Relu", opset, torch.relu)
        simple("Sigmoid", opset, torch.sigmoid)
        simple("Tanh", opset, torch.tanh)
    simple("LeakyRelu", 7, lambda x: F.leaky_relu(x, 0.01))
    simple("LeakyRelu", 16, lambda x: F.leaky_relu(x, 0.3), alpha=0.3)
    simple("LeakyRelu", 9, lambda x: torch.where(x < 0, -0.5 * x, x), alpha=-0.5)
    simple("HardSwish", 14, F.hardswish)
    simple("HardSwish", 21, F.hardswish)
    simple("Clip", 7, lambda x: x.clamp(-0.5, 0.75), min=-0.5, max=0.75)
    simple("Clip", 9, lambda x: x.clamp(max=0.25), max=0.25)
    for opset, least, most in ((11, 0.0, 6.0), (13, -0.3, None), (18, None, 0.6), (21, None, None)):
        graph = Graph(opset, [3, 2, 4])
        inputs = ["image"] + [graph.constant(limit) if limit is not None else "" for limit in (least, most)]
        graph.node("Clip", inputs, "tested")
        case("Clip", graph, lambda x: x if least is most else x.clamp(least, most))


def windows(x, kernel, stride, pads, dilation, output, reduce):
    """Reduces every window of x to a number; `reduce` is given what lies inside and how much padding does."""
    rows = []
    for i in range(output[0]):
        row = []
        for j in range(output[1]):
            taps = [[place * s - pad + tap * d for tap in range(k)]
                    for place, s, pad, k, d in zip((i, j), stride, pads, kernel, dilation)]
            inside = [[tap for tap in axis if 0 <= tap < length] for axis, length in zip(taps, x.shape[2:])]
            counted = [sum(tap < length + pad for tap in axis) for axis, length, pad in zip(taps, x.shape[2:], pads[2:])]
            row.append(reduce(x[:, :, inside[0]][:, :, :, inside[1]], counted[0] * counted[1]))
        rows.append(torch.stack(row, -1))
    return torch.stack(rows, -2)


def positions(size, kernel, stride, pads, dilation, ceiling):
    """How many windows there are; the last may hang over, if it starts inside or in the padding before."""
    counts = []
    for axis in range(2):
        room = size[axis] + pads[axis] + pads[axis + 2] - (kernel[axis] - 1) * dilation[axis] - 1
        count = (-(-room // stride[axis]) if ceiling else room // stride[axis]) + 1
        if ceiling and (count - 1) * stride[axis] >= size[axis] + pads[axis]:
            count -= 1
        counts.append(count)
    return counts


def poolings():
    for operator, opset, auto_pad, ceiling in [
        ("MaxPool", 7, None, 0), ("MaxPool", 9, "SAME_UPPER", 0), ("MaxPool", 11, None, 1), ("MaxPool", 13, None, 1),
        ("MaxPool", 18, None, 0), ("MaxPool", 21, "SAME_LOWER", 0), ("MaxPool", 12, None, 1), ("MaxPool", 10, "VALID", 0),
        ("AveragePool", 7, None, 0), ("AveragePool", 9, "SAME_UPPER", 0), ("AveragePool", 11, None, 1),
        ("AveragePool", 13, None, 1), ("AveragePool", 18, "SAME_LOWER", 0), ("AveragePool", 19, None, 1),
        ("AveragePool", 10, None, 0), ("AveragePool", 21, None, 1),
    ]:
        size, kernel, stride = [draw(6, 7), draw(5, 8)], pair(2, 3), pair(1, 2, 3)
        dilation = pair(1, 2) if operator == "MaxPool" and opset >= 10 and not auto_pad else [1, 1]
        pads = [rng.integers(min(k, 2)) for k in kernel] + [rng.integers(min(k, 2)) for k in kernel]
        pads = [int(pad) for pad in pads]
        if auto_pad and auto_pad.startswith("SAME"):
            stride = [min(s, k) for s, k in zip(stride, kernel)]
        counts = draw(0, 1) if operator == "AveragePool" else None
        graph = Graph(opset, [draw(1, 3)] + size)
        graph.node(operator, ["image"], "tested", kernel_shape=kernel, strides=stride, auto_pad=auto_pad,
                   pads=None if auto_pad else pads, ceil_mode=ceiling if opset >= 10 else None,
                   dilations=dilation if dilation != [1, 1] else None, count_include_pad=counts)
        if auto_pad:
            upper = auto_pad == "SAME_UPPER"
            pads = [0] * 4 if auto_pad == "VALID" else same_pads(size, kernel, stride, dilation, upper)
        output = positions(size, kernel, stride, pads, dilation, ceiling)

        def mean(inside, counted):
            return inside.sum((2, 3)) / (counted if counts else inside.shape[2] * inside.shape[3])

        def largest(inside, _):
            return inside.amax((2, 3))
        reduce = largest if operator == "MaxPool" else mean
        case(operator, graph, lambda x: windows(x, kernel, stride, pads, dilation, output, reduce))
    for opset in (7, 13):
        graph = Graph(opset, [draw(1, 3), draw(3, 4), 5])
        graph.node("GlobalAveragePool", ["image"], "tested")
        case("GlobalAveragePool", graph, lambda x: x.mean((2, 3), keepdim=True))


def products():
    for opset, transposed, alpha, beta, shape in [
        (7, 0, 1.0, 1.0, [5]), (9, 1, 0.5, 2.0, [1, 5]), (11, 0, -1.5, 1.0, None), (13, 1, 1.0, 0.25, [5]),
        (18, 1, 1.0, 1.0, [1]), (21, 0, 2.0, 1.0, []),
    ]:
        weight = normal(5, 12) if transposed else normal(12, 5)
        graph = Graph(opset, [3, 2, 2])
        inputs = [graph.node("Flatten", ["image"]), graph.constant(weight)]
        offset = 0
        if shape is not None:
            offset = normal(*shape)
            inputs.append(graph.constant(offset))
        graph.node("Gemm", inputs, "tested", transB=transposed or None, alpha=alpha if alpha != 1 else None,
                   beta=beta if beta != 1 else None)
        matrix = double(weight).T if transposed else double(weight)
        case("Gemm", graph, lambda x: alpha * x.flatten(1) @ matrix + beta * double(offset))

    weight = normal(12, 5)
    graph = Graph(8, [3, 2, 2])
    graph.node("MatMul", [graph.node("Flatten", ["image"]), graph.constant(weight)], "tested")
    case("MatMul", graph, lambda x: x.flatten(1) @ double(weight))
    for opset in (9, 13):
        weight = normal(4, 3)
        graph = Graph(opset, [3, 2, 4])
        graph.node("MatMul", ["image", graph.constant(weight)], "tested")
        case("MatMul", graph, lambda x: x @ double(weight))
    graph = Graph(13, [3, 2, 4])
    turned = graph.node("Transpose", ["image"], perm=[0, 1, 3, 2])
    graph.node("MatMul", ["image", turned], "tested")
    case("MatMul", graph, lambda x: x @ x.transpose(2, 3))
    graph = Graph(18, [1, 4, 4])
    rows = graph.node("MaxPool", ["image"], kernel_shape=[2, 1], strides=[2, 1])
    graph.node("MatMul", [rows, "image"], "tested")
    case("MatMul", graph, lambda x: F.max_pool2d(x, (2, 1)) @ x)
    graph = Graph(21, [3, 4, 2])
    mean = graph.node("GlobalAveragePool", ["image"])
    weight = graph.node("Mul", [mean, graph.constant(np.ones((3, 2, 4)))])
    graph.node("MatMul", ["image", weight], "tested")
    case("MatMul", graph, lambda x: x @ (x.mean((2, 3), keepdim=True) * torch.ones(3, 2, 4)))


def arithmetic():
    operations = {"Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div}
    shapes = [[], [3, 1, 1], [4], [1, 3, 1, 1], [3, 2, 4], [2, 1], [1], [1, 1, 2, 4]]
    for (operator, operation), first in zip(operations.items(), (0, 2, 4, 6)):
        for opset, shape, is_first in zip((7, 13, 14, 21), shapes[first:] + shapes[:first], (False, True, True, False)):
            constant = positive(*shape)
            graph = Graph(opset, [3, 2, 4])
            inputs = ["image", graph.constant(constant)]
            graph.node(operator, inputs[::-1] if is_first else inputs, "tested")
            case(operator, graph,
                 lambda x: operation(double(constant), x) if is_first else operation(x, double(constant)))
        # Two inputs that both depend on the picture: of one shape, of one element a channel, of one a column.
        graph = Graph(9, [3, 2, 4])
        exponent = graph.node("Sigmoid", ["image"])
        graph.node(operator, ["image", exponent], "tested")
        case(operator, graph, lambda x: operation(x, torch.sigmoid(x)))
        graph = Graph(11, [3, 2, 4])
        mean = graph.node("Sigmoid", [graph.node("GlobalAveragePool", ["image"])])
        graph.node(operator, [mean, "image"], "tested")
        case(operator, graph, lambda x: operation(torch.sigmoid(x.mean((2, 3), keepdim=True)), x))
        graph = Graph(13, [3, 2, 4])
        mean = graph.node("Sigmoid", [graph.node("ReduceMean", ["image"], axes=[1, 2], keepdims=1)])
        row = graph.node("ReduceMean", ["image"], axes=[3], keepdims=1)
        graph.node(operator, [row, mean], "tested")
        case(operator, graph,
             lambda x: operation(x.mean(3, keepdim=True), torch.sigmoid(x.mean((1, 2), keepdim=True))))


def shapes():
    for opset, axis, pieces in [(7, 1, 2), (11, -1, 3), (13, 2, 2), (18, -3, 3)]:
        graph = Graph(opset, [3, 2, 4])
        parts = ["image", graph.node("Sigmoid", ["image"]), graph.node("Tanh", ["image"])][:pieces]
        graph.node("Concat", parts, "tested", axis=axis)
        case("Concat", graph, lambda x: torch.cat([x, torch.sigmoid(x), torch.tanh(x)][:pieces], axis))
    for opset, axis in [(7, None), (9, 1), (11, -3), (21, 1)]:
        graph = Graph(opset, [3, 2, 4])
        graph.node("Flatten", ["image"], "tested", axis=axis)
        case("Flatten", graph, lambda x: x.flatten(1))
    for opset, shape in [(7, [0, -1]), (9, [1, 24]), (11, [-1, 24]), (13, [0, 0, -1]), (14, [1, 4, 3, 2]), (18, [0, 6, 4]),
                         (21, [-1, 2, 12])]:
        graph = Graph(opset, [3, 2, 4])
        graph.node("Reshape", ["image", graph.integers(shape)], "tested")
        result = [[1, 3, 2, 4][axis] if length == 0 else length for axis, length in enumerate(shape)]
        case("Reshape", graph, lambda x: x.reshape(result))
    for opset, order in [(7, [0, 2, 3, 1]), (13, [0, 1, 3, 2]), (18, [0, 3, 1, 2]), (21, [0, 3, 2, 1])]:
        graph = Graph(opset, [3, 2, 4])
        graph.node("Transpose", ["image"], "tested", perm=order)
        case("Transpose", graph, lambda x: x.permute(order))
    for opset, axes in [(7, [2, 3]), (11, [-1]), (13, [2]), (21, [-1, -2])]:
        graph = Graph(opset, [3, 2, 5])
        mean = graph.node("GlobalAveragePool", ["image"])
        if opset < 13:
            graph.node("Squeeze", [mean], "tested", axes=axes)
        else:
            graph.node("Squeeze", [mean, graph.integers(axes)], "tested")
        case("Squeeze", graph, lambda x: x.mean((2, 3), keepdim=True).squeeze([axis % 4 for axis in axes]))
    for opset, axes in [(7, [2]), (11, [-1]), (13, [1, 3]), (21, [-1, -3])]:
        graph = Graph(opset, [3, 2, 2])
        flat = graph.node("Flatten", ["image"])
        if opset < 13:
            graph.node("Unsqueeze", [flat], "tested", axes=axes)
        else:
            graph.node("Unsqueeze", [flat, graph.integers(axes)], "tested")
        result = [1, 12]
        for axis in sorted(axis % (2 + len(axes)) for axis in axes):
            result.insert(axis, 1)
        case("Unsqueeze", graph, lambda x: x.reshape(result))


def pads():
    for opset, mode, value, borders in [
        (7, None, None, [0, 0, 1, 2, 0, 0, 0, 1]), (7, "reflect", None, [0, 0, 2, 1, 0, 0, 1, 2]),
        (9, "edge", None, [0, 0, 1, 3, 0, 0, 2, 0]), (9, "constant", -0.75, [0, 1, 0, 1, 0, 0, 1, 0]),
        (11, "constant", 0.5, [0, 0, 1, 1, 0, 2, 1, 1]), (13, None, None, [0, 0, -1, 2, 0, 0, 1, -1]),
        (18, "reflect", None, [1, 2, 0, 3]), (21, "edge", None, [0, 0, 2, 0, 0, 0, 1, 4]),
        (18, "constant", 1.5, [2, 1]), (13, "edge", None, [0, 1, 1, 0, 0, 0, 0, 2]),
    ]:
        graph = Graph(opset, [3, 4, 5])
        axes = None
        if opset < 11:
            graph.node("Pad", ["image"], "tested", mode=mode, value=value, pads=borders)
        else:
            inputs = ["image", graph.integers(borders)]
            if value is not None or len(borders) < 8:
                inputs.append(graph.constant(value) if value is not None else "")
            if len(borders) < 8:
                axes = [2, 3] if len(borders) == 4 else [-1]
                inputs.append(graph.integers(axes))
            graph.node("Pad", inputs, "tested", mode=mode)
        before, after = [0] * 4, [0] * 4
        for place, axis in enumerate(axes or range(4)):
            before[axis] = borders[place]
            after[axis] = borders[place + len(borders) // 2]

        def again(x):
            for axis in range(4):
                places = torch.arange(-before[axis], x.shape[axis] + after[axis])
                inside = places.clamp(0, x.shape[axis] - 1)
                if mode == "reflect":
                    last = x.shape[axis] - 1
                    inside = last - (last - places.abs()).abs()
                picked = x.index_select(axis, inside)
                if mode in (None, "constant"):
                    shape = [-1 if other == axis else 1 for other in range(4)]
                    picked = torch.where((places == inside).reshape(shape), picked, double(value or 0))
                x = picked
            return x
        case("Pad", graph, again)


def normalisations():
    for opset, rank, epsilon in [(7, 4, None), (9, 4, 1e-3), (9, 2, 1e-5), (13, 4, 0.1), (15, 4, None), (21, 2, 1e-2)]:
        shape = [3, 2, 4] if rank == 4 else [1, 2, 4]
        features = 3 if rank == 4 else 8
        scale, offset, mean, variance = normal(features), normal(features), normal(features), positive(features)
        graph = Graph(opset, shape)
        value = "image" if rank == 4 else graph.node("Flatten", ["image"])
        graph.node("BatchNormalization", [value] + [graph.constant(a) for a in (scale, offset, mean, variance)], "tested",
                   epsilon=epsilon)
        case("BatchNormalization", graph, lambda x: F.batch_norm(
            x if rank == 4 else x.flatten(1), double(mean), double(variance), double(scale), double(offset), False, 0,
            epsilon or 1e-5))
    for opset, epsilon in [(7, None), (13, 0.05), (21, 1e-3)]:
        scale, offset = normal(3), normal(3)
        graph = Graph(opset, [3, 2, 5])
        graph.node("InstanceNormalization", ["image", graph.constant(scale), graph.constant(offset)], "tested",
                   epsilon=epsilon)
        case("InstanceNormalization", graph, lambda x: F.instance_norm(
            x, weight=double(scale), bias=double(offset), eps=epsilon or 1e-5))
    for opset, size, alpha, beta, bias in [
        (7, 3, None, None, None), (13, 5, 0.5, 0.75, 2.0), (21, 3, 2.0, 1.5, 1.0), (9, 1, 0.3, 0.5, 1.5)]:
        graph = Graph(opset, [3, 2, 4])
        six = graph.node("Concat", ["image", graph.node("Tanh", ["image"])], axis=1)
        graph.node("LRN", [six], "tested", size=size, alpha=alpha, beta=beta, bias=bias)
        case("LRN", graph, lambda x: F.local_response_norm(torch.cat([x, x.tanh()], 1), size, alpha or 1e-4, beta or 0.75, bias or 1.0))


def softmaxes():
    for operator, function in (("Softmax", F.softmax), ("LogSoftmax", F.log_softmax)):
        for opset, axis, flat in [(7, None, True), (9, 1, True), (13, None, True), (18, 1, False), (13, -2, False),
                                  (21, None, False), (11, 3, False), (11, 1, False)]:
            graph = Graph(opset, [3, 2, 4])
            value = graph.node("Flatten", ["image"]) if flat else "image"
            if (opset, axis) == (11, 1):
                value = graph.node("GlobalAveragePool", ["image"])
            graph.node(operator, [value], "tested", axis=axis)

            def again(x):
                x = x.flatten(1) if flat else x
                if (opset, axis) == (11, 1):
                    x = x.mean((2, 3), keepdim=True)
                if opset >= 13:
                    return function(x, -1 if axis is None else axis)
                # Before opset 13 all axes from the given one on are one.
                return function(x.flatten(1 if axis is None else axis), -1).reshape(x.shape)
            case(operator, graph, again)


def identities():
    graph = Graph(7, [3, 2, 4])
    graph.node("Dropout", ["image"], "tested", ratio=0.25)
    case("Dropout", graph, lambda x: x)
    for opset in (12, 22 - 1):
        graph = Graph(opset, [3, 2, 4])
        graph.node("Dropout", ["image", graph.constant(0.75)], "tested")
        case("Dropout", graph, lambda x: x)
    for opset in (7, 19):
        graph = Graph(opset, [3, 2, 4])
        graph.node("Identity", ["image"], "tested")
        case("Identity", graph, lambda x: x)
    for opset, attributes in [
        (7, {"value": numpy_helper.from_array(normal(3, 1, 1), "v")}), (13, {"value_float": 1.75}),
        (13, {"value_floats": [0.5, -1.0, 2.0, 0.25]}), (21, {"value": numpy_helper.from_array(normal(3, 2, 4), "v")}),
    ]:
        graph = Graph(opset, [3, 2, 4])
        (kind, value), = attributes.items()
        number = numpy_helper.to_array(value) if kind == "value" else np.array(value, np.float32)
        graph.node("Mul", ["image", graph.node("Constant", [], **attributes)], "tested")
        case("Constant", graph, lambda x: x * double(number))
    graph = Graph(13, [3, 2, 4])
    graph.node("Reshape", ["image", graph.node("Constant", [], value_ints=[1, -1])], "tested")
    case("Constant", graph, lambda x: x.flatten(1))


def means():
    for opset, axes, keeps in [(7, [2, 3], 1), (9, [1], 0), (11, [-1], 1), (13, [2, 3], 0), (18, [-2, -1], None),
                               (21, [1, 2], 0), (13, [1, 2, 3], 1)]:
        graph = Graph(opset, [3, 2, 4])
        if opset < 18:
            graph.node("ReduceMean", ["image"], "tested", axes=axes, keepdims=keeps)
        else:
            graph.node("ReduceMean", ["image", graph.integers(axes)], "tested", keepdims=keeps)
        case("ReduceMean", graph, lambda x: x.mean(axes, keepdim=keeps != 0))


def resizings():
    for opset, mode, scales in [(7, "nearest", (2, 3)), (7, "linear", (2, 2)), (9, "nearest", (1, 2)), (9, "linear", (3, 2))]:
        graph = Graph(opset, [3, 2, 4])
        scales = [1.0, 1.0] + [float(scale) for scale in scales]
        if opset < 9:
            graph.node("Upsample", ["image"], "tested", mode=mode, scales=scales)
        else:
            graph.node("Upsample", ["image", graph.constant(scales)], "tested", mode=mode)
        case("Upsample", graph)
    for opset, mode, coordinates, rounding, target in [
        (10, "nearest", None, None, (2.0, 1.5)), (10, "linear", None, None, (0.6, 2.0)),
        (11, "nearest", None, None, (2.0, 3.0)), (11, "linear", None, None, (2.0, 1.5)),
        (11, "nearest", "asymmetric", "floor", (2.0, 2.5)), (13, "linear", "align_corners", None, (7, 9)),
        (13, "linear", "pytorch_half_pixel", None, (1, 7)), (13, "nearest", "half_pixel", "round_prefer_ceil", (7, 3)),
        (13, "nearest", "asymmetric", "ceil", (0.5, 1.6)), (18, "linear", "asymmetric", None, (8, 3)),
        (18, "nearest", "align_corners", "round_prefer_floor", (9, 2)), (18, "linear", "half_pixel", None, (3, 9)),
        (21, "nearest", "pytorch_half_pixel", "floor", (6, 1)), (21, "linear", None, None, (1.75, 0.7)),
        (19, "nearest", "half_pixel", "round_prefer_floor", (7, 7)), (13, "linear", "half_pixel", None, (8, 10)),
    ]:
        size = [4, 5]
        graph = Graph(opset, [draw(1, 3)] + size)
        is_size = isinstance(target[0], int)
        attributes = dict(mode=mode, coordinate_transformation_mode=coordinates, nearest_mode=rounding)
        if opset == 10:
            graph.node("Resize", ["image", graph.constant([1.0, 1.0, *target])], "tested", mode=mode)
        elif opset >= 18 and rng.random() < 0.6:
            inputs = ["image", "", "", graph.integers(target)] if is_size else ["image", "", graph.constant(target)]
            graph.node("Resize", inputs, "tested", axes=[2, 3], **attributes)
        else:
            region = graph.constant(np.zeros(0)) if opset == 11 else ""
            scales = graph.constant(np.zeros(0)) if opset == 11 and is_size else ""
            inputs = (["image", region, scales, graph.integers([1, graph.shape[0], *target])] if is_size
                      else ["image", region, graph.constant([1.0, 1.0, *target])])
            graph.node("Resize", inputs, "tested", **attributes)
        case("Resize", graph)
        # Where PyTorch has the same operation, its outputs and its gradient are the same.
        ours = {("linear", "half_pixel"): dict(mode="bilinear", align_corners=False),
                ("linear", "align_corners"): dict(mode="bilinear", align_corners=True),
                ("nearest", "asymmetric", "floor"): dict(mode="nearest")}
        same = ours.get((mode, coordinates, rounding), ours.get((mode, coordinates)) if mode == "linear" else None)
        if same:
            picture, output, weighting, gradient = cases["Resize"][-1]
            x = double(picture)[None].requires_grad_()
            y = F.interpolate(x, size=output.shape[1:], **same)
            (y * double(weighting)).sum().backward()
            assert np.abs(y.detach().numpy()[0] - output).max() < 1e-5
            assert np.abs(x.grad.numpy()[0] - gradient).max() < 1e-5


for old in glob.glob("*.onnx") + glob.glob("*.npy"):
    os.remove(old)
for make in (convolutions, transposed_convolutions, activations, poolings, products, arithmetic, shapes, pads,
             normalisations, softmaxes, identities, means, resizings):
    make()
for operator, tensors in cases.items():
    packed = [number for quadruple in tensors for tensor in quadruple
              for number in (tensor.ndim, *tensor.shape, *tensor.ravel())]
    np.save(f"{operator}.npy", np.array(packed, np.float32))
print(sum(map(len, cases.values())), "cases,", sum(map(os.path.getsize, glob.glob("*.onnx") + glob.glob("*.npy"))), "bytes")
