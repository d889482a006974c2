"""Communes, intercommunalities, départements, régions: codes, outlines, history, values."""
