"""What the benchmarks share: the machine, one thread, fair timing, tables."""

import platform
import time
from pathlib import Path

import numpy as np
import torch
from threadpoolctl import threadpool_limits


def describe():
    """Print the processor; return whether numpy uses AVX-512 on it."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text().splitlines() if cpu.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    avx512 = any(name.startswith(("AVX512", "X86_V4")) for name in found)
    name = names[0] if names else platform.processor()
    print(f"{name}, AVX-512 {'on' if avx512 else 'off'}")
    print(f"Python {platform.python_version()}, numpy {np.__version__}, torch {torch.__version__}")
    return avx512


def prepare():
    """One thread for everyone, and an allocator that keeps what it has got.

    glibc returns freed memory to the system until it has seen a large block come and go; from then
    on, temporaries of a few MB cost no page faults, for us and for the peers.
    """
    threadpool_limits(1)
    torch.set_num_threads(1)
    np.ones(4_000_000).sum()


def best_times(calls, seconds=1.0, least=3, turn=0.01):
    """The shortest time of each call in seconds: turn by turn, so that a slow spell hits all.

    A short call is made again and again during its turn: what the others left in the caches counts
    for none. The processor's time, which does not count what other programs take.
    """
    for call in calls:
        call()
    best = [float("inf")] * len(calls)
    end = time.perf_counter() + seconds * len(calls)
    rounds = 0
    while rounds < least or time.perf_counter() < end:
        for k, call in enumerate(calls):
            turn_ends = time.perf_counter() + turn
            while True:
                start = time.process_time()
                call()
                best[k] = min(best[k], time.process_time() - start)
                if time.perf_counter() > turn_ends:
                    break
        rounds += 1
    return best


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def table(title, header, rows):
    """Print rows of strings as a Markdown table with aligned columns."""
    cells = [header, *rows]
    widths = [max(len(row[k]) for row in cells) for k in range(len(header))]
    padded = [[f"{c:<{w}}" for c, w in zip(row, widths, strict=True)] for row in cells]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print(f"\n{title}\n", *lines, sep="\n")
