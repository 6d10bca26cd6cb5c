"""The code behind the notebooks, in layers: each module imports only from those above it.

activations, losses, training, derivation, style, figures, live, explorers, checks
"""
