"""How strongly two entities belong together, from four counts, as in ``src/graph/weight.rs``.

The last digit may differ from the program's: its logarithms are those of another library.
"""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812


def _npmi(n: Column, a: Column, b: Column, k: Column) -> Column:
    measure = F.log(n * k / (a * b)) / -F.log(k / n)
    least, most = F.lit(-1.0), F.lit(1.0)
    return F.when(k == n, most).otherwise(F.greatest(least, F.least(most, measure)))


def _log_likelihood(n: Column, a: Column, b: Column, k: Column) -> Column:
    def cell(observed: Column, row: Column, column: Column) -> Column:
        part = observed * F.log(observed * n / (row * column))
        return F.when(observed > 0, part).otherwise(0.0)

    cells = (
        cell(k, a, b)
        + cell(a - k, a, n - b)
        + cell(b - k, n - a, b)
        + cell(n - a - b + k, n - a, n - b)
    )
    sure = F.greatest(F.lit(0.0), cells * 2.0)
    return F.when(k * n < a * b, -sure).otherwise(sure)


#: With n windows, a and b of them holding one entity or the other, and k holding both.
WEIGHTS: dict[str, Callable[[Column, Column, Column, Column], Column]] = {
    "count": lambda _n, _a, _b, k: k,
    "jaccard": lambda _n, a, b, k: k / (a + b - k),
    "cosine": lambda _n, a, b, k: k / F.sqrt(a * b),
    "association": lambda n, a, b, k: n * k / (a * b),
    "npmi": _npmi,
    "log_likelihood": _log_likelihood,
}
