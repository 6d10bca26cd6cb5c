"""What a run of a cell made lives until the cell is run again, or as long as a variable holds it.

ipywidgets keeps every widget until it is closed, and IPython every result in ``Out``, so that each
rerun of a cell would add to the kernel's memory.
"""

import gc
import re

from IPython import get_ipython
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult

_made: dict[str, list] = {}  # by the id of the cell


def keep(thing: object) -> None:
    """Keep a thing alive until the cell that runs now is run again.

    Without a kernel no page shows the thing, and it is not kept. In a front end that does not say
    which cell runs it is kept for good, as ipywidgets does.
    """
    shell = get_ipython()
    if shell is not None:
        request = getattr(shell, "get_parent", dict)()
        shell.events.register("pre_run_cell", _let_go)
        _made.setdefault(request.get("metadata", {}).get("cellId", ""), []).append(thing)


def _let_go(run: ExecutionInfo) -> None:
    """Let go of what the last run of a cell made; so do IPython's Out[3], _3, _, __ and ___."""
    things = _made.pop(run.cell_id, []) if run.cell_id else []
    shell = get_ipython()
    remembered = shell.user_ns, shell.user_ns_hidden, shell.user_ns["_oh"], vars(shell.displayhook)
    for names in remembered:
        for name, value in names.items():
            if any(value is thing for thing in things) and re.fullmatch(r"_*\d*", str(name)):
                names[name] = None
    for holder in gc.get_referrers(*things):
        if isinstance(holder, ExecutionResult):
            holder.result = None
