"""From a key press or a drag to the painted picture: live figures beside `@interact` and ipympl.

One figure in three forms, and every other explorer. Run with
PYTHONPATH=tests/browser. What counts as painted is in slider_latency.js.
One figure in three forms, and the learning curves, whose sliders have fewer stops. Run with
PYTHONPATH=tests/browser:tools. What counts as painted is in slider_latency.js.
"""

import asyncio
import contextlib
import json
import re
import shutil
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import machine
import nbformat
import numpy as np
import web_packages
import websocket
from exported import export, serve_packages
from lab import KERNEL, chromium, chromium_path, free_port, run_all, serve

from helpers.figures import explorers

HERE = Path(__file__).parent
FORMS = {
    "explorer": "from helpers.figures.explorers import gradients\ngradients()",
    "@interact": "from slider_forms import with_interact\nwith_interact()",
    "ipympl": "%matplotlib widget\nfrom slider_forms import with_ipympl\nwith_ipympl()",
}
OTHERS = [name for name in explorers.__all__ if name != "gradients"]
OPENINGS = 3
PRESSES = 40
STEPS, SECONDS = 100, 1.5  # of a drag
STATES = 200  # steps of the slider from end to end; a drag goes as far as STEPS of them
EACH_WAY = 0.05  # seconds to the far server, and as many back

# Whatever the kernel does when a slider moves, it does in answer to messages of this type.
TIME_MESSAGES = """
import time
handlers = get_ipython().kernel.shell_handlers
busy, handle = [], handlers["comm_msg"]
def timed(*message):
    start = time.perf_counter()
    handle(*message)
    busy.append(time.perf_counter() - start)
handlers["comm_msg"] = timed
"""
EXECUTE = """async code => {
  const {kernel} = jupyterapp.shell.currentWidget.sessionContext.session;
  const future = kernel.requestExecute({code});
  let text = '';
  future.onIOPub = ({content}) => text += content.name === 'stdout' ? content.text : '';
  await future.done;
  return text;
}"""


@dataclass(frozen=True)
class Measure:
    """A line of the table for each place: what is measured, and what ours must reach.

    A bar with `of_interact` is a multiple of what `@interact` takes.
    """

    name: str
    bar: int | Fraction
    digits: int = 1
    at_most: bool = True
    of_interact: bool = False

    def met(self, ours, interact):
        bar = self.bar * interact if self.of_interact else self.bar
        return ours <= bar if self.at_most else ours >= bar

    def __str__(self):
        return f"{'≤' if self.at_most else '≥'} {self.bar}{' × @interact' * self.of_interact}"


MEASURES = {
    "median": Measure("key press to paint, median [ms]", Fraction(1, 8), of_interact=True),
    "p95": Measure("key press to paint, 95th percentile [ms]", 33),
    "frames": Measure("drag: distinct frames", 60, digits=0, at_most=False),
    "blanks": Measure("drag: blank frames", 0, digits=0),
    "delay": Measure("drag: delay at its end [ms]", 50),
    "kernel": Measure("kernel time per step [ms]", 5, digits=2),
    "first": Measure("Run All to first figure [ms]", 2, digits=0, of_interact=True),
}
OF_OTHERS = ("median", "p95", "frames", "blanks", "delay", "kernel")  # without a peer: no ratios


def far_away(server):
    """Put a server at a distance: a proxy that passes every byte on, in both directions, later."""
    port = int(server.url.rpartition(":")[2])
    loop = asyncio.new_event_loop()

    async def carry(reader, writer):
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(2**16):
                loop.call_later(EACH_WAY, writer.write, data)
        loop.call_later(EACH_WAY, writer.close)

    async def meet(reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))

    threading.Thread(target=loop.run_forever, daemon=True).start()
    start = asyncio.start_server(meet, "127.0.0.1", 0)
    proxy = asyncio.run_coroutine_threadsafe(start, loop).result()
    return replace(server, url=f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}")


class Bench:
    """A browser that takes commands on a port, and a folder for notebooks of one figure each."""

    def __init__(self, browser, port, folder):
        self.browser, self.port, self.folder = browser, port, folder
        self.notebooks = 0

    def notebook(self, code):
        """Write a notebook of one cell; new to the server, it gets a kernel of its own."""
        self.notebooks += 1
        path = self.folder / f"{self.notebooks}.ipynb"
        cells, metadata = [nbformat.v4.new_code_cell(code)], {"kernelspec": KERNEL}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
        return path

    @contextlib.contextmanager
    def page(self):
        """Open a page with a stopwatch in it and no way to the network."""
        page = self.browser.new_page(viewport={"width": 1280, "height": 720})
        page.set_default_timeout(60_000)
        page.add_init_script(path=HERE / "slider_latency.js")
        page.route(re.compile(r"https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
        yield page
        page.close()

    @contextlib.contextmanager
    def run(self, server, code):
        """Run a new notebook; yield its page, and the time from Run All to its first picture."""
        with self.page() as page:
            server.open_lab(page, self.notebook(code).name)
            page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.ready")
            page.evaluate("stopwatch.start()")
            run_all(page)
            yield page, page.evaluate("stopwatch.stop(500)")["first"]

    def measure(self, server, code, openings, part=STEPS / STATES):
        """Measure a form in JupyterLab, with a drag over a part of its first slider."""
        first = []
        for _ in range(openings - 1):
            with self.run(server, code) as (_, time_to_first):
                first.append(time_to_first)
        with self.run(server, code) as (page, time_to_first):
            first.append(time_to_first)
            page.evaluate(EXECUTE, TIME_MESSAGES)
            presses = press(page)
            kernel = 1000 * float(page.evaluate(EXECUTE, "print(sum(busy))")) / PRESSES
            drag = self.drag(page, part)
        return {**presses, **drag, "kernel": kernel, "first": statistics.median(first)}

    def measure_exported(self, code, part):
        """Measure a form on a web page with no kernel."""
        notebook = self.notebook(code)
        export([notebook], self.folder)
        with self.page() as page:
            serve_packages(page)
            page.goto(notebook.with_suffix(".html").as_uri())
            page.evaluate("stopwatch.stop(500)")
            return press(page) | self.drag(page, part)

    def drag(self, page, part):
        """Drag the slider from its low end over a part of its length."""
        handle = focus_slider(page)
        page.evaluate("stopwatch.start()")
        handle.press("Home")
        page.evaluate("stopwatch.stop(1000)")
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        step = part * page.locator(".noUi-base").first.bounding_box()["width"] / STEPS
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate("stopwatch.start()")
        self.move_mouse(page, [(x + k * step, y) for k in range(1, STEPS + 1)])
        seen = page.evaluate("stopwatch.stop(2000)")
        page.mouse.up()
        return {"frames": seen["frames"], "blanks": seen["blanks"], "delay": seen["last"]}

    def move_mouse(self, page, places):
        """Move the mouse as a hand does: Playwright would wait for the page after each step."""
        target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]
        address = f"ws://127.0.0.1:{self.port}/devtools/page/{target['targetId']}"
        browser = websocket.create_connection(address, suppress_origin=True)
        start = time.perf_counter()
        for k, (x, y) in enumerate(places, start=1):
            time.sleep(max(0, start + k * SECONDS / STEPS - time.perf_counter()))
            move = {"type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1}
            command = {"id": k, "method": "Input.dispatchMouseEvent", "params": move}
            browser.send(json.dumps(command))
        for _ in places:
            browser.recv()
        browser.close()


def focus_slider(page):
    """Give the first slider the focus, and its arrow keys, which JupyterLab would keep."""
    handle = page.locator(".noUi-handle").first
    handle.evaluate("handle => { handle.dataset.lmSuppressShortcuts = 'true'; }")
    handle.focus()
    return handle


def press(page):
    """Press arrow keys, right and left in turn, each after the last has been answered."""
    focus_slider(page)
    latencies = []
    for k in range(PRESSES):
        page.evaluate("stopwatch.start()")
        page.keyboard.press("ArrowLeft" if k % 2 else "ArrowRight")
        latencies.append(page.evaluate("stopwatch.stop(150)")["first"])
    return {"median": statistics.median(latencies), "p95": np.percentile(latencies, 95)}


def measure_all(bench, server):
    """Return what was measured, by place and form."""
    near = {name: bench.measure(server, code, OPENINGS) for name, code in FORMS.items()}
    far_server = far_away(server)
    far = {name: bench.measure(far_server, code, 1) for name, code in FORMS.items()}
    exported = {"explorer": bench.measure_exported(FORMS["explorer"], STEPS / STATES)}
    return {"local": near, "100 ms away": far, "exported page": exported}


def measure_others(bench, server):
    """Yield the rows of the other explorers, each dragged over its first slider."""
    for name in OTHERS:
        code = f"from helpers.figures.explorers import {name}\n{name}()"
        steps = len(next(iter(getattr(explorers, name)().figure.states.values()))) - 1
        part = min(1, STEPS / steps)
        stops = min(STEPS, steps)  # that the drag comes to; of few, each must be seen
        places = {
            "local": bench.measure(server, code, 1, part),
            "exported page": bench.measure_exported(code, part),
        }
        for place, found in places.items():
            missed = [key for key in OF_OTHERS if key in found and not _met(key, found[key], stops)]
            shown = (
                f"{found[key]:.{MEASURES[key].digits}f}{' ← missed' * (key in missed)}"
                if key in found
                else "–"
                for key in OF_OTHERS
            )
            yield [name, place, str(stops), *shown]


def _met(key, value, stops):
    """Whether an explorer reaches the bar of the gradients; its median that of the 95 %."""
    measure = MEASURES["p95" if key == "median" else key]
    if key == "frames":
        measure = replace(measure, bar=min(measure.bar, stops))
    return measure.met(value, None)


def rows(places):
    for place, forms in places.items():
        for key, measure in MEASURES.items():
            ours, interact, ipympl = (forms.get(name, {}).get(key) for name in FORMS)
            if ours is None:
                continue
            met = measure.met(ours, interact or places["local"]["@interact"].get(key))
            yield [
                place,
                measure.name,
                *(
                    "–" if value is None else f"{value:.{measure.digits}f}"
                    for value in (ours, interact, ipympl)
                ),
                *(f"{ours / peer:.3g}" if peer else "–" for peer in (interact, ipympl)),
                f"{measure}{'' if met else ' ← missed'}",
            ]


def main():
    if chromium_path() is None or not web_packages.install():
        raise SystemExit("slider_latency.py needs a browser and npm: sudo apt install chromium npm")
    machine.describe()
    port = free_port()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "notebooks")
        folder.mkdir()
        shutil.copy(HERE / "slider_forms.py", folder)
        with (
            serve(folder, Path(scratch)) as server,
            chromium(f"--remote-debugging-port={port}") as browser,
        ):
            bench = Bench(browser, port, folder)
            places = measure_all(bench, server)
            others = list(measure_others(bench, server))
    machine.table(
        f"One figure in three forms: {PRESSES} presses of a key; a drag of {STEPS} steps in "
        f"{SECONDS} s; Run All in {OPENINGS} fresh kernels (median), in one where the server is "
        f"away ({1000 * EACH_WAY:g} ms there, {1000 * EACH_WAY:g} ms back).",
        ["place", "measure", "explorer", "@interact", "ipympl", "÷ @interact", "÷ ipympl", "bar"],
        list(rows(places)),
    )
    machine.table(
        f"Every other explorer, its first slider dragged over {STEPS} steps or over its whole.",
        ["explorer", "place", "stops", *(MEASURES[key].name for key in OF_OTHERS)],
        others,
    )


if __name__ == "__main__":
    main()
