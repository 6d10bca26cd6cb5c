"""A still figure with moving parts: drawn once by matplotlib, moved by the browser."""

import zlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from io import BytesIO, StringIO
from numbers import Real
from string import Formatter

import anywidget
import numpy as np
import traitlets
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from PIL import Image

from helpers.figures import style
from helpers.figures.live.parts import Part

STILL_DPI = 96
SVG_DPI = 72  # a unit of matplotlib's SVG is a point
PLACES_A_POINT = 16  # finer than any screen shows


class LiveFigure(anywidget.AnyWidget):
    """A matplotlib figure whose parts the browser moves, with or without a kernel.

    Python computes where each part is in each state of the sliders, once. The browser looks the
    state up and places the parts; it holds no mathematics.

    Parameters
    ----------
    name : str
        Name of the figure, its ``data-name`` on the page.
    label : str
        What the figure shows, for readers who do not see it.
    figure : matplotlib.figure.Figure
        The picture, with the artists of its parts in it and the limits of its axes set.
    states : mapping of str to array_like, shape (k,)
        The values of each slider, in the order of the parts' axes. Each name becomes a trait, to
        be linked to a slider with ``ipywidgets.jslink``: of evenly spaced values the trait is the
        value, of uneven ones its index.
    start : mapping of str to float
        The first state.
    parts : sequence of Part
        The moving parts.
    readout : str
        Format of the numbers at a state, such as ``"z = {z}: a = {a}"``.
    numbers : mapping of str to array_like of str, shape (*states,)
        What stands for each field of `readout` and of the texts among the parts in each state,
        with axes of length 1 as in `Part`.
    presets : mapping of str to mapping, optional
        States worth a look, by the label of the button that jumps there.

    Raises
    ------
    ValueError
        If a slider's values do not rise or are fewer than two, or its name is one that every live
        figure has; if the shape of a part or a number does not fit the states; if `start` or a
        preset is not one of them; if two parts share a name or nothing fills a field of a text.
    """

    # As text: anywidget keeps every instance of a widget alive whose files are given as a Path.
    _esm = files("helpers.figures.live").joinpath("live.js").read_text(encoding="utf-8")
    _css = files("helpers.figures.live").joinpath("live.css").read_text(encoding="utf-8")

    name = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    svg = traitlets.Unicode().tag(sync=True)
    grid = traitlets.List().tag(sync=True)
    parts = traitlets.List().tag(sync=True)
    positions = traitlets.Bytes().tag(sync=True)
    template = traitlets.Unicode().tag(sync=True)
    numbers = traitlets.Dict().tag(sync=True)
    presets = traitlets.List().tag(sync=True)

    def __init__(
        self,
        *,
        name: str,
        label: str,
        figure: Figure,
        states: Mapping[str, np.ndarray],
        start: Mapping[str, float],
        parts: Sequence[Part],
        readout: str,
        numbers: Mapping[str, np.ndarray],
        presets: Mapping[str, Mapping[str, float]] | None = None,
    ):
        self.states = {key: _stops(key, values) for key, values in states.items()}
        self.initial = {key: start[key] for key in self.states}
        taken = self.states.keys() & set(dir(self))
        if taken:
            raise ValueError(f"states: {', '.join(taken)} is a name that every live figure has")
        self._axes = tuple(len(values) for values in self.states.values())
        _check_names(readout, parts, numbers)
        traits = {key: traitlets.Float(value) for key, value in self._settings({}).items()}
        self.add_traits(**{key: trait.tag(sync=True) for key, trait in traits.items()})
        grid = {key: _traced(values)[[0, -1]] for key, values in self.states.items()}
        super().__init__(
            name=name,
            label=label,
            grid=[[key, *grid[key], len(values)] for key, values in self.states.items()],
            template=readout,
            numbers={key: self._table(key, texts) for key, texts in numbers.items()},
            presets=[[text, self._settings(preset)] for text, preset in (presets or {}).items()],
        )
        self._draw(parts)
        _settle(figure)
        places = [self._places(part, figure.bbox.height) for part in parts]
        self.parts = [
            {
                "name": part.name,
                "shape": list(place.shape[:-1]),
                "text": part.text,
                "style": _text_style(part.artist) if isinstance(part.artist, Text) else None,
            }
            for part, place in zip(parts, places, strict=True)
        ]
        self.positions = _packed(np.concatenate([place.ravel() for place in places]))
        # The figure itself is not kept: its pictures are all that is needed of it.
        self.svg = _svg(figure, parts)
        self._draw(parts)
        self._png = _png(figure)

    def readout(self, **state: float) -> str:
        """Return the numbers under the figure at a state; sliders not named stay at the start.

        Raises
        ------
        ValueError
            If a slider is unknown or a value is not one of its stops.
        """
        return self._filled(self.template, self._index(state))

    def still(self) -> bytes:
        """Return the picture at the start, as PNG."""
        return self._png

    def __repr__(self) -> str:
        return f"{self.name}: {self.readout()}"

    def _settings(self, state: Mapping[str, float]) -> dict[str, float]:
        """Return the traits of a preset or, if it names no slider, of the start."""
        index = dict(zip(self.states, self._index(state), strict=True))
        return {key: float(_traced(self.states[key])[index[key]]) for key in state or self.states}

    def _index(self, state: Mapping[str, float]) -> tuple[int, ...]:
        """Return where a state, the start where it names no value, stands in the tables."""
        unknown = state.keys() - self.states.keys()
        if unknown:
            raise ValueError(
                f"{self.name} has no slider {', '.join(sorted(unknown))}; "
                f"it has {', '.join(self.states)}"
            )
        index = []
        for key, values in self.states.items():
            value = state.get(key, self.initial[key])
            stops = np.flatnonzero(np.isclose(values, value)) if isinstance(value, Real) else []
            if len(stops) != 1:
                raise ValueError(
                    f"{key} must be a stop of its slider, {_said(values)}; got {value!r}"
                )
            index.append(int(stops[0]))
        return tuple(index)

    def _checked(self, name: str, values: np.ndarray) -> np.ndarray:
        """Return a table over the states, refused if its shape does not fit them."""
        values = np.asarray(values)
        if values.ndim < len(self._axes) or any(
            n not in {1, k} for n, k in zip(values.shape, self._axes, strict=False)
        ):
            raise ValueError(
                f"{name}: shape {values.shape} does not fit the states {self._axes}; "
                "each axis must be as long as its slider's, or 1"
            )
        return values

    def _table(self, name: str, texts: np.ndarray) -> dict:
        texts = self._checked(name, texts)
        return {"shape": list(texts.shape), "values": texts.ravel().tolist()}

    def _vertices(self, part: Part) -> np.ndarray:
        """Return the vertices of a part, shape (*states, n, 2)."""
        x, y = (
            values[..., np.newaxis] if values.ndim == len(self._axes) else values
            for values in (self._checked(part.name, part.x), self._checked(part.name, part.y))
        )
        return np.stack(np.broadcast_arrays(x, y), axis=-1)

    def _places(self, part: Part, height: float) -> np.ndarray:
        """Return the places of a part on the page, in units of the SVG, shape (*states, n, 2)."""
        vertices = self._vertices(part)
        places = part.artist.get_transform().transform(vertices.reshape(-1, 2))
        places[:, 1] = height - places[:, 1]
        return places.reshape(vertices.shape)

    def _filled(self, template: str, index: tuple[int, ...]) -> str:
        """Return a text with the numbers of a state in it."""
        return template.format_map(
            {
                key: _at(np.reshape(table["values"], table["shape"]), index)
                for key, table in self.numbers.items()
            }
        )

    def _draw(self, parts: Sequence[Part]) -> None:
        """Put the artists where their parts are at first, and mark them for the browser."""
        index = self._index({})
        for part in parts:
            x, y = _at(self._vertices(part), index).T
            if isinstance(part.artist, Text):
                part.artist.set(x=x[0], y=y[0], text=self._filled(part.text, index))
            else:
                part.artist.set_data(x, y)
            part.artist.set(gid=part.name, in_layout=False)


def is_even(values: np.ndarray) -> bool:
    """Whether values are evenly spaced, as the stops of a `FloatSlider` are."""
    return np.allclose(np.diff(values), values[1] - values[0])


def _stops(key: str, values: np.ndarray) -> np.ndarray:
    """Return the values of a slider, refused if it could not stop at each of them."""
    values = np.asarray(values, dtype=float)
    if not (values.ndim == 1 and len(values) > 1 and (np.diff(values) > 0).all()):
        raise ValueError(f"states: {key} must rise through 2 values or more; got {values}")
    return values


def _traced(values: np.ndarray) -> np.ndarray:
    """Return what the trait of a slider is at each of its values."""
    return values if is_even(values) else np.arange(len(values), dtype=float)


def _said(values: np.ndarray) -> str:
    if is_even(values):
        return f"{values[0]:g} to {values[-1]:g} by {values[1] - values[0]:g}"
    return f"one of {', '.join(f'{value:g}' for value in values)}"


def _check_names(readout: str, parts: Sequence[Part], numbers: Mapping[str, np.ndarray]) -> None:
    """Refuse a field of a text that nobody fills, and two parts of one name."""
    texts = {"readout": readout} | {part.name: part.text for part in parts if part.text}
    for name, text in texts.items():
        fields = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
        if fields - numbers.keys():
            unknown = ", ".join(sorted(fields - numbers.keys()))
            raise ValueError(f"{name}: numbers has no {unknown}")
    names = [part.name for part in parts]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"parts: more than one is called {', '.join(sorted(twice))}")


def _settle(figure: Figure) -> None:
    """Lay the figure out as it will be in the SVG, and keep it so."""
    figure.dpi = SVG_DPI
    figure.set_layout_engine(figure.get_layout_engine() or "constrained")
    figure.draw_without_rendering()
    figure.set_layout_engine("none")


def _packed(places: np.ndarray) -> bytes:
    """Return places as the browser reads them: the first bytes of all, the second, …, deflated."""
    rounded = (np.round(places * PLACES_A_POINT) / PLACES_A_POINT).astype("<f4")
    return zlib.compress(rounded.view(np.uint8).reshape(-1, 4).T.tobytes(), 9)


def _png(figure: Figure) -> bytes:
    with BytesIO() as file, style.course():
        figure.savefig(file, format="png", dpi=STILL_DPI, metadata={"Software": None})
        few_colours = Image.open(file).convert("RGB").quantize(64)
    with BytesIO() as file:
        few_colours.save(file, format="png", optimize=True)
        return file.getvalue()


def _svg(figure: Figure, parts: Sequence[Part]) -> str:
    """Return the picture with every part in it, for the browser to place."""
    for part in parts:
        if isinstance(part.artist, Line2D):  # matplotlib leaves a line of NaN out
            (left, _), (bottom, _) = part.artist.axes.get_xlim(), part.artist.axes.get_ylim()
            n = len(part.artist.get_xdata())
            part.artist.set_data([left] * n, [bottom] * n)
    with StringIO() as file, style.course():
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        picture = file.getvalue()
    return picture[picture.index("<svg") :]


def _at(table: np.ndarray, index: tuple[int, ...]) -> np.ndarray:
    """Return a table's entry at a state; an axis of length 1 stands for every state."""
    return table[tuple(min(i, n - 1) for i, n in zip(index, table.shape, strict=False))]


def _text_style(text: Text) -> dict:
    return {
        "font-size": text.get_fontsize(),
        "fill": text.get_color(),
        "text-anchor": {"left": "start", "center": "middle", "right": "end"}[text.get_ha()],
    }
