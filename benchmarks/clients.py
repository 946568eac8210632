"""Many clients at once: processes that wait for one another, do the same work, and report how long each piece took."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Timing:
    """What a run came to: operations a second over all clients, and milliseconds at the median and 99th percentile."""

    per_second: float
    median_ms: float
    p99_ms: float

    @classmethod
    def of(cls, seconds: list[float], elapsed: float, operations: int = 1) -> Timing:
        ordered = sorted(seconds)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        return cls(len(ordered) * operations / elapsed, 1000 * statistics.median(ordered), 1000 * p99)


def _client(work: str, count: int, gate: Any, results: Any) -> None:
    import django

    django.setup()
    from benchmarks import work as pieces

    piece: Callable[[], object] = getattr(pieces, work)()
    piece()
    gate.wait()
    times = []
    for _ in range(count):
        start = time.perf_counter()
        piece()
        times.append(time.perf_counter() - start)
    results.put(times)


def run_clients(work: str, clients: int, total: int, operations: int = 1) -> Timing:
    """Run ``benchmarks.work.<work>()`` ``total`` times, shared among ``clients`` processes."""
    context = multiprocessing.get_context("spawn")
    gate, results = context.Barrier(clients + 1), context.Queue()
    count = max(total // clients, 5)
    processes = [context.Process(target=_client, args=(work, count, gate, results)) for _ in range(clients)]
    for process in processes:
        process.start()
    gate.wait()
    start = time.perf_counter()
    times = [each for _ in processes for each in results.get(timeout=600)]
    elapsed = time.perf_counter() - start
    for process in processes:
        process.join()
    return Timing.of(times, elapsed, operations)


def timed(function: Callable[[], object], repeats: int) -> Timing:
    """One client in this process."""
    function()
    times = []
    begun = time.perf_counter()
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return Timing.of(times, time.perf_counter() - begun)
