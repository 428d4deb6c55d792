"""Makes the fixtures of the Datasets tests: run it in this folder.

numpy 2.4.6, Python's gzip and struct. No time stamp is kept in gzip files: the same bytes come out every time.

plain-images-idx3-ubyte, plain-labels-idx1-ubyte              MNIST's form: 5 pictures of 4 × 3, labels 2 0 1 2 4
packed-images-idx3-ubyte.gz, packed-labels-idx1-ubyte.gz      the same, gzipped
crossed-images.idx3-ubyte.gz, crossed-labels.idx1-ubyte       the same, named with a point, one gzipped
members-images-idx3-ubyte.gz                                  the same in three gzip members, without labels
images.npy                                                    [5,1,4,3] 64-bit floats: what those pictures are
two.bin, two.bin.gz                                           CIFAR-10's form: 2 records, labels 3 and 8
two.npy                                                       [2,3,32,32] 8-bit numbers: what they show
bytes.npy, bytes-labels.npy                                   [4,3,2] bytes, 64-bit labels 1 0 1 3
colour.npy, fortran.npy, colour.npy.gz                        [2,3,4,5] 64-bit floats in 0…1; in Fortran order; gzipped
truths.npy                                                    [2,2,2] booleans
"""

import gzip
import io
import struct

import numpy as np

random = np.random.default_rng(3)


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


def idx(array):
    return struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def packed(data):
    return gzip.compress(data, 9, mtime=0)


pictures = random.integers(0, 256, (5, 4, 3), dtype=np.uint8)
labels = np.array([2, 0, 1, 2, 4], dtype=np.uint8)
write("plain-images-idx3-ubyte", idx(pictures))
write("plain-labels-idx1-ubyte", idx(labels))
write("packed-images-idx3-ubyte.gz", packed(idx(pictures)))
write("packed-labels-idx1-ubyte.gz", packed(idx(labels)))
write("crossed-images.idx3-ubyte.gz", packed(idx(pictures)))
write("crossed-labels.idx1-ubyte", idx(labels))
whole = idx(pictures)
write("members-images-idx3-ubyte.gz", packed(whole[:10]) + packed(whole[10:33]) + packed(whole[33:]))
np.save("images.npy", pictures[:, None] / 255)

# Mostly flat, so that gzip makes it small.
two = np.repeat(random.integers(0, 256, (2, 3, 8, 1), dtype=np.uint8), 128, axis=3).reshape(2, 3, 32, 32)
two[:, :, 5, 7] = random.integers(0, 256, (2, 3))
records = b"".join(bytes([label]) + picture.tobytes() for label, picture in zip([3, 8], two))
write("two.bin", records)
write("two.bin.gz", packed(records))
np.save("two.npy", two)

np.save("bytes.npy", random.integers(0, 256, (4, 3, 2), dtype=np.uint8))
np.save("bytes-labels.npy", np.array([1, 0, 1, 3]))
colour = random.random((2, 3, 4, 5))
np.save("colour.npy", colour)
np.save("fortran.npy", np.asfortranarray(colour))
buffer = io.BytesIO()
np.save(buffer, colour)
write("colour.npy.gz", packed(buffer.getvalue()))
np.save("truths.npy", random.random((2, 2, 2)) > 0.5)
