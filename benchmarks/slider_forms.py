"""The figure of `explorers.gradients` as one builds it without live figures."""

import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, Layout, interact

from helpers.figures import style
from helpers.figures.axes import LOGITS
from helpers.figures.compared import COMPARED
from helpers.figures.still import plot_gradients, plot_sizes
from helpers.neuron import absolute_error


def with_interact():
    """Draw the figure anew with each move of a slider."""

    def draw(z, y):
        panels(z, y)
        plt.show()

    style.use()
    interact(draw, **sliders())


def with_ipympl():
    """Draw the figure once and move its lines; lay it out once as well, as live figures do."""

    def move(z, y):
        for lines, places in zip(pairs, vertices(z, y), strict=True):
            for line, place in zip(lines, places, strict=True):
                line.set_data(*place)
        figure.canvas.draw_idle()

    style.use()
    figure = panels(-3, 1)
    figure.canvas.draw()
    figure.set_layout_engine("none")
    over_z, over_error = figure.axes
    pairs = list(zip(over_z.lines, over_error.lines, strict=True))
    plt.show()
    interact(move, **sliders())


def panels(z, y):
    """Draw both gradients over the logit z and their sizes over the error A; mark the state."""
    figure, (over_z, over_error) = plt.subplots(1, 2, figsize=(11, 4.2))
    plot_gradients(y, ax=over_z)
    plot_sizes(y, ax=over_error)
    for name, loss in COMPARED.items():
        gradient = loss.gradient(z, y)
        over_z.plot(z, gradient, **style.point(name))
        over_error.plot(absolute_error(z, y), abs(gradient), **style.point(name))
    return figure


def vertices(z, y):
    """Where each line of the two panels runs: first the curves, then the points."""
    for at in (LOGITS, [z]):
        for loss in COMPARED.values():
            gradient = loss.gradient(at, y)
            yield (at, gradient), (absolute_error(at, y), abs(gradient))


def sliders():
    """The explorer's sliders, as long as there: a pixel of the mouse is worth as much."""
    layout = Layout(width="700px")
    return {
        "z": FloatSlider(-3, min=-10, max=10, step=0.1, layout=layout),
        "y": FloatSlider(1, min=0, max=1, step=0.1, layout=layout),
    }
