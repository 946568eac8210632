"""Many clients at once: processes that wait for one another, do the same work in short alternating rounds, and report.

Pieces that are compared take turns every few hundred milliseconds, so that whatever else the machine does meanwhile
falls on all of them; what counts is the median of the rounds' ratios, not one long run of each.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from genderdesk.interfaces.cli.main import load_django


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of one piece: operations a second over all clients, and how long each took, in seconds."""

    per_second: float
    seconds: list[float]


@dataclass(frozen=True, slots=True)
class Rounds:
    """All turns of one piece."""

    rounds: list[Round]

    @property
    def per_second(self) -> float:
        return statistics.median(each.per_second for each in self.rounds)

    @property
    def p99_ms(self) -> float:
        """The 99th percentile over all operations of all rounds."""
        return 1000 * percentile([second for each in self.rounds for second in each.seconds], 0.99)

    def ratio(self, other: Rounds) -> float:
        """How the rates compare, as the median of the rounds, each against the other's turn right beside it."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return statistics.median(ours.per_second / theirs.per_second for ours, theirs in pairs)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _client(works: Sequence[str], rounds: int, count: int, gate: Any, results: Any) -> None:
    load_django()
    from benchmarks import work as pieces

    ready: list[Callable[[], object]] = [getattr(pieces, name)() for name in works]
    for piece in ready:
        piece()
    for _ in range(rounds):
        for piece in ready:
            gate.wait()
            times = []
            for _operation in range(count):
                start = time.perf_counter()
                piece()
                times.append(time.perf_counter() - start)
            results.put(times)


def run_rounds(
    works: Sequence[str], *, clients: int, rounds: int, count: int, operations: Sequence[int] = ()
) -> list[Rounds]:
    """Let ``clients`` processes run the pieces ``benchmarks.work.<name>()`` by turns, ``count`` times each a round.

    ``operations`` says how many operations one call of each piece is; one where it is left out.
    """
    context = multiprocessing.get_context("spawn")
    gate, results = context.Barrier(clients + 1), context.Queue()
    arguments = (works, rounds, count, gate, results)
    processes = [context.Process(target=_client, args=arguments) for _ in range(clients)]
    for process in processes:
        process.start()
    found: list[list[Round]] = [[] for _ in works]
    for _ in range(rounds):
        for place, times_each in enumerate(operations or [1] * len(works)):
            gate.wait()
            start = time.perf_counter()
            seconds = [each for _ in processes for each in results.get(timeout=600)]
            elapsed = time.perf_counter() - start
            found[place].append(Round(len(seconds) * times_each / elapsed, seconds))
    for process in processes:
        process.join()
    return [Rounds(each) for each in found]


@dataclass(frozen=True, slots=True)
class Turns:
    """Milliseconds of functions that took turns in this process: what the clock said, and what the processor worked."""

    wall_ms: list[float]
    cpu_ms: list[float]

    def __str__(self) -> str:
        return f"{statistics.median(self.wall_ms):.1f} ms ({statistics.median(self.cpu_ms):.1f} of processor)"

    def ratio(self, other: Turns) -> float:
        """The median of the turns' ratios, by the processor's time, which other programs disturb least."""
        return statistics.median(ours / theirs for ours, theirs in zip(self.cpu_ms, other.cpu_ms, strict=True))


def by_turns(functions: Sequence[Callable[[], object]], turns: int) -> list[Turns]:
    """Call the functions one after the other, again and again; each once before, to be warm."""
    found = [Turns([], []) for _ in functions]
    for function in functions:
        function()
    for _ in range(turns):
        for function, taken in zip(functions, found, strict=True):
            wall, processor = time.perf_counter(), time.process_time()
            function()
            taken.wall_ms.append(1000 * (time.perf_counter() - wall))
            taken.cpu_ms.append(1000 * (time.process_time() - processor))
    return found
