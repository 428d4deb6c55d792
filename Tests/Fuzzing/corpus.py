"""Writes the binary files of Corpus, small ones of every kind that the readers know.

Python 3.11, standard library only: python3 Tests/Fuzzing/corpus.py
"""

import gzip
import json
import random
import struct
import zlib
from pathlib import Path

CORPUS = Path(__file__).parent / "Corpus"


def write(name, data):
    path = CORPUS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# PNG


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, interlaced=False, before=b"", filters=(0, 1, 2, 3, 4)):
    """A picture whose bytes count up, with every row filter in turn."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    passes = [(0, 0, 1, 1)]
    if interlaced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = b""
    for x, y, dx, dy in passes:
        across, down = -(-(width - x) // dx), -(-(height - y) // dy)
        size = (across * channels * depth + 7) // 8
        if across > 0:
            for row in range(down):
                level = 0 if colour == 3 else 3 * row
                rows += bytes([filters[row % len(filters)]]) + bytes((level + i) % 256 if colour != 3 else 0 for i in range(size))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def pngs():
    palette = chunk(b"PLTE", bytes(range(12)))
    for depth in (1, 2, 4, 8, 16):
        write(f"png/gray-{depth}", png(5, 6, depth, 0))
    for depth in (8, 16):
        write(f"png/rgb-{depth}", png(4, 5, depth, 2))
        write(f"png/gray-alpha-{depth}", png(3, 4, depth, 4))
        write(f"png/rgba-{depth}-interlaced", png(9, 9, depth, 6, interlaced=True))
    for depth in (1, 2, 4, 8):
        write(f"png/palette-{depth}", png(5, 5, depth, 3, before=palette + chunk(b"tRNS", b"\x00\x80")))
    write("png/palette-4-interlaced", png(9, 8, 4, 3, interlaced=True, before=palette))
    write("png/key", png(2, 2, 8, 2, before=chunk(b"tRNS", bytes(6))))
    texts = chunk(b"tEXt", b"Title\0a") + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"b" * 50))
    texts += chunk(b"iTXt", b"Author\0\1\0de\0Autor\0" + zlib.compress("ü".encode()))
    write("png/texts", png(1, 1, 8, 0, before=texts))
    others = chunk(b"gAMA", struct.pack(">I", 45455)) + chunk(b"pHYs", bytes(9)) + chunk(b"tIME", bytes(7))
    write("png/others", png(1, 1, 8, 0, before=others + chunk(b"sRGB", b"\0") + chunk(b"bKGD", b"\0\0")))


# PPM


def ppms():
    write("ppm/p2", b"P2\n# a comment\n3 2\n255\n0 1 2\n253 254 255\n")
    write("ppm/p3", b"P3 1 2 1\n0 1 0\n1 1 1")
    write("ppm/p5", b"P5\n3 2\n255\n" + bytes(range(6)))
    write("ppm/p5-16", b"P5 2 1 65535 " + bytes(range(4)))
    write("ppm/p6", b"P6\n2 2\n9\n" + bytes(i % 10 for i in range(12)))


# NPY


def npy(descr, order, shape, data, version=1):
    header = f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}\n".encode()
    length = struct.pack("<H" if version == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes([version, 0]) + length + header + data


def npys():
    for size, kinds in {1: ("|u1", "|i1", "|b1"), 2: ("<f2", ">u2", "<i2"), 4: ("<f4", ">i4", "<u4"), 8: ("<f8", ">i8", "<u8")}.items():
        for kind in kinds:
            write(f"npy/{kind[1:]}", npy(kind, False, "(2, 3)", bytes(range(6 * size))))
    write("npy/fortran", npy("<f4", True, "(2, 1, 3)", bytes(24)))
    write("npy/scalar", npy("<f4", False, "()", bytes(4), version=2))
    write("npy/empty", npy("<f4", False, "(0, 5)", b"", version=3))
    write("npy/vector", npy("<f8", False, "(3,)", struct.pack("<3d", 1e300, float("nan"), -1)))


# safetensors, and the description of layers in its metadata


def window(kernel=(3, 3), stride=(1, 1), padding=(0, 0, 0, 0), dilation=(1, 1)):
    return {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}


def architecture(layers, shape=(1, 6, 6), classes=(), order="rgb"):
    channels = shape[0]
    recipe = {"scale": 1, "mean": [0.5] * channels, "std": [0.5] * channels, "order": order}
    for place, layer in enumerate(layers):
        layer.setdefault("inputs", [layers[place - 1]["name"] if place else "input"])
    return json.dumps(
        {"version": 1, "name": "n", "input": shape, "recipe": recipe, "classes": classes, "layers": layers},
        separators=(",", ":"),
    )


def architectures():
    """Networks over the weights that the program `fuzz` has ready: c, d, e for convolutions, f for scores."""
    plain = [
        {"name": "c", "kind": "convolution", "groups": 1} | window(padding=(1, 1, 1, 1)),
        {"name": "r", "kind": "relu"},
        {"name": "p", "kind": "maxpool", "ceiling": False} | window(kernel=(2, 2), stride=(2, 2)),
        {"name": "v", "kind": "flatten"},
        {"name": "f", "kind": "fullyconnected"},
        {"name": "s", "kind": "softmax", "axis": -1},
    ]
    graph = [
        {"name": "c", "kind": "convolution", "groups": 1} | window(stride=(2, 1), dilation=(2, 1)),
        {"name": "m", "kind": "meanpool", "ceiling": True, "counts_padding": False}
        | window(kernel=(3, 2), stride=(2, 2), padding=(1, 0, 1, 1)),
        {"name": "a", "kind": "add", "inputs": ["m", "m"]},
        {"name": "k", "kind": "concat", "axis": 0, "inputs": ["a", "m"]},
        {"name": "o", "kind": "dropout", "rate": 0.5},
        {"name": "g", "kind": "globalmeanpool"},
    ]
    groups = [
        {"name": "d", "kind": "convolution", "groups": 2} | window(kernel=(1, 1)),
        {"name": "e", "kind": "convolution", "groups": 1} | window(kernel=(5, 2), padding=(2, 1, 2, 0)),
        {"name": "r", "kind": "relu"},
    ]
    return {
        "plain": architecture(plain, classes=["x", "y", "z"]),
        "graph": architecture(graph),
        "groups": architecture(groups, shape=(2, 5, 7), order="bgr"),
    }


def safetensors(header, data):
    text = json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<Q", len(text)) + text + data


def models():
    texts = architectures()
    for name, text in texts.items():
        write(f"architecture/{name}", text.encode())

    def tensor(shape, start, end, kind="F32"):
        return {"dtype": kind, "shape": shape, "data_offsets": [start, end]}

    header = {"c.weight": tensor([2, 1, 3, 3], 0, 72), "c.bias": tensor([2], 72, 80)}
    header |= {"f.weight": tensor([3, 18], 80, 188, "BF16"), "f.bias": tensor([3], 188, 194, "F16")}
    write("safetensors/plain", safetensors({"__metadata__": {"fovea": texts["plain"]}} | header, bytes(194)))
    write("safetensors/weights", safetensors({"a": tensor([], 0, 4), "b": tensor([0, 3], 4, 4)}, bytes(4)))
    write("safetensors/empty", safetensors({}, b""))


# ONNX, written field by field


def varint(number):
    number &= (1 << 64) - 1
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def onnx_tensor(name, shape, numbers, kind=1, raw=True):
    data = b"".join(field(1, length) for length in shape) + field(2, kind)
    if raw:
        data += field(9, struct.pack(f"<{len(numbers)}{'f' if kind == 1 else 'q'}", *numbers))
    else:
        data += b"".join(field(4 if kind == 1 else 7, number) for number in numbers)
    return data + field(8, name)


def onnx_value(name, shape):
    lengths = b"".join(field(1, field(1, n) if n else field(2, "N")) for n in shape)
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, lengths)))


def onnx_node(operator, inputs, output, name="", **attributes):
    data = b"".join(field(1, text) for text in inputs) + field(2, output) + (field(3, name) if name else b"")
    data += field(4, operator)
    for key, value in attributes.items():
        content = field(1, key)
        if isinstance(value, list):
            content += b"".join(field(8, number) for number in value) + field(20, 7)
        elif isinstance(value, int):
            content += field(3, value) + field(20, 2)
        elif isinstance(value, float):
            content += field(2, value) + field(20, 1)
        elif isinstance(value, str):
            content += field(4, value) + field(20, 3)
        else:
            content += field(5, value) + field(20, 4)
        data += field(5, content)
    return data


def onnx(name, nodes, tensors=(), shape=(0, 3, 6, 6), opset=17):
    graph = b"".join(field(1, onnx_node(*node[0], **node[1])) for node in nodes)
    graph += b"".join(field(5, tensor) for tensor in tensors)
    graph += field(2, name) + field(11, onnx_value("x", shape)) + field(12, onnx_value(nodes[-1][0][2], ()))
    write(f"onnx/{name}", field(1, 8) + field(8, field(2, opset)) + field(7, graph))


def node(operator, inputs, output, **attributes):
    return (operator, inputs.split(" ") if inputs else [], output), attributes


def onnxs():
    weight = onnx_tensor("w", [3, 3, 2, 3], [i % 3 - 1.0 for i in range(54)])
    bias = onnx_tensor("b", [3], [0.5, -1.0, 0.0], raw=False)
    ones = onnx_tensor("o", [3], [1.0, 1.0, 1.0])
    window = {"kernel_shape": [2, 2], "strides": [2, 2]}
    onnx("convolution", [node("Conv", "x w b", "c", pads=[1, 1, 1, 1]), node("Relu", "c", "r")], [weight, bias])
    onnx("transposed", [node("ConvTranspose", "x w", "c", strides=[2, 2], output_padding=[1, 1])], [weight])
    onnx("poolings", [node("MaxPool", "x", "m", **window), node("AveragePool", "m", "a", auto_pad="SAME_UPPER", **window)])
    onnx("normalizations", [
        node("BatchNormalization", "x o b b o", "n", epsilon=0.1), node("InstanceNormalization", "n o b", "i"),
        node("LRN", "i", "l", size=3, alpha=0.5),
    ], [bias, ones])
    onnx("activations", [
        node("LeakyRelu", "x", "a", alpha=0.1), node("HardSwish", "a", "h"), node("Sigmoid", "h", "s"),
        node("Tanh", "s", "t"), node("Dropout", "t", "d"), node("Identity", "d", "i"), node("LogSoftmax", "i", "p", axis=1),
    ])
    onnx("arithmetic", [node("Add", "x x", "a"), node("Mul", "a x", "m"), node("Div", "m s", "d"), node("Sub", "d x", "y")],
         [onnx_tensor("s", [], [4.0])])
    onnx("classifier", [
        node("GlobalAveragePool", "x", "g"), node("Flatten", "g", "f"), node("Gemm", "f m b", "y", transB=1, alpha=0.5),
        node("Softmax", "y", "p", axis=-1),
    ], [onnx_tensor("m", [3, 3], [1.0, 2.0, 3.0] * 3), bias])
    onnx("shapes", [
        node("Shape", "x", "s"), node("Gather", "s z", "n", axis=0), node("Unsqueeze", "n q", "u"),
        node("Concat", "u e", "t", axis=0), node("Reshape", "x t", "r"), node("Transpose", "r", "y", perm=[0, 1]),
        node("MatMul", "y m", "v"),
    ], [onnx_tensor("z", [], [0], 7), onnx_tensor("q", [1], [0], 7), onnx_tensor("e", [1], [-1], 7),
        onnx_tensor("m", [108, 2], [1.0] * 216)])
    onnx("resizes", [
        node("Resize", "x  k", "r", mode="linear", coordinate_transformation_mode="half_pixel"),
        node("Pad", "r p", "a", mode="reflect"), node("Slice", "k p p", "l"), node("Concat", "a a", "y", axis=1),
        node("ReduceMean", "y", "e", axes=[2, 3], keepdims=0),
    ], [onnx_tensor("k", [4], [1.0, 1.0, 2.0, 0.5]), onnx_tensor("p", [8], [0, 0, 1, 1, 0, 0, 1, 1], 7)])
    onnx("old", [node("Clip", "x", "c", min=0.0, max=6.0), node("Upsample", "c k", "u", mode="nearest"),
                 node("Squeeze", "u", "y", axes=[0])], [onnx_tensor("k", [4], [1.0, 1.0, 2.0, 2.0])], (1, 1, 3, 3), 9)
    onnx("constants", [
        node("Constant", "", "k", value=onnx_tensor("", [2], [3, 2], 7)), node("ConstantOfShape", "k", "z"),
        node("Cast", "z", "f", to=1), node("Range", "i j j", "g"), node("Equal", "g g", "e"), node("Where", "e g g", "h"),
        node("Expand", "h k", "t"), node("Clip", "x", "y"),
    ], [onnx_tensor("i", [], [0], 7), onnx_tensor("j", [], [1], 7)])
    outside = field(1, 3) + field(2, 1) + field(8, "m") + field(13, field(1, "location") + field(2, "weights"))
    onnx("external", [node("Mul", "x m", "y")], [outside + field(14, 1)])


def graphs():
    """What DrawnGraph draws graphs from: any bytes will do."""
    for seed in range(16):
        write(f"graph/{seed}", random.Random(seed).randbytes(60 + 10 * seed))


# Sets of pictures, and what names and labels them


def idx(shape, data):
    return struct.pack(f">BBBB{len(shape)}I", 0, 0, 8, len(shape), *shape) + data


def packed(data):
    return gzip.compress(data, mtime=0)


def sets():
    images = idx([3, 2, 4], bytes(range(24)))
    write("pictures/idx", images)
    write("pictures/idx.gz", packed(images))
    write("pictures/members.gz", packed(images[:20]) + packed(images[20:]) + bytes(4))
    write("pictures/stored.gz", gzip.compress(images, 0, mtime=0))
    write("pictures/npy", npy("|u1", False, "(2, 3, 2, 2)", bytes(range(24))))
    write("pictures/npy.gz", packed(npy("<f4", False, "(2, 2, 2)", bytes(32))))
    write("pictures/npy-2", npy(">f8", True, "(1, 1, 2, 2)", bytes(32), version=2))
    write("cifar/two.gz", packed(bytes([3]) + bytes(3072) + bytes([9]) + bytes(range(256)) * 12))
    write("cifar/wrong.gz", packed(bytes([10]) + bytes(3072)))
    write("labels/idx", idx([4], bytes([0, 1, 2, 1])))
    write("labels/npy", npy("<i8", False, "(4,)", struct.pack("<4q", 0, 1, 0, 1)))
    write("labels/names.gz", packed("zero\none\n zwei \r\n\ndrei\n".encode()))
    write("listing/full", b"file,mask,label,class\n00000.png,00000-mask.png,3,cat\n")
    write("listing/quoted", b'label,file,class\r\n0,"a ""b"", c.png",x\r\n1,d.png,y\r\n')


if __name__ == "__main__":
    pngs()
    ppms()
    npys()
    models()
    onnxs()
    graphs()
    sets()
