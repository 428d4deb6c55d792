"""Makes the fixtures of the Images tests: run it in this folder.

numpy 2.4.6, OpenCV 5.0.0, SciPy 1.17.1, PyTorch 2.15.0, Pillow 13.0.0. The PNG files are written chunk by chunk here,
because no library writes every kind; Pillow reads back those that it can.

kinds/*.png       one picture of 9 × 7 pixels in every colour type, bit depth, interlacing and kind of transparency
kinds.npy         [files in alphabetical order, 3, 9, 7]: what they show over white
wrong/*.png       files that must be refused
texts.png         tEXt, zTXt and iTXt (plain and compressed), before and after the pixels
source.npy        [3, 23, 31] uniform noise, from which
area-*.npy          OpenCV's INTER_AREA
catmull-rom-*.npy   Keys's cubic with a = -1/2, in double precision; PyTorch, antialiased, agrees
blur-*.npy          SciPy's gaussian_filter, mode reflect, truncate 4
"""

import io
import os
import struct
import zlib

import cv2
import numpy as np
import scipy.ndimage
import torch
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEIGHT, WIDTH = 9, 7
random = np.random.default_rng(7)


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width, height, depth, colour, interlaced=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def packed_rows(samples, depth, filters):
    """[H,W,C] samples as filtered scan lines; the filters of type 0 and 1 (Sub) and 2 (Up) take turns if asked."""
    bytes_per_pixel = max(1, samples.shape[2] * depth // 8)
    former, out = None, b""
    for y, row in enumerate(samples):
        if depth == 16:
            line = row.astype(">u2").tobytes()
        elif depth == 8:
            line = row.astype(np.uint8).tobytes()
        else:
            bits = "".join(format(v, f"0{depth}b") for v in row.ravel())
            bits += "0" * (-len(bits) % 8)
            line = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))
        kind = y % 3 if filters else 0
        values = np.frombuffer(line, np.uint8).astype(int)
        left = np.concatenate([np.zeros(bytes_per_pixel, int), values])[: len(values)]
        above = np.zeros(len(values), int) if former is None else former
        filtered = values - (0, left, above)[kind]
        out += bytes([kind]) + (filtered % 256).astype(np.uint8).tobytes()
        former = values
    return out


ADAM7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def pixels(samples, depth, interlaced, filters=True):
    if not interlaced:
        return packed_rows(samples, depth, filters)
    passes = [samples[y::dy, x::dx] for y, x, dy, dx in ADAM7]
    return b"".join(packed_rows(p, depth, filters) for p in passes if p.size)


def png(samples, depth, colour, interlaced=0, before=b"", after=b"", size=None):
    height, width = size or samples.shape[:2]
    data = zlib.compress(pixels(samples, depth, interlaced))
    half = len(data) // 2
    return (
        SIGNATURE + header(width, height, depth, colour, interlaced) + before
        + chunk(b"IDAT", data[:half]) + chunk(b"IDAT", data[half:]) + after + chunk(b"IEND")
    )


def over_white(values, alpha):
    return alpha * values + (1 - alpha)


def kinds():
    """Name, file and what it shows, [3,H,W]."""
    channels = {0: 1, 2: 3, 4: 2, 6: 4}
    gamma = chunk(b"gAMA", struct.pack(">I", 100000)) + chunk(b"sRGB", b"\0")
    for colour, name in [(0, "gray"), (2, "rgb"), (4, "gray-alpha"), (6, "rgb-alpha")]:
        for depth in [1, 2, 4, 8, 16] if colour == 0 else [8, 16]:
            largest = 2**depth - 1
            samples = random.integers(0, largest + 1, (HEIGHT, WIDTH, channels[colour]))
            values = samples / largest
            colours = 1 if colour in (0, 4) else 3
            shown = values[..., :colours]
            if colour >= 4:
                shown = over_white(shown, values[..., -1:])
            for interlaced in (0, 1):
                yield f"{name}-{depth}" + "-interlaced" * interlaced, png(samples, depth, colour, interlaced, gamma), shown
            if colour in (0, 2):
                key = samples[4, 3, :colours]
                clear = (samples[..., :colours] == key).all(-1, keepdims=True)
                transparency = chunk(b"tRNS", b"".join(struct.pack(">H", k) for k in key))
                yield f"{name}-{depth}-key", png(samples, depth, colour, 0, transparency), np.where(clear, 1, shown)
    for depth in [1, 2, 4, 8]:
        count = min(2**depth, 200)
        palette = random.integers(0, 256, (count, 3))
        alpha = random.integers(0, 256, max(1, count // 2))
        samples = random.integers(0, count, (HEIGHT, WIDTH, 1))
        shown = palette[samples[..., 0]] / 255
        colours = chunk(b"PLTE", palette.astype(np.uint8).tobytes())
        for interlaced in (0, 1):
            yield f"palette-{depth}" + "-interlaced" * interlaced, png(samples, depth, 3, interlaced, colours), shown
        weights = np.concatenate([alpha / 255, np.ones(count - len(alpha))])[samples]
        transparency = chunk(b"tRNS", alpha.astype(np.uint8).tobytes())
        yield f"palette-{depth}-alpha", png(samples, depth, 3, 0, colours + transparency), over_white(shown, weights)


def check_with_pillow(name, data, shown):
    picture = Image.open(io.BytesIO(data))
    if "16" in name or "alpha" in name or "key" in name:
        picture.load()
        return
    read = np.asarray(picture.convert("RGB")) / 255
    assert np.abs(read - shown).max() < 1e-6, name


def write_kinds():
    os.makedirs("kinds", exist_ok=True)
    made = sorted(kinds(), key=lambda kind: kind[0] + ".png")
    shown = []
    for name, data, values in made:
        check_with_pillow(name, data, values)
        with open(f"kinds/{name}.png", "wb") as file:
            file.write(data)
        shown.append(np.broadcast_to(values, (HEIGHT, WIDTH, 3)).transpose(2, 0, 1))
    np.save("kinds.npy", np.stack(shown).astype(np.float32))


def write_wrong():
    os.makedirs("wrong", exist_ok=True)
    gray = random.integers(0, 256, (4, 4, 1))
    indices = np.zeros((4, 4, 1), int)
    indices[2, 1] = 5
    palette = chunk(b"PLTE", bytes(range(9)))
    squeezed = zlib.compress(pixels(gray, 8, 0))
    bad_sum = squeezed[:-1] + bytes([squeezed[-1] ^ 1])
    plain = SIGNATURE + header(4, 4, 8, 0)
    files = {
        "no-pixels-wide": png(gray, 8, 0, size=(4, 0)),
        "no-pixels-high": png(gray, 8, 0, size=(0, 4)),
        "huge": png(gray, 8, 0, size=(2**31 - 1, 2**31 - 1)),
        "too-large": png(gray, 8, 0, size=(10001, 10000)),
        "larger-than-its-file": png(gray, 8, 0, size=(10000, 10000)),
        "sizes-above-the-format": png(gray, 8, 0, size=(1, 2**31)),
        "palette-index": png(indices, 8, 3, 0, palette),
        "palette-index-4-bits": png(indices, 4, 3, 1, palette),
        "palette-missing": png(indices, 8, 3),
        "depth-3": png(gray % 8, 8, 0).replace(header(4, 4, 8, 0), header(4, 4, 3, 0)),
        "colour-type-5": png(gray, 8, 0).replace(header(4, 4, 8, 0), header(4, 4, 8, 5)),
        "pixels-missing": plain + chunk(b"IEND"),
        "pixels-cut": plain + chunk(b"IDAT", squeezed[:10]) + chunk(b"IEND"),
        "pixels-checksum": plain + chunk(b"IDAT", bad_sum) + chunk(b"IEND"),
        "filter-9": plain + chunk(b"IDAT", zlib.compress(b"\x09\0\0\0\0" * 4)) + chunk(b"IEND"),
        "unknown-critical-chunk": plain + chunk(b"ABCD", b"what") + chunk(b"IDAT", squeezed) + chunk(b"IEND"),
        "chunk-length": SIGNATURE + header(4, 4, 8, 0)[:25] + b"\xff\xff\xff\xffIDAT" + squeezed,
        "text-bomb": plain + chunk(b"zTXt", b"Bomb\0\0" + zlib.compress(bytes(40 << 20), 9))
        + chunk(b"IDAT", squeezed) + chunk(b"IEND"),
    }
    for name, data in files.items():
        with open(f"wrong/{name}.png", "wb") as file:
            file.write(data)


def write_texts():
    before = chunk(b"tEXt", b"Title\0" + "Müller's cat".encode("latin-1")) + chunk(
        b"zTXt", b"Comment\0\0" + zlib.compress(b"compressed " * 50))
    after = chunk(b"iTXt", b"Author\0\0\0en\0Verfasser\0" + "Ψ ∇f".encode()) + chunk(
        b"iTXt", b"Source\0\1\0\0\0" + zlib.compress("日本".encode()))
    with open("texts.png", "wb") as file:
        file.write(png(random.integers(0, 256, (4, 4, 1)), 8, 0, 0, before, after))


def keys_cubic(t):
    t = abs(t)
    return np.where(t < 1, 1.5 * t**3 - 2.5 * t**2 + 1, np.where(t < 2, -0.5 * t**3 + 2.5 * t**2 - 4 * t + 2, 0))


def cubic_matrix(length, new_length):
    centres = (np.arange(new_length) + 0.5) * length / new_length - 0.5
    weights = keys_cubic(np.arange(length)[None] - centres[:, None])
    return weights / weights.sum(1, keepdims=True)


def write_resampled():
    source = random.random((3, 23, 31)).astype(np.float32)
    np.save("source.npy", source)
    for height, width in [(11, 15), (7, 31), (23, 10), (1, 1), (22, 30)]:
        area = cv2.resize(np.ascontiguousarray(source.transpose(1, 2, 0)), (width, height), interpolation=cv2.INTER_AREA)
        np.save(f"area-{height}x{width}.npy", area.transpose(2, 0, 1).copy())
    for height, width in [(46, 62), (24, 32), (23, 97)]:
        made = cubic_matrix(23, height) @ source.astype(float) @ cubic_matrix(31, width).T
        reference = torch.nn.functional.interpolate(
            torch.from_numpy(source)[None], (height, width), mode="bicubic", align_corners=False, antialias=True)
        assert np.abs(made - reference[0].numpy()).max() < 4e-6
        np.save(f"catmull-rom-{height}x{width}.npy", made.astype(np.float32))
    # SciPy rounds its radius where ours is rounded up: these widths have whole or nearly reached multiples.
    for sigma in [0.4, 1, 2.75, 20]:
        assert int(4 * sigma + 0.5) == int(np.ceil(4 * sigma))
        blurred = scipy.ndimage.gaussian_filter(source.astype(float), (0, sigma, sigma), mode="reflect", truncate=4)
        np.save(f"blur-{sigma}.npy", blurred.astype(np.float32))


write_kinds()
write_wrong()
write_texts()
write_resampled()
