"""One line of the table."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Result:
    """What was measured: ours beside its peer, in ``unit``. ``limit`` is on the ratio, ``most`` on ours alone.

    Where both are None the line is for information. ``details`` goes into the JSON only.
    """

    case: str
    size: int | None
    ours: float
    peer: float | None
    unit: str = "ms"
    limit: float | None = None
    most: float | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """Ours in terms of the peer."""
        return self.ours / self.peer if self.peer else None

    @property
    def ok(self) -> bool:
        """Within its limits."""
        within = self.limit is None or (self.ratio is not None and self.ratio <= self.limit)
        return within and (self.most is None or self.ours <= self.most)

    def as_json(self) -> dict[str, Any]:
        """For the file."""
        return {**asdict(self), "ratio": self.ratio, "ok": self.ok}

    def cells(self) -> tuple[str, ...]:
        """For the table: case, size, ours, peer, ratio, limit, ok."""
        limits = [f"{self.limit:g} x"] if self.limit is not None else []
        limits += [f"{self.most:g} {self.unit}"] if self.most is not None else []
        return (
            self.case,
            f"{self.size:,}" if self.size else "",
            f"{self.ours:,.2f} {self.unit}",
            "" if self.peer is None else f"{self.peer:,.2f} {self.unit}",
            "" if self.ratio is None else f"{self.ratio:.2f}",
            ", ".join(limits) or "-",
            ("yes" if self.ok else "NO") if limits else "-",
        )


HEADINGS = ("case", "size", "ours", "peer", "ratio", "limit", "ok")


def table(results: Sequence[Result]) -> str:
    """The lines under their headings, numbers to the right."""
    lines = [HEADINGS, *(r.cells() for r in results)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    shown = []
    for line in lines:
        cells = [c.rjust(w) if 0 < n < 5 else c.ljust(w) for n, (c, w) in enumerate(zip(line, widths, strict=True))]
        shown.append("  ".join(cells).rstrip())
    shown.insert(1, "-" * max(map(len, shown)))
    return "\n".join(shown)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def milliseconds(seconds: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(seconds) * 1000
