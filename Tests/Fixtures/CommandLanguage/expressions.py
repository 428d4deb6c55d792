#!/usr/bin/env python3
"""Evaluates expressions of the command language with numpy and scikit-learn, for the tests to compare with.

Made with Python 3.11.7, numpy 2.4.6, scikit-learn 1.9.1. Run in this folder: python3 expressions.py
Writes the tensors that expressions speak of as NAME.npy, and expressions.tsv: expression, shape, elements.
"""
import numpy as np
import sklearn.manifold
import sklearn.neighbors

random = np.random.default_rng(7)
tensors = {
    "A": random.normal(size=(3, 4, 5)),
    "B": random.normal(size=(4, 5)),
    "M": random.normal(size=(4, 4)),
    "v": random.normal(size=6),
    "w": random.normal(size=6),
    "k": random.normal(size=(2, 3, 2, 2)),
    "s": random.normal(size=(2, 2)),
    "u": random.uniform(size=(3, 8, 9)),
    "data": random.normal(size=(60, 5)),
    "ties": np.round(random.normal(size=(3, 7))),
}
tensors["embedding"] = tensors["data"] @ random.normal(size=(5, 2)) + 0.3 * random.normal(size=(60, 2))
tensors = {name: np.asarray(tensor, np.float32) for name, tensor in tensors.items()}
for name, tensor in tensors.items():
    np.save(f"{name}.npy", tensor)


def softmax(a):
    e = np.exp(a - a.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def conv(image, kernel):
    if kernel.ndim == 2:
        windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape, axis=(-2, -1))
        return np.einsum("...ij,ij->...", windows, kernel)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape[2:], axis=(-2, -1))
    return np.einsum("cyxij,ocij->oyx", windows, kernel)


def windows(a, k):
    h, w = a.shape[-2] // k, a.shape[-1] // k
    return a[..., : h * k, : w * k].reshape(*a.shape[:-2], h, k, w, k)


def top_indices(a, k):
    return np.argsort(-np.ravel(a), kind="stable")[:k]


def kept(data, embedding, k):
    def nearest(x):
        return sklearn.neighbors.NearestNeighbors(n_neighbors=k).fit(x).kneighbors(return_distance=False)

    near = nearest(data), nearest(embedding)
    return np.mean([len(set(a) & set(b)) / k for a, b in zip(*near)])


def with_axis(function):
    return lambda a, axis=None: function(np.asarray(a, float), axis=axis)


reductions = "sum mean std var min max argmin argmax any all cumsum median"
functions = {name: with_axis(getattr(np, name)) for name in reductions.split()}
functions |= {
    "norm": lambda a, axis=None: np.sqrt((np.asarray(a, float) ** 2).sum(axis=axis)),
    "sort": lambda a, axis=-1: np.sort(a, axis=axis),
    "relu": lambda a: np.maximum(a, 0), "sigmoid": lambda a: 1 / (1 + np.exp(-a)), "round": np.round,
    "softmax": softmax, "clip": np.clip,
    "top": lambda a, k: np.ravel(a)[top_indices(a, k)], "top_indices": top_indices,
    "dot": lambda a, b: np.dot(np.ravel(a), np.ravel(b)),
    "distance": lambda a, b: np.linalg.norm(np.ravel(a) - np.ravel(b)),
    "cosine": lambda a, b: np.dot(np.ravel(a), np.ravel(b)) / np.linalg.norm(a) / np.linalg.norm(b),
    "corr": lambda a, b: np.corrcoef(np.ravel(a), np.ravel(b))[0, 1],
    "shape": np.shape, "size": np.size, "ndim": np.ndim, "transpose": np.transpose, "reshape": np.reshape,
    "flatten": np.ravel, "concat": np.concatenate, "stack": np.stack, "flip": np.flip,
    "zeros": np.zeros, "ones": np.ones, "arange": np.arange,
    "pad": lambda a, n: np.pad(a, [(0, 0)] * (a.ndim - 2) + [(n, n)] * 2),
    "crop": lambda a, y, x, h, w: a[..., y : y + h, x : x + w],
    "gray": lambda a: np.einsum("c,chw->hw", [0.299, 0.587, 0.114], a)[None],
    "conv": conv,
    "maxpool": lambda a, k: windows(a, k).max((-3, -1)), "meanpool": lambda a, k: windows(a, k).mean((-3, -1)),
    "gram": lambda a: a.reshape(len(a), -1) @ a.reshape(len(a), -1).T,
    "trustworthiness": lambda x, y, k: sklearn.manifold.trustworthiness(x, y, n_neighbors=k),
    "neighbours_kept": kept,
    "true": True, "false": False,
}
functions |= {name: getattr(np, name) for name in "abs exp log sqrt sign sin cos tanh floor isnan pi inf nan".split()}

expressions = """
1 + 2 * 3
(1 + 2) * 3
-2^2
2^-1
2 ^ 3 ^ 2
2 ^ -2 ^ 2
-2 ^ -2
7 / 2
8/255
1e-3 + .25 + 5.
--3
-+-3
2 * -3
10 - 4 - 3
100 / 10 / 5
1 < 2 and not 2 < 1
not 1 < 2 or 3 == 3
true and false or true
1 < 2 < 3
3 > 2 > 2
1 < 3 > 2 == 2
not not true
0.1 + 0.2
2^0.5
true + true
1 / 3
16777217 + 0
v[-1]
v[0]
v[1:4]
v[::-1]
v[::2]
v[-3:]
v[:-2]
v[4:1:-1]
v[10:20]
v[-100:2]
v[[0, 2]]
v[[-1, 0, 0]]
v[v > 0]
v[v > 100]
v[top_indices(v, 3)]
A[0, 1:3, ::2]
A[1]
A[-1, -1, -1]
A[0][1][2]
A[..., 0]
A[..., None, 0]
A[0, ...]
A[None]
A[:, None, 2]
A[:, :, 1:2]
A[::-1, ::2, ::-2]
A[[0, 2]]
A[[2, 0], 1:3]
A[:, [0, 3]]
A[[0, 1], [2, 3]]
A[[0, 1], :, [2, 3]]
A[A > 0]
A[1, A[1] > 0]
A[:, B > 0]
A[1:1]
A[2, 3, ::3]
v[:, None] * v
v[:, None] - v[None, :]
A + B
A - 1
2 * A
1 - A
A / 2
1 / A
A * B
A ^ 2
2 ^ A
-A
+A
A > 0
A >= B
B < 0.5
B <= B
ties == 1
ties != 1
1 < v
[1, 2, 3] + [4, 5, 6]
[1, 2, 3] * 2
[[1, 2], [3, 4]] @ [1, 1]
A - mean(A, axis=0)
(A - mean(A)) / std(A)
M @ M
M @ M[0]
M[0] @ M
v @ w
A @ transpose(B)
B @ transpose(A, [0, 2, 1])
sum(A)
sum(A, axis=0)
sum(A, axis=-1)
sum(v, axis=0)
sum(A > 0)
mean(A)
mean(A, axis=1)
std(A)
std(A, axis=2)
var(A)
var(A, axis=0)
min(A)
max(A, axis=1)
max([3, 1, 2])
min([[3, 1], [2, 5]], axis=0)
argmax(v)
argmin(A)
argmax(A, axis=1)
argmin(A, axis=-1)
argmax(ties, axis=1)
norm(A)
norm(A, axis=0)
any(A > 2)
all(A > -10)
any(A > 1, axis=0)
all(A > -1, axis=2)
all(zeros([3]) == 0)
cumsum(v)
cumsum(B)
cumsum(B, axis=0)
cumsum(B, axis=1)
sort(v)
sort(A)
sort(A, axis=0)
sort([3, 1, 2])
median(v)
median(A, axis=1)
abs(A)
abs(-3.5)
exp(v)
exp(1)
log(abs(v))
log(2)
sqrt(abs(A))
sqrt(2)
sign(ties)
sin(v)
cos(v)
tanh(A)
tanh(0.5)
relu(A)
relu(-1)
sigmoid(A)
sigmoid(0)
round(A)
round(arange(7) - 2.5)
round(2.5)
floor(A)
floor(-0.5)
isnan(A)
isnan(nan)
softmax(A)
softmax(v)
softmax([1000, 1000])
clip(v, -0.5, 0.5)
clip(A, 0, inf)
clip(A, B - 1, B)
clip(5, 0, 1)
top(v, 2)
top(A, 4)
top_indices(v, 2)
top_indices(A, 3)
top_indices(ties, 9)
dot(v, w)
dot(B, A[0])
cosine(v, v)
cosine(v, w)
corr(v, w)
corr(B, A[1])
distance(v, w)
distance([0, 0], [3, 4])
shape(A)
size(A)
ndim(A)
shape(A[0, 0, 0])
size(3)
shape([[1, 2, 3]])
transpose(A)
transpose(B)
transpose(A, [1, 0, 2])
transpose(A, [-1, 0, 1])
reshape(A, [4, -1])
reshape(v, [2, 3])
reshape(v, [6, 1])
flatten(A)
concat([v, w])
concat([A, A], axis=1)
concat([A, A[:1]], axis=0)
concat([A, A], axis=-1)
stack([v, w])
stack([1, 2, 3])
stack([v, w], axis=1)
pad(A, 1)
pad(B, 2)
pad(A, 0)
flip(v, 0)
flip(A, 1)
flip(A, -1)
zeros([2, 3])
ones([3])
ones([2, 0])
arange(5)
arange(0)
arange(5) / 4
pi
2 * pi
-inf
crop(u, 1, 2, 5, 4)
crop(B, 0, 0, 2, 2)
gray(u)
conv(u, k)
conv(u, s)
conv(u[0], s)
conv(B, ones([4, 5]))
maxpool(u, 2)
maxpool(u, 3)
maxpool(B, 4)
meanpool(u, 2)
meanpool(u[0], 3)
gram(A)
gram(B)
trustworthiness(data, embedding, 1)
trustworthiness(data, embedding, 5)
trustworthiness(data, embedding, 20)
trustworthiness(data, data, 5)
neighbours_kept(data, embedding, 1)
neighbours_kept(data, embedding, 5)
neighbours_kept(data, embedding, 30)
"""

# Lists are arrays to numpy only where they are made so.
arrays = {
    "[1, 2, 3] +": "np.array([1, 2, 3]) +",
    "[1, 2, 3] *": "np.array([1, 2, 3]) *",
    "[[1, 2], [3, 4]] @": "np.array([[1, 2], [3, 4]]) @",
    "[1000, 1000]": "np.array([1000.0, 1000.0])",
}

with open("expressions.tsv", "w") as file:
    for line in expressions.strip().splitlines():
        python = line.replace("^", "**")
        for text, meant in arrays.items():
            python = python.replace(text, meant)
        values = {name: tensor.astype(np.float64) for name, tensor in tensors.items()}
        with np.errstate(all="ignore"):
            result = np.asarray(eval(python, {"np": np} | functions | values), float)
        elements = " ".join(repr(float(x)) for x in result.ravel())
        print(line, ",".join(map(str, result.shape)), elements, sep="\t", file=file)
