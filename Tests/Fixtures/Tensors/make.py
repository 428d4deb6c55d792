"""Makes the fixtures of the Tensors module from numpy 2.4.6 and scipy 1.17.1: python3 make.py, in this folder.

NAME.npy is a vector of tensors, one behind the other: rank, lengths, elements. NAME.txt holds what cannot be a number.
"""
import io
import itertools
import numpy as np
import scipy.special

f4 = np.float32
rng = np.random.default_rng(2014)


def normal(*shape):
    return rng.normal(size=shape).astype(f4)


def pack(name, tensors):
    parts = []
    for t in tensors:
        t = np.asarray(t, dtype=f4)
        parts += [np.array([t.ndim, *t.shape], f4), t.ravel()]
    np.save(name + ".npy", np.concatenate(parts))


def special(*shape):
    """Small whole numbers, so that many are equal, and a few NaN and infinities."""
    a = rng.integers(-3, 4, shape).astype(f4)
    flat = a.reshape(-1)
    for value in (np.nan, np.inf, -np.inf):
        flat[rng.integers(flat.size)] = value
    return a


def broadcasting():
    operations = [np.add, np.subtract, np.multiply, np.divide, np.power, np.equal, np.not_equal, np.less,
                  np.less_equal, np.greater, np.greater_equal, np.minimum, np.maximum]
    shapes = [((), ()), ((), (3,)), ((4,), (1,)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((3, 1), (4,)), ((2, 3, 4), (3, 1)),
              ((2, 1, 4), (3, 1)), ((1, 3, 1), (2, 1, 4)), ((2, 3, 1, 2), (1, 3, 4, 1)), ((0, 3), (1, 3)), ((1,), (0,)),
              ((5, 1, 2, 1), (1, 3, 1, 4)), ((17,), (17,)), ((2, 2, 2), (2, 2, 2))]
    out = []
    with np.errstate(all="ignore"):
        for a, b in shapes:
            x = special(*a) if np.prod(a) > 8 else normal(*a)
            y = special(*b) if np.prod(b) > 8 else normal(*b)
            out += [x, y] + [operation(x, y) for operation in operations]
    pack("broadcasting", out)


def reductions():
    out = []
    with np.errstate(all="ignore"):
        for a in [normal(), normal(1), normal(33), normal(3, 4), normal(2, 3, 4), normal(4, 20, 3), special(5, 6),
                  special(3, 4, 17), (normal(5, 40) * 1e4 + 1e4).astype(f4), np.zeros((2, 2), f4), np.ones((2, 0, 3), f4)]:
            out.append(a)
            wide = a.astype(np.float64)
            for axis in [None, *range(a.ndim)]:
                if a.size:
                    out += [wide.sum(axis), wide.mean(axis), wide.std(axis), wide.var(axis), a.min(axis), a.max(axis),
                            a.argmin(axis), a.argmax(axis), np.linalg.norm(wide.ravel() if axis is None else wide, axis=axis),
                            a.any(axis), a.all(axis), np.median(wide, axis)]
                out += [np.cumsum(wide, axis), np.sort(a, axis)]
    pack("reductions", out)
    a = normal(7, 5)
    qs = [0, 0.05, 0.2, 0.25, 1 / 3, 0.5, 0.95, 1]
    pack("quantiles", [a, qs, np.quantile(a.astype(np.float64), qs)])


def products():
    out = []
    for a, b in [((3,), (3,)), ((3,), (3, 4)), ((2, 3), (3,)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)),
                 ((5, 2, 3), (5, 3, 4)), ((2, 1, 2, 3), (4, 3, 2)), ((3,), (5, 3, 4)), ((5, 2, 3), (3,)), ((2, 0), (0, 3)),
                 ((0, 3), (3, 2)), ((0, 2, 3), (3, 2)), ((40, 50), (50, 60)), ((1, 2, 3), (4, 3, 1))]:
        x, y = normal(*a), normal(*b)
        out += [x, y, x.astype(np.float64) @ y]
    pack("products", out)


def rearranging():
    out = []
    for a in [normal(), normal(3), normal(3, 4), normal(2, 3, 4), normal(2, 3, 1, 4), normal(0, 3), normal(33, 35)]:
        out.append(a)
        out += [a.transpose(axes) for axes in itertools.permutations(range(a.ndim))]
        for axis in range(a.ndim):
            out += [np.flip(a, axis), np.concatenate([a, a[::-1], a], axis)]
        out += [np.stack([a, a + 1], axis) for axis in range(a.ndim + 1)]
        if a.ndim >= 2:
            out += [np.pad(a, [(0, 0)] * (a.ndim - 2) + [(n, n)] * 2) for n in (0, 1, 3)]
    pack("rearranging", out)


def elementwise():
    a = np.concatenate([normal(40) * 3, [0, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 88, -88, 100, -100, np.inf, -np.inf, np.nan]])
    a = a.astype(f4)
    w = a.astype(np.float64)
    with np.errstate(all="ignore"):
        functions = [np.abs(w), np.exp(w), np.log(w), np.sqrt(w), np.sign(w), np.sin(w), np.cos(w), np.tanh(w),
                     np.maximum(w, 0), scipy.special.expit(w), np.round(w), np.floor(w), np.isnan(w)]
        rows = normal(2, 3, 5) * 30
        pack("elementwise", [a, *functions, np.clip(a, -1, 0.5), rows, scipy.special.softmax(rows.astype(np.float64), -1)])
    x, y = normal(3, 7), normal(3, 7)
    u, v = x.astype(np.float64).ravel(), y.astype(np.float64).ravel()
    pack("similarity", [x, y, u @ v, u @ v / np.linalg.norm(u) / np.linalg.norm(v), np.corrcoef(u, v)[0, 1],
                        np.linalg.norm(u - v)])
    a = rng.integers(0, 6, (5, 6)).astype(f4)
    order = np.argsort(-a.ravel(), kind="stable")
    pack("largest", [a, a.ravel()[order], order])


def indexing():
    tensors = [normal(5), normal(3, 4), normal(3, 4, 5), normal(2, 0, 3), normal(2, 3, 2, 4)]
    out, lines = list(tensors), [str(len(tensors))]

    def subscript(length):
        bound = lambda: rng.choice(["", str(rng.integers(-length - 2, length + 3))])
        choice = rng.integers(9)
        if choice < 2 and length: return str(rng.integers(-length, length))
        if choice < 6:
            step = int(rng.choice([1, 1, 2, 3, -1, -2, -7]))
            return f"{bound()}:{bound()}" + (f":{step}" if step != 1 else "")
        if choice == 6 and length: return str([int(i) for i in rng.integers(-length, length, 2)])
        return ":"

    while len(lines) < 600:
        which = rng.integers(len(tensors))
        a = tensors[which]
        named = rng.integers(1, a.ndim + 1)
        entries = [subscript(a.shape[axis]) for axis in range(named)]
        for extra, chance in (("None", 0.3), ("...", 0.15)):
            if rng.random() < chance: entries.insert(rng.integers(len(entries) + 1), extra)
        # An ellipsis keeps axes before the end; the entries behind it are made for those at the end.
        if "..." in entries:
            place = entries.index("...")
            axes = [e for e in entries[place + 1:] if e != "None"]
            for number, old in enumerate(axes):
                new = subscript(a.shape[a.ndim - len(axes) + number])
                entries[place + 1 + entries[place + 1:].index(old)] = new if new != "None" else ":"
        text = ", ".join(entries)
        lists = "[" in text
        if lists and "..." in text: continue
        try:
            result = eval(f"a[{text}]")
        except IndexError:
            continue
        lines.append(f"{which}: {text}")
        out.append(result)
    pack("indexing", out)
    open("indexing.txt", "w").write("\n".join(lines) + "\n")


def printed(a, precision, width):
    """numpy's text with our choice of notation: see NumberFormat."""
    a = a + f4(0)
    shown = np._core.arrayprint._leading_trailing(a, 3) if a.size > 1000 else a
    finite = shown[np.isfinite(shown)]
    options = dict(max_line_width=width, threshold=1000, edgeitems=3)
    largest = np.abs(finite).max(initial=0)
    if largest < 1e8 and (finite == np.round(finite)).all():
        text = lambda x: str(int(x)) if np.isfinite(x) else str(x)
        columns = max(len(text(x)) for x in shown.ravel())
        return np.array2string(a, formatter={"float_kind": lambda x: text(x).rjust(columns)}, **options)
    smallest = np.abs(finite[finite != 0]).min()
    decimals = max(precision - 1 - int(np.floor(np.log10(np.float64(largest)))), 1)
    if largest >= 1e6 or largest < 1e-4 or np.float64(smallest) * 10.0**decimals < 0.5:
        return np.array2string(a, precision=precision - 1, **options)
    return np.array2string(a, precision=decimals, suppress_small=True, **options)


def printing():
    cases = [normal(5), normal(3, 4), normal(2, 3, 4), normal(2, 2, 2, 2), normal(30), normal(3, 30), normal(40, 40),
             normal(1001), normal(7, 1000), normal(2, 600, 3), normal(4, 8, 40), np.arange(12).reshape(3, 4),
             np.arange(12) * 1024, np.arange(-3, 3), np.arange(2000), np.array([1, np.nan, 3]), np.array([np.nan, np.inf]),
             np.array([-np.inf, 2]), np.array([0.5, np.nan, -np.inf, 100]), np.array([1e-5, 2.5e-5, 0]),
             np.array([1, 1e-6, np.nan]), np.array([1e9, -2]), np.array([1e20, np.inf]), np.array([123456.7, 1]),
             np.array([1234567.75, 1.5]), np.array([0.15, 0.25, 1e-3]), np.array([9.9996, 0.1]), np.array([9.9996e-5]),
             np.array([99999.96, -0.04]), np.zeros((2, 3)), np.array([[1.0]]), np.array([-0.0, 1.5]), np.array([1e-30, 3e38]),
             np.full((3, 3), 0.1), normal(3, 3) * 1000, normal(3, 3) * 1e-3, normal(6) * 1e7, normal(4, 4) * 1e-8,
             np.array([16777216, 99999992]), np.array([1e8, 1]), normal(1, 1, 5), normal(5, 1), normal(3, 334, 2)]
    cases += [np.round(normal(rng.integers(1, 9), rng.integers(1, 9)) * 10.0 ** rng.integers(-6, 7), rng.integers(0, 5))
              for _ in range(150)]
    tensors, texts = [], []
    for a in cases:
        a = np.asarray(a, f4)
        tensors.append(a)
        for precision, width in ((4, 80), (5, 40), (7, 75), (4, 10)):
            texts.append(printed(a, precision, width))
    pack("printing", tensors)
    open("printing.txt", "w").write("\n=\n".join(texts))


def encodings():
    """Files of every element type, byte order, axis order and version, and the tensor in each."""
    files, tensors = [], []
    for code in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"):
        for mark, order, version in itertools.product("<>", "CF", ((1, 0), (2, 0), (3, 0))):
            kind = np.dtype(mark + code)
            if code[0] == "f":
                values = [0, -1.5, np.finfo(kind).max, np.finfo(kind).smallest_subnormal, -np.inf, np.nan]
            elif code == "b1":
                values = [0, 1, 1, 0, 1, 0]
            else:
                values = [0, 1, 2, 77, np.iinfo(kind).min, np.iinfo(kind).max]
            a = np.array(values, dtype=kind).reshape(2, 3)
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.asarray(a, order=order), version=version)
            files.append(np.frombuffer(buffer.getvalue(), np.uint8))
            with np.errstate(all="ignore"):
                tensors.append(a.astype(f4))
    np.save("encodings.npy", np.concatenate([np.r_[np.uint8(len(f) // 256), np.uint8(len(f) % 256), f] for f in files]))
    pack("encoded", tensors)


for make in (broadcasting, reductions, products, rearranging, elementwise, indexing, printing, encodings):
    make()
