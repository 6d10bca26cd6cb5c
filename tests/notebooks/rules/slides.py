"""Which cells of a lesson are on its slides."""

from lesson import Complaints, Lesson

KINDS = {"slide", "subslide", "fragment"}


def on_slides(lesson: Lesson) -> Complaints:
    """10 to 15 slides, from the title to the summary, with a live figure and an exercise."""
    kinds = {cell.id: cell.metadata.get("slideshow", {}).get("slide_type") for cell in lesson.cells}
    shown = [cell_id for cell_id, kind in kinds.items() if kind]
    for cell_id in shown:
        if kinds[cell_id] not in KINDS:
            yield f"{cell_id}: is a {kinds[cell_id]!r} of the slides, not one of {sorted(KINDS)}"
    count = sum(kinds[cell_id] in {"slide", "subslide"} for cell_id in shown)
    if not 10 <= count <= 15:
        yield f"{count} slides, not 10 to 15"
    if not shown or shown[0] != "title" or shown[-1] != "summary":
        yield "the slides do not begin with the title and end with the summary"
    if not any(kinds[exercise_id] for exercise_id in kinds if exercise_id.endswith("-stub")):
        yield "no exercise (its stub) on the slides"
    if not any(
        is_live(output) for cell_id in shown for output in lesson[cell_id].get("outputs", [])
    ):
        yield "no live figure on the slides"


def is_live(output: dict) -> bool:
    """Whether this is an explorer, of which a picture and the readout are saved."""
    data = output.get("data", {})
    return "image/png" in data and not data["text/plain"].startswith("<Figure")
