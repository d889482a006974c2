"""The only bridge to analysis: keeps results and how each was obtained."""
