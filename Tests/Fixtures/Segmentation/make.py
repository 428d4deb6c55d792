"""Random graphs and their maximum flows by SciPy, for SegmentationTests.

    python make.py        writes the .npy files beside it

Made with Python 3.11.7, numpy 2.4.6 and SciPy 1.17.1.
"""
import os

import numpy as np
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

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
print("numpy", np.__version__, "scipy", scipy.__version__, values)
