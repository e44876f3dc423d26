"""When things happen, and in what order.

Whoever comes in through a flow or the command line computes with one thread a process: cores are used by worker
processes, and the last digit of a product of matrices must not depend on how many threads shared it.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
