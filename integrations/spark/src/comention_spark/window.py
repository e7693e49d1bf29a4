"""Within what two entities count as mentioned together, as ``--window`` has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

if TYPE_CHECKING:
    from pyspark.sql import Column

_SIZED = re.compile(r"([0-9]+) *(sentences?|s|sec|seconds?|m|min|minutes?|segments?)")
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Window:
    """A way to cut episodes into windows that do not overlap."""

    unit: str
    size: int = 1

    @staticmethod
    def read(text: str) -> Window:
        """Read ``episode``, ``sentence``, ``turn``, ``60s``, ``3sentences`` or ``5segments``."""
        name = text.strip().lower()
        if name in ("episode", "sentence", "turn"):
            return Window(name)
        found = _SIZED.fullmatch(name)
        if found is None or not 1 <= int(found[1]) <= _LARGEST:
            message = (
                f"unknown window `{text}`\nhint: windows are `episode`, `sentence`, `turn`, a time "
                "such as `60s` or `2m`, or a number such as `3sentences` or `5segments`"
            )
            raise ValueError(message)
        size, unit = int(found[1]), found[2]
        if unit.startswith("se") and unit[2] in "gn":
            return Window("segment" if unit[2] == "g" else "sentence", size)
        return Window("second", size * 60 if unit.startswith("m") else size)

    def key(self) -> list[Column]:
        """Give what tells the windows of an episode apart: document, and number in it.

        A number below 0 is that of a sentence, which stands for the window where a mention has no
        turn or no time, as in show notes.
        """
        if self.unit == "episode":
            return [F.lit("").alias("document"), F.lit(0).alias("window")]
        sentence = F.col("sentence")
        number = {
            "sentence": sentence,
            "turn": F.coalesce(F.col("turn"), -1 - sentence),
            "second": F.coalesce(F.floor(F.floor("time") / self.size).cast("int"), -1 - sentence),
            "segment": F.col("segment"),
        }[self.unit]
        if self.unit in ("sentence", "segment"):
            number = F.floor(number / self.size).cast("int")
        return [F.col("path").alias("document"), number.alias("window")]
