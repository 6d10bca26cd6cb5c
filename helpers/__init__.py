"""The code behind the notebooks, in five wings.

neuron
    Activations, losses, training: the mathematics, in numpy.
derivation
    Derivations whose every line is checked, in SymPy.
figures
    Still figures, and live ones that sliders move.
exercises
    What a reader's answer is, right or wrong and how.
data
    What lessons train on: handwritten digits.

One rule holds between them: figures → neuron ← exercises; derivation and data stand alone.
"""
