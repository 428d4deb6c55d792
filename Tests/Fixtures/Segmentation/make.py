"""Graphs and grids with their maximum flows by SciPy, a Gaussian's costs by SciPy, masks by OpenCV, for SegmentationTests.

    python make.py        writes the .npy files beside it

Made with Python 3.11.7, numpy 2.4.6, SciPy 1.17.1 and OpenCV 5.0.0.
"""
import os

import cv2
import numpy as np
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow
from scipy.stats import multivariate_normal

os.chdir(os.path.dirname(os.path.abspath(__file__)))
random = np.random.default_rng(5)
graphs, values = [], []
for number in range(40):
    capacities = random.integers(0, 20, (9, 9)) * (random.random((9, 9)) < 0.2 + 0.015 * number)
    np.fill_diagonal(capacities, 0)
    graphs.append(capacities)
    values.append(maximum_flow(csr_matrix(capacities.astype(np.int32)), 0, 8).flow_value)
np.save("graphs.npy", np.array(graphs, dtype=np.float32))
np.save("flows.npy", np.array(values, dtype=np.float32))

# Pixels with links to the neighbours to the right, below to the left, below, and below to the right, both ways alike, and
# to a source and a sink.
steps = [(0, 1), (1, -1), (1, 0), (1, 1)]
height, width = 9, 11
links, terminals, flows = [], [], []
for number in range(20):
    link = random.integers(0, 4 + number, (height, width, 4))
    terminal = random.integers(0, 40, (height, width, 2))
    graph = np.zeros((height * width + 2,) * 2, dtype=np.int32)
    for y in range(height):
        for x in range(width):
            place = y * width + x
            graph[-2, place], graph[place, -1] = terminal[y, x]
            for lane, (dy, dx) in enumerate(steps):
                if y + dy < height and 0 <= x + dx < width:
                    other = (y + dy) * width + x + dx
                    graph[place, other] = graph[other, place] = link[y, x, lane]
                else:
                    link[y, x, lane] = 0
    links.append(link)
    terminals.append(terminal)
    flows.append(maximum_flow(csr_matrix(graph), height * width, height * width + 1).flow_value)
np.save("grid-links.npy", np.array(links, dtype=np.float32))
np.save("grid-terminals.npy", np.array(terminals, dtype=np.float32))
np.save("grid-flows.npy", np.array(flows, dtype=np.float32))

# -ln(share) + 1/2 ln det S + 1/2 (z-m)' S^-1 (z-m) + 1/2 l tr S^-1, S = covariance + l I, of a share of 0.3.
colours = random.multivariate_normal([0.5, 0.4, 0.3], [[0.02, 0.01, 0], [0.01, 0.03, -0.01], [0, -0.01, 0.01]], 60)
colours = colours.astype(np.float32).astype(np.float64)
rounding = 1 / 255**2 / 12
covariance = np.cov(colours.T, bias=True) + rounding * np.eye(3)
costs = -multivariate_normal(colours.mean(0), covariance).logpdf(colours) - 1.5 * np.log(2 * np.pi)
costs += -np.log(0.3) + rounding / 2 * np.trace(np.linalg.inv(covariance))
np.save("colours.npy", colours.astype(np.float32))
np.save("costs.npy", costs.astype(np.float32))

# Discs and bars of a few colours with noise on others with noise, and what OpenCV cuts out from a rectangle or marks.
side = 32
y, x = np.mgrid[:side, :side]
pictures, seeds, masks = [], [], []
for number in range(5):
    inside = [(y - 16) ** 2 + (x - 14) ** 2 < 81, (abs(y - 15) < 6) & (abs(x - 16) < 11)][number % 2]
    palette = random.integers(20, 235, (2, 3, 3))
    which = random.integers(0, 3, (side, side))
    picture = np.where(inside[..., None], palette[1][which], palette[0][which])
    picture = np.clip(picture + random.normal(0, 10, picture.shape), 0, 255).astype(np.uint8)
    marks = np.full((side, side), 2)
    if number < 3:
        marks[:3], marks[-3:], marks[:, :3], marks[:, -3:] = 0, 0, 0, 0
    else:
        marks[:2], marks[-2:], marks[13:18, 12:18] = 0, 0, 1
    mask = np.array([cv2.GC_BGD, cv2.GC_FGD, cv2.GC_PR_FGD])[marks].astype(np.uint8)
    cv2.setRNGSeed(0)
    cv2.grabCut(picture, mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 5, cv2.GC_INIT_WITH_MASK)
    pictures.append(picture.transpose(2, 0, 1))
    seeds.append(marks)
    masks.append(mask % 2)
    print("object", inside.sum(), "cut", masks[-1].sum(), "both", (inside & (masks[-1] == 1)).sum())
np.save("pictures.npy", np.array(pictures, dtype=np.uint8))
np.save("seeds.npy", np.array(seeds, dtype=np.uint8))
np.save("masks.npy", np.array(masks, dtype=np.uint8))
print("opencv", cv2.__version__)
print("numpy", np.__version__, "scipy", scipy.__version__, values)
